"""Links, buttons and the like that look the same with the keyboard's focus and without it."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.focusing import picture_kinds, sight_stops

CRITERION = "2.4.7"
SEVERITY = ERROR
DIFFERS_BY = ("content", "size", "look")
MESSAGE = 'Nothing shows that the focus is on "{text}" (and on {others} more like it).'
ADVICE = "Give it an outline when it has the focus; do not take the browser's own away."


def check(page: Browser) -> Iterable[Sighting]:
    """Compares pictures of one stop of each kind."""
    found = [
        (stop["index"], {"others": str(count - 1)})
        for stop, change, count in picture_kinds(page)
        # In a field of text the cursor shows that it has the focus.
        if not stop["isText"] and change.noticed < change.line / 4
    ]
    return sight_stops(page, found)


_STOPS = "<p><a href='#a'>Bin days</a></p><p><button>Send</button></p>"
FAILS = (
    "<style>:focus { outline: none }</style>" + _STOPS,
    "<style>a { outline: 0 !important }</style>" + _STOPS,
    "<style>:focus-visible { outline: 2px solid #fefefe }</style>" + _STOPS,
    "<style>:focus-visible { outline: 3px solid transparent }</style>" + _STOPS,
    "<a href='#a' onfocus='this.style.outline = \"none\"'>Bin days</a>",
    "<style>p { overflow: hidden; padding: 0; line-height: 1 } a { display: block }"
    "a:focus { outline: 2px solid; outline-offset: 4px }</style>" + _STOPS,
    "<style>input:focus { outline: none }</style>"
    "<label><input type='checkbox'> Send me news</label>",
    "<style>button { border: 2px solid } button:focus { border: 1px solid; outline: 1px solid }"
    "</style><p>Bins <button>Send</button> or wait</p>",
    "<style>a { outline: none; box-shadow: 0 0 0 3px #000 }</style><p><a href='#a'>Bins</a></p>",
    "<style>select:focus { outline: none }</style>"
    "<label>Day <select><option>Monday</select></label>",
)
PASSES = (
    _STOPS,
    "<style>button { border: 1px solid } button:focus { border: 3px solid; outline: none }</style>"
    "<p>Bins <button>Send</button> or wait</p>",
    "<style>p { border-image: linear-gradient(#000 0 0) fill 0; padding: 1em } a { color: #fff }"
    "a:focus { outline: 3px solid #fff }</style><p><a href='#a'>Bin days</a></p>",
    "<style>:focus { outline: none; background: #ff0 }</style>" + _STOPS,
    "<style>:focus { outline: none; box-shadow: 0 0 0 3px #000 }</style>" + _STOPS,
    "<style>a { text-decoration: none } a:focus { outline: 0; text-decoration: underline }</style>"
    "<p><a href='#a'>Bin days</a></p>",
    "<style>input:focus { outline: none }</style><label>Name <input></label>",
    "<style>input { opacity: 0; position: absolute } input:focus + span { outline: 3px solid }"
    "</style><label><input type='checkbox'><span>Send me news</span></label>",
    "<style>li:focus-within { background: #ff0 } a { outline: none }</style>"
    "<ul><li><a href='#a'>Bin days</a></li></ul>",
    "<style>a { transition: outline 2s 1s; outline: 3px solid transparent }"
    "a:focus { outline-color: #000 }</style><p><a href='#a'>Bin days</a></p>",
)
