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
_SIMPLE = frozenset({"b", "em", "i", "mark", "s", "strong", "u"})
"""Elements that may stand inside a run; a link is a thing of its own."""
_BARRIER = "\x02\x03"
_JOINS_BEFORE = re.compile(rf"(?:[{_LETTER}]\W{{0,3}}|[£€$+#])$")
_JOINS_BEHIND = re.compile(rf"\W{{0,3}}[{_LETTER}]|%")
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
    if len(root):
        _unite_runs(root)
    for element in list(root):
        if element.tag == "code":
            element.set("dir", "ltr")
        if element.get("dir") is None and element.tag != "bdi":
            isolate_tree(element)
        if element.tail:
            _isolate_tail(root, element)
    if root.text:
        _isolate_start(root)


def _unite_runs(root: etree.Element) -> None:
    """Isolates runs of which a part is marked up, such as `**01632** 960100`, as a whole.

    In two pieces they would change places. A run that ends inside of an element stays in pieces.
    """
    atoms, joined = _list_atoms(root)
    spans = [(start, start + len(a.text or "")) for start, a in atoms if not isinstance(a, str)]
    if not any(
        _JOINS_BEFORE.search(joined[max(start - 4, 0) : start]) or _JOINS_BEHIND.match(joined, end)
        for start, end in spans
    ):
        return
    runs, position = [], 0
    for part, is_run in split(joined):
        inside = [span for span in spans if position < span[1] and span[0] < position + len(part)]
        is_whole = all(position <= start and end <= position + len(part) for start, end in inside)
        if is_run and is_whole and inside and inside != [(position, position + len(part))]:
            runs.append((position, position + len(part)))
        position += len(part)
    if runs:
        _rebuild(root, atoms, joined, runs)


def _list_atoms(root: etree.Element) -> tuple[list[tuple[int, etree.Element | str]], str]:
    """Texts and elements of a tree with where they start, and all its text in a row."""
    atoms: list[tuple[int, etree.Element | str]] = [(0, root.text or "")]
    joined = root.text or ""
    for element in root:
        atoms.append((len(joined), element))
        is_simple = element.tag in _SIMPLE and len(element) == 0 and element.get("dir") is None
        joined += (element.text or "") if is_simple else _BARRIER
        atoms.append((len(joined), element.tail or ""))
        joined += element.tail or ""
    return atoms, joined


def _rebuild(
    root: etree.Element,
    atoms: list[tuple[int, etree.Element | str]],
    joined: str,
    runs: list[tuple[int, int]],
) -> None:
    """Puts the texts and elements back, those of each run into an isolate."""
    for element in list(root):
        root.remove(element)
    root.text = None
    isolates = {run: _element(joined[slice(*run)]) for run in runs}
    for isolate in isolates.values():
        isolate.text = None
    for start, atom in atoms:
        if not isinstance(atom, str):
            atom.tail = None
        pieces = _cut(start, atom, runs) if isinstance(atom, str) else [(start, atom)]
        for at, piece in pieces:
            run = next((run for run in runs if run[0] <= at < run[1]), None)
            target = isolates[run] if run is not None else root
            if run is not None and target not in root:
                root.append(target)
            _append(target, piece)


def _cut(start: int, text: str, runs: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """A text in pieces, cut where runs begin and end."""
    ends = {edge - start for run in runs for edge in run if start < edge < start + len(text)}
    edges = [0, *sorted(ends), len(text)]
    return [(start + a, text[a:b]) for a, b in zip(edges, edges[1:], strict=False) if a < b]


def _append(target: etree.Element, piece: etree.Element | str) -> None:
    if not isinstance(piece, str):
        target.append(piece)
    elif len(target):
        target[-1].tail = (target[-1].tail or "") + piece
    else:
        target.text = (target.text or "") + piece


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
