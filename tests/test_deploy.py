"""What starts the receiver on a server fits the receiver."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, BuiltSite

DEPLOY = REPOSITORY / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))


def settings() -> dict[str, str]:
    """The variables in receiver.env."""
    lines = (DEPLOY / "receiver.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_a_unit(unit: str) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not on this machine")
    command = [program, "verify", str(DEPLOY / unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    # The program is not at its place here, nor is the other unit.
    strange = [
        line
        for line in said.splitlines()
        if unit in line and "is not executable" not in line and "not found" not in line
    ]
    assert strange == []


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_runs_commands_of_the_guide(unit: str) -> None:
    guide = (REPOSITORY / "docs/receiver.md").read_text(encoding="utf-8")
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    commands = re.findall(r"^ExecStart=/opt/councilsite/(.+)$", text, re.MULTILINE)
    assert len(commands) == 1
    assert all(command in guide for command in commands)


def test_every_setting_is_in_the_guide() -> None:
    guide = (REPOSITORY / "docs/receiver.md").read_text(encoding="utf-8")
    assert settings().pop("DJANGO_SETTINGS_MODULE") == "forms.receiver.settings"
    unknown = [
        name for name in settings() if name.startswith("COUNCIL") and f"`{name}`" not in guide
    ]
    assert unknown == []


def test_django_has_no_doubts_about_these_settings(
    demonstration: BuiltSite, tmp_path: Path
) -> None:
    own = {"COUNCILSITE_SITE": str(demonstration.out), "COUNCILSITE_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command,
        cwd=REPOSITORY,
        env={**os.environ, **settings(), **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_the_container_copies_is_in_the_repository() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [
        word
        for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    assert len(copied) >= 8
    # The site is made before.
    assert [name for name in copied if name != "site" and not (REPOSITORY / name).exists()] == []
