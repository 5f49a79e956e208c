"""In charge of Chromium's own protocol: how commands for the open page come to it.

The driver asks Chromium several questions of its own for each command that it passes on, and a page
takes more than a hundred. So a browser of this machine is spoken to directly; one elsewhere, whose
address nobody knows but its driver, through that.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import websocket
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver

Parameters = dict[str, Any]
Send = Callable[[str, Parameters], dict[str, Any]]
"""Sends a command with its parameters; gives the result. Raises one of FAULTS."""

SECONDS = 35
"""How long an answer may take: longer than any script that is asked for may."""

FAULTS = (WebDriverException, websocket.WebSocketException)
"""What is raised where Chromium refuses a command, or answers no more."""


def through_driver(driver: WebDriver) -> Send:
    """Commands go to the driver, which passes them on."""

    def send(command: str, parameters: Parameters) -> dict[str, Any]:
        wanted = {"cmd": command, "params": parameters}
        result: dict[str, Any] = driver.execute("executeCdpCommand", wanted)["value"]
        return result

    return send


@contextlib.contextmanager
def straight_to_page(driver: WebDriver) -> Iterator[Send]:
    """Commands go to the page that the driver has open, on a line of their own."""
    address = driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
    url = f"ws://{address}/devtools/page/{driver.current_window_handle}"
    # With the header that says where a script comes from Chromium would refuse.
    line = websocket.create_connection(
        url, timeout=SECONDS, suppress_origin=True, skip_utf8_validation=True
    )
    try:
        send = _sender(line)
        # It tells of dialogs then.
        send("Page.enable", {})
        yield send
    finally:
        line.close()


def _sender(line: websocket.WebSocket) -> Send:
    numbers = itertools.count(1)

    def tell(command: str, parameters: Parameters) -> int:
        number = next(numbers)
        line.send(json.dumps({"id": number, "method": command, "params": parameters}))
        return number

    def hear() -> str | bytes:
        text = line.recv()
        if not text:
            raise websocket.WebSocketConnectionClosedException("Chromium has closed the page.")
        return text

    def send(command: str, parameters: Parameters) -> dict[str, Any]:
        number = tell(command, parameters)
        while (answer := json.loads(hear())).get("id") != number:
            # A dialog keeps everything waiting: the page goes on as if nobody had answered.
            if answer.get("method") == "Page.javascriptDialogOpening":
                tell("Page.handleJavaScriptDialog", {"accept": False})
        if "error" in answer:
            raise WebDriverException(answer["error"]["message"])
        result: dict[str, Any] = answer["result"]
        return result

    return send
