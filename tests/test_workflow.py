"""The workflow of the code host: pinned actions, least rights, an end to every job."""

from __future__ import annotations

import re

import pytest
import yaml
from conftest import REPOSITORY

PATH = REPOSITORY / ".github/workflows/site.yml"
TEXT = PATH.read_text(encoding="utf-8")
WORKFLOW = yaml.load(TEXT, Loader=yaml.BaseLoader)
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def commands() -> list[str]:
    return [step["run"] for step in STEPS if "run" in step]


@pytest.mark.parametrize("action", [step["uses"] for step in STEPS if "uses" in step])
def test_an_action_is_pinned_by_its_commit_and_says_its_version(action: str) -> None:
    assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
    assert re.search(rf"{re.escape(action)}  # v\d+\.\d+\.\d+$", TEXT, re.MULTILINE)


def test_no_job_may_do_more_than_it_must() -> None:
    assert WORKFLOW["permissions"] == {}
    rights = {name: set(job["permissions"].items()) for name, job in WORKFLOW["jobs"].items()}
    assert rights == {
        "check": {("contents", "read"), ("security-events", "write")},
        "publish": {("pages", "write"), ("id-token", "write")},
    }
    assert all(int(job["timeout-minutes"]) <= 60 for job in WORKFLOW["jobs"].values())
    assert WORKFLOW["jobs"]["publish"]["if"] == "github.event_name == 'push'"


def test_the_site_is_built_checked_and_built_with_its_statement() -> None:
    assert commands() == [
        "python3 build.py",
        "python3 build.py check --report reports",
        "python3 build.py",
    ]


def test_no_text_from_outside_gets_into_a_shell() -> None:
    assert not any("${{" in command for command in commands())


def test_the_caches_are_carried() -> None:
    caches = [step["with"] for step in STEPS if "actions/cache@" in step.get("uses", "")]
    assert [cache["path"] for cache in caches] == [".venv", ".cache"]
    for lock in ("requirements/*.txt", "package-lock.json"):
        assert all(f"'{lock}'" in cache["key"] for cache in caches)
