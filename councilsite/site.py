"""In charge of `build.py site`: from a project folder to the finished site, step by step."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from councilsite import answers, furnish, layout, publish, search, statement
from councilsite.assembly import compose_site
from councilsite.atlas import Site
from councilsite.cache import FOLDER, Cache, Digests, cache_of, digest, digest_of_code
from councilsite.feeds import feeds
from councilsite.formdata import FILE as FORMS_FILE
from councilsite.formdata import receiver_file
from councilsite.headers import header_files
from councilsite.layout import LaidOut
from councilsite.model import BuiltPage, Coverage, Finding
from councilsite.offers import seal_rows
from councilsite.pagefind import NoIndex
from councilsite.parallel import WorkerEnded
from councilsite.project import Project, load_project, theme_of
from councilsite.publish import Manifest
from councilsite.staging import Staging
from councilsite.terminal import Progress, complain, say, show_findings, show_table

if TYPE_CHECKING:
    from councilsite.formats.largeprint import Printed


_ANSWERS = "answers"
"""Name in the cache of what slow libraries have answered."""


class _Seals(NamedTuple):
    """Digests by which a later run knows what it need not make again."""

    inputs: str
    """Of everything that the site is made from."""
    theme: str
    """Of what all pages are laid into: the theme, the engine's settings and the code."""


def build_site(folder: Path, out: Path, *, fresh: bool, with_patterns: bool = False) -> int:
    """Builds a project; returns the exit code: 0 good, 1 findings, 2 the run itself broke.

    `with_patterns` adds the pattern library of its theme.
    """
    folder, out = folder.resolve(), out.resolve()
    if not (folder / "council.yml").is_file():
        return _refuse(
            f"There is no council.yml in {folder}. Name the project's folder with --project."
        )
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not publish.is_site(out))):
        return _refuse(
            f"{out} holds something that this command did not build. "
            "Empty it or choose another with --out."
        )
    try:
        with publish.lock(folder / FOLDER / "lock", _tell_of_waiting):
            staging = Staging(out)
            staging.recover()
            return _build(folder, staging, fresh=fresh, with_patterns=with_patterns)
    except NoIndex as fault:
        return _refuse(str(fault))
    except WorkerEnded:
        return _refuse("A part of the build was ended from outside. The old site is untouched.")
    except OSError as fault:
        where = f" ({fault.filename})" if fault.filename else ""
        return _refuse(
            f"The site could not be written: {fault.strerror or fault}{where}. "
            "The old site is untouched."
        )


def is_older(folder: Path, out: Path) -> bool:
    """Whether a finished site was made before the last change of what it is made from.

    Of a site that another program has made nobody knows.
    """
    manifest, code, digests = publish.read_manifest(out), digest_of_code(), Digests()
    if manifest is None:
        return False
    seals = (_seal(folder, digests, code, with_patterns=added) for added in (False, True))
    return manifest.inputs not in {seal.inputs for seal in seals}


def _tell_of_waiting() -> None:
    say("Another build of this project is running; waiting until it is done.")


def _refuse(sentence: str) -> int:
    complain(sentence)
    return 2


def _build(folder: Path, staging: Staging, *, fresh: bool, with_patterns: bool) -> int:
    start = time.perf_counter()
    out = staging.out
    code = digest_of_code()
    digests = Digests()
    seals = _seal(folder, digests, code, with_patterns=with_patterns)
    old = None if fresh else publish.read_manifest(out)
    if old is not None and old.inputs == seals.inputs and publish.is_intact(out, old):
        _show(old, {})
        say(f"Nothing has changed since the last build of {out.name}/.")
        return 0
    cache = cache_of(folder, code, fresh=fresh)
    answers.recall(cache.get(_ANSWERS, code) or {})
    engine = layout.Engine(folder, staging.folder)
    with layout.make_ready(engine, for_few=old is not None) as ready:
        project, findings = load_project(folder, cache, digests)
        if project is None:
            return show_findings(findings)
        site, more = compose_site(project, cache)
        if show_findings([*findings, *more]) or site is None:
            return 1
        composed = time.perf_counter() - start
        lay_out = functools.partial(layout.lay_out, engine, ready=ready)
        manifest, seconds, refused = _write(
            project, site, staging, cache, seals, old, lay_out, with_patterns=with_patterns
        )
    if manifest is None:
        return show_findings(refused)
    cache.put(_ANSWERS, code, answers.collect())
    cache.save()
    total = time.perf_counter() - start
    _show(manifest, seconds)
    say(f"Built {out.name}/ in {total:.1f} seconds, {composed:.1f} of them composing.")
    return 0


def _seal(folder: Path, digests: Digests, code: str, *, with_patterns: bool) -> _Seals:
    theme = theme_of(folder)
    templates = digests.of_all(theme, (path for path in theme.rglob("*") if path.is_file()))
    inputs = digests.of_all(folder, _inputs(folder))
    settings = digests.of(folder / "mkdocs.yml")
    return _Seals(
        inputs=digest(code, templates, inputs, str(with_patterns)),
        theme=digest(code, templates, settings),
    )


