"""In charge of council.yml: reads it, checks it against its schema, reports every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from councilsite import wording
from councilsite.booklets import read_large_print
from councilsite.model import (
    Council,
    Finding,
    Hours,
    Language,
    Office,
    Promise,
    Segment,
    State,
    Team,
    Text,
)
from councilsite.openings import read_hours
from councilsite.yamltext import Node, Reader

FILE = "council.yml"

_KEYS = ("council", "languages", "telephones", "emails", "teams")
_OPTIONAL_KEYS = (
    "translations",
    "categories",
    "offices",
    "hours",
    "closed_days",
    "promises",
    "receiver",
    "search",
    "large_print",
)


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
    for category in council.categories.values():
        yield _segment("name", category)
    for booklet in council.large_print.booklets if council.large_print else ():
        yield _segment("name", booklet.name)
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
        hours = read_hours(self._reader, self._parts.get("hours"), self._parts.get("closed_days"))
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
            categories=self._categories(),
            promises=self._promises(),
            receiver=self._receiver(),
            has_search=self._has_search(),
            large_print=read_large_print(self._reader, self._parts.get("large_print")),
        )

    def _has_search(self) -> bool:
        node = self._parts.get("search")
        return self._reader.choice(node, "search", ("yes", "no"), "yes") == "yes"

    def _receiver(self) -> str:
        node = self._parts.get("receiver")
        if node is None:
            return ""
        return self._reader.pattern(
            node, "receiver", r"/([A-Za-z0-9._~-]+/)+", "an address such as /forms/"
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

    def _categories(self) -> dict[str, Text]:
        found = {}
        for key, node in self._entries("categories"):
            what = f"categories: {key}"
            values = self._reader.mapping(node, what, ("name",))
            found[key] = self._reader.text(values.get("name"), f"{what}: name")
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
