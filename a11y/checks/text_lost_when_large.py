"""Text that is cut off, or lies upon other text, when it is twice as large."""

from __future__ import annotations

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.texts import LARGE, USUAL, ZOOMED, find_losses

CRITERION = "1.4.4"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The text "{text}" is {how} when a reader makes text twice as large.'
ADVICE = "Let boxes grow with their text: no fixed heights around it, and min-height instead."


def check(page: Browser) -> list[Sighting]:
    """Compares the page with itself: zoomed, and with larger text alone."""
    return find_losses(page, USUAL, ZOOMED) or find_losses(page, USUAL, LARGE)


FAILS = (
    "<p style='height: 26px; width: 30em; font-size: 1rem; overflow: hidden'>Brown bins</p>",
    "<p style='font-size: 20px; width: 60vw; height: 60px; overflow: hidden; line-height: "
    "30px'>Brown bins"
    " are emptied each second week in the year, and green ones in the other weeks.</p>",
    "<p style='font-size: 20px; white-space: nowrap; overflow: hidden'>Brown bins are emptied "
    "each second"
    " week in the year, green ones in the other weeks of it.</p>",
    "<div style='position: relative; height: 19px; font-size: 1rem'><div style='position: "
    "absolute'>Brown"
    " bins</div></div><div style='font-size: 1rem'>Green bins</div>",
)
PASSES = (
    "<p style='min-height: 34px; font-size: 1rem; overflow: hidden'>Brown bins are emptied each "
    "second week"
    " in the year, and green ones in the other weeks.</p>",
    "<p style='font-size: 20px'>Brown bins are emptied each second week in the year.</p>",
    "<div style='overflow-x: auto' tabindex='0' role='region' aria-label='Days'><p "
    "style='white-space:"
    " nowrap'>Brown bins are emptied each second week in the year, and green ones in the others, "
    "and"
    " the glass comes with the green ones if you have put it out.</p></div>",
    "<style>@media (width < 700px) {nav {display: none}}</style><nav aria-label='Pages'><a "
    "href='/a'>Bins"
    "</a></nav><p>Brown bins</p>",
)
