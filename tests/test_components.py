"""Tables, tabs, boxes, grids, icons and notes: markup that everybody can use, in every language."""

from __future__ import annotations

import re

import pytest
from conftest import MakeProject, MakeSite, catalogue, page
from test_segments import compose, kinds, lines, parse, texts

# Content tabs.

TABS = '=== "If you rent"\n\n    Ask us.\n\n=== "If you own"\n\n    Do it.'


def test_tabs_are_boxes_that_open_without_a_script_and_the_first_is_open() -> None:
    assert compose(TABS) == (
        '<div class="tabbed-set">\n'
        '<details class="tab" open="open">\n<summary>If you rent</summary>\n<p>Ask us.</p>\n'
        "</details>\n"
        '<details class="tab">\n<summary>If you own</summary>\n<p>Do it.</p>\n</details>\n</div>'
    )


def test_the_author_chooses_which_tab_is_open() -> None:
    body = TABS.replace('=== "If you own"', '===+ "If you own"')
    assert re.findall(r"<details[^>]*open[^>]*>\n<summary>(.*?)<", compose(body)) == ["If you own"]


def test_a_new_set_of_tabs_can_follow_another() -> None:
    assert compose(TABS + '\n\n===! "Other"\n\n    Text').count('class="tabbed-set"') == 2


def test_titles_and_contents_of_tabs_are_translated() -> None:
    assert kinds(TABS) == [
        ("If you rent", "summary", None),
        ("Ask us.", "paragraph", None),
        ("If you own", "summary", None),
        ("Do it.", "paragraph", None),
    ]
    assert "<summary>إذا كنت مستأجرًا</summary>" in compose(
        TABS, lambda segment: segment.text.replace("If you rent", "إذا كنت مستأجرًا")
    )


def test_tabs_and_boxes_name_their_lines() -> None:
    body = f'Note\n\n{TABS}\n\n??? note\n    Note\n\n??? tip "If you own"\n    Ask us.'
    assert lines(body) == [
        ("Note", 1),
        ("If you rent", 3),
        ("Ask us.", 5),
        ("If you own", 7),
        ("Do it.", 9),
        ("Note", 11),
        ("Note", 12),
        ("If you own", 14),
        ("Ask us.", 15),
    ]


def test_a_summary_in_html_names_its_own_line_though_a_box_follows() -> None:
    body = (
        '<details markdown="1">\n<summary>More</summary>\n\nText\n\n</details>\n\n??? tip\n    Hi'
    )
    assert lines(body) == [("More", 2), ("Text", 4), ("Tip", 8), ("Hi", 9)]


def test_a_box_that_opens_is_made_of_details_and_summary() -> None:
    assert compose('??? warning "Before *you* call"\n    Text') == (
        '<details class="warning">\n<summary>Before <em>you</em> call</summary>\n<p>Text</p>\n'
        "</details>"
    )
    assert '<details class="tip" open="open">' in compose("???+ tip\n    Text")


@pytest.mark.parametrize("line", ['=== ""', '??? note ""', '???+ "  "', '===+ ""'])
def test_a_box_that_opens_has_a_title(project: MakeProject, line: str) -> None:
    built = project({"content/a.md": page(f"Text.\n\n{line}\n\n    More.")}).build()
    assert "content/a.md:11: a box that opens needs a title" in built.complaints
    assert built.code == 1


def test_a_title_that_begins_with_a_number_sign_is_no_heading() -> None:
    assert "<summary>#1 Call us</summary>" in compose('??? note "#1 Call us"\n    Text')


# Tables.

WIDE = "| Day | Opens | Closes |\n|:--|:-:|--:|\n| Monday | 9 | 5 |\n| Friday | 9 | 4 |"


def test_headings_of_columns_say_so_and_an_empty_cell_is_no_heading() -> None:
    shown = compose(WIDE.replace("Day", "   "))
    assert re.findall(r"<(t[hd])[^>]*?(?: scope=\"(\w+)\")?>([^<]*)</t", shown)[:4] == [
        ("td", "", ""),
        ("th", "col", "Opens"),
        ("th", "col", "Closes"),
        ("td", "", "Monday"),
    ]


def test_columns_are_aligned_by_classes_that_work_in_both_directions() -> None:
    shown = compose(WIDE)
    assert "style=" not in shown and "align=" not in shown
    assert (
        '<td class="start">Monday</td>\n<td class="center">9</td>\n<td class="end">5</td>' in shown
    )


def test_an_author_s_class_of_a_cell_stands_beside_its_alignment() -> None:
    assert '<td class="end wide">1</td>' in compose("| a |\n|--:|\n| 1 {: .wide } |")


