"""In charge of the words of the back office in the language of the person at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language

from councilsite import wording
from councilsite.model import Language
from forms.receiver.deadlines import CLOCK, day_of
from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.texts import texts


def language() -> Language:
    """The language of the person at work."""
    return language_of(get_language() or "")


def language_of(code: str) -> Language:
    """The council's language of a code, which Django writes in small letters."""
    known = {language.code.lower(): language for language in library().council.languages}
    return known.get(code.lower(), library().source)


def say(key: str, **slots: str) -> str:
    """Some of the office's words as plain text; in the source language where they are missing."""
    known = texts(settings.ENVIRONMENT.site).office
    words = known.get(language().code, {})
    # A site that was built before the office had these words must not close it.
    sentence = words.get(key) or known.get(library().source.code, {}).get(key, key)
    for name, value in slots.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


said = lazy(say, str)
"""The same, said only when it is shown: the language is known then."""


def say_faults(fields: Mapping[str, Any]) -> None:
    """Says what can be wrong with an answer in our words: Django lacks some in some languages."""
    for field in fields.values():
        field.error_messages |= {
            "invalid_choice": said("office_error_choice"),
            "max_length": said("office_error_long", most="%(limit_value)d"),
        }


def labels(form: str) -> Mapping[str, Any]:
    """The texts of a form in the language of the person at work; nothing where the form is gone."""
    spoken = texts(settings.ENVIRONMENT.site).forms.get(form, {})
    return spoken.get(language().code) or spoken.get(library().source.code) or {}


def day(value: dt.date | None) -> str:
    """A day in words; empty where there is none."""
    return wording.date(value, language()) if value is not None else ""


def moment(value: dt.datetime | None) -> str:
    """A day in words, and the time."""
    if value is None:
        return ""
    local = value.astimezone(CLOCK)
    return f"{wording.date(local.date(), language())} {local:%H:%M}"


def channel(key: str) -> str:
    """How something reached us, in words."""
    return say(f"office_channel_{key.replace('-', '_')}")


def service(key: str) -> str:
    """The name of a team."""
    team = library().council.teams.get(key)
    known = texts(settings.ENVIRONMENT.site).office.get(language().code, {})
    return known.get(f"team_{key}", "") or (team.name.text if team is not None else key)


def with_urgency(case: Case, last: Any) -> str:
    """A day by which something has to be done, and whether it has come or gone."""
    today = day_of(timezone.now())
    if not case.is_running or last > today:
        return day(last)
    key = "office_due_today" if last == today else "office_overdue"
    return f"{day(last)}: {say(key)}"
