"""Figures, dates, times and opening hours in the words of each language."""

from __future__ import annotations

import datetime as dt

import pytest

from councilsite import wording
from councilsite.catalogues import Catalogue, SourceCatalogue, read_catalogue
from councilsite.model import (
    ExceptionalDay,
    Hours,
    Language,
    Opening,
    Place,
    Promise,
    State,
    Text,
    Translation,
    Words,
)
from councilsite.wording import Timetable


def language(code: str, *, times: str | None = None, is_source: bool = False) -> Language:
    found = wording.language(code, own_name="", direction="", times=times, is_source=is_source)
    assert found is not None
    return found


ENGLISH = language("en", times="h:mma", is_source=True)
POLISH = language("pl")
ARABIC = language("ar")

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'

POLISH_PO = f"""{HEADER}
msgctxt "figure"
msgid "{{n}} working day"
msgid_plural "{{n}} working days"
msgstr[0] "{{n}} dzień roboczy"
msgstr[1] "{{n}} dni robocze"
msgstr[2] "{{n}} dni roboczych"

msgctxt "figure"
msgid "within {{n}} working day"
msgid_plural "within {{n}} working days"
msgstr[0] "w ciągu {{n}} dnia roboczego"
msgstr[1] "w ciągu {{n}} dni roboczych"
msgstr[2] "w ciągu {{n}} dni roboczych"

#, fuzzy
msgctxt "figure"
msgid "every {{n}} working day"
msgid_plural "every {{n}} working days"
msgstr[0] "co {{n}} dzień"
msgstr[1] "co {{n}} dni"
msgstr[2] "co {{n}} dni"

msgctxt "figure"
msgid "more than {{n}}"
msgstr "ponad {{n}}"
"""

ARABIC_PO = f"""{HEADER[:-1]}
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
"n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"

msgctxt "figure"
msgid "within {{n}} working day"
msgid_plural "within {{n}} working days"
msgstr[0] "دون أيام عمل"
msgstr[1] "خلال يوم عمل واحد"
msgstr[2] "خلال يومي عمل"
msgstr[3] "خلال {{n}} أيام عمل"
msgstr[4] "خلال {{n}} يوم عمل"
msgstr[5] "خلال {{n}} يوم عمل كاملة"
"""


def catalogue(text: str, locale: str) -> Catalogue:
    found, findings = read_catalogue(text, "locales/interface.po", locale)
    assert findings == []
    return found


def figure(
    number: int, unit: str, form: str, vocabulary: Catalogue | SourceCatalogue | None = None
) -> str:
    spoken = SourceCatalogue() if vocabulary is None else vocabulary
    return wording.figure(Promise(number, unit, "a plan"), form, spoken, "draft").text


# Languages.


@pytest.mark.parametrize(
    ("code", "locale", "path", "own_name", "english_name", "direction"),
    [
        ("pl", "pl", "pl/", "polski", "Polish", "ltr"),
        ("ar", "ar", "ar/", "العربية", "Arabic", "rtl"),
        ("pa", "pa", "pa/", "ਪੰਜਾਬੀ", "Punjabi", "ltr"),
        ("zh-Hans", "zh_Hans", "zh-hans/", "中文 (简体)", "Chinese (Simplified)", "ltr"),
        ("ur", "ur", "ur/", "اردو", "Urdu", "rtl"),
    ],
)
def test_cldr_knows_a_languages_names_and_direction(
    code: str, locale: str, path: str, own_name: str, english_name: str, direction: str
) -> None:
    found = language(code)
    assert (found.code, found.locale, found.path) == (code, locale, path)
    assert (found.own_name, found.english_name) == (own_name, english_name)
    assert (found.direction, found.is_source) == (direction, False)


def test_the_source_language_stands_at_the_root_of_the_site() -> None:
    assert (ENGLISH.path, ENGLISH.is_source) == ("", True)


def test_what_the_council_says_of_a_language_goes_before_cldr() -> None:
    found = wording.language("zh-Hans", own_name="中文", direction="", times=None, is_source=False)
    assert found is not None and found.own_name == "中文"


def test_a_language_that_cldr_does_not_know_must_be_described() -> None:
    def describe(own_name: str, direction: str) -> Language | None:
        return wording.language(
            "rom", own_name=own_name, direction=direction, times=None, is_source=False
        )

    found = describe("Romani", "ltr")
    assert found is not None
    assert (found.own_name, found.english_name, found.direction) == ("Romani", "rom", "ltr")
    assert describe("Romani", "") is None
    assert describe("", "ltr") is None


# Figures.


