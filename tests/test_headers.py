"""What servers send with every page: strict enough, and no page breaks its rules."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import read_headers, serve
from conftest import REPOSITORY, BuiltSite, MakeSite
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from councilsite import headers

PAGES = (
    "",
    "services/a-to-z/",
    "services/by-category/",
    "services/",
    "services/missed-bin/",
    "standards/telephone/",
    "contact/offices/",
    "formats/",
)


# The files.


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in headers.security_policy().split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    sources = {source for sources in policy.values() for source in sources.split()}
    assert sources == {"'none'", "'self'", "'wasm-unsafe-eval'"}


def test_hosts_find_the_headers_in_the_site(demonstration: BuiltSite) -> None:
    rows = read_headers((demonstration.out / "_headers").read_text("utf-8"))
    assert rows["/*"] == headers.headers("https://www.thornmere.example/")
    assert rows["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rows["/*"]["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in rows["/*"]["Permissions-Policy"]
    assert set(rows["/assets/*"]) == {"Cache-Control"}
    # Hosts join the values of a header that two rules name.
    assert "Cache-Control" not in rows["/*"]


def test_nginx_sends_the_same(demonstration: BuiltSite) -> None:
    text = (demonstration.out / "nginx.conf.example").read_text("utf-8")
    sent = dict(re.findall(r'^    add_header (\S+) "([^"]*)" always;$', text, re.MULTILINE))
    assert sent == headers.headers("https://www.thornmere.example/")
    assert "server_name www.thornmere.example;" in text
    assert text.count("{") == text.count("}")
    outside, receiver = text.split("\n    location ", 1)[1].split(
        "\n    location ~ ^(/forms/|/office/) {"
    )
    assert "add_header " not in re.sub(r"#.*", "", outside), "it would drop those of the server"
    # The receiver sends them itself, and nobody needs them twice.
    assert "add_header " in receiver


def test_nginx_knows_no_receiver_where_there_is_none() -> None:
    assert (
        "proxy_pass"
        not in headers.header_files("https://www.example.org/", "")["nginx.conf.example"]
    )


def test_a_site_below_a_folder_names_its_own_addresses() -> None:
    files = headers.header_files("https://www.example.org/council/", "")
    assert list(read_headers(files["_headers"])) == ["/council/*", "/council/assets/*"]
    assert "error_page 404 /council/404.html;" in files["nginx.conf.example"]
    assert "location /council/assets/ {" in files["nginx.conf.example"]


def test_a_site_without_https_does_not_ask_for_it(site: MakeSite) -> None:
    assert "Strict-Transport-Security" not in headers.headers("http://localhost:8000/")
    assert "Strict-Transport-Security" in headers.headers("https://www.example.org/")


# The pages, in a browser.


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Chromium that tells of its console and of every request."""
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(option)
    options.add_argument("--disable-background-networking")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


def open_page(browser: webdriver.Chrome, address: str) -> tuple[list[str], list[str]]:
    """What the console says of the page, and the addresses that it asks for."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(address)
    said = [row["message"] for row in browser.get_log("browser")]
    events = [json.loads(row["message"])["message"] for row in browser.get_log("performance")]
    asked = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    return said, asked


@pytest.mark.parametrize("language", ["", "ar/", "zh-hans/", "pl/", "pa/"])
def test_no_page_breaks_the_policy_asks_another_host_or_sets_a_cookie(
    browser: webdriver.Chrome, demonstration: BuiltSite, language: str
) -> None:
    with serve(demonstration.out) as address:
        for page in PAGES:
            said, asked = open_page(browser, f"{address}{language}{page}")
            assert said == [], page
            assert asked and all(url.startswith(address) for url in asked), page
            assert f"{address}assets/council.css" in asked, "the style sheet is not refused"
            assert browser.get_cookies() == []
            assert browser.execute_script("return Object.keys(localStorage).length") == 0
            data = browser.execute_script(
                "return [...document.querySelectorAll('script')].map(s => [s.type, s.text])"
            )
            assert data and all(kind == "application/ld+json" and json.loads(t) for kind, t in data)


def test_the_page_for_wrong_addresses_keeps_to_the_policy_too(
    browser: webdriver.Chrome, demonstration: BuiltSite
) -> None:
    with serve(demonstration.out) as address:
        said, asked = open_page(browser, f"{address}404.html")
    assert said == []
    assert all(url.startswith(address) for url in asked)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>document.title = 'changed'</script>",
        '<p style="color: red">Red</p>',
        "<style>p { color: red }</style>",
        '<img src="https://www.example.org/counter.png" alt="">',
        '<iframe src="/index.html" title="Home"></iframe>',
    ],
)
def test_the_browser_refuses_what_the_policy_forbids(
    browser: webdriver.Chrome, demonstration: BuiltSite, tmp_path: Path, markup: str
) -> None:
    """Were this not so, the tests above would pass whatever a page holds."""
    folder = shutil.copytree(demonstration.out, tmp_path / "site")
    page = folder / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{markup}</main>"), "utf-8")
    with serve(folder) as address:
        said, _ = open_page(browser, address)
    assert any("Content Security Policy" in message for message in said), said


# Icon and colour.


def test_the_browser_s_own_parts_take_the_colours_of_the_page(demonstration: BuiltSite) -> None:
    colours = re.findall(
        r'<meta name="theme-color" content="(#[0-9a-f]{6})"', demonstration.page("")
    )
    style = (demonstration.out / "assets" / "council.css").read_text("utf-8")
    assert colours == re.findall(r"--band: (#[0-9a-f]{6})", style)[:2]
    assert f'fill="{colours[0]}"' in (REPOSITORY / "theme/assets/favicon.svg").read_text("utf-8")


def test_the_icon_is_a_small_drawing_of_our_own(demonstration: BuiltSite) -> None:
    icon = (demonstration.out / "assets" / "favicon.svg").read_bytes()
    assert len(icon) < 1000
    assert b"style" not in icon, "the policy forbids style in files too"
    assert b'href="assets/favicon.svg"' in demonstration.files()["index.html"]
