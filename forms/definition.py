"""In charge of what a form is: its nouns, its texts, and when each question is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from councilsite.model import Segment, Text
from forms.kinds import KINDS, Asked, Fault, Raw, Time, Value, inputs_of

Handling = Literal["case", "track", "useful"]
"""What the receiver does with the answers: it keeps a case and gives a reference; it shows where
a case stands; or it only counts, as for "Is this page useful?"."""

FOLDER = "forms"
"""Where the files stand in a project."""
SUFFIX = ".yml"
CONTACT = ("email", "telephone", "postcode")
"""Names of the questions that ask how we reach the resident. An acknowledgement goes to `email`
or as a text message to `telephone`; each of the three is a detail that opens the tracking."""
ALSO = "also"
"""Context of the words that a form's page is found by beside its title, as on other pages."""
RESERVED = frozenset({"language", "step", "state", "once", "go", "website", "form"})
"""Names of inputs that every form has beside its questions."""


class Option(NamedTuple):
    """An answer to choose."""

    code: str
    """What is stored."""
    label: Text
    """What residents read."""
    hint: Text | None
    """More about it; None where the label says all."""
    deadline: str = ""
    """Key in `Council.promises` that holds for cases with this answer; empty: the form's own."""


class Condition(NamedTuple):
    """Where a section or a question is asked only after some answers."""

    question: str
    """Name of an earlier question with options."""
    options: tuple[str, ...]
    """Codes, one of which must be chosen."""

    def holds(self, answers: Mapping[str, Value]) -> bool:
        """Whether the answers so far meet it."""
        value = answers.get(self.question, "")
        chosen = (value,) if isinstance(value, str) else value
        return any(code in self.options for code in chosen)


class Question(NamedTuple):
    """One thing that a form asks."""

    name: str
    """Its name in the form: what answers are stored under."""
    kind: str
    """Key of `kinds.KINDS`."""
    label: Text
    """The question."""
    hint: Text | None
    """Help with the answer, Markdown; None where there is none."""
    is_required: bool
    """Whether it must be answered."""
    options: tuple[Option, ...]
    """Answers to choose; none for kinds without options."""
    autocomplete: str
    """What browsers fill in, by HTML's names; empty: nothing."""
    most: int
    """Characters or files at most; 0 where that means nothing."""
    time: Time
    """Which dates it takes."""
    when: Condition | None
    """When it is asked; None: always. A condition on a question of the same section has one
    option, which opens it."""

    def asked(self, today: dt.date) -> Asked:
        """What parsing an answer needs to know of the question."""
        codes = tuple(option.code for option in self.options)
        return Asked(self.is_required, codes, self.most, self.time, today)


class Section(NamedTuple):
    """Questions that stand on a page together."""

    name: str
    """Its name in the form."""
    title: Text
    """The page's title."""
    text: tuple[Text, ...]
    """Paragraphs above the questions, Markdown."""
    questions: tuple[Question, ...]
    """What it asks; none where it only tells something."""
    when: Condition | None
    """When it is shown; None: always. Its question is in an earlier section."""
    is_end: bool
    """Whether nothing comes after it: what it tells is the answer."""


