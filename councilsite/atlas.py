"""In charge of the site as a whole: all pages in all languages, and where each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from councilsite import links
from councilsite.compose import PageSet, Voice
from councilsite.formwords import FormSet
from councilsite.links import Target
from councilsite.model import Council, NavItem
from councilsite.offers import Files

HOME = "index.md"
"""Path of the home page."""


class Site(NamedTuple):
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
    seal: str
    """Digest of the facts and words that any page may show."""
    formats: Files = {}
    """Files with a page's text in other formats, by path and language code."""
    all_forms: tuple[FormSet, ...] = ()
    """Every form, by name."""

    @property
    def forms(self) -> dict[str, FormSet]:
        """The forms that have a page, by the path of that page."""
        return {one.form.path: one for one in self.all_forms if one.form.path}


def assemble(
    council: Council,
    menu: tuple[NavItem, ...],
    voices: Iterable[Voice],
    pages: Mapping[str, PageSet],
    seal: str,
    forms: tuple[FormSet, ...] = (),
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
    return Site(council, menu, by_code, by_path, keys, targets, seal, all_forms=forms)


def home(site: Site, code: str) -> str:
    """Address of the home page; the source language's where the language has none."""
    urls = site.targets[HOME].urls
    return urls.get(code, urls[site.council.source_language.code])


def lang_of_home(site: Site, code: str) -> str:
    """The source language's code where the home page is not offered in a language; else empty."""
    return "" if code in site.targets[HOME].urls else site.council.source_language.code


def address_of(site: Site, path: str, url: str, code: str) -> str:
    """Relative address of a page; empty where the language does not offer it."""
    target = site.targets[path].urls.get(code) if path in site.targets else None
    return links.relative(url, target) if target is not None else ""
