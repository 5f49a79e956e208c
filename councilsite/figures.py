"""In charge of the council's figures: a file for each quarter, and the names of what is measured.

The receiver's command `report_quarter` writes the files; people fill in what no program can know.
A number that could lead to a person is `hidden`, and one that nobody has yet is `unknown`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from councilsite.model import Council, Finding, Segment, Text
from councilsite.textfile import read_text
from councilsite.yamltext import Node, Reader

FOLDER = "content/performance/figures"
"""Where the files are. They are published with the site, for those who want the data."""
MEASURES = "measures.yml"
"""The file that names what is measured."""

HIDDEN: Literal["hidden"] = "hidden"
UNKNOWN: Literal["unknown"] = "unknown"
Figure = int | Literal["hidden", "unknown"]
Row = Mapping[str, Figure]
Table = Mapping[str, Row]
"""Figures by name of the row and of the column."""

ALL = "all"
"""Name of the row and of the column that are the sum of the others."""
OTHER = "other"
"""Name of the row for what belongs to no team."""
LEAST = 5
"""The smallest number, but for 0, that nobody can be recognised by."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "received": ("stage-one", "stage-two", "other"),
    "due": ("in-time", "late"),
    "decided": ("upheld", "partly", "not-upheld"),
    "useful": ("yes", "no"),
}
"""The tables that the receiver counts, and their columns beside the sum: what reached us; what we
said that we would answer in the quarter; complaints that we answered; what people said of pages."""
CHANNELS = ("in-person", "letter", "email", "telephone", "online")
"""Ways to contact us. Only what comes online is counted by the receiver."""
BY_HAND = "by-hand"
"""Key of what people fill in."""
DECISIONS = ("decided", "upheld")
"""What people fill in about the Ombudsman."""

_FILE = re.compile(r"([0-9]{4})-q([1-4])\.yml")
_KEY = re.compile(r"([0-9]{4})-Q([1-4])")
_MONTHS = 3
_PERCENTS = "council.yml under promises: with the unit percent"


class Quarter(NamedTuple):
    """Three months, as a calendar year has four of them."""

    year: int
    """The year."""
    number: int
    """1 for January to March."""

    @property
    def key(self) -> str:
        """Its name, such as `2026-Q3`."""
        return f"{self.year}-Q{self.number}"

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.key.lower()}.yml"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - dt.timedelta(days=1)


class Report(NamedTuple):
    """The figures of a quarter."""

    quarter: Quarter
    """Which one."""
    tables: Mapping[str, Table]
    """Those of `PARTS`, and `contacts`, `ombudsman` and `measures` with the row `all` alone."""
    cost_each: Mapping[str, int]
    """What a contact cost, in pounds, by channel."""


class Figures(NamedTuple):
    """All that is known of how the council has done."""

    reports: tuple[Report, ...] = ()
    """By quarter, the oldest first."""
    measures: Mapping[str, Text] = {}
    """Names of what is measured, by the promise that holds the target."""
    targets: Mapping[str, int] = {}
    """The targets in percent, by promise."""
    teams: Mapping[str, Text] = {}
    """Names of the teams by key."""

    def segments(self) -> Iterator[Segment]:
        """What translators translate: the names of what is measured."""
        for name in self.measures.values():
            yield Segment("name", name.text, "name", name.place)


def read_quarter(name: str) -> Quarter | None:
    """A quarter by its name, such as `2026-Q3`; None where it is none."""
    match = _KEY.fullmatch(name)
    if match is None or not 1 <= int(match.group(1)) <= dt.MAXYEAR - 1:
        return None
    return Quarter(int(match.group(1)), int(match.group(2)))


def list_files(project: Path) -> list[Path]:
    """The files of figures of a project, by name."""
    return sorted((project / FOLDER).glob("*.yml"))


def load_figures(project: Path, council: Council) -> tuple[Figures, list[Finding]]:
    """All figures of a project and what is wrong with their files."""
    findings = list[Finding]()
    percents = {key: one for key, one in council.promises.items() if one.unit == "percent"}
    measures: Mapping[str, Text] = {}
    reports = []
    for path in list_files(project):
        text = read_text(path, f"{FOLDER}/{path.name}")
        if isinstance(text, Finding):
            findings.append(text)
        elif path.name == MEASURES:
            measures, faults = read_measures(text, percents)
            findings += faults
        else:
            report, faults = _read_file(text, path.name, council.teams, percents)
            findings += faults
            reports += [report] if report is not None else []
    reports.sort(key=lambda report: report.quarter.first)
    targets = {key: one.number for key, one in percents.items()}
    teams = {key: team.name for key, team in council.teams.items()}
    return Figures(tuple(reports), measures, targets, teams), findings


def _read_file(
    text: str, name: str, teams: Mapping[str, object], percents: Mapping[str, object]
) -> tuple[Report | None, list[Finding]]:
    reader = Reader(f"{FOLDER}/{name}")
    root = reader.parse(text)
    report = read_report(reader, root, teams, percents) if root is not None else None
    if report is not None and report.quarter.file != name:
        # So no quarter is there twice.
        reader.complain(
            1,
            "file-name",
            f"the file is not named after the quarter {report.quarter.key}.",
            f"Call it {report.quarter.file}.",
        )
    return report, reader.findings


def read_measures(
    text: str, percents: Mapping[str, object]
) -> tuple[dict[str, Text], list[Finding]]:
    """Names of what is measured, by the promise that holds the target."""
    reader = Reader(f"{FOLDER}/{MEASURES}")
    root = reader.parse(text)
    found = {}
    for key, node in (reader.entries(root, MEASURES) if root is not None else {}).items():
        reader.reference(Node(key, node.line), "a measure", percents, _PERCENTS)
        found[key] = reader.text(node, key)
    return {key: name for key, name in found.items() if key in percents}, reader.findings