@pytest.mark.parametrize(
    ("number", "unit", "form", "words"),
    [
        (10, "working-day", "plain", "10 working days"),
        (1, "working-day", "plain", "1 working day"),
        (10, "working-day", "within", "within 10 working days"),
        (1, "working-day", "within", "within 1 working day"),
        (5, "month", "every", "every 5 months"),
        (15, "minute", "up-to", "no more than 15 minutes"),
        (120, "language", "over", "more than 120 languages"),
        (120, "language", "number", "120"),
        (0, "day", "plain", "0 days"),
        (95, "percent", "plain", "95%"),
        (95, "percent", "over", "more than 95%"),
        (38, "pound", "plain", "£38"),
        (38, "pound", "up-to", "no more than £38"),
        (38, "pound", "number", "38"),
        (9999, "page", "plain", "9999 pages"),
        (10000, "page", "plain", "10,000 pages"),
        (1250000, "pound", "plain", "£1,250,000"),
    ],
)
def test_a_promise_in_english(number: int, unit: str, form: str, words: str) -> None:
    assert figure(number, unit, form) == words


@pytest.mark.parametrize(
    ("number", "plain", "within"),
    [
        (1, "1 dzień roboczy", "w ciągu 1 dnia roboczego"),
        (3, "3 dni robocze", "w ciągu 3 dni roboczych"),
        (5, "5 dni roboczych", "w ciągu 5 dni roboczych"),
        (12, "12 dni roboczych", "w ciągu 12 dni roboczych"),
        (22, "22 dni robocze", "w ciągu 22 dni roboczych"),
    ],
)
def test_polish_changes_the_unit_after_within(number: int, plain: str, within: str) -> None:
    polish = catalogue(POLISH_PO, "pl")
    assert figure(number, "working-day", "plain", polish) == plain
    assert figure(number, "working-day", "within", polish) == within


@pytest.mark.parametrize(
    ("number", "within"),
    [
        (0, "دون أيام عمل"),
        (1, "خلال يوم عمل واحد"),
        (2, "خلال يومي عمل"),
        (3, "خلال 3 أيام عمل"),
        (10, "خلال 10 أيام عمل"),
        (11, "خلال 11 يوم عمل"),
        (99, "خلال 99 يوم عمل"),
        (100, "خلال 100 يوم عمل كاملة"),
        (103, "خلال 103 أيام عمل"),
    ],
)
def test_arabic_has_six_forms_of_within(number: int, within: str) -> None:
    assert figure(number, "working-day", "within", catalogue(ARABIC_PO, "ar")) == within


def test_signs_stand_inside_translated_phrases() -> None:
    polish = catalogue(POLISH_PO, "pl")
    assert figure(60, "percent", "over", polish) == "ponad 60%"
    assert figure(15, "pound", "over", polish) == "ponad £15"


@pytest.mark.parametrize(
    ("form", "least", "words"),
    [
        ("plain", "draft", Words("3 dni robocze", "draft")),
        ("plain", "approved", Words("3 working days", "missing")),
        ("every", "draft", Words("every 3 working days", "missing")),
        ("up-to", "draft", Words("no more than 3 working days", "missing")),
        ("number", "approved", Words("3", "approved")),
    ],
)
def test_a_figure_that_may_not_be_published_yet_is_english_and_says_so(
    form: str, least: State, words: Words
) -> None:
    promise = Promise(3, "working-day", "a plan")
    assert wording.figure(promise, form, catalogue(POLISH_PO, "pl"), least) == words


def everything_translated() -> Catalogue:
    entries = {
        segment.key: Translation(
            (segment.text.upper().replace("{N}", "{n}"),), "approved", Place("a.po", 1)
        )
        for segment in wording.unit_segments()
    }
    return Catalogue(entries, "0")


@pytest.mark.parametrize("unit", [*wording.UNITS, *wording.PLAIN_UNITS])
@pytest.mark.parametrize("form", wording.FIGURE_FORMS)
def test_translators_are_asked_for_every_figure_in_every_form(unit: str, form: str) -> None:
    for number in (1, 2):
        words = wording.figure(Promise(number, unit, ""), form, everything_translated(), "approved")
        assert words.state == "approved"
        assert str(number) in words.text and words.text == words.text.upper()


def test_no_two_phrases_for_translators_are_the_same() -> None:
    keys = [segment.key for segment in wording.unit_segments()]
    assert len(keys) == len(set(keys))
    assert {context for context, _ in keys} == {"figure", "hours"}


def test_units_have_a_plural_that_holds_the_number_too() -> None:
    plurals = [s for s in wording.unit_segments() if s.plural is not None]
    assert len(plurals) == len(wording.UNITS) * len(wording.FORMS)
    assert all("{n}" in s.text and "{n}" in (s.plural or "") for s in plurals)


