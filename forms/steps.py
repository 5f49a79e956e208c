"""In charge of what a step of a form shows: a form, its words and the answers so far become data.

The data is what the templates theme/components/form*.html show under the name `council.form`. The
build makes the first step from it and the receiver all others, so that residents see one site.
All words come ready as HTML (see councilsite/formdata.py); what residents typed is escaped here.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.definition import Form, Question, Section, is_asked
from forms.kinds import KINDS, PARTS_OF_DATE, Fault, Raw, Value, inputs_of, is_answered, show

Data = dict[str, Any]

_ROWS = 6
_SHORT_ROWS = 3
_LONG_ANSWER = 1000
_INPUT_TYPES = {"email": "email", "telephone": "tel", "file": "file"}
_SHORT_KINDS = ("postcode", "telephone")
_LINK = re.compile(r'<a href="[^"]*"')
ACCEPTED_FILES = ("image/jpeg", "image/png", "application/pdf")
"""Media types of files that residents may send."""
LARGEST_FILE = 10_000_000
"""Bytes of a file at most."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a resident has filled in when a step is shown."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    """Values by question, of all steps so far."""
    raw: Raw | None = None
    """What was just sent, where it has faults: residents see what they typed; else None."""
    faults: Mapping[str, Fault] = field(default_factory=dict)
    """What is wrong, by question."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of files that were stored, by token."""


def step_data(
    form: Form, section: Section, texts: Data, words: Mapping[str, str], filled: Filled
) -> Data:
    """A step with the questions of a section.

    `texts` is the form and `words` the common words in one language, as forms.json holds them.
    """
    asked = [
        _question(question, section, texts, words, filled)
        for question in section.questions
        if not _is_opened(question, section)
    ]
    questions = list(_all(asked))
    return {
        "language": texts["language"],
        "step": section.name,
        "heading": texts["sections"][section.name]["title"],
        "text": texts["sections"][section.name]["text"],
        "questions": asked,
        "error_heading": words["form_error_heading"],
        "errors": [
            {"url": f"#{question['focus']}", "text": _unlinked(question["error"])}
            for question in questions
            if question["error"]
        ],
        "autofocus": bool(filled.faults),
        "multipart": any(question["kind"] == "file" for question in questions),
        "submit": "" if section.is_end else words["form_continue"],
        "back": words["form_back"],
    }


def error_text(question: Question, fault: Fault, texts: Data, words: Mapping[str, str]) -> str:
    """What is wrong with an answer, in words."""
    said = words[f"form_error_{fault.code.replace('-', '_')}"]
    label = texts["questions"][question.name]["label"]
    return said.replace("{label}", label).replace("{most}", str(question.most))


def check_data(
    form: Form,
    sections: Iterable[Section],
    texts: Data,
    words: Mapping[str, str],
    filled: Filled,
    say_date: Callable[[dt.date], str],
) -> Data:
    """The answers to check before they are sent, by the sections that the resident has seen."""
    groups = []
    for section in sections:
        rows = [
            {
                "label": texts["questions"][question.name]["label"],
                "lines": _lines(question, texts, words, filled, say_date),
                "ltr": KINDS[question.kind].is_left_to_right,
                "typed": _is_typed(question, filled),
            }
            for question in section.questions
            if question.kind != "hidden" and is_asked(question, section, filled.answers)
        ]
        if rows:
            title = texts["sections"][section.name]["title"]
            groups.append({"name": section.name, "heading": title, "rows": rows})
    return {
        "language": texts["language"],
        "groups": groups,
        "help": words["form_check_help"],
        "change": words["form_change"],
        "send": words["form_send"],
        "back": words["form_back"],
    }


def _is_typed(question: Question, filled: Filled) -> bool:
    """Whether an answer is in the resident's own words. Nobody knows what language they are in,
    and names in them have none (WCAG 2.2 SC 3.1.2): the page keeps its language and says that
    nothing is to be translated."""
    is_answer = is_answered(filled.answers.get(question.name, ""))
    return is_answer and question.kind != "date" and not KINDS[question.kind].has_options


def _lines(
    question: Question,
    texts: Data,
    words: Mapping[str, str],
    filled: Filled,
    say_date: Callable[[dt.date], str],
) -> list[str]:
    """An answer as lines of HTML."""
    value = filled.answers.get(question.name, "")
    if not is_answered(value):
        return [words["form_no_answer"]]
    if KINDS[question.kind].has_options:
        options = texts["questions"][question.name]["options"]
        chosen = (value,) if isinstance(value, str) else value
        return [options[code]["label"] for code in chosen if code in options]
    return html.escape(show(question.kind, value, filled.files, say_date)).split("\n")


def _unlinked(text: str) -> str:
    """A text that stands in a link, where no other link may be, such as a telephone number."""
    return _LINK.sub("<span", text).replace("</a>", "</span>")


# Questions.


def _is_opened(question: Question, section: Section) -> bool:
    """Whether an option of another question of the section opens the question."""
    names = [other.name for other in section.questions]
    return question.when is not None and question.when.question in names


