"""In charge of what fits on a line: breaks in very long words, widths and lists for tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from councilsite.formats.passages import Data, plain_text

_INDENT = 2.5
"""Ems that lists, notes and cells may take from a line."""
_LARGEST_HEADING = 1.6
"""How much larger than the text headings are, at most."""
_VIRAMA = 9
"""Combining class of the signs that join two consonants."""
_STRETCH = 8.0
"""Ems after which a word without any sign to break at is broken."""
_SIGNS = (
    r"!-/:-@\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u0964\u2000-\u206f\u3000-\u303f\uff00-\uff65"
)
_WORD = re.compile(rf"\d[\d.,:]* [^\s\d{_SIGNS}]+(?: \d{{4}}\b)?|[^ \xa0]+")
"""A word; or a number with what it counts, or a date, which are not to be parted.

To Python the vowel marks of Gurmukhi and Arabic are no part of a word: signs are left out instead.
"""
_AFTER_SIGN = re.compile(r"(?<=[/.@_?&=-])(?=[^/.@_?&=-])")
_IDEOGRAPH = "\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(rf"[{_IDEOGRAPH}]{{1,5}}|[^{_IDEOGRAPH}\s]+")
_COUNTED = 8
"""How many of a column's longest words are measured: the widest is one of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """What text has to fit into."""

    room: float
    """Ems of a whole line."""
    language: str
    """The language that it is in."""
    direction: str
    """The direction that it is set in."""

    def within(self, part: Data) -> Line:
        """The line inside a part, which may have a direction of its own."""
        return replace(
            self,
            language=part.get("lang", self.language),
            direction=part.get("dir", self.direction),
        )

    def shed(self, part: Data) -> Data:
        """A part without the language and the direction that it has anyhow."""
        own = {"lang": self.language, "dir": self.direction}
        return {key: value for key, value in part.items() if own.get(key) != value}


def fit_blocks(blocks: Sequence[Data], line: Line) -> list[Data]:
    """Blocks in which every word finds room on a line and no direction disturbs another."""
    return [_fit_block(block, line.within(block)) for block in blocks]


def _fit_block(block: Data, line: Line) -> Data:
    if block["k"] == "heading":
        line = replace(line, room=line.room / _LARGEST_HEADING)
    if block["k"] in ("p", "heading"):
        return {**block, "c": fit_parts(block["c"], line)}
    if block["k"] == "list":
        items = [{**item, "c": fit_blocks(item["c"], line.within(item))} for item in block["items"]]
        return {**block, "items": items}
    if block["k"] == "table":
        head, *rows = (
            [{**cell, "c": fit_blocks(cell["c"], line.within(cell))} for cell in row]
            for row in (block["head"], *block["rows"])
        )
        return {**block, "head": head, "rows": rows, **_widths(block["columns"], [head, *rows])}
    return {**block, "c": fit_blocks(block["c"], line)} if "c" in block else block


def fit_parts(parts: Sequence[str | Data], line: Line) -> list[str | Data]:
    """Inline parts: single pieces of information stay whole, words that are too long are broken."""
    found: list[str | Data] = []
    for part in parts:
        if isinstance(part, str):
            found += _fit_words(part, line)
            continue
        part = line.shed(part)
        if part["k"] == "turn" and not {"lang", "dir"} & part.keys():
            found += fit_parts(part["c"], line)
        elif part["k"] == "keep" or "dir" in part:
            found.append(_isolate(part, line))
        elif _is_address(part) and _fits(part["c"], line):
            found.append({**part, "c": [{"k": "keep", "c": part["c"]}]})
        else:
            found.append({**part, "c": fit_parts(part["c"], line.within(part))})
    return found


def _isolate(part: Data, line: Line) -> Data:
    """A part in a box of its own, which the direction of the text around it does not reach."""
    if _fits(part["c"], line):
        return {**part, "k": "keep"}
    inner = fit_parts(part["c"], line.within(part))
    return {**part, "k": "wide" if "dir" in part else "turn", "c": inner}


def _fits(parts: Sequence[str | Data], line: Line) -> bool:
    return estimate(plain_text(parts)) <= line.room - _INDENT


def _is_address(part: Data) -> bool:
    return part["k"] == "link" and str(part["href"]).startswith(("mailto:", "tel:"))


def _fit_words(text: str, line: Line) -> list[str | Data]:
    """A text; words with a hyphen and figures are kept whole, too long words come in pieces."""
    found: list[str | Data] = []
    end = 0
    longest = line.room - _INDENT
    for match in _WORD.finditer(text):
        word = match.group()
        is_joined = "-" in word[1:-1] or " " in word
        if not is_joined and len(word) * 1.1 <= longest:
            continue
        before = [text[end : match.start()]]
        if is_joined and estimate(word) <= longest:
            found += [*before, {"k": "keep", "c": [word]}]
        elif any(estimate(piece) > longest for piece in _PIECE.findall(word)):
            found += [*before, *({"k": "keep", "c": [piece]} for piece in _pieces(word))]
        else:
            continue
        end = match.end()
    return [part for part in (*found, text[end:]) if part]


