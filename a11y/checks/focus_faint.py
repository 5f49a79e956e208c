"""The keyboard's focus shows, but faintly: by colours too alike, or by too little of them."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.focusing import picture_kinds, sight_stops

CRITERION = "1.4.11"
SEVERITY = WARNING
DIFFERS_BY = ("content", "size", "look")
MESSAGE = (
    'The focus on "{text}" (and on {others} more like it) is hard to see: look whether it stands'
    " out from what is around it."
)
ADVICE = "Show the focus with a line of 2 pixels or more in a colour with a contrast of 3 to 1."


def check(page: Browser) -> Iterable[Sighting]:
    """Compares pictures of one stop of each kind."""
    found = []
    for stop, change, count in picture_kinds(page):
        nothing = change.noticed < change.line / 4
        if change.strong < change.line / 4 and (stop["isText"] or not nothing):
            found.append((stop["index"], {"others": str(count - 1)}))
    return sight_stops(page, found)


_STOPS = "<p><a href='#a'>Bin days</a></p><p><button>Send</button></p>"
FAILS = (
    "<style>:focus-visible { outline: 3px solid #bbb }</style>" + _STOPS,
    "<style>:focus { outline: none; background: #eef }</style><p><a href='#a'>Bin days</a></p>",
    "<style>input:focus { outline: none }</style><label>Name <input></label>",
    "<style>p { border-image: linear-gradient(#000 0 0) fill 0; padding: 1em } a { color: #fff }"
    "a:focus { outline: 3px solid #222 }</style><p><a href='#a'>Bin days</a></p>",
    "<style>p::before { content: ''; position: absolute; inset: 0; background: #000; z-index: -1 }"
    "p { position: relative; z-index: 0; padding: 1em } a { color: #fff }"
    "a:focus { outline: 3px solid #222 }</style><p><a href='#a'>Bin days</a></p>",
    "<style>button { background: #fff } button:focus { outline: none; background: #ddd }</style>"
    "<button>Send</button>",
)
PASSES = (
    _STOPS,
    "<style>:focus-visible { outline: 3px solid #000 }</style>" + _STOPS,
    "<style>:focus { outline: none }</style><p><a href='#a'>Bin days</a></p>",
    "<style>:focus-visible { outline: none; background: #fd0; box-shadow: 0 4px #000 }</style>"
    "<p><a href='#a'>Bin days</a></p>",
    "<style>a { color: #00c } a:focus { outline: none; background: #000; color: #fff }</style>"
    "<p><a href='#a'>Bin days</a></p>",
    "<label>Name <input></label><label>Text <textarea></textarea></label>",
)
