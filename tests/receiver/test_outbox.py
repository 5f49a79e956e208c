"""The queue of messages: sent once, tried again, given up; and the ways that they leave."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import threading
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from forms.receiver.environment import UnfitSetting
from forms.receiver.models import Case, Event, Message
from forms.receiver.outbox import WAITS, Undeliverable, claim, send_due
from forms.receiver.postmen import postman
from receiver.residents import Resident

State = Message.State


def put(number: int = 1, **more: Any) -> list[Message]:
    """Messages in the queue."""
    return [
        Message.objects.create(
            **{
                "key": f"k{n} {more.get('key', '')}",
                "kind": "acknowledgement",
                "channel": "email",
                "to": f"ann{n}@example.org",
                "language": "pl",
                "subject": "Zgłoszenie",
                "text": "Dzień dobry",
                **{name: value for name, value in more.items() if name != "key"},
            }
        )
        for n in range(number)
    ]


def hurry() -> None:
    """Makes everything due now."""
    Message.objects.update(next_try=timezone.now() - dt.timedelta(seconds=1))


def test_an_acknowledgement_is_sent_once_and_noted(resident: Resident) -> None:
    resident.send(resident.to_check(email="ann@example.org"), "send")
    call_command("send_messages", "--once")
    (file,) = (Path(resident_folder()) / "outbox").iterdir()
    message = Message.objects.get()
    assert file.name == f"{message.pk}.eml" and message.state == State.SENT
    letter = message_from_bytes(file.read_bytes())
    assert letter["To"] == "ann@example.org" and letter["Auto-Submitted"] == "auto-generated"
    assert Case.objects.get().acknowledged is not None
    assert [event.kind for event in Event.objects.order_by("pk")] == ["received", "acknowledged"]
    assert send_due(lambda _: pytest.fail("sent twice")) == 0


def resident_folder() -> Path:
    """Where the receiver keeps its data."""
    from django.conf import settings

    folder: Path = settings.ENVIRONMENT.data
    return folder


def test_what_one_takes_no_other_gets(receiver: Path) -> None:
    put(25)
    hurry()
    taken: list[Any] = []

    def take() -> None:
        try:
            while batch := claim():
                taken.extend(message.pk for message in batch)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 25


def test_what_a_dead_worker_took_is_free_after_its_lease(receiver: Path) -> None:
    put()
    hurry()
    assert claim(dt.timedelta(seconds=-1)) and claim() and not claim()
    assert Message.objects.get().tries == 2


def test_a_fault_is_tried_again_later_and_later(receiver: Path) -> None:
    put()

    def fail(_: Message) -> None:
        raise ConnectionError("ann0@example.org is unhappy")

    for wait in WAITS:
        hurry()
        assert send_due(fail) == 1
        message = Message.objects.get()
        assert message.state == State.WAITING and message.fault == "ConnectionError"
        assert abs(message.next_try - timezone.now() - wait) < dt.timedelta(minutes=1)
    hurry()
    send_due(fail)
    assert Message.objects.get().state == State.FAILED
    hurry()
    assert send_due(fail) == 0


def test_what_cannot_arrive_is_not_tried_again(receiver: Path) -> None:
    put()
    hurry()

    def refuse(_: Message) -> None:
        raise Undeliverable("refused-550")

    send_due(refuse)
    assert (Message.objects.get().state, Message.objects.get().fault) == (
        State.FAILED,
        "refused-550",
    )


def test_one_fault_holds_up_no_other_message(receiver: Path) -> None:
    put(3)
    hurry()
    sent = []

    def post(message: Message) -> None:
        if message.to.startswith("ann1"):
            raise OSError
        sent.append(message.to)

    send_due(post)
    assert sorted(sent) == ["ann0@example.org", "ann2@example.org"]


def test_logs_name_no_address(receiver: Path, caplog: pytest.LogCaptureFixture) -> None:
    put()
    hurry()

    def fail(message: Message) -> None:
        raise smtplib.SMTPRecipientsRefused({message.to: (450, message.to.encode())})

    with caplog.at_level(logging.DEBUG):
        send_due(fail)
    assert "was not sent" in caplog.text and "example.org" not in caplog.text
    assert "example" not in Message.objects.get().fault


def test_a_repeat_writes_the_same_file(receiver: Path, tmp_path: Path) -> None:
    (message,) = put()
    post = postman("file", tmp_path)
    post(message)
    (first,) = (tmp_path / "outbox").iterdir()
    before = first.read_bytes()
    post(message)
    assert list((tmp_path / "outbox").iterdir()) == [first] and first.read_bytes() == before


def test_a_text_message_is_a_file_too(receiver: Path, tmp_path: Path) -> None:
    (message,) = put(channel="text", to="07700900100")
    postman("file", tmp_path)(message)
    (file,) = (tmp_path / "outbox").iterdir()
    assert file.read_text("utf-8") == "To: 07700900100\n\nDzień dobry\n"


class FakeServer:
    """A mail server that notes what it gets."""

    got: list[Any] = []
    refuse = 0

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.got.append((host, port, timeout))

    def __enter__(self) -> FakeServer:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def starttls(self, context: object) -> None:
        self.got.append("tls" if context else "")

    def login(self, user: str, password: str) -> None:
        self.got.append((user, password))

    def send_message(self, letter: Any) -> None:
        if self.refuse:
            raise smtplib.SMTPRecipientsRefused({letter["To"]: (self.refuse, b"no")})
        self.got.append(letter)


def test_smtp(receiver: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(smtplib, "SMTP", FakeServer)
    monkeypatch.setattr(FakeServer, "got", [])
    (message,) = put()
    values = {"SMTP_HOST": "mail.example", "SMTP_FROM": "a@b.example", "SMTP_USER": "u"}
    post = postman("smtp", tmp_path, values)
    post(message)
    connected, tls, login, letter = FakeServer.got
    assert connected == ("mail.example", 587, 20) and tls == "tls" and login == ("u", "")
    assert letter["Message-ID"] == f"<{message.pk}@b.example>"
    monkeypatch.setattr(FakeServer, "refuse", 550)
    with pytest.raises(Undeliverable, match="refused-550"):
        post(message)
    monkeypatch.setattr(FakeServer, "refuse", 450)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        post(message)
    message.channel = "text"
    with pytest.raises(Undeliverable):
        post(message)


class FakeNotify:
    """GOV.UK Notify, as far as we use it."""

    sent: list[tuple[str, ...]] = []
    status = 0

    def __init__(self, key: str, timeout: int) -> None:
        assert key == "key" and timeout

    def get_all_notifications(self, reference: str) -> dict[str, list[str]]:
        return {"notifications": [sent[-1] for sent in self.sent if sent[-1] == reference]}

    def send_email_notification(self, to: str, template: str, said: object, name: str) -> None:
        if self.status:
            from notifications_python_client.errors import HTTPError

            raise HTTPError(message=to) if self.status == 503 else _refused(to)
        self.sent.append((to, template, name))

    send_sms_notification = send_email_notification


def _refused(to: str) -> Exception:
    from notifications_python_client.errors import HTTPError
    from requests import Response

    response = Response()
    response.status_code = 400
    return HTTPError(response, message=to)


def test_notify(receiver: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from notifications_python_client import notifications
    from notifications_python_client.errors import HTTPError

    monkeypatch.setattr(notifications, "NotificationsAPIClient", FakeNotify)
    monkeypatch.setattr(FakeNotify, "sent", [])
    values = {
        "NOTIFY_KEY": "key",
        "NOTIFY_EMAIL_TEMPLATE": "mail",
        "NOTIFY_TEXT_TEMPLATE": "text",
    }
    post = postman("notify", tmp_path, values)
    (message,) = put()
    message.tries = 1
    post(message)
    message.tries = 2
    post(message)
    assert FakeNotify.sent == [("ann0@example.org", "mail", str(message.pk))], "asked first"
    message.tries = 1
    message.channel = "text"
    post(message)
    assert FakeNotify.sent[-1][1] == "text"
    message.channel = "email"
    monkeypatch.setattr(FakeNotify, "status", 400)
    with pytest.raises(Undeliverable):
        post(message)
    monkeypatch.setattr(FakeNotify, "status", 503)
    with pytest.raises(HTTPError):
        post(message)


@pytest.mark.parametrize("name", ["smtp", "notify"])
def test_a_missing_setting_is_named(receiver: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnfitSetting, match="is not set"):
        postman(name, tmp_path, {})
