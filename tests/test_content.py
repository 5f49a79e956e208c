"""What authors write: pages with front matter, their tables and headings, and the menu."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import EXTENSIONS
from hypothesis import given, settings
from hypothesis import strategies as st

from councilsite import content, segments
from councilsite.model import Finding, NavItem, Place, Source, Text

TEAMS = {"waste": 1, "benefits": 2}

FRONT = """\
title: Report a missed bin
description: What to do when your bin was not emptied.
owner: waste
reviewed: 2026-10-12
translation: complete
"""


def read(
    body: str = "Text\n", front: str = FRONT, path: str = "services/bins.md"
) -> tuple[Source | None, list[Finding]]:
    return content.read_page(f"---\n{front}---\n{body}", path, TEAMS)


def page(body: str = "Text\n", front: str = FRONT, path: str = "services/bins.md") -> Source:
    source, findings = read(body, front, path)
    assert source is not None and findings == []
    return source


def faults(body: str = "Text\n", front: str = FRONT, path: str = "services/bins.md") -> list[str]:
    """Rule and line of each finding."""
    findings = read(body, front, path)[1]
    assert all(f.place.file == f"content/{path}" and f.message and f.remedy for f in findings)
    return [f"{f.rule}:{f.place.line}" for f in findings]


def lines_of(*body: str) -> list[str]:
    """Findings of a page's body, counted from its first line."""
    found = [fault.rpartition(":") for fault in faults("\n".join(body) + "\n")]
    return [f"{rule}:{int(line) - 7}" for rule, _, line in found]


# Front matter.


def test_a_page_is_its_front_matter_and_what_stands_below_it() -> None:
    source = page("Text\n\n## Fees\n", f"short_title: Bins\n{FRONT}")
    assert source.title == Text("Report a missed bin", Place("content/services/bins.md", 3))
    assert source.short_title == Text("Bins", Place("content/services/bins.md", 2))
    assert source.description.text == "What to do when your bin was not emptied."
    assert (source.owner, source.reviewed) == ("waste", dt.date(2026, 10, 12))
    assert source.policy == "complete"
    assert (source.body, source.first_line) == ("Text\n\n## Fees\n", 9)


def test_a_page_without_a_short_title_has_none() -> None:
    assert page().short_title is None


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "  \n"])
def test_a_page_may_have_no_text_below_its_front_matter(end: str) -> None:
    source, findings = content.read_page(f"---\n{FRONT}---{end}", "a.md", TEAMS)
    assert findings == [] and source is not None
    assert source.body.strip() == ""


def test_a_line_of_dashes_further_down_belongs_to_the_text() -> None:
    assert page("One\n\n---\n\nTwo\n").body == "One\n\n---\n\nTwo\n"


@pytest.mark.parametrize(
    ("path", "section", "url"),
    [
        ("services/bins.md", "services", "services/bins/"),
        ("services/index.md", "services", "services/"),
        ("index.md", "home", ""),
        ("about.md", "home", "about/"),
        ("a/b/c.md", "a", "a/b/c/"),
        ("reindex.md", "home", "reindex/"),
        ("services/bin-index.md", "services", "services/bin-index/"),
    ],
)
def test_a_files_path_gives_its_section_and_its_address(path: str, section: str, url: str) -> None:
    source = page(path=path)
    assert (source.section, source.url) == (section, url)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (FRONT.replace("title: Report a missed bin\n", ""), ["missing-key:2"]),
        (FRONT.replace("Report a missed bin", "''"), ["unfit-value:2"]),
        (FRONT + "tags: a\n", ["unknown-key:7"]),
        (FRONT.replace("waste", "wate"), ["unknown-reference:4"]),
        (FRONT.replace("2026-10-12", "12 October"), ["unfit-value:5"]),
        (FRONT.replace("complete", "all"), ["unfit-value:6"]),
        (FRONT.replace("What to do", "What to do " * 30), ["long-description:3"]),
        (FRONT + "title: Again\n", ["repeated-key:7"]),
        (FRONT.replace("waste", "wate").replace("complete", "all"), ["unknown-reference:4"]),
    ],
)
def test_a_fault_in_front_matter_is_reported_with_its_line(front: str, expected: list[str]) -> None:
    assert set(expected) <= set(faults(front=front))


def test_all_faults_of_a_page_are_reported_at_once() -> None:
    front = FRONT.replace("waste", "wate").replace("complete", "all")
    assert set(faults("# Big\n", front)) == {
        "unknown-reference:4",
        "unfit-value:6",
        "second-h1:8",
    }


def test_a_description_may_have_two_hundred_characters() -> None:
    def front(length: int) -> str:
        return FRONT.replace("What to do when your bin was not emptied.", "x" * length)

    assert page(front=front(200)).description.text == "x" * 200
    assert faults(front=front(201)) == ["long-description:3"]


def test_front_matter_that_is_no_yaml_is_one_fault() -> None:
    assert faults(front=FRONT.replace("title: Report", 'title: "Report')) in (
        ["yaml-syntax:2"],
        ["yaml-syntax:3"],
        ["yaml-syntax:7"],
    )


