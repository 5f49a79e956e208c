"""In charge of how the focus of the keyboard shows: places, and pictures with and without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops

from a11y.engines.browser import Browser
from a11y.guard import guarded
from a11y.stops import list_stops

LEAST_CONTRAST = 3.0
NOTICED = 1.1
"""Contrast below which nobody sees that a colour has changed."""
MARGIN = 12
"""How far around an element its focus may show, in CSS pixels."""
MOST_KINDS = 16
"""How many kinds of stops are pictured on one page at most."""

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Change:
    """How the picture of a stop changes when it gets the focus."""

    noticed: int
    """Pixels whose colour changes so that somebody may notice."""
    strong: int
    """Pixels whose two colours have the contrast that WCAG asks of controls."""
    line: float
    """Pixels that a line of one CSS pixel around the stop would take."""


SEEN: dict[str, Change] = {}
"""How each kind of stop changes: pictures are taken once for a kind."""


def visit_stops(page: Browser) -> list[dict[str, Any]]:
    """What stops are like when the focus is on them; must run where the page is guarded."""
    if not list_stops(page):
        return []
    # A key makes the browser show the focus when a script moves it.
    page.press("Tab")
    found: list[dict[str, Any]] = page.ask(_read_visits())
    return found


def picture_kinds(page: Browser) -> Iterator[tuple[dict[str, Any], Change, int]]:
    """One stop of each kind, how it changes, and how many there are of its kind."""
    with guarded(page):
        stops = [stop for stop in visit_stops(page) if stop["taken"] and not stop["isFrame"]]
        kinds: dict[str, list[dict[str, Any]]] = {}
        for stop in stops:
            # Those that nobody sees, or something lies over, are another check's.
            if not stop["hidden"] and not stop["cover"]:
                kinds.setdefault(stop["kind"], []).append(stop)
        for kind, rows in [*kinds.items()][:MOST_KINDS]:
            if kind not in SEEN:
                SEEN[kind] = _take_change(page, rows[0]["index"])
            yield rows[0], SEEN[kind], len(rows)


_FOCUS_ONE = """
const stop = globalThis.councilsiteStops[arguments[0]];
stop.focus({preventScroll: true});
stop.scrollIntoView({block: "center", behavior: "instant"});
stop.getAnimations?.().forEach((animation) => { try { animation.finish(); } catch {} });
const isField = stop.localName === "input";
const around = [stop, ...(isField ? [...(stop.labels ?? []), stop.parentElement] : [])];
const drawn = around.filter((e) => e && e.getBoundingClientRect().width < innerWidth * 0.9);
const boxes = [...(drawn.length ? drawn : [stop])].flatMap((e) => [...e.getClientRects()]);
const shown = boxes.filter((box) => box.width > 1 && box.height > 1);
return shown.map((box) => [box.left, box.top, box.right, box.bottom]);
"""

# Width and height of the stop itself, which its label may be much larger than; 0 where it has none.
_OWN_SIZE = """(({offsetWidth, offsetHeight}) => (offsetWidth > 8 && offsetHeight > 8
  ? offsetWidth + offsetHeight : 0))(globalThis.councilsiteStops[arguments[0]])"""


def _take_change(page: Browser, index: int) -> Change:
    width, height = page.ask("[innerWidth, innerHeight]")
    frame = _frame([tuple(box) for box in page.run(_FOCUS_ONE, index)], width, height)
    left, top, right, bottom = frame
    own = page.ask(_OWN_SIZE, index)
    line = 2 * (own or max(1.0, right - left + bottom - top - 4 * MARGIN))
    clip = (left, top, right - left, bottom - top)
    if right - left < 1 or bottom - top < 1:
        return Change(noticed=10**6, strong=10**6, line=1)  # outside the window: cannot be judged
    after = page.picture(clip)
    page.run("document.activeElement?.blur?.()")
    change = compare(page.picture(clip), after, line)
    if change.noticed >= line / 4:
        return change
    # The focus may show at some distance from its stop.
    before = page.picture()
    page.run(_FOCUS_ONE, index)
    far = compare(before, page.picture(), line)
    return far if far.noticed >= line / 4 else change


def _frame(boxes: list[Box], width: int, height: int) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes or [(0, 0, 0, 0)], strict=True)
    return (
        max(0, round(min(lefts)) - MARGIN),
        max(0, round(min(tops)) - MARGIN),
        min(width, round(max(rights)) + MARGIN),
        min(height, round(max(bottoms)) + MARGIN),
    )


def compare(before: Image.Image, after: Image.Image, line: float) -> Change:
    """Counts the pixels that change."""
    if before.size != after.size:
        return Change(noticed=10**6, strong=10**6, line=line)
    area = ImageChops.difference(before, after).getbbox()
    if area is None:
        return Change(noticed=0, strong=0, line=line)
    pairs = zip(_pixels(before.crop(area)), _pixels(after.crop(area)), strict=True)
    counts: dict[tuple[Colour, Colour], int] = {}
    for pair in pairs:
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + 1
    ratios = {pair: contrast(*pair) for pair in counts}
    return Change(
        noticed=sum(n for pair, n in counts.items() if _is_noticed(pair, ratios[pair])),
        strong=sum(n for pair, n in counts.items() if ratios[pair] >= LEAST_CONTRAST),
        line=line,
    )


def _is_noticed(pair: tuple[Colour, Colour], ratio: float) -> bool:
    """Two colours may be as light as each other and yet be seen to differ, as yellow and white."""
    return ratio >= NOTICED or max(abs(a - b) for a, b in zip(*pair, strict=True)) >= 64


def luminance(colour: Colour) -> float:
    """Relative luminance by WCAG 2."""
    parts = [value / 255 for value in colour]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours by WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _pixels(image: Image.Image) -> Iterable[Colour]:
    data = image.tobytes()
    return zip(data[0::3], data[1::3], data[2::3], strict=True)


@cache
def _read_visits() -> str:
    script = (Path(__file__).parent / "visit_stops.js").read_text(encoding="utf-8")
    return script[script.index("(() =>") :].rstrip("\n;")
