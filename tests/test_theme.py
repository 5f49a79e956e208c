"""The theme: what stands beside the text of a page, what its templates and its style keep to."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import COUNCIL, REPOSITORY, BuiltSite, MakeProject, MakeSite, catalogue, nav, page
from reading import Element, read

from councilsite.contents import find_contents, mark_link_lists
from councilsite.settings import read_council
from councilsite.themewords import OFFICE_KEYS

THEME = REPOSITORY / "theme"
TEMPLATES = sorted(THEME.rglob("*.html"))
STYLE = (THEME / "assets" / "council.css").read_text(encoding="utf-8")

SECTIONS = "## First\n\nText.\n\n## Second part\n\nText.\n\n## Third\n\nText.\n"


def whole(built: BuiltSite, file: str) -> Element:
    assert built.code == 0, built.complaints
    return read(built.page(file))


# On this page.


def test_a_page_of_three_parts_lists_them(site: MakeSite) -> None:
    contents = whole(site({"content/a.md": page(SECTIONS)}), "a/").one("nav", class_="contents")
    assert [(link.attributes["href"], link.text()) for link in contents.all("a")] == [
        ("#first", "First"),
        ("#second-part", "Second part"),
        ("#third", "Third"),
    ]


def test_a_page_of_two_parts_lists_nothing(site: MakeSite) -> None:
    two = SECTIONS.partition("## Third")[0]
    assert not whole(site({"content/a.md": page(two)}), "a/").all("nav", class_="contents")


def test_the_list_of_a_translation_leads_to_the_same_anchors(site: MakeSite) -> None:
    po = catalogue({"First": "Pierwsza", "Third": "Trzecia"})
    built = site({"content/a.md": page(SECTIONS), "locales/pl/LC_MESSAGES/home.po": po})
    polish = whole(built, "pl/a/").one("nav", class_="contents")
    assert [(link.attributes["href"], link.text(), link.lang) for link in polish.all("a")] == [
        ("#first", "Pierwsza", "pl"),
        ("#second-part", "Second part", "en"),
        ("#third", "Trzecia", "pl"),
    ]


def test_a_heading_in_a_list_of_links_has_no_links_or_anchors_of_its_own() -> None:
    heading = '<h2 id="a">Call <a href="tel:1"><bdi id="b">1</bdi></a><sup id="f">2</sup></h2>'
    others = '<h2 id="c" lang="en" dir="ltr">C</h2><h2 id="d" class="x">D</h2><h2>No anchor</h2>'
    assert find_contents(heading + others) == [
        {"anchor": "a", "label": "Call <bdi>1</bdi>"},
        {"anchor": "c", "label": "C", "lang": "en", "dir": "ltr"},
        {"anchor": "d", "label": "D"},
    ]


# Lists of links.

LINK = '<li><a href="#a">One <span lang="en">(in English)</span></a></li>\n'


@pytest.mark.parametrize(
    "items", [LINK, LINK * 3, LINK + '<li lang="en" dir="ltr">\n<a href="#b">Two</a>\n</li>']
)
def test_a_list_of_nothing_but_links_is_marked(items: str) -> None:
    assert mark_link_lists(f"<ul>\n{items}</ul>") == f'<ul class="links">\n{items}</ul>'


@pytest.mark.parametrize(
    "items",
    [
        "",
        "<li>Words</li>",
        LINK + "<li>See <a href='#b'>two</a></li>",
        LINK + '<li><a href="#b">Two</a>, with words</li>',
        '<li><a href="#b">Two</a><ul><li>Words</li></ul></li>',
        '<li><a href="#b">Two</a> <a href="#c">Three</a></li>',
    ],
)
def test_a_list_with_other_words_stays_as_it_is(items: str) -> None:
    assert mark_link_lists(f"<ul>\n{items}</ul>") == f"<ul>\n{items}</ul>"


# The pages of a section.

DEEP = """\
nav:
  - index.md
  - Part:
      - part/index.md
      - part/a.md
      - Inner:
          - part/inner/index.md
          - part/inner/b.md
      - Other:
          - part/other/c.md
          - part/other/d.md
