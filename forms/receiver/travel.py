"""In charge of the answers on their way: the page keeps them for us, signed, for a day.

Nothing is stored before a resident sends the form, and no cookie is needed. The signature keeps
anybody from sending values that were never checked; the text itself is the resident's own.
"""

from __future__ import annotations

import dataclasses
import secrets
from typing import Any

from django.core import signing

from forms.receiver.journey import Desk, Progress

LONGEST = 24 * 3600
"""Seconds for which answers travel."""

_SALT = "forms.receiver.travel"


class Lost(Exception):
    """Answers that are too old, that somebody changed, or that belong to another form."""


def new_progress() -> Progress:
    """Where every resident starts."""
    return Progress(secrets.token_urlsafe(16), {})


def pack(form: str, progress: Progress) -> str:
    """The progress as a text for a hidden field."""
    content = {
        "form": form,
        "journey": progress.journey,
        "answers": progress.answers,
        "done": sorted(progress.done),
        "desk": dataclasses.astuple(progress.desk) if progress.desk else None,
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def unpack(form: str, text: str) -> Progress:
    """The progress of a text that `pack` made; of no text a new one. Raises Lost."""
    if not text:
        return new_progress()
    try:
        content: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=LONGEST)
    # A signature over text that is no UTF-8 or no base 64 fails in ways of its own.
    except (signing.BadSignature, ValueError) as fault:
        raise Lost from fault
    if content["form"] != form:
        raise Lost
    answers = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in content["answers"].items()
    }
    desk = Desk(*content["desk"]) if content.get("desk") else None
    return Progress(content["journey"], answers, frozenset(content["done"]), desk)
