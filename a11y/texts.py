"""In charge of what becomes of texts when the window, the zoom or a reader's settings change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from a11y.engines.browser import Browser
from a11y.findings import Sighting

MOST = 5
"""Texts that are reported of one page and one setting: the first few show what is wrong."""

SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
"""What a reader may ask for by SC 1.4.12, all at once."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What can be seen of the texts of a page, in its order."""

    rows: tuple[tuple[str, str], ...]
    """Beginning of each text, and how much is seen: whole, cut, short, gone, below or hidden."""
    upon: frozenset[tuple[int, int]]
    """Pairs of texts, by their number, that lie upon one another."""


def see_texts(page: Browser) -> Texts:
    """Looks at the page as it is now."""
    found = page.ask(f"{_read_script()}()")
    rows = tuple((str(text), str(state)) for text, state in found["rows"])
    return Texts(rows, frozenset((int(a), int(b)) for a, b in found["upon"]))


def find_cut(before: Texts, after: Texts) -> dict[int, str]:
    """Texts that were whole and of which something is missing now, by number."""
    if [row[0] for row in before.rows] != [row[0] for row in after.rows]:
        return {}
    pairs = zip(before.rows, after.rows, strict=True)
    return {
        number: new[0]
        for number, (old, new) in enumerate(pairs)
        if old[1] == "whole" and new[1] in ("cut", "below")
    }


def find_covered(before: Texts, after: Texts) -> dict[int, str]:
    """Texts that lie upon another one now and did not before, by number."""
    if [row[0] for row in before.rows] != [row[0] for row in after.rows]:
        return {}
    return {pair[0]: after.rows[pair[0]][0] for pair in sorted(after.upon - before.upon)}


def show_lost(page: Browser, lost: dict[int, str], how: str) -> Iterator[Sighting]:
    """Sightings of texts by number, while the page is as it was when they were lost."""
    numbers = sorted(lost)[:MOST]
    if not numbers:
        return
    described = page.ask(
        "((elements) => { axe.setup(document.documentElement); try {"
        "return elements.map((element) => [axe.utils.getSelector(element).toString(),"
        " element.cloneNode(true).outerHTML.replace(/\\s+/g, ' ').slice(0, 160)]);"
        f"}} finally {{ axe.teardown(); }} }})({_read_script()}(arguments[0]))",
        numbers,
    )
    for number, (selector, snippet) in zip(numbers, described, strict=True):
        yield Sighting(selector, snippet, {"text": lost[number], "how": how})


def find_losses(page: Browser, before: Texts) -> list[Sighting]:
    """Texts that are cut off since `before`; where none is, those that lie upon others now."""
    after = see_texts(page)
    cut = find_cut(before, after)
    if cut:
        return [*show_lost(page, cut, "cut off")]
    return [*show_lost(page, find_covered(before, after), "under other text")]


@contextmanager
def own_window(page: Browser) -> Iterator[None]:
    """Puts the window, the zoom, the text size and the place in the page back afterwards."""
    width, height, ratio, x, y = page.ask(
        "[innerWidth, innerHeight, devicePixelRatio, scrollX, scrollY]"
    )
    try:
        page.run("scrollTo({left: 0, top: 0, behavior: 'instant'})")
        yield
    finally:
        page.set_text_size(16)
        page.set_size(round(width * ratio), round(height * ratio), zoom=ratio)
        page.run("scrollTo({left: arguments[0], top: arguments[1], behavior: 'instant'})", x, y)


@contextmanager
def own_spacing(page: Browser) -> Iterator[None]:
    """Spaces lines, letters, words and paragraphs as a reader may ask."""
    page.run(
        "globalThis.ownSpacing = new CSSStyleSheet(); ownSpacing.replaceSync(arguments[0]);"
        "document.adoptedStyleSheets = [...document.adoptedStyleSheets, ownSpacing];",
        SPACING,
    )
    try:
        yield
    finally:
        page.run(
            "document.adoptedStyleSheets = [...document.adoptedStyleSheets]"
            ".filter((sheet) => sheet !== globalThis.ownSpacing); delete globalThis.ownSpacing;"
        )


@cache
def _read_script() -> str:
    return (Path(__file__).with_name("texts.js")).read_text(encoding="utf-8").strip()
