"""In charge of the page while checks use it: it stays open, and is left as it was found."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from a11y.engines.browser import Browser


@contextlib.contextmanager
def guarded(page: Browser) -> Iterator[None]:
    """Nothing leads away from the page, opens a window or asks anything; nothing moves slowly.

    What would have done so stands in `councilsiteGuard.log`, in the page. Scrolling and focus are
    given back at the end.
    """
    # Without it a window that has lost the focus to the browser's own controls hears of none.
    page.emulate("Emulation.setFocusEmulationEnabled", enabled=True)
    place = page.run(f"{_read_script()}; return [scrollX, scrollY]")
    try:
        yield
    finally:
        page.run(
            "document.activeElement?.blur?.(); scrollTo({left: arguments[0], top: arguments[1],"
            " behavior: 'instant'}); globalThis.councilsiteGuard?.release()",
            *place,
        )


@cache
def _read_script() -> str:
    return (Path(__file__).parent / "guard.js").read_text(encoding="utf-8")
