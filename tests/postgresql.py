"""A PostgreSQL server for tests, with nothing in it, gone when they end."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OPTIONS = "-c listen_addresses= -c unix_socket_directories={socket}"


def _programs() -> Path:
    """The folder of the server's programs, which Debian keeps off PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    name = found[0] if found else Path(shutil.which("initdb") or "")
    assert name.is_file(), "PostgreSQL is not on this machine: apt-get install postgresql"
    return name.parent


@contextlib.contextmanager
def started() -> Iterator[str]:
    """The address of a server, as DATABASE_URL wants it."""
    programs = _programs()
    # The server does not run as root, and temporary folders of pytest are root's alone.
    is_root = os.geteuid() == 0
    alike = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if is_root else []
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    home = folder / "home"
    home.mkdir()
    if is_root:
        shutil.chown(home, "nobody", "nogroup")
    data = home / "data"
    user = "council"
    make = [str(programs / "initdb"), "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8"]
    control = [*alike, str(programs / "pg_ctl"), "-D", str(data), "-w", "-s"]
    options = _OPTIONS.format(socket=home)
    quiet = {"check": True, "cwd": home, "stdout": subprocess.DEVNULL}
    subprocess.run([*alike, *make, "--locale=C.UTF-8"], **quiet)  # type: ignore[call-overload]
    log = ["-l", str(home / "log")]
    subprocess.run([*control, *log, "-o", options, "start"], **quiet)  # type: ignore[call-overload]
    try:
        yield f"postgresql://{user}@/postgres?host={home}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], cwd=home, check=False)
        shutil.rmtree(folder, ignore_errors=True)
