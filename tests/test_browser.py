"""In a real browser: numbers read in order, pages fit a phone, axe-core finds nothing."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_selenium_python import Axe
from conftest import BuiltSite
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

CHROMIUM_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

PAGES_WITH_NUMBERS = ("", "contact/", "contact/offices/", "services/missed-bin/", "formats/")

UNREADABLE_OUT_OF_ORDER = re.compile(
    r"[a-z.]+@[a-z.-]+[a-z]"  # e-mail address
    r"|0[0-9]{3,4} [0-9]{6}"  # telephone number
    r"|[0-9]{1,2}:[0-9]{2}"  # time
    r"|[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}"  # postcode
    r"|£[0-9]+|[0-9]+%"
)

# Left edge and top of every character of a text: what a reader's eye meets, in the page's order.
BOXES = """
const found = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const boxes = [];
  for (let i = 0; i < node.length; i++) {
    const range = document.createRange();
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const box = range.getBoundingClientRect();
    boxes.push([box.left, box.top]);
  }
  found.push([node.data, boxes]);
}
return found;
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word for each."""

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def address(demonstration: BuiltSite) -> Iterator[str]:
    """The demonstration site on the loopback interface, as `python3 -m http.server` serves it."""
    handler = functools.partial(Quiet, directory=str(demonstration.out))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Headless Chromium with an empty profile."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for option in CHROMIUM_OPTIONS:
        options.add_argument(option)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


def set_width(browser: webdriver.Chrome, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", PAGES_WITH_NUMBERS)
def test_in_arabic_the_characters_of_numbers_and_addresses_run_left_to_right(
    browser: webdriver.Chrome, address: str, page: str, width: int
) -> None:
    set_width(browser, width)
    browser.get(f"{address}ar/{page}")
    checked = 0
    for text, boxes in browser.execute_script(BOXES):
        for match in UNREADABLE_OUT_OF_ORDER.finditer(text):
            places = boxes[match.start() : match.end()]
            lines = sorted({round(top) for _, top in places})
            for line in lines:
                lefts = [left for left, top in places if round(top) == line]
                assert lefts == sorted(lefts), match.group()
            # Only an e-mail address may break over lines.
            assert len(lines) == 1 or "@" in match.group(), match.group()
            checked += 1
    assert checked >= 10


def test_the_check_of_positions_sees_a_number_out_of_order(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    page = tmp_path / "plain.html"
    page.write_text('<meta charset="utf-8"><p dir="rtl">اتصل 01632 960100 الآن</p>', "utf-8")
    browser.get(page.as_uri())
    [[text, boxes]] = [row for row in browser.execute_script(BOXES) if "01632" in row[0]]
    match = UNREADABLE_OUT_OF_ORDER.search(text)
    assert match is not None
    lefts = [left for left, _ in boxes[match.start() : match.end()]]
    assert lefts != sorted(lefts)


@pytest.mark.parametrize("language", ["", "ar/", "zh-hans/", "pl/", "pa/"])
def test_no_page_scrolls_sideways_on_a_narrow_phone(
    browser: webdriver.Chrome, address: str, demonstration: BuiltSite, language: str
) -> None:
    set_width(browser, 320)
    manifest = json.loads(demonstration.page("pages.json"))
    codes = {"": "en", "zh-hans/": "zh-Hans"}
    code = codes.get(language, language.rstrip("/"))
    urls = [row["url"] for row in manifest["pages"] if row["language"] == code and row["source"]]
    assert len(urls) >= 30
    for url in urls:
        browser.get(f"{address}{url}")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320, url


@pytest.mark.parametrize("language", ["", "ar/", "zh-hans/", "pl/", "pa/"])
@pytest.mark.parametrize("page", ["", "services/homelessness/", "contact/offices/"])
def test_axe_finds_no_barrier(
    browser: webdriver.Chrome, address: str, language: str, page: str
) -> None:
    script = Path(os.environ["COUNCILSITE_NODE_MODULES"]) / "axe-core" / "axe.min.js"
    set_width(browser, 1280)
    browser.get(f"{address}{language}{page}")
    axe = Axe(browser, str(script))
    axe.inject()
    # The bindings' own engine is from 2018: make sure that ours is the one that runs.
    assert browser.execute_script("return axe.version").startswith("4.14.")
    result = browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, JSON.parse(arguments[0])).then(done, e => done({error: String(e)}));",
        json.dumps({"resultTypes": ["violations"]}),
    )
    assert "error" not in result, result["error"]
    found = [
        (violation["id"], node["html"])
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    assert found == []
