"""In charge of how the focus of the keyboard shows: places, and pictures with and without it."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from PIL import Image, ImageChops, ImageFilter

from a11y.engines.browser import Browser
from a11y.findings import Sighting
from a11y.guard import guarded
from a11y.stops import list_stops, sight

LEAST_CONTRAST = 3.0
NOTICED = 1.1
"""Contrast below which nobody sees that a colour has changed."""
MARGIN = 12
"""How far around an element its focus may show, in CSS pixels."""
MOST_KINDS = 16
"""How many kinds of stops are pictured on one page at most."""

Row = dict[str, Any]
"""What the scripts say of a stop."""
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
KINDS: dict[str, dict[str, str]] = {}
"""Kind of each make of stops, "" where its focus certainly stands out; by all else that it depends
on, which many pages of a site have in common."""
_HERE = "here:/"
"""Stands for the site's address, which differs from run to run."""


def tell(address: str) -> Mapping[str, Any]:
    """All that is known of the looks of a site at an address, for `learn` in another run."""
    own = {name.replace(address, _HERE): kinds for name, kinds in KINDS.items() if address in name}
    wanted = {kind for kinds in own.values() for kind in kinds.values()}
    seen = {kind: dataclasses.astuple(SEEN[kind]) for kind in wanted if kind in SEEN}
    return {"kinds": own, "seen": seen}


def learn(known: Mapping[str, Any], address: str) -> None:
    """Takes over what another run knew of a site that is at this address now."""
    for name, kinds in known["kinds"].items():
        KINDS.setdefault(name.replace(_HERE, address), {}).update(kinds)
    SEEN.update({kind: Change(*change) for kind, change in known["seen"].items()})


def visit_stops(page: Browser) -> Sequence[Row]:
    """What happens to stops when the focus comes to them: one visit for all who ask."""
    return _remember(page, f"places {page.layout}", _visit)


def picture_kinds(page: Browser) -> Iterator[tuple[Row, Change, int]]:
    """One stop of each kind, how it changes, and how many there are of its kind."""
    doubtful = _remember(page, f"kinds {page.layout} {page.look}", _list_doubtful)[:MOST_KINDS]
    unknown = [row for row in doubtful if row["kind"] not in SEEN]
    if unknown:
        with guarded(page):
            page.press("Tab")
            for row in unknown:
                SEEN[row["kind"]] = _take_change(page, row)
    for row in doubtful:
        yield row, SEEN[row["kind"]], row["count"]


def sight_stops(page: Browser, found: Sequence[tuple[int, Mapping[str, str]]]) -> list[Sighting]:
    """Sightings of stops by the numbers that `visit_stops` gave them."""
    if not found:
        return []
    page.run(_BRING_BACK, page.layout)
    return sight(page, found)


def _remember(page: Browser, name: str, find: Callable[[Browser], Sequence[Row]]) -> Sequence[Row]:
    if name not in page.notes:
        page.notes[name] = find(page)
    return cast(Sequence[Row], page.notes[name])


# Others number the stops too, perhaps when there are more or fewer.
_KEEP = "(globalThis.councilsiteVisited ??= {})[arguments[0]] = globalThis.councilsiteStops;"
_BRING_BACK = """Object.defineProperty(globalThis, "councilsiteStops",
  {value: globalThis.councilsiteVisited[arguments[0]], configurable: true});"""


def _visit(page: Browser) -> Sequence[Row]:
    with guarded(page):
        if not list_stops(page):
            return []
        # A key makes the browser show the focus when a script moves it.
        page.press("Tab")
        found: list[Row] = page.run(f"{_KEEP} return {_read_part('visit_stops')}", page.layout)
        return found


