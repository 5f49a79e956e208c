"""In charge of reading a form's file: it becomes a checked value, or all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from councilsite.model import Council, Finding, Text
from councilsite.yamltext import Node, Reader
from forms.definition import (
    FOLDER,
    RESERVED,
    SUFFIX,
    Condition,
    Form,
    Handling,
    Option,
    Question,
    Section,
)
from forms.kinds import KINDS, Time, inputs_of

HANDLINGS = ("case", "track", "useful")
TIMES = ("any", "past", "future")

FORM_KEYS = ("title", "description", "owner", "reviewed", "retention", "sections")
OPTIONAL_FORM_KEYS = (
    *("address", "short_title", "also", "office", "handling", "deadline", "acknowledge"),
    *("intro", "next"),
)
SECTION_KEYS = ("name", "title")
OPTIONAL_SECTION_KEYS = ("text", "questions", "when", "ends")
QUESTION_KEYS = ("name", "kind", "label")
OPTIONAL_QUESTION_KEYS = (*("hint", "optional", "options", "autocomplete", "most", "time", "when"),)

_NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_A_NAME = "a name of a to z, 0 to 9 and hyphens"
_DAYS = ("day", "working-day")
_MOST_CHARACTERS = 10_000
_LONGEST_RETENTION = 3653
_LONGEST_DESCRIPTION = 200
_LONGEST_NAME = 40


class _Answers(NamedTuple):
    """A question that conditions may name."""

    section: str
    """Name of its section."""
    codes: tuple[str, ...]
    """Its options."""


def list_forms(folder: Path) -> list[Path]:
    """The files of a project's forms, sorted."""
    return sorted((folder / FOLDER).glob(f"*{SUFFIX}"))


def is_name(name: str) -> bool:
    """Whether a form may be called so: its name becomes a part of a web address."""
    return re.fullmatch(_NAME, name, re.ASCII) is not None and len(name) <= _LONGEST_NAME


def read_form(text: str, name: str, council: Council | None) -> tuple[Form | None, list[Finding]]:
    """A form by the text of its file; None where there is none.

    `council` is None where council.yml is not at hand, or is to blame: then names of teams,
    offices and promises are not looked up.
    """
    reader = Reader(f"{FOLDER}/{name}{SUFFIX}")
    root = reader.parse(text)
    if root is None:
        if not reader.findings:
            reader.complain(1, "empty-file", "this file is empty.", "Begin with title: ...")
        return None, reader.findings
    if not is_name(name):
        reader.complain(
            1,
            "file-name",
            "the name of this file becomes a part of a web address.",
            f"Use a to z, 0 to 9 and hyphens only, at most {_LONGEST_NAME} of them.",
        )
    form = _Schema(reader, council).form(root, name)
    return form, reader.findings