class Form(NamedTuple):
    """A form as its author wrote it."""

    name: str
    """Name of its file without the suffix: a part of the address that answers are sent to."""
    address: str
    """Address of its page below the language's folder, such as `have-your-say/complain/`; empty
    where it has no page of its own."""
    title: Text
    """The page's h1."""
    short_title: Text | None
    """Label in menus; None where the title serves."""
    description: Text
    """One sentence for search results."""
    also: Text | None
    """Other words that people look for, with commas between them; None where there are none."""
    owner: str
    """Key in `Council.teams`: who works on the cases."""
    office: str
    """Key in `Council.offices`: where residents write to and go; empty where none is named."""
    reviewed: dt.date
    """When a person last checked it."""
    handling: Handling
    """What the receiver does with the answers."""
    deadline: str
    """Key in `Council.promises` of the days within which we answer; empty: no date is promised."""
    acknowledge: str
    """Key in `Council.promises` of the days within which we acknowledge; empty: at once."""
    retention: int
    """Days after which a closed case is deleted."""
    intro: tuple[Text, ...]
    """Paragraphs at the beginning, Markdown."""
    next: tuple[Text, ...]
    """What happens next, a line for each step, Markdown."""
    sections: tuple[Section, ...]
    """Its pages."""

    @property
    def file(self) -> str:
        """Path relative to the project."""
        return f"{FOLDER}/{self.name}{SUFFIX}"

    @property
    def path(self) -> str:
        """Name of its page for links and the menu, such as `have-your-say/complain.md`; empty
        where it has none."""
        return f"{self.address.rstrip('/')}.md" if self.address else ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all sections, in their order."""
        return tuple(question for section in self.sections for question in section.questions)

    def question(self, name: str) -> Question:
        """The question of a name."""
        return next(question for question in self.questions if question.name == name)

    def section(self, name: str) -> Section:
        """The section of a name."""
        return next(section for section in self.sections if section.name == name)


# Texts.


class Wording(NamedTuple):
    """A text of a form."""

    key: str
    """Where it stands, such as `question.email.label`."""
    text: Text
    """The English."""
    kind: str
    """What it is, for translators."""
    context: str | None = None
    """msgctxt."""
    is_markdown: bool = False
    """Whether it may hold links and bold words."""

    def segment(self) -> Segment:
        """It as a text to translate."""
        return Segment(self.context, self.text.text, self.kind, self.text.place)


def wordings(form: Form) -> Iterator[Wording]:
    """Every text of a form, in the order in which it is read.

    A form without a page has none: the theme asks its questions with words of its own.
    """
    if not form.address:
        return
    yield Wording("title", form.title, "title of a form", "title")
    if form.short_title is not None:
        yield Wording("short_title", form.short_title, "navigation title", "navigation title")
    yield Wording("description", form.description, "description", "description")
    if form.also is not None:
        kind = "other words that people look for: with commas, as many as your language has"
        yield Wording("also", form.also, kind, ALSO)
    for number, text in enumerate(form.intro):
        yield Wording(f"intro.{number}", text, "paragraph", is_markdown=True)
    for section in form.sections:
        yield from _wordings_of(section)
    for number, text in enumerate(form.next):
        yield Wording(f"next.{number}", text, "what happens next", is_markdown=True)


def _wordings_of(section: Section) -> Iterator[Wording]:
    yield Wording(f"section.{section.name}.title", section.title, "heading of a part of a form")
    for number, text in enumerate(section.text):
        yield Wording(f"section.{section.name}.text.{number}", text, "paragraph", is_markdown=True)
    for question in section.questions:
        key = f"question.{question.name}"
        yield Wording(f"{key}.label", question.label, f"question: {question.kind}")
        if question.hint is not None:
            yield Wording(f"{key}.hint", question.hint, "hint", is_markdown=True)
        for option in question.options:
            what = f"answer to choose: {question.label.text}"
            yield Wording(f"{key}.option.{option.code}", option.label, what, "option")
            if option.hint is not None:
                hint = Wording(f"{key}.option.{option.code}.hint", option.hint, "hint")
                yield hint._replace(is_markdown=True)


# Answers.


def is_asked(question: Question, section: Section, answers: Mapping[str, Value]) -> bool:
    """Whether a question is asked after the answers so far."""
    conditions = (section.when, question.when)
    return all(condition is None or condition.holds(answers) for condition in conditions)


def deadline_of(form: Form, answers: Mapping[str, Value]) -> str:
    """Key in `Council.promises` of the days within which we answer; empty: none is promised."""
    for question in form.questions:
        for option in question.options:
            if option.deadline and Condition(question.name, (option.code,)).holds(answers):
                return option.deadline
    return form.deadline


def inputs(section: Section) -> tuple[str, ...]:
    """Names of all inputs of a section."""
    return tuple(name for q in section.questions for name in inputs_of(q.kind, q.name))


def parse(question: Question, raw: Raw, today: dt.date) -> Value | Fault:
    """The value of what was sent, or what is wrong with it."""
    return KINDS[question.kind].parse(raw, question.name, question.asked(today))
