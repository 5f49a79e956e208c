"""The feed of changed pages: what feed readers ask for, in each language."""

from __future__ import annotations

import datetime as dt
import html
import xml.etree.ElementTree as etree
from email.utils import format_datetime, parsedate_to_datetime

from conftest import BuiltSite, MakeProject, MakeSite, catalogue, nav, page
from hypothesis import given
from hypothesis import strategies as st
from reading import read

from councilsite import feeds

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://www.testwick.example/"


def channel_of(built: BuiltSite, file: str) -> etree.Element:
    assert built.code == 0, built.complaints
    root = etree.fromstring(built.files()[file])
    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    (channel,) = root
    return channel


def dated(day: str, title: str = "A page") -> str:
    return page("Text.", title=title).replace("reviewed: 2026-10-12", f"reviewed: {day}")


def titles(channel: etree.Element) -> list[str | None]:
    return [item.findtext("title") for item in channel.findall("item")]


def test_the_newest_pages_come_first(site: MakeSite) -> None:
    built = site(
        {
            "content/old.md": dated("2025-01-31", "Old"),
            "content/new.md": dated("2026-11-02", "New"),
            "content/also-old.md": dated("2025-01-31", "Also old"),
        }
    )
    channel = channel_of(built, "feed.xml")
    assert titles(channel) == ["New", "Home page", "Also old", "Old"]


def test_it_has_all_that_rss_asks_for(site: MakeSite) -> None:
    channel = channel_of(site({"content/a.md": dated("2026-11-02", "Bins & more")}), "feed.xml")
    assert channel.findtext("title") == "Changed pages – Testwick Council"
    assert channel.findtext("link") == URL
    assert channel.findtext("description")
    assert channel.findtext("language") == "en"
    (self_link,) = channel.findall(f"{ATOM}link")
    assert self_link.attrib["href"] == f"{URL}feed.xml"
    assert self_link.attrib["rel"] == "self"
    item = channel.findall("item")[0]
    assert item.findtext("title") == "Bins & more"
    assert item.findtext("link") == f"{URL}a/"
    assert html.unescape(item.findtext("description") or "") == "What this page is about."
    day = parsedate_to_datetime(item.findtext("pubDate") or "")
    assert day == dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    assert channel.findtext("lastBuildDate") == item.findtext("pubDate")
    assert {child.tag for child in item} <= {"title", "link", "guid", "pubDate", "description"}


def test_a_page_that_is_checked_again_is_news_again(project: MakeProject) -> None:
    made = project({"content/a.md": dated("2026-11-02")})
    before = channel_of(made.build(), "feed.xml").findall("item")[0].findtext("guid")
    made.write({"content/a.md": dated("2026-11-09")})
    after = channel_of(made.build(), "feed.xml").findall("item")[0].findtext("guid")
    assert before != after


def test_it_holds_twenty_pages_at_most(site: MakeSite) -> None:
    built = site(
        {f"content/p{number}.md": dated("2026-11-02", f"P{number}") for number in range(30)}
    )
    assert len(titles(channel_of(built, "feed.xml"))) == 20


def test_each_language_has_a_feed_of_what_it_offers(site: MakeSite) -> None:
    built = site(
        {
            "content/s/a.md": dated("2026-11-02", "First"),
            "content/s/b.md": dated("2026-11-01", "Second"),
            "locales/pl/LC_MESSAGES/s.po": catalogue({"title|First": "Pierwsza"}),
        }
    )
    channel = channel_of(built, "pl/feed.xml")
    assert channel.findtext("language") == "pl"
    assert channel.findtext("link") == f"{URL}pl/"
    assert titles(channel)[0] == "Pierwsza"
    assert channel.findall("item")[0].findtext("link") == f"{URL}pl/s/a/"
    assert not built.has("ar/feed.xml"), "nothing is offered in Arabic"


def test_every_page_names_the_feed_of_its_language(demonstration: BuiltSite) -> None:
    for file in ("index.html", "ar/index.html", "ar/services/missed-bin/index.html"):
        link = read(demonstration.page(file)).one("link", type="application/rss+xml")
        assert link.attributes["rel"] == "alternate"
        folder = "ar/" if file.startswith("ar/") else ""
        assert link.attributes["href"] == "../" * file.count("/") + f"{folder}feed.xml"
        assert demonstration.has(f"{folder}feed.xml")


def test_lists_that_the_build_makes_are_no_news(demonstration: BuiltSite) -> None:
    for code in ("", "ar/", "pl/", "pa/", "zh-hans/"):
        channel = channel_of(demonstration, f"{code}feed.xml")
        assert len(titles(channel)) == 20
        assert all(
            "a-to-z" not in (item.findtext("link") or "") for item in channel.findall("item")
        )


def test_no_file_of_the_authors_may_take_its_place(project: MakeProject) -> None:
    made = project({"content/pl/feed.xml": "<rss/>", "mkdocs.yml": nav("index.md")})
    built = made.build()
    assert (
        "content/pl/feed.xml:1: the build makes a file with this name itself." in built.complaints
    )


@given(st.dates())
def test_days_are_written_as_email_writes_them(day: dt.date) -> None:
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    assert feeds._day(day) == format_datetime(moment, usegmt=True)
