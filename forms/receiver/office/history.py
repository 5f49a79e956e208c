"""In charge of telling a case's history in words. Nothing here changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from forms.receiver.models import Event
from forms.receiver.office.answers import in_the_residents_language
from forms.receiver.office.words import day, moment, say, service

_FIELDS: Mapping[str, str] = {
    "owner_id": "office_owner",
    "service": "office_service",
    "status": "office_status",
    "outcome": "office_outcome",
    "contractor": "office_contractor",
    "learning": "office_learning",
    "correction": "office_correction",
    "is_for_publication": "office_publish",
    "extension_reason": "office_reason",
    "acknowledged": "office_acknowledged",
    "due": "office_due",
    "answered": "office_status_answered",
    "closed": "office_status_closed",
}
"""What each field is called."""
_NOTHING = "–"


def told(event: Event) -> SafeString:
    """A line of the history: when, who, what, and what it was before."""
    who = f" – {event.actor.get_username()}" if event.actor is not None else ""
    changes = event.detail.get("changes", {})
    # Text that runs from right to left turns no arrow round.
    arrow = "←" if get_language_bidi() else "→"
    rows: list[tuple[str, str]] = [
        (
            say(_FIELDS[name]),
            format_html("{} {} {}", _shown(event, name, was), arrow, _shown(event, name, now)),
        )
        for name, (was, now) in changes.items()
        if name in _FIELDS
    ]
    if words := event.detail.get("words"):
        rows.append((say("office_words"), _to_resident(event, words)))
    lines = format_html_join("", "<li>{}: {}</li>", rows)
    head = format_html("{}{}: {}", moment(event.at), who, say(f"office_event_{event.kind}"))
    return format_html("{}<ul>{}</ul>", head, lines) if rows else head


def _to_resident(event: Event, words: str) -> str:
    return in_the_residents_language(event.case, words) if event.case is not None else words


def _shown(event: Event, name: str, value: Any) -> str:
    if value in (None, "", False):
        return _NOTHING
    if value is True:
        return "✓"
    if name == "owner_id":
        account = User.objects.filter(pk=value).first()
        return account.get_username() if account is not None else _NOTHING
    if name == "service":
        return service(value)
    if name == "extension_reason":
        return _to_resident(event, value)
    if name == "due":
        return day(dt.date.fromisoformat(value))
    if name in ("acknowledged", "answered", "closed"):
        return moment(dt.datetime.fromisoformat(value))
    if name in ("status", "outcome"):
        return say(f"office_{name}_{value.replace('-', '_')}")
    # Nobody knows what language staff take their notes in.
    return format_html('<bdi translate="no">{}</bdi>', value)
