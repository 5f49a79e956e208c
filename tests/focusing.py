"""Whether a keyboard's focus can be seen: pictures of an element with and without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from browser import Browser
from PIL import Image

LEAST_CONTRAST = 3.0
THICKNESS = 2
"""SC 2.4.13: an area as large as a line of 2 CSS pixels around the element changes by 3:1."""
MARGIN = 12
"""How far around an element its focus may show, in CSS pixels."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Change:
    """How the picture of an element changes when it gets the focus."""

    area: int
    """Pixels whose two colours have the contrast that is asked for."""
    needed: float
    """Pixels that a line around the element would take."""

    @property
    def is_visible(self) -> bool:
        return self.area >= self.needed


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance by WCAG 2."""
    parts = [value / 255 for value in colour]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio of two colours by WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def compare(before: Image.Image, after: Image.Image, boxes: list[Box]) -> Change:
    """Counts the pixels in and around an element that change enough."""
    shown = [box for box in (clip(box, before) for box in boxes) if box[0] < box[2]]
    shown = [box for box in shown if box[1] < box[3]]
    if not shown:
        return Change(area=0, needed=1)  # outside the window
    lefts, tops, rights, bottoms = zip(*shown, strict=True)
    frame = (min(lefts) - MARGIN, min(tops) - MARGIN, max(rights) + MARGIN, max(bottoms) + MARGIN)
    frame = clip(frame, before)
    pairs = zip(pixels(before.crop(frame)), pixels(after.crop(frame)), strict=True)
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    known: dict[object, bool] = {}
    for pair in {*changed}:
        known[pair] = contrast(*pair) >= LEAST_CONTRAST
    area = sum(known[pair] for pair in changed)
    # The lines of one link that is broken over several touch: a line around them all is enough.
    around = line_around((min(lefts), min(tops), max(rights), max(bottoms)))
    return Change(area, needed=min(around, sum(line_around(box) for box in shown)))


def pixels(image: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Colours of a picture, pixel by pixel."""
    data = image.tobytes()
    return zip(data[0::3], data[1::3], data[2::3], strict=True)


def clip(box: Box, window: Image.Image) -> Box:
    """What the window shows of a box, in whole pixels."""
    left, top, right, bottom = (round(edge) for edge in box)
    return max(0, left), max(0, top), min(window.width, right), min(window.height, bottom)


def line_around(box: Box) -> float:
    """Pixels of a line around a box."""
    return 2 * THICKNESS * (box[2] - box[0] + box[3] - box[1])


def take_change(browser: Browser, index: int) -> Change:
    """Pictures one of the stops that the measure `focus_stops` found, with and without focus."""
    boxes = [tuple(box) for box in browser.measure("focus_one", index)]
    after = browser.picture()
    browser.ask("void document.activeElement.blur()")
    before = browser.picture()
    return compare(before, after, boxes)
