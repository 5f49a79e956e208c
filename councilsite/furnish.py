"""In charge of page furniture: menu, language switcher, notices, alternates; all plain data."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from councilsite import links, schemaorg
from councilsite.compose import PageSet, Voice
from councilsite.links import Target
from councilsite.model import BuiltPage, Composed, Council, Coverage, NavItem, Words

NOT_FOUND = "404.html"
"""File that servers send for addresses without a page."""

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of the site in all languages, before they are laid into the theme."""

    council: Council
    """council.yml."""
    menu: tuple[NavItem, ...]
    """The menu of mkdocs.yml."""
    voices: Mapping[str, Voice]
    """By language code, the source language first."""
    pages: Mapping[str, PageSet]
    """By path of the source."""
    keys: Mapping[str, str]
    """Digest of all that a page is composed from, by path of the source."""
    targets: Mapping[str, Target]
    """Where links to each page lead."""


def assemble(
    council: Council,
    menu: tuple[NavItem, ...],
    voices: Iterable[Voice],
    pages: Mapping[str, PageSet],
) -> Site:
    """The site from its pages, which come by the digests of what they are composed from."""
    by_path = {page.source.path: page for page in pages.values()}
    by_code = {voice.language.code: voice for voice in voices}
    targets = {
        path: Target(
            {code: by_code[code].language.path + page.source.url for code in page.rendered},
            page.anchors,
        )
        for path, page in by_path.items()
    }
    keys = {page.source.path: key for key, page in pages.items()}
    return Site(council, menu, by_code, by_path, keys, targets)


def list_pages(site: Site, code: str) -> list[BuiltPage]:
    """The manifest's row of every page that a language offers.

    A page's fingerprint is the digest of all that `furnish` makes it from, so that a page whose
    fingerprint is known need not be made.
    """
    seal = _seal(site, site.voices[code])
    rows = [
        _row(site, path, code, seal)
        for path in sorted(site.pages)
        if code in site.pages[path].rendered
    ]
    if site.voices[code].language.is_source:
        words = [
            _not_found_section(voice, site.council.url + _home(site, voice.language.code))
            for voice in site.voices.values()
        ]
        everything = _digest(seal, words)
        rows.append(BuiltPage(NOT_FOUND, code, NOT_FOUND, "", Coverage(), {}, "", everything))
    return rows


def _row(site: Site, path: str, code: str, seal: str) -> BuiltPage:
    page = site.pages[path]
    url = site.targets[path].urls[code]
    return BuiltPage(
        url=url,
        language=code,
        file=f"{url}index.html",
        source=path,
        coverage=page.coverage[code],
        alternates=dict(site.targets[path].urls),
        reviewed=page.source.reviewed.isoformat(),
        fingerprint=_digest(seal, site.keys[path]),
    )


def furnish(site: Site, code: str, rows: Iterable[BuiltPage]) -> Iterator[Composed]:
    """Pages of a language, of those that `list_pages` lists, ready for an engine."""
    voice = site.voices[code]
    shared = _shared(site, voice)
    labels = _labels(site, code)
    for row in rows:
        if row.source:
            yield _page(site, voice, row, shared, labels)
        else:
            yield _not_found(site, voice, row, shared)


def _seal(site: Site, voice: Voice) -> str:
    """Digest of all that the pages of a language have in common."""
    code = voice.language.code
    urls = {path: dict(target.urls) for path, target in site.targets.items()}
    own_names = [other.language.own_name for other in site.voices.values()]
    return _digest(
        _shared(site, voice),
        _labels(site, code),
        urls,
        repr(site.menu),
        site.council.url,
        own_names,
    )


