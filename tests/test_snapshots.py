"""A page shows the same as before where its elements, texts, answers, looks and places are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import Browser, serve

from a11y.snapshots import digest_page

PAGE = """<!doctype html><html lang="en"><title>Bins</title><main><h1>Bins</h1>
<p id="text">Put your bin out by 7am.</p>
<label>Street <input id="street" value="Mere"></label>
<label><input id="food" type="checkbox"> Food</label>
<label>Day <select id="day"><option>Monday<option>Friday</select></label>
<div id="host"></div><iframe title="Map" srcdoc="<p>A map of the bins</p>"></iframe>
<a id="more" href="more.html">More about bins</a></main>
<script>host.attachShadow({mode: "open"}).innerHTML = "<p>In a shadow</p>"</script></html>"""


def digest(browser: Browser, address: str, change: str = "") -> str:
    browser.open(f"{address}index.html")
    browser.run(change)
    return digest_page(browser, address)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_it_is_the_same_page_when_it_is_loaded_again_from_another_port(
    browser: Browser, folder: Path
) -> None:
    with serve(folder) as here, serve(folder) as there:
        assert here != there
        assert digest(browser, here) == digest(browser, here) == digest(browser, there)
        assert re.fullmatch("[0-9a-f]{64}", digest(browser, here))


@pytest.mark.parametrize(
    "change",
    [
        "text.textContent = 'Put your bin out by 8am.'",
        "text.hidden = true",
        "text.style.marginLeft = '1px'",
        "text.setAttribute('aria-live', 'polite')",
        "document.title = 'Bin'",
        "street.value = 'Mill'",
        "food.checked = true",
        "day.selectedIndex = 1",
        "more.focus()",
        "text.addEventListener('click', () => {})",
        "host.shadowRoot.firstChild.textContent = 'In the light'",
        "document.querySelector('iframe').contentDocument.body.append('and more')",
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('p { color: #777 }');"
        "document.adoptedStyleSheets = [sheet]",
        "history.replaceState(null, '', '?q=bins')",
    ],
)
def test_what_a_person_could_notice_makes_it_another_page(
    browser: Browser, folder: Path, change: str
) -> None:
    with serve(folder) as address:
        assert digest(browser, address) != digest(browser, address, change)


def test_a_page_that_draws_or_plays_is_never_the_same(browser: Browser, folder: Path) -> None:
    with serve(folder) as address:
        for name in ("canvas", "video", "audio", "embed", "object"):
            added = f"document.body.append(document.createElement('{name}'))"
            assert digest(browser, address, added) == ""