"""


@pytest.fixture
def deep(project: MakeProject) -> BuiltSite:
    paths = re.findall(r"[a-z/]+\.md", DEEP)
    made = project({f"content/{path}": page("Text.", title=f"Page {path}") for path in paths})
    made.write({"mkdocs.yml": f"site_name: Testwick Council\n{DEEP}"})
    return made.build()


def section_of(built: BuiltSite, file: str) -> list[str]:
    return [a.text() for a in whole(built, file).one("nav", class_="section").all("a")]


def test_a_section_shows_its_pages_and_of_inner_sections_the_open_one(deep: BuiltSite) -> None:
    top = ["Part", "Page part/a.md", "Inner", "Other"]
    assert section_of(deep, "part/") == top
    assert section_of(deep, "part/a/") == top
    assert section_of(deep, "part/inner/b/") == [*top[:3], "Page part/inner/b.md", "Other"]
    # A section without a page of its own leads to its first page, which stands in it too.
    assert section_of(deep, "part/other/d/") == [
        *top,
        "Page part/other/c.md",
        "Page part/other/d.md",
    ]


def test_a_page_outside_sections_shows_no_section(deep: BuiltSite) -> None:
    assert not whole(deep, "").all("nav", class_="section")


def test_the_section_marks_the_page_itself(deep: BuiltSite) -> None:
    nav = whole(deep, "part/inner/b/").one("nav", class_="section")
    assert nav.one("a", aria_current="page").text() == "Page part/inner/b.md"


def test_breadcrumbs_name_every_section_on_the_way(deep: BuiltSite) -> None:
    def way(file: str) -> list[tuple[str, str]]:
        links = whole(deep, file).one("nav", aria_labelledby="council_breadcrumb").all("a")
        return [(link.text(), link.attributes["href"]) for link in links]

    assert way("part/inner/b/") == [
        ("Home", "../../../"),
        ("Part", "../../../part/"),
        ("Inner", "../../../part/inner/"),
    ]
    assert way("part/inner/") == [("Home", "../../"), ("Part", "../../part/")]
    assert way("part/") == [("Home", "../")]


# How to reach the team.


def test_a_page_says_how_to_reach_its_team(demonstration: BuiltSite) -> None:
    for file, hours in (("", "Monday to Thursday"), ("pl/", "poniedziałek")):
        team = whole(demonstration, f"{file}services/homelessness/").one("section", class_="team")
        assert [link.attributes["href"] for link in team.all("a")] == [
            "tel:01632960140",
            "mailto:housing.options@thornmere.example",
        ]
        assert "9:45" in team.text() or "09:45" in team.text()
        assert "thursday" in team.text().lower() or hours in team.text()


def test_the_team_of_a_page_is_its_owner(demonstration: BuiltSite) -> None:
    numbers = {
        page: whole(demonstration, page).one("section", class_="team").all("a")[0].text()
        for page in ("services/missed-bin/", "services/council-tax/", "contact/")
    }
    assert numbers == {
        "services/missed-bin/": "01632 960130",
        "services/council-tax/": "01632 960110",
        "contact/": "01632 960100",
    }


# Is this page useful?


def test_the_question_is_a_plain_form_for_the_receiver(project: MakeProject) -> None:
    made = project({"content/s/a.md": page("Text.")})
    made.write({"council.yml": f"{COUNCIL}receiver: /forms/\n"})
    form = whole(made.build(), "s/a/").one("form", class_="useful")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/forms/useful/")
    fields = [e.attributes for e in form.walk() if "name" in e.attributes]
    assert [(field["name"], field.get("value", "")) for field in fields] == [
        ("page", "s/a/"),
        ("useful", "yes"),
        ("useful", "no"),
        ("improve", ""),
    ]
    assert form.one("fieldset").one("legend").text().strip()
    hint = form.one("textarea").attributes["aria-describedby"]
    assert "personal details" in form.one(id=hint).text()


def test_without_a_receiver_nothing_is_asked(site: MakeSite) -> None:
    assert not whole(site({}), "").all("form", class_="useful")


def test_the_page_for_wrong_addresses_asks_nothing(demonstration: BuiltSite) -> None:
    assert not whole(demonstration, "404.html").all("form", class_="useful")


@pytest.mark.parametrize("receiver", ["forms/", "/forms", "//other.example/", "https://a.example/"])
def test_a_receiver_stands_on_the_sites_own_host(receiver: str) -> None:
    _, [finding] = read_council(f'{COUNCIL}receiver: "{receiver}"\n')
    assert (finding.rule, finding.place.line) == ("unfit-value", COUNCIL.count("\n") + 1)
    assert receiver in finding.message and "/forms/" in finding.remedy


# Formats of this page.


def test_every_page_leads_to_the_page_of_formats(site: MakeSite) -> None:
    built = site({"content/formats/index.md": page("Text."), "content/s/a.md": page("Text.")})
    link = whole(built, "s/a/").one("div", class_="formats").one("a")
    assert link.attributes["href"] == "../../formats/"
    assert not whole(built, "formats/").all("div", class_="formats")


def test_the_page_of_formats_in_english_alone_is_named_so(site: MakeSite) -> None:
    built = site(
        {
            "content/formats/index.md": page("Text.", policy="english"),
            "content/a.md": page("Kept text."),
            "locales/pl/LC_MESSAGES/home.po": catalogue({"Kept text.": "Tekst."}),
        }
    )
    [link] = whole(built, "pl/a/").one("div", class_="formats").all("a")
    assert (link.attributes["href"], link.attributes["hreflang"]) == ("../../formats/", "en")


def test_a_site_without_a_page_of_formats_names_none(site: MakeSite) -> None:
    assert not whole(site({"content/a.md": page("Text.")}), "a/").all("div", class_="formats")


# The header and the menu.


def test_the_menu_opens_without_javascript(demonstration: BuiltSite) -> None:
    menu = whole(demonstration, "ar/services/missed-bin/").one("nav", class_="menu")
    details = menu.one("details")
    assert "open" not in details.attributes
    name = details.one("summary")
    assert name.attributes["id"] == menu.attributes["aria-labelledby"]
    assert name.text().strip()
    assert len(details.one("ul").all("a")) >= 6


def test_a_component_that_has_nothing_to_show_leaves_no_trace(site: MakeSite) -> None:
    built = site({"mkdocs.yml": nav("index.md")})
    head, _, body = built.page("").partition("<body>")
    assert head
    lines = body.splitlines()
    assert not [lines[at - 1] for at, line in enumerate(lines) if at and not line.strip()]


# What templates and the style sheet keep to.


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_hold_no_inline_style_or_script(path: Path) -> None:
    """The Content-Security-Policy would stop them."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    for script in re.findall(r"<script[^>]*>", text):
        assert " src=" in script or "application/ld+json" in script, script


