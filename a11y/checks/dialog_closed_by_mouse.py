"""Dialogs that a mouse closes and the keyboard does not."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.dialogs import EXAMPLE, EXAMPLE_NATIVE, open_dialogs, sight_openers
from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting

CRITERION = "2.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'Only a mouse closes the dialog that "{text}" opens.'
ADVICE = "Make what closes it a button, and let the Escape key close it too."


def check(page: Browser) -> Iterable[Sighting]:
    """Opens dialogs, and looks for a way to close them."""
    found = [d for d in open_dialogs(page) if d.is_modal and d.mouse_closes]
    return sight_openers(page, found)


_SPAN = EXAMPLE.replace("<button id=x>Close</button>", "<span id=x class=close>X</span>")
FAILS = (
    _SPAN.replace("x.focus()", "").replace("27", "0"),
    _SPAN.replace(">X<", "><svg width=9 height=9></svg><").replace("27", "0"),
)
PASSES = (
    EXAMPLE,
    EXAMPLE_NATIVE,
    _SPAN,
    EXAMPLE.replace("27", "0"),
    _SPAN.replace("27", "0").replace("<span", "<span tabindex=0 role=button"),
)