def test_empty_front_matter_lacks_every_key() -> None:
    for front in ("", "\n", "# nothing\n"):
        assert {fault.partition(":")[0] for fault in faults(front=front)} == {"missing-key"}
        assert len(faults(front=front)) == 5


@pytest.mark.parametrize("text", ["", "Text\n", "\n---\ntitle: A\n---\n", "---\ntitle: A\n"])
def test_a_page_must_begin_with_front_matter(text: str) -> None:
    _, findings = content.read_page(text, "a.md", TEAMS)
    assert ("no-front-matter", 1) in {(f.rule, f.place.line) for f in findings}


@pytest.mark.parametrize("name", ["Bins.md", "missed bin.md", "bins_2.md", "żółć.md", "-a.md"])
def test_a_files_name_must_make_a_good_address(name: str) -> None:
    assert faults(path=f"services/{name}") == ["file-name:1"]


@settings(deadline=None)
@given(st.text(), st.text("#|-`~<>=ab \n\\{}:", max_size=60))
def test_any_page_is_read_or_reported(front: str, body: str) -> None:
    for text in (front, f"---\n{front}\n---\n{body}", f"---\n{FRONT}---\n{body}"):
        _, findings = content.read_page(text, "a.md", TEAMS)
        last = text.count("\n") + 2
        assert all(1 <= f.place.line <= last and f.message and f.remedy for f in findings)


# Headings.


def test_the_title_is_the_only_first_level_heading() -> None:
    assert lines_of("Text", "", "# Big", "", "## Fine") == ["second-h1:3"]


@pytest.mark.parametrize(
    "body",
    [
        ["#Big"],
        ["Big", "==="],
        ["Big", "="],
        ['!!! note "A"', "    # Big"],
        ["- a", "", "    # Big"],
    ],
)
def test_a_first_level_heading_of_another_form_is_found_too(body: list[str]) -> None:
    assert [fault.partition(":")[0] for fault in lines_of(*body)] == ["second-h1"]


@pytest.mark.parametrize(
    "body",
    [
        ["```", "# a comment", "```"],
        ["~~~ python", "# a comment", "~~~"],
        ["````", "```", "# a comment", "````"],
        ["Item #1", "", "## Two"],
        ["    # code"],
        ["a = b", "", "====="],
    ],
)
def test_code_and_other_signs_are_no_first_level_headings(body: list[str]) -> None:
    assert lines_of(*body) == []


def test_after_code_headings_count_again() -> None:
    assert lines_of("```", "# a", "```", "# Big") == ["second-h1:4"]


# Nesting.


def test_lists_and_boxes_may_be_nested_as_readers_can_follow() -> None:
    assert lines_of("- a", "    - b", "        - c", "", '!!! note "A"', "    - b") == []


@pytest.mark.parametrize(
    "body",
    [
        [f"{'    ' * level}- a" for level in range(30)],
        ["Text", "", "> " * 30 + "a"],
        ["Text", "", "- " * 30 + "a"],
        ['<div markdown="1">' * 60],
    ],
)
def test_blocks_nested_so_deeply_that_no_parser_ends_are_refused_once(body: list[str]) -> None:
    source, findings = read("\n".join(body))
    assert [f.rule for f in findings] == ["deep-nesting"]
    assert source is not None and source.body == ""


def test_code_may_be_indented_as_far_as_it_needs() -> None:
    assert lines_of("```", " " * 60 + "deep", "```") == []


# Tables.


@pytest.mark.parametrize(
    "body",
    [
        ["| a | b |", "|---|---|", "| c | d |"],
        ["a | b", "--|--", "c | d"],
        ["| a |", "|---|", "| c |"],
        ["| a | b |", "|:--|--:|", "| `c | c` | d \\| d |"],
        ["| a | b |", "|---|---|", "| {{ promise.x | within }} | d |", "", "Text | text"],
        ["```", "| a | b |", "```"],
        ["Text", "", "| a | b |", "|---|---|", "|  |  |", "", "Text"],
    ],
)
def test_a_right_table_has_no_finding(body: list[str]) -> None:
    assert lines_of(*body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            ["| a | b |", "|---|---|", "| c |", "| d | e | f |"],
            ["broken-table:3", "broken-table:4"],
        ),
        (["| a | b |", "|---|---|---|", "| c | d |"], ["broken-table:2"]),
        (["| a | b |", "|---|---|", "| c | d |", "Text"], ["broken-table:4"]),
        (["Text", "| a | b |", "|---|---|", "| c | d |"], ["broken-table:2"]),
        (["Text", "", "| a | b |", "| c | d |"], ["broken-table:3"]),
    ],
)
def test_a_broken_table_is_reported_with_its_line(body: list[str], expected: list[str]) -> None:
    assert lines_of(*body) == expected


# Active HTML.


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        "Text <STYLE>p {}</STYLE>",
        '<iframe src="https://a.example/"></iframe>',
        '<a href="b.md" onclick="x()">b</a>',
        "< script >",
        '<form action="/">',
    ],
)
def test_html_that_does_something_is_refused(line: str) -> None:
    assert lines_of("Text", "", line) == ["active-html:3"]


