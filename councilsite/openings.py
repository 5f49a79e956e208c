"""In charge of opening hours in council.yml: weeks, exceptional days, closed days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from councilsite.model import DAYS, ExceptionalDay, Hours, Opening
from councilsite.yamltext import Node, Reader


def read_hours(reader: Reader, hours: Node | None, closed: Node | None) -> dict[str, Hours]:
    """Opening hours by key; each knows the days on which everything is closed."""
    closed_days = _days_in(reader, closed, "closed_days")
    entries = reader.entries(hours, "hours") if hours is not None else {}
    return {
        key: _hours_of(reader, node, f"hours: {key}", closed_days) for key, node in entries.items()
    }


def _hours_of(reader: Reader, node: Node, what: str, closed: Sequence[ExceptionalDay]) -> Hours:
    values = reader.mapping(node, what, ("name", "week"), ("exceptions",))
    week = values.get("week")
    openings = reader.each(week, f"{what}: week", lambda n: _opening(reader, n)) if week else ()
    _check_overlap(reader, node.line, what, openings)
    own = _days_in(reader, values.get("exceptions"), f"{what}: exceptions")
    dates = {day.date for day in own}
    common = (day for day in closed if day.date not in dates)
    return Hours(
        name=reader.text(values.get("name"), f"{what}: name"),
        week=openings,
        exceptions=tuple(sorted([*own, *common], key=lambda day: day.date)),
    )


def _check_overlap(reader: Reader, line: int, what: str, openings: Sequence[Opening]) -> None:
    """A day may have several opening times, one after the other."""
    for day, name in enumerate(DAYS):
        times = sorted((o.opens, o.closes) for o in openings if day in o.days)
        if any(later[0] < earlier[1] for earlier, later in pairwise(times)):
            reader.complain(
                line,
                "overlapping-hours",
                f"{what} has opening times on {name} that overlap.",
                "Give each day times that follow each other.",
            )


def _opening(reader: Reader, node: Node) -> Opening:
    values = reader.mapping(node, "a line of week", ("days", "opens", "closes"))
    days = values.get("days")
    names = (
        reader.each(days, "days", lambda day: reader.choice(day, "a day", DAYS, DAYS[0]))
        if days is not None
        else ()
    )
    opens, closes = _times(reader, node, values)
    return Opening(tuple(DAYS.index(name) for name in names), opens, closes)


def _times(reader: Reader, node: Node, values: Mapping[str, Node]) -> tuple[dt.time, dt.time]:
    for key, other in (("opens", "closes"), ("closes", "opens")):
        if key in values and other not in values:
            reader.complain(
                node.line, "missing-key", f'it has "{key}" but no "{other}".', f"Add {other}."
            )
    opens = reader.time(values.get("opens"), "opens")
    closes = reader.time(values.get("closes"), "closes")
    if "opens" in values and "closes" in values and not opens < closes:
        reader.complain(
            node.line,
            "closes-before-opening",
            f"it closes at {closes:%H:%M} but opens at {opens:%H:%M}.",
            "Swap or mend the times.",
        )
    return opens, closes


def _days_in(reader: Reader, node: Node | None, what: str) -> tuple[ExceptionalDay, ...]:
    return reader.each(node, what, lambda n: _exception(reader, n)) if node is not None else ()


def _exception(reader: Reader, node: Node) -> ExceptionalDay:
    values = reader.mapping(node, "an exceptional day", ("date", "reason"), ("opens", "closes"))
    opens, closes = (
        _times(reader, node, values) if "opens" in values or "closes" in values else (None, None)
    )
    return ExceptionalDay(
        reader.date(values.get("date"), "date"),
        opens,
        closes,
        reader.text(values.get("reason"), "reason"),
    )
