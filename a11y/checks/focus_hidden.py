"""Links, buttons and fields that take the keyboard's focus where nobody sees them."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.focusing import sight_stops, visit_stops

CRITERION = "2.4.7"
SEVERITY = ERROR
DIFFERS_BY = ("content", "size")
MESSAGE = 'The Tab key comes to "{text}", which is out of sight.'
ADVICE = "Hide it from the keyboard too while it is out of sight, or show it when it has the focus."


def check(page: Browser) -> Iterable[Sighting]:
    """Puts the focus on everything that takes it."""
    stops = visit_stops(page)
    return sight_stops(page, [(row["index"], {}) for row in stops if row["hidden"]])


_HIDE = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0)"
FAILS = (
    "<a href='#a' style='position: absolute; left: -9999px'>Skip to main content</a>",
    f"<button style='{_HIDE}'>Send</button>",
    "<div style='opacity: 0'><a href='#a'>Bin days</a></div>",
    "<div style='height: 0; overflow: hidden'><p><a href='#a'>Bin days</a></p></div>",
    "<nav style='position: fixed; top: 0; transform: translateX(-100%); width: 200px'>"
    "<a href='#a'>Bin days</a></nav>",
    "<a href='#a' style='clip-path: inset(50%)'>Bin days</a>",
    "<a href='#a' style='position: absolute; top: -100px'>Skip</a>",
)
PASSES = (
    "<a href='#a'>Bin days</a><button>Send</button><details><summary>More</summary>"
    "<a href='#b'>There</a></details>",
    "<style>.s { position: absolute; left: -999px } .s:focus { left: 0 }</style>"
    "<a class='s' href='#a'>Skip</a>",
    f"<style>.s:not(:focus) {{ {_HIDE} }}</style><a class='s' href='#a'>Skip</a>",
    f"<input type='file' id='f' style='{_HIDE}'><label for='f'>Choose a picture</label>",
    "<label style='position: relative'><input type='radio' style='opacity: 0'> Yes</label>",
    "<div style='overflow: auto; height: 3em' tabindex='0' role='region' aria-label='Dates'>"
    "<p>Monday</p><p>Tuesday</p><p><a href='#a'>Wednesday</a></p></div>",
    "<div style='opacity: 0; visibility: hidden'><a href='#a'>Bins</a></div>",
    "<div inert style='opacity: 0'><a href='#a'>Bins</a></div>",
    "<div style='height: 0; overflow: hidden' hidden><a href='#a'>Bins</a></div>",
    "<p style='height: 3000px'>Bins</p><a href='#a'>Bin days</a>",
    "<style>nav a { opacity: 0 } nav:focus-within a { opacity: 1 }</style>"
    "<nav><a href='#a'>Bins</a></nav>",
    "<a href='#a'><span style='display: block; float: left'>Bin days</span></a>",
)
