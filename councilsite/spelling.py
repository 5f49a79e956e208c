"""In charge of which spellings count as the same word when people search; the data is the theme's.

The search page's script does the same with the same data: what is indexed and what is typed meet.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from councilsite.model import Finding
from councilsite.yamltext import Node, Reader

FILE = "theme/search.yml"

_RANGE = re.compile(r"U\+([0-9A-F]{4,6})(?:-U\+([0-9A-F]{4,6}))?")
_SHORTEST_REST = 3
"""Letters that must be left of a word without its prefix."""
_END = "zz"
"""End of every key: Pagefind also finds what begins with a key, and no key begins another."""


class Spelling(NamedTuple):
    """What makes no difference when people search."""

    ignored: tuple[tuple[int, int], ...]
    """Ranges of characters that do not count: first and last code point."""
    same: tuple[str, ...]
    """Groups of characters that count as the first of their group."""
    prefixes: tuple[str, ...]
    """Beginnings that do not count, such as an article; longest first."""
    unspaced: tuple[tuple[int, int], ...]
    """Ranges of characters of scripts that put no spaces between words."""

    def as_data(self) -> dict[str, object]:
        """What the script of the search page reads."""
        return {
            "ignored": self.ignored,
            "same": self.same,
            "prefixes": self.prefixes,
            "unspaced": self.unspaced,
            "shortest": _SHORTEST_REST,
            "end": _END,
        }


def read_spelling(text: str) -> tuple[Spelling, list[Finding]]:
    """The rules of theme/search.yml."""
    reader = Reader(FILE)
    root = reader.parse(text)
    keys = ("ignored", "same", "prefixes", "unspaced")
    values = reader.mapping(root, FILE, (), keys) if root is not None else {}
    ignored = _ranges(reader, values.get("ignored"), "ignored")
    unspaced = _ranges(reader, values.get("unspaced"), "unspaced")
    same = tuple(reader.words(values.get("same"), "same").split())
    prefixes = reader.words(values.get("prefixes"), "prefixes").split()
    # Rules are written as people spell, and meet words that are folded already.
    table = _Table(Spelling(ignored, same, (), unspaced))
    folded = {_fold(prefix, table).strip() for prefix in prefixes}
    longest_first = tuple(sorted(folded, key=lambda prefix: (-len(prefix), prefix)))
    return Spelling(ignored, same, longest_first, unspaced), reader.findings


def _ranges(reader: Reader, node: Node | None, what: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in reader.words(node, what).split():
        match = _RANGE.fullmatch(part)
        if match is not None:
            first = int(match.group(1), 16)
            found.append((first, int(match.group(2) or match.group(1), 16)))
        elif node is not None:
            reader.complain(
                node.line,
                "unfit-value",
                f'{what} has "{part}".',
                "Write code points and ranges such as U+0640 and U+064B-U+065F.",
            )
    return tuple(found)


class _Table(dict[int, str]):
    """For `str.translate`: what becomes of each character, found out when it is first met."""

    def __init__(self, spelling: Spelling) -> None:
        self._ignored = spelling.ignored
        self._first = {other: group[0] for group in spelling.same for other in group}

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _is_in(code, self._ignored):
            found = ""
        elif unicodedata.category(character)[0] in "LMN":
            found = self._first.get(character, character)
        else:
            found = " "
        self[code] = found
        return found


def _is_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _fold(text: str, table: _Table) -> str:
    return unicodedata.normalize("NFKD", text).lower().translate(table)


class Speller:
    """Cuts text into words as they are compared."""

    def __init__(self, spelling: Spelling) -> None:
        self._table = _Table(spelling)
        self._prefixes = spelling.prefixes
        self._unspaced = re.compile(
            "([" + "".join(f"{chr(a)}-{chr(b)}" for a, b in spelling.unspaced) + "]+)"
            if spelling.unspaced
            else r"((?!))"
        )
        self._known: dict[str, list[str]] = {}

    def words(self, text: str) -> list[str]:
        """Words of a text; without spaces between words, every pair of neighbours is one."""
        found: list[str] = []
        for folded in _fold(text, self._table).split():
            words = self._known.get(folded)
            if words is None:
                words = self._known[folded] = list(self._cut(folded))
            found += words
        return found

    def _cut(self, folded: str) -> Iterator[str]:
        for number, part in enumerate(self._unspaced.split(folded)):
            if number % 2 == 0:
                if part:
                    yield self._without_prefix(part)
            elif len(part) == 1:
                yield part
            else:
                yield from (one + other for one, other in pairwise(part))

    def ends(self, text: str) -> list[str]:
        """Last characters where there are no spaces between words: no pair begins with them."""
        return [run[-1] for run in self._unspaced.findall(_fold(text, self._table)) if len(run) > 1]

    def is_unspaced(self, word: str) -> bool:
        """Whether a word is of a script that puts no spaces between words."""
        return self._unspaced.match(word) is not None

    def _without_prefix(self, word: str) -> str:
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_REST:
                return word[len(prefix) :]
        return word


@functools.cache
def as_key(word: str) -> str:
    """A word as a key of the index: letters a to z and digits alone.

    The index is made by a program with spelling rules of its own, which know some scripts well and
    take the vowels from others. Of keys like these it leaves every character as it is.
    """
    if word.isascii():
        return word + _END
    return "".join(c if c.isascii() else _number(ord(c)) for c in word) + _END


def _number(code: int) -> str:
    """A code point in digits of base 36: three for the scripts of living languages."""
    found = ""
    while code or len(found) < 3:
        code, digit = divmod(code, 36)
        found = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + found
    return found
