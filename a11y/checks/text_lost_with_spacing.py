"""Text that is cut off, or lies upon other text, when a reader spaces lines, words and letters."""

from __future__ import annotations

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.texts import NARROW, NARROW_SPACED, SPACED, USUAL, find_losses

CRITERION = "1.4.12"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    'The text "{text}" is {how} when a reader puts more space between lines, words and letters.'
)
ADVICE = (
    "Let boxes grow with their text: no fixed heights or widths around it, and min-height instead."
)


def check(page: Browser) -> list[Sighting]:
    """Compares the page in a wide and in a narrow window with itself, spaced."""
    return find_losses(page, USUAL, SPACED) or find_losses(page, NARROW, NARROW_SPACED)


FAILS = (
    "<p style='height: 1.3em; width: 8em; overflow: hidden; white-space: nowrap'>Brown bin "
    "days</p>",
    "<div style='height: 60px; overflow: hidden; width: 300px; font: 16px/20px sans-serif'>We "
    "empty the"
    " brown bins every second week, and the green ones each week in the year.</div>",
    "<div style='position: relative; height: 40px; width: 260px; font: 16px/20px sans-serif'>We "
    "empty the"
    " brown bins every second week in the year</div><p style='margin: 0'>Green bins each week</p>",
)
PASSES = (
    "<p style='min-height: 1.3em; width: 8em; overflow: hidden'>Brown bin days</p>",
    "<p style='position: absolute; width: 1px; height: 1px; overflow: hidden'>Menu of the site</p>",
    "<div style='height: 30px; overflow: hidden; font: 16px/40px sans-serif'><div>Brown bins</div>"
    "<div>Green bins</div></div>",
    "<div style='height: 45px; width: 200px; overflow: auto' tabindex='0'>We empty the brown bins "
    "every"
    " second week, and the green ones.</div>",
    "<div style='height: 0; overflow: hidden'>We empty the brown bins every second week</div>",
)