# Dates and times.


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pl", "piątek, 25 grudnia 2026"),
        ("ar", "الجمعة، 25 ديسمبر 2026"),
        ("pa", "ਸ਼ੁੱਕਰਵਾਰ, 25 ਦਸੰਬਰ 2026"),
        ("zh-Hans", "2026年12月25日星期五"),
        ("fa", "جمعه 25 دسامبر 2026"),
    ],
)
def test_a_date_in_full_comes_from_cldr_with_european_digits(code: str, words: str) -> None:
    assert wording.date(dt.date(2026, 12, 25), language(code)) == words


def test_english_dates_are_british() -> None:
    assert wording.date(dt.date(2026, 12, 25), ENGLISH) == "Friday, 25 December 2026"
    assert wording.short_date(dt.date(2026, 10, 12), ENGLISH) == "12 October 2026"


def test_a_short_date_has_no_day_of_the_week() -> None:
    assert wording.short_date(dt.date(2026, 10, 12), POLISH) == "12 października 2026"


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("pl", "poniedziałek", "niedziela"),
        ("ar", "الاثنين", "الأحد"),
        ("zh-Hans", "星期一", "星期日"),
        ("pa", "ਸੋਮਵਾਰ", "ਐਤਵਾਰ"),
    ],
)
def test_days_of_the_week_come_from_cldr(code: str, first: str, last: str) -> None:
    assert wording.day_name(0, language(code)) == first
    assert wording.day_name(6, language(code)) == last


def test_a_language_that_cldr_does_not_know_shows_english_dates_and_times() -> None:
    romani = wording.language("rom", own_name="R", direction="ltr", times=None, is_source=False)
    assert romani is not None
    assert wording.day_name(0, romani) == "Monday"
    assert wording.date(dt.date(2026, 12, 25), romani) == "Friday, 25 December 2026"
    assert wording.time_of_day(dt.time(17, 15), romani) == "17:15"


@pytest.mark.parametrize(
    ("code", "morning", "afternoon"),
    [
        ("pl", "09:00", "17:15"),
        ("ar", "9:00\u00a0ص", "5:15\u00a0م"),
        ("zh-Hans", "09:00", "17:15"),
    ],
)
def test_times_come_from_cldr(code: str, morning: str, afternoon: str) -> None:
    assert wording.time_of_day(dt.time(9), language(code)) == morning
    assert wording.time_of_day(dt.time(17, 15), language(code)) == afternoon


@pytest.mark.parametrize(
    ("times", "nine", "quarter_past_five"),
    [
        ("h:mma", "9am", "5:15pm"),
        ("h:mm a", "9\u00a0am", "5:15\u00a0pm"),
        ("HH:mm", "09:00", "17:15"),
        ("H:mm", "9:00", "17:15"),
        ("h:mm", "9:00", "5:15"),
    ],
)
def test_the_council_chooses_how_times_look(times: str, nine: str, quarter_past_five: str) -> None:
    english = language("en", times=times, is_source=True)
    assert wording.time_of_day(dt.time(9), english) == nine
    assert wording.time_of_day(dt.time(17, 15), english) == quarter_past_five


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur", "pl", "zh-Hans", "pa", "cy", "so"])
def test_dates_and_times_have_no_direction_marks_and_no_place_to_break(code: str) -> None:
    spoken = language(code)
    for shown in (
        wording.date(dt.date(2026, 12, 25), spoken),
        wording.short_date(dt.date(2026, 12, 25), spoken),
        wording.time_of_day(dt.time(9, 30), spoken),
    ):
        assert not set(shown) & set("\u200e\u200f\u061c")
        assert not any(c.isdecimal() and not c.isascii() for c in shown)
    assert " " not in wording.time_of_day(dt.time(9, 30), spoken)
    assert "\u202f" not in wording.time_of_day(dt.time(9, 30), spoken)


# Opening hours.


def text(words: str) -> Text:
    return Text(words, Place("council.yml", 1))


def opening(days: range | tuple[int, ...], opens: int, closes: int) -> Opening:
    return Opening(tuple(days), dt.time(opens), dt.time(closes))


def hours(*week: Opening, exceptions: tuple[ExceptionalDay, ...] = ()) -> Hours:
    return Hours(text("Civic Offices"), week, exceptions)


def rows(of: Hours, spoken: Language = ENGLISH) -> list[tuple[str, str]]:
    table = Timetable(spoken, SourceCatalogue(), "draft").rows(of)
    return [(days, times.text) for days, times in table]


