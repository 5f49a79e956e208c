"""What placeholders become: names, numbers and hours in the words of a language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

import pytest
from conftest import COUNCIL

from councilsite import settings, wording
from councilsite.catalogues import Catalogue, SourceCatalogue
from councilsite.facts import Facts, find_problem, known_keys
from councilsite.model import Council, Place, State, Text, Translation, Words

TEXTS = {
    key: Text(words, Place("theme/text.yml", 1))
    for key, words in {
        "reviewed": "Last reviewed: {date}",
        "help": "Telephone {{ phone.main }} & ask",
        "hours_caption": "Opening hours: {name}",
        "hours_exceptions": "Other hours: {name}",
        "hours_days": "Days",
        "hours_times": "Opening times",
        "hours_date": "Date",
        "hours_reason": "Reason",
    }.items()
}


def read(text: str = COUNCIL) -> Council:
    council, findings = settings.read_council(text)
    assert council is not None, findings
    return council


THE_COUNCIL = read()

ENGLISH = Facts(THE_COUNCIL, THE_COUNCIL.source_language, SourceCatalogue(), TEXTS, "draft")


def speaking(
    code: str,
    words: Mapping[tuple[str, str], str] | None = None,
    *,
    state: State = "approved",
    least: State = "draft",
) -> Facts:
    """The council's facts in a language whose catalogue has some words."""
    language = next(one for one in THE_COUNCIL.languages if one.code == code)
    entries = {
        key: Translation((text,), state, Place("a.po", 1)) for key, text in (words or {}).items()
    }
    return Facts(THE_COUNCIL, language, Catalogue(entries, ""), TEXTS, least, ENGLISH)


POLISH_HOURS = {
    ("hours", wording.SENTENCES["closed"]): "nieczynne",
    ("hours", wording.SENTENCES["from-to"]): "{opens}–{closes}",
    ("hours", wording.SENTENCES["days"]): "{first}–{last}",
    ("hours", wording.SENTENCES["separator"]): "; ",
    ("hours", wording.SENTENCES["day-hours"]): "{days}: {hours}",
    ("hours", wording.SENTENCES["pair"]): "{first} i {last}",
}

POLISH_TABLES = {
    **POLISH_HOURS,
    ("hours", "Christmas Day"): "Boże Narodzenie",
    ("name", "Civic Offices"): "Ratusz",
    ("interface", "Opening hours: {name}"): "Godziny otwarcia: {name}",
    ("interface", "Other hours: {name}"): "Inne godziny: {name}",
    ("interface", "Days"): "Dni",
    ("interface", "Opening times"): "Godziny",
    ("interface", "Date"): "Data",
    ("interface", "Reason"): "Powód",
}


def shown(found: etree.Element | str) -> str:
    return found if isinstance(found, str) else etree.tostring(found, encoding="unicode")


def words_of(page: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", page).split())


# Which placeholders mean something.


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("council", None),
        ("office.civic", None),
        ("address.civic", None),
        ("hours.civic", None),
        ("phone.main", None),
        ("phone.main", "text"),
        ("email.main", "text"),
        *(("promise.letters-answer", form) for form in (None, *wording.FIGURE_FORMS)),
    ],
)
def test_a_placeholder_that_means_something_can_be_said(name: str, form: str | None) -> None:
    assert find_problem(THE_COUNCIL, name, form) is None
    assert ENGLISH.words(name, form).text


@pytest.mark.parametrize(
    ("name", "form", "quoted", "hint"),
    [
        ("phones.main", None, '"phones.main"', 'Did you mean "phone"?'),
        ("phone.mian", None, '"mian"', 'Did you mean "main"?'),
        ("phone", None, '""', "Use one of: main, out-of-hours."),
        ("promise.letter-answer", None, '"letter-answer"', 'Did you mean "letters-answer"?'),
        ("promise.letters-answer", "witin", '"witin"', 'Did you mean "within"?'),
        ("phone.main", "within", '"within"', "Forms: text."),
        ("hours.civic", "text", '"text"', "Forms: none."),
        ("council.name", None, '"name"', "council"),
        ("text.skip", None, '"text.skip"', "Facts begin with council"),
    ],
)
def test_a_placeholder_that_means_nothing_is_explained(
    name: str, form: str | None, quoted: str, hint: str
) -> None:
    problem = find_problem(THE_COUNCIL, name, form)
    assert problem is not None
    assert quoted in problem[0] and hint in problem[1]


def test_where_a_council_has_no_such_facts_at_all_no_name_is_proposed() -> None:
    council = read(COUNCIL.partition("promises:")[0])
    problem = find_problem(council, "promise.letters-answer", None)
    assert problem is not None and "one of: council" not in problem[1]


def test_the_known_facts_are_those_of_council_yml() -> None:
    assert known_keys(THE_COUNCIL, "phone") == ("main", "out-of-hours")
    assert known_keys(THE_COUNCIL, "promise") == ("letters-answer", "new-bin-charge")


# Facts in running text.


