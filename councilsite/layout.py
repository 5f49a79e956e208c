"""In charge of laying pages into the theme: in this process, in several, or in one made ready."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from councilsite import furnish
from councilsite.atlas import Site
from councilsite.cache import FOLDER
from councilsite.model import BuiltPage, Composed, Finding
from councilsite.parallel import Ready, count_workers, run_all
from councilsite.project import theme_of

LaidOut = tuple[str, float, list[Finding]]
"""Code of a language, seconds it took, and what the engine refused."""

_PARALLEL_FROM = 600
"""Fewer pages than this are laid out sooner than a second process starts."""


class Engine(NamedTuple):
    """The engine with what it needs to know of a build."""

    project: Path
    """The project's folder."""
    out: Path
    """Where pages are written."""

    def warm_up(self) -> None:
        """Loads all that is the same for all pages."""
        # Imported late: a run with nothing to lay out does not wait for MkDocs.
        from councilsite.engine_mkdocs import warm_up

        warm_up(self._settings, theme_of(self.project), self.out, self._cache)

    def lay_out(self, pages: Sequence[Composed]) -> list[Finding]:
        """Writes pages of one language; gives what the engine refuses."""
        from councilsite.engine_mkdocs import build_language

        return build_language(pages, self._settings, theme_of(self.project), self.out, self._cache)

    @property
    def _settings(self) -> Path:
        return self.project / "mkdocs.yml"

    @property
    def _cache(self) -> Path:
        return self.project / FOLDER / "templates"


_Ready = Ready[LaidOut] | None


def make_ready(engine: Engine, *, for_few: bool) -> AbstractContextManager[_Ready]:
    """A worker that loads the engine while pages are composed, where `for_few` pages this pays.

    None where there is one core.
    """
    if not for_few or count_workers() == 1:
        return contextlib.nullcontext()
    return Ready(engine.warm_up, functools.partial(_lay_out_one, engine))


def lay_out(engine: Engine, site: Site, stale: Sequence[BuiltPage], ready: _Ready) -> list[LaidOut]:
    """Pages, a language at a time; in parallel where there are many."""
    if not stale:
        return []
    by_language = {code: [row for row in stale if row.language == code] for code in site.voices}
    wanted = [(code, rows) for code, rows in by_language.items() if rows]
    if ready is not None and len(stale) < _PARALLEL_FROM:
        return ready.work_on(_furnish(site, code, rows) for code, rows in wanted)
    # Before the fork: the workers do not load it once each.
    engine.warm_up()
    jobs = [functools.partial(_lay_out_rows, engine, site, code, rows) for code, rows in wanted]
    return run_all(jobs, in_parallel=len(stale) >= _PARALLEL_FROM)


def _furnish(site: Site, code: str, rows: Sequence[BuiltPage]) -> tuple[str, list[Composed]]:
    return code, list(furnish.furnish(site, code, rows))


def _lay_out_rows(engine: Engine, site: Site, code: str, rows: Sequence[BuiltPage]) -> LaidOut:
    start = time.perf_counter()
    _, _, findings = _lay_out_one(engine, _furnish(site, code, rows))
    return code, time.perf_counter() - start, findings


def _lay_out_one(engine: Engine, furnished: tuple[str, list[Composed]]) -> LaidOut:
    code, pages = furnished
    start = time.perf_counter()
    findings = engine.lay_out(pages)
    return code, time.perf_counter() - start, findings
