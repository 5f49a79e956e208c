"""Linter, formatter, types and spelling: clean, by the settings of pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["codespell_lib", "."],
    ],
    ids=lambda command: " ".join(command),
)
def test_a_tool_has_nothing_to_say(command: list[str], tmp_path: Path) -> None:
    # mypy reads Django's settings, which make the folder of the receiver's data.
    environment = os.environ | {"COUNCILSITE_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