def test_a_first_column_in_bold_holds_the_headings_of_rows() -> None:
    body = WIDE.replace("Monday", "**Monday**").replace("Friday", "**Friday**")
    assert '<th class="start" scope="row">Friday</th>' in compose(body)
    assert [k for k in kinds(body) if k[0] == "Friday"] == [("Friday", "table heading", "cell")]


@pytest.mark.parametrize("cell", ["**Monday** 1", "Monday", "**Mon**day**"])
def test_a_single_row_that_is_not_bold_keeps_the_column_as_it_is(cell: str) -> None:
    body = WIDE.replace("Monday", cell).replace("Friday", "**Friday**")
    assert 'scope="row"' not in compose(body)
    assert "<strong>Friday</strong>" in compose(body)


def test_a_paragraph_above_a_table_that_says_so_is_its_caption() -> None:
    body = f"Text.\n\nTable: When *we* open\n\n{WIDE}"
    assert ("When *we* open", "caption", None) in kinds(body)
    assert ("When *we* open", 3) in lines(body)
    assert '<table><caption id="table">When <em>we</em> open</caption>' in compose(body)
    assert "Table:" not in compose(body)


def test_a_caption_needs_its_table_right_below_it() -> None:
    assert (
        texts("Table: Not one\n\nText.\n\n| a | b |\n|---|---|\n| c | d |")[0] == "Table: Not one"
    )


def test_a_table_that_may_be_wider_than_a_phone_scrolls_and_can_be_focused_and_has_a_name() -> None:
    shown = compose(f"## When we open\n\n{WIDE}\n\n## Other {{#own}}\n\n{WIDE}")
    boxes = re.findall(r'<div ([^>]*class="table-scroll"[^>]*)>', shown)
    assert [sorted(re.findall(r'(\S+)="([^"]*)"', box)) for box in boxes] == [
        [
            ("aria-labelledby", name),
            ("class", "table-scroll"),
            ("role", "region"),
            ("tabindex", "0"),
        ]
        for name in ("when-we-open", "own")
    ]


def test_captions_name_their_own_tables() -> None:
    shown = compose(f"Table: One\n\n{WIDE}\n\nTable: Two\n\n{WIDE}\n\n## Table")
    assert re.findall(r'aria-labelledby="([^"]*)"', shown) == ["table", "table-2"]
    assert re.findall(r' id="([^"]*)"', shown) == ["table", "table-2", "table-3"]


@pytest.mark.parametrize("opener", ['=== "One"', '??? note "One"', '!!! note "One"', "- One"])
def test_a_table_in_another_component_is_as_good(opener: str) -> None:
    inside = "\n".join(f"    {line}" for line in f"Table: Two\n\n{WIDE}".split("\n"))
    shown = compose(f"{opener}\n\n{inside}")
    assert '<div aria-labelledby="table" class="table-scroll"' in shown
    assert '<caption id="table">Two</caption>' in shown
    assert "Table:" not in shown and 'scope="col"' in shown


def test_a_table_of_two_columns_needs_no_box() -> None:
    assert "<div" not in compose("| a | b |\n|---|---|\n| c | d |")


def test_a_table_above_all_headings_is_named_by_the_page_s_title(site: MakeSite) -> None:
    built = site({"content/a.md": page(WIDE)})
    assert built.code == 0, built.complaints
    assert 'aria-labelledby="council_title"' in built.main("a/")
    assert built.page("a/").count('<h1 id="council_title"') == 1


# Icons.


def test_an_icon_is_an_svg_in_the_page_that_screen_readers_skip() -> None:
    shown = compose("Call :material-phone: us")
    assert re.fullmatch(
        r'<p>Call <span class="twemoji"><svg viewBox="0 0 24 24" width="24" height="24" '
        r'aria-hidden="true"><path d="[^"]+"/></svg></span> us</p>',
        shown,
    )


@pytest.mark.parametrize(
    "name",
    ["material-account-box", "octicons-bell-16", "fontawesome-solid-house", "simple-github"],
)
def test_every_set_of_material_s_icons_can_be_used(name: str) -> None:
    assert compose(f":{name}:").count("<svg") == 1


def test_icons_that_point_are_mirrored_where_the_text_is() -> None:
    assert 'class="twemoji turns"' in compose(":material-arrow-right:")
    assert 'class="twemoji turns"' not in compose(":material-phone:")


def test_an_icon_takes_the_author_s_classes() -> None:
    assert '<span class="twemoji big">' in compose(":material-phone:{ .big } Call")


def test_an_icon_alone_is_nothing_to_translate() -> None:
    assert texts(":material-phone:\n\n| :material-check: | 10 |\n|---|---|\n| a | 1 |") == ["a"]


def test_the_anchor_of_a_heading_does_not_name_its_icon() -> None:
    assert parse("## :material-phone: Call us").anchors == {"call-us"}


