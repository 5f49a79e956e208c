"""In charge of page furniture: gathers what the theme shows on each page, as plain data."""

from __future__ import annotations

import datetime as dt
import functools
import html
from collections.abc import Iterable, Iterator

from councilsite import atlas, contact, contents, formdata, links, menu, notfound, schemaorg
from councilsite.atlas import HOME, Site
from councilsite.cache import digest
from councilsite.compose import Voice
from councilsite.formwords import FORM_PLACE
from councilsite.generated import A_TO_Z, SEARCH, STATEMENT
from councilsite.menu import Guide
from councilsite.model import BuiltPage, Composed, Coverage
from councilsite.offers import describe_files
from councilsite.social import FEED, open_graph
from councilsite.switcher import alternates, switcher

NOT_FOUND = "404.html"
"""File that servers send for addresses without a page."""

_FORMATS = "formats/index.md"
"""The page on which residents ask for other formats; a site may lack it."""

Data = dict[str, object]


def list_pages(site: Site, code: str) -> list[BuiltPage]:
    """The manifest's row of every page that a language offers.

    A page's fingerprint is the digest of all that `furnish` makes it from, so that a page whose
    fingerprint is known need not be made.
    """
    seal = _seal(site, code)
    rows = [
        _row(site, path, code, seal)
        for path in sorted(site.pages)
        if code in site.pages[path].rendered
    ]
    if site.voices[code].language.is_source:
        rows.append(BuiltPage(NOT_FOUND, code, NOT_FOUND, "", Coverage(), {}, "", seal))
    return rows


def _row(site: Site, path: str, code: str, seal: str) -> BuiltPage:
    page = site.pages[path]
    url = site.targets[path].urls[code]
    return BuiltPage(
        url=url,
        language=code,
        file=f"{url}index.html",
        source=path,
        coverage=page.rendered[code].coverage,
        alternates=dict(site.targets[path].urls),
        reviewed=page.source.reviewed.isoformat(),
        fingerprint=digest(seal, site.keys[path]),
    )


def furnish(site: Site, code: str, rows: Iterable[BuiltPage]) -> Iterator[Composed]:
    """Pages of a language, of those that `list_pages` lists, ready for an engine."""
    voice = site.voices[code]
    shared = shared_data(site, voice)
    guide = menu.draw_guide(site.menu, voice.facts, _labels(site, code), site.targets)
    teams = contact.teams(voice.facts, site.council)
    say_reviewed = functools.cache(functools.partial(_say_reviewed, voice))
    for row in rows:
        if not row.source:
            yield notfound.page(site, row, shared)
            continue
        page = site.pages[row.source]
        upkeep = {
            "team": teams[page.source.owner],
            "reviewed": "" if page.is_generated else say_reviewed(page.source.reviewed),
        }
        yield _page(site, voice, row, {**shared, **upkeep}, guide)


def _say_reviewed(voice: Voice, day: dt.date) -> str:
    """When a page was reviewed; many pages on the same day."""
    return voice.facts.html(voice.facts.say_date("reviewed", day))


def _seal(site: Site, code: str) -> str:
    """Digest of all that the pages of a language have in common."""
    labels = [
        (path, page.rendered[code].label)
        for path, page in site.pages.items()
        if code in page.rendered
    ]
    addresses = [(path, target.urls) for path, target in site.targets.items()]
    return digest(site.seal, code, repr(labels), repr(addresses), repr(site.menu))


def shared_data(site: Site, voice: Voice) -> Data:
    """What is the same on all pages of a language."""
    facts, council = voice.facts, site.council
    name = facts.words("council")
    return {
        "lang": voice.language.code,
        "dir": voice.language.direction,
        "name": facts.html(name),
        "name_plain": html.escape(facts.plain(name)),
        "text": {key: facts.html(facts.say(key)) for key in _WORDS},
        "contact": contact.council_contact(facts, council),
        "notices": contact.notices(other.facts for other in site.voices.values()),
        "receiver": html.escape(council.receiver),
        "feed": {
            "url": f"{voice.language.path}{FEED}",
            "title": html.escape(facts.plain(facts.say("feed"))),
            "lang": council.source_language.code if facts.say("feed").is_fallback else "",
        },
    }


_WORDS = (
    "skip",
    "menu",
    "languages",
    "breadcrumb",
    "search",
    "search_label",
    "a_to_z",
    "on_this_page",
    "contact",
    "telephone",
    "email",
    "hours",
    "out_of_hours",
    "team",
    "draft_notice",
    "partial_notice",
    "about_page",
    "formats",
    "formats_ask",
    "booklet_contents",
    "useful",
    "useful_yes",
    "useful_no",
    "useful_improve",
    "useful_hint",
    "useful_send",
    "statement",
)
"""Keys of theme/text.yml that templates use as they are."""


def _labels(site: Site, code: str) -> dict[str, str]:
    """Menu label of each page offered in the language, as HTML."""
    facts = site.voices[code].facts
    return {
        path: facts.html(page.rendered[code].label)
        for path, page in site.pages.items()
        if code in page.rendered
    }


