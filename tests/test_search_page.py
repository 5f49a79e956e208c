"""The search as residents use it, in a real browser and under the site's own security rules."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import yaml
from browser import OPTIONS, serve
from conftest import REPOSITORY, BuiltSite
from hypothesis import given, settings
from hypothesis import strategies as st
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from councilsite.spelling import Speller, as_key, read_spelling

QUERIES: dict[str, dict[str, str]] = yaml.safe_load(
    (REPOSITORY / "tests/search_queries.yml").read_text("utf-8")
)
SPELLER = Speller(read_spelling((REPOSITORY / "theme/search.yml").read_text("utf-8"))[0])

# Every query through the form, one after the other; gives the address of the first page for each.
ASK_ALL = """
const [queries, done] = arguments;
const form = document.querySelector(".search-page");
const input = document.getElementById("council_query");
const place = document.getElementById("council_found");
const answered = (query) => new Promise((resolve) => {
  const look = () => place.dataset.query === query ? resolve() : setTimeout(look, 2);
  look();
});
(async () => {
  const first = {};
  for (const query of queries) {
    input.value = query;
    form.requestSubmit();
    await answered(query);
    first[query] = place.querySelector("a")?.getAttribute("href") || "";
  }
  return first;
})().then(done, (fault) => done({fault: String(fault)}));
"""

LOADED = "return performance.getEntriesByType('resource').map((entry) => entry.name);"
VIOLATIONS = "return window.violations;"
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.blockedURI));
"""


@pytest.fixture(scope="module")
def address(demonstration: BuiltSite) -> Iterator[str]:
    """The demonstration site on the loopback interface, with the security rules it asks for."""
    with serve(demonstration.out) as served:
        yield served


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Headless Chromium with an empty profile."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for option in OPTIONS:
        options.add_argument(option)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    yield driver
    driver.quit()


@pytest.fixture
def reader(chromium: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """The browser, which loads everything again after a test that kept it from something."""
    yield chromium
    chromium.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def folder_of(code: str) -> str:
    """A language's folder below the site's root."""
    return "" if code == "en" else f"{code.lower()}/"


def wait_for(reader: webdriver.Chrome, query: str) -> None:
    """Waits until the page has answered a query."""
    answered = f"#council_found[data-query={json.dumps(query)}]"
    WebDriverWait(reader, 20, poll_frequency=0.02).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, answered)
    )


def said(reader: webdriver.Chrome) -> str:
    """What a screen reader is told."""
    return reader.find_element(By.CSS_SELECTOR, "#council_found [role=status]").text


def titles(reader: webdriver.Chrome) -> list[str]:
    """Names of the pages found, in their order."""
    return [link.text for link in reader.find_elements(By.CSS_SELECTOR, ".results a")]


# What is found.


def test_the_list_of_queries_has_enough_for_every_language(demonstration: BuiltSite) -> None:
    codes = json.loads(demonstration.page("pages.json"))["languages"]
    assert set(QUERIES) == set(codes)
    for code, queries in QUERIES.items():
        assert len(queries) >= 15, code
        for target in queries.values():
            assert demonstration.has(f"{folder_of(code)}{target}"), target


FORM_OF = {
    "contact/": "contact/call-back/",
    "contact/interpreters/": "contact/book-an-interpreter/",
    "formats/": "contact/ask-for-a-format/",
    "have-your-say/": "have-your-say/complain/",
    "services/missed-bin/": "services/report-missed-bin/",
    "services/moving-home/": "services/tell-us-you-are-moving/",
    "services/report-litter/": "services/report-litter-online/",
}
"""Pages that have a form for the same: either is right, as each leads to the other."""


@pytest.mark.parametrize("code", sorted(QUERIES))
def test_the_right_page_comes_first(reader: webdriver.Chrome, address: str, code: str) -> None:
    reader.get(f"{address}{folder_of(code)}search/")
    first = reader.execute_async_script(ASK_ALL, list(QUERIES[code]))
    home = f"{address}{folder_of(code)}"
    expected = {query: {page, FORM_OF.get(page, page)} for query, page in QUERIES[code].items()}
    wrong = {q: page for q, page in first.items() if page.removeprefix(home) not in expected[q]}
    assert wrong == {}
    assert reader.execute_script(VIOLATIONS) == []


