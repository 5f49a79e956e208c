"""Text of which a box or another text takes something away, in a window of the usual size."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.texts import USUAL, see_texts, show_lost

CRITERION = "1.4.4"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'Something of the text "{text}" seems to be {how}. Look whether it can be read.'
ADVICE = "Let boxes grow with their text: no fixed heights or widths around it."


def check(page: Browser) -> Iterator[Sighting]:
    """Looks at the page in a window of the usual size; other checks look at other views."""
    texts = see_texts(page)[USUAL]
    cut = {i: text for i, (text, state) in enumerate(texts.rows) if state == "cut"}
    yield from show_lost(page, cut, "cut off", USUAL)
    upon = {pair[0]: texts.rows[pair[0]][0] for pair in texts.upon if pair[0] not in cut}
    yield from show_lost(page, upon, "under other text", USUAL)


FAILS = (
    "<p style='height: 9px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis;"
    " font-size: 16px'>Brown bins are emptied each week</p>",
    "<p style='height: 30px; width: 200px; overflow: hidden; font: 16px/20px sans-serif'>Brown "
    "bins are"
    " emptied each second week in the year</p>",
    "<p style='white-space: nowrap; overflow: hidden; width: 90px'>Brown bins are emptied</p>",
    "<p style='margin-left: -40px'>Brown bins are emptied</p>",
    "<div style='position: relative'><p>Brown bins are emptied</p><p style='position: absolute; "
    "top: 4px;"
    " left: 4px; margin: 0'>Green bins</p></div>",
    "<p style='line-height: .5; width: 200px'>Brown bins are emptied each second week in the "
    "year</p>",
)
PASSES = (
    "<p>Brown bins are emptied each second week in the year</p>",
    "<h2 style='line-height: 1; width: 200px'>Brown bins are emptied each second week</h2>",
    "<p style='position: absolute; width: 1px; height: 1px; overflow: hidden'>Menu</p><p>Bins</p>",
    "<a href='#b' style='position: absolute; left: -999em'>Skip</a><p id='b'>Bins</p>",
    "<p style='position: fixed; top: 10px; left: 10px; background: #fff'>We use cookies</p>"
    "<p>Brown bins</p>",
    "<p style='text-indent: -9999px'>Brown bins</p>",
    "<ruby>垃<rt>lā</rt>圾<rt>jī</rt></ruby><p>H<sub>2</sub>O<sup>3</sup></p>",
    "<div style='height: 0; overflow: hidden'><p>Brown bins</p></div>",
)
