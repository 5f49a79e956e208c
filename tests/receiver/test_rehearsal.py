"""A rehearsed receiver starts when somebody asks for it, and is gone at the end."""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import BuiltSite

from forms.receiver.rehearsal import rehearse
from receiver.residents import REPOSITORY

ASK = """
import sys
from forms.receiver.curtain import application
said = []
environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}
body = b"".join(application(environ, lambda status, headers: said.append(status)))
print(said[0], b"<title>" in body, "django" in sys.modules)
"""


def test_a_file_of_the_site_needs_no_receiver(unprinted: BuiltSite) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "COUNCILSITE_SITE": str(unprinted.out)},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == ["200", "OK", "True", "False"]


def test_many_who_ask_for_the_receiver_at_once_wait_for_one(unprinted: BuiltSite) -> None:
    def ask(address: str) -> int:
        try:
            with urlopen(address) as answer:
                return int(answer.status)
        except HTTPError as fault:
            return fault.code

    with (
        rehearse(unprinted.folder, unprinted.out) as address,
        ThreadPoolExecutor(8) as pool,
    ):
        assert set(pool.map(ask, [f"{address}forms/none/"] * 8)) == {404}


def test_nobody_answers_after_a_rehearsal_and_nothing_is_said(
    unprinted: BuiltSite, capfd: pytest.CaptureFixture[str]
) -> None:
    with contextlib.ExitStack() as stays_open:
        with rehearse(unprinted.folder, unprinted.out) as address:
            port = int(address.rpartition(":")[2].strip("/"))
            # Connections of browsers stay open.
            line = http.client.HTTPConnection("127.0.0.1", port)
            stays_open.enter_context(contextlib.closing(line))
            line.request("GET", "/")
            assert line.getresponse().read()
        check_silence(port, capfd)


def check_silence(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    """Waits until nobody is at a port any more."""
    end = time.monotonic() + 10
    while answers(port) and time.monotonic() < end:
        time.sleep(0.1)
    assert not answers(port)
    assert capfd.readouterr().err == ""


def answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        line.connect()
    except OSError:
        return False
    line.close()
    return True
