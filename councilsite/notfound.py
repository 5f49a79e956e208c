"""In charge of the page that servers send for addresses without a page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import urlsplit

from councilsite import atlas
from councilsite.atlas import Site
from councilsite.compose import Voice
from councilsite.model import BuiltPage, Composed

Data = Mapping[str, object]


def page(site: Site, row: BuiltPage, shared: Data) -> Composed:
    """One page for all languages; it stands at any address, so links begin at the server's root."""
    base = urlsplit(site.council.url).path or "/"
    facts = site.voices[row.language].facts
    sections = "\n".join(
        section(other, base + atlas.home(site, other.language.code))
        for other in site.voices.values()
    )
    own: dict[str, object] = {
        "base": base,
        "home": base,
        "title": html.escape(facts.plain(facts.say("not_found"))),
        "heading": facts.html(facts.say("not_found")),
        "canonical": "",
        "alternates": [],
        "menu": [],
        "section": {},
        "breadcrumb": [],
        "switcher": [],
        "json_ld": [],
        "kind": "page",
        "contents": [],
        "team": {},
        "receiver": "",
        "a_to_z": "",
        "statement": "",
        "feed": {},
        "formats": [],
    }
    return Composed(row.file, row.language, row.url, row.file, sections, {**shared, **own})


def section(voice: Voice, home_url: str) -> str:
    """What the page says in one language."""
    facts, language = voice.facts, voice.language
    heading = "" if language.is_source else f"<h2>{facts.html(facts.say('not_found'))}</h2>\n"
    home = facts.html(facts.say("not_found_home"))
    return (
        f'<section lang="{language.code}" dir="{language.direction}">\n{heading}'
        f"<p>{facts.html(facts.say('not_found_help'))}</p>\n"
        f'<p><a href="{home_url}">{home}</a></p>\n</section>'
    )
