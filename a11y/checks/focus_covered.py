"""Links, buttons and fields that something lies over when they have the keyboard's focus."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.focusing import sight_stops, visit_stops

CRITERION = "2.4.11"
SEVERITY = ERROR
DIFFERS_BY = ("content", "size")
MESSAGE = 'When "{text}" has the focus, "{cover}" lies over it.'
ADVICE = "Give the page scroll-padding as high as what sticks to the window's edge."


def check(page: Browser) -> Iterable[Sighting]:
    """Puts the focus on everything that takes it, there and back."""
    stops = visit_stops(page)
    covered = [row for row in stops if row["cover"] and not row["hidden"]]
    return sight_stops(page, [(row["index"], {"cover": row["cover"][:60]}) for row in covered])


_LINKS = "".join(f"<p><a href='#{n}'>Bin day {n}</a></p>" for n in range(60))
FAILS = (
    "<style>header { position: sticky; top: 0; height: 9rem; background: #eee }</style>"
    f"<header>Council</header>{_LINKS}",
    "<style>aside { position: fixed; bottom: 0; height: 9rem; width: 100%; background: #eee }"
    f"</style>{_LINKS}<aside>Cookies</aside>",
    "<p><a href='#a'>Bin days</a></p>"
    "<div style='position: absolute; inset: 0; background: #fff'>News</div>",
)
PASSES = (
    _LINKS,
    "<style>html { scroll-padding-top: 11rem } header { position: sticky; top: 0; height: 9rem;"
    f"background: #eee }}</style><header>Council</header>{_LINKS}",
    "<style>header { position: sticky; top: 0; height: 9rem; pointer-events: none }</style>"
    f"<header></header>{_LINKS}",
    "<div style='position: relative'><a href='#a'>Bins</a>"
    "<a href='#b' style='position: absolute; inset: 0' aria-label='All bins'></a></div>",
    "<label style='position: relative; display: block'><input type='radio' name='r'>"
    "<span style='position: absolute; inset: 0; background: #fff'>Yes</span></label>",
    "<button><span style='background: #ff0; display: block'>Send</span></button>",
)
