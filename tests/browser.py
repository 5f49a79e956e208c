"""Headless Chromium for tests: sizes, colour schemes, keys and pictures; and the server of pages.

The browser has no fonts but those of pinned packages, and finds no host but the loopback one.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import http.server
import io
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # 320 px are 320 px for the page, as on a phone, and not 305 beside a scroll bar.
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# Not from the machine: what it knows of file types differs from one to the next.
MIME_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".xml": "application/xml",
}

KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "Space": (32, " "), "Escape": (27, "")}

FONT_PACKAGES = ("noto-sans", "noto-naskh-arabic", "noto-sans-gurmukhi", "noto-sans-sc")
FONT_STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")

MEASURES = Path(__file__).parent / "measures"


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves files with connections that stay open, and without a word for each."""

    protocol_version = "HTTP/1.1"
    extensions_map = MIME_TYPES

    def log_message(self, format: str, *args: object) -> None:
        return


class StrictServer(Server):
    """Serves a site with the headers that its own _headers names."""

    def end_headers(self) -> None:
        text = (Path(self.directory) / "_headers").read_text("utf-8")
        for name, value in read_headers(text)["/*"].items():
            self.send_header(name, value)
        super().end_headers()


def read_headers(text: str) -> dict[str, dict[str, str]]:
    """Headers by the pattern of addresses, as hosts read the file."""
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[list(found)[-1]][name] = value
        else:
            found[line] = {}
    return found


@contextlib.contextmanager
def serve(folder: Path, server: type[Server] = Server) -> Iterator[str]:
    """Serves a folder on the loopback interface, as `python3 -m http.server` does."""
    handler = functools.partial(server, directory=str(folder))
    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


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


def write_font_settings(folder: Path) -> Path:
    """Settings for fontconfig with which a program sees the fonts of our packages and no others."""
    home = node_module("@expo-google-fonts")
    fonts = [home / package / style for package in FONT_PACKAGES for style in FONT_STYLES]
    listed = "".join(f"<dir>{font}</dir>\n" for font in fonts if font.is_dir())
    # Without it a page that asks for the system's own font would get any of these.
    usual = (
        '<match><edit name="family" mode="append_last"><string>Noto Sans</string></edit></match>\n'
    )
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"{listed}{usual}<cachedir>{folder / 'fontcache'}</cachedir>\n</fontconfig>\n",
        encoding="utf-8",
    )
    return settings


class Browser:
    """Chromium with one open page."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def reset(self) -> None:
        """Brings back what tests change: an ordinary window with scripts, light, and no keys."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=False)
        self.set_text_size(16)
        self.set_media()
        self.set_size(1280)

    def cdp(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Runs a command of Chromium's own protocol."""
        result: dict[str, Any] = self.driver.execute_cdp_cmd(command, parameters)
        return result

    def open(self, url: str) -> None:
        """Opens a page and waits until it and what it needs are there."""
        self.driver.get(url)

    def show(self, html: str) -> None:
        """Opens a page made of this HTML."""
        self.open("data:text/html;base64," + base64.b64encode(html.encode()).decode())

    def set_size(self, width: int, height: int = 900, *, zoom: float = 1) -> None:
        """Sets the window's size in pixels of the screen; zoom makes of them fewer, larger ones."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / zoom),
            height=round(height / zoom),
            deviceScaleFactor=zoom,
            mobile=False,
        )

    def set_media(self, *, scheme: str = "light", medium: str = "", motion: str = "reduce") -> None:
        """Sets what media queries see; less motion means that pictures are of what stays."""
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": motion}
        pairs = [{"name": name, "value": value} for name, value in features.items()]
        self.cdp("Emulation.setEmulatedMedia", media=medium, features=pairs)

    def set_text_size(self, pixels: int) -> None:
        """Sets the text size that the person chose in the browser; 16 is usual."""
        self.cdp("Page.setFontSizes", fontSizes={"standard": pixels, "fixed": pixels * 13 // 16})

    def disable_scripts(self) -> None:
        """Turns JavaScript off for pages; what a test asks of a page still works."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=True)

    def ask(self, expression: str, *arguments: Any) -> Any:
        """What a JavaScript expression gives in the page; it sees `arguments`."""
        return self.driver.execute_script(f"return {expression}", *arguments)

    def measure(self, name: str, *arguments: Any) -> Any:
        """What the function in measures/<name>.js gives."""
        return self.ask(f"({read_measure(name)})(...arguments)", *arguments)

    def wait_for(self, name: str, *arguments: Any) -> Any:
        """What the function in measures/<name>.js gives to its last argument, a function."""
        script = f"({read_measure(name)})(...arguments)"
        return self.driver.execute_async_script(script, *arguments)

    def inject(self, script: Path) -> None:
        """Runs a script file in the page, past any Content-Security-Policy."""
        result = self.cdp("Runtime.evaluate", expression=script.read_text(encoding="utf-8"))
        assert "exceptionDetails" not in result, result["exceptionDetails"]

    def press(self, key: str, *, shift: bool = False) -> None:
        """Presses a key as a person does."""
        number, text = KEYS[key]
        event = {"key": text if key == "Space" else key, "code": key, "modifiers": 8 * shift}
        event["windowsVirtualKeyCode"] = number
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.cdp("Input.dispatchKeyEvent", **event, **down)
        self.cdp("Input.dispatchKeyEvent", **event, type="keyUp")

    def picture(self) -> Image.Image:
        """What the window shows now."""
        taken = self.cdp("Page.captureScreenshot", format="png", optimizeForSpeed=True)
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")

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
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for option in OPTIONS:
        options.add_argument(option)
    options.add_argument(f"--user-data-dir={folder / 'profile'}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_font_settings(folder))}
    service = Service(shutil.which("chromedriver"), env=environment)
    driver = webdriver.Chrome(options=options, service=service)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def describe(rows: object) -> str:
    """What was measured, for the message of a test that fails."""
    return json.dumps(rows, ensure_ascii=False, indent=1)
