"""In charge of the receiver of forms: forms that are safe on the disk in a second, and how long
the slowest residents wait."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT, Environment
from gating import build, make_project
from running import Broken, show_table

LEAST_FORMS = 100
"""Target: forms a second."""
MOST_MILLISECONDS = 200
"""Target: 99 of 100 residents see their reference after at most this time."""
WORKERS = 2
CLIENTS = 8
"""Residents who press the button at the same time, again and again."""
WARM = 200
"""Forms that are sent before the measurement."""

PYTHON = ROOT / ".venv/bin/python"
"""Has the receiver's packages after `python3 build.py serve`."""
DJANGO = "forms.receiver.settings"

_SIGN = """
import secrets, sys, django
django.setup()
from urllib.parse import urlencode
from forms.receiver.journey import Progress
from forms.receiver.travel import pack
for number in range(int(sys.argv[1])):
    email = f"{secrets.token_hex(8)}@example.org"
    answers = {"service": "bins", "who": "", "compliment": "The crew came in the snow.",
        "name": "Ann Lee", "email": email}
    done = frozenset({"compliment", "contact"})
    state = pack("compliment", Progress(secrets.token_urlsafe(16), answers, done))
    print(urlencode({"language": "pl", "step": "check", "go": "send", "state": state}))
"""
_COUNT = """
import django
django.setup()
from forms.receiver.models import Case, Message
print(Case.objects.count(), Message.objects.count())
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a measurement took."""

    forms: int
    """Forms that got a reference."""
    seconds: float
    """On the clock, for all of them."""
    waits: Sequence[float]
    """Seconds for each, in order of length."""

    @property
    def rate(self) -> float:
        """Forms a second."""
        return self.forms / self.seconds

    def percentile(self, part: int) -> float:
        """Milliseconds that so many of a hundred waited at most."""
        return self.waits[min(len(self.waits) * part // 100, len(self.waits) - 1)] * 1000


def submit_forms(environ: Environment, forms: int) -> bool:
    """Prints forms a second on both databases; says whether the targets are met."""
    del environ  # the receiver has an environment of its own
    if not (PYTHON.parent / "gunicorn").is_file():
        raise Broken("The receiver's packages are not there: run python3 build.py serve once.")
    found = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        project = Path(name) / "demonstration"
        make_project(project)
        build(project)
        found["SQLite"] = measure(project, Path(name) / "sqlite", "", forms)
        with start_postgresql() as address:
            found["PostgreSQL"] = measure(project, Path(name) / "postgresql", address, forms)
    rows = [
        (
            name,
            str(taken.forms),
            f"{taken.rate:.0f}",
            *(f"{taken.percentile(part):.0f}" for part in (50, 99, 100)),
        )
        for name, taken in found.items()
    ]
    show_table(("database", "forms", "a second", "half within ms", "99 of 100", "all"), rows)
    met = all(
        taken.rate >= LEAST_FORMS and taken.percentile(99) < MOST_MILLISECONDS
        for taken in found.values()
    )
    print(
        f"Target: {LEAST_FORMS} forms a second, 99 of 100 within {MOST_MILLISECONDS} ms: "
        f"{'met' if met else 'not met'}."
    )
    return met


@contextlib.contextmanager
def start_postgresql() -> Iterator[str]:
    """The address of a PostgreSQL with nothing in it."""
    sys.path.insert(0, str(ROOT / "tests"))
    import postgresql

    with postgresql.started() as address:
        yield address


def measure(project: Path, data: Path, database: str, forms: int) -> Taken:
    """Sends so many forms to a receiver with two workers; makes sure that each is stored."""
    values = os.environ | {
        "DJANGO_SETTINGS_MODULE": DJANGO,
        "COUNCILSITE_PROJECT": str(project),
        "COUNCILSITE_DATA": str(data),
        "COUNCILSITE_GENEROUS": "yes",
        "DATABASE_URL": database,
        "PYTHONPATH": str(ROOT),
    }
    ask(values, "-m", "django", "migrate", "--verbosity", "0")
    bodies = ask(values, "-c", _SIGN, str(forms + WARM)).split()
    with receiver(values) as port:
        send_all(port, bodies[:WARM])
        taken = send_all(port, bodies[WARM:])
    stored = ask(values, "-c", _COUNT).split()
    if taken.forms != forms or stored != [str(forms + WARM)] * 2:
        raise Broken(f"{taken.forms} of {forms} forms have a reference, {stored} are stored.")
    return taken


def ask(values: dict[str, str], *words: str) -> str:
    """What the receiver's Python prints."""
    done = subprocess.run([str(PYTHON), *words], env=values, capture_output=True, text=True)
    if done.returncode:
        raise Broken(f"The receiver broke:\n{done.stderr[-500:]}")
    return done.stdout


@contextlib.contextmanager
def receiver(values: dict[str, str]) -> Iterator[int]:
    """The receiver as docs/receiver.md starts it on a server; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(PYTHON), "-m", "gunicorn", "forms.receiver.wsgi:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--log-level", "error"]
    process = subprocess.Popen(command, env=values)
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


def send_all(port: int, bodies: Sequence[str]) -> Taken:
    """Sends all forms, so many at a time as there are clients."""
    waits: list[float] = []
    waiting = iter(bodies)
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                body = next(waiting, None)
            if body is None:
                return
            start = time.perf_counter()
            if send(port, body):
                waits.append(time.perf_counter() - start)

    wait_for(port)
    start = time.perf_counter()
    clients = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return Taken(len(waits), time.perf_counter() - start, sorted(waits))


def send(port: int, body: str) -> bool:
    """Whether a form got a reference. With a bare socket: the receiver needs the processor."""
    head = (
        f"POST /forms/compliment/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall((head + body).encode())
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    answer = b"".join(parts)
    return answer.startswith(b"HTTP/1.1 200") and b'class="number" dir="ltr">' in answer


def wait_for(port: int) -> None:
    """Until the receiver listens."""
    end = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise Broken("The receiver does not start.") from None
            time.sleep(0.1)
