"""In charge of the search page: its words and its form. Its script is theme/assets/search.js."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from councilsite.compose import PageSet, Rendered, Voice
from councilsite.facts import Facts
from councilsite.generated import A_TO_Z, BY_CATEGORY, SEARCH, make_page
from councilsite.model import Council, Coverage, Words

OTHER_WAYS = (A_TO_Z, BY_CATEGORY, "index.md")
"""Pages that help to find things without the search, where the site has them."""

_SAID = ("found", "none", "none_help", "similar", "busy", "failed", "needs_script")
"""What the script may say, and what the page says without it."""
_FIELDS = {"query": "\ue000", "count": "\ue001"}
"""What the script fills into its words, where they have {query} or {count}; each with a character
that stands in for it while the words become HTML."""


def make_search_page(
    council: Council, voices: Sequence[Voice], pages: Mapping[str, PageSet]
) -> list[PageSet]:
    """The search page in every language that offers any page; `pages` come by path."""
    if not council.has_search:
        return []
    home = pages.get("index.md")
    offered = {code for page in pages.values() for code in page.rendered}
    rendered = {
        voice.language.code: _render(council, voice, pages)
        for voice in voices
        if voice.language.code in offered
    }
    if home is None or not rendered:
        return []
    codes = [voice.language.code for voice in voices]
    return [make_page(SEARCH, home.source, home.source.reviewed, rendered, codes)]


def _render(council: Council, voice: Voice, pages: Mapping[str, PageSet]) -> Rendered:
    facts = voice.facts
    return Rendered(
        title=facts.say("search_title"),
        label=facts.say("search"),
        description=facts.say("search_description"),
        html=_other_ways(council, voice, pages),
        coverage=Coverage(),
        data={
            # One form is enough: the header has none on this page.
            "search": "",
            "search_page": {
                "question": facts.html(facts.say("search_question")),
                "say": {name: _say(facts, f"search_{name}") for name in _SAID},
            },
        },
    )


def _say(facts: Facts, key: str) -> str:
    """Words with an empty element for each field that the script fills."""
    words = facts.say(key)
    text = words.text
    for field, stand_in in _FIELDS.items():
        text = text.replace(f"{{{field}}}", stand_in)
    shown = facts.html(Words(text, words.state))
    for field, stand_in in _FIELDS.items():
        shown = shown.replace(stand_in, f'<bdi data-field="{field}"></bdi>')
    return shown


def _other_ways(council: Council, voice: Voice, pages: Mapping[str, PageSet]) -> str:
    facts, code = voice.facts, voice.language.code
    items = [
        f'<li><a href="page:{html.escape(path)}">{facts.html(pages[path].rendered[code].title)}</a>'
        for path in OTHER_WAYS
        if path in pages and code in pages[path].rendered
    ]
    if "main" in council.telephones:
        number = facts.html(Words("{{ phone.main }}", "approved"))
        items.append(f"<li>{facts.html(facts.say('telephone'))}: {number}")
    heading = facts.html(facts.say("search_other_ways"))
    entries = "".join(f"{item}</li>\n" for item in items)
    return f'<h2 id="other-ways">{heading}</h2>\n<ul>\n{entries}</ul>'