def _inputs(folder: Path) -> Iterator[Path]:
    """Every file that the site depends on, but for the theme."""
    yield folder / "council.yml"
    yield folder / "mkdocs.yml"
    if (folder / statement.FILE).is_file():
        yield folder / statement.FILE
    for below in (folder / "content", folder / "forms", folder / "locales"):
        for parent, _, names in os.walk(below):
            yield from (Path(parent, name) for name in names)


def _write(
    project: Project,
    site: Site,
    staging: Staging,
    cache: Cache,
    seals: _Seals,
    old: Manifest | None,
    lay_out: Callable[[Site, Sequence[BuiltPage]], list[LaidOut]],
    *,
    with_patterns: bool,
) -> tuple[Manifest | None, Mapping[str, float], list[Finding]]:
    """Lays the pages into the theme and puts the new site in place.

    Gives its manifest and seconds by language; or None, the old site being untouched, and what
    the engine refuses in mkdocs.yml or in the theme.
    """
    staging.begin(seals.theme, old)
    rows = [row for code in site.voices for row in furnish.list_pages(site, code)]
    printed = _print(project, site, rows)
    if printed is not None:
        if printed.findings:
            return None, {}, list(printed.findings)
        site = site._replace(formats=printed.offers)
        rows = seal_rows(rows, printed.offers)
    stale = staging.keep(rows)
    laid_out = lay_out(site, stale)
    refused = [finding for _, _, findings in laid_out for finding in findings]
    if with_patterns and not refused:
        refused = _add_patterns(project, site, staging)
    if refused:
        return None, {}, refused
    staging.take(stale)
    staging.copy(project.theme / "assets", "assets")
    staging.copy(project.folder / "content", "", skip=(".md",))
    for file, (source, sha256) in printed.files.items() if printed is not None else ():
        staging.place(file, source, sha256)
    if site.council.has_search:
        refused = search.add_indexes(site, rows, project.theme, staging, cache)
    if refused:
        return None, {}, refused
    staging.write("sitemap.xml", publish.sitemap(rows, site.council.url))
    data = {FORMS_FILE: receiver_file(site)} if site.all_forms else {}
    servers = header_files(site.council.url, site.council.receiver)
    for file, text in {**feeds(site), **servers, **data}.items():
        staging.write(file, text)
    manifest = staging.finish(
        Manifest(seals.inputs, seals.theme, _languages(site), _coverage(site), tuple(rows), {})
    )
    return manifest, {code: seconds for code, seconds, _ in laid_out}, []


def _print(project: Project, site: Site, rows: Sequence[BuiltPage]) -> Printed | None:
    """The PDFs of the site; None where the council wants none."""
    large_print = site.council.large_print
    if large_print is None:
        return None
    # Imported late: a site without PDFs does not wait for what sets them.
    from councilsite.fonts import set_up_fonts
    from councilsite.formats.largeprint import print_site

    return print_site(
        site,
        large_print,
        rows,
        project.folder,
        lambda: set_up_fonts(say),
        Progress("Setting PDFs in large print"),
    )


def _add_patterns(project: Project, site: Site, staging: Staging) -> list[Finding]:
    """Adds the pattern library; gives what is wrong with its examples."""
    from councilsite import patterns

    found, findings = patterns.read_patterns(project.theme)
    findings += patterns.check_languages(site, found)
    if findings:
        return findings
    from councilsite.engine_mkdocs import render_components

    bodies, findings = render_components(project.theme, patterns.list_examples(site, found))
    if findings:
        return findings
    pages = patterns.make_library(site, found, bodies)
    rows = staging.keep(patterns.library_rows(pages))
    findings = layout.Engine(project.folder, staging.folder).lay_out(pages)
    staging.take(rows if not findings else ())
    return findings


def _languages(site: Site) -> dict[str, str]:
    return {code: voice.language.english_name for code, voice in site.voices.items()}


def _coverage(site: Site) -> dict[str, Coverage]:
    """Translation of the whole content by language, pages that are not offered included."""
    return {
        code: functools.reduce(
            Coverage.plus, (page.coverage[code] for page in site.pages.values()), Coverage()
        )
        for code in site.voices
    }


def _show(manifest: Manifest, seconds: Mapping[str, float]) -> None:
    heads = ("pages offered", "segments", "approved", "draft", "English fallback", "seconds")
    rows = []
    for code, name in manifest.languages.items():
        offered = sum(page.language == code and bool(page.source) for page in manifest.pages)
        row = manifest.coverage[code]
        numbers = (offered, row.segments, row.approved, row.draft, row.fallback)
        rows.append([name, *map(str, numbers), f"{seconds.get(code, 0):.1f}"])
    show_table(["language", *heads], rows)
