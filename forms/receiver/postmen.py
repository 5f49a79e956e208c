"""In charge of the ways that messages leave: files, SMTP, GOV.UK Notify."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from forms.receiver.environment import UnfitSetting
from forms.receiver.models import Message
from forms.receiver.outbox import Post, Undeliverable

_PATIENCE = 20
"""Seconds for which we wait for another machine."""
_REFUSED = range(500, 600)
"""SMTP's codes for what no further try changes."""


def postman(name: str, data: Path, values: Mapping[str, str] = os.environ) -> Post:
    """The way of a name; raises UnfitSetting where its settings are missing."""
    if name == "file":
        return _file(data / "outbox")
    return _smtp(values) if name == "smtp" else _notify(values)


def _setting(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "")
    if not value:
        raise UnfitSetting(f"{name} is not set: COUNCILSITE_OUTBOX needs it.")
    return value


def _letter(message: Message, sender: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Message-ID"] = f"<{message.pk}@{sender.rpartition('@')[2]}>"
    letter["Date"] = format_datetime(message.made)
    letter["From"] = sender
    letter["To"] = message.to
    letter["Subject"] = message.subject
    letter["Content-Language"] = message.language
    # Nobody's holiday reply should come back.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter


# Files.


def _file(folder: Path) -> Post:
    """A file for each message, named by its id: a repeat writes the same file again."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def post(message: Message) -> None:
        suffix = "eml" if message.channel == "email" else "txt"
        write_whole(folder / f"{message.pk}.{suffix}", _as_file(message))

    return post


def _as_file(message: Message) -> bytes:
    if message.channel == "email":
        return bytes(_letter(message, "outbox@localhost"))
    return f"To: {message.to}\n\n{message.text}\n".encode()


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file that is there whole and on the disk, or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


# SMTP.


def _smtp(values: Mapping[str, str]) -> Post:
    """A mail server. Where we die between its yes and our note of it, it gets the message again,
    with the same Message-ID; SMTP has nothing better."""
    host, sender = _setting(values, "SMTP_HOST"), _setting(values, "SMTP_FROM")
    port = int(values.get("SMTP_PORT", "587"))
    user, password = values.get("SMTP_USER", ""), values.get("SMTP_PASSWORD", "")
    is_plain = values.get("SMTP_PLAIN", "") == "yes"

    def post(message: Message) -> None:
        if message.channel != "email":
            raise Undeliverable("no-text-messages")
        try:
            with smtplib.SMTP(host, port, timeout=_PATIENCE) as server:
                if not is_plain:
                    server.starttls(context=ssl.create_default_context())
                if user:
                    server.login(user, password)
                server.send_message(_letter(message, sender))
        except smtplib.SMTPRecipientsRefused as fault:
            code, _ = fault.recipients[message.to]
            if code in _REFUSED:
                raise Undeliverable(f"refused-{code}") from None
            raise

    return post


# GOV.UK Notify.


def _notify(values: Mapping[str, str]) -> Post:
    """GOV.UK Notify with two templates whose texts are ((subject)) and ((text))."""
    from notifications_python_client.errors import HTTPError
    from notifications_python_client.notifications import NotificationsAPIClient

    client = NotificationsAPIClient(_setting(values, "NOTIFY_KEY"), timeout=_PATIENCE)
    templates = {
        "email": _setting(values, "NOTIFY_EMAIL_TEMPLATE"),
        "text": _setting(values, "NOTIFY_TEXT_TEMPLATE"),
    }

    def post(message: Message) -> None:
        name = str(message.pk)
        # Notify sends what it is given as often as it is given. So a second try asks first.
        if message.tries > 1 and client.get_all_notifications(reference=name)["notifications"]:
            return
        said = {"subject": message.subject, "text": message.text}
        try:
            if message.channel == "email":
                client.send_email_notification(message.to, templates["email"], said, name)
            else:
                client.send_sms_notification(message.to, templates["text"], said, name)
        except HTTPError as fault:
            if fault.status_code == 400:
                raise Undeliverable("refused-400") from None
            raise

    return post
