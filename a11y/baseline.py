"""In charge of the ratchet: which findings are accepted for now, why, by whom and until when."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y.engines import axe, own, pa11y
from a11y.findings import Finding
from councilsite.model import Finding as Fault
from councilsite.model import Place
from councilsite.textfile import read_text
from councilsite.yamltext import Node, Reader

FILE = "a11y/baseline.yml"
"""Below the project."""
ENGINES = (axe.ENGINE, pa11y.ENGINE, own.ENGINE)

NO_REASON, NO_OWNER = "SAY WHY THIS MAY STAY", "NAME WHO MENDS IT"
"""What a proposed entry has in place of what only a person can say; it is refused."""
PROPOSED_DAYS = 90
"""How long a proposed entry holds."""

_REQUIRED = ("rule", "page", "count", "reason", "owner", "expires")
_OPTIONAL = ("selector", "barrier")


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that are accepted for now."""

    place: Place
    """Where it begins in the file."""
    engine: str
    rule: str
    page: str
    """What reports call the page; * stands for any text."""
    selector: str
    """The element; empty for all that the rule finds on the page."""
    count: int
    """How many findings it covers at most."""
    reason: str
    """Why they may stay."""
    owner: str
    """Who sees to it that they go."""
    expires: dt.date
    """Last day on which it counts."""
    is_barrier: bool = True
    """False where a person has looked and found that nobody is kept out."""

    def is_about(self, finding: Finding) -> bool:
        """Whether it means this finding, were there no limit to their number."""
        return (
            (self.engine, self.rule) == (finding.engine, finding.rule)
            and self.selector in ("", finding.selector)
            and _fits(self.page, finding.page)
        )

    @property
    def breadth(self) -> tuple[bool, bool, int]:
        """Sorts entries from the narrowest to the broadest."""
        return (not self.selector, "*" in self.page, -len(self.page))

    def has_expired(self, today: dt.date) -> bool:
        """Whether its last day is over."""
        return today > self.expires


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry, and the findings of a run that it is about."""

    entry: Entry
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the findings of a run are by the baseline: each is in one of the first four."""

    new: tuple[Finding, ...] = ()
    """No entry is about these."""
    exceeded: tuple[Judged, ...] = ()
    """Entries with more findings than they cover: nobody can say which of these are new."""
    expired: tuple[Judged, ...] = ()
    """Entries whose day is over, with findings that are still there."""
    accepted: tuple[Judged, ...] = ()
    """Entries that cover what they are about."""
    spent: tuple[Judged, ...] = ()
    """Entries with fewer findings than they cover, or none: some barriers have gone."""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """All findings that a gate must not let pass."""
        judged = (*self.exceeded, *self.expired)
        return (*self.new, *(finding for one in judged for finding in one.findings))


def read_baseline(
    path: Path, name: str, today: dt.date, *, must_exist: bool = False
) -> tuple[tuple[Entry, ...], list[Fault]]:
    """Reads a baseline, which need not be there; `name` is what messages call it."""
    if not path.is_file() and not must_exist:
        return (), []
    text = read_text(path, name)
    if isinstance(text, Fault):
        return (), [text]
    reader = Reader(name)
    root = reader.parse(text)
    if root is None:
        return (), reader.findings
    return reader.each(root, name, lambda node: _read_entry(reader, node, today)), reader.findings


def _read_entry(reader: Reader, node: Node, today: dt.date) -> Entry:
    values = reader.mapping(node, "an entry", _REQUIRED, _OPTIONAL)
    line = min([node.line, *(value.line for value in values.values())])
    engine, rule = _read_rule(reader, values.get("rule"))
    count = reader.integer(values.get("count"), "count")
    if "count" in values and not count and str(values["count"].value).strip("0") == "":
        reader.complain(
            values["count"].line,
            "unfit-value",
            "count is 0: this entry accepts nothing.",
            "Write how many findings it covers, or delete the entry.",
        )
    return Entry(
        place=Place(reader.file, line),
        engine=engine,
        rule=rule,
        page=reader.words(values.get("page"), "page"),
        selector=reader.words(values.get("selector"), "selector"),
        count=count,
        reason=_read_words(reader, values.get("reason"), "reason", NO_REASON),
        owner=_read_words(reader, values.get("owner"), "owner", NO_OWNER),
        expires=_read_expiry(reader, values.get("expires"), today),
        is_barrier=reader.choice(values.get("barrier"), "barrier", ("yes", "no"), "yes") == "yes",
    )