@pytest.mark.parametrize("text", ["at 10:30-11:00: yes", "a:first-child:b", "`:material-phone:`"])
def test_other_colons_are_no_icons(text: str) -> None:
    assert "<svg" not in compose(text)


def test_without_the_extension_there_are_no_icons(project: MakeProject) -> None:
    made = project({"content/a.md": page("Call :material-phone: us")})
    settings = (made.folder / "mkdocs.yml").read_text(encoding="utf-8")
    made.write({"mkdocs.yml": settings.replace("  - pymdownx.emoji\n", "")})
    assert "Call :material-phone: us" in made.build().main("a/")


def test_an_icon_that_does_not_exist_is_told_of_with_the_nearest_name(project: MakeProject) -> None:
    built = project({"content/a.md": page("Text.\n\nCall :material-phne: us")}).build()
    assert built.code == 1
    assert (
        'content/a.md:11: there is no icon ":material-phne:". Did you mean "material-phone"?'
        in built.complaints
    )


def test_a_set_of_icons_that_does_not_exist_is_told_of_too(project: MakeProject) -> None:
    built = project({"content/a.md": page("Call :matreial-phone: us `:no-icon:`")}).build()
    assert built.complaints.count("[unknown-icon]") == 1
    assert 'Did you mean "material-phone"?' in built.complaints


# Notes.


def test_marks_of_notes_say_what_they_are() -> None:
    shown = compose("Text[^a]\n\n[^a]: Foot")
    assert '<a class="footnote-ref" role="doc-noteref" href="#fn:a">' in shown
    assert '<a class="footnote-backref" role="doc-backlink" href="#fnref:a">' in shown


# Links without words.


@pytest.mark.parametrize(
    "link",
    [
        "[](index.md)",
        "[:material-phone:](index.md)",
        "[:material-phone:{ .big }](index.md)",
        "[![](a.svg){: .decorative }](index.md)",
        "[ ][b]\n\n[b]: index.md",
    ],
)
def test_a_link_has_words(project: MakeProject, link: str) -> None:
    files = {"content/a.md": page(link), "content/a.svg": "<svg viewBox='0 0 1 1'></svg>"}
    assert "[link-without-words]" in project(files).build().complaints


@pytest.mark.parametrize(
    "link", ["[:material-phone: Call](index.md)", "[![Map](a.svg)](index.md)", "`[](x)`", "a[^b]"]
)
def test_a_link_with_words_or_a_described_image_is_welcome(project: MakeProject, link: str) -> None:
    files = {
        "content/a.md": page(f"{link}\n\n[^b]: Note"),
        "content/a.svg": "<svg viewBox='0 0 1 1'></svg>",
    }
    built = project(files).build()
    assert built.code == 0, built.complaints


# In every language.

EVERYTHING = f"""\
## :material-clock: Hours

Table: When we open

{WIDE}

{TABS}

??? note "Fees"

    Ask.

<div class="grid cards" markdown>

-   :material-phone:{{ .lg }} **Call**

    ---

    Now. [:octicons-arrow-right-24: Go](index.md)

</div>

See[^1].

[^1]: Foot
"""

ARABIC = {
    ":material-clock: Hours": ":material-clock: الأوقات",
    "When we open": "متى نفتح",
    "cell|Day": "اليوم",
    "If you rent": "إذا كنت مستأجرًا",
    "Fees": "الرسوم",
    ":material-phone:{ .lg } **Call**": ":material-phone:{ .lg } **اتصل**",
}


def test_all_components_in_a_right_to_left_language(site: MakeSite) -> None:
    built = site(
        {
            "content/a.md": page(EVERYTHING),
            "locales/ar/LC_MESSAGES/home.po": catalogue(ARABIC, plural="nplurals=1; plural=0;"),
        }
    )
    assert built.code == 0, built.complaints
    main = built.main("ar/a/")
    for text in (
        "الأوقات",
        ">متى نفتح</caption>",
        ">اليوم</th>",
        "<summary>إذا كنت مستأجرًا</summary>",
    ):
        assert text in main
    assert main.count("<svg") == built.main("a/").count("<svg") == 3
    # What is not translated says on its own element in which language it is.
    assert '<summary lang="en" dir="ltr">If you own</summary>' in main
    assert '<td class="start"><span lang="en" dir="ltr">Monday</span></td>' in main
    assert '<h2 id="hours">' in main and 'aria-labelledby="table"' in main


def test_no_page_has_styles_or_scripts_of_its_own(site: MakeSite) -> None:
    built = site({"content/a.md": page(EVERYTHING)})
    assert built.code == 0, built.complaints
    main = built.main("a/")
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|<input|<label", main)
