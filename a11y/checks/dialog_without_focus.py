"""Dialogs that open while the keyboard's focus stays in the page behind them."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.dialogs import EXAMPLE, EXAMPLE_NATIVE, open_dialogs, sight_openers
from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting

CRITERION = "2.4.3"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" opens a dialog, and the focus does not go into it.'
ADVICE = "Move the focus into the dialog when it opens: to its heading or to its first control."


def check(page: Browser) -> Iterable[Sighting]:
    """Opens dialogs, and looks where the focus is."""
    found = [
        d
        for d in open_dialogs(page)
        if not d.is_focused and (d.is_modal or d.is_declared and not d.is_next)
    ]
    return sight_openers(page, found)


FAILS = (
    EXAMPLE.replace("x.focus()", ""),
    EXAMPLE.replace("x.focus()", "").replace(
        "<button id=o>Show the map</button>", "<a href=# id=o>Show the map</a>"
    ),
    EXAMPLE_NATIVE.replace(
        "d.showModal()", "{ d.showModal(); o.focus(); document.activeElement.blur() }"
    ),
    "<p><a href='#a' id=o role=button>Show</a> <a href='#b'>Bins</a></p><script>"
    "o.onclick = () => {"
    "const d = document.createElement('div'); d.setAttribute('role', 'dialog');"
    "d.innerHTML = '<p>Map of the bins</p><button>Close</button>';"
    "document.body.append(d) }</script>",
)
PASSES = (
    EXAMPLE,
    EXAMPLE_NATIVE,
    EXAMPLE.replace("x.focus()", "setTimeout(() => x.focus(), 100)"),
    EXAMPLE.replace("x.focus()", "d.tabIndex = -1; d.focus()"),
    "<button id=o aria-expanded=false aria-controls=m>Menu</button>"
    "<ul id=m class=popup-menu hidden>"
    "<li><a href='#a'>Bins</a></li></ul>"
    "<script>o.onclick = () => { m.hidden = !m.hidden }</script>",
    "<button id=o>Show</button><p class=dialog-text>Bins</p><script>o.onclick = () => 1</script>",
)