def sentence(of: Hours) -> str:
    return Timetable(ENGLISH, SourceCatalogue(), "draft").sentence(of).text


def test_neighbouring_days_with_the_same_hours_share_a_row() -> None:
    week = hours(opening(range(4), 9, 17), opening((4,), 9, 16))
    assert rows(week) == [
        ("Monday to Thursday", "9am to 5pm"),
        ("Friday", "9am to 4pm"),
        ("Saturday and Sunday", "Closed"),
    ]


def test_days_that_are_no_neighbours_have_rows_of_their_own() -> None:
    assert rows(hours(opening((0, 2), 9, 17))) == [
        ("Monday", "9am to 5pm"),
        ("Tuesday", "Closed"),
        ("Wednesday", "9am to 5pm"),
        ("Thursday to Sunday", "Closed"),
    ]


def test_a_day_with_two_ranges_shows_both_in_the_order_of_the_clock() -> None:
    week = hours(opening(range(7), 13, 17), opening((5, 6), 9, 12))
    assert rows(week) == [
        ("Monday to Friday", "1pm to 5pm"),
        ("Saturday and Sunday", "9am to 12pm and 1pm to 5pm"),
    ]


def test_an_office_that_is_always_closed_or_always_the_same_has_one_row() -> None:
    assert rows(hours()) == [("Monday to Sunday", "Closed")]
    assert rows(hours(opening(range(7), 9, 17))) == [("Monday to Sunday", "9am to 5pm")]


def test_a_week_in_a_sentence_leaves_closed_days_out() -> None:
    week = hours(opening(range(4), 9, 17), opening((5,), 9, 12))
    assert sentence(week) == "Monday to Thursday, 9am to 5pm; Saturday, 9am to 12pm"
    assert sentence(hours()) == ""


def test_exceptions_name_date_times_and_reason() -> None:
    closed = ExceptionalDay(dt.date(2026, 12, 25), None, None, text("Christmas Day"))
    short = ExceptionalDay(dt.date(2026, 12, 24), dt.time(9), dt.time(13), text("Christmas Eve"))
    table = Timetable(ENGLISH, SourceCatalogue(), "draft")
    found = table.exceptions(hours(exceptions=(short, closed)))
    assert [(day, times.text, reason.text) for day, times, reason in found] == [
        ("Thursday, 24 December 2026", "9am to 1pm", "Christmas Eve"),
        ("Friday, 25 December 2026", "Closed", "Christmas Day"),
    ]


def said(**sentences: str) -> Catalogue:
    """A catalogue with some of the sentences of opening hours, by name."""
    return Catalogue(
        {
            ("hours", wording.SENTENCES[name.replace("_", "-")]): Translation(
                (words,), "approved", Place("a.po", 1)
            )
            for name, words in sentences.items()
        },
        "",
    )


POLISH_HOURS = {
    "closed": "nieczynne",
    "from_to": "{opens}–{closes}",
    "days": "{first}–{last}",
    "separator": "; ",
    "day_hours": "{days}: {hours}",
    "pair": "{first} i {last}",
}


def test_hours_in_polish_use_the_catalogue_for_words_and_cldr_for_days_and_times() -> None:
    week = hours(opening(range(4), 9, 17), opening((4, 5), 8, 12))
    table = Timetable(POLISH, said(**POLISH_HOURS), "approved")
    assert table.rows(week) == [
        ("poniedziałek–czwartek", Words("09:00–17:00", "approved")),
        ("piątek i sobota", Words("08:00–12:00", "approved")),
        ("niedziela", Words("nieczynne", "approved")),
    ]
    assert table.sentence(week) == Words(
        "poniedziałek–czwartek: 09:00–17:00; piątek i sobota: 08:00–12:00", "approved"
    )


@pytest.mark.parametrize("name", POLISH_HOURS)
def test_a_timetable_is_complete_only_with_every_sentence(name: str) -> None:
    rest = {key: words for key, words in POLISH_HOURS.items() if key != name}
    assert Timetable(POLISH, said(**POLISH_HOURS), "approved").is_complete()
    assert not Timetable(POLISH, said(**rest), "approved").is_complete()
    assert POLISH_HOURS.keys() == {key.replace("-", "_") for key in wording.SENTENCES}


def test_two_ranges_of_a_day_are_as_weak_as_the_weakest_word() -> None:
    rest = {key: words for key, words in POLISH_HOURS.items() if key != "pair"}
    week = hours(opening((0,), 9, 12), opening((0,), 13, 17))
    _, times = Timetable(POLISH, said(**rest), "approved").rows(week)[0]
    assert times.state == "missing"
