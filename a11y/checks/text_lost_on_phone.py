"""Text that is cut off, or lies upon other text, in a window 320 pixels wide, as at 400% zoom."""

from __future__ import annotations

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.texts import LOW, NARROW, USUAL, find_losses

CRITERION = "1.4.10"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The text "{text}" is {how} in a narrow window, as on a phone or at 400% zoom.'
ADVICE = "Let lines break and boxes grow with their text, whatever the width of the window."


def check(page: Browser) -> list[Sighting]:
    """Compares the page in a wide window with itself on a phone and at 400% zoom."""
    return find_losses(page, USUAL, NARROW) or find_losses(page, USUAL, LOW)


FAILS = (
    "<p style='white-space: nowrap; overflow: hidden'>Brown bins are emptied each second week in "
    "the year.</p>",
    "<p style='height: 2.6em; overflow: hidden'>Brown bins are emptied each second week in the "
    "year, and"
    " green ones in the other weeks of it.</p>",
    "<!doctype html><html lang='en'><meta charset='utf-8'><meta name='viewport' "
    "content='width=device-width'>"
    "<title>Bins</title><style>body {overflow-x: hidden} p {width: 600px}</style><main>"
    "<h1>Bins</h1>"
    "<p>Brown bins are emptied each second week in the year, and green ones in the other "
    "weeks.</p></main>",
    "<!doctype html><html lang='ar' dir='rtl'><meta charset='utf-8'><title>الحاويات</title><meta"
    " name='viewport' content='width=device-width'><style>body {overflow-x: hidden} p {width: "
    "600px}</style>"
    "<main><h1>الحاويات</h1><p>تفرغ الحاويات البنية كل أسبوعين، والخضراء في الأسابيع الأخرى من "
    "السنة كلها.</p></main>",
)
PASSES = (
    "<p>Brown bins are emptied each second week in the year, and green ones in the other weeks of "
    "it.</p>",
    "<div style='overflow-x: auto'><p style='white-space: nowrap'>Brown bins are emptied each "
    "second week in"
    " the year.</p></div>",
    "<style>@media (width < 700px) {.menu {position: absolute; left: -400px}}</style><div "
    "class='menu'>"
    "<a href='/a'>Bins</a></div><p>Brown bins</p>",
    "<style>@media (width < 700px) {.menu {height: 0; overflow: hidden}}</style><div class='menu'>"
    "<a href='/a'>Bins</a></div><p>Brown bins</p>",
    "<p style='white-space: nowrap; overflow: hidden; text-overflow: ellipsis'>Brown bins are "
    "emptied each"
    " second week in the year.</p>",
)
