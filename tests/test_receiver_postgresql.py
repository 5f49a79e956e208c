"""The receiver's tests once more, on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import postgresql

TESTS = Path(__file__).resolve().parent / "receiver"


def test_the_receiver_on_postgresql() -> None:
    with postgresql.started() as address:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(TESTS)]
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")
        }
        environment |= {"DATABASE_URL": address}
        done = subprocess.run(
            command, cwd=TESTS.parent.parent, env=environment, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout[-8000:]