def _list_doubtful(page: Browser) -> Sequence[Row]:
    """One stop of each kind whose focus does not certainly stand out by its styles."""
    places = visit_stops(page)
    if not places:
        return []
    script = f"{_BRING_BACK} return ({_read_part('focus_makes')})(arguments[1])"
    surroundings, makes = page.run(script, page.layout, places)
    kinds = KINDS.setdefault(surroundings, {})
    known = {make: kind for make, kind in kinds.items() if not kind or kind in SEEN}
    rows: dict[str, Row] = {}
    unknown = {make: stops for make, stops in makes.items() if make not in known}
    for make, stops in makes.items():
        if make in known:
            _count(rows, {**places[stops[0]], "kind": known[make]}, len(stops))
    if unknown:
        found = _compare_styles(page, places, unknown)
        kinds.update(found["kindOf"])
        for row in found["doubtful"]:
            _count(rows, row, row["count"])
    return list(rows.values())


def _count(rows: dict[str, Row], row: Row, number: int) -> None:
    """Adds so many stops of a kind, unless their focus certainly stands out."""
    if row["kind"]:
        rows.setdefault(row["kind"], {**row, "count": 0})["count"] += number


def _compare_styles(page: Browser, places: object, makes: Mapping[str, list[int]]) -> Any:
    with guarded(page):
        page.press("Tab")
        looks = f"return ({_read_part('focus_looks')})(arguments[0], arguments[1])"
        return page.run(looks, places, makes)


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


def _take_change(page: Browser, row: Row) -> Change:
    index, margin = row["index"], (round(row["reach"]) + 2 if row["isMoved"] else MARGIN)
    width, height = page.ask("[innerWidth, innerHeight]")
    boxes: list[Box] = [tuple(box) for box in page.run(_FOCUS_ONE, index)]
    frame = _frame(boxes, width, height, margin)
    left, top, right, bottom = frame
    own = page.ask(_OWN_SIZE, index)
    line = 2 * (own or max(1.0, right - left + bottom - top - 4 * margin))
    clip = (left, top, right - left, bottom - top)
    if right - left < 1 or bottom - top < 1:
        return Change(noticed=10**6, strong=10**6, line=1)  # outside the window: cannot be judged
    after = page.picture(clip)
    page.run("document.activeElement?.blur?.()")
    before = page.picture(clip)
    if row["isMoved"]:
        # What only moves a little draws the same lines beside their old place.
        return compare(*_without_shift(before, after), line)
    change = compare(before, after, line)
    if change.noticed >= line / 4:
        return change
    # The focus may show at some distance from its stop.
    before = page.picture()
    page.run(_FOCUS_ONE, index)
    far = compare(before, page.picture(), line)
    return far if far.noticed >= line / 4 else change


def _frame(boxes: list[Box], width: int, height: int, margin: int) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes or [(0, 0, 0, 0)], strict=True)
    return (
        max(0, round(min(lefts)) - margin),
        max(0, round(min(tops)) - margin),
        min(width, round(max(rights)) + margin),
        min(height, round(max(bottoms)) + margin),
    )


def compare(before: Image.Image, after: Image.Image, line: float) -> Change:
    """Counts the pixels that change."""
    if before.size != after.size:
        return Change(noticed=10**6, strong=10**6, line=line)
    area = ImageChops.difference(before, after).getbbox()
    if area is None:
        return Change(noticed=0, strong=0, line=line)
    counts = {
        (_colour(old), _colour(new)): number
        for (old, new), number in Counter(
            zip(_pixels(before.crop(area)), _pixels(after.crop(area)), strict=True)
        ).items()
        if old != new
    }
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


def _without_shift(before: Image.Image, after: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Two pictures that differ only where none of the pixels around is alike."""
    if before.size != after.size:
        return before, after
    low, high = before.filter(ImageFilter.MinFilter(3)), before.filter(ImageFilter.MaxFilter(3))
    nearest = ImageChops.darker(ImageChops.lighter(after, low), high)
    return nearest, after


def _pixels(image: Image.Image) -> memoryview:
    return memoryview(image.convert("RGBX").tobytes()).cast("I")


def _colour(pixel: int) -> Colour:
    red, green, blue, _ = pixel.to_bytes(4, sys.byteorder)
    return red, green, blue


@cache
def _read_part(name: str) -> str:
    script = (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    return script[script.index("((") :].rstrip("\n;")
