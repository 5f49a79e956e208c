"""In charge of what a page listens to: no script in the page itself can see its listeners."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from a11y.engines.browser import Browser

SCRIPT = Path(__file__).with_suffix(".js")


def note_listeners(browser: Browser) -> None:
    """Lets `kit.handlersOf` in the open page know of the listeners that there are now."""
    browser.cdp("Runtime.evaluate", expression=_read_script(), includeCommandLineAPI=True)


@cache
def _read_script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
