"""In charge of reading text that people edit: UTF-8, whatever the editor put around it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from councilsite.model import Finding, Place

_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]"
_PLAIN = b"\t\n\r" + bytes([*range(0x20, 0x7F), *range(0x80, 0x100)])
"""Bytes that are part of no control character, but for U+FFFE and U+FFFF."""


def read_text(path: Path, file: str) -> str | Finding:
    """Text of a file with `\\n` line ends and no byte order mark, or why it cannot be read."""
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as fault:
        return Finding(
            "unreadable-file",
            Place(file, 1),
            f"this file cannot be read: {(fault.strerror or str(fault)).lower()}.",
            "Check that it exists and that you may read it.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        return Finding(
            "not-utf-8",
            Place(file, line),
            f"the byte 0x{data[fault.start]:02X} here is not UTF-8 text.",
            "Save the file with the encoding UTF-8.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # That a file has nothing of the kind is told sooner than by the pattern.
    is_plain = not (data.translate(None, _PLAIN) or "\ufffe" in text or "\uffff" in text)
    control = None if is_plain else re.search(_CONTROL, text)
    if control is not None:
        line = text[: control.start()].count("\n") + 1
        return Finding(
            "control-character",
            Place(file, line),
            f"there is an invisible control character (U+{ord(control.group()):04X}) in this line.",
            "Delete it, or type the line anew.",
        )
    return text
