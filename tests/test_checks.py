"""Each of our own checks finds fault with what it must, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import node_module

from a11y.checklist import Check, read_checks
from a11y.engines import axe, own
from a11y.engines.browser import Browser
from a11y.findings import Finding
from a11y.serving import serve
from a11y.states import LOADED, State

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bins - Testwick</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Bins</h1>{}</main></body></html>"""

AS_LOADED = State(LOADED, "desktop", "light")


def examples(kind: str) -> Iterator[object]:
    for check in read_checks():
        for number, example in enumerate(getattr(check, kind)):
            yield pytest.param(check, example, id=f"{check.rule}-{number}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder for examples, and where it is served: a browser opens pages of one site quickly."""
    folder = tmp_path_factory.mktemp("examples")
    with serve(folder) as address:
        yield folder, address


def findings(
    browser: Browser, folder: tuple[Path, str], check: Check, example: str
) -> list[Finding]:
    whole = example.lstrip().lower().startswith("<!doctype")
    name = f"{len([*folder[0].iterdir()])}.html"
    (folder[0] / name).write_text(example if whole else PAGE.format(example), encoding="utf-8")
    browser.open(folder[1] + name)
    axe.prepare(browser, node_module(axe.SCRIPT))
    return [*own.run_checks(browser, [check], "page", AS_LOADED)]


@pytest.mark.parametrize(("check", "example"), [*examples("fails")])
def test_a_check_finds_what_it_is_for(
    browser: Browser, folder: tuple[Path, str], check: Check, example: str
) -> None:
    found = findings(browser, folder, check, example)
    assert found
    assert all(finding.message and "{" not in finding.message for finding in found)


@pytest.mark.parametrize(("check", "example"), [*examples("passes")])
def test_a_check_is_content_with_what_is_good(
    browser: Browser, folder: tuple[Path, str], check: Check, example: str
) -> None:
    assert findings(browser, folder, check, example) == []


@pytest.mark.parametrize("check", read_checks(), ids=lambda check: check.rule)
def test_a_check_has_examples_of_both_kinds(check: Check) -> None:
    assert check.fails
    assert check.passes
