"""In charge of loading a project folder: settings, menu, pages and texts, all faults at once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from councilsite import content, settings, statement, themewords, wording
from councilsite.cache import Cache, Digests, digest
from councilsite.content import Structure
from councilsite.figures import Figures, list_files, load_figures
from councilsite.images import Size, measure_images
from councilsite.model import Council, Finding, Segment, Source, Text
from councilsite.segments import EXTENSIONS
from councilsite.statement import Statement, read_statement
from councilsite.textfile import read_text
from forms.definition import Form, wordings
from forms.schema import list_forms, read_form

T = TypeVar("T")

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

    What is known to the cache is not read anew. `digests` are of files read before.
    """
    cache, digests = cache or Cache(None, ""), digests or Digests()
    findings: list[Finding] = []
    theme = theme_of(folder)
    council, faults = _load(cache, folder / settings.FILE, settings.FILE, settings.read_council)
    findings += faults
    faulty = bool(faults)
    paths = content.list_pages(folder / "content")
    read_structure = functools.partial(content.read_structure, pages=paths, extensions=EXTENSIONS)
    structure, faults = _load(
        cache, folder / content.MENU_FILE, content.MENU_FILE, read_structure, *paths
    )
    findings += faults
    texts, faults = _load(cache, theme / "text.yml", themewords.TEXT_FILE, themewords.read_texts)
    findings += faults
    known_state, faults = _load_statement(folder, cache)
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
    seal = repr(council) if known else ""
    for file in list_forms(folder):
        name = file.relative_to(folder).as_posix()
        read = functools.partial(read_form, name=file.stem, council=council if known else None)
        form, faults = _load(cache, file, name, read, seal)
        findings += faults
        if form is not None:
            forms.append(form)
    figures, faults = _load_figures(folder, council, seal, cache, digests)
    findings += faults
    images = measure_images(folder / "content")
    return Project(
        folder,
        theme,
        council,
        structure,
        texts or {},
        tuple(sources),
        images,
        digests,
        known_state,
        tuple(forms),
        figures,
    ), findings


_Read = tuple[T, list[Finding]]
"""What a file says, and what is wrong with it."""


def _know(cache: Cache, name: str, key: str, read: Callable[[], _Read[T]]) -> _Read[T]:
    """What `read` gives, from the cache where it was read under the same key."""
    found: _Read[T] | None = cache.get(name, key)
    if found is None:
        found = read()
        cache.put(name, key, found)
    return found


def _load(
    cache: Cache, path: Path, name: str, read: Callable[[str], _Read[T]], *named: str
) -> _Read[T | None]:
    """A text file; `named` is all else that it is read with. None where it cannot be read."""
    text = read_text(path, name)
    if isinstance(text, Finding):
        return None, [text]
    return _know(cache, f"read {name}", digest(text, *named), lambda: read(text))


def _load_statement(folder: Path, cache: Cache) -> _Read[Statement | None]:
    """What the gate has written, where it has run."""
    if not (folder / statement.FILE).is_file():
        return None, []
    return _load(cache, folder / statement.FILE, statement.FILE, read_statement)


def _load_figures(
    folder: Path, council: Council, seal: str, cache: Cache, digests: Digests
) -> _Read[Figures]:
    """The quarters' figures; none where council.yml is to blame, of which `seal` is empty then."""
    if not seal:
        return Figures(), []
    key = digest(seal, digests.of_all(folder, list_files(folder)))
    return _know(cache, "figures", key, lambda: load_figures(folder, council))


def _load_page(
    folder: Path,
    path: str,
    known: tuple[Mapping[str, object], Mapping[str, object]],
    cache: Cache,
    digests: Digests,
) -> tuple[Source | None, list[Finding]]:
    """The page; None where its file cannot be read."""
    name = f"content/{path}"
    names = [repr(tuple(keys)) for keys in known]
    key = digest(digests.of(folder / name), *names)
    head_name = f"{name} head"
    loaded: _Read[Source] | None = cache.get(name, key)
    if loaded is not None:
        cache.keep(head_name, cache.key(head_name))
        return loaded
    text = read_text(folder / name, name)
    if isinstance(text, Finding):
        return None, [text]
    # A changed paragraph leaves the front matter as it was.
    front, _ = content.split_page(text)
    head, faults = _know(
        cache,
        head_name,
        digest(front or "", str(front is None), *names),
        lambda: content.read_head(front, path, *known),
    )
    source, more = content.add_body(head, text)
    cache.put(name, key, (source, [*faults, *more]))
    return source, [*faults, *more]
