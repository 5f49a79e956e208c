"""In charge of council.yml: reads it, checks it against its schema, reports every fault at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from councilsite import wording
from councilsite.model import (
    DAYS,
    Council,
    ExceptionalDay,
    Finding,
    Hours,
    Language,
    Office,
    Opening,
    Promise,
    Segment,
    State,
    Team,
    Text,
)
from councilsite.yamltext import Node, Reader

FILE = "council.yml"

_KEYS = ("council", "languages", "telephones", "emails", "teams")
_OPTIONAL_KEYS = ("translations", "offices", "hours", "closed_days", "promises")


def read_council(text: str) -> tuple[Council | None, list[Finding]]:
    """All of council.yml, or None where the file is no YAML or names no language.

    What is wrong has a default, so that the checks of everything else can go on.
    """
    reader = Reader(FILE)
    root = reader.parse(text)
    if root is None:
        if not reader.findings:
            reader.complain(
                1, "empty-file", "this file is empty.", "Begin with council: and languages:."
            )
        return None, reader.findings
    parts = reader.mapping(root, "council.yml", _KEYS, _OPTIONAL_KEYS)
    schema = _Schema(reader, parts)
    council = schema.council()
    return (council if council.languages else None), reader.findings


def council_segments(council: Council) -> Iterator[Segment]:
    """What council.yml gives translators to translate: names, and reasons for closing."""
    yield _segment("name", council.name)
    for office in council.offices.values():
        yield _segment("name", office.name)
    for team in council.teams.values():
        yield _segment("name", team.name)
    for hours in council.hours.values():
        yield _segment("name", hours.name)
        for day in hours.exceptions:
            yield _segment("hours", day.reason)


def _segment(context: str, text: Text) -> Segment:
    return Segment(
        context, text.text, "opening hours" if context == "hours" else "name", text.place
    )


class _Schema:
    """The schema of council.yml, a method for each part."""

    def __init__(self, reader: Reader, parts: Mapping[str, Node]) -> None:
        self._reader = reader
        self._parts = parts

    def council(self) -> Council:
        head = self._part("council", ("name", "url"))
        telephones = self._texts(
            "telephones", "number", r"\+?[0-9][0-9 ]{1,17}", "a telephone number"
        )
        emails = {
            key: self._reader.pattern(
                node,
                f"emails: {key}",
                r"[^@\s<>()\"']+@[^@\s<>()\"']+\.[^@\s<>()\"']+",
                "an e-mail address",
            )
            for key, node in self._entries("emails")
        }
        hours = self._hours()
        return Council(
            name=self._reader.text(head.get("name"), "council: name"),
            url=self._reader.pattern(
                head.get("url"),
                "council: url",
                r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/",
                "an address such as https://www.example.org/",
            ),
            languages=self._languages(),
            publish=self._publish(),
            telephones=telephones,
            emails=emails,
            offices=self._offices(telephones, hours),
            hours=hours,
            teams=self._teams(telephones, emails, hours),
            promises=self._promises(),
        )

    def _part(
        self, name: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        node = self._parts.get(name)
        return self._reader.mapping(node, name, required, optional) if node is not None else {}

    def _entries(self, name: str) -> list[tuple[str, Node]]:
        node = self._parts.get(name)
        return list(self._reader.entries(node, name).items()) if node is not None else []

    def _texts(self, name: str, key: str, pattern: str, expected: str) -> dict[str, str]:
        found = {}
        for entry, node in self._entries(name):
            values = self._reader.mapping(node, f"{name}: {entry}", (key,))
            found[entry] = self._reader.pattern(
                values.get(key), f"{name}: {entry}: {key}", pattern, expected
            )
        return found

    def _languages(self) -> tuple[Language, ...]:
        node = self._parts.get("languages")
        if node is None:
            return ()
        found: list[Language] = []
        for item in self._reader.each(node, "languages", lambda item: item):
            language = self._language(item, is_source=not found)
            if language is not None and language.code.lower() in {
                known.code.lower() for known in found
            }:
                self._reader.complain(
                    item.line,
                    "repeated-language",
                    f'the language "{language.code}" stands here twice.',
                    "Keep one.",
                )
            elif language is not None:
                found.append(language)
        if not found and not self._reader.findings:
            self._reader.complain(
                node.line, "no-language", "there is no language.", "Add a line - code: en"
            )
        return tuple(found)

    def _language(self, node: Node, *, is_source: bool) -> Language | None:
        values = self._reader.mapping(node, "a language", ("code",), ("name", "direction", "times"))
        code = self._reader.pattern(
            values.get("code"),
            "a language's code",
            r"[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*",
            "a code such as pl or zh-Hans",
        )
        times = values.get("times")
        if not code or "code" not in values:
            return None
        direction = self._reader.choice(
            values.get("direction"), f"{code}: direction", ("ltr", "rtl"), ""
        )
        language = wording.language(
            code,
            own_name=self._reader.words(values.get("name"), f"{code}: name"),
            direction=direction,
            times=self._pattern_of_times(times) or None if times is not None else None,
            is_source=is_source,
        )
        if language is None:
            self._reader.complain(
                node.line,
                "unknown-language",
                f'CLDR does not know the language "{code}".',
                "Check the code, or add name: and direction: (ltr or rtl) to it.",
            )
        return language

    def _pattern_of_times(self, node: Node) -> str:
        return self._reader.pattern(
            node,
            "times",
            r"(B )?(h|hh|H|HH):mm ?[aB]?",
            'a pattern such as "h:mma", "B h:mm" or "HH:mm"',
        )

    def _publish(self) -> dict[str, State]:
        translations = self._part("translations", ("publish",))
        node = translations.get("publish")
        values = self._reader.mapping(node, "publish", (), ("complete", "partial")) if node else {}
        return {
            policy: cast(
                State,
                self._reader.choice(
                    values.get(policy), f"publish: {policy}", ("draft", "approved"), "approved"
                ),
            )
            for policy in ("complete", "partial")
        }

    def _hours(self) -> dict[str, Hours]:
        closed = self._days_in(self._parts.get("closed_days"), "closed_days")
        found = {}
        for key, node in self._entries("hours"):
            what = f"hours: {key}"
            values = self._reader.mapping(node, what, ("name", "week"), ("exceptions",))
            week = values.get("week")
            openings = self._reader.each(week, f"{what}: week", self._opening) if week else ()
            self._check_overlap(node.line, what, openings)
            own = self._days_in(values.get("exceptions"), f"{what}: exceptions")
            dates = {day.date for day in own}
            common = (day for day in closed if day.date not in dates)
            found[key] = Hours(
                name=self._reader.text(values.get("name"), f"{what}: name"),
                week=openings,
                exceptions=tuple(sorted([*own, *common], key=lambda day: day.date)),
            )
        return found

    def _check_overlap(self, line: int, what: str, openings: Sequence[Opening]) -> None:
        """A day may have several opening times, one after the other."""
        for day, name in enumerate(DAYS):
            times = sorted((o.opens, o.closes) for o in openings if day in o.days)
            if any(later[0] < earlier[1] for earlier, later in pairwise(times)):
                self._reader.complain(
                    line,
                    "overlapping-hours",
                    f"{what} has opening times on {name} that overlap.",
                    "Give each day times that follow each other.",
                )

    def _opening(self, node: Node) -> Opening:
        values = self._reader.mapping(node, "a line of week", ("days", "opens", "closes"))
        days = values.get("days")
        names = (
            self._reader.each(
                days, "days", lambda day: self._reader.choice(day, "a day", DAYS, DAYS[0])
            )
            if days is not None
            else ()
        )
        opens, closes = self._times(node, values)
        return Opening(tuple(DAYS.index(name) for name in names), opens, closes)

    def _times(self, node: Node, values: Mapping[str, Node]) -> tuple[dt.time, dt.time]:
        for key, other in (("opens", "closes"), ("closes", "opens")):
            if key in values and other not in values:
                self._reader.complain(
                    node.line, "missing-key", f'it has "{key}" but no "{other}".', f"Add {other}."
                )
        opens = self._reader.time(values.get("opens"), "opens")
        closes = self._reader.time(values.get("closes"), "closes")
        if "opens" in values and "closes" in values and not opens < closes:
            self._reader.complain(
                node.line,
                "closes-before-opening",
                f"it closes at {closes:%H:%M} but opens at {opens:%H:%M}.",
                "Swap or mend the times.",
            )
        return opens, closes

    def _days_in(self, node: Node | None, what: str) -> tuple[ExceptionalDay, ...]:
        return self._reader.each(node, what, self._exception) if node is not None else ()

    def _exception(self, node: Node) -> ExceptionalDay:
        values = self._reader.mapping(
            node, "an exceptional day", ("date", "reason"), ("opens", "closes")
        )
        opens, closes = (
            self._times(node, values) if "opens" in values or "closes" in values else (None, None)
        )
        return ExceptionalDay(
            self._reader.date(values.get("date"), "date"),
            opens,
            closes,
            self._reader.text(values.get("reason"), "reason"),
        )

    def _offices(
        self, telephones: Mapping[str, str], hours: Mapping[str, Hours]
    ) -> dict[str, Office]:
        found = {}
        for key, node in self._entries("offices"):
            what = f"offices: {key}"
            values = self._reader.mapping(
                node, what, ("name", "address", "postcode", "telephone", "hours")
            )
            address = values.get("address")
            found[key] = Office(
                name=self._reader.text(values.get("name"), f"{what}: name"),
                address=self._reader.each(
                    address,
                    f"{what}: address",
                    lambda line: self._reader.words(line, "a line of the address"),
                )
                if address is not None
                else (),
                postcode=self._reader.pattern(
                    values.get("postcode"),
                    f"{what}: postcode",
                    r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}",
                    "a postcode such as ZZ1 1AA",
                ),
                telephone=self._reference(values, what, "telephone", telephones, "telephones"),
                hours=self._reference(values, what, "hours", hours, "hours"),
            )
        return found

    def _teams(
        self, telephones: Mapping[str, str], emails: Mapping[str, str], hours: Mapping[str, Hours]
    ) -> dict[str, Team]:
        found = {}
        for key, node in self._entries("teams"):
            what = f"teams: {key}"
            values = self._reader.mapping(node, what, ("name", "telephone", "email", "hours"))
            found[key] = Team(
                name=self._reader.text(values.get("name"), f"{what}: name"),
                telephone=self._reference(values, what, "telephone", telephones, "telephones"),
                email=self._reference(values, what, "email", emails, "emails"),
                hours=self._reference(values, what, "hours", hours, "hours"),
            )
        return found

    def _reference(
        self,
        values: Mapping[str, Node],
        what: str,
        key: str,
        known: Mapping[str, object],
        where: str,
    ) -> str:
        return self._reader.reference(values.get(key), f"{what}: {key}", known, where)

    def _promises(self) -> dict[str, Promise]:
        units = (*wording.UNITS, *wording.PLAIN_UNITS)
        found = {}
        for key, node in self._entries("promises"):
            what = f"promises: {key}"
            values = self._reader.mapping(node, what, ("number", "unit", "source"))
            found[key] = Promise(
                self._reader.integer(values.get("number"), f"{what}: number"),
                self._reader.choice(values.get("unit"), f"{what}: unit", units, units[0]),
                self._reader.words(values.get("source"), f"{what}: source"),
            )
        return found


TEXT_FILE = "theme/text.yml"
TEXT_KEYS = (
    "skip",
    "home",
    "menu",
    "languages",
    "breadcrumb",
    "in_english",
    "draft_notice",
    "partial_notice",
    "contact",
    "telephone",
    "email",
    "out_of_hours",
    "notice_heading",
    "notice",
    "reviewed",
    "hours_caption",
    "hours_exceptions",
    "hours_days",
    "hours_times",
    "hours_date",
    "not_found",
    "not_found_help",
    "not_found_home",
    "back_to_text",
    "search",
    "search_title",
    "search_description",
    "search_label",
    "search_found",
    "search_none",
    "search_none_help",
    "search_similar",
    "search_busy",
    "search_failed",
    "search_needs_script",
    "search_other_ways",
)
"""Keys that theme/text.yml must have."""


def read_texts(text: str) -> tuple[dict[str, Text], list[Finding]]:
    """The theme's words by key."""
    reader = Reader(TEXT_FILE)
    root = reader.parse(text)
    entries = reader.mapping(root, TEXT_FILE, (), TEXT_KEYS) if root is not None else {}
    return {key: reader.text(node, key) for key, node in entries.items()}, reader.findings


def text_segments(texts: Mapping[str, Text]) -> Iterator[Segment]:
    """What the theme gives translators to translate."""
    for text in texts.values():
        yield Segment("interface", text.text, "interface", text.place)