# Letters of the scripts that the rules speak of, and what stands between words.
LETTERS = st.characters(
    max_codepoint=0xFFFF, exclude_categories=("Cn", "Cs", "Co"), exclude_characters="\u2028\u2029"
)
WORDS = st.text(
    st.one_of(
        LETTERS,
        st.sampled_from("ابةهىيكلموالإأآءؤئًّـ٠٩۰"),
        st.sampled_from("ਕਖਗਸ਼ਖ਼ੰੱਂ੍ਾਿੀੁੂੇੈੋੌ੦"),
        st.sampled_from("垃圾桶市政稅税無家　ａ１"),
        st.sampled_from("ąćęłńóśźżŁÓİıßΣς'’ -/"),
    )
)


def test_the_browser_cuts_text_into_the_same_words_as_the_build(
    chromium: webdriver.Chrome, address: str
) -> None:
    chromium.get(f"{address}search/")
    chromium.execute_async_script("councilSearch.load().then(arguments[0])")
    script = "const w = councilSearch.words(arguments[0]); return [w, w.map(councilSearch.asKey)];"

    @settings(max_examples=200, deadline=None)
    @given(WORDS)
    def compare(text: str) -> None:
        words, keys = chromium.execute_script(script, text)
        assert words == SPELLER.words(text), [unicodedata.name(c, "?") for c in text]
        assert keys == [as_key(word) for word in words]

    compare()


# The way from typing to reading.


def test_from_any_page_to_an_answer(reader: webdriver.Chrome, address: str) -> None:
    reader.get(f"{address}pl/contact/offices/")
    box = reader.find_element(By.ID, "council_search")
    box.send_keys("smieci", Keys.ENTER)
    wait_for(reader, "smieci")
    assert reader.current_url == f"{address}pl/search/?q=smieci"
    assert reader.title.startswith("smieci – ")
    assert titles(reader)[0] == "Zgłoszenie śmieci lub porzuconych odpadów"
    links = reader.find_elements(By.CSS_SELECTOR, ".results a")
    assert all(link.get_attribute("href").startswith(f"{address}pl/") for link in links)
    marked = reader.find_element(By.CSS_SELECTOR, ".results p mark")
    assert marked.text == "śmieci", "what is shown is what is written"


def test_back_and_forward_go_through_what_was_asked(reader: webdriver.Chrome, address: str) -> None:
    reader.get(f"{address}search/?q=litter")
    wait_for(reader, "litter")
    box = reader.find_element(By.ID, "council_query")
    assert box.get_attribute("value") == "litter"
    box.clear()
    box.send_keys("garden waste", Keys.ENTER)
    wait_for(reader, "garden waste")
    assert reader.current_url == f"{address}search/?q=garden%20waste"
    reader.back()
    wait_for(reader, "litter")
    assert titles(reader)[0].startswith("Report litter or dumped rubbish")
    assert box.get_attribute("value") == "litter"
    reader.forward()
    wait_for(reader, "garden waste")


def test_the_answer_is_told_and_the_focus_stays(reader: webdriver.Chrome, address: str) -> None:
    reader.get(f"{address}search/")
    assert said(reader) == ""
    box = reader.find_element(By.ID, "council_query")
    box.send_keys("homelessness", Keys.ENTER)
    wait_for(reader, "homelessness")
    count = len(titles(reader))
    assert said(reader) == f"Pages found for “homelessness”: {count}"
    assert reader.switch_to.active_element == box
    box.send_keys(Keys.TAB, Keys.TAB)
    assert reader.switch_to.active_element.text == titles(reader)[0]


def test_words_that_are_only_similar_are_owned_up_to(
    reader: webdriver.Chrome, address: str
) -> None:
    reader.get(f"{address}search/?q=homelesness")
    wait_for(reader, "homelesness")
    assert "These pages have similar words." in said(reader)
    reader.get(f"{address}search/?q=Homelessness")
    wait_for(reader, "Homelessness")
    assert "similar" not in said(reader)


