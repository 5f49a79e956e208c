"""In charge of `build.py site`: from a project folder to the finished site, step by step."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from councilsite import furnish, publish
from councilsite.assembly import cache_of, compose_site
from councilsite.cache import FOLDER, digest, digest_of_code, digest_of_files
from councilsite.furnish import Site
from councilsite.model import BuiltPage, Composed, Council, Coverage, Finding
from councilsite.project import OWN_THEME, Project, load_project
from councilsite.publish import Manifest, Staging
from councilsite.terminal import complain, say, show_findings, show_table

_LaidOut = tuple[str, float, list[Finding]]
"""Code of a language, seconds it took, and what the engine refused."""

_PARALLEL_FROM = 60
"""Fewer pages than this are laid out sooner than a second process starts."""


def build_site(folder: Path, out: Path, *, fresh: bool) -> int:
    """Builds a project; returns the exit code: 0 good, 1 findings, 2 the run itself broke."""
    folder, out = folder.resolve(), out.resolve()
    if not (folder / "council.yml").is_file():
        return _refuse(
            f"There is no council.yml in {folder}. Name the project's folder with --project."
        )
    if out.exists() and (
        not out.is_dir() or (any(out.iterdir()) and not (out / publish.MANIFEST).is_file())
    ):
        return _refuse(
            f"{out} holds something that this command did not build. "
            "Empty it or choose another with --out."
        )
    try:
        with publish.lock(folder / FOLDER / "lock", _tell_of_waiting):
            return _build(folder, out, fresh=fresh)
    except OSError as fault:
        where = f" ({fault.filename})" if fault.filename else ""
        return _refuse(
            f"The site could not be written: {fault.strerror or fault}{where}. "
            "The old site is untouched."
        )


def _tell_of_waiting() -> None:
    say("Another build of this project is running; waiting until it is done.")


def _refuse(sentence: str) -> int:
    complain(sentence)
    return 2


def _build(folder: Path, out: Path, *, fresh: bool) -> int:
    start = time.perf_counter()
    code = digest_of_code()
    inputs = digest(code, digest_of_files(_inputs(folder)))
    old = None if fresh else publish.read_manifest(out)
    if old is not None and old.inputs == inputs and publish.is_intact(out, old):
        project, _ = load_project(folder)
        if project is not None:
            _show(project.council, old.coverage, old.pages, {})
        say(f"Nothing has changed since the last build of {out.name}/.")
        return 0
    project, findings = load_project(folder)
    if project is None:
        return show_findings(findings)
    cache = cache_of(folder, code, fresh=fresh)
    site, more = compose_site(project, cache)
    if show_findings([*findings, *more]) or site is None:
        return 1
    composed = time.perf_counter() - start
    seconds, refused = _write(project, site, out, inputs, code, old)
    if refused:
        return show_findings(refused)
    cache.save()
    total = time.perf_counter() - start
    pages = publish.read_manifest(out)
    assert pages is not None
    _show(project.council, pages.coverage, pages.pages, seconds)
    say(f"Built {out.name}/ in {total:.1f} seconds, {composed:.1f} of them composing.")
    return 0


def _inputs(folder: Path) -> Iterator[Path]:
    """Every file that the site depends on."""
    yield folder / "council.yml"
    yield folder / "mkdocs.yml"
    theme = folder / "theme" if (folder / "theme").is_dir() else OWN_THEME
    for below in (folder / "content", folder / "locales", theme):
        for parent, _, names in os.walk(below):
            yield from (Path(parent, name) for name in names)


def _write(
    project: Project, site: Site, out: Path, inputs: str, code: str, old: Manifest | None
) -> tuple[Mapping[str, float], list[Finding]]:
    """Lays the pages into the theme and puts the new site in place.

    Gives seconds by language, and what the engine refuses in mkdocs.yml or in the theme: then
    the old site stays.
    """
    theme = digest(
        code, digest_of_files(path for path in project.theme.rglob("*") if path.is_file())
    )
    staging = Staging(out)
    staging.begin()
    pages = {code: list(furnish.furnish(site, code)) for code in site.voices}
    stale = _stale(staging, pages, old if old is not None and old.theme == theme else None)
    laid_out = _lay_out(project, staging, stale)
    refused = [finding for _, _, findings in laid_out for finding in findings]
    if refused:
        staging.abandon()
        return {}, refused
    for name in sorted(stale):
        staging.take(staging.parts / name)
    staging.copy(project.theme / "assets", "assets")
    staging.copy(project.folder / "content", "", skip=(".md",))
    built = tuple(furnish.built_page(site, page) for group in pages.values() for page in group)
    staging.write("sitemap.xml", publish.sitemap(built, site.council.url))
    staging.finish(Manifest(inputs, theme, _coverage(site), built, staging.hashes()))
    return {code: seconds for code, seconds, _ in laid_out}, []


def _stale(
    staging: Staging, pages: Mapping[str, Sequence[Composed]], old: Manifest | None
) -> dict[str, list[Composed]]:
    """Pages to lay out, by language; all others are taken over from the old site."""
    known = {page.file: page.fingerprint for page in old.pages} if old is not None else {}
    same = [p.file for group in pages.values() for p in group if known.get(p.file) == p.fingerprint]
    changed = set(staging.keep(old, same)) if old is not None else set()
    kept = set(same) - changed
    stale = {
        code: [page for page in group if page.file not in kept] for code, group in pages.items()
    }
    return {code: group for code, group in stale.items() if group}


def _lay_out(
    project: Project, staging: Staging, stale: Mapping[str, Sequence[Composed]]
) -> list[_LaidOut]:
    """Languages in parallel where that is worth the start of a process."""
    jobs = [(project, code, pages, staging.parts / code) for code, pages in stale.items()]
    # Imported late: a run with nothing to lay out does not wait for MkDocs. Imported before the
    # fork: the workers do not import it once each.
    if jobs:
        import councilsite.engine_mkdocs  # noqa: F401
    workers = min(os.cpu_count() or 1, len(jobs))
    if sum(len(pages) for pages in stale.values()) < _PARALLEL_FROM or workers < 2:
        return [_lay_out_language(*job) for job in jobs]
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return list(pool.map(_lay_out_language, *zip(*jobs, strict=True)))


def _lay_out_language(
    project: Project, code: str, pages: Sequence[Composed], part: Path
) -> _LaidOut:
    from councilsite.engine_mkdocs import build_language

    start = time.perf_counter()
    cache = project.folder / FOLDER / "templates"
    findings = build_language(pages, project.folder / "mkdocs.yml", project.theme, part, cache)
    return code, time.perf_counter() - start, findings


def _coverage(site: Site) -> dict[str, Coverage]:
    """Translation of the whole content by language, pages that are not offered included."""
    return {
        code: sum((page.coverage[code] for page in site.pages.values()), Coverage())
        for code in site.voices
    }


def _show(
    council: Council,
    coverage: Mapping[str, Coverage],
    pages: Sequence[BuiltPage],
    seconds: Mapping[str, float],
) -> None:
    rows = []
    for language in council.languages:
        offered = sum(page.language == language.code and bool(page.source) for page in pages)
        row = coverage.get(language.code, Coverage())
        numbers = (offered, row.segments, row.approved, row.draft, row.fallback)
        rows.append(
            [language.english_name, *map(str, numbers), f"{seconds.get(language.code, 0):.1f}"]
        )
    show_table(
        [
            "language",
            "pages offered",
            "segments",
            "approved",
            "draft",
            "English fallback",
            "seconds",
        ],
        rows,
    )
