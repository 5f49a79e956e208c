"""In charge of what a page tells of its text in other formats: files, their kinds and sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from councilsite import links, wording
from councilsite.cache import digest
from councilsite.facts import Facts
from councilsite.model import BuiltPage


class FormatFile(NamedTuple):
    """A file with the text of a page, or of many, in another format."""

    file: str
    """File below the site's root."""
    label: str
    """Key of the theme's words that say what it is."""
    name: str
    """The English name of a booklet; empty for a page."""
    kind: str
    """The kind of file as residents know it, such as `PDF`."""
    media_type: str
    """The kind of file as browsers know it."""
    size: int
    """Bytes."""


Files = Mapping[tuple[str, str], tuple[FormatFile, ...]]
"""Files with a page's text, by path of its source and language code."""


def seal_rows(rows: Iterable[BuiltPage], files: Files) -> list[BuiltPage]:
    """Rows of pages, with the files in their fingerprints: a page tells the sizes of its files."""
    return [
        row._replace(fingerprint=digest(row.fingerprint, repr(files[row.source, row.language])))
        if (row.source, row.language) in files
        else row
        for row in rows
    ]


def describe_files(facts: Facts, url: str, files: Iterable[FormatFile]) -> list[dict[str, object]]:
    """The files that the page at `url` offers, in its language."""
    return [
        {
            "url": links.relative(url, one.file),
            "lang": facts.language.code,
            "media_type": one.media_type,
            "label": _label(facts, one),
            "type": one.kind,
            "size": wording.file_size(one.size, facts.language),
        }
        for one in files
    ]


def _label(facts: Facts, one: FormatFile) -> str:
    """What the file is, after the name of the booklet where it is one."""
    label = facts.html(facts.say(one.label))
    return f"{facts.html(facts.label('name', one.name))} – {label}" if one.name else label
