"""The command serve: site and forms on one address, built again on a change."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from receiver.residents import COUNCIL, REPORT, REPOSITORY

PAGE = """\
---
title: {title}
description: A page.
owner: streets
reviewed: 2026-11-23
translation: partial
---

Hello.
"""
PATIENCE = 90


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A small project that is served."""
    for name, text in {
        "council.yml": COUNCIL,
        "forms/report.yml": REPORT,
        "content/index.md": PAGE.format(title="Home"),
        "mkdocs.yml": "site_name: Testwick\nnav: [index.md]\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        "import sys; from pathlib import Path; from forms.receiver import command; "
        "command.build = lambda project, root: __import__('councilsite.site', fromlist=['x'])"
        ".build_site(project, project / 'site', fresh=False); "
        f"sys.exit(command.serve(Path({str(tmp_path)!r}), Path({str(REPOSITORY)!r}), {port}))"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COUNCILSITE_D")}
    running = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=REPOSITORY,
        env=environment | {"PYTHONPATH": str(REPOSITORY)},
        start_new_session=True,
        # A shell lets what it starts in the background be deaf to interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    yield f"http://127.0.0.1:{port}"
    running.send_signal(signal.SIGINT)
    running.wait(30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    shutil.rmtree(tmp_path, ignore_errors=True)


def get(url: str, data: bytes | None = None) -> tuple[int, str]:
    """Status and text of an address."""
    try:
        with urllib.request.urlopen(url, data, timeout=20) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode("utf-8")


def wait_for(url: str, text: str) -> str:
    """The page of an address as soon as it says something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            page = get(url)[1]
            if text in page:
                return page
        time.sleep(0.3)
    raise AssertionError(f"{url} never says {text}")


def test_site_and_forms_stand_on_one_address(address: str, tmp_path: Path) -> None:
    page = wait_for(f"{address}/", "Hello.")
    assert '<script src="/_live.js" defer></script>' in page
    assert "setInterval" in get(f"{address}/_live.js")[1]
    first = get(f"{address}/report/")[1]
    assert 'action="/forms/report/"' in first
    sent = b"language=en&step=thing&state=&go=next&what=lamp&lamp-number=7"
    status, page = get(f"{address}/forms/report/", sent)
    assert status == 200 and "What happened?" in page and "/_live.js" not in page
    for path in ("/no", "/forms.json", "/_headers", "/../council.yml", "/%2e%2e/council.yml"):
        assert get(f"{address}{path}")[0] == 404, path
    before = get(f"{address}/_live")[1]
    (tmp_path / "content/index.md").write_text(PAGE.format(title="New title"), encoding="utf-8")
    wait_for(f"{address}/", "New title")
    assert get(f"{address}/_live")[1] != before
