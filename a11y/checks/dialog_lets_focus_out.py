"""Dialogs that the Tab key leaves for the page behind them, which they lie over."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.dialogs import EXAMPLE, EXAMPLE_NATIVE, open_dialogs, sight_openers
from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting

CRITERION = "2.4.3"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The Tab key leaves the dialog that "{text}" opens for the page behind it.'
ADVICE = (
    "Keep the focus in the dialog until it is closed: a dialog element that showModal() opens does."
)


def check(page: Browser) -> Iterable[Sighting]:
    """Opens dialogs, and presses Tab at both ends."""
    found = [d for d in open_dialogs(page) if d.is_modal and d.lets_out]
    return sight_openers(page, found)


FAILS = (
    EXAMPLE.replace("e.key !== 'Tab'", "true"),
    EXAMPLE.replace("e.key !== 'Tab'", "!e.shiftKey"),
    EXAMPLE_NATIVE.replace("showModal()", "show()").replace("<dialog", "<dialog aria-modal=true"),
)
PASSES = (
    EXAMPLE,
    EXAMPLE_NATIVE,
    EXAMPLE_NATIVE.replace("showModal()", "show()"),
    EXAMPLE.replace("d.addEventListener('keydown'", "document.addEventListener('keydown'"),
)