class _Schema:
    """The schema of a form's file, a method for each part."""

    def __init__(self, reader: Reader, council: Council | None) -> None:
        self._reader = reader
        self._council = council
        self._choices: dict[str, _Answers] = {}
        self._inputs: set[str] = set()
        self._names: set[str] = set()
        self._sections: set[str] = set()

    def form(self, root: Node, name: str) -> Form:
        reader = self._reader
        values = reader.mapping(root, "the form", FORM_KEYS, OPTIONAL_FORM_KEYS)
        council = self._council
        handling = reader.choice(values.get("handling"), "handling", HANDLINGS, "case")
        return Form(
            name=name,
            address=self._address(values.get("address")),
            title=reader.text(values.get("title"), "title"),
            short_title=self._text(values, "short_title"),
            description=self._description(values.get("description")),
            also=self._text(values, "also"),
            owner=self._known(values, "owner", council.teams if council else None, "teams"),
            office=self._known(values, "office", council.offices if council else None, "offices"),
            reviewed=reader.date(values.get("reviewed"), "reviewed"),
            handling=cast(Handling, handling),
            deadline=self._promise(values, "deadline"),
            acknowledge=self._promise(values, "acknowledge"),
            retention=self._retention(values.get("retention")),
            intro=self._texts(values, "intro"),
            next=self._texts(values, "next"),
            sections=self._list_sections(values.get("sections")),
        )

    # Parts of a form.

    def _address(self, node: Node | None) -> str:
        if node is None:
            return ""
        expected = "an address such as have-your-say/complain/"
        return self._reader.pattern(node, "address", rf"({_NAME}/)+", expected)

    def _description(self, node: Node | None) -> Text:
        found = self._reader.text(node, "description")
        if node is not None and len(found.text) > _LONGEST_DESCRIPTION:
            self._reader.complain(
                node.line,
                "long-description",
                f"the description has {len(found.text)} characters.",
                f"Search results show one sentence: use at most {_LONGEST_DESCRIPTION}.",
            )
        return found

    def _known(
        self, values: Mapping[str, Node], key: str, known: Mapping[str, object] | None, where: str
    ) -> str:
        node = values.get(key)
        if known is None:
            return self._reader.words(node, key)
        return self._reader.reference(node, key, known, f"council.yml under {where}:")

    def _promise(self, values: Mapping[str, Node], key: str) -> str:
        promises = self._council.promises if self._council is not None else None
        name = self._known(values, key, promises, "promises")
        promise = promises.get(name) if promises is not None else None
        if promise is not None and promise.unit not in _DAYS:
            self._reader.complain(
                values[key].line,
                "no-deadline",
                f'{key} is "{name}", which council.yml gives in the unit "{promise.unit}".',
                f"Name a promise in the unit {' or '.join(_DAYS)}.",
            )
        return name

    def _retention(self, node: Node | None) -> int:
        days = self._reader.integer(node, "retention")
        if node is not None and days > _LONGEST_RETENTION:
            self._reader.complain(
                node.line,
                "unfit-value",
                f"retention is {days} days.",
                f"Personal data is not kept for ever: use at most {_LONGEST_RETENTION}.",
            )
        return days

    def _text(self, values: Mapping[str, Node], key: str) -> Text | None:
        return self._reader.text(values[key], key) if key in values else None

    def _texts(self, values: Mapping[str, Node], key: str) -> tuple[Text, ...]:
        if key not in values:
            return ()
        return self._reader.each(values[key], key, lambda node: self._reader.text(node, key))

    # Sections.

    def _list_sections(self, node: Node | None) -> tuple[Section, ...]:
        if node is None:
            return ()
        found = self._reader.each(node, "sections", self._section)
        if not found and isinstance(node.value, list):
            self._reader.complain(
                node.line, "empty-form", "the form asks nothing.", "Add a section with a question."
            )
        if found and found[0].when is not None:
            self._reader.complain(
                node.line,
                "early-condition",
                f'the first section, "{found[0].name}", has a condition.',
                "Begin with a section that everybody sees.",
            )
        return found

    def _section(self, node: Node) -> Section:
        reader = self._reader
        values = reader.mapping(node, "a section", SECTION_KEYS, OPTIONAL_SECTION_KEYS)
        name = self._name(values.get("name"), "a section's name", self._sections)
        when = self._condition(values.get("when"), name, f'the section "{name}"')
        section = Section(
            name=name,
            title=reader.text(values.get("title"), f'the title of the section "{name}"'),
            text=self._texts(values, "text"),
            questions=self._questions(values.get("questions"), name),
            when=when,
            is_end=reader.choice(values.get("ends"), "ends", ("yes", "no"), "no") == "yes",
        )
        self._check_section(section, node.line)
        return section

    def _check_section(self, section: Section, line: int) -> None:
        if not section.questions and not section.text:
            self._reader.complain(
                line,
                "empty-form",
                f'the section "{section.name}" asks nothing and tells nothing.',
                "Add questions: or text: to it, or remove it.",
            )
        if section.is_end and (section.questions or section.when is None):
            self._reader.complain(
                line,
                "section-end",
                f'the section "{section.name}" ends the form but has questions or no condition.',
                "Give it a text: and a when:, and no questions.",
            )

    def _questions(self, node: Node | None, section: str) -> tuple[Question, ...]:
        if node is None:
            return ()
        read = self._reader.each
        return read(node, "questions", lambda item: self._question(item, section))

    def _name(self, node: Node | None, what: str, taken: set[str]) -> str:
        name = self._reader.pattern(node, what, _NAME, _A_NAME)
        if node is not None and name in taken:
            self._reader.complain(
                node.line,
                "repeated-name",
                f'{what} is "{name}", which stands here already.',
                "Give each its own name.",
            )
        taken.add(name)
        return name

    # Questions.

    def _question(self, node: Node, section: str) -> Question:
        reader = self._reader
        values = reader.mapping(node, "a question", QUESTION_KEYS, OPTIONAL_QUESTION_KEYS)
        name = self._name(values.get("name"), "a question's name", self._names)
        what = f'the question "{name}"'
        kind = reader.choice(values.get("kind"), f"the kind of {what}", KINDS, "text")
        self._check_inputs(kind, name, values.get("name"))
        when = self._condition(values.get("when"), section, what)
        optional = reader.choice(values.get("optional"), "optional", ("yes", "no"), "no") == "yes"
        question = Question(
            name=name,
            kind=kind,
            label=reader.text(values.get("label"), f"the label of {what}"),
            hint=self._text(values, "hint"),
            is_required=not optional and kind != "hidden",
            options=self._options(values.get("options"), kind, what, node.line),
            autocomplete=self._autocomplete(values.get("autocomplete"), kind),
            most=self._most(values.get("most"), kind, what),
            time=self._time(values.get("time"), kind, what),
            when=when,
        )
        if KINDS[kind].has_options:
            codes = tuple(option.code for option in question.options)
            self._choices[name] = _Answers(section, codes)
        return question

    def _check_inputs(self, kind: str, name: str, node: Node | None) -> None:
        for made in inputs_of(kind, name):
            if node is not None and (made in RESERVED or (made in self._inputs and made != name)):
                self._reader.complain(
                    node.line,
                    "reserved-name",
                    f'"{made}" is the name of another part of the form.',
                    f"Choose another; these are taken: {', '.join(sorted(RESERVED))}.",
                )
            self._inputs.add(made)

    def _options(self, node: Node | None, kind: str, what: str, line: int) -> tuple[Option, ...]:
        if not KINDS[kind].has_options:
            self._refuse(node, "options", kind, what)
            return ()
        entries = self._reader.entries(node, f"the options of {what}") if node is not None else {}
        if not entries:
            self._reader.complain(
                line, "no-options", f"{what} has no options.", "Add options: and a line for each."
            )
        return tuple(self._option(code, value, what) for code, value in entries.items())

    def _option(self, code: str, node: Node, what: str) -> Option:
        whose = f'the option "{code}" of {what}'
        self._reader.pattern(Node(code, node.line), f"a code of {what}", _NAME, _A_NAME)
        if isinstance(node.value, str):
            return Option(code, self._reader.text(node, whose), None)
        values = self._reader.mapping(node, whose, ("label",), ("hint", "deadline"))
        label = self._reader.text(values.get("label"), whose)
        return Option(code, label, self._text(values, "hint"), self._promise(values, "deadline"))

    def _autocomplete(self, node: Node | None, kind: str) -> str:
        if node is None:
            return KINDS[kind].autocomplete
        return self._reader.choice(node, "autocomplete", (*AUTOCOMPLETE, "off"), "")

    def _most(self, node: Node | None, kind: str, what: str) -> int:
        usual = KINDS[kind].most
        if node is None:
            return usual
        if kind not in ("text", "textarea", "file", "hidden"):
            self._refuse(node, "most", kind, what)
            return usual
        most = self._reader.integer(node, f"most of {what}")
        limit = usual if kind == "file" else _MOST_CHARACTERS
        if not 1 <= most <= limit:
            self._reader.complain(
                node.line, "unfit-value", f"most of {what} is {most}.", f"Write 1 to {limit}."
            )
        return most

    def _time(self, node: Node | None, kind: str, what: str) -> Time:
        if node is not None and kind != "date":
            self._refuse(node, "time", kind, what)
        return cast(Time, self._reader.choice(node, f"time of {what}", TIMES, "any"))

    def _refuse(self, node: Node | None, key: str, kind: str, what: str) -> None:
        if node is not None:
            self._reader.complain(
                node.line,
                "not-of-this-kind",
                f'{what} is of the kind "{kind}", which has no "{key}".',
                f"Remove the line {key}: or choose another kind.",
            )

    # Conditions.

    def _condition(self, node: Node | None, section: str, what: str) -> Condition | None:
        if node is None:
            return None
        found = [
            Condition(name, tuple(self._codes(value)))
            for name, value in self._reader.entries(node, f"when of {what}").items()
        ]
        if len(found) != 1:
            self._reader.complain(
                node.line,
                "condition",
                f"the condition of {what} names {len(found) or 'no'} questions.",
                "Write when: {question: option}, or {question: [option, option]}.",
            )
        for condition in found[:1]:
            self._check_condition(condition, section, what, node.line)
        return found[0] if found else None

    def _codes(self, node: Node) -> Iterator[str]:
        items: Iterable[Node] = node.value if isinstance(node.value, list) else (node,)
        for item in items:
            yield self._reader.words(item, "an option")

    def _check_condition(self, condition: Condition, section: str, what: str, line: int) -> None:
        known = self._choices.get(condition.question)
        if known is None:
            self._reader.complain(
                line,
                "early-condition",
                f'{what} depends on "{condition.question}", which is no earlier question '
                "with options.",
                f"Known: {', '.join(self._choices) or 'none'}.",
            )
            return
        # A question without options has a finding of its own.
        for code in condition.options if known.codes else ():
            self._reader.reference(
                Node(code, line), f"the condition of {what}", dict.fromkeys(known.codes), "it"
            )
        if known.section == section and len(condition.options) > 1:
            self._reader.complain(
                line,
                "condition",
                f"{what} depends on several options of a question on the same page.",
                "Name one option, which opens the question, or ask it in a later section.",
            )


AUTOCOMPLETE = (
    *("name", "given-name", "family-name", "email", "tel", "organization", "street-address"),
    *("address-line1", "address-line2", "address-level2", "postal-code", "bday", "language"),
)
"""What browsers can fill in of what a council asks (HTML, WCAG 2.2 SC 1.3.5)."""
