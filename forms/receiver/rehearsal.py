"""In charge of a receiver to try forms with: site and receiver on a free port of this machine.

It has a database of its own, without limits to how often somebody may ask, and all that it was told
is gone when it ends. Tests and the accessibility gate fill in forms with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import urlopen

from forms.receiver.command import environment_of
from forms.receiver.environment import ROOT
from forms.receiver.texts import FILE

_FOREIGN = ("DATABASE_URL", "COUNCILSITE_HOSTS", "COUNCILSITE_PROXIES", "COUNCILSITE_OUTBOX")
"""What is true of a receiver on a server, and of this one not."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A receiver that forgets everything."""

    address: str
    """Where site and receiver are, with a slash at the end."""
    environment: Mapping[str, str]
    """What its programs know of it."""

    def command(self, *words: str) -> str:
        """What one of the receiver's commands prints. Raises CalledProcessError."""
        # A file of the site would be answered before the database is there. Whatever the receiver
        # says, it is there then.
        with contextlib.suppress(HTTPError):
            urlopen(f"{self.address}no-such-file").close()
        wanted = [sys.executable, "-m", "django", *words]
        done = subprocess.run(
            wanted, env=self.environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return done.stdout


@contextlib.contextmanager
def rehearse(project: Path, site: Path) -> Iterator[str]:
    """Serves a finished site with its forms; gives the address, with a slash at the end."""
    with set_stage(project, site) as stage:
        yield stage.address


@contextlib.contextmanager
def set_stage(project: Path, site: Path) -> Iterator[Stage]:
    """The same for those who also need the receiver's commands, such as the one for accounts."""
    with contextlib.ExitStack() as stack:
        folder = TemporaryDirectory(prefix="rehearsal-", ignore_cleanup_errors=True)
        environment = _environment(project, site, stack.enter_context(folder))
        # Whoever asks before the receiver has started waits for it in the queue of this socket.
        with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
            port = listening.getsockname()[1]
            stack.enter_context(_playing(listening.fileno(), environment))
        yield Stage(f"http://127.0.0.1:{port}/", environment)


def describe(project: Path, site: Path) -> str:
    """Changes with whatever changes the answers: our code, the forms and their words."""
    own = project / "theme"
    theme = own if own.is_dir() else ROOT / "theme"
    files = [
        *(ROOT / "forms").rglob("*.py"),
        *(project / "forms").glob("*.yml"),
        *(theme / "components").glob("*.html"),
        project / "council.yml",
        site / FILE,
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _environment(project: Path, site: Path, data: str) -> dict[str, str]:
    own = {
        "COUNCILSITE_SITE": str(site),
        "COUNCILSITE_DATA": data,
        "COUNCILSITE_GENEROUS": "yes",
    }
    known = environment_of(project, ROOT)
    return {name: value for name, value in known.items() if name not in _FOREIGN} | own


@contextlib.contextmanager
def _playing(descriptor: int, environment: Mapping[str, str]) -> Iterator[None]:
    """A server that takes over an open socket."""
    # Threads: a browser opens connections that it may never use.
    options = ["--bind", f"fd://{descriptor}", "--threads", "4", "--log-level", "warning"]
    # At the end nobody waits for an answer any more.
    options += ["--graceful-timeout", "0"]
    program = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "forms.receiver.curtain:application", *options],
        env=environment,
        pass_fds=(descriptor,),
    )
    try:
        yield
    finally:
        # Its worker sees within a second that it is alone, and ends. If gunicorn were asked to end,
        # it would complain where the worker is not as quick.
        program.kill()
        program.wait()