@pytest.mark.parametrize(
    ("name", "form", "text"),
    [
        ("council", None, "Testwick Council"),
        ("office.civic", None, "Civic Offices"),
        ("address.civic", None, "Civic Offices, 1 Mere Street, ZZ1 1AA"),
        (
            "hours.civic",
            None,
            "Monday to Thursday, 9am to 5:15pm; Friday, 9am to 5pm",
        ),
        ("phone.main", None, "01632 960100"),
        ("email.main", "text", "help@testwick.example"),
        ("promise.letters-answer", None, "10 working days"),
        ("promise.letters-answer", "within", "within 10 working days"),
        ("promise.new-bin-charge", "number", "38"),
    ],
)
def test_a_fact_in_english(name: str, form: str | None, text: str) -> None:
    assert ENGLISH.words(name, form) == Words(text, "approved")


def test_telephone_numbers_and_addresses_are_links_unless_asked_for_as_text() -> None:
    assert shown(ENGLISH.inline("phone.main", None)) == (
        '<a href="tel:01632960100" class="number">01632 960100</a>'
    )
    assert shown(ENGLISH.inline("email.main", None)) == (
        '<a href="mailto:help@testwick.example">help@testwick.example</a>'
    )
    assert ENGLISH.inline("phone.main", "text") == "01632 960100"
    assert ENGLISH.inline("email.main", "text") == "help@testwick.example"


def test_a_number_with_a_country_code_keeps_its_plus_in_the_link() -> None:
    council = read(COUNCIL.replace("number: 01632 960100", 'number: "+44 1632 960100"'))
    facts = Facts(council, council.source_language, SourceCatalogue(), TEXTS, "draft")
    assert 'href="tel:+441632960100"' in shown(facts.inline("phone.main", None))


@pytest.mark.parametrize("code", ["pl", "ar"])
def test_a_fact_that_is_not_translated_is_marked_as_english(code: str) -> None:
    for name, form, text in (
        ("promise.letters-answer", "within", "within 10 working days"),
        ("council", None, "Testwick Council"),
        ("hours.civic", None, "Monday to Thursday, 9am to 5:15pm; Friday, 9am to 5pm"),
    ):
        facts = speaking(code)
        assert facts.words(name, form) == Words(text, "missing")
        assert shown(facts.inline(name, form)) == f'<span lang="en" dir="ltr">{text}</span>'


def test_an_address_is_english_in_every_language_and_never_missing() -> None:
    facts = speaking("ar")
    assert facts.words("address.civic").state == "approved"
    assert shown(facts.inline("address.civic", None)) == (
        '<span lang="en" dir="ltr">Civic Offices, 1 Mere Street, ZZ1 1AA</span>'
    )


def test_a_translated_fact_is_text_in_the_language() -> None:
    facts = speaking("pl", {("name", "Testwick Council"): "Rada Testwick", **POLISH_HOURS})
    assert facts.inline("council", None) == "Rada Testwick"
    assert facts.inline("hours.civic", None) == (
        "poniedziałek–czwartek: 09:00–17:15; piątek: 09:00–17:00"
    )


@pytest.mark.parametrize("lost", POLISH_HOURS)
def test_hours_are_in_one_language_as_a_whole(lost: tuple[str, str]) -> None:
    rest = {key: words for key, words in POLISH_TABLES.items() if key != lost}
    facts = speaking("pl", rest)
    assert facts.words("hours.civic") == Words(
        "Monday to Thursday, 9am to 5:15pm; Friday, 9am to 5pm", "missing"
    )
    assert "missing" in facts.block_states("hours.civic")
    assert "poniedziałek" not in facts.block("hours.civic")
    assert facts.block("hours.civic").startswith('<div lang="en" dir="ltr">')


@pytest.mark.parametrize(
    ("state", "least", "published"),
    [
        ("approved", "approved", True),
        ("draft", "draft", True),
        ("draft", "approved", False),
        ("fuzzy", "draft", False),
    ],
)
def test_facts_are_published_only_in_a_state_that_may_be(
    state: State, least: State, published: bool
) -> None:
    facts = speaking("pl", {("name", "Testwick Council"): "Rada"}, state=state, least=least)
    assert (facts.words("council").text == "Rada") is published


def test_the_states_of_all_facts_in_a_text_are_known() -> None:
    facts = speaking("pl", {("name", "Testwick Council"): "Rada"}, state="draft")
    text = "{{ council }} {{ phone.main }} {{promise.letters-answer|within}}"
    assert list(facts.states(text)) == ["draft", "approved", "missing"]
    assert list(facts.states("No facts")) == []


# The theme's words.


def test_the_themes_words_fall_back_to_english() -> None:
    facts = speaking("pl", {("interface", "Days"): "Dni"})
    assert facts.say("hours_days") == Words("Dni", "approved")
    assert facts.say("hours_date") == Words("Date", "missing")


def test_words_become_html_with_facts_filled_in_and_the_rest_escaped() -> None:
    assert ENGLISH.html(ENGLISH.say("help")) == (
        'Telephone <a href="tel:01632960100" class="number">01632 960100</a> &amp; ask'
    )


