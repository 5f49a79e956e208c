"""Without JavaScript and with the keyboard alone a resident gets everywhere."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from browser import Browser
from conftest import BuiltSite

FOLDERS = {"en": "", "ar": "ar/"}
"""Where the pages of a language are."""
WIDTHS = (320, 1280)

MOST_STOPS = 300
"""More presses of Tab than any page has stops."""


@dataclass(frozen=True)
class Stop:
    """Where a press of Tab has put the focus."""

    tag: str
    address: str
    """Where a link leads; empty for anything else."""
    language: str
    """Language of the page that a link says it leads to."""
    within: str
    """Landmark around it: header, nav, main, footer."""
    closed: bool
    """Whether it opens something that is closed."""
    place: int
    """Its number among the elements of the page."""


STOP = """(() => {
  const e = document.activeElement;
  return {
    tag: e.localName, address: e.href ?? "", language: e.hreflang ?? "",
    within: e.closest("nav, header, main, footer")?.localName ?? "",
    closed: e.localName === "summary" && !e.parentElement.open,
    place: [...document.querySelectorAll("*")].indexOf(e),
  };
})()"""


class Walk:
    """A person with a keyboard on one site, whose browser runs no scripts."""

    def __init__(self, browser: Browser, address: str, width: int) -> None:
        self.browser = browser
        self.address = address
        browser.set_size(width, 640)
        browser.disable_scripts()

    @property
    def here(self) -> str:
        """The page that is open, relative to the site."""
        return str(self.browser.driver.current_url).removeprefix(self.address)

    def go_to(self, url: str) -> None:
        """Opens a page by its address, with the focus nowhere."""
        self.browser.open(f"{self.address}{url}")

    def tab(self) -> Iterator[Stop]:
        """Presses Tab from stop to stop until it starts again; opens on the way what is closed."""
        seen: set[int] = set()
        for _ in range(MOST_STOPS):
            self.browser.press("Tab")
            stop = Stop(**self.browser.ask(STOP))
            if stop.tag in ("body", "html") or stop.place in seen:
                return
            seen.add(stop.place)
            yield stop
            if stop.closed:
                self.browser.press("Enter")
                assert not Stop(**self.browser.ask(STOP)).closed, "Enter does not open it"
        raise AssertionError(f"{self.here} never comes to an end")

    def stops(self) -> list[Stop]:
        """All stops of the open page, in order."""
        return list(self.tab())

    def follow(self, url: str) -> None:
        """Goes by Tab to a link that leads to this page of the site, and presses Enter."""
        for stop in self.tab():
            if stop.address == f"{self.address}{url}":
                break
        else:
            raise AssertionError(f"no way by Tab from {self.here} to {url}")
        self.browser.press("Enter")
        for _ in range(100):
            if self.here == url and self.browser.ask("document.readyState") == "complete":
                return
            time.sleep(0.05)
        raise AssertionError(f"Enter on the link to {url} leads to {self.here}")

    def addresses(self) -> set[str]:
        """Pages of the site that the stops of this page lead to."""
        return {stop.address.removeprefix(self.address) for stop in self.stops() if stop.address}


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def walk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Walk:
    return Walk(browser, address, request.param)


def pages(site: BuiltSite, language: str, section: str) -> list[str]:
    """Addresses of the pages that the menu has in a section, its first page left out."""
    rows = json.loads(site.page("pages.json"))["pages"]
    return [
        row["url"]
        for row in rows
        if row["language"] == language
        and str(row["source"]).startswith(f"{section}/")
        and not str(row["source"]).endswith("index.md")
    ]


def test_scripts_are_off_on_this_walk(walk: Walk) -> None:
    walk.browser.show("<p>off</p><script>document.querySelector('p').textContent = 'on'</script>")
    assert walk.browser.ask("document.querySelector('p').textContent") == "off"


@pytest.mark.parametrize("language", FOLDERS)
def test_every_service_is_reached_from_the_home_page(
    walk: Walk, every_page: BuiltSite, language: str
) -> None:
    home = FOLDERS[language]
    services = pages(every_page, language, "services")
    assert len(services) >= 10
    walk.go_to(home)
    direct = walk.addresses()
    walk.go_to(home)
    walk.follow(f"{home}services/")
    assert {*services} <= direct | walk.addresses()
    # Enter does the same on each link: some show it.
    for service in services[::4]:
        walk.go_to(home if service in direct else f"{home}services/")
        walk.follow(service)
        assert walk.browser.ask("document.documentElement.lang") == language


@pytest.mark.parametrize("language", FOLDERS)
def test_the_menu_opens_and_leads_to_every_section(
    walk: Walk, every_page: BuiltSite, language: str
) -> None:
    home = FOLDERS[language]
    sections = {f"{home}{name}/" for name in ("services", "standards", "have-your-say", "contact")}
    for url in (home, f"{home}services/missed-bin/", f"{home}contact/offices/"):
        walk.go_to(url)
        in_menu = {stop.address for stop in walk.stops() if stop.within == "nav"}
        assert {f"{walk.address}{section}" for section in sections} <= in_menu, url
    walk.follow(f"{home}have-your-say/")


@pytest.mark.parametrize("language", FOLDERS)
def test_the_language_is_changed_on_the_same_page(
    walk: Walk, every_page: BuiltSite, language: str
) -> None:
    home = FOLDERS[language]
    walk.go_to(f"{home}services/missed-bin/")
    offered = {stop.language: stop.address for stop in walk.stops() if stop.language}
    assert {"en", "ar", "zh-Hans", "pl", "pa"} <= {*offered}
    for other, folder in (("pl", "pl/"), *FOLDERS.items()):
        if other != language:
            walk.go_to(f"{home}services/missed-bin/")
            walk.follow(f"{folder}services/missed-bin/")
            assert walk.browser.ask("document.documentElement.lang") == other


@pytest.mark.parametrize("language", FOLDERS)
def test_the_a_to_z_is_found_and_leads_to_a_service(
    walk: Walk, every_page: BuiltSite, language: str
) -> None:
    home = FOLDERS[language]
    for url in (home, f"{home}contact/"):
        walk.go_to(url)
        walk.follow(f"{home}services/a-to-z/")
    assert {*pages(every_page, language, "services")} <= walk.addresses()
    walk.go_to(f"{home}services/a-to-z/")
    walk.follow(f"{home}services/missed-bin/")


@pytest.mark.parametrize("language", FOLDERS)
def test_the_first_stop_skips_to_the_content(walk: Walk, language: str) -> None:
    walk.go_to(f"{FOLDERS[language]}services/missed-bin/")
    first = next(walk.tab())
    assert "#" in first.address
    walk.browser.press("Enter")
    walk.browser.press("Tab")
    assert walk.browser.ask("document.activeElement.closest('main') !== null")


MENU = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Menu</title>
<body><nav><details><summary>Menu</summary><a href="{address}bins/">Bins</a></details></nav>
<main><a href="{address}tax/">Council tax</a><a href="{address}x/" tabindex="-1">No</a></main>"""


def test_a_closed_menu_is_opened_on_the_way(walk: Walk) -> None:
    walk.browser.show(MENU.format(address=walk.address))
    assert [stop.tag for stop in walk.stops()] == ["summary", "a", "a"]
    walk.browser.show(MENU.format(address=walk.address))
    assert walk.addresses() == {"bins/", "tax/"}


def test_a_menu_that_needs_scripts_does_not_open(walk: Walk) -> None:
    walk.browser.show(
        "<button onclick='menu.hidden = false'>Menu</button>"
        f"<nav id=menu hidden><a href='{walk.address}bins/'>Bins</a></nav>"
    )
    assert walk.addresses() == set()
    with pytest.raises(AssertionError, match="no way by Tab"):
        walk.follow("bins/")
