"""In charge of the browsers that look at pages side by side, and of those that die on the way."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from a11y.engines.axe import AxeFault
from a11y.engines.browser import FAULTS, Browser, join_grid, start_browser
from a11y.extras import StepFault
from a11y.findings import Unscanned
from a11y.targets import Target
from a11y.visits import PageFault, Tools, Visit, visit

TRIES = 2
"""How often a page is looked at: with a second browser where the first one died."""

Done = Callable[[Target, Visit | Unscanned], None]


class NoBrowser(Exception):
    """No browser starts: one sentence that says why and what to do."""


Start = Callable[[], contextlib.AbstractContextManager[Browser]]
"""Starts a browser."""


def starter(grid: str, folder: Path, fonts: Path | None, *, loopback_only: bool) -> Start:
    """How the browsers of a run are started: on this machine, or on a grid at an address."""
    if grid:
        return lambda: join_grid(grid)

    @contextlib.contextmanager
    def start() -> Iterator[Browser]:
        with (
            TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as own,
            start_browser(Path(own), fonts, loopback_only=loopback_only) as browser,
        ):
            yield browser

    return start


def look_at_all(
    targets: Sequence[Target], tools: Tools, start: Start, *, at_once: int, done: Done
) -> None:
    """Looks at every page with so many browsers at once; `done` is told of each, one at a time.

    Raises NoBrowser where none can be started.
    """
    waiting: queue.SimpleQueue[Target] = queue.SimpleQueue()
    for target in targets:
        waiting.put(target)
    lock = threading.Lock()

    def tell(target: Target, result: Visit | Unscanned) -> None:
        with lock:
            done(target, result)

    with ThreadPoolExecutor(at_once) as pool:
        number = min(at_once, len(targets))
        for work in [pool.submit(_work, waiting, tools, start, tell) for _ in range(number)]:
            work.result()


def _work(waiting: queue.SimpleQueue[Target], tools: Tools, start: Start, tell: Done) -> None:
    """Takes one page after another until none waits; starts a new browser where one has died."""
    failed: tuple[Target, int] | None = None
    while failed or not waiting.empty():
        try:
            with start() as browser:
                failed = _use(browser, waiting, tools, tell, failed)
        except FAULTS as fault:
            raise NoBrowser(
                f"No browser could be started: {describe(fault)}. "
                "Install chromium and chromium-driver, or name a grid that answers."
            ) from fault


def _use(
    browser: Browser,
    waiting: queue.SimpleQueue[Target],
    tools: Tools,
    tell: Done,
    failed: tuple[Target, int] | None,
) -> tuple[Target, int] | None:
    """Looks at pages while the browser lives; returns the page it died on, and its tries."""
    while True:
        try:
            target, tries = failed or (waiting.get_nowait(), 0)
        except queue.Empty:
            return None
        failed = None
        try:
            tell(target, visit(browser, target, tools))
        except (PageFault, StepFault) as fault:
            tell(target, Unscanned(target.page, describe(fault)))
        except (AxeFault, *FAULTS) as fault:
            if tries + 1 < TRIES:
                return target, tries + 1
            tell(target, Unscanned(target.page, describe(fault)))
            return None if waiting.empty() else _next(waiting)


def _next(waiting: queue.SimpleQueue[Target]) -> tuple[Target, int] | None:
    """The next page, for a new browser."""
    try:
        return waiting.get_nowait(), 0
    except queue.Empty:
        return None


def describe(fault: BaseException) -> str:
    """Why a page could not be looked at, in one line without a full stop."""
    text = getattr(fault, "msg", None) or str(fault) or type(fault).__name__
    return str(text).splitlines()[0].rstrip(".")
