"""In charge of large print: sets the PDFs that are not on the shelf, and says what pages offer.

What is set is the main content of composed pages, before an engine lays them into the theme: so a
page can tell the size of its PDF.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from councilsite import furnish
from councilsite.atlas import Site
from councilsite.cache import FOLDER, digest, digest_of_file, digest_of_files
from councilsite.fonts import font_pins
from councilsite.formats import documents, looks, printlist
from councilsite.formats.apart import run_apart
from councilsite.formats.passages import Data
from councilsite.formats.printlist import Job
from councilsite.formats.shelf import Kept, Shelf
from councilsite.model import BuiltPage, Composed, Finding, LargePrint, Place
from councilsite.offers import Files, FormatFile

if TYPE_CHECKING:
    # Imported late: a build that sets nothing does not wait for Typst.
    from councilsite.formats.typesetting import Typesetter

SUFFIX = ".pdf"

_LINE = 461.0
"""Points of a line: A4 less margins and gutter, as in largeprint.typ."""

Progress = Callable[[int, int], None]
"""Is told how many PDFs of how many are set."""


@dataclass(frozen=True, slots=True)
class Printed:
    """All PDFs of a site."""

    files: Mapping[str, tuple[Path, str]]
    """Where each file of the site is found, and its SHA-256."""
    offers: Files
    """What each page offers, by path of its source and language code."""
    findings: tuple[Finding, ...]
    """What could not be set."""


class Outcome(NamedTuple):
    """What became of a document that was to be set."""

    name: str
    """The document's digest."""
    message: str = ""
    """Why it cannot be set; empty where it was."""
    remedy: str = ""
    """What to do about it."""


def print_site(
    site: Site,
    large_print: LargePrint,
    rows: Sequence[BuiltPage],
    folder: Path,
    find_fonts: Callable[[], Path],
    progress: Progress,
) -> Printed:
    """The PDFs of a project in `folder`; `find_fonts` is asked only where one has to be set."""
    seal = digest(_seal(), _digest_of_files(folder / "content"))
    jobs = [
        replace(job, wish=digest(seal, job.wish))
        for job in printlist.list_jobs(site, large_print, rows)
    ]
    findings = [*printlist.check_booklets(site, large_print), *_check_names(jobs, folder)]
    if findings:
        return Printed({}, {}, tuple(findings))
    shelf = Shelf(folder / FOLDER / "large-print", SUFFIX)
    found = {job.file: shelf.find(job.wish) for job in jobs}
    missing = [job for job in jobs if found[job.file] is None]
    if missing:
        outcomes = _print(site, missing, shelf, folder, find_fonts, progress)
        for job in missing:
            outcome = outcomes[job.file]
            if isinstance(outcome, Kept):
                found[job.file] = outcome
            else:
                findings.append(_finding(site, job, outcome, folder))
    shelf.save()
    return _collect(jobs, found, shelf, findings)


def _check_names(jobs: Sequence[Job], folder: Path) -> Iterator[Finding]:
    """Downloads that would take the place of a PDF."""
    for job in jobs:
        if (folder / "content" / job.file).exists():
            yield Finding(
                "same-address",
                Place(f"content/{job.file}", 1),
                "the build makes a file with this name itself.",
                "Give the file another name.",
            )


@functools.cache
def _seal() -> str:
    """Digest of all that a PDF depends on beside its document: this package, its pins, fonts."""
    here = Path(__file__).parent
    pins = here.parent.parent / "requirements" / "site.txt"
    return digest(
        digest_of_files(here, [*here.glob("*.py"), *here.glob("*.typ"), pins]), font_pins()
    )


def _digest_of_files(content: Path) -> str:
    """Digest of all files beside the pages, which may be their pictures."""
    files = (path for path in content.rglob("*") if path.suffix != ".md" and path.is_file())
    return digest_of_files(content, files)


def _collect(
    jobs: Sequence[Job],
    found: Mapping[str, Kept | None],
    shelf: Shelf,
    findings: Sequence[Finding],
) -> Printed:
    files: dict[str, tuple[Path, str]] = {}
    offers: dict[tuple[str, str], tuple[FormatFile, ...]] = {}
    for job in jobs:
        kept = found[job.file]
        if kept is not None:
            files[job.file] = (shelf.path(kept.name), kept.digest)
            key = (job.page.source, job.page.language)
            offers[key] = (*offers.get(key, ()), job.offer(kept.size))
    return Printed(files, offers, tuple(findings))


