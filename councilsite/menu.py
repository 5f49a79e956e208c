"""In charge of the ways through the site in one language: menu, section's pages, breadcrumbs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from councilsite import links
from councilsite.facts import Facts
from councilsite.links import Target
from councilsite.model import NavItem

Data = dict[str, object]

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A line of the menu that leads somewhere in the language; equal to itself alone."""

    label: str
    """Its words, as HTML."""
    path: str
    """Path of the page that it leads to."""
    target: str
    """Address of that page below the site's root."""
    has_page: bool
    """Whether the page is the entry's own, and not the first one in its section."""
    children: tuple[Entry, ...]
    """Pages and sections of a section."""


class Guide(NamedTuple):
    """The whole menu in one language, worked out once for all its pages."""

    entries: tuple[Entry, ...]
    """The menu's top level."""
    trails: Mapping[str, tuple[Entry, ...]]
    """By path of a page its entries from the top level down to its own."""


def draw_guide(
    items: tuple[NavItem, ...],
    facts: Facts,
    labels: Mapping[str, str],
    targets: Mapping[str, Target],
) -> Guide:
    """The menu in the language of `facts`, in which the pages of `labels` are offered."""
    entries = tuple(_entries(items, facts, labels, targets))
    return Guide(entries, dict(_trails(entries, ())))


def _entries(
    items: tuple[NavItem, ...],
    facts: Facts,
    labels: Mapping[str, str],
    targets: Mapping[str, Target],
) -> Iterator[Entry]:
    """Entries of which the language offers something.

    A section without a page of its own, or without it in the language, leads to its first page.
    """
    for item in items:
        children = tuple(_entries(item.children, facts, labels, targets))
        own = item.path if item.path in labels else None
        path = own or (children[0].path if children else None)
        if path is None:
            continue
        label = labels[path]
        if item.label is not None:
            label = facts.html(facts.label("navigation title", item.label.text))
        yield Entry(label, path, targets[path].urls[facts.language.code], own is not None, children)


def _trails(
    entries: tuple[Entry, ...], above: tuple[Entry, ...]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for entry in entries:
        trail = (*above, entry)
        if entry.children:
            yield from _trails(entry.children, trail)
        else:
            yield entry.path, trail


def menu(guide: Guide, path: str, url: str) -> list[Data]:
    """The menu's top level on the page `path`, whose address is `url`."""
    trail = guide.trails.get(path, ())
    return [_row(entry, path, url, is_open=entry in trail[:1]) for entry in guide.entries]


def section(guide: Guide, path: str, url: str) -> Data:
    """The section that the page stands in, with its pages; empty outside sections.

    It is only as deep as needed: of the sections inside it, the open one shows its pages.
    """
    trail = guide.trails.get(path, ())
    return _branch(trail[0], trail, path, url) if len(trail) > 1 else {}


def _branch(entry: Entry, trail: tuple[Entry, ...], path: str, url: str) -> Data:
    """An entry, and what is in it where it is on the way to the page."""
    is_open = bool(entry.children) and entry in trail
    row = _row(entry, path, url, is_open=is_open)
    pages = [child for child in entry.children if not (entry.has_page and child.path == entry.path)]
    row["pages"] = [_branch(child, trail, path, url) for child in pages] if is_open else []
    return row


def _row(entry: Entry, path: str, url: str, *, is_open: bool) -> Data:
    return {
        "label": entry.label,
        "url": links.relative(url, entry.target),
        "current": entry.path == path,
        "open": is_open,
    }


def steps(guide: Guide, path: str) -> list[tuple[str, str]]:
    """Name and address below the site's root of the sections above a page, as plain text."""
    return [
        (html.unescape(_TAG.sub("", entry.label)), entry.target)
        for entry in guide.trails.get(path, ())[:-1]
        if entry.path != path
    ]


def breadcrumb(guide: Guide, path: str, url: str) -> list[Data]:
    """The sections that the page stands in, without one that leads to the page itself."""
    return [
        {"label": entry.label, "url": links.relative(url, entry.target)}
        for entry in guide.trails.get(path, ())[:-1]
        if entry.path != path
    ]