def _digest(*values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shared(site: Site, voice: Voice) -> Data:
    """What is the same on all pages of a language."""
    facts, council = voice.facts, site.council
    name = facts.words("council")
    telephones = council.telephones
    return {
        "lang": voice.language.code,
        "dir": voice.language.direction,
        "name": facts.html(name),
        "name_plain": html.escape(facts.plain(name)),
        "text": {key: facts.html(facts.say(key)) for key in _WORDS},
        "contact": {
            "telephone": facts.html(Words("{{ phone.main }}", "approved"))
            if "main" in telephones
            else "",
            "email": facts.html(Words("{{ email.main }}", "approved"))
            if "main" in council.emails
            else "",
            "out_of_hours": (
                facts.html(Words("{{ phone.out-of-hours }}", "approved"))
                if "out-of-hours" in telephones
                else ""
            ),
        },
        "notices": [
            {
                "lang": other.language.code,
                "dir": other.language.direction,
                "heading": other.facts.html(other.facts.say("notice_heading")),
                "html": other.facts.html(other.facts.say("notice")),
            }
            for other in site.voices.values()
            if not other.facts.say("notice").is_fallback or other.language.is_source
        ],
    }


_WORDS = (
    "skip",
    "menu",
    "languages",
    "breadcrumb",
    "contact",
    "telephone",
    "email",
    "out_of_hours",
    "draft_notice",
    "partial_notice",
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


def _page(
    site: Site, voice: Voice, row: BuiltPage, shared: Data, labels: Mapping[str, str]
) -> Composed:
    facts, language = voice.facts, voice.language
    source_code = site.council.source_language.code
    path, url = row.source, row.url
    page = site.pages[path]
    rendered = page.rendered[language.code]
    body = links.finish_links(
        rendered.html,
        url,
        language.code,
        source_code,
        site.targets,
        lambda: facts.html(facts.say("in_english")),
    )
    urls = site.targets[path].urls
    reviewed = facts.say_date("reviewed", page.source.reviewed)
    own: Data = {
        "base": "../" * url.count("/"),
        "home": links.relative(url, _home(site, language.code)),
        "home_lang": _lang_of_home(site, language.code),
        "search": _address(site, "search.md", language.code, url),
        "title": html.escape(facts.plain(rendered.title)),
        "title_lang": source_code if rendered.title.is_fallback else "",
        "heading": facts.html(rendered.title),
        "description": html.escape(facts.plain(rendered.description)),
        "description_lang": source_code if rendered.description.is_fallback else "",
        "canonical": site.council.url + url,
        "alternates": _alternates(site, urls),
        "menu": _menu(site, voice, path, url, labels),
        "breadcrumb": _breadcrumb(site, voice, path, url, labels),
        "switcher": _switcher(site, url, urls, language.code),
        "has_drafts": rendered.coverage.draft > 0 and not language.is_source,
        "has_fallback": rendered.coverage.fallback > 0,
        "reviewed": "" if page.is_generated else facts.html(reviewed),
        "json_ld": [schemaorg.script(data) for data in _structured(site, page)],
    }
    return Composed(path, language.code, url, row.file, body, {**shared, **own, **rendered.data})


def _home(site: Site, code: str) -> str:
    """Address of the home page; the source language's where the language has none."""
    urls = site.targets["index.md"].urls
    return urls.get(code, urls[site.council.source_language.code])


def _address(site: Site, path: str, code: str, url: str) -> str:
    """Address of a page as seen from the page at `url`; empty where it is not offered."""
    target = site.targets[path].urls.get(code) if path in site.targets else None
    return links.relative(url, target) if target is not None else ""


def _lang_of_home(site: Site, code: str) -> str:
    """The source language's code where the home page is not offered in a language; else empty."""
    return "" if code in site.targets["index.md"].urls else site.council.source_language.code


def _structured(site: Site, page: PageSet) -> Iterator[Data]:
    if page.source.path == "index.md":
        yield schemaorg.organisation(site.council)
    yield from schemaorg.offices(site.council, page.hours)


def _alternates(site: Site, urls: Mapping[str, str]) -> list[Data]:
    """hreflang only for what is offered; none where a page has one language."""
    if len(urls) < 2:
        return []
    rows: list[Data] = [
        {"hreflang": code, "href": site.council.url + url} for code, url in urls.items()
    ]
    default = site.council.url + urls[site.council.source_language.code]
    return [*rows, {"hreflang": "x-default", "href": default}]


def _switcher(site: Site, url: str, urls: Mapping[str, str], current: str) -> list[Data]:
    return [
        {
            "lang": code,
            "dir": site.voices[code].language.direction,
            "name": html.escape(site.voices[code].language.own_name),
            "url": links.relative(url, target),
            "current": code == current,
        }
        for code, target in urls.items()
    ]


def _menu(site: Site, voice: Voice, path: str, url: str, labels: Mapping[str, str]) -> list[Data]:
    """Top level of the menu; the section that the page stands in shows its pages."""
    rows = []
    for item in site.menu:
        row = _entry(site, voice, item, path, url, labels)
        if row is None:
            continue
        pages = [one for child in item.children for one in _pages_of(child)]
        is_open = any(page.path == path for page in pages)
        children = [_entry(site, voice, page, path, url, labels) for page in pages if is_open]
        row["children"] = [child for child in children if child is not None]
        rows.append(row)
    return rows


def _pages_of(item: NavItem) -> Iterator[NavItem]:
    """The pages of an entry, those of sections within sections too."""
    if not item.children:
        yield item
    for child in item.children:
        yield from _pages_of(child)


def _entry(
    site: Site, voice: Voice, item: NavItem, path: str, url: str, labels: Mapping[str, str]
) -> Data | None:
    """A line of the menu; None where the language offers nothing of it.

    A section without a page of its own, or without it in the language, leads to its first page.
    """
    paths = (item.path, *(page.path for page in _pages_of(item)))
    found = next((one for one in paths if one is not None and one in labels), None)
    if found is None:
        return None
    label = labels[found]
    if item.label is not None:
        label = voice.facts.html(voice.facts.label("navigation title", item.label.text))
    target = site.targets[found].urls[voice.language.code]
    return {"label": label, "url": links.relative(url, target), "current": found == path}


def _breadcrumb(
    site: Site, voice: Voice, path: str, url: str, labels: Mapping[str, str]
) -> list[Data]:
    """Way from the home page to the page's section."""
    facts = voice.facts
    rows: list[Data] = []
    if path != "index.md":
        rows.append(
            {
                "lang": _lang_of_home(site, voice.language.code),
                "label": facts.html(facts.say("home")),
                "url": links.relative(url, _home(site, voice.language.code)),
            }
        )
    for item in site.menu:
        if item.path != path and any(page.path == path for page in _pages_of(item)):
            row = _entry(site, voice, item, path, url, labels)
            # A section that leads to its first page is no step before that page.
            rows += [row] if row is not None and not row["current"] else []
    return rows


def _not_found(site: Site, voice: Voice, row: BuiltPage, shared: Data) -> Composed:
    """One page for all languages; it stands at any address, so links begin at the server's root."""
    base = urlsplit(site.council.url).path or "/"
    facts = voice.facts
    sections = "\n".join(
        _not_found_section(other, base + _home(site, other.language.code))
        for other in site.voices.values()
    )
    own: Data = {
        "base": base,
        "home": base,
        "title": html.escape(facts.plain(facts.say("not_found"))),
        "heading": facts.html(facts.say("not_found")),
        "canonical": "",
        "alternates": [],
        "menu": [],
        "breadcrumb": [],
        "switcher": [],
        "json_ld": [],
    }
    return Composed(row.file, row.language, row.url, row.file, sections, {**shared, **own})


def _not_found_section(voice: Voice, home_url: str) -> str:
    facts, language = voice.facts, voice.language
    heading = "" if language.is_source else f"<h2>{facts.html(facts.say('not_found'))}</h2>\n"
    home = facts.html(facts.say("not_found_home"))
    return (
        f'<section lang="{language.code}" dir="{language.direction}">\n{heading}'
        f"<p>{facts.html(facts.say('not_found_help'))}</p>\n"
        f'<p><a href="{home_url}">{home}</a></p>\n</section>'
    )