def _print(
    site: Site,
    jobs: Sequence[Job],
    shelf: Shelf,
    folder: Path,
    find_fonts: Callable[[], Path],
    progress: Progress,
) -> dict[str, Kept | Outcome]:
    """Sets what is not on the shelf under its own digest either; by file of the site."""
    results: dict[str, Kept | Outcome] = {}
    texts: dict[str, str] = {}
    waiting: dict[str, list[Job]] = {}
    for job, document in _documents(site, jobs):
        text = json.dumps(document, ensure_ascii=False, sort_keys=True)
        name = digest(_seal(), text, *_digests_of_images(document, folder))
        kept = shelf.take(name, job.wish)
        if kept is not None:
            results[job.file] = kept
        else:
            texts[name] = text
            waiting.setdefault(name, []).append(job)
    for outcome in _set_all(site, texts, shelf, folder, find_fonts, progress):
        same = waiting[outcome.name]
        done = outcome if outcome.message else shelf.add(outcome.name, (job.wish for job in same))
        results |= dict.fromkeys((job.file for job in same), done)
    return results


def _documents(site: Site, jobs: Sequence[Job]) -> Iterator[tuple[Job, Data]]:
    """The documents of jobs, a language at a time."""
    languages = [voice.language for voice in site.voices.values()]
    for code, voice in site.voices.items():
        own = [job for job in jobs if job.page.language == code]
        pages = _compose(site, code, own)
        for job in own:
            seen = looks.looks_of(languages, job.size)
            room = _LINE / seen[code]["size"]
            if job.booklet is None:
                document = documents.page_document(pages[job.page.file], site.council.url, room)
            else:
                name = voice.facts.html(voice.facts.label("name", job.booklet.name.text))
                chapters = [
                    (name, [pages[row.file] for row in rows]) for name, rows in job.chapters
                ]
                document = documents.booklet_document(name, chapters, site.council.url, room)
            yield job, {**document, "looks": seen}


def _compose(site: Site, code: str, jobs: Sequence[Job]) -> dict[str, Composed]:
    """The composed pages that jobs are made of, by file."""
    rows = {job.page.file: job.page for job in jobs if job.booklet is None}
    rows |= {row.file: row for job in jobs for _, some in job.chapters for row in some}
    return {page.file: page for page in furnish.furnish(site, code, rows.values())}


def _digests_of_images(document: Data, folder: Path) -> list[str]:
    images = documents.find_images(document["blocks"])
    return [digest_of_file(folder / "content" / image["src"].lstrip("/")) for image in images]


def _set_all(
    site: Site,
    texts: Mapping[str, str],
    shelf: Shelf,
    folder: Path,
    find_fonts: Callable[[], Path],
    progress: Progress,
) -> Iterator[Outcome]:
    """Sets documents in processes of their own, the longest first."""
    if not texts:
        return
    typesetter = functools.partial(start_worker, find_fonts(), folder / "content", shelf)
    tags = looks.tags_of(voice.language for voice in site.voices.values())
    names = sorted(texts, key=lambda name: (-len(texts[name]), name))
    jobs = [functools.partial(set_one, name, texts[name], tags) for name in names]
    progress(0, len(jobs))
    for number, outcome in enumerate(run_apart(jobs, typesetter), start=1):
        progress(number, len(jobs))
        yield outcome


class _Worker:
    """What a process of its own has: set once in each, never in the process of the build."""

    typesetter: Typesetter
    shelf: Shelf


def start_worker(fonts: Path, files: Path, shelf: Shelf) -> None:
    """Makes a process of its own ready for `set_one`."""
    from councilsite.formats.typesetting import Typesetter

    _Worker.typesetter = Typesetter(fonts, files)
    _Worker.shelf = shelf


def set_one(name: str, text: str, tags: Mapping[str, str]) -> Outcome:
    """Sets a document, which is JSON, and puts its PDF on the shelf."""
    from councilsite.formats.typesetting import CannotSet

    try:
        _Worker.shelf.put(name, _Worker.typesetter.set(json.loads(text), tags))
    except CannotSet as fault:
        return Outcome(name, fault.message, fault.remedy)
    # One document that breaks the typesetter does not stop the others. Typst's panics are no
    # Exceptions.
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit | OSError):
            raise
        return Outcome(name, f"{type(fault).__name__}: {fault}.", "Tell the developers.")
    return Outcome(name)


def _finding(site: Site, job: Job, outcome: object, folder: Path) -> Finding:
    """What is wrong with a document, at the page or the booklet that it comes from."""
    assert isinstance(outcome, Outcome)
    language = site.voices[job.page.language].language.english_name
    if job.booklet is not None:
        place, what = job.booklet.name.place, f'the booklet "{job.booklet.key}"'
    else:
        place, what = Place(site.pages[job.page.source].source.file, 1), "this page"
    return Finding(
        "large-print",
        place,
        f"large print of {what} in {language} cannot be made: {outcome.message}",
        outcome.remedy,
    )