def _read_rule(reader: Reader, node: Node | None) -> tuple[str, str]:
    text = reader.words(node, "rule")
    engine, colon, rule = text.partition(":")
    if node is not None and text and not (colon and rule and engine in ENGINES):
        reader.complain(
            node.line,
            "unfit-value",
            f'rule is "{text}".',
            f"Write the engine, a colon and the rule, such as {axe.ENGINE}:color-contrast. "
            f"The engines are {', '.join(ENGINES)}.",
        )
    return engine, rule


def _read_words(reader: Reader, node: Node | None, what: str, placeholder: str) -> str:
    text = " ".join(reader.words(node, what).split())
    if node is not None and text == placeholder:
        reader.complain(
            node.line,
            "unfit-value",
            f'{what} is still "{text}".',
            "Write in your own words what only a person can say.",
        )
    return text


def _read_expiry(reader: Reader, node: Node | None, today: dt.date) -> dt.date:
    day = reader.date(node, "expires")
    latest = _year_after(today)
    if node is not None and day > latest:
        reader.complain(
            node.line,
            "unfit-value",
            f"expires is {day}, more than a year away.",
            f"Write {latest} or an earlier day: then somebody looks at it again.",
        )
    return day


def _year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def judge(findings: Iterable[Finding], entries: Sequence[Entry], today: dt.date) -> Verdict:
    """What findings are by the baseline."""
    new: list[Finding] = []
    taken: dict[int, list[Finding]] = {number: [] for number in range(len(entries))}
    for finding in findings:
        number = _choose(finding, entries, taken, today)
        if number is None:
            new.append(finding)
        else:
            taken[number].append(finding)
    judged = [Judged(entry, tuple(taken[n])) for n, entry in enumerate(entries)]
    expired = tuple(one for one in judged if one.entry.has_expired(today) and one.findings)
    live = [one for one in judged if one not in expired]
    return Verdict(
        new=tuple(new),
        exceeded=tuple(one for one in live if len(one.findings) > one.entry.count),
        expired=expired,
        accepted=tuple(one for one in live if 0 < len(one.findings) <= one.entry.count),
        spent=tuple(one for one in live if len(one.findings) < one.entry.count),
    )


def _choose(
    finding: Finding,
    entries: Sequence[Entry],
    taken: dict[int, list[Finding]],
    today: dt.date,
) -> int | None:
    """An entry with room for a finding, else one that holds, else one that held; narrow ones first.

    A broad entry would otherwise fill up with what a narrow one is about.
    """
    about = [number for number, entry in enumerate(entries) if entry.is_about(finding)]
    about.sort(key=lambda number: entries[number].breadth)
    live = [number for number in about if not entries[number].has_expired(today)]
    roomy = [number for number in live if len(taken[number]) < entries[number].count]
    return next(iter([*roomy, *live, *about]), None)


def _fits(pattern: str, page: str) -> bool:
    # Not fnmatch: brackets and question marks stand in addresses.
    parts = (re.escape(part) for part in pattern.split("*"))
    return re.fullmatch(".*".join(parts), page, re.DOTALL) is not None


def propose(verdict: Verdict, today: dt.date) -> str:
    """Entries in YAML for all that fails, with what only a person can say left open."""
    expires = min(today + dt.timedelta(PROPOSED_DAYS), _year_after(today))
    return "".join(
        f"- rule: {_quoted(f'{engine}:{rule}')}\n  page: {_quoted(page)}\n"
        f"{f'  selector: {_quoted(selector)}' + chr(10) if selector else ''}"
        f"  count: {count}\n  reason: {NO_REASON}\n  owner: {NO_OWNER}\n  expires: {expires}\n"
        for engine, rule, page, selector, count in _propose(verdict)
    )


def _propose(verdict: Verdict) -> Iterator[tuple[str, str, str, str, int]]:
    """Engine, rule, page, selector and count: one for each cause among what is new.

    An entry that has expired or is exceeded is edited where it stands.
    """
    causes: dict[str, list[Finding]] = {}
    for finding in verdict.new:
        causes.setdefault(finding.cause, []).append(finding)
    taken: dict[tuple[str, str, str, str], int] = {}
    for findings in causes.values():
        first = findings[0]
        pages = {finding.page for finding in findings}
        selectors = {finding.selector for finding in findings}
        page = first.page if len(pages) == 1 else f"*{_common_end(pages)}"
        selector = first.selector if len(selectors) == 1 else ""
        key = (first.engine, first.rule, page, selector)
        taken[key] = taken.get(key, 0) + len(findings)
    yield from ((*key, count) for key, count in taken.items())


def _common_end(texts: Iterable[str]) -> str:
    """What several texts end with."""
    return os.path.commonprefix([text[::-1] for text in texts])[::-1]


def _quoted(text: str) -> str:
    """A text as YAML reads it back."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_./:-]*[A-Za-z0-9_/-]", text)
    return text if plain else json.dumps(text, ensure_ascii=False)
