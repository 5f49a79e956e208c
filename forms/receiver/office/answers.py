"""In charge of showing what a resident wrote: labels in the staff's language, all of it escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from forms.kinds import KINDS, show
from forms.receiver import references
from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.office.words import day, labels

NOTHING = "–"
"""Stands where there is nothing."""
_ITEM = "- "
"""How a line of a list begins in a plain text."""


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
    parts = [part for part in re.split(r"\n{2,}", text) if part.strip()]
    shown = format_html_join("", "{}", ((_paragraph(part),) for part in parts))
    return format_html('<div lang="{}" dir="{}">{}</div>', language.code, language.direction, shown)


def _paragraph(text: str) -> SafeString:
    """Lines that belong together; those after a dash are a list."""
    lines = text.strip("\n").split("\n")
    first = next((n for n, line in enumerate(lines) if line.startswith(_ITEM)), len(lines))
    last = next((n for n in range(first, len(lines)) if not lines[n].startswith(_ITEM)), len(lines))
    parts = [(_lines(lines[:first]),)] if first else []
    if items := [(line.removeprefix(_ITEM),) for line in lines[first:last]]:
        parts.append((format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items)),))
    if last < len(lines):
        parts.append((_paragraph("\n".join(lines[last:])),))
    return format_html_join("", "{}", parts)


def _lines(lines: Sequence[str]) -> SafeString:
    name, source = html.unescape(library().council.name.text), library().source
    ours = format_html('<bdi lang="{}" dir="{}">{}</bdi>', source.code, source.direction, name)
    # Our messages are signed with the council's own name, in whatever language they are.
    rows = ((ours if line == name else line,) for line in lines)
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", rows))


def in_the_residents_language(case: Case, text: str) -> SafeString:
    """The same in the middle of a line: what staff wrote to the resident."""
    language = library().language(case.language)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language.code, language.direction, text)


def listed(items: Iterable[Any]) -> SafeString:
    """A list, or a sign that there is nothing."""
    found = [(item,) for item in items]
    if not found:
        return mark_safe(NOTHING)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", found))


def links_to_cases(case: Case) -> Iterator[SafeString]:
    """The case before and those after; a link opens only for those who work on that case."""
    for one in [*([case.follows] if case.follows is not None else []), *case.followed_by.all()]:
        url = reverse("admin:receiver_case_change", args=[one.pk])
        shown = references.show(one.reference)
        yield format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', url, shown)


def links_to_files(case: Case) -> Iterator[SafeString]:
    """The files that the resident added."""
    for upload in case.uploads.all():
        url = reverse("admin:receiver_case_file", args=[case.pk, upload.pk])
        yield format_html('<a href="{}"><bdi>{}</bdi></a>', url, upload.name)
