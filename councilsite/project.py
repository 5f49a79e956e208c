"""In charge of loading a project folder: settings, menu, pages and texts, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from councilsite import content, settings, statement, themewords, wording
from councilsite.cache import Cache, Digests, digest
from councilsite.content import Structure
from councilsite.figures import Figures, load_figures
from councilsite.images import Size, measure_images
from councilsite.model import Council, Finding, Segment, Source, Text
from councilsite.segments import EXTENSIONS
from councilsite.statement import Statement, read_statement
from councilsite.textfile import read_text
from forms.definition import Form, wordings
from forms.schema import list_forms, read_form

OWN_THEME = Path(__file__).resolve().parent.parent / "theme"
"""The theme of a project that brings none of its own."""


class Project(NamedTuple):
    """A project folder, read and checked."""

    folder: Path
    """Where council.yml stands."""
    theme: Path
    """Templates, style sheets and text.yml."""
    council: Council
    """council.yml."""
    structure: Structure
    """mkdocs.yml."""
    texts: dict[str, Text]
    """The theme's words by key."""
    sources: tuple[Source, ...]
    """All pages, by path."""
    images: dict[str, Size]
    """Sizes of the images below content/, by path."""
    digests: Digests
    """Digests of its files."""
    statement: Statement | None = None
    """What the gate knows of the site's accessibility; None before it has run."""
    forms: tuple[Form, ...] = ()
    """All forms, by name."""
    figures: Figures = Figures()
    """How the council has done, quarter by quarter."""

    def interface_segments(self) -> list[Segment]:
        """What the catalogue `interface` translates: all that is no page."""
        return [
            *themewords.text_segments(self.texts),
            *content.menu_segments(self.structure.menu),
            *settings.council_segments(self.council),
            *wording.unit_segments(),
            *self.figures.segments(),
            *(self.statement.segments() if self.statement else []),
        ]

    def form_segments(self) -> list[Segment]:
        """What the catalogue `forms` translates."""
        return [one.segment() for form in self.forms for one in wordings(form)]


def theme_of(folder: Path) -> Path:
    """The theme of a project: its own, or ours."""
    return folder / "theme" if (folder / "theme").is_dir() else OWN_THEME


def load_project(
    folder: Path, cache: Cache | None = None, digests: Digests | None = None
) -> tuple[Project | None, list[Finding]]:
    """A project, or None where council.yml or mkdocs.yml does not let us go on.

    Pages whose text is known to the cache are not read anew. `digests` are of files read before.
    """
    cache, digests = cache or Cache(None, ""), digests or Digests()
    findings: list[Finding] = []
    theme = theme_of(folder)
    text = _read(folder / settings.FILE, settings.FILE, findings)
    council, faults = settings.read_council(text) if text is not None else (None, [])
    findings += faults
    faulty = bool(faults)
    paths = content.list_pages(folder / "content")
    text = _read(folder / content.MENU_FILE, content.MENU_FILE, findings)
    structure, faults = (
        content.read_structure(text, paths, EXTENSIONS) if text is not None else (None, [])
    )
    findings += faults
    text = _read(theme / "text.yml", themewords.TEXT_FILE, findings)
    texts, faults = themewords.read_texts(text) if text is not None else ({}, [])
    findings += faults
    known_state, faults = _load_statement(folder)
    findings += faults
    # A page's owner is not to blame for what is wrong with council.yml.
    known = council is not None and not faulty
    teams = council.teams if council is not None and known else content.AnyKey()
    categories = council.categories if council is not None and known else content.AnyKey()
    sources = []
    for path in paths:
        source, faults = _load_page(folder, path, (teams, categories), cache, digests)
        findings += faults
        if source is not None:
            sources.append(source)
    if council is None or structure is None:
        return None, findings
    forms = []
    for file in list_forms(folder):
        form, faults = _load_form(folder, file, council if known else None)
        findings += faults
        if form is not None:
            forms.append(form)
    figures, faults = load_figures(folder, council) if known else (Figures(), [])
    findings += faults
    images = measure_images(folder / "content")
    return Project(
        folder,
        theme,
        council,
        structure,
        texts,
        tuple(sources),
        images,
        digests,
        known_state,
        tuple(forms),
        figures,
    ), findings


def _load_statement(folder: Path) -> tuple[Statement | None, list[Finding]]:
    """What the gate has written, where it has run."""
    if not (folder / statement.FILE).is_file():
        return None, []
    text = read_text(folder / statement.FILE, statement.FILE)
    return (None, [text]) if isinstance(text, Finding) else read_statement(text)


def _load_form(
    folder: Path, path: Path, council: Council | None
) -> tuple[Form | None, list[Finding]]:
    text = read_text(path, path.relative_to(folder).as_posix())
    return (None, [text]) if isinstance(text, Finding) else read_form(text, path.stem, council)


def _load_page(
    folder: Path,
    path: str,
    known: tuple[Mapping[str, object], Mapping[str, object]],
    cache: Cache,
    digests: Digests,
) -> tuple[Source | None, list[Finding]]:
    """The page; None where its file cannot be read."""
    name = f"content/{path}"
    key = digest(digests.of(folder / name), *(repr(tuple(keys)) for keys in known))
    loaded: tuple[Source, list[Finding]] | None = cache.get(name, key)
    if loaded is None:
        text = read_text(folder / name, name)
        if isinstance(text, Finding):
            return None, [text]
        loaded = content.read_page(text, path, *known)
        cache.put(name, key, loaded)
    return loaded


def _read(path: Path, file: str, findings: list[Finding]) -> str | None:
    text = read_text(path, file)
    if isinstance(text, Finding):
        findings.append(text)
        return None
    return text
