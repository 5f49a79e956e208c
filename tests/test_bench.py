"""The benchmark runs from beginning to end and says what it measured, on the smallest site."""

from __future__ import annotations

import re
import subprocess
import sys

from conftest import REPOSITORY


def test_the_bench_prints_its_tables_with_every_peer_or_the_reason_why_not() -> None:
    sizes = ["--pages", "11", "--rounds", "1", "--edit-pages", "11", "--edits", "1"]
    sizes += ["--print-pages", "1"]
    done = subprocess.run(
        [sys.executable, "bench/run.py", *sizes],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    # 1 says that a target was missed, which a site of eleven pages cannot help.
    assert done.returncode in (0, 1), done.stdout + done.stderr
    figures = dict(re.findall(r"^\| (\S.*?) +\| 55 +\| +([0-9.]+) ", done.stdout, re.MULTILINE))
    assert float(figures["councilsite"]) > 0
    for peer in ("mkdocs-static-i18n", "hugo"):
        assert peer in figures or re.search(rf"{peer}.*: ", done.stdout + done.stderr)
    assert re.search(r"^\| one paragraph changed .*\| +[0-9.]+ ", done.stdout, re.MULTILINE)
    assert re.search(r"^\| councilsite +\| 5 +\| +[0-9.]+ ", done.stdout, re.MULTILINE)
    for peer in ("weasyprint", "chromium"):
        assert re.search(rf"^\| {peer} +\| (5|not measured) ", done.stdout, re.MULTILINE)
    assert re.search(r"^\| nothing changed.*\| +[0-9.]+ ", done.stdout, re.MULTILINE)
