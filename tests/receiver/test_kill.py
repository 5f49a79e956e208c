"""kill -9 of the receiver and its sender, 20 times under load: nothing lost, nothing twice."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core import signing

from receiver.residents import REPOSITORY, write_project

KILLS = 20
CLIENTS = 6
SECONDS_BETWEEN = 0.7
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


class Receiver:
    """A receiver with two workers and a sender, as they run on a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._environment = os.environ | {
            "COUNCILSITE_PROJECT": str(folder),
            "COUNCILSITE_GENEROUS": "yes",
            "PYTHONPATH": str(REPOSITORY),
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def manage(self, *words: str) -> list[str]:
        """A command of Django's."""
        return [sys.executable, "-m", "django", *words]

    def run(self, *words: str) -> None:
        """Runs a command to its end."""
        subprocess.run(self.manage(*words), env=self._environment, check=True)

    def start(self) -> None:
        """Starts both."""
        serve = [sys.executable, "-m", "gunicorn", "forms.receiver.wsgi:application"]
        serve += ["--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--log-level", "critical"]
        send = self.manage("send_messages", "--pause", "0.05", "--lease", "1")
        self._running = [
            subprocess.Popen(
                command,
                env=self._environment,
                cwd=self.folder,
                start_new_session=True,
                stderr=subprocess.DEVNULL,
            )
            for command in (serve, send)
        ]

    def kill(self) -> None:
        """What a power cut does to processes."""
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def running(receiver: object, tmp_path: Path) -> Iterator[Receiver]:
    """A receiver of its own, on the database that all tests share or on a new SQLite file."""
    write_project(tmp_path)
    running = Receiver(tmp_path)
    running.run("migrate", "--verbosity", "0")
    yield running
    running.kill()


class Client(threading.Thread):
    """Residents who press the button again until they see a reference."""

    def __init__(self, receiver: Receiver, stop: threading.Event) -> None:
        super().__init__()
        self._receiver, self._stop_asked = receiver, stop
        self._key = (receiver.folder / "data/secret.key").read_text("utf-8")
        self.references: dict[str, str] = {}
        self.repeats = 0
        self.faults: list[str] = []

    def run(self) -> None:
        """Sends one form after the other."""
        while not self._stop_asked.is_set():
            address = f"{secrets.token_hex(8)}@example.org"
            body = self._body(address)
            while not (reference := self._send(body)):
                self.repeats += 1
                time.sleep(0.05)
            self.references[address] = reference

    def _body(self, address: str) -> str:
        """The form as it stands on "check your answers"."""
        content = {
            "form": "report",
            "journey": secrets.token_urlsafe(16),
            "answers": {"what": "lamp", "lamp-number": "7", "email": address},
            "done": ["thing", "more"],
        }
        state = signing.dumps(content, key=self._key, salt="forms.receiver.travel", compress=True)
        return urlencode({"language": "en", "step": "check", "go": "send", "state": state})

    def _send(self, body: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._receiver.port, timeout=30)
        try:
            connection.request("POST", "/forms/report/", body, FORM)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8")
        except (OSError, http.client.HTTPException):
            return ""
        finally:
            connection.close()
        if answer.status != 200:
            self.faults.append(f"{answer.status}")
            return ""
        found = re.search(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b", page)
        return found.group().replace("-", "") if found else ""


def test_nothing_is_lost_and_nothing_is_twice(running: Receiver) -> None:
    stop = threading.Event()
    clients = [Client(running, stop) for _ in range(CLIENTS)]
    running.start()
    for client in clients:
        client.start()
    for _ in range(KILLS):
        before = sum(len(client.references) for client in clients)
        while sum(len(client.references) for client in clients) < before + CLIENTS:
            time.sleep(0.05)
        time.sleep(SECONDS_BETWEEN * secrets.randbelow(100) / 100)
        running.kill()
        running.start()
    stop.set()
    for client in clients:
        client.join()
    given = {k: v for client in clients for k, v in client.references.items()}
    repeats = sum(client.repeats for client in clients)
    running.kill()
    time.sleep(1.2)  # the leases of what was being sent end
    running.run("send_messages", "--once")
    stored, sent = _stored(running), _sent(running.folder / "data/outbox")
    faults = Counter(fault for client in clients for fault in client.faults)
    assert set(faults) <= {"503"}
    assert stored == given, "each reference that was given is there, and no other"
    assert len(set(given.values())) == len(given)
    assert sent == Counter(given.keys()), "each acknowledgement once"
    print(f"{len(given)} cases, {repeats} sent again, {KILLS} kills, faults {dict(faults)}")


def _stored(running: Receiver) -> dict[str, str]:
    """Reference by e-mail address of every case in the database."""
    show = (
        "import json; from forms.receiver.models import Case, Message; "
        "rows = [(c.answers['email'], c.reference) for c in Case.objects.all()]; "
        "assert len(rows) == len(dict(rows)) == Message.objects.filter(state='sent').count(); "
        "assert not Message.objects.exclude(state='sent').exists(); "
        "assert not Case.objects.filter(acknowledged=None).exists(); "
        "print('ROWS', json.dumps(dict(rows)))"
    )
    code = f"import django; django.setup(); {show}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=running._environment,
        capture_output=True,
        text=True,
        check=True,
    )
    import json

    found: dict[str, str] = json.loads(done.stdout.partition("ROWS ")[2])
    return found


def _sent(outbox: Path) -> Counter[str]:
    """How many files there are for each e-mail address."""
    files = [path for path in outbox.iterdir() if not path.name.startswith(".")]
    return Counter(str(message_from_bytes(path.read_bytes())["To"]) for path in files)
