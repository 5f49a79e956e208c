"""In charge of Typst: a document as data becomes a PDF.

Documents are set in processes of their own (`apart`), each of which makes a `Typesetter`.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path

import typst

from councilsite.formats.documents import find_tables
from councilsite.formats.finishing import TextDiffers, finish
from councilsite.formats.fitting import Line, as_rows
from councilsite.formats.passages import Data

TEMPLATE = Path(__file__).with_name("largeprint.typ")

_WIDE = re.compile(r"wide table (\d+)")
_NO_GLYPH = re.compile(r"the text `\"(.*)\"` could not be displayed", re.DOTALL)

_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
"""How Typst quotes a text: as Rust does."""


class CannotSet(Exception):
    """A sentence that says why a document cannot be set, and one that says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


class Typesetter:
    """Typst with its fonts, ready for many documents."""

    def __init__(self, fonts: Path, files: Path) -> None:
        """`fonts` holds the fonts, `files` is the folder in which pictures are found."""
        self._template = TEMPLATE.read_bytes()
        faces = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
        )
        self._compiler = typst.Compiler(root=files, font_paths=faces, ignore_system_fonts=True)

    def set(self, document: Data, tags: Mapping[str, str]) -> bytes:
        """A document's PDF; `tags` are the full language tags by those that Typst writes.

        Raises CannotSet.
        """
        while True:
            try:
                return finish(self._compile(document), document, tags)
            except typst.TypstError as fault:
                wide = _WIDE.search(str(fault.message))
                if wide is None:
                    raise _explain(str(fault.message)) from fault
                document = _without_table(document, int(wide.group(1)))
            except TextDiffers as fault:
                raise CannotSet(
                    f"the PDF would not say what the page says: {fault}.",
                    "Tell the developers: the letters of this language need a look.",
                ) from fault

    def _compile(self, document: Data) -> bytes:
        data = self._compiler.compile(
            input=self._template,
            format="pdf",
            sys_inputs={"doc": json.dumps(document, ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
        assert isinstance(data, bytes)
        return data


def _without_table(document: Data, number: int) -> Data:
    """The document with one of its tables as a list."""
    document = copy.deepcopy(document)
    for table in list(find_tables(document["blocks"])):
        if table["number"] == number:
            rows = as_rows(table, Line(document["room"], document["lang"], document["dir"]))
            table.clear()
            table.update(rows)
    return document


def _explain(message: str) -> CannotSet:
    missing = _NO_GLYPH.search(message)
    if missing is not None:
        text = _ESCAPED.sub(
            lambda part: chr(int(part[1], 16)) if part[1] else part[2], missing.group(1)
        )
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in text)
        return CannotSet(
            f'no font of large print has the character "{text}" ({codes}).',
            "Write it in words or with another character.",
        )
    return CannotSet(
        f"Typst cannot set it: {message.rstrip('.')}.", "Simplify what this sentence names."
    )
