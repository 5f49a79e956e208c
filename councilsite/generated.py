"""In charge of pages that the build writes itself: words and an address, but no Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from councilsite.cache import digest
from councilsite.compose import PageSet, Rendered
from councilsite.model import Coverage, Finding, NavItem, Place, Source, Text

A_TO_Z = "services/a-to-z.md"
"""Name of the list of services from A to Z, for links and the menu."""
BY_CATEGORY = "services/by-category.md"
"""Name of the list of services by category."""
SEARCH = "search.md"
"""Name of the search page."""

STATEMENT = "accessibility.md"
"""Name of the accessibility statement."""

MADE_BY = "theme/text.yml"
"""The file that holds the words of these pages."""


def make_page(
    path: str,
    parent: Source,
    reviewed: dt.date,
    rendered: Mapping[str, Rendered],
    languages: Iterable[str],
) -> PageSet:
    """A page that all else treats like an author's: manifest, sitemap, switcher, links to it.

    `path` is the name that links and the menu use, such as `services/a-to-z.md`; there is no such
    file. `parent` is the page above it, whose team answers for this one too. `rendered` holds the
    page in each language that offers it; `languages` are all that the site is made in.
    """
    place = Place(MADE_BY, 1)
    source_words = next(iter(rendered.values()))
    source = Source(
        path=path,
        title=Text(source_words.title.text, place),
        short_title=None,
        description=Text(source_words.description.text, place),
        owner=parent.owner,
        reviewed=reviewed,
        policy="partial",
        body="",
        first_line=1,
    )
    return PageSet(
        source=source,
        keys=(),
        anchors=frozenset(),
        links=(),
        hours=(),
        # Its words are the interface's and other pages': nothing is counted twice.
        coverage={code: Coverage() for code in languages},
        rendered=rendered,
        findings=(),
        is_generated=True,
    )


def key_of(page: PageSet) -> str:
    """Digest of all that a generated page holds."""
    return digest(repr(page.source), repr(page.rendered))


def add_to_menu(menu: tuple[NavItem, ...], pages: Iterable[PageSet]) -> tuple[NavItem, ...]:
    """The menu with each generated page at the end of its section.

    The section is the one whose own page stands in the same folder; without one the page is not
    in the menu, and neither is a page at the top.
    """
    for page in pages:
        folder = page.source.path.rpartition("/")[0]
        menu = tuple(
            item._replace(children=(*item.children, NavItem(page.source.path, None)))
            if folder and item.children and item.path == f"{folder}/index.md"
            else item
            for item in menu
        )
    return menu


def check_addresses(pages: Iterable[PageSet], sources: Iterable[Source]) -> Iterator[Finding]:
    """Authors' pages that would stand where the build puts one of its own."""
    taken = {page.source.url: page.source.title.text for page in pages}
    for source in sources:
        if source.url in taken:
            yield Finding(
                "same-address",
                Place(source.file, 1),
                f'the page\'s address "/{source.url}" belongs to the page "{taken[source.url]}", '
                "which the build makes itself.",
                "Give the file another name.",
            )
