"""Tests of the kinds of question: what people type, in any script, becomes a value or a fault."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.cleaning import clean_line, clean_lines
from forms.kinds import KINDS, Asked, Fault, Value, inputs_of, is_answered, show

TODAY = dt.date(2026, 11, 23)
OPTIONS = ("food", "garden", "other")
TOKEN = "0123456789abcdefghij"


def parse(kind: str, *sent: str, **asked: object) -> Value | Fault:
    """What a question of a kind makes of what was sent."""
    return KINDS[kind].parse({"x": sent}, "x", Asked(options=OPTIONS, today=TODAY, **asked))  # type: ignore[arg-type]


def parse_date(day: str, month: str, year: str, **asked: object) -> Value | Fault:
    raw = {"x-day": [day], "x-month": [month], "x-year": [year]}
    return KINDS["date"].parse(raw, "x", Asked(today=TODAY, **asked))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_a_fault_only_where_an_answer_is_required(kind: str) -> None:
    required = KINDS[kind].parse({}, "x", Asked(options=OPTIONS))
    optional = KINDS[kind].parse({}, "x", Asked(required=False, options=OPTIONS))
    assert isinstance(required, Fault) or kind == "hidden"
    assert not isinstance(optional, Fault) and not is_answered(optional)
    assert optional == (() if KINDS[kind].is_list else "")


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        ("text", "  Amina \t Yusuf\n", "Amina Yusuf"),
        ("text", "می\u200cخواهم", "می\u200cخواهم"),
        ("text", "\u202eevil\u2066", "evil"),
        ("text", "a\x00b\x1bc", "abc"),
        ("textarea", "one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("email", " Amina.Yusuf@Example.ORG ", "Amina.Yusuf@example.org"),
        ("email", "amina＠example．org", "amina@example.org"),
        ("email", "mailto:a+b@example.co.uk", "a+b@example.co.uk"),
        ("email", "o'neil@bücher.example", "o'neil@xn--bcher-kva.example"),
        ("telephone", "01632 960 100", "01632960100"),
        ("telephone", "(01632) 960-100", "01632960100"),
        ("telephone", "+44 (0)1632 960100", "+441632960100"),
        ("telephone", "0048 22 123 45 67", "+48221234567"),
        ("telephone", "٠١٦٣٢ ٩٦٠١٠٠", "01632960100"),
        ("telephone", "\u2066+44 7700 900100\u2069", "+447700900100"),
        ("postcode", "zz11aa", "ZZ1 1AA"),
        ("postcode", "ＺＺ１ １ＡＡ", "ZZ1 1AA"),
        ("postcode", " sw1a-1aa", "SW1A 1AA"),
        ("radios", "garden", "garden"),
        ("select", "food", "food"),
        ("hidden", "pl/services/", "pl/services/"),
    ],
)
def test_an_answer_is_read_as_it_is_meant(kind: str, sent: str, value: str) -> None:
    assert parse(kind, sent) == value


@pytest.mark.parametrize(
    ("kind", "sent", "code"),
    [
        ("text", " \u200b\u3164 ", "empty"),
        ("text", "x" * 201, "too-long"),
        ("textarea", "x" * 4001, "too-long"),
        ("email", "amina", "not-an-email"),
        ("email", "amina@example", "not-an-email"),
        ("email", "a..b@example.org", "not-an-email"),
        ("email", "a@b@example.org", "not-an-email"),
        ("email", f"a@{'x' * 64}.org", "not-an-email"),
        ("email", "a@example.org\r\nBcc: b@example.org", "not-an-email"),
        ("telephone", "ask my son", "not-a-telephone"),
        ("telephone", "123", "not-a-telephone"),
        ("telephone", "01632 960100 or 01632 960110", "not-a-telephone"),
        ("postcode", "ZZ1", "not-a-postcode"),
        ("postcode", "00-950", "not-a-postcode"),
        ("radios", "paper", "not-an-option"),
        ("select", "", "not-chosen"),
        ("file", "../../etc/passwd", "lost-file"),
    ],
)
def test_what_cannot_be_meant_is_a_fault(kind: str, sent: str, code: str) -> None:
    assert parse(kind, sent) == Fault(code)


def test_a_question_may_set_its_own_limit() -> None:
    assert parse("text", "x" * 21, most=20) == Fault("too-long")
    assert parse("textarea", "x" * 20, most=20) == "x" * 20
    assert parse("file", f"{TOKEN}1", f"{TOKEN}2", most=1) == Fault("too-many-files")


def test_ticked_answers_come_in_the_order_of_the_options_and_once() -> None:
    assert parse("checkboxes", "other", "food", "food", "") == ("food", "other")
    assert parse("checkboxes", "food", "paper") == Fault("not-an-option")


def test_files_are_named_by_their_tokens() -> None:
    assert parse("file", TOKEN, TOKEN, "") == (TOKEN,)


@pytest.mark.parametrize(
    ("day", "month", "year", "found"),
    [
        ("3", "9", "2026", "2026-09-03"),
        ("٠٣", "०९", "２０２６", "2026-09-03"),
        (" 29", "2", "2028", "2028-02-29"),
        ("", "9", "", Fault("incomplete-date", ("day", "year"))),
        ("", "", "", Fault("empty", ("day", "month", "year"))),
        ("29", "2", "2026", Fault("not-a-date", ("day", "month", "year"))),
        ("3", "13", "2026", Fault("not-a-date", ("month",))),
        ("3", "Sept", "2026", Fault("not-a-date", ("month",))),
        ("3", "9", "26", Fault("short-year", ("year",))),
        ("3", "9", "0206", Fault("not-a-date", ("year",))),
        ("-3", "9", "2026", Fault("not-a-date", ("day",))),
        ("3", "²", "2026", "2026-02-03"),
    ],
)
def test_a_date_is_three_numbers(day: str, month: str, year: str, found: Value | Fault) -> None:
    assert parse_date(day, month, year) == found


def test_a_date_may_have_to_lie_in_the_past_or_in_the_future() -> None:
    whole = ("day", "month", "year")
    for time in ("past", "future", "any"):
        assert parse_date("23", "11", "2026", time=time) == "2026-11-23"
    assert parse_date("24", "11", "2026", time="past") == Fault("in-the-future", whole)
    assert parse_date("22", "11", "2026", time="future") == Fault("in-the-past", whole)


def test_inputs_of_a_date_are_its_parts() -> None:
    assert inputs_of("date", "seen") == ("seen-day", "seen-month", "seen-year")
    assert inputs_of("text", "name") == ("name",)


def test_an_answer_is_shown_in_words() -> None:
    labels = {"food": "Jedzenie", "garden": "Ogród", TOKEN: "bin.jpg"}

    def said(kind: str, value: Value) -> str:
        return show(kind, value, labels, lambda day: f"{day:%d.%m.%Y}")

    assert said("radios", "garden") == "Ogród"
    assert said("checkboxes", ("food", "garden")) == "Jedzenie\nOgród"
    assert said("file", (TOKEN,)) == "bin.jpg"
    assert said("date", "2026-09-03") == "03.09.2026"
    assert said("text", "food") == "food"
    assert [said("telephone", n) for n in ("01632960100", "02079460000", "03001234567")] == [
        "01632 960100",
        "020 7946 0000",
        "0300 123 4567",
    ]
    assert said("telephone", "+48221234567") == "+48221234567"
    assert all(said(kind, "") == "" for kind in KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_whatever_is_sent_is_a_value_or_a_known_fault(kind: str, data: st.DataObject) -> None:
    texts = st.one_of(st.text(), st.text("0123456789+-@. az\u200c\u202e٣"), st.just("food"))
    raw = {name: data.draw(st.lists(texts, max_size=3)) for name in inputs_of(kind, "x")}
    found = KINDS[kind].parse(raw, "x", Asked(data.draw(st.booleans()), OPTIONS, today=TODAY))
    if isinstance(found, Fault):
        assert found.code in KINDS[kind].codes
        return
    shown = show(kind, found, {}, str)
    shown.encode("utf-8")
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown if c != "\n")
    assert not any("\u202a" <= c <= "\u202e" for c in shown)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text("ابپی\u200c\u200d ਕਖ ", min_size=1))
def test_joiners_stay_in_words(text: str) -> None:
    words = text.split()
    if any(character.isalpha() for character in text):
        assert clean_line(text) == unicodedata.normalize("NFC", " ".join(words))


@pytest.mark.parametrize("kind", ["email", "telephone", "postcode", "date", "text", "textarea"])
@given(data=st.data())
def test_what_was_read_is_read_again_as_the_same(kind: str, data: st.DataObject) -> None:
    raw = {name: [data.draw(st.text("0123456789 +()@.-azZ"))] for name in inputs_of(kind, "x")}
    found = KINDS[kind].parse(raw, "x", Asked(today=TODAY))
    if isinstance(found, str):
        again = dict(
            zip(inputs_of(kind, "x"), [[part] for part in _typed(kind, found)], strict=True)
        )
        assert KINDS[kind].parse(again, "x", Asked(today=TODAY)) == found


def _typed(kind: str, value: str) -> list[str]:
    return value.split("-")[::-1] if kind == "date" else [value]