def _all(questions: Iterable[Data]) -> Iterator[Data]:
    """Questions and those that their options open, in the order in which they are read."""
    for question in questions:
        yield question
        for option in question["options"]:
            yield from _all(option["questions"])


def _question(
    question: Question, section: Section, texts: Data, words: Mapping[str, str], filled: Filled
) -> Data:
    kind, own = KINDS[question.kind], texts["questions"][question.name]
    fault = filled.faults.get(question.name)
    base = f"q-{question.name}"
    typed = _typed(question, filled)
    hints = {
        f"{base}-hint": own["hint"],
        f"{base}-most": _say_most(question, words),
        f"{base}-error": error_text(question, fault, texts, words) if fault else "",
    }
    data: Data = {
        "name": question.name,
        "kind": question.kind,
        "id": base,
        "label": own["label"],
        "optional": "" if question.is_required else words["form_optional"],
        "hint": own["hint"],
        "limit": hints[f"{base}-most"],
        "error": hints[f"{base}-error"],
        "describedby": " ".join(name for name, text in hints.items() if text),
        "group": kind.is_group,
        "type": _INPUT_TYPES.get(question.kind, "text"),
        "inputmode": kind.inputmode,
        "autocomplete": question.autocomplete,
        "dir": "ltr" if kind.is_left_to_right else "auto",
        "short": question.kind in _SHORT_KINDS,
        "rows": _ROWS if question.most >= _LONG_ANSWER else _SHORT_ROWS,
        "choose": words["form_choose"],
        "accept": ",".join(ACCEPTED_FILES),
        "value": html.escape(typed[0]) if typed else "",
        "parts": _parts(question, words, filled, fault),
        "files": _files(question, words, filled),
    }
    data["options"] = [
        _option(option.code, question, section, texts, words, filled) for option in question.options
    ]
    return {**data, "focus": _focus(data, fault)}


def _focus(data: Data, fault: Fault | None) -> str:
    """Where the link of a fault leads: the first input that is to be mended."""
    if data["kind"] in ("radios", "checkboxes"):
        return str(data["options"][0]["id"])
    if data["kind"] == "date":
        part = fault.parts[0] if fault is not None and fault.parts else PARTS_OF_DATE[0]
        return f"{data['id']}-{part}"
    return str(data["id"])


def _say_most(question: Question, words: Mapping[str, str]) -> str:
    """How much may be written, or sent."""
    if question.kind == "textarea":
        return words["form_count"].replace("{most}", str(question.most))
    return words["form_files"] if question.kind == "file" else ""


def _option(
    code: str,
    question: Question,
    section: Section,
    texts: Data,
    words: Mapping[str, str],
    filled: Filled,
) -> Data:
    own = texts["questions"][question.name]["options"][code]
    opened = [
        _question(other, section, texts, words, filled)
        for other in section.questions
        if other.when is not None
        and (other.when.question, other.when.options) == (question.name, (code,))
    ]
    base = f"q-{question.name}-{code}"
    return {
        "code": code,
        "id": base,
        "label": own["label"],
        "hint": own["hint"],
        "hint_id": f"{base}-hint" if own["hint"] else "",
        "chosen": code in _typed(question, filled),
        "questions": opened,
    }


def _typed(question: Question, filled: Filled) -> Sequence[str]:
    """What stands in the inputs of a question that is no date."""
    if filled.raw is not None and question.kind not in ("date", "file"):
        return filled.raw.get(question.name, ())
    value = filled.answers.get(question.name, "")
    return value if isinstance(value, tuple) else ((value,) if value else ())


def _parts(
    question: Question, words: Mapping[str, str], filled: Filled, fault: Fault | None
) -> list[Data]:
    """The three inputs of a date."""
    if question.kind != "date":
        return []
    value = filled.answers.get(question.name, "")
    known = dict(zip(("year", "month", "day"), str(value).split("-"), strict=False))
    parts = []
    for part, name in zip(PARTS_OF_DATE, inputs_of("date", question.name), strict=True):
        sent = filled.raw.get(name, ()) if filled.raw is not None else ()
        text = known.get(part, "") if filled.raw is None else (sent[0] if sent else "")
        parts.append(
            {
                "name": name,
                "id": f"q-{name}",
                "label": words[f"form_{part}"],
                "value": html.escape(text),
                "wrong": fault is not None and part in fault.parts,
                "long": part == "year",
                "autocomplete": f"bday-{part}" if question.autocomplete == "bday" else "",
            }
        )
    return parts


def _files(question: Question, words: Mapping[str, str], filled: Filled) -> Data:
    """Files that were added already, each with a box to tick."""
    if question.kind != "file":
        return {}
    # Of too many files that were sent all are kept: the resident takes away which they like.
    value = (filled.answers if filled.raw is None else filled.raw).get(question.name, ())
    kept = [
        {"token": html.escape(token), "name": html.escape(filled.files[token])}
        for token in value
        if token in filled.files
    ]
    if not kept:
        return {}
    return {"heading": words["form_files_kept"], "more": words["form_more_files"], "kept": kept}
