"""In charge of showing what a resident wrote: labels in the staff's language, all of it escaped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from forms.kinds import KINDS, show
from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.office.words import day, labels


class Shown(NamedTuple):
    """A question and its answer."""

    label: SafeString
    """The question in the language of the person at work."""
    answer: SafeString
    """The answer."""


def shown_answers(case: Case) -> Iterator[Shown]:
    """All that was asked and answered, in the order of the form."""
    form = library().forms.get(case.form)
    questions = {question.name: question for question in form.questions} if form else {}
    own = labels(case.form).get("questions", {})
    files = {upload.token: upload.name for upload in case.uploads.all()}
    for name in [*questions, *(name for name in case.answers if name not in questions)]:
        value = case.answers.get(name, "")
        if not value:
            continue
        # What the build wrote is HTML already.
        label = mark_safe(own[name]["label"]) if name in own else conditional_escape(name)
        kind = questions[name].kind if name in questions else "text"
        value = tuple(value) if isinstance(value, list) else str(value)
        yield Shown(label, _answer(case, kind, value, own.get(name, {}), files))


def _answer(case: Case, kind: str, value: Any, own: Any, files: dict[str, str]) -> SafeString:
    if KINDS[kind].has_options:
        codes = value if isinstance(value, tuple) else (value,)
        options = own.get("options", {})
        return format_html_join(
            mark_safe("<br>"),
            "{}",
            ((mark_safe(options[c]["label"]) if c in options else c,) for c in codes),
        )
    text = show(kind, value, files, day)
    if kind == "date":
        return conditional_escape(text)
    if KINDS[kind].is_left_to_right:
        return format_html('<bdi dir="ltr">{}</bdi>', text)
    return as_resident_wrote(case, text)


def as_resident_wrote(case: Case, text: str) -> SafeString:
    """A text in the resident's language, which is often another than that of the page."""
    language = library().language(case.language)
    lines = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))
    return format_html('<div lang="{}" dir="{}">{}</div>', language.code, language.direction, lines)
