"""In charge of the way through a form: what comes next, what may be visited, what was answered.

All of it follows from the form and the answers so far. A section is done once its page was sent
without a fault; the next page is the first one on the way that is not done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from forms.definition import Form, Question, Section, is_asked, parse
from forms.kinds import KINDS, Fault, Raw, Value, is_answered

CHECK = "check"
"""The step after the last section: check your answers."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What staff know who fill in a form for a resident."""

    channel: str
    """How it reached us: `telephone`, `letter`, `email` or `in-person`."""
    clerk: int
    """The account that fills it in."""
    came: str
    """The day on which it reached us, as 2026-11-23."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a resident is."""

    journey: str
    """Random name of this way through the form."""
    answers: Mapping[str, Value]
    """Value by name of the question."""
    done: frozenset[str] = frozenset()
    """Names of the sections that were sent without a fault."""
    desk: Desk | None = None
    """Set where staff fill in the form; None for residents themselves."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a page that was sent says."""

    answers: Mapping[str, Value]
    """Value by name of each question of the page that is asked and well answered."""
    faults: Mapping[str, Fault]
    """What is wrong, by name of the question, in the order of the page."""


def way(form: Form, answers: Mapping[str, Value]) -> tuple[Section, ...]:
    """The sections that are shown after these answers, up to one that ends the form."""
    found: list[Section] = []
    for section in form.sections:
        if section.when is None or section.when.holds(answers):
            found.append(section)
            if section.is_end:
                break
    return tuple(found)


def questions_asked(section: Section, answers: Mapping[str, Value]) -> Iterator[Question]:
    """The questions of a section that these answers lead to."""
    return (question for question in section.questions if is_asked(question, section, answers))


def hear(section: Section, raw: Raw, before: Mapping[str, Value], today: dt.date) -> Heard:
    """Reads what a page sent. A question that an answer on the same page closes is not read."""
    answers = dict(before)
    heard: dict[str, Value] = {}
    faults: dict[str, Fault] = {}
    for question in section.questions:
        answers.pop(question.name, None)
        if not is_asked(question, section, answers):
            continue
        value = parse(question, raw, today)
        if isinstance(value, Fault):
            faults[question.name] = value
        else:
            answers[question.name] = heard[question.name] = value
    return Heard(heard, faults)


def go_on(form: Form, progress: Progress, section: Section, heard: Heard) -> Progress:
    """The progress after a section that was answered well."""
    others = {name: value for name, value in progress.answers.items() if not _is_of(section, name)}
    answers = prune(form, {**others, **heard.answers})
    shown = {shown.name for shown in way(form, answers)}
    return replace(progress, answers=answers, done=(progress.done | {section.name}) & shown)


def _is_of(section: Section, name: str) -> bool:
    return any(question.name == name for question in section.questions)


def prune(form: Form, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers without those to questions that are no longer asked, in the form's order."""
    kept: dict[str, Value] = {}
    for section in form.sections:
        for question in section.questions:
            if question.name in answers and is_asked(question, section, kept):
                kept[question.name] = answers[question.name]
    return kept


def next_step(form: Form, progress: Progress) -> str:
    """Name of the section to show, or CHECK."""
    for section in way(form, progress.answers):
        if section.name not in progress.done or section.is_end or _lacks(section, progress):
            return section.name
    return CHECK


def _lacks(section: Section, progress: Progress) -> bool:
    """Whether an answer is missing or not to be had any more: the form may change on the way."""
    return any(
        (question.is_required and not is_answered(progress.answers.get(question.name, "")))
        or not _fits(question, progress.answers.get(question.name, ""))
        for question in questions_asked(section, progress.answers)
    )


def _fits(question: Question, value: Value) -> bool:
    kind = KINDS[question.kind]
    if is_answered(value) and kind.is_list != isinstance(value, tuple):
        return False
    codes = {option.code for option in question.options}
    chosen = (value,) if isinstance(value, str) else value
    return not kind.has_options or all(code in codes or not code for code in chosen)


def may_visit(form: Form, progress: Progress, step: str) -> bool:
    """Whether the resident has come so far: done sections, and the one that is next."""
    target = next_step(form, progress)
    if step == target:
        return True
    for section in way(form, progress.answers):
        if section.name == target:
            return False
        if section.name == step:
            return True
    return False


def step_before(form: Form, progress: Progress, step: str) -> str:
    """Name of the section before a step; of the first section the section itself."""
    names = [section.name for section in way(form, progress.answers)]
    place = names.index(step) if step in names else len(names)
    return names[max(place - 1, 0)]


def to_check(form: Form, answers: Mapping[str, Value]) -> list[tuple[Section, list[Question]]]:
    """What stands on "check your answers": each section with its questions that were asked."""
    return [
        (section, found)
        for section in way(form, answers)
        if (found := [q for q in questions_asked(section, answers) if q.kind != "hidden"])
    ]
