"""In charge of Chromium: opens pages, shows them as people see them, presses keys, takes pictures.

It knows no fonts but those it is given, and for pages in a folder no host but the loopback one, so
that every machine sees the same.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3
from PIL import Image
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

from a11y.engines import wire

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
    # Pages of the browser's own for its address bar: half of what its start takes.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    # 320 px are 320 px for the page, as on a phone, and not 305 beside a scroll bar.
    "--hide-scrollbars",
)
LOOPBACK_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

KEYS = {
    "Tab": (9, ""),
    "Enter": (13, "\r"),
    "Space": (32, " "),
    "Escape": (27, ""),
    "ArrowDown": (40, ""),
    "ArrowUp": (38, ""),
    "ArrowLeft": (37, ""),
    "ArrowRight": (39, ""),
}

SECONDS = 30
"""How long a page may take to load, and a script to answer."""

_LAYOUT = ("Emulation.setDeviceMetricsOverride", "Page.setFontSizes")

FONT_PACKAGES = ("noto-sans", "noto-naskh-arabic", "noto-sans-gurmukhi", "noto-sans-sc")
FONT_STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")

FAULTS = (*wire.FAULTS, urllib3.exceptions.HTTPError, ConnectionError)
"""What is raised where the browser or its driver has gone, or does not answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said of a page."""

    status: int
    """HTTP status; 0 where there is none, as with file addresses."""
    kind: str
    """Content type, such as "text/html"."""


class Browser:
    """Chromium with one open page."""

    def __init__(self, driver: WebDriver, send: wire.Send | None = None) -> None:
        """`send`: how commands come to the page; through the driver where nothing is said."""
        self.driver = driver
        self._send = send or wire.through_driver(driver)
        self.known_texts: Mapping[str, frozenset[str]] = {}
        """Languages of the project's own texts, as a11y.known_texts makes them."""
        self.notes: dict[str, object] = {}
        """What checks have measured of the page as it is, for each other; empty on a new page."""
        self._emulated: dict[str, dict[str, Any]] = {}
        """What Chromium was told last to show to pages, by command: it outlives them."""
        self._kept: dict[str, str] = {}
        """Functions that pages have ready, by name."""

    # What the person has.

    def reset(self, width: int = 1280, height: int = 900) -> None:
        """An ordinary window with scripts, light, with text of the usual size."""
        self.emulate("Emulation.setScriptExecutionDisabled", value=False)
        self.set_text_size(16)
        self.set_media()
        self.set_size(width, height)

    def set_size(self, width: int, height: int = 900, *, zoom: float = 1) -> None:
        """Sets the window's size in pixels of the screen; zoom makes of them fewer, larger ones."""
        self.emulate(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / zoom),
            height=round(height / zoom),
            deviceScaleFactor=zoom,
            mobile=False,
        )

    def set_media(
        self,
        *,
        scheme: str = "light",
        forced: bool = False,
        medium: str = "",
        motion: str = "reduce",
    ) -> None:
        """Sets what media queries see; less motion means that pictures are of what stays."""
        features = {
            "prefers-color-scheme": scheme,
            "prefers-reduced-motion": motion,
            "forced-colors": "active" if forced else "none",
        }
        pairs = [{"name": name, "value": value} for name, value in features.items()]
        self.emulate("Emulation.setEmulatedMedia", media=medium, features=pairs)

    def set_text_size(self, pixels: int) -> None:
        """Sets the text size that the person chose in the browser; 16 is usual."""
        sizes = {"standard": pixels, "fixed": pixels * 13 // 16}
        self.emulate("Page.setFontSizes", fontSizes=sizes)

    def emulate(self, command: str, **parameters: Any) -> None:
        """Tells Chromium what to show to this page and those after it, unless it does already."""
        if self._emulated.get(command) != parameters:
            self.cdp(command, **parameters)
            self._emulated[command] = parameters

    @property
    def layout(self) -> str:
        """Window, zoom and text size as they are set: where they differ, so may places."""
        return str([self._emulated.get(name) for name in _LAYOUT])

    @property
    def look(self) -> str:
        """Colours and the like as they are set: where they differ, so may all that is seen."""
        return str(self._emulated.get("Emulation.setEmulatedMedia"))

    # The page.

    def open(self, url: str) -> None:
        """Opens a page and waits until it and what it needs are there."""
        self.notes.clear()
        self.driver.get(url)

    def show(self, html: str) -> None:
        """Opens a page made of this HTML."""
        self.open("data:text/html;base64," + base64.b64encode(html.encode()).decode())

    def answer(self) -> Answer:
        """What the server said of the open page."""
        status = "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
        found = self.ask(f"[{status}, document.contentType]")
        return Answer(int(found[0]), str(found[1]))

    def cdp(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Runs a command of Chromium's own protocol."""
        return self._send(command, parameters)

    def ask(self, expression: str, *arguments: Any) -> Any:
        """What a JavaScript expression gives in the page; it sees `arguments`."""
        return self.run(f"return ({expression})", *arguments)

    def run(self, statements: str, *arguments: Any) -> Any:
        """What JavaScript statements return, as JSON; they see `arguments`.

        Raises JavascriptException where they throw something.
        """
        given = json.dumps(arguments)
        return self._evaluate(f"(function () {{ {statements}\n}}).apply(null, {given})")

    def wait_for(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function gives to its last argument, a function."""
        given = json.dumps(arguments)
        return self._evaluate(f"new Promise((done) => ({function})(...{given}, done))")

    def _evaluate(self, expression: str) -> Any:
        wanted = {"returnByValue": True, "awaitPromise": True, "timeout": SECONDS * 1000}
        answer = self.cdp("Runtime.evaluate", expression=expression, **wanted)
        if "exceptionDetails" in answer:
            raise JavascriptException(_describe_thrown(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def keep(self, name: str, function: str) -> None:
        """Lets this page, and those after it, have a function ready: it is sent once for all.

        It is called `globalThis.<name>`; pages that list what is there do not see it.
        """
        kept = f"{{value: {function}, configurable: true}}"
        ready = f"Object.defineProperty(globalThis, {name!r}, {kept})"
        if self._kept.get(name) != function:
            self.cdp("Page.addScriptToEvaluateOnNewDocument", source=ready)
            self._kept[name] = function
        self.cdp("Runtime.evaluate", expression=ready)

    # What the person does.

    def press(self, key: str, *, shift: bool = False) -> None:
        """Presses a key as a person does."""
        number, text = KEYS[key]
        event = {"key": text if key == "Space" else key, "code": key, "modifiers": 8 * shift}
        event["windowsVirtualKeyCode"] = number
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.cdp("Input.dispatchKeyEvent", **event, **down)
        self.cdp("Input.dispatchKeyEvent", **event, type="keyUp")

    def point(self, x: float, y: float) -> None:
        """Moves the pointer there, without a click."""
        self.cdp("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def wait(self, seconds: float) -> None:
        """Gives the page time, for what moves by itself."""
        time.sleep(seconds)

    # Pictures.

    def picture(self, clip: tuple[float, float, float, float] | None = None) -> Image.Image:
        """What the window shows now, or a part of it: left, top, width, height in CSS pixels."""
        wanted: dict[str, Any] = {}
        if clip:
            x, y = self.ask("[scrollX, scrollY]")
            names = ("x", "y", "width", "height")
            values = (clip[0] + x, clip[1] + y, clip[2], clip[3])
            wanted["clip"] = {**dict(zip(names, values, strict=True)), "scale": 1}
        taken = self.cdp("Page.captureScreenshot", format="png", optimizeForSpeed=True, **wanted)
        return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")


def find_chromium() -> str:
    """Path of Chromium or Chrome; empty where there is none."""
    return shutil.which("chromium") or shutil.which("google-chrome") or ""


@contextlib.contextmanager
def start_browser(
    folder: Path, fonts: Path | None = None, *, loopback_only: bool = True
) -> Iterator[Browser]:
    """Starts Chromium with an empty profile in `folder` and the fonts of the npm packages.

    Without `fonts` (the folder of their packages) it has those of the system.
    """
    options = Options()
    options.binary_location = find_chromium()
    for option in (*OPTIONS, *([LOOPBACK_ONLY] if loopback_only else [])):
        options.add_argument(option)
    options.add_argument(f"--user-data-dir={folder / 'profile'}")
    environment = dict(os.environ)
    if fonts:
        environment["FONTCONFIG_FILE"] = str(write_font_settings(folder, fonts))
    service = Service(shutil.which("chromedriver"), env=environment)
    driver = webdriver.Chrome(options=_prepared(options), service=service)
    try:
        _be_patient(driver)
        with wire.straight_to_page(driver) as send:
            yield Browser(driver, send)
    finally:
        with contextlib.suppress(WebDriverException, OSError):
            driver.quit()


@contextlib.contextmanager
def join_grid(address: str) -> Iterator[Browser]:
    """Asks a Selenium Grid, or any remote WebDriver, for a Chromium."""
    options = Options()
    for option in OPTIONS:
        options.add_argument(option)
    driver = webdriver.Remote(command_executor=address, options=_prepared(options))
    try:
        _be_patient(driver)
        yield Browser(driver)
    finally:
        with contextlib.suppress(WebDriverException, OSError):
            driver.quit()


def _prepared(options: Options) -> Options:
    # A page that asks something in a dialog of the browser's goes on as if nobody had answered.
    options.set_capability("unhandledPromptBehavior", "dismiss")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return options


def _be_patient(driver: WebDriver) -> None:
    driver.set_page_load_timeout(SECONDS)
    driver.set_script_timeout(SECONDS)


def _describe_thrown(details: Mapping[str, Any]) -> str:
    thrown = details.get("exception", {})
    return str(thrown.get("description") or thrown.get("value") or details["text"])


def write_font_settings(folder: Path, packages: Path) -> Path:
    """Settings for fontconfig with which a program sees the fonts of the packages and no others."""
    fonts = [packages / package / style for package in FONT_PACKAGES for style in FONT_STYLES]
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
