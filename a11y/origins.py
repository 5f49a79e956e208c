"""In charge of finding the file and line that the text of a finding on our own site comes from."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from a11y.findings import Finding
from councilsite.model import BuiltPage, Place
from councilsite.model import Finding as Fault
from councilsite.posyntax import read_entries
from councilsite.project import theme_of
from councilsite.publish import read_manifest
from councilsite.textfile import read_text

_SAFE_RUN = 4
"""So many words in a row are no accident, even where the rest of a text differs."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
"""A word; of Chinese and Japanese a character, as they put no spaces between words."""
_TAG = re.compile(r"<[^<>]*(?:>|$)")
_SPOKEN = re.compile(r"\s(?:alt|title|aria-label|placeholder|content)=(?:\"([^\"]*)|'([^']*))")


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a file, in its order."""

    file: str
    words: tuple[str, ...]
    lines: tuple[int, ...]
    """Line of each word."""
    matcher: SequenceMatcher[str]
    """Compares other words with these."""


@dataclass(frozen=True, slots=True, order=True)
class _Match:
    """How well words were found again; greater is better."""

    is_whole: bool
    length: int
    file: str
    line: int


def find_origins(project: Path, findings: Iterable[Finding]) -> dict[Finding, Place]:
    """File and line to edit for each finding where that is certain enough."""
    manifest = read_manifest(project / "site")
    if manifest is None:
        return {}
    search = _Search(project, {page.file: page for page in manifest.pages})
    places = ((finding, search.find(finding.page, finding.snippet)) for finding in findings)
    return {finding: place for finding, place in places if place is not None}


class _Search:
    """The texts of a project, each read once."""

    def __init__(self, project: Path, pages: dict[str, BuiltPage]) -> None:
        self._project, self._pages = project, pages
        self._read = functools.cache(self._read_words)
        self._match = functools.cache(self._find_best)

    def find(self, page: str, snippet: str) -> Place | None:
        """Where the words of a snippet stand; None where nobody can be sure."""
        row = self._pages.get(page)
        texts = tuple(_split(snippet))
        if row is None or not row.source or not texts:
            return None
        best = self._match(texts, row.source, row.language)
        return Place(best.file, best.line) if best else None

    def _find_best(
        self, texts: tuple[tuple[str, ...], ...], source: str, language: str
    ) -> _Match | None:
        files = self._list_files(source, language)
        found = [
            match for file in files for words in texts if (match := _find(words, self._read(file)))
        ]
        # Of equals the first: the page's own file before those that pages share.
        return max(found, key=lambda match: (match.is_whole, match.length), default=None)

    def _list_files(self, source: str, language: str) -> Iterator[str]:
        """Files whose words a page can have, its own first."""
        folder, slash, _ = source.partition("/")
        catalogues = f"locales/{language.replace('-', '_')}/LC_MESSAGES"
        if (self._project / catalogues).is_dir():
            yield f"{catalogues}/{folder if slash else 'home'}.po"
            yield f"{catalogues}/interface.po"
        yield f"content/{source}"
        yield from ("theme/text.yml", "mkdocs.yml", "council.yml")

    def _read_words(self, file: str) -> _Text:
        path = self._project / file
        if file.startswith("theme/"):
            path = theme_of(self._project) / file.removeprefix("theme/")
        text = read_text(path, file) if path.is_file() else ""
        if isinstance(text, Fault):
            text = ""
        rows = list(_read_catalogue(text) if file.endswith(".po") else _read_lines(text))
        words = tuple(word for word, _ in rows)
        matcher = SequenceMatcher(None, (), words, autojunk=False)
        return _Text(file, words, tuple(line for _, line in rows), matcher)


def _read_lines(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        for word in _words_of(line):
            yield word, number


def _read_catalogue(text: str) -> Iterator[tuple[str, int]]:
    for entry in read_entries(text) or ():
        for translation in entry.texts if entry.ids[0] else ():
            for word in _words_of(translation):
                yield word, entry.line


def _words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _split(snippet: str) -> Iterator[tuple[str, ...]]:
    """The texts in a piece of HTML that people read or hear, as words; its end may be cut off."""
    spoken = [first or second for first, second in _SPOKEN.findall(snippet)]
    for text in (*_TAG.split(snippet), *spoken):
        words = tuple(_words_of(html.unescape(text)))
        if words:
            yield words


def _find(words: tuple[str, ...], text: _Text) -> _Match | None:
    """Where words stand in a text as a whole, or at least a long run of them."""
    text.matcher.set_seq1(words)
    run = text.matcher.find_longest_match()
    is_whole = run.size == len(words)
    if not run.size or (run.size < _SAFE_RUN and not (is_whole and _is_once(words, text))):
        return None
    return _Match(is_whole, run.size, text.file, text.lines[run.b])


def _is_once(words: tuple[str, ...], text: _Text) -> bool:
    """Whether words stand in a text just once."""
    size = len(words)
    places = (n for n, word in enumerate(text.words) if word == words[0])
    return sum(text.words[n : n + size] == words for n in places) == 1
