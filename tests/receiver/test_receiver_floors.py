"""The shape of the receiver: who may import whom, and who may know Django."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from receiver.residents import REPOSITORY

PACKAGE = REPOSITORY / "forms" / "receiver"
FLOORS = (
    ("references", "deadlines", "journey", "logs", "command", "hiding", "files"),
    ("clocks",),
    ("environment",),
    ("models", "settings", "wsgi", "texts"),
    ("library", "cases", "rehearsal", "limits", "outbox", "tracking", "travel", "shells"),
    ("quarters", "quarterly", "lessons"),
    ("postmen", "letters", "showing", "checks"),
    ("apology", "uploads", "apps"),
    ("guard", "views", "keeping", "person"),
    ("tidying", "office"),
    ("urls", "serving"),
    ("curtain",),
)
"""A module imports from lower floors only."""

OFFICE_FLOORS = (
    ("roles", "words", "replies", "export"),
    (
        *("door", "answers", "filters", "figures", "work", "passwords", "entry", "record"),
        *("brief", "accountlog"),
    ),
    ("history", "accounts"),
    ("caseform",),
    ("caseadmin",),
    ("house",),
)
"""The same within the back office, which only `urls` knows."""

OWNERS = {
    "holidays": {"deadlines"},
    "PIL": {"uploads"},
    "jinja2": {"shells"},
    "smtplib": {"postmen"},
    "notifications_python_client": {"postmen"},
    "segno": {"entry"},
}
"""One owner for each outside library."""

PURE = (
    *("command", "rehearsal", "references", "deadlines", "clocks", "journey", "environment"),
    *("texts", "shells", "hiding", "files", "curtain"),
)
"""Modules that know nothing of Django."""

MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.name != "__init__.py")
OFFICE = sorted(path for path in PACKAGE.glob("office/*.py") if path.name != "__init__.py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module
            if module == "forms.receiver":
                yield from (f"{module}.{alias.name}" for alias in node.names)


def floor_of(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_from_lower_floors_only(path: Path) -> None:
    for name in imported(path):
        if name.startswith("forms.receiver."):
            assert floor_of(name.split(".")[2]) < floor_of(path.stem), f"imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_an_outside_library_has_one_owner(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        assert path.stem in OWNERS.get(library, {path.stem}), f"imports {name}"
        assert library not in ("mkdocs", "yaml", "markdown", "selenium"), f"imports {name}"
        assert name.split(".")[:2] not in (["councilsite", "engine_mkdocs"], ["a11y"])
        if path.stem in PURE:
            allowed = sys.stdlib_module_names | {"forms", "councilsite", *OWNERS}
            assert library in allowed, f"{path.stem} imports {name}"


@pytest.mark.parametrize("path", OFFICE, ids=lambda path: path.stem)
def test_the_office_has_floors_of_its_own(path: Path) -> None:
    floors = {name: number for number, names in enumerate(OFFICE_FLOORS) for name in names}
    for name in imported(path):
        if name.startswith("forms.receiver.office."):
            assert floors[name.split(".")[3]] < floors[path.stem], f"imports {name}"
        elif name.startswith("forms.receiver.") and name != "forms.receiver.office":
            assert floor_of(name.split(".")[2]) < floor_of("office"), f"imports {name}"
        library = name.split(".")[0]
        assert {path.stem, "office"} & OWNERS.get(library, {"office"}), f"imports {name}"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_each_module_has_its_line_in_the_docs() -> None:
    text = (REPOSITORY / "docs" / "receiver.md").read_text(encoding="utf-8")
    for path in MODULES:
        assert f"`{path.stem}`" in text, path.stem
    for path in OFFICE:
        assert f"`office.{path.stem}`" in text, path.stem


def test_each_setting_is_in_the_docs() -> None:
    text = (REPOSITORY / "docs" / "receiver.md").read_text(encoding="utf-8")
    prefixes = ("COUNCILSITE_", "SMTP_", "NOTIFY_", "DATABASE_")
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else ""
            if isinstance(value, str) and value.startswith(prefixes) and value.isupper():
                assert f"`{value}`" in text, value


def test_modules_are_short_and_packages_empty() -> None:
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 400 for path in MODULES)
    assert not any(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("__init__.py"))


def test_the_migrations_are_those_of_the_models(receiver: object) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "receiver", "--check", "--dry-run", verbosity=0)


def test_django_finds_nothing_to_say_before_it_goes_out() -> None:
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environment = os.environ | {
        # On a person's own machine cookies go without TLS.
        "COUNCILSITE_HOSTS": "www.testwick.example",
        "PYTHONPATH": str(REPOSITORY),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