@pytest.mark.parametrize(
    "line",
    [
        '<abbr title="Housing benefit">HB</abbr>',
        '<img src="map.svg" alt="Where we are">',
        '[bins]: bins.md "All about bins"',
    ],
)
def test_words_that_no_translator_can_reach_are_refused(line: str) -> None:
    assert lines_of("Text", "", line) == ["hidden-words:3"]


@pytest.mark.parametrize(
    "line", ["Write `<script>` here", "<b>bold</b>", "on = off, 3 < 4", "<br>", "<abbr>H</abbr>"]
)
def test_other_html_and_code_are_not(line: str) -> None:
    assert lines_of(line) == []


# What is translated.


def test_title_short_title_and_description_are_translated() -> None:
    found = content.page_segments(page(front=f"short_title: Bins\n{FRONT}"))
    assert [(s.context, s.text, s.place.line) for s in found] == [
        ("title", "Report a missed bin", 3),
        ("navigation title", "Bins", 2),
        ("description", "What to do when your bin was not emptied.", 4),
    ]


# The menu.

PAGES = ["index.md", "services/bins.md", "services/index.md"]

MENU = """\
nav:
  - index.md
  - Services:
      - services/index.md
      - Missed bins: services/bins.md
"""


def menu_faults(text: str) -> list[str]:
    _, findings = content.read_structure(text, PAGES, segments.EXTENSIONS)
    assert all(f.message and f.remedy for f in findings)
    return [f"{f.place}: {f.rule}" for f in findings]


def test_the_menu_has_pages_and_sections_with_labels() -> None:
    structure, findings = content.read_structure(MENU, PAGES, segments.EXTENSIONS)
    assert findings == []
    assert structure.menu == (
        NavItem("index.md", None),
        NavItem(
            "services/index.md",
            Text("Services", Place("mkdocs.yml", 3)),
            (
                NavItem("services/index.md", None),
                NavItem("services/bins.md", Text("Missed bins", Place("mkdocs.yml", 5))),
            ),
        ),
    )


def test_a_section_without_an_index_page_leads_nowhere_itself() -> None:
    text = MENU.replace("      - services/index.md\n", "") + "  - services/index.md\n"
    structure, findings = content.read_structure(text, PAGES, segments.EXTENSIONS)
    assert findings == []
    assert structure.menu[1].path is None


def test_labels_of_the_menu_are_translated_in_its_order() -> None:
    structure, _ = content.read_structure(MENU, PAGES, segments.EXTENSIONS)
    found = content.menu_segments(structure.menu)
    assert [(s.context, s.text, s.place.line) for s in found] == [
        ("navigation title", "Services", 3),
        ("navigation title", "Missed bins", 5),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  - index.md\n", "", ["content/index.md:1: not-in-menu"]),
        ("- index.md", "- index.md\n  - index.md", ["mkdocs.yml:3: twice-in-menu"]),
        (
            "- index.md",
            "- indx.md",
            ["mkdocs.yml:2: unknown-reference", "content/index.md:1: not-in-menu"],
        ),
        ("- index.md", "- index.md\n  - {a: b, c: d}", ["mkdocs.yml:3: menu-entry"]),
        ("nav:", "markdown_extensions: [tabels]\nnav:", ["mkdocs.yml:1: unfit-value"]),
        ("nav:", "markdown_extensions: [toc]\nnav:", ["mkdocs.yml:1: unfit-value"]),
        ("nav:", "markdown_extensions:\n  - smarty: {a: b}\nnav:", ["mkdocs.yml:2: unfit-value"]),
        ("nav:", "nav: [\n", ["mkdocs.yml"]),
    ],
)
def test_a_fault_of_the_menu_is_reported_with_its_line(
    old: str, new: str, expected: list[str]
) -> None:
    found = menu_faults(MENU.replace(old, new, 1))
    assert [
        fault[: len(wanted)] for fault, wanted in zip(found, expected, strict=False)
    ] == expected


def test_a_slip_in_the_menu_proposes_the_nearest_page() -> None:
    text = MENU.replace("services/bins.md", "services/bin.md")
    _, findings = content.read_structure(text, PAGES, segments.EXTENSIONS)
    assert any('"services/bin.md"' in f.message for f in findings)
    assert any('Did you mean "services/bins.md"?' in f.remedy for f in findings)


def test_markdown_extensions_may_have_settings() -> None:
    text = f"{EXTENSIONS}  - footnotes:\n      SEPARATOR: '-'\n{MENU}"
    structure, findings = content.read_structure(
        text.replace("  - footnotes\n", ""), PAGES, segments.EXTENSIONS
    )
    assert findings == []
    assert set(structure.extensions) == set(segments.EXTENSIONS)
    assert structure.extension_settings == {"footnotes": {"SEPARATOR": "-"}}


def test_pages_are_listed_in_order_and_nothing_else_is(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a/b.txt", "map.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert content.list_pages(tmp_path) == ["a/z.md", "b.md"]
    assert content.list_pages(tmp_path / "nowhere") == []
