"""The workflows of the code host: pinned actions, least rights, an end to every job."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY


def steps_of(workflow: str) -> list[dict[str, Any]]:
    return [step for job in WORKFLOWS[workflow]["jobs"].values() for step in job["steps"]]


def commands(workflow: str) -> list[str]:
    return [step["run"] for step in steps_of(workflow) if "run" in step]


FOLDER = REPOSITORY / ".github/workflows"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
WORKFLOWS = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in TEXTS.items()}
JOBS = {name: job for workflow in WORKFLOWS.values() for name, job in workflow["jobs"].items()}
STEPS = [step for name in WORKFLOWS for step in steps_of(name)]


@pytest.mark.parametrize("action", [step["uses"] for step in STEPS if "uses" in step])
def test_an_action_is_pinned_by_its_commit_and_says_its_version(action: str) -> None:
    assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
    said = rf"{re.escape(action)}  # v\d+\.\d+\.\d+$"
    assert any(re.search(said, text, re.MULTILINE) for text in TEXTS.values())


def test_no_job_may_do_more_than_it_must() -> None:
    assert all(workflow["permissions"] == {} for workflow in WORKFLOWS.values())
    rights = {name: set(job["permissions"].items()) for name, job in JOBS.items()}
    assert rights == {
        "audit": {("contents", "read")},
        "check": {("contents", "read"), ("security-events", "write")},
        "publish": {("pages", "write"), ("id-token", "write")},
    }
    assert all(int(job["timeout-minutes"]) <= 60 for job in JOBS.values())
    assert JOBS["publish"]["if"] == "github.event_name == 'push'"


def test_every_package_that_we_install_is_audited() -> None:
    installed = sorted(path.name for path in (REPOSITORY / "requirements").glob("*.txt"))
    python, npm = commands("audit")[1:]
    audited = set(re.findall(r"requirements/(\w+\.txt)", python))
    # Those of the comparison, of the audit and of Node itself do not get to anybody's site.
    assert audited == {*installed} - {"audit.txt", "bench.txt", "node.txt"}
    assert npm == "npm audit --package-lock-only"


def test_the_site_is_built_checked_and_built_with_its_statement() -> None:
    assert commands("site") == [
        "python3 build.py",
        "python3 build.py check --report reports",
        "python3 build.py",
    ]


def test_no_text_from_outside_gets_into_a_shell() -> None:
    assert not any("${{" in command for name in WORKFLOWS for command in commands(name))


def test_the_caches_are_carried() -> None:
    caches = [step["with"] for step in STEPS if "actions/cache@" in step.get("uses", "")]
    assert [cache["path"] for cache in caches] == [".venv", ".cache"]
    for lock in ("requirements/*.txt", "package-lock.json"):
        assert all(f"'{lock}'" in cache["key"] for cache in caches)
