"""In charge of the accessibility statement's facts, which the gate writes into the project."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from councilsite.model import Finding, Segment, Text
from councilsite.yamltext import Node, Reader

FILE = "a11y/statement.yml"
"""Below the project."""
STATUSES = ("full", "partial", "none")
"""How far the site complies with WCAG."""

_KEYS = ("prepared", "tested", "pages", "engines", "status", "barriers")
_BARRIER_KEYS = ("criterion", "name", "level", "count", "reason", "until")


class Barrier(NamedTuple):
    """Content that is known not to be accessible."""

    criterion: str
    """Number of the success criterion that it fails, such as "1.4.3"."""
    name: Text
    """The criterion's name."""
    level: str
    """"A" or "AA"."""
    places: int
    """In how many places it is."""
    reason: Text
    """What and why, in words for residents."""
    until: dt.date
    """When it is to be mended."""


class Statement(NamedTuple):
    """What the gate knows of the site."""

    prepared: dt.date
    """When the gate looked at the site for the first time."""
    tested: dt.date
    """When it did so the last time."""
    pages: int
    """How many pages it looked at."""
    engines: tuple[str, ...]
    """The programs that looked, with their versions."""
    status: str
    """One of STATUSES."""
    barriers: tuple[Barrier, ...] = ()
    """By criterion."""

    def segments(self) -> list[Segment]:
        """What translators translate."""
        texts = [text for barrier in self.barriers for text in (barrier.name, barrier.reason)]
        return [Segment("interface", text.text, "statement", text.place) for text in texts]


def read_statement(text: str) -> tuple[Statement | None, list[Finding]]:
    """A statement, or None and what is wrong with the file."""
    reader = Reader(FILE)
    root = reader.parse(text)
    if root is None:
        return None, reader.findings
    values = reader.mapping(root, FILE, _KEYS)
    engines, barriers = values.get("engines"), values.get("barriers")
    statement = Statement(
        prepared=reader.date(values.get("prepared"), "prepared"),
        tested=reader.date(values.get("tested"), "tested"),
        pages=reader.integer(values.get("pages"), "pages"),
        engines=reader.each(engines, "engines", lambda node: reader.words(node, "an engine"))
        if engines
        else (),
        status=reader.choice(values.get("status"), "status", STATUSES, STATUSES[0]),
        barriers=reader.each(barriers, "barriers", lambda node: _read_barrier(reader, node))
        if barriers
        else (),
    )
    return (None if reader.findings else statement), reader.findings


def _read_barrier(reader: Reader, node: Node) -> Barrier:
    values = reader.mapping(node, "a barrier", _BARRIER_KEYS)
    return Barrier(
        criterion=reader.words(values.get("criterion"), "criterion"),
        name=reader.text(values.get("name"), "name"),
        level=reader.words(values.get("level"), "level"),
        places=reader.integer(values.get("count"), "count"),
        reason=reader.text(values.get("reason"), "reason"),
        until=reader.date(values.get("until"), "until"),
    )
