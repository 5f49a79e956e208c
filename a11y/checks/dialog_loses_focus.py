"""Dialogs after which the keyboard's focus is lost."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.dialogs import EXAMPLE, EXAMPLE_NATIVE, open_dialogs, sight_openers
from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting

CRITERION = "2.4.3"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'Once the dialog that "{text}" opens has been closed, the focus is nowhere:'
    " look where people go on."
)
ADVICE = "Give the focus back to what opened the dialog."


def check(page: Browser) -> Iterable[Sighting]:
    """Opens and closes dialogs, and looks where the focus is."""
    found = [
        d
        for d in open_dialogs(page)
        if (d.is_modal or d.is_declared) and d.is_focused and not d.is_given_back
    ]
    return sight_openers(page, found)


FAILS = (
    EXAMPLE.replace("o.focus()", ""),
    EXAMPLE.replace("o.focus()", "document.activeElement.blur()").replace("27", "0"),
)
PASSES = (
    EXAMPLE,
    EXAMPLE_NATIVE,
    EXAMPLE.replace("o.focus()", "setTimeout(() => o.focus(), 50)"),
    EXAMPLE.replace("27", "0"),
    EXAMPLE.replace("o.focus()", "document.querySelector('main a').focus()"),
)
