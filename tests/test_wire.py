"""A browser is spoken to directly, or through its driver: its pages answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import node_module
from selenium.common.exceptions import JavascriptException, WebDriverException

from a11y.engines.browser import FAULTS, Browser, start_browser

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bins</title><h1>Bins</h1>
<p>Śmieci, 垃圾, نفايات</p></html>"""


@pytest.fixture(scope="module")
def direct(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser as the gate starts it on this machine."""
    folder = tmp_path_factory.mktemp("browser")
    with start_browser(folder, node_module("@expo-google-fonts")) as started:
        yield started


@pytest.fixture(params=["directly", "through the driver"])
def browser(request: pytest.FixtureRequest, direct: Browser) -> Browser:
    found = direct if request.param == "directly" else Browser(direct.driver)
    found.show(PAGE)
    return found


def test_answers_are_json(browser: Browser) -> None:
    assert browser.ask("document.querySelector('p').innerText") == "Śmieci, 垃圾, نفايات"
    assert browser.run("return [arguments[0].a, arguments.length]", {"a": "’\u2028"}, 2) == [
        "’\u2028",
        2,
    ]
    assert browser.run("const nothing = 1;") is None
    assert browser.wait_for("(a, done) => setTimeout(done, 20, {sum: a + 1})", 2) == {"sum": 3}


def test_what_a_script_throws_is_told(browser: Browser) -> None:
    with pytest.raises(JavascriptException, match=r"^Message: Error: no bins"):
        browser.run("throw new Error('no bins')")
    with pytest.raises(JavascriptException, match="is not defined"):
        browser.ask("bins")


def test_what_chromium_refuses_is_told(browser: Browser) -> None:
    with pytest.raises(WebDriverException):
        browser.cdp("Page.fly", height=3)
    assert browser.ask("1 + 1") == 2


def test_a_dialog_keeps_nobody_waiting(direct: Browser) -> None:
    direct.show(PAGE)
    assert direct.run("alert('Bins!'); return confirm('Really?')") is False
    direct.show(PAGE)
    assert direct.ask("document.title") == "Bins"


def test_the_page_stays_the_same_one_when_it_goes_elsewhere(browser: Browser) -> None:
    browser.keep("ready", "() => document.title")
    assert browser.ask("ready()") == "Bins"
    browser.show(PAGE.replace("Bins", "Bulky waste"))
    assert browser.ask("ready()") == "Bulky waste"


def test_a_page_that_is_closed_is_a_fault_that_the_gate_knows(tmp_path: Path) -> None:
    with start_browser(tmp_path, node_module("@expo-google-fonts")) as started:
        started.driver.switch_to.new_window("tab")
        first, *_ = started.driver.window_handles
        started.driver.execute_cdp_cmd("Target.closeTarget", {"targetId": first})
        with pytest.raises(FAULTS):
            started.ask("1 + 1")
