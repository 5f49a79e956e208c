"""Dialogs that the Escape key does not close."""

from __future__ import annotations

from collections.abc import Iterable

from a11y.dialogs import EXAMPLE, EXAMPLE_NATIVE, open_dialogs, sight_openers
from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The Escape key does not close the dialog that "{text}" opens:'
    " look whether people find a way out."
)
ADVICE = "Let the Escape key close it, as it does everywhere else."


def check(page: Browser) -> Iterable[Sighting]:
    """Opens dialogs, and presses Escape."""
    found = [d for d in open_dialogs(page) if d.is_modal and not d.escape_closes]
    return sight_openers(page, found)


FAILS = (
    EXAMPLE.replace("27", "0"),
    EXAMPLE_NATIVE + "<script>d.addEventListener('cancel', (e) => e.preventDefault());"
    "d.addEventListener('keydown', (e) => { if (e.key === 'Escape') e.preventDefault() })</script>",
)
PASSES = (
    EXAMPLE,
    EXAMPLE_NATIVE,
    EXAMPLE.replace("keyup", "keydown"),
    EXAMPLE_NATIVE.replace("showModal()", "show()"),
)