def test_words_that_fall_back_are_marked_and_hold_english_facts() -> None:
    facts = speaking("ar", {("name", "Testwick Council"): "المجلس"})
    words = Words("{{ council }} & bins", "missing")
    assert facts.html(words) == '<span lang="en" dir="ltr">Testwick Council &amp; bins</span>'
    assert ENGLISH.html(words) == "Testwick Council &amp; bins"


def test_right_to_left_words_are_isolated_outside_and_inside_of_links() -> None:
    facts = speaking("ar")
    page = facts.html(Words("اتصل {{ phone.main }} أو A4", "approved"))
    assert page == (
        'اتصل <a href="tel:01632960100" class="number">'
        '<bdi dir="ltr" class="number">01632 960100</bdi></a> أو'
        ' <bdi dir="ltr" class="number">A4</bdi>'
    )


def test_places_without_markup_get_isolating_characters_in_right_to_left_text_only() -> None:
    words = Words("نص {{ phone.main }}", "approved")
    assert speaking("ar").plain(words) == "نص \u206601632 960100\u2069"
    assert speaking("pl").plain(words) == "نص 01632 960100"


def test_a_date_is_in_the_language_of_the_words_around_it() -> None:
    day = THE_COUNCIL.hours["civic"].exceptions[0].date
    translated = speaking("pl", {("interface", "Last reviewed: {date}"): "Sprawdzono: {date}"})
    assert translated.say_date("reviewed", day).text == "Sprawdzono: 25 grudnia 2026"
    assert speaking("pl").say_date("reviewed", day) == Words(
        "Last reviewed: 25 December 2026", "missing"
    )


# Facts that stand alone.


def test_a_postal_address_is_english_wherever_it_stands_and_is_not_translated() -> None:
    council = read(COUNCIL.replace("1 Mere Street", '"1 Mere & Sons <Street>"'))
    facts = Facts(council, council.languages[1], Catalogue({}, ""), TEXTS, "draft", ENGLISH)
    assert facts.block("address.civic") == (
        '<address lang="en" dir="ltr" translate="no">Civic Offices<br>'
        "1 Mere &amp; Sons &lt;Street&gt;"
        '<br><span class="number">ZZ1 1AA</span></address>'
    )
    assert list(facts.block_states("address.civic")) == []


def test_hours_alone_are_tables_with_captions_and_headings() -> None:
    page = ENGLISH.block("hours.civic")
    root = etree.fromstring(f"<div>{page.replace('<br>', '<br/>')}</div>")
    week, exceptions = root.findall("table")
    assert words_of(etree.tostring(week, encoding="unicode")) == (
        "Opening hours: Civic Offices Days Opening times Monday to Thursday 9am to 5:15pm"
        " Friday 9am to 5pm Saturday and Sunday Closed"
    )
    assert "Other hours: Civic Offices" in words_of(etree.tostring(exceptions, encoding="unicode"))
    assert "Friday, 25 December 2026 Closed Christmas Day" in words_of(
        etree.tostring(exceptions, encoding="unicode")
    )
    for table in (week, exceptions):
        assert table.find("caption") is not None
        assert {cell.get("scope") for cell in table.iterfind("thead/tr/th")} == {"col"}
        assert {cell.get("scope") for cell in table.iterfind("tbody/tr/th")} == {"row"}
        columns = len(table.findall("thead/tr/th"))
        assert {len(row) for row in table.iterfind("tbody/tr")} == {columns}


def test_an_office_without_exceptions_has_one_table() -> None:
    council = read(COUNCIL.replace("  - {date: 2026-12-25, reason: Christmas Day}\n", "  []\n"))
    facts = Facts(council, council.source_language, SourceCatalogue(), TEXTS, "draft")
    assert facts.block("hours.civic").count("<table") == 1


def test_tables_of_hours_in_polish() -> None:
    facts = speaking("pl", POLISH_TABLES)
    page = facts.block("hours.civic")
    assert "lang=" not in page
    assert "Godziny otwarcia: Ratusz" in words_of(page)
    assert "sobota i niedziela nieczynne" in words_of(page)
    assert "piątek, 25 grudnia 2026 nieczynne Boże Narodzenie" in words_of(page)
    assert set(facts.block_states("hours.civic")) == {"approved"}


@pytest.mark.parametrize("lost", ["Christmas Day", "Civic Offices"])
def test_one_missing_word_in_a_table_is_marked_as_english_and_counted(lost: str) -> None:
    rest = {key: words for key, words in POLISH_TABLES.items() if key[1] != lost}
    facts = speaking("pl", rest)
    assert f'<span lang="en" dir="ltr">{lost}</span>' in facts.block("hours.civic")
    assert "missing" in facts.block_states("hours.civic")


@pytest.mark.parametrize("lost", ["Opening hours: {name}", "Opening times", "Days", "Date"])
def test_a_missing_caption_or_heading_of_a_table_is_counted(lost: str) -> None:
    """A page of the policy `complete` does not show an English heading above Polish hours."""
    rest = {key: words for key, words in POLISH_TABLES.items() if key[1] != lost}
    facts = speaking("pl", rest)
    assert 'lang="en"' in facts.block("hours.civic")
    assert "missing" in facts.block_states("hours.civic")
