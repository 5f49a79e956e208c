"""Text that ends in an ellipsis because its box is too small."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.texts import NARROW, USUAL, see_texts, show_lost

CRITERION = "1.4.4"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The text "{text}" is cut short {how}. Look whether the whole of it can be had in another way.'
)
ADVICE = "Let lines break, so that people can read all of the text."


def check(page: Browser) -> Iterator[Sighting]:
    """Looks at the page in a window and as wide as a phone."""
    for view, how in ((USUAL, "in a window"), (NARROW, "in a narrow window")):
        rows = see_texts(page)[view].rows
        short = {i: text for i, (text, state) in enumerate(rows) if state == "short"}
        yield from show_lost(page, short, how, view)
        if short:
            return


FAILS = (
    "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 9em'>Brown "
    "bins are"
    " emptied each second week</p>",
    "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis'>Brown bins are "
    "emptied each"
    " second week in the year</p>",
    "<p style='display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; "
    "overflow: hidden;"
    " width: 9em'>Brown bins are emptied each second week, and green bins are emptied in the "
    "others</p>",
)
PASSES = (
    "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis'>Brown bins</p>",
    "<p style='display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; "
    "overflow: hidden'>"
    "Brown bins</p>",
    "<p>Brown bins are emptied each second week in the year.</p>",
)
