"""In charge of what people type: texts without what nobody means to send, digits as we write them.

No word is changed: U+200C and U+200D, which Arabic, Persian, Punjabi and emoji need, stay.
"""

from __future__ import annotations

import re
import unicodedata

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Embeddings, overrides and isolates: they can make a text look like another one."""
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""


def clean_lines(text: str) -> str:
    """A text of several lines: line ends as `\\n`, no control characters, empty if blank."""
    kept = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    kept = "".join(c for c in _OVERRIDES.sub("", kept) if c == "\n" or _is_kept(c))
    return "" if is_blank(kept) else unicodedata.normalize("NFC", kept).strip()


def clean_line(text: str) -> str:
    """A text of one line: as above, with one space where there were several."""
    return " ".join(clean_lines(text).split())


def clean_code(text: str) -> str:
    """What is no prose, such as an e-mail address: in the narrow forms of its letters and digits,
    without spaces and all that is invisible."""
    narrow = unicodedata.normalize("NFKC", _european(text))
    return "".join(c for c in narrow if unicodedata.category(c) not in _INVISIBLE)


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing."""
    return all(unicodedata.category(c) in _INVISIBLE or c in _BLANK_LETTERS for c in text)


def _is_kept(character: str) -> bool:
    # Cs: half of a pair, which no file can hold. Noncharacters end in FFFE and FFFF.
    is_character = (ord(character) & 0xFFFE) != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF
    return unicodedata.category(character) not in ("Cc", "Cs") and is_character


def _european(text: str) -> str:
    """Digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
