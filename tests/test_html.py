"""The Nu HTML checker finds no error on any page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from browser import describe, list_pages, node_module
from conftest import BuiltSite

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None,
    reason="the Nu HTML checker needs Java, which is not on this machine: "
    "sudo apt-get install default-jre-headless",
)


def check(folder: Path) -> list[dict[str, object]]:
    """Everything that the checker says about the HTML files of a folder."""
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    # The larger stack is what the checker's own documents ask for.
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    messages: list[dict[str, object]] = json.loads(done.stderr)["messages"]
    return messages


def find_errors(folder: Path) -> list[dict[str, object]]:
    """What breaks the rules of HTML; the checker's advice (info) is left out."""
    return [message for message in check(folder) if message["type"] != "info"]


def test_every_page_is_valid_html(every_page: BuiltSite) -> None:
    assert len(list_pages(every_page.out)) >= 150
    errors = find_errors(every_page.out)
    assert not errors, describe(errors[:20])


def test_the_checker_reads_every_page_and_sees_what_is_broken(tmp_path: Path) -> None:
    good = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bins</title><h1>Bins</h1>'
    broken = {
        "twice.html": '<p id="a">One<p id="a">Two',
        "deep/list.html": "<ul><p>Not an item</p></ul>",
        "image.html": '<img src="bin.png">',
    }
    for name, html in {**broken, "good.html": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(good + html, encoding="utf-8")
    errors = find_errors(tmp_path)
    assert {Path(str(error["url"])).name for error in errors} == {Path(n).name for n in broken}