def _page(site: Site, voice: Voice, row: BuiltPage, shared: Data, guide: Guide) -> Composed:
    facts, language = voice.facts, voice.language
    path, url = row.source, row.url
    page = site.pages[path]
    rendered = page.rendered[language.code]
    body = _body(site, voice, row)
    ways = _ways(site, voice, row, guide)
    structured = _structured(site, voice, row, menu.steps(guide, path))
    own: Data = {
        **_head(site, voice, row),
        **ways,
        "json_ld": [schemaorg.script(data) for data in structured],
        "kind": _kind(path),
        "base": "../" * url.count("/"),
        "heading": facts.html(rendered.title),
        "contents": contents.find_contents(body),
        **_form(site, row, body),
        "has_drafts": rendered.coverage.draft > 0 and not language.is_source,
        "has_fallback": rendered.coverage.fallback > 0,
        "address": url,
    }
    return Composed(path, language.code, url, row.file, body, {**shared, **own, **rendered.data})


def _body(site: Site, voice: Voice, row: BuiltPage) -> str:
    """Main content with its links in place."""
    facts, code = voice.facts, voice.language.code
    body = links.finish_links(
        site.pages[row.source].rendered[code].html,
        row.url,
        code,
        site.council.source_language.code,
        site.targets,
        lambda: facts.html(facts.say("in_english")),
    )
    return contents.mark_link_lists(body)


def _form(site: Site, row: BuiltPage, body: str) -> Data:
    """The first step of a form, and the page's text before and after it; empty without a form."""
    if row.source not in site.forms:
        return {}
    before, _, after = body.partition(FORM_PLACE)
    step = formdata.first_step(site, row.source, row.url, row.language)
    return {"form": step, "before": before, "after": after}


def _kind(path: str) -> str:
    """How a page is laid out: the home page, the first page of a section, or any other."""
    if path == HOME:
        return "home"
    return "overview" if path.endswith("/index.md") else "page"


def _head(site: Site, voice: Voice, row: BuiltPage) -> Data:
    """What a page says of itself to browsers and search engines."""
    facts = voice.facts
    page = site.pages[row.source]
    rendered = page.rendered[voice.language.code]
    source_code = site.council.source_language.code
    return {
        "title": html.escape(facts.plain(rendered.title)),
        "title_lang": source_code if rendered.title.is_fallback else "",
        "description": html.escape(facts.plain(rendered.description)),
        "description_lang": source_code if rendered.description.is_fallback else "",
        "canonical": site.council.url + row.url,
        "alternates": alternates(site.council, site.targets[row.source].urls),
        "open_graph": open_graph(
            voice.language,
            (site.voices[code].language for code in row.alternates if code != row.language),
            site=facts.bare(facts.words("council")),
            title=facts.bare(rendered.title),
            description=facts.bare(rendered.description),
            url=site.council.url + row.url,
        ),
    }


def _ways(site: Site, voice: Voice, row: BuiltPage, guide: Guide) -> Data:
    """Where a page leads to."""
    path, url = row.source, row.url
    return {
        "home": links.relative(url, atlas.home(site, voice.language.code)),
        "home_lang": atlas.lang_of_home(site, voice.language.code),
        "menu": menu.menu(guide, path, url),
        "section": menu.section(guide, path, url),
        "breadcrumb": _breadcrumb(site, voice, row, guide),
        "switcher": switcher(site.council, url, site.targets[path].urls, voice.language.code),
        "formats": describe_files(
            voice.facts, url, site.formats.get((path, voice.language.code), ())
        ),
        "formats_page": _formats_page(site, voice, row),
        "search": atlas.address_of(site, SEARCH, url, voice.language.code),
        "a_to_z": atlas.address_of(site, A_TO_Z, url, voice.language.code),
        "statement": atlas.address_of(site, STATEMENT, url, voice.language.code),
    }


def _formats_page(site: Site, voice: Voice, row: BuiltPage) -> Data:
    """The page on which residents ask for other formats; empty where there is none, and on it."""
    if _FORMATS not in site.targets or row.source == _FORMATS:
        return {}
    urls, source_code = site.targets[_FORMATS].urls, site.council.source_language.code
    code = voice.language.code if voice.language.code in urls else source_code
    return {
        "url": links.relative(row.url, urls[code]),
        "lang": code if code != voice.language.code else "",
    }


def _structured(
    site: Site, voice: Voice, row: BuiltPage, steps: Iterable[tuple[str, str]]
) -> Iterator[Data]:
    """The page's facts for search engines; `steps` lead to it from the home page."""
    council, facts, page = site.council, voice.facts, site.pages[row.source]
    rendered = page.rendered[row.language]
    if page.source.path == HOME:
        yield schemaorg.organisation(council)
    else:
        home = (facts.bare(facts.say("home")), atlas.home(site, row.language))
        own = (facts.bare(rendered.label), row.url)
        trail = [home, *steps, own]
        yield schemaorg.breadcrumb((name, council.url + url) for name, url in trail)
    if page.source.category is not None:
        yield schemaorg.service(
            council,
            page.source,
            name=facts.bare(rendered.title),
            description=facts.bare(rendered.description),
            url=council.url + row.url,
            languages=list(row.alternates),
        )
    yield from schemaorg.offices(council, page.hours)


def _breadcrumb(site: Site, voice: Voice, row: BuiltPage, guide: Guide) -> list[Data]:
    """Way from the home page to the page's section."""
    if row.source == HOME:
        return []
    facts = voice.facts
    home: Data = {
        "lang": atlas.lang_of_home(site, voice.language.code),
        "label": facts.html(facts.say("home")),
        "url": links.relative(row.url, atlas.home(site, voice.language.code)),
    }
    return [home, *menu.breadcrumb(guide, row.source, row.url)]
