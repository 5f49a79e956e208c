"""In charge of what a person gets who asks what we keep about them (UK GDPR, Article 15)."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Q

from councilsite import wording
from forms.kinds import KINDS, Asked
from forms.receiver import references
from forms.receiver.deadlines import day_of
from forms.receiver.library import library
from forms.receiver.models import Case
from forms.receiver.texts import texts
from forms.receiver.uploads import path_of

LETTER, DATA = "what-we-keep.txt", "cases.json"
"""Files of the archive: for the person, and for programs."""


def find_cases(email: str, telephone: str) -> list[Case]:
    """The cases of a person, and those that go on with them."""
    wanted = Q(pk__in=[])
    for name, typed in (("email", email), ("telephone", telephone)):
        clean = KINDS[name].parse({name: [typed]}, name, Asked(False))
        for value in _spellings(clean) if isinstance(clean, str) else ():
            wanted |= Q(**{f"answers__{name}__iexact": value}) | Q(messages__to__iexact=value)
    own = Case.objects.filter(wanted, is_stripped=False).values("pk")
    found = Case.objects.filter(Q(pk__in=own) | Q(follows__in=own), is_stripped=False)
    return list(found.distinct().order_by("received"))


def _spellings(value: str) -> list[str]:
    """How an address or number may be stored: with and without the code of the country."""
    if value.startswith("+44"):
        return [value, f"0{value.removeprefix('+44')}"]
    if value.startswith("0"):
        return [value, f"+44{value[1:]}"]
    return [value] if value else []


def write_archive(cases: list[Case], file: BinaryIO) -> None:
    """All that we keep about these cases, as a ZIP archive."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(LETTER, "\n".join(_letter(cases)) + "\n")
        data = [_data(case) for case in cases]
        archive.writestr(DATA, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        for case in cases:
            for upload in case.uploads.all():
                if (path := path_of(upload)).is_file():
                    name = Path(upload.name).name
                    folder = f"files/{references.show(case.reference)}"
                    archive.write(path, f"{folder}/{upload.pk}-{name}")


def _letter(cases: list[Case]) -> Iterator[str]:
    """In plain words, in the source language."""
    council = library().council.name.text
    yield f"What {council} keeps about you"
    yield ""
    yield f"Number of cases: {len(cases)}. The same for programs is in {DATA}."
    for case in cases:
        yield ""
        yield from _told(case)


def _told(case: Case) -> Iterator[str]:
    source = library().source
    spoken = texts(settings.ENVIRONMENT.site).forms.get(case.form, {}).get(source.code, {})
    title = html.unescape(spoken.get("title_plain", case.form))
    yield f"{title}: {references.show(case.reference)}"
    yield f"We received it on {wording.date(day_of(case.received), source)}."
    if case.closed is not None:
        yield f"We closed it on {wording.date(day_of(case.closed), source)}."
    yield "You told us:"
    for name, value in case.answers.items():
        asked = spoken.get("questions", {}).get(name, {})
        label = _plain(asked.get("label", name))
        options = asked.get("options", {})
        values = value if isinstance(value, list) else [value]
        said = [_plain(options[one]["label"]) if one in options else str(one) for one in values]
        yield f"- {label}: {', '.join(said)}"
    for key, told in (
        ("What we found", case.outcome),
        ("Why we needed more time", case.extension_reason),
        ("What we learned", case.learning),
        ("What we did about it", case.correction),
    ):
        if told:
            yield f"{key}: {told}"
    for message in case.messages.order_by("made"):
        yield f"We wrote to {message.to} on {wording.date(day_of(message.made), source)}:"
        yield from (f"> {line}" for line in message.text.splitlines())
    for upload in case.uploads.all():
        yield f"You sent us the file {upload.name}."


def _data(case: Case) -> dict[str, Any]:
    """All fields; members of staff are not named."""
    return {
        "reference": references.show(case.reference),
        "form": case.form,
        "language": case.language,
        "service": case.service,
        "channel": case.channel,
        "stage": case.stage,
        "status": case.status,
        "answers": case.answers,
        "received": case.received.isoformat(),
        "acknowledged": _moment(case.acknowledged),
        "due": _moment(case.due),
        "answered": _moment(case.answered),
        "closed": _moment(case.closed),
        "outcome": case.outcome,
        "contractor": case.contractor,
        "extension_reason": case.extension_reason,
        "learning": case.learning,
        "correction": case.correction,
        "messages": [
            {
                "to": message.to,
                "subject": message.subject,
                "text": message.text,
                "made": message.made.isoformat(),
                "sent": _moment(message.sent),
            }
            for message in case.messages.order_by("made")
        ],
        "files": [upload.name for upload in case.uploads.all()],
        "history": [
            {"at": event.at.isoformat(), "kind": event.kind, "detail": _impersonal(event.detail)}
            for event in case.events.order_by("pk")
        ],
    }


def _impersonal(detail: dict[str, Any]) -> dict[str, Any]:
    """A line of the history without who of the staff it was."""
    changes = {name: pair for name, pair in detail.get("changes", {}).items() if name != "owner_id"}
    return {**detail, "changes": changes} if "changes" in detail else detail


def _moment(value: Any) -> str | None:
    return value.isoformat() if value is not None else None


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))
