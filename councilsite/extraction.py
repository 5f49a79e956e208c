"""In charge of finding all that is translated, for `build.py translate` and for Babel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from councilsite import content, figures, settings, themewords, wording
from councilsite.model import Segment, Source
from councilsite.segments import EXTENSIONS, MarkdownPages
from forms.definition import wordings
from forms.schema import read_form

Message = tuple[int, str, tuple[str, ...], list[str]]
"""What Babel wants of an extractor: line, function, messages, comments."""


def page_segments(source: Source, pages: MarkdownPages) -> Iterator[Segment]:
    """All segments of a page: front matter, then body."""
    yield from content.page_segments(source)
    yield from pages.parse(source.body, source.file, source.first_line).segments


def by_section(sources: Iterable[Source], pages: MarkdownPages) -> dict[str, list[Segment]]:
    """Segments of all pages by the catalogue they belong to."""
    sections: dict[str, list[Segment]] = {}
    for source in sources:
        sections.setdefault(source.section, []).extend(page_segments(source, pages))
    return sections


def extract_page(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for content/**.md."""
    path = Path(fileobj.name)
    project = next((folder for folder in path.parents if folder.name == "content"), path).parent
    structure, _ = content.read_structure(
        (project / content.MENU_FILE).read_text("utf-8"), [], EXTENSIONS
    )
    text = fileobj.read().decode("utf-8-sig")
    relative = path.relative_to(project / "content").as_posix()
    source, _ = content.read_page(text, relative, content.AnyKey())
    pages = MarkdownPages(structure.extensions, structure.extension_settings)
    yield from _as_messages(page_segments(source, pages))


def extract_council(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for council.yml."""
    council, _ = settings.read_council(fileobj.read().decode("utf-8-sig"))
    if council is not None:
        yield from _as_messages(settings.council_segments(council))


def extract_menu(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for the menu in mkdocs.yml."""
    pages = content.list_pages(Path(fileobj.name).parent / "content")
    structure, _ = content.read_structure(fileobj.read().decode("utf-8-sig"), pages, EXTENSIONS)
    yield from _as_messages(content.menu_segments(structure.menu))


def extract_texts(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for theme/text.yml."""
    texts, _ = themewords.read_texts(fileobj.read().decode("utf-8-sig"))
    yield from _as_messages(themewords.text_segments(texts))


def extract_form(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for forms/*.yml."""
    form, _ = read_form(fileobj.read().decode("utf-8-sig"), Path(fileobj.name).stem, None)
    if form is not None:
        yield from _as_messages(one.segment() for one in wordings(form))


def extract_measures(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for the names of what is measured."""
    known = figures.read_measures(fileobj.read().decode("utf-8-sig"), content.AnyKey())[0]
    yield from _as_messages(figures.Figures(measures=known).segments())


def extract_units(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, str]
) -> Iterator[Message]:
    """Babel extractor for the phrases around figures and hours."""
    yield from _as_messages(wording.unit_segments())


def _as_messages(segments: Iterable[Segment]) -> Iterator[Message]:
    for segment in segments:
        texts = (segment.text,) if segment.plural is None else (segment.text, segment.plural)
        if segment.context is not None:
            function = "pgettext" if segment.plural is None else "npgettext"
            texts = (segment.context, *texts)
        else:
            function = "gettext" if segment.plural is None else "ngettext"
        yield segment.place.line, function, texts, [segment.kind]
