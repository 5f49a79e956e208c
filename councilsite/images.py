"""In charge of the sizes of images, so that nothing on a page moves when they arrive."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

SUFFIXES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Kinds of images whose size we can read."""

_MOST_BYTES = 1_000_000
_SVG = re.compile(rb"<svg\b[^>]*>")
_SVG_LENGTH = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")
_SVG_VIEW_BOX = re.compile(
    rb"""\sviewBox\s*=\s*["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)\s*["']"""
)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame, whose header has the size."""


class Size(NamedTuple):
    """Size of an image in CSS pixels."""

    width: int
    """From side to side."""
    height: int
    """From top to bottom."""


def measure_images(folder: Path) -> dict[str, Size]:
    """Sizes of all images below a folder, by path; those that cannot be read are left out."""
    sizes = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            size = _measure_file(path)
            if size is not None:
                sizes[path.relative_to(folder).as_posix()] = size
    return sizes


def _measure_file(path: Path) -> Size | None:
    try:
        with path.open("rb") as file:
            return measure(file.read(_MOST_BYTES))
    except OSError:
        return None


def measure(data: bytes) -> Size | None:
    """Size of an image; None where it is damaged or of another kind."""
    try:
        size = _measure(data)
    except (struct.error, IndexError, ValueError):
        return None
    return size if size is not None and min(size) > 0 else None


def _measure(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Size(*struct.unpack_from(">II", data, 16))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Size(*struct.unpack_from("<HH", data, 6))
    if data.startswith(b"\xff\xd8"):
        return _measure_jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _measure_webp(data)
    return _measure_svg(data)


def _measure_jpeg(data: bytes) -> Size | None:
    is_turned = False
    for marker, start, length in _jpeg_parts(data):
        if marker == 0xE1 and data.startswith(b"Exif\0\0", start):
            is_turned = _is_turned(data[start + 6 : start + length])
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, start + 1)
            return Size(height, width) if is_turned else Size(width, height)
    return None


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and length of each part of a JPEG file before the picture itself."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        yield marker, position + 4, length - 2
        position += 2 + max(length, 2)


def _is_turned(exif: bytes) -> bool:
    """Whether a telephone held upright took the picture: browsers turn it by its Exif tag 274."""
    order = "<" if exif.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for number in range(count):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
        if tag == 274:
            return bool(value >= 5)
    return False


def _measure_webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Size(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Size(width, height)
    return None


def _measure_svg(data: bytes) -> Size | None:
    root = _SVG.search(data)
    if root is None:
        return None
    lengths = {name: float(value) for name, value in _SVG_LENGTH.findall(root.group())}
    if len(lengths) == 2:
        return Size(round(lengths[b"width"]), round(lengths[b"height"]))
    box = _SVG_VIEW_BOX.search(root.group())
    return Size(round(float(box.group(1))), round(float(box.group(2)))) if box else None


def size_attributes(sizes: Mapping[str, Size], path: str) -> str:
    """` width="..." height="..."` of the image at a path; empty where its size is not known."""
    size = sizes.get(path)
    return f' width="{size.width}" height="{size.height}"' if size is not None else ""
