"""In charge of what becomes of texts when the window, the zoom or a reader's settings change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

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
class View:
    """How a reader looks at a page."""

    width: int
    """Of the window, in pixels of the screen."""
    height: int
    zoom: float = 1
    text_size: int = 16
    """What the reader has set in the browser, in pixels."""
    is_spaced: bool = False
    """Whether lines, letters, words and paragraphs stand apart as in SPACING."""


USUAL = View(1280, 1024)
ZOOMED = View(1280, 1024, zoom=2)
LARGE = View(1280, 1024, text_size=32)
SPACED = View(1280, 1024, is_spaced=True)
NARROW = View(320, 640)
LOW = View(320, 256)
"""A window of 1280 by 1024 pixels at 400% zoom (SC 1.4.10)."""
NARROW_SPACED = View(320, 640, is_spaced=True)
VIEWS = (USUAL, SPACED, LARGE, ZOOMED, NARROW, NARROW_SPACED, LOW)
"""Neighbours have much in common, so that little is laid out anew."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What can be seen of the texts of a page, in its order."""

    rows: tuple[tuple[str, str], ...]
    """Beginning of each text, and how much is seen: whole, cut, short, gone, below or hidden."""
    upon: frozenset[tuple[int, int]]
    """Pairs of texts, by their number, that lie upon one another."""
    spare: int
    """By how many pixels the page is wider than its window."""


def see_texts(page: Browser) -> Mapping[View, Texts]:
    """What readers see in every view; all checks of a page share it."""
    if "texts" not in page.notes:
        with own_window(page):
            page.notes["texts"] = {view: _see(page, view) for view in VIEWS}
    return cast(Mapping[View, Texts], page.notes["texts"])


def _see(page: Browser, view: View) -> Texts:
    _set_view(page, view)
    found = page.ask(f"{_read_script()}(arguments[0])", SPACING if view.is_spaced else "")
    rows = tuple((str(text), str(state)) for text, state in found["rows"])
    upon = frozenset((int(a), int(b)) for a, b in found["upon"])
    return Texts(rows, upon, round(found["spare"]))


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


def show_lost(page: Browser, lost: dict[int, str], how: str, view: View) -> Iterator[Sighting]:
    """Sightings of texts by number, which are lost in a view."""
    numbers = sorted(lost)[:MOST]
    if not numbers:
        return
    with own_window(page):
        _set_view(page, view)
        described = page.ask(
            "((elements) => { axe.setup(document.documentElement); try {"
            "return elements.map((element) => [axe.utils.getSelector(element).toString(),"
            " element.cloneNode(true).outerHTML.replace(/\\s+/g, ' ').slice(0, 160)]);"
            f"}} finally {{ axe.teardown(); }} }})({_read_script()}('', arguments[0]))",
            numbers,
        )
    for number, (selector, snippet) in zip(numbers, described, strict=True):
        yield Sighting(selector, snippet, {"text": lost[number], "how": how})


def find_losses(page: Browser, before: View, after: View) -> list[Sighting]:
    """Texts that are cut off in the second view alone; where none is, those upon others there."""
    seen = see_texts(page)
    cut = find_cut(seen[before], seen[after])
    if cut:
        return [*show_lost(page, cut, "cut off", after)]
    covered = find_covered(seen[before], seen[after])
    return [*show_lost(page, covered, "under other text", after)]


def _set_view(page: Browser, view: View) -> None:
    """Shows the page in a view but for its spacing, within `own_window`."""
    page.set_size(view.width, view.height, zoom=view.zoom)
    page.set_text_size(view.text_size)


_GO_TO_TOP = """
const before = [innerWidth, innerHeight, devicePixelRatio, scrollX, scrollY];
scrollTo({left: 0, top: 0, behavior: "instant"});
return before;
"""


@contextmanager
def own_window(page: Browser) -> Iterator[None]:
    """Puts the window, the zoom, the text size and the place in the page back afterwards."""
    width, height, ratio, x, y = page.run(_GO_TO_TOP)
    try:
        yield
    finally:
        page.set_text_size(16)
        page.set_size(round(width * ratio), round(height * ratio), zoom=ratio)
        page.run("scrollTo({left: arguments[0], top: arguments[1], behavior: 'instant'})", x, y)


@cache
def _read_script() -> str:
    return (Path(__file__).with_name("texts.js")).read_text(encoding="utf-8").strip()
