"""In charge of which PDFs a site has: one for each page and size, and the council's booklets."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from councilsite.atlas import Site
from councilsite.cache import digest
from councilsite.generated import SEARCH
from councilsite.model import Booklet, BuiltPage, Finding, LargePrint, NavItem
from councilsite.offers import FormatFile


@dataclass(frozen=True, slots=True)
class Job:
    """A PDF that the site is to have."""

    file: str
    """File below the site's root."""
    page: BuiltPage
    """The page that offers it."""
    label: str
    """Key of the theme's words that say what it is."""
    size: int
    """Points."""
    wish: str
    """Digest of all that it may depend on."""
    booklet: Booklet | None = None
    """Which booklet it is; None for the page itself."""
    chapters: tuple[tuple[str, tuple[BuiltPage, ...]], ...] = ()
    """Pages of the booklet by section, whose name is HTML or empty."""

    def offer(self, size: int) -> FormatFile:
        """What the page tells of it, when it is known how large it is."""
        name = self.booklet.name.text if self.booklet is not None else ""
        return FormatFile(self.file, self.label, name, "PDF", "application/pdf", size)


def list_jobs(site: Site, large_print: LargePrint, rows: Sequence[BuiltPage]) -> Iterator[Job]:
    """All PDFs of a site, by page: its own, then the booklets that it offers."""
    sizes = large_print.sizes.items()
    pages = [row for row in rows if _is_printed(site, row)]
    for row in pages:
        for label, size in sizes:
            file = _file(row, _name_of(row), label)
            yield Job(file, row, label, size, digest(row.fingerprint, str(size)))
        for booklet in large_print.booklets:
            if booklet.page == row.source:
                chapters = _chapters(site, booklet, row.language, pages)
                parts = [one.fingerprint for _, some in chapters for one in some]
                for label, size in sizes if parts else ():
                    file = _file(row, booklet.key, label)
                    wish = digest(booklet.key, repr(booklet.name), str(size), *parts)
                    yield Job(file, row, label, size, wish, booklet, chapters)


def check_booklets(site: Site, large_print: LargePrint) -> Iterator[Finding]:
    """Booklets of pages or sections that are not there."""
    sections = {page.source.section for page in site.pages.values()}
    for booklet in large_print.booklets:
        if booklet.page not in site.pages or not _is_offered_as_page(site, booklet.page):
            yield Finding(
                "booklet-page",
                booklet.name.place,
                f'the booklet "{booklet.key}" is offered by "{booklet.page}", which is no page.',
                "Write the path of a page below content/, such as standards/index.md.",
            )
        for section in booklet.sections:
            if section not in sections:
                yield Finding(
                    "booklet-section",
                    booklet.name.place,
                    f'the booklet "{booklet.key}" names the section "{section}", '
                    "which has no pages.",
                    f"Use one of: {', '.join(sorted(sections))}.",
                )


def _is_printed(site: Site, row: BuiltPage) -> bool:
    return bool(row.source) and _is_offered_as_page(site, row.source)


def _is_offered_as_page(site: Site, path: str) -> bool:
    return path != SEARCH


def _name_of(row: BuiltPage) -> str:
    """The last part of a page's address; the home page is called home."""
    name = posixpath.basename(row.source.removesuffix(".md"))
    if name == "index":
        name = posixpath.basename(posixpath.dirname(row.source)) or "home"
    return name


def _file(row: BuiltPage, name: str, label: str) -> str:
    """Beside the page's HTML, named after page, format and language."""
    return f"{row.url}{name}-{label.replace('_', '-')}-{row.language}.pdf"


def _chapters(
    site: Site, booklet: Booklet, code: str, rows: Iterable[BuiltPage]
) -> tuple[tuple[str, tuple[BuiltPage, ...]], ...]:
    """The pages of a booklet in the order of the menu, by section where there are several."""
    own = {
        row.source: row
        for row in rows
        if row.language == code
        and not site.pages[row.source].is_generated
        and (not booklet.sections or site.pages[row.source].source.section in booklet.sections)
    }
    found: list[tuple[str, tuple[BuiltPage, ...]]] = []
    for item in site.menu:
        pages = tuple(own.pop(path) for path in _paths(item) if path in own)
        if pages:
            found.append((_section_name(site, code, item), pages))
    if own:
        found.append(("", tuple(own.values())))
    if len(found) == 1:
        return (("", found[0][1]),)
    return tuple(found)


def _paths(item: NavItem) -> list[str]:
    own = [item.path] if item.path is not None else []
    inner = [path for child in item.children for path in _paths(child)]
    return list(dict.fromkeys([*own, *inner]))


def _section_name(site: Site, code: str, item: NavItem) -> str:
    """The name of a section as HTML; empty for a page that stands alone."""
    facts = site.voices[code].facts
    if not item.children:
        return ""
    if item.label is not None:
        return facts.html(facts.label("navigation title", item.label.text))
    page = site.pages[item.path].rendered.get(code) if item.path is not None else None
    return facts.html(page.label) if page is not None else ""
