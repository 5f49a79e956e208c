"""In charge of reading the text of a PDF back: what each marked piece of a page says."""

from __future__ import annotations

import re

import pikepdf

_STRING = rb"(?:[^()\\]|\\.)*"
for _ in range(6):
    # Parentheses in pairs stand in a string as they are (ISO 32000-1, 7.3.4.2).
    _STRING = rb"(?:[^()\\]|\\.|\(" + _STRING + rb"\))*"
_TOKEN = re.compile(
    rb"/\w+\s*(?:<<(?P<begin>(?:[^<>()]|<[0-9A-Fa-f]*>|\(" + _STRING + rb"\))*)>>\s*BDC"
    rb"|(?P<plain>BMC))"
    rb"|(?P<end>\bEMC\b)"
    rb"|/(?P<font>\S+)\s+[-0-9.]+\s+Tf"
    rb"|\((?P<text>" + _STRING + rb")\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]+)>",
    re.DOTALL,
)
"""What Typst writes in a page's content that says which text stands where."""

_MCID = re.compile(rb"/MCID (\d+)")
_ACTUAL = re.compile(rb"/ActualText(?:<([0-9A-Fa-f]*)>|\((" + _STRING + rb")\))", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*$", re.MULTILINE)

Glyphs = dict[bytes, str]
"""What each glyph of a font says, by its code of two bytes."""


class PageTexts:
    """Reads the pages of one PDF; fonts that pages share are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Glyphs] = {}

    def read(self, page: pikepdf.Object) -> dict[int, str]:
        """Text of each marked piece by its number, as ToUnicode gives it."""
        fonts = {
            name.encode("latin-1"): self._glyphs(font)
            for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()
        }
        found: dict[int, list[str]] = {}
        glyphs: Glyphs = {}
        around: list[list[str]] = [[]]
        for match in _TOKEN.finditer(page.Contents.read_bytes()):
            kind = match.lastgroup
            if kind == "begin":
                around.append(_begin(match["begin"], around[-1], found))
            elif kind == "plain":
                around.append(around[-1])
            elif kind == "end":
                around.pop()
            elif kind == "font":
                glyphs = fonts.get(b"/" + match["font"], {})
            else:
                code = _unescape(match["text"]) if kind == "text" else _unhex(match["hex"])
                around[-1] += [glyphs.get(code[at : at + 2], "") for at in range(0, len(code), 2)]
        return {number: "".join(texts) for number, texts in found.items()}

    def _glyphs(self, font: pikepdf.Object) -> Glyphs:
        key = font.objgen
        if key not in self._fonts:
            stream = font.get("/ToUnicode")
            self._fonts[key] = (
                read_cmap(stream.read_bytes().decode("latin-1")) if stream is not None else {}
            )
        return self._fonts[key]


def _begin(properties: bytes, outside: list[str], found: dict[int, list[str]]) -> list[str]:
    """Where the text of a marked piece goes; what has an ActualText says nothing else."""
    number, actual = _MCID.search(properties), _ACTUAL.search(properties)
    if number is not None:
        return found.setdefault(int(number.group(1)), [])
    if actual is not None:
        outside.append(_text_of(actual))
        return []
    return [] if b"/Type" in properties else outside


def _text_of(string: re.Match[bytes]) -> str:
    """A text string: UTF-16 where it begins with its mark, else as good as ASCII."""
    data = _unhex(string[1]) if string[1] is not None else _unescape(string[2])
    return data.decode("utf-16" if data.startswith(b"\xfe\xff") else "latin-1")


def _unhex(text: bytes) -> bytes:
    return bytes.fromhex(text.decode("ascii"))


def _unescape(text: bytes) -> bytes:
    if b"\\" not in text:
        return text

    def replace(match: re.Match[bytes]) -> bytes:
        sign = match.group(1)
        return bytes([int(sign, 8) & 255]) if sign.isdigit() else _CONTROLS.get(sign, sign)

    return _ESCAPE.sub(replace, text)


def read_cmap(text: str) -> Glyphs:
    """What a ToUnicode map says of each glyph."""
    found: Glyphs = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in _PAIR.findall(part):
            found[bytes.fromhex(code)] = bytes.fromhex(value).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, value in _RANGE.findall(part):
            text_of_first = bytes.fromhex(value).decode("utf-16-be")
            for number in range(int(first, 16), int(last, 16) + 1):
                end = chr(ord(text_of_first[-1]) + number - int(first, 16))
                found[number.to_bytes(2, "big")] = text_of_first[:-1] + end
    return found
