"""The browsers of a Selenium Grid, or of any remote WebDriver, find the same as our own."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest
from browser import node_module

from a11y.command import BROKEN, FOUND, Wanted, check

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bins - Testwick</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Bins</h1><p>Bin days: <a href="/b">click here</a>.</p></main></body></html>"""


@pytest.fixture
def grid() -> Iterator[str]:
    """The address of a remote WebDriver on this machine."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("chromedriver")
    assert program is not None
    process = subprocess.Popen([program, f"--port={port}"], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"{address}/status", timeout=5):
                return
        except OSError:
            assert time.monotonic() < end, "the driver does not answer"
            time.sleep(0.1)


def test_a_remote_browser_finds_the_barrier(
    grid: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    wanted = Wanted(tmp_path / "project", files=tmp_path, grid=grid, as_json=True)
    assert check(wanted, node_module("")) == FOUND
    assert '"vague-link"' in capsys.readouterr().out


def test_a_grid_that_does_not_answer_breaks_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    wanted = Wanted(tmp_path / "project", files=tmp_path, grid="http://127.0.0.1:9")
    assert check(wanted, node_module("")) == BROKEN
    assert "No browser could be started" in capsys.readouterr().err
