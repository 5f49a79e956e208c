"""In charge of the command `serve`: site, receiver and sender together, built again on a change."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from councilsite.terminal import complain, say

WATCHED = ("content", "theme", "locales", "forms", "council.yml", "mkdocs.yml")
"""Folders and files of a project; who changes one of them wants to see it."""
_PAUSE = 1.0
_PATIENCE = 10
_DJANGO = "forms.receiver.settings"


def serve(project: Path, root: Path, port: int) -> int:
    """Builds the site and serves it until somebody presses Ctrl+C; returns the exit code."""
    seen = stamp(project)
    code = build(project, root)
    if code:
        return code
    environment = environment_of(project, root)
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    code = subprocess.run(migrate, env=environment, check=False).returncode
    if code:
        complain("The database could not be made ready: see the lines above.")
        return 2
    with running(commands(port), environment) as programs:
        say(f"Look at http://127.0.0.1:{port}/  Stop with Ctrl+C.")
        say(f"Messages to residents become files in {environment['COUNCILSITE_DATA']}/outbox/.")
        while all(program.poll() is None for program in programs):
            time.sleep(_PAUSE)
            now = stamp(project)
            if now != seen:
                seen = now
                build(project, root)
                # gunicorn starts new workers, which read the forms and settings anew.
                programs[0].send_signal(signal.SIGHUP)
    complain(f"The server stopped: see the lines above. Is something else at port {port}?")
    return 2


def environment_of(project: Path, root: Path) -> dict[str, str]:
    """The environment of the programs that serve."""
    data = os.environ.get("COUNCILSITE_DATA", str(project / "data"))
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": _DJANGO,
        "COUNCILSITE_PROJECT": str(project),
        "COUNCILSITE_DATA": data,
        "PYTHONPATH": str(root),
    }


def commands(port: int) -> list[list[str]]:
    """What runs: the server and the sender of messages."""
    python = sys.executable
    serve = [python, "-m", "gunicorn", "forms.receiver.serving:live"]
    serve += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    # Threads: a browser opens connections that it may never use.
    serve += ["--workers", "2", "--threads", "4"]
    return [serve, [python, "-m", "django", "send_messages"]]


def build(project: Path, root: Path) -> int:
    """Builds the site in a process of its own, which may fail without ending this one."""
    command = [sys.executable, str(root / "build.py"), "site", "--project", str(project)]
    return subprocess.run(command, check=False).returncode


@contextlib.contextmanager
def running(
    started: Sequence[Sequence[str]], environment: Mapping[str, str]
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Programs that end with this one."""
    programs = [subprocess.Popen(command, env=environment) for command in started]
    try:
        yield programs
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            try:
                program.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                program.kill()


def stamp(project: Path) -> int:
    """Changes when a watched file changes, comes or goes."""
    found = []
    for name in WATCHED:
        top = project / name
        for path in (top, *top.rglob("*")):
            if "__pycache__" not in path.parts and path.suffix != ".part":
                with contextlib.suppress(OSError):
                    found.append((str(path), path.stat().st_mtime_ns))
    return hash(tuple(sorted(found)))
