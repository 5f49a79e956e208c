"""The browser of the tests: that of the gate, with measures of its own; and the pages of a site."""

from __future__ import annotations

import base64
import contextlib
import functools
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y.engines import browser as gate
from a11y.engines.browser import LOOPBACK_ONLY
from a11y.serving import read_headers, serve

OPTIONS = (*gate.OPTIONS, LOOPBACK_ONLY)

MEASURES = Path(__file__).parent / "measures"

__all__ = ["OPTIONS", "Browser", "read_headers", "serve", "start_browser"]


@dataclass(frozen=True)
class Page:
    """A finished page as a browser gets it."""

    url: str
    """Relative to the site, such as "pl/contact/"."""
    language: str
    """What its <html> says."""


def list_pages(site: Path) -> list[Page]:
    """Every HTML page of a built site: of residents, of the pattern library, and the 404 page."""
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        language = re.search(r'<html[^>]*\blang="([^"]+)"', path.read_text(encoding="utf-8"))
        assert language is not None, f"{name} does not say its language"
        url = name.removesuffix("index.html") if path.name == "index.html" else name
        found.append(Page(url, language[1]))
    return found


def node_module(name: str) -> Path:
    """A file or folder of the npm packages that build.py test installs."""
    return Path(os.environ["COUNCILSITE_NODE_MODULES"]) / name


class Browser(gate.Browser):
    """Chromium with one open page."""

    def disable_scripts(self) -> None:
        """Turns JavaScript off for pages; what a test asks of a page still works."""
        self.emulate("Emulation.setScriptExecutionDisabled", value=True)

    def measure(self, name: str, *arguments: Any) -> Any:
        """What the function in measures/<name>.js gives."""
        return self.ask(f"({read_measure(name)})(...arguments)", *arguments)

    def save_whole_page(self, path: Path) -> None:
        """Writes a picture of the page in its whole length."""
        width, height = self.ask("[innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        taken = self.cdp(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip
        )
        path.write_bytes(base64.b64decode(taken["data"]))

    def complaints(self) -> list[str]:
        """What the page wrote to the console since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@functools.cache
def read_measure(name: str) -> str:
    return (MEASURES / f"{name}.js").read_text(encoding="utf-8").strip().removesuffix(";")


@contextlib.contextmanager
def start_browser(folder: Path) -> Iterator[Browser]:
    """Starts Chromium with an empty profile and the fonts of our packages."""
    with gate.start_browser(folder, node_module("@expo-google-fonts")) as started:
        yield Browser(started.driver)


def describe(rows: object) -> str:
    """What was measured, for the message of a test that fails."""
    return json.dumps(rows, ensure_ascii=False, indent=1)
