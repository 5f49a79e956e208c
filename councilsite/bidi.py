"""In charge of Latin text and numbers in right-to-left text: isolates them to keep their order.

`01632 960100` in plain Arabic text shows as `960100 01632`, and a resident dials a wrong number.
`<bdi dir="ltr">` around each Latin or number run except a bare whole number is right in browsers
(Unicode Bidirectional Algorithm, rules X5a to X6a; WCAG 2.2 SC 1.3.2 Meaningful Sequence).
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

_LETTER = "A-Za-z0-9\u00c0-\u024f"
_TOKEN = rf"[{_LETTER}]+(?:[.,:/@&'\u2019+\-\u2013_#?=~%]+[{_LETTER}]+)*%?"
_RUN = re.compile(rf"[£€$+#]?{_TOKEN}(?:(?:[ \u00a0]|\u202f| [&\-\u2013/+] )[£€$+(]?{_TOKEN}\)?)*")
_STASHED = re.compile("(\x02[^\x03]*\x03)")
_WHOLE_NUMBER = re.compile(r"[0-9]+")
_UNBREAKABLE = re.compile(r"(?=.*[0-9])[^@/]{1,24}")
_FIRST_ISOLATE, _POP_ISOLATE = "\u2066", "\u2069"

NUMBER_CLASS = "number"
"""Class of runs that must not break over lines: telephone numbers, times, postcodes."""


def isolate_html(text: str) -> str:
    """Plain text as HTML with its runs isolated."""
    return "".join(
        _markup(part) if is_run else html.escape(part, quote=False) for part, is_run in split(text)
    )


def isolate_text(text: str) -> str:
    """Plain text with its runs between U+2066 and U+2069, for places where markup is impossible."""
    return "".join(
        f"{_FIRST_ISOLATE}{part}{_POP_ISOLATE}" if is_run else part for part, is_run in split(text)
    )


def isolate_tree(root: etree.Element) -> None:
    """Isolates the runs in all texts of a tree; what has a direction of its own stays as it is."""
    for element in list(root):
        if element.tag == "code":
            element.set("dir", "ltr")
        if element.get("dir") is None and element.tag != "bdi":
            isolate_tree(element)
        if element.tail:
            _isolate_tail(root, element)
    if root.text:
        _isolate_start(root)


def split(text: str) -> Iterator[tuple[str, bool]]:
    """Parts of a text, each with whether it is a run to isolate.

    Tokens between U+0002 and U+0003, behind which Python-Markdown keeps HTML, stay whole.
    """
    for number, part in enumerate(_STASHED.split(text)):
        if number % 2:
            yield part, False
        elif part:
            yield from _split_plain(part)


def _split_plain(text: str) -> Iterator[tuple[str, bool]]:
    position = done = 0
    while match := _RUN.search(text, position):
        start = match.start()
        position = max(_balanced_end(text, start, match.end()), start + 1)
        if _WHOLE_NUMBER.fullmatch(text, start, position):
            continue
        if start > done:
            yield text[done:start], False
        yield text[start:position], True
        done = position
    if done < len(text):
        yield text[done:], False


def _balanced_end(text: str, start: int, end: int) -> int:
    """End of a run without a bracket whose partner is outside."""
    run = text[start:end]
    if run.count("(") > run.count(")"):
        return start + len(run[: run.rindex("(")].rstrip())
    if run.count(")") > run.count("("):
        return start + run.index(")")
    return end


def _markup(run: str) -> str:
    attributes = f' class="{NUMBER_CLASS}"' if _UNBREAKABLE.fullmatch(run) else ""
    return f'<bdi dir="ltr"{attributes}>{html.escape(run, quote=False)}</bdi>'


def _element(run: str) -> etree.Element:
    element = etree.Element("bdi", {"dir": "ltr"})
    if _UNBREAKABLE.fullmatch(run):
        element.set("class", NUMBER_CLASS)
    element.text = run
    return element


def _isolate_start(root: etree.Element) -> None:
    parts = list(split(root.text or ""))
    if any(is_run for _, is_run in parts):
        lead, elements = _build(parts)
        root.text = lead
        root[0:0] = elements


def _isolate_tail(root: etree.Element, element: etree.Element) -> None:
    parts = list(split(element.tail or ""))
    if any(is_run for _, is_run in parts):
        lead, elements = _build(parts)
        element.tail = lead
        at = list(root).index(element) + 1
        root[at:at] = elements


def _build(parts: list[tuple[str, bool]]) -> tuple[str, list[etree.Element]]:
    """Text before the first run, and the runs with the texts behind them."""
    lead, elements = "", []
    for part, is_run in parts:
        if is_run:
            elements.append(_element(part))
        elif elements:
            elements[-1].tail = (elements[-1].tail or "") + part
        else:
            lead += part
    return lead, elements