def read_report(
    reader: Reader,
    root: Node,
    teams: Mapping[str, object],
    percents: Mapping[str, object],
) -> Report:
    """The figures of a quarter; what is wrong is with the reader."""
    required = ("quarter", *PARTS, "online", "cost-each", BY_HAND)
    values = reader.mapping(root, "a quarter", required)
    quarter = read_quarter(
        reader.pattern(values.get("quarter"), "quarter", _KEY.pattern, "a quarter such as 2026-Q3")
    )
    tables: dict[str, Table] = {
        name: _read_table(reader, values[name], name, teams) for name in PARTS if name in values
    }
    hand = reader.mapping(
        values.get(BY_HAND, Node({}, 1)), BY_HAND, ("contacts", "ombudsman", "measures")
    )
    online = _figure(reader, values["online"], "online") if "online" in values else UNKNOWN
    contacts = _read_row(reader, hand.get("contacts"), "contacts", CHANNELS[:-1])
    tables["contacts"] = {ALL: {**contacts, CHANNELS[-1]: online}}
    tables["ombudsman"] = {ALL: _read_ombudsman(reader, hand.get("ombudsman"))}
    tables["measures"] = {ALL: _read_results(reader, hand.get("measures"), percents)}
    costs = values.get("cost-each", Node({}, 1))
    each = reader.mapping(costs, "cost-each", CHANNELS)
    return Report(
        quarter or Quarter(1, 1),
        tables,
        {key: reader.integer(node, f"cost-each: {key}") for key, node in each.items()},
    )


def _read_table(reader: Reader, node: Node, what: str, teams: Mapping[str, object]) -> Table:
    """A table of rows, one for each team and one for all; `useful` has the last one alone."""
    known = {**teams, OTHER: None} if what != "useful" else {}
    table = {}
    for key, row in reader.entries(node, what).items():
        if key != ALL:
            reader.reference(Node(key, row.line), f"a row of {what}", known, "council.yml")
        table[key] = _read_row(reader, row, f"{what}: {key}", (*PARTS[what], ALL))
        _check_line(reader, row.line, f"{what}: {key}", table[key])
    if ALL not in table:
        reader.complain(
            node.line, "missing-key", f'{what} has no row "{ALL}".', f"Add a line {ALL}: ..."
        )
    elif len(table) > 1:
        for column in (*PARTS[what], ALL):
            line = {key: row[column] for key, row in table.items()}
            _check_line(reader, node.line, f'{what}, the column "{column}"', line)
    return table


def _read_row(
    reader: Reader, node: Node | None, what: str, columns: Iterable[str]
) -> dict[str, Figure]:
    columns = tuple(columns)
    values = reader.mapping(node, what, columns) if node is not None else {}
    return {
        name: _figure(reader, values[name], f"{what}: {name}") if name in values else UNKNOWN
        for name in columns
    }


def _figure(reader: Reader, node: Node, what: str) -> Figure:
    if node.value in (HIDDEN, UNKNOWN):
        return HIDDEN if node.value == HIDDEN else UNKNOWN
    number = reader.integer(node, what)
    if 0 < number < LEAST:
        reader.complain(
            node.line,
            "small-number",
            f"{what} is {number}, and somebody could be recognised by so small a number.",
            f"Write {HIDDEN}.",
        )
    return number


def _check_line(reader: Reader, line: int, what: str, figures: Row) -> None:
    """Figures that give away a hidden one, or whose sum is wrong."""
    parts = [figure for name, figure in figures.items() if name != ALL]
    if UNKNOWN in figures.values():
        return
    hidden = [figure for figure in figures.values() if figure == HIDDEN]
    if len(hidden) == 1:
        reader.complain(
            line,
            "given-away",
            f"{what} has one hidden figure, which can be worked out from the others.",
            f"Write {HIDDEN} for one more, or run report_quarter again.",
        )
    elif not hidden and sum(part for part in parts if isinstance(part, int)) != figures[ALL]:
        reader.complain(
            line,
            "wrong-sum",
            f'{what} says {figures[ALL]} for "{ALL}", which is not the sum of the others.',
            "Mend it, or run report_quarter again.",
        )


def _read_ombudsman(reader: Reader, node: Node | None) -> Row:
    row = _read_row(reader, node, "ombudsman", DECISIONS)
    decided, upheld = row["decided"], row["upheld"]
    if node is None or not isinstance(decided, int) or not isinstance(upheld, int):
        return row
    if upheld > decided:
        reader.complain(
            node.line,
            "wrong-sum",
            f"the Ombudsman upheld {upheld} of {decided} complaints.",
            "Mend the numbers.",
        )
    elif 0 < decided - upheld < LEAST:
        reader.complain(
            node.line,
            "given-away",
            f"the Ombudsman did not uphold {decided - upheld}, which is a small number too.",
            f"Write upheld: {HIDDEN}",
        )
    return row


def _read_results(reader: Reader, node: Node | None, percents: Mapping[str, object]) -> Row:
    """Results in percent, by the promise that holds the target."""
    found: dict[str, Figure] = {}
    for key, value in reader.entries(node, "measures").items() if node is not None else ():
        reader.reference(Node(key, value.line), "a measure", percents, _PERCENTS)
        if value.value == UNKNOWN:
            found[key] = UNKNOWN
            continue
        found[key] = number = reader.integer(value, f"measures: {key}")
        if number > 100:
            reader.complain(
                value.line, "unfit-value", f"{key} is {number} percent.", "Write 0 to 100."
            )
    return found
