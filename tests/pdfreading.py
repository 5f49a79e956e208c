"""Reads finished PDFs as a screen reader and as an eye would: a second opinion.

The text comes from the structure tree: ActualText first, then ToUnicode. Places of letters, their
sizes and colours come from PDFium. Nothing of councilsite is used.
"""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

BLOCKS = frozenset(
    {"/Document", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI"}
    | {"/LBody", "/Table", "/THead", "/TBody", "/TR", "/TH", "/TD", "/Caption", "/BlockQuote"}
    | {"/TOC", "/TOCI", "/Reference", "/Figure"}
)
"""Elements that part one text from the next."""


@dataclass(frozen=True)
class Glyph:
    """A letter on a page."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float
    skew: float
    font: str
    colour: tuple[int, int, int]


class Pdf:
    """A finished PDF."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.file = pikepdf.open(io.BytesIO(data))
        self.root = self.file.Root
        self._texts: dict[tuple[int, int], dict[int, str]] = {}

    @classmethod
    def read(cls, path: Path) -> Pdf:
        return cls(path.read_bytes())

    # The structure tree.

    def elements(self, *kinds: str) -> list[pikepdf.Object]:
        """All elements of these kinds, in the order of reading."""
        return [e for e in _walk(self.root.StructTreeRoot) if e.get("/S") in kinds]

    def blocks(self) -> list[str]:
        """All texts, block by block; without bullets and without the table of contents."""
        found = [""]
        for kid in _kids(self.root.StructTreeRoot):
            self._read(kid, kid, found)
        return [text for text in map(one_space, found) if text]

    def text(self, element: pikepdf.Object) -> str:
        """All that an element says."""
        found = [""]
        self._read(element, element, found)
        return one_space(" ".join(found))

    def _read(self, element: pikepdf.Object, holder: pikepdf.Object, found: list[str]) -> None:
        if not isinstance(element, pikepdf.Dictionary):
            found[-1] += self._piece(holder.Pg, int(element))
        elif element.get("/Type") == "/MCR":
            found[-1] += self._piece(element.get("/Pg", holder.get("/Pg")), int(element.MCID))
        elif "/S" in element and element.S not in ("/Lbl", "/TOC"):
            if element.S in BLOCKS:
                found.append("")
            if "/ActualText" in element:
                found[-1] += str(element.ActualText)
            else:
                for kid in _kids(element):
                    self._read(kid, element, found)
            if element.S in BLOCKS:
                found.append("")

    def _piece(self, page: pikepdf.Object, number: int) -> str:
        if page.objgen not in self._texts:
            self._texts[page.objgen] = _marked_texts(page)
        return self._texts[page.objgen].get(number, "")

    # What the eye sees.

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """All letters but spaces, as they lie on the pages."""
        document = pypdfium2.PdfDocument(self.data)
        found = [
            glyph
            for number in range(len(document))
            for glyph in _glyphs(document[number].get_textpage(), number)
        ]
        document.close()
        return found

    @cached_property
    def lines(self) -> list[list[Glyph]]:
        """Letters by line, each from left to right."""
        rows: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in self.glyphs:
            rows.setdefault((glyph.page, round(glyph.base)), []).append(glyph)
        return [sorted(row, key=lambda glyph: glyph.left) for row in rows.values()]


def one_space(text: str) -> str:
    """Text with one space where there are several, and none at its ends."""
    return " ".join(text.split())


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)


def _marked_texts(page: pikepdf.Object) -> dict[int, str]:
    """Text of each marked piece of a page, by its number."""
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[tuple[int | None, bool]] = [(None, False)]
    glyphs: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        number, is_said = stack[-1]
        if name == "BDC":
            properties = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
            number = int(properties["/MCID"]) if "/MCID" in properties else number
            if "/ActualText" in properties and number is not None and not is_said:
                found[number] = found.get(number, "") + str(properties["/ActualText"])
                is_said = True
            stack.append((number, is_said))
        elif name == "BMC":
            stack.append((number, is_said))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            glyphs = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and number is not None and not is_said:
            parts = operands[0] if name == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            text = "".join(
                glyphs.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd")
                for at in range(0, len(codes), 2)
            )
            found[number] = found.get(number, "") + text
    return found


def _glyphs(page: pypdfium2.PdfTextPage, number: int) -> Iterator[Glyph]:
    """Letters of a page, with what PDFium knows of each."""
    for index in range(page.count_chars()):
        text = chr(pdfium.FPDFText_GetUnicode(page, index))
        if pdfium.FPDFText_IsGenerated(page, index) or text.isspace():
            continue
        left, bottom, right, top = page.get_charbox(index)
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFText_GetFillColor(page, index, red, green, blue, alpha)
        name = ctypes.create_string_buffer(100)
        pdfium.FPDFText_GetFontInfo(page, index, name, 100, ctypes.c_int())
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(page, index, matrix)
        yield Glyph(
            text=text,
            page=number,
            left=left,
            bottom=bottom,
            right=right,
            top=top,
            base=y.value,
            size=pdfium.FPDFText_GetFontSize(page, index) * abs(matrix.d),
            skew=abs(matrix.b) + abs(matrix.c),
            font=name.value.decode("utf-8"),
            colour=(red.value, green.value, blue.value),
        )


def contrast_on_white(colour: tuple[int, int, int]) -> float:
    """Contrast by WCAG 2.2's definition."""
    parts = [value / 255 for value in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def controls(text: str) -> set[str]:
    """Control and format characters in a text, but for what Arabic and Gurmukhi are spelt with."""
    spelt = {"\u200c", "\u200d", "\n"}
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf")} - spelt


def _unicode(font: pikepdf.Object) -> dict[int, str]:
    """What ToUnicode says of each glyph."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar\s(.*?)endbfchar", text, re.DOTALL):
        for code, said in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(said).decode("utf-16-be")
    for block in re.findall(r"beginbfrange\s(.*?)endbfrange", text, re.DOTALL):
        for first, last, said in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(said).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