def _pieces(word: str) -> Iterator[str]:
    """A long word, cut after signs as in web addresses, else after so many letters."""
    for piece in _AFTER_SIGN.split(word):
        start = 0
        for end in range(1, len(piece)):
            if estimate(piece[start : end + 1]) > _STRETCH and not _joins(piece[end - 1 : end + 1]):
                yield piece[start:end]
                start = end
        yield piece[start:]


def _joins(pair: str) -> bool:
    """Whether the second of two characters belongs to the first: an accent, a vowel sign."""
    before, after = pair[0], pair[1]
    return unicodedata.category(after) in ("Mn", "Mc", "Cf") or (
        unicodedata.category(before) == "Cf" or unicodedata.combining(before) == _VIRAMA
    )


def estimate(text: str) -> float:
    """About how wide a text is, in ems; rather too much than too little."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if character in "iljtfr.,:;'!|()[] ":
        return 0.34
    if character > "\u2e7f" or character in "mwMW@%&Q":
        return 1.0
    if character > "\u08ff":
        return 0.75
    return 0.7 if character.isupper() or character.isdigit() else 0.53


# Tables.


def as_rows(table: Data, line: Line) -> Data:
    """A table that is too wide for the page: each row a list of "heading: value"."""
    names = [_flat(cell["c"]) for cell in _spread(table["head"])] or [[]] * table["columns"]
    rows = [
        [
            [*_named(names[number]), *_flat(cell["c"])]
            for number, cell in enumerate(_spread(row))
            if cell["c"]
        ]
        for row in table["rows"]
    ]
    return {"k": "rows", "rows": [[fit_parts(one, line) for one in row] for row in rows if row]}


def _spread(cells: Sequence[Data]) -> list[Data]:
    """Cells by column: one that spans several stands in the first of them."""
    empty: Data = {"c": [], "span": 1}
    return [one for cell in cells for one in [cell, *[empty] * (cell["span"] - 1)]]


def _named(name: Sequence[str | Data]) -> list[str | Data]:
    return [{"k": "strong", "c": [*name]}, ": "] if name else []


def _flat(blocks: Sequence[Data]) -> list[str | Data]:
    """What a cell says on one line."""
    found: list[str | Data] = []
    for parts, around in _paragraphs(blocks, {}):
        found += [" "] if found else []
        found += [{"k": "turn", "c": [*parts], **around}] if around else parts
    return found


def _paragraphs(
    blocks: Sequence[Data], around: Data
) -> Iterator[tuple[Sequence[str | Data], Data]]:
    """Inline parts of every paragraph, with the language that they are in."""
    for block in blocks:
        inside: Data = around | {key: block[key] for key in ("lang", "dir") if key in block}
        if block["k"] in ("p", "heading"):
            yield block["c"], inside
        for item in block.get("items", ()):
            yield from _paragraphs(item["c"], inside)
        if block["k"] in ("part", "note", "quote", "indent"):
            yield from _paragraphs(block["c"], inside)


def _widths(columns: int, rows: Sequence[Sequence[Data]]) -> dict[str, Any]:
    """For each column the words that must fit and the lines that would, to be measured."""
    words: list[list[Data]] = [[] for _ in range(columns)]
    lines: list[list[Data]] = [[] for _ in range(columns)]
    for row in rows:
        for number, cell in enumerate(_spread(row)):
            kind = {"k": "strong" if cell.get("head") else "turn"}
            for parts, around in _paragraphs(cell["c"], {}) if cell["span"] == 1 else ():
                lines[number] += [{**kind, **around, "c": [line]} for line in _lines(parts)]
                words[number] += [{**kind, **around, "c": [word]} for word in _words(parts)]
    return {
        "words": [_longest(texts) for texts in words],
        "lines": [_longest(texts) for texts in lines],
    }


def _lines(parts: Sequence[str | Data]) -> list[str]:
    return [line for line in plain_text(parts).split("\n") if line]


def _words(parts: Sequence[str | Data]) -> Iterator[str]:
    """What is never broken: words, and single pieces of information such as telephone numbers."""
    for part in parts:
        if isinstance(part, str):
            yield from _PIECE.findall(part)
        elif part["k"] == "keep":
            yield plain_text(part["c"])
        else:
            yield from _words(part["c"])


def _longest(texts: Sequence[Data]) -> list[Data]:
    return sorted(texts, key=lambda one: -estimate(one["c"][0]))[:_COUNTED]
