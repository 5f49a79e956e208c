"""council.yml: what it says is read, and whatever is wrong with it is said at once."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import COUNCIL, REPOSITORY
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from councilsite import settings, themewords
from councilsite.model import Council, ExceptionalDay, Finding, Opening, Place, Promise, Text

HOURS = """\
hours:
  civic:
    name: Civic Offices
    week:
      - {days: [monday, tuesday, wednesday, thursday], opens: "09:00", closes: "17:15"}
      - {days: [friday], opens: "09:00", closes: "17:00"}
"""


def read(text: str = COUNCIL) -> Council:
    council, findings = settings.read_council(text)
    assert council is not None, findings
    assert findings == []
    return council


def changed(old: str, new: str) -> str:
    assert COUNCIL.count(old) == 1, old
    return COUNCIL.replace(old, new)


def faults(text: str) -> list[Finding]:
    _, findings = settings.read_council(text)
    assert findings and all(finding.severity == "error" for finding in findings)
    return findings


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_council_is_read_as_it_is_written() -> None:
    council = read()
    assert council.name == Text("Testwick Council", Place("council.yml", 1))
    assert council.url == "https://www.testwick.example/"
    assert [language.code for language in council.languages] == ["en", "ar", "pl"]
    assert council.source_language.code == "en" and council.source_language.times == "h:mma"
    assert not any(language.is_source for language in council.languages[1:])
    assert council.publish == {"complete": "draft", "partial": "draft"}
    assert council.telephones == {"main": "01632 960100", "out-of-hours": "01632 960199"}
    assert council.emails == {"main": "help@testwick.example"}
    office = council.offices["civic"]
    assert (office.address, office.postcode) == (("Civic Offices", "1 Mere Street"), "ZZ1 1AA")
    assert (office.telephone, office.hours) == ("main", "civic")
    assert council.teams["customer-services"].name.text == "Customer services"
    assert council.promises["letters-answer"] == Promise(
        10, "working-day", "Customer care standards"
    )


def test_the_demonstration_councils_own_settings_are_right() -> None:
    assert read((REPOSITORY / "council.yml").read_text(encoding="utf-8")).teams


def test_opening_times_are_by_day_of_the_week() -> None:
    assert read().hours["civic"].week == (
        Opening((0, 1, 2, 3), dt.time(9), dt.time(17, 15)),
        Opening((4,), dt.time(9), dt.time(17)),
    )


def test_a_day_may_have_two_ranges() -> None:
    text = changed('{days: [friday], opens: "09:00", closes: "17:00"}', "&f {}").replace(
        "- &f {}",
        '- {days: [friday], opens: "09:00", closes: "12:00"}\n'
        '      - {days: [friday], opens: "13:00", closes: "17:00"}',
    )
    fridays = [one for one in read(text).hours["civic"].week if 4 in one.days]
    assert [(one.opens.hour, one.closes.hour) for one in fridays] == [(9, 12), (13, 17)]


def test_days_on_which_all_is_closed_are_exceptions_everywhere_in_the_order_of_the_year() -> None:
    text = changed(
        HOURS,
        HOURS
        + "    exceptions:\n"
        + '      - {date: 2026-12-31, opens: "09:00", closes: "13:00", reason: New Year}\n'
        + '      - {date: 2026-12-24, opens: "09:00", closes: "13:00", reason: Christmas Eve}\n'
        + "  east: {name: East, week: []}\n",
    )
    council = read(text)
    closed = ExceptionalDay(
        dt.date(2026, 12, 25),
        None,
        None,
        Text("Christmas Day", Place("council.yml", line_of(text, "Christmas Day"))),
    )
    assert council.hours["east"].exceptions == (closed,)
    assert [day.date.day for day in council.hours["civic"].exceptions] == [24, 25, 31]


def test_an_offices_own_exception_goes_before_a_day_on_which_all_is_closed() -> None:
    own = (
        '    exceptions:\n      - {date: 2026-12-25, opens: "10:00", closes: "11:00", reason: X}\n'
    )
    (day,) = read(changed(HOURS, HOURS + own)).hours["civic"].exceptions
    assert (day.opens, day.reason.text) == (dt.time(10), "X")


def test_without_a_word_on_publishing_only_approved_translations_are_published() -> None:
    text = changed("translations:\n  publish: {complete: draft, partial: draft}\n", "")
    assert read(text).publish == {"complete": "approved", "partial": "approved"}
    text = changed("{complete: draft, partial: draft}", "{partial: draft}")
    assert read(text).publish == {"complete": "approved", "partial": "draft"}


def test_a_telephone_number_keeps_its_leading_nought() -> None:
    assert read(changed("01632 960199", "01632")).telephones["out-of-hours"] == "01632"


def test_a_language_that_cldr_does_not_know_can_be_described() -> None:
    council = read(changed("- code: pl", "- {code: rom, name: Romani, direction: ltr}"))
    assert council.languages[2].own_name == "Romani"


@pytest.mark.parametrize("times", ["h:mma", "h:mm a", "HH:mm", "H:mm"])
def test_times_may_look_as_a_council_likes(times: str) -> None:
    assert read(changed('times: "h:mma"', f'times: "{times}"')).languages[0].times == times


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("council: {name: Testwick Council", "council: {nam: T", "unknown-key", '"name"?'),
        ("council: {name: Testwick Council", "council: {nam: T", "missing-key", '"name"'),
        ("council: {name: Testwick Council", "council: {name: ''", "unfit-value", "council: name"),
        ("https://www.testwick.example/", "www.testwick.example", "unfit-value", "council: url"),
        ("https://www.testwick.example/", "https://a.example", "unfit-value", "council: url"),
        ("https://www.testwick.example/", "https://a.example/?b/", "unfit-value", "council: url"),
        ("promises:", "promise:", "unknown-key", '"promises"?'),
        ("- code: pl", "- code: klingon", "unknown-language", '"klingon"'),
        ("- code: pl", "- code: ar", "repeated-language", '"ar"'),
        ("- code: pl", "- code: AR", "repeated-language", '"AR"'),
        ("- code: pl", "- code: p_l", "unfit-value", "code"),
        ("- code: pl", "- pl", "unfit-value", "a language"),
        ("- code: pl", "- {code: rom, name: R, direction: up}", "unfit-value", "ltr, rtl"),
        ('times: "h:mma"', 'times: "hours"', "unfit-value", "times"),
        ("complete: draft", "complete: drafts", "unfit-value", '"draft"?'),
        ("complete: draft", "complete: fuzzy", "unfit-value", "draft, approved"),
        ("01632 960199", "ask us", "unfit-value", "a telephone number"),
        ("help@testwick.example", "help at testwick", "unfit-value", "an e-mail address"),
        ("postcode: ZZ1 1AA", "postcode: ZZ11AA", "unfit-value", "a postcode"),
        ("    telephone: main\n", "    telephone: mian\n", "unknown-reference", '"main"?'),
        ("    telephone: main\n", "", "missing-key", '"telephone"'),
        ("    hours: civic\n", "    hours: east\n", "unknown-reference", '"east"'),
        ("email: main, hours", "email: bins, hours", "unknown-reference", '"bins"'),
        ("address: [Civic Offices, 1 Mere Street]", "address: Here", "unfit-value", "a list"),
        ('opens: "09:00", closes: "17:15"', 'opens: "9", closes: "17:15"', "unfit-value", '"9"'),
        (
            'opens: "09:00", closes: "17:15"',
            'opens: "18:00", closes: "17:15"',
            "closes-before-opening",
            "17:15 but opens at 18:00",
        ),
        (
            'opens: "09:00", closes: "17:15"',
            'opens: "09:00", closes: "09:00"',
            "closes-before-opening",
            "09:00",
        ),
        (
            'opens: "09:00", closes: "17:15"',
            'opens: "09:00", closes: "24:00"',
            "unfit-value",
            '"24:00"',
        ),
        ("days: [friday]", "days: [fryday]", "unfit-value", '"friday"?'),
        ("days: [friday]", "days: friday", "unfit-value", "a list"),
        ("date: 2026-12-25", "date: 25.12.2026", "unfit-value", "2026-10-12"),
        ("date: 2026-12-25", "date: 2026-02-30", "unfit-value", '"2026-02-30"'),
        ("{number: 10, unit", "{number: ten, unit", "unfit-value", "a whole number"),
        ("{number: 10, unit", "{number: -1, unit", "unfit-value", "a whole number"),
        ("unit: working-day", "unit: workingday", "unfit-value", '"working-day"?'),
        ("source: Waste service plan", "source: ''", "unfit-value", "source"),
        ("emails: {main", "emails: {main: a@b.example, main", "repeated-key", '"main"'),
    ],
)
def test_a_fault_is_reported_with_its_line_and_what_to_do(
    old: str, new: str, rule: str, words: str
) -> None:
    text = changed(old, new)
    found = [f for f in faults(text) if f.rule == rule and words in f"{f.message} {f.remedy}"]
    assert found
    line = line_of(COUNCIL, old)
    assert any(f.place.file == "council.yml" and abs(f.place.line - line) <= 5 for f in found)
    assert all(f.remedy for f in found)


def test_an_exception_with_only_one_time_is_refused() -> None:
    text = changed("date: 2026-12-25,", 'date: 2026-12-25, opens: "09:00",')
    assert any("closes" in f"{f.message} {f.remedy}" for f in faults(text))


def test_all_faults_of_the_file_are_reported_in_one_run() -> None:
    text = (
        changed("postcode: ZZ1 1AA", "postcode: here")
        .replace("- code: pl", "- code: klingon")
        .replace("unit: pound", "unit: pounds")
        .replace("closed_days", "close_days")
    )
    assert {f.rule for f in faults(text)} == {"unfit-value", "unknown-language", "unknown-key"}
    assert len(faults(text)) == 4


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty-file"),
        ("# nothing\n", "empty-file"),
        ("- a list\n", "unfit-value"),
        ("words", "unfit-value"),
        ("council: [\n", "yaml-syntax"),
        ("languages: []\n", "missing-key"),
    ],
)
def test_a_file_that_is_no_council_at_all_is_refused(text: str, rule: str) -> None:
    assert settings.read_council(text)[0] is None
    assert rule in {f.rule for f in faults(text)}


def test_with_a_fault_the_rest_of_the_council_is_known_all_the_same() -> None:
    """So that one run can check the pages too."""
    council, findings = settings.read_council(changed("postcode: ZZ1 1AA", "postcode: here"))
    assert council is not None and findings
    assert council.teams.keys() == {"customer-services"}


def test_a_council_without_languages_is_refused() -> None:
    text = COUNCIL.replace('  - {code: en, times: "h:mma"}\n  - code: ar\n  - code: pl\n', "  []\n")
    (finding,) = faults(text)
    assert finding.rule == "no-language" and finding.place.line in (2, 3)


@hypothesis_settings(deadline=None)
@given(
    st.sampled_from(COUNCIL.splitlines(keepends=True)),
    st.text("ab: -[]{},\"'0\n#&*!|", max_size=12),
)
def test_a_line_replaced_by_anything_is_read_or_reported(line: str, scribble: str) -> None:
    council, findings = settings.read_council(COUNCIL.replace(line, f"{scribble}\n", 1))
    assert council is not None or findings
    for finding in findings:
        assert finding.place.file == "council.yml" and finding.place.line >= 1
        assert finding.rule and finding.message.endswith(".") and finding.remedy


# What is translated.


def test_names_and_reasons_are_translated_with_their_lines() -> None:
    segments = list(settings.council_segments(read()))
    assert [(s.context, s.text) for s in segments] == [
        ("name", "Testwick Council"),
        ("name", "Civic Offices"),
        ("name", "Customer services"),
        ("name", "Civic Offices"),
        ("hours", "Christmas Day"),
    ]
    for segment in segments:
        assert segment.text in COUNCIL.splitlines()[segment.place.line - 1]


def test_a_day_on_which_all_is_closed_is_one_text_for_translators() -> None:
    council = read(changed(HOURS, HOURS + "  east: {name: East, week: []}\n"))
    reasons = [s for s in settings.council_segments(council) if s.context == "hours"]
    assert len({s.key for s in reasons}) == len({s.place for s in reasons}) == 1


def test_the_themes_words_may_go_over_several_lines() -> None:
    texts, findings = themewords.read_texts("menu: Menu\nnotice: >-\n  Call us\n  any time.\n")
    assert findings == []
    assert texts == {
        "menu": Text("Menu", Place("theme/text.yml", 1)),
        "notice": Text("Call us any time.", Place("theme/text.yml", 2)),
    }
    assert [(s.context, s.text, s.place.line) for s in themewords.text_segments(texts)] == [
        ("interface", "Menu", 1),
        ("interface", "Call us any time.", 2),
    ]


def test_words_of_the_theme_that_are_no_text_are_reported() -> None:
    _, findings = themewords.read_texts("menu: [a]\nhome: ''\n")
    assert [(f.rule, f.place) for f in findings] == [
        ("unfit-value", Place("theme/text.yml", 1)),
        ("unfit-value", Place("theme/text.yml", 2)),
    ]


def test_opening_times_of_a_day_follow_each_other() -> None:
    friday = '      - {days: [friday], opens: "09:00", closes: "17:00"}\n'
    apart = friday.replace("17:00", "12:00") + friday.replace("09:00", "13:00")
    assert settings.read_council(COUNCIL.replace(friday, apart))[1] == []
    (finding,) = faults(COUNCIL.replace(friday, friday + friday.replace("09:00", "16:00")))
    assert finding.rule == "overlapping-hours"
    assert "friday" in finding.message
