"""Pages without Markdown: they stand in the site like any other page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

import pytest
from conftest import MakeProject, catalogue, page
from reading import read

from councilsite import assembly, generated
from councilsite.compose import PageSet, Rendered, Voice
from councilsite.model import Council, Coverage, Words

MENU = """\
site_name: Testwick Council
nav:
  - index.md
  - Parks:
      - parks/index.md
      - parks/lake.md
"""

FILES = {
    "mkdocs.yml": MENU,
    "content/index.md": page("See [the map](parks/map.md).", title="Home page"),
    "content/parks/index.md": page("All parks.", title="Parks"),
    "content/parks/lake.md": page("The lake.", title="Lake"),
    "locales/pl/LC_MESSAGES/home.po": catalogue({"title|Home page": "Strona główna"}),
    "locales/pl/LC_MESSAGES/parks.po": catalogue({"title|Parks": "Parki"}),
}


def make_map(
    council: Council, voices: Sequence[Voice], pages: Mapping[str, PageSet]
) -> list[PageSet]:
    """A page with a link to every page of the section."""
    parent = pages["parks/index.md"]
    words = {"en": "Map of parks", "pl": "Mapa parków"}
    rendered = {
        code: Rendered(
            title=Words(title, "approved"),
            label=Words(title, "approved"),
            description=Words("Where the parks are.", "approved"),
            html='<p><a href="page:parks/lake.md">Lake</a></p>',
            coverage=Coverage(),
        )
        for code, title in words.items()
    }
    codes = [voice.language.code for voice in voices]
    reviewed = dt.date(2026, 10, 12)
    return [generated.make_page("parks/map.md", parent.source, reviewed, rendered, codes)]


@pytest.fixture(autouse=True)
def map_of_parks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that makes one page without Markdown."""
    monkeypatch.setattr(assembly, "MAKERS", (make_map,))


def test_a_generated_page_has_what_every_page_has(project: MakeProject) -> None:
    built = project(FILES).build()
    assert built.code == 0, built.complaints
    polish = read(built.page("pl/parks/map/"))
    assert polish.one("h1").text() == "Mapa parków"
    assert polish.one("link", rel="canonical").attributes["href"].endswith("/pl/parks/map/")
    switcher = polish.one("nav", class_="languages").all("a")
    addresses = [link.attributes["href"] for link in switcher]
    assert addresses == ["../../../parks/map/", "../../../pl/parks/map/"]
    crumbs = polish.one("nav", aria_labelledby="council_breadcrumb").all("a")
    assert [link.attributes["href"] for link in crumbs] == ["../../../pl/", "../../../pl/parks/"]


def test_its_links_are_finished_like_those_of_other_pages(project: MakeProject) -> None:
    built = project(FILES).build()
    link = read(built.page("pl/parks/map/")).one("main").one("a")
    assert link.attributes["href"] == "../../../parks/lake/"
    assert link.attributes["hreflang"] == "en"
    assert "(in English)" in link.text()


def test_pages_may_link_to_it_and_its_section_names_it(project: MakeProject) -> None:
    built = project(FILES).build()
    assert read(built.page("")).one("main").one("a").attributes["href"] == "parks/map/"
    section = read(built.page("parks/lake/")).one("nav", class_="section")
    assert [link.text() for link in section.all("a")] == ["Parks", "Lake", "Map of parks"]


def test_it_stands_in_manifest_and_sitemap(project: MakeProject) -> None:
    built = project(FILES).build()
    rows = json.loads((built.out / "pages.json").read_text("utf-8"))["pages"]
    row = next(row for row in rows if row["file"] == "pl/parks/map/index.html")
    assert row["alternates"] == {"en": "parks/map/", "pl": "pl/parks/map/"}
    assert "/pl/parks/map/</loc>" in (built.out / "sitemap.xml").read_text("utf-8")


def test_it_shows_no_day_of_review(project: MakeProject) -> None:
    built = project(FILES).build()
    assert "12 October 2026" in built.page("parks/lake/")
    assert "12 October 2026" not in built.page("parks/map/")


def test_an_authors_page_cannot_take_its_address(project: MakeProject) -> None:
    menu = MENU + "      - parks/map/index.md\n"
    built = project({**FILES, "mkdocs.yml": menu, "content/parks/map/index.md": page("x")}).build()
    assert built.code == 1
    assert 'content/parks/map/index.md:1: the page\'s address "/parks/map/"' in built.complaints
    assert "[same-address]" in built.complaints


def test_a_fault_elsewhere_does_not_make_links_to_it_look_broken(project: MakeProject) -> None:
    built = project({**FILES, "content/parks/lake.md": page("{{ nothing }}")}).build()
    assert "unknown-placeholder" in built.complaints
    assert "broken-link" not in built.complaints
