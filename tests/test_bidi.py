"""What is isolated in right-to-left text: Latin words and numbers that would show in disorder."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilsite import bidi

MIXED = st.text(st.sampled_from("019ab اتصل,.:/-–()£%@&<>'\"\u00a0\u200c\n"), max_size=40)
"""Text in which everything stands beside everything."""


def runs(text: str) -> list[str]:
    return [part for part, is_run in bidi.split(text) if is_run]


def tree(xml: str) -> etree.Element:
    return etree.fromstring(xml)


def isolated(xml: str) -> str:
    root = tree(xml)
    bidi.isolate_tree(root)
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    "run",
    [
        "01632 960100",
        "+44 1632 960100",
        "01632\u00a0960100",
        "9:00",
        "09:00 – 17:15",
        "12-10-2026",
        "£38",
        "50%",
        "1,250",
        "ZZ1 1AA",
        "help@testwick.example",
        "https://www.testwick.example/bins?a=1",
        "Civic Offices",
        "Council Tax & Benefits",
        "Łódź",
        "Civic Offices (main hall)",
        "A4",
    ],
)
def test_what_reads_from_left_to_right_is_one_run(run: str) -> None:
    assert runs(f"اتصل {run} الآن") == [run]
    assert runs(f"اتصل {run}، الآن") == [run]
    assert runs(f"(اتصل {run})") == [run]


@pytest.mark.parametrize("text", ["", "اتصل بنا", "خلال 10 أيام", "من 5 إلى 120، لغة", "٣ أيام"])
def test_arabic_words_and_bare_whole_numbers_stay_as_they_are(text: str) -> None:
    assert runs(text) == []


def test_a_full_stop_or_comma_behind_a_run_belongs_to_the_arabic_sentence() -> None:
    assert runs("اتصل 01632 960100.") == ["01632 960100"]
    assert runs("إلى Civic Offices, ثم") == ["Civic Offices"]


def test_a_bracket_is_in_a_run_only_together_with_its_partner() -> None:
    assert runs("(مكتب Civic Offices) هنا") == ["Civic Offices"]
    assert runs("مكتب Civic Offices (هنا)") == ["Civic Offices"]


@pytest.mark.parametrize(
    "text",
    [
        "انظر Civic Offices (01632 960100، من 9 إلى 5)",
        "(انظر Civic Offices) 01632 960100",
        "(مكتب ZZ1 1AA) 01632 960100 الآن",
    ],
)
def test_a_telephone_number_beside_a_bracket_is_isolated_too(text: str) -> None:
    assert any("01632 960100" in run for run in runs(text))


def test_html_marks_runs_as_left_to_right_and_escapes_the_text() -> None:
    assert bidi.isolate_html("اتصل Bins & Co <b>") == (
        'اتصل <bdi dir="ltr">Bins &amp; Co</bdi> &lt;<bdi dir="ltr">b</bdi>&gt;'
    )


@pytest.mark.parametrize("run", ["01632 960100", "9:00", "ZZ1 1AA", "£38"])
def test_short_runs_with_figures_carry_the_class_that_keeps_them_on_one_line(run: str) -> None:
    assert bidi.isolate_html(run) == f'<bdi dir="ltr" class="{bidi.NUMBER_CLASS}">{run}</bdi>'


@pytest.mark.parametrize(
    "run", ["help2@testwick.example", "Civic Offices", "Room 4 of the Civic Offices in Mere Street"]
)
def test_addresses_and_words_may_break_over_lines(run: str) -> None:
    assert bidi.isolate_html(run) == f'<bdi dir="ltr">{run}</bdi>'


def test_plain_text_is_isolated_with_characters() -> None:
    assert bidi.isolate_text("اتصل 01632 960100 & ن") == "اتصل \u206601632 960100\u2069 & ن"


def test_a_tree_gets_its_runs_isolated_in_texts_and_tails() -> None:
    assert isolated("<p>من 9:00 في <b>Civic Offices</b> ثم B5.</p>") == (
        '<p>من <bdi dir="ltr" class="number">9:00</bdi> في '
        '<b><bdi dir="ltr">Civic Offices</bdi></b>'
        ' ثم <bdi dir="ltr" class="number">B5</bdi>.</p>'
    )


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (
            "<p>اتصل <b>01632</b> 960100 الآن</p>",
            '<p>اتصل <bdi dir="ltr" class="number"><b>01632</b> 960100</bdi> الآن</p>',
        ),
        (
            "<p>اتصل 01632 <b>960100</b>، أو <b>A</b> B.</p>",
            '<p>اتصل <bdi dir="ltr" class="number">01632 <b>960100</b></bdi>، أو '
            '<bdi dir="ltr"><b>A</b> B</bdi>.</p>',
        ),
        (
            "<p>من <b>9:00</b> – <b>17:15</b></p>",
            '<p>من <bdi dir="ltr" class="number"><b>9:00</b> – <b>17:15</b></bdi></p>',
        ),
        (
            "<p>£<b>38</b> و<b>50</b>%</p>",
            '<p><bdi dir="ltr" class="number">£<b>38</b></bdi> و'
            '<bdi dir="ltr" class="number"><b>50</b>%</bdi></p>',
        ),
    ],
)
def test_a_run_of_which_a_part_is_marked_up_is_one_isolate(xml: str, shown: str) -> None:
    assert isolated(xml) == shown


@pytest.mark.parametrize(
    "xml", ["<p>خلال <b>10</b> أيام</p>", "<p><b>10</b>، 5</p>", "<p><b>ن</b> ن <i>ن</i></p>"]
)
def test_marked_up_words_and_numbers_that_are_no_run_stay_as_they_are(xml: str) -> None:
    assert isolated(xml) == xml


def test_a_run_that_ends_inside_of_an_element_is_isolated_in_pieces() -> None:
    assert isolated("<p><b>ن A4</b> B5</p>") == (
        '<p><b>ن <bdi dir="ltr" class="number">A4</bdi></b> '
        '<bdi dir="ltr" class="number">B5</bdi></p>'
    )


def test_what_has_a_direction_of_its_own_is_not_opened() -> None:
    for xml in (
        '<p>ن <span lang="en" dir="ltr">Open 9:00</span> ن</p>',
        '<p><bdi dir="ltr">Open</bdi></p>',
        "<p><bdi>Open</bdi></p>",
    ):
        assert isolated(xml) == xml


def test_the_text_behind_an_element_with_its_own_direction_is_isolated() -> None:
    assert '<bdi dir="ltr">Open</bdi>' in isolated('<p><span dir="ltr">x</span> ن Open</p>')


def test_code_reads_from_left_to_right_as_a_whole() -> None:
    assert isolated("<p>اكتب <code>a = 1</code></p>") == '<p>اكتب <code dir="ltr">a = 1</code></p>'


def test_runs_behind_an_element_stand_before_the_next_element() -> None:
    assert isolated("<p><i>ن</i> A5 <b>ن</b> B6</p>") == (
        '<p><i>ن</i> <bdi dir="ltr" class="number">A5</bdi> <b>ن</b>'
        ' <bdi dir="ltr" class="number">B6</bdi></p>'
    )


def test_tokens_behind_which_markdown_keeps_html_stay_whole() -> None:
    assert list(bidi.split("A4 \x02wzxhzdk:0\x03B5")) == [
        ("A4", True),
        (" ", False),
        ("\x02wzxhzdk:0\x03", False),
        ("B5", True),
    ]


@settings(deadline=None)
@given(st.text() | MIXED)
def test_the_parts_joined_are_the_text(text: str) -> None:
    assert "".join(part for part, _ in bidi.split(text)) == text


@settings(deadline=None)
@given(st.text() | MIXED)
def test_no_run_is_empty_or_a_bare_whole_number(text: str) -> None:
    for run in runs(text):
        assert run.strip() == run != ""
        assert not re.fullmatch("[0-9]+", run)


PIECES = ("01632 960100", "Civic", "9", " (", ") ", " ", "، ", " من ", "(", " – ", "£")


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_two_neighbouring_numbers_are_never_left_in_the_right_to_left_flow(text: str) -> None:
    for part, is_run in bidi.split(text):
        assert is_run or not re.search("[0-9] [0-9]", part)


@settings(deadline=None)
@given(st.text() | MIXED)
def test_isolating_adds_marks_and_no_words(text: str) -> None:
    as_html = re.sub(r"</?bdi[^>]*>", "", bidi.isolate_html(text))
    assert html.unescape(as_html) == html.unescape(html.escape(text, quote=False))
    assert re.sub("[\u2066\u2069]", "", bidi.isolate_text(text)) == re.sub(
        "[\u2066\u2069]", "", text
    )


@settings(deadline=None)
@given(MIXED, MIXED, MIXED)
def test_isolating_a_tree_keeps_its_words_in_order(before: str, inside: str, behind: str) -> None:
    root = etree.Element("p")
    root.text = before
    strong = etree.SubElement(root, "strong")
    strong.text, strong.tail = inside, behind
    bidi.isolate_tree(root)
    assert "".join(root.itertext()) == before + inside + behind
    assert "".join(strong.itertext()) == inside