def test_every_component_is_part_of_the_page() -> None:
    included = {
        name
        for path in TEMPLATES
        for name in re.findall(r'include "components/([a-z_]+)\.html"', path.read_text("utf-8"))
    }
    assert included == {path.stem for path in (THEME / "components").glob("*.html")}


def test_one_sheet_serves_both_directions() -> None:
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    physical = re.findall(
        r"[{;\s]((?:margin|padding|border|inset)-(?:left|right|top|bottom)[a-z-]*"
        r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|float)\s*:(?=[^;{}]*;)",
        rules,
    )
    assert not physical
    assert not re.findall(r"text-align:\s*(?:left|right)", rules)


def test_the_style_sheet_is_small() -> None:
    assert len(gzip.compress(STYLE.encode(), 9, mtime=0)) <= 6400


def test_a_component_that_cannot_be_used_is_told_with_its_file_and_line(
    project: MakeProject,
) -> None:
    made = project({})
    shutil.copytree(THEME, made.folder / "theme")
    template = made.folder / "theme" / "components" / "menu.html"
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    template.write_text("".join([*lines[:3], "{% if %}\n", *lines[3:]]), encoding="utf-8")
    built = made.build()
    assert built.code == 1
    assert "theme/components/menu.html:4: " in built.complaints


# The back office.


def test_the_back_office_has_all_its_words_in_every_language(demonstration: BuiltSite) -> None:
    office = json.loads(demonstration.page("forms.json"))["office"]
    teams = {key for key in office["en"] if key.startswith("team_")}
    assert len(office) == 5 and len(teams) == 7
    assert all(set(words) == {*OFFICE_KEYS, *teams} for words in office.values())
