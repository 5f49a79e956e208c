"""In charge of inline Markdown in its commonest shapes, at a fifth of Python-Markdown's time.

Most texts of a council's page hold nothing but words, links, bold words and placeholders. What
these mean does not depend on what is around them; tests compare the result with Python-Markdown's.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

from councilsite.blocks import PLACEHOLDER

_MARKUP = re.compile(r"[\\`*_\[\]<>&{}\n\x02:](?:(?<!:)|[/a-z])")
"""A sign of markup; a colon is one before a slash or a letter. A set at the start is fast."""

_LETTER = r"[^\\`*_\[\]<>&{}\n\x02:]"
_COMMON = re.compile(
    rf"{PLACEHOLDER.pattern}"
    rf"|\[({_LETTER}+)\]\(([A-Za-z0-9./#-]+)\)"
    rf"|\*\*((?!\s){_LETTER}+(?<!\s))\*\*"
)

Fill = Callable[[str, str | None], etree.Element | str]
"""Answers for a placeholder's name and form."""


def has_markup(text: str) -> bool:
    """Whether there is anything in the text that may be markup."""
    return "  " in text or _MARKUP.search(text) is not None


def read_common(text: str, fill: Fill) -> etree.Element | None:
    """A paragraph of the text, or None where it has markup of another kind."""
    pieces = _split(text)
    if pieces is None:
        return None
    paragraph = etree.Element("p")
    last: etree.Element | None = None
    for piece in pieces:
        found = piece if isinstance(piece, str) else _read(piece, fill)
        if not isinstance(found, str):
            paragraph.append(found)
            last = found
        elif last is None:
            paragraph.text = (paragraph.text or "") + found
        else:
            last.tail = (last.tail or "") + found
    return paragraph


def _split(text: str) -> list[str | re.Match[str]] | None:
    pieces: list[str | re.Match[str]] = []
    position = 0
    for match in _COMMON.finditer(text):
        between = text[position : match.start()]
        # An exclamation mark makes a link an image.
        if between and (has_markup(between) or between.endswith("!")):
            return None
        pieces += [between, match]
        position = match.end()
    rest = text[position:]
    if rest and has_markup(rest):
        return None
    return [*pieces, rest]


def _read(match: re.Match[str], fill: Fill) -> etree.Element | str:
    name, form, words, address, bold = match.groups()
    if name is not None:
        return fill(name, form)
    if words is not None:
        element = etree.Element("a", {"href": address})
        element.text = words
    else:
        element = etree.Element("strong")
        element.text = bold
    return element