@pytest.mark.parametrize("query", ["qqqqq", "!!!", "xyzzy plugh"])
def test_where_nothing_is_found_there_is_advice(
    reader: webdriver.Chrome, address: str, query: str
) -> None:
    reader.get(f"{address}search/?q={quote(query)}")
    wait_for(reader, query)
    assert titles(reader) == []
    assert said(reader).startswith(f"No page was found for “{query}”.")
    assert "Check the spelling" in said(reader)
    ways = reader.find_elements(By.CSS_SELECTOR, "main .text a")
    assert f"{address}services/a-to-z/" in [way.get_attribute("href") for way in ways]


def test_an_empty_query_asks_nothing(reader: webdriver.Chrome, address: str) -> None:
    reader.get(f"{address}search/?q=+")
    assert said(reader) == "" and titles(reader) == []
    reader.find_element(By.ID, "council_query").send_keys("  ", Keys.ENTER)
    assert reader.current_url == f"{address}search/"
    loaded = reader.execute_script(LOADED)
    assert not [name for name in loaded if "/assets/search/" in name]


def test_what_is_typed_is_text_and_never_markup(reader: webdriver.Chrome, address: str) -> None:
    query = "<img src=x onerror=alert(1)> bin"
    reader.get(f"{address}search/?q={quote(query)}")
    wait_for(reader, query)
    assert query in said(reader)
    assert not reader.find_elements(By.CSS_SELECTOR, "main img")
    assert reader.execute_script(VIOLATIONS) == []


def test_in_arabic_words_in_english_and_what_was_typed_keep_their_order(
    reader: webdriver.Chrome, address: str
) -> None:
    reader.get(f"{address}ar/search/?q={quote('council tax')}")
    wait_for(reader, "council tax")
    fields = reader.find_elements(By.CSS_SELECTOR, "[role=status] bdi[data-field]")
    assert [field.text for field in fields][0] == "council tax"
    assert titles(reader)[0].startswith("دفع ضريبة المجلس البلدي")


# What it costs, and what happens without it.


def test_nothing_of_the_search_is_loaded_before_somebody_searches(
    reader: webdriver.Chrome, address: str
) -> None:
    reader.get(f"{address}search/")
    files = [name.removeprefix(address) for name in reader.execute_script(LOADED)]
    assert not [file for file in files if file.startswith("assets/search/")]
    reader.get(f"{address}search/?q=bin")
    wait_for(reader, "bin")
    loaded = reader.execute_script(LOADED)
    assert all(name.startswith(address) for name in loaded)
    assert [name for name in loaded if name.endswith("/wasm.unknown.pagefind")]


def test_a_search_that_does_not_load_says_so_and_can_be_tried_again(
    reader: webdriver.Chrome, address: str
) -> None:
    reader.execute_cdp_cmd("Network.enable", {})
    reader.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
    for blocked in ("*pagefind.js", "*spelling.json", "*en.txt", "*.pf_meta"):
        reader.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [blocked]})
        reader.get(f"{address}search/?q=bin")
        wait_for(reader, "bin")
        assert "The search did not load." in said(reader), blocked
    reader.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    box = reader.find_element(By.ID, "council_query")
    box.clear()
    box.send_keys("missed bin", Keys.ENTER)
    wait_for(reader, "missed bin")
    assert titles(reader)[0] == "Report a missed bin"
    reader.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": False})


def test_without_javascript_the_page_says_so(reader: webdriver.Chrome, address: str) -> None:
    reader.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    reader.get(f"{address}services/missed-bin/")
    reader.find_element(By.ID, "council_search").send_keys("bin", Keys.ENTER)
    WebDriverWait(reader, 20).until(lambda driver: "/search/?q=bin" in driver.current_url)
    notice = reader.find_element(By.CSS_SELECTOR, "#council_found")
    assert "needs JavaScript" in notice.text
    reader.find_element(By.CSS_SELECTOR, "main .text a[href$='services/a-to-z/']").click()
    WebDriverWait(reader, 20).until(lambda driver: driver.current_url.endswith("/a-to-z/"))
