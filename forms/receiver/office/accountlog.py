"""In charge of the history of an account: how a change is noted, and how it is told in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from forms.receiver.office.words import moment, say

_FIELDS = {
    "username": "office_name",
    "is_active": "office_may_log_in",
    "roles": "office_roles",
    "new_factor": "office_new_factor",
}
"""What each field is called."""


def noted(form: Any, *, is_new: bool) -> list[dict[str, Any]]:
    """A change with the names of its fields, which every reader gets in their own language."""
    if is_new:
        return [{"added": {}}]
    return [{"changed": {"fields": list(form.changed_data)}}] if form.changed_data else []


def told(number: str) -> Iterator[SafeString]:
    """Lines of the history of an account: when, who, what."""
    kind = ContentType.objects.get_for_model(User)
    entries = LogEntry.objects.filter(content_type=kind, object_id=number)
    for entry in entries.select_related("user").order_by("action_time"):
        event = "office_event_made" if entry.is_addition() else "office_event_changed"
        who = entry.user.get_username()
        head = format_html("{} – <bdi>{}</bdi>: {}", moment(entry.action_time), who, say(event))
        rows = format_html_join("", "<li>{}</li>", ((_name(one),) for one in _fields(entry)))
        yield format_html("{}<ul>{}</ul>", head, rows) if rows else head


def _fields(entry: LogEntry) -> list[str]:
    changes = json.loads(entry.change_message or "[]")
    return [name for one in changes for name in one.get("changed", {}).get("fields", ())]


def _name(field: str) -> str:
    if field == "password":
        return gettext("Password")
    # Older entries have the words themselves.
    return say(_FIELDS[field]) if field in _FIELDS else field
