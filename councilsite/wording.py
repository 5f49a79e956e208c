"""In charge of turning facts into words: figures with units, days, dates and times, by CLDR.

Babel knows CLDR. It is imported where it is asked: most of what a run asks, an earlier one did.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Literal, cast

from councilsite.answers import lasting
from councilsite.catalogues import SourceCatalogue, Vocabulary
from councilsite.model import (
    Direction,
    ExceptionalDay,
    Hours,
    Language,
    Opening,
    Place,
    Promise,
    Segment,
    State,
    Words,
)

UNITS = {
    "second": ("second", "seconds"),
    "minute": ("minute", "minutes"),
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
    "working-day": ("working day", "working days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "year": ("year", "years"),
    "language": ("language", "languages"),
    "page": ("page", "pages"),
    "walk": ("walk", "walks"),
    "town": ("town", "towns"),
}
"""Units with plural forms. Percent and pounds look the same in every language: see `figure`."""

PLAIN_UNITS = {"percent": "{n}%", "pound": "£{n}"}
"""Units that are signs."""

FORMS = {
    "plain": "{}",
    "within": "within {}",
    "every": "every {}",
    "up-to": "no more than {}",
    "over": "more than {}",
}
"""Phrases around a figure. Each is a message of its own, because languages with grammatical case
change the unit after "within": Polish has "3 dni robocze" but "w ciągu 3 dni roboczych"."""

SENTENCES = {
    "closed": "Closed",
    "from-to": "{opens} to {closes}",
    "days": "{first} to {last}",
    "separator": "; ",
    "day-hours": "{days}, {hours}",
    "pair": "{first} and {last}",
}
"""Short texts that opening hours are made of."""

FIGURE_FORMS = (*FORMS, "number")
"""What may stand after the bar of `{{ promise.x | ... }}`."""

_TERRITORY = "GB"
"""Where the councils are that this program is made for."""
_GROUPED_FROM = 10_000
_THIS_FILE = "councilsite/wording.py"
_MARKS = re.compile("[\u200e\u200f\u061c]")
"""CLDR's direction marks: isolates do their work without characters that a screen reader meets."""


def language(
    code: str, *, own_name: str, direction: str, times: str | None, is_source: bool
) -> Language | None:
    """A language by its BCP 47 code; None where CLDR does not know it and it is not described."""
    name = code.replace("-", "_")
    known = _find_names(name)
    if known is None and not (own_name and direction):
        return None
    own, english, usual = known or ("", "", "")
    path = "" if is_source else f"{code.lower()}/"
    return Language(
        code,
        name,
        path,
        own_name or own or code,
        english or code,
        cast(Direction, direction or usual),
        _script_of(name),
        times,
        is_source,
    )


@lasting
def _find_names(locale: str) -> tuple[str, str, str] | None:
    """A language's own name, its English name and its direction; None where CLDR lacks it."""
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(locale)
        names = known.get_display_name() or "", known.get_display_name("en") or ""
        return *names, known.text_direction
    except (UnknownLocaleError, ValueError):
        return None


@lasting
def language_and_territory(language: Language) -> str:
    """The language with a territory, such as `pl_PL`, as some services want it.

    The territory is the council's own where the language has an official standing there.
    """
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global
    from babel.languages import get_official_languages

    try:
        known = Locale.parse(language.locale)
    except (UnknownLocaleError, ValueError):
        return language.locale
    likely: Mapping[str, str] = get_global("likely_subtags")
    # CLDR leaves out what it says of the language without its script.
    full = likely.get(language.locale, likely.get(known.language, ""))
    territory = known.territory or full.rpartition("_")[2]
    if known.territory is None and known.language in get_official_languages(_TERRITORY, True):
        territory = _TERRITORY
    return f"{known.language}_{territory}" if territory else known.language


@lasting
def _script_of(locale: str) -> str:
    """The script that a language is written in, by CLDR's likely subtags."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(locale, locale)
    return next((part for part in likely.split("_")[1:] if len(part) == 4), "")


def unit_segments() -> Iterator[Segment]:
    """Every unit in every form, and the sentences of opening hours, for the interface catalogue."""
    for unit, (one, many) in UNITS.items():
        for form, phrase in FORMS.items():
            yield Segment(
                "figure",
                phrase.format(f"{{n}} {one}"),
                f"figure: {unit}, {form}",
                Place(_THIS_FILE, 1),
                phrase.format(f"{{n}} {many}"),
            )
    for form, phrase in FORMS.items():
        if form != "plain":
            yield Segment(
                "figure",
                phrase.format("{n}"),
                f"figure: sum or share, {form}",
                Place(_THIS_FILE, 1),
            )
    for name, sentence in SENTENCES.items():
        yield Segment("hours", sentence, f"opening hours: {name}", Place(_THIS_FILE, 1))


def figure(promise: Promise, form: str, vocabulary: Vocabulary, least: State) -> Words:
    """A promise in words, such as "within 10 working days". European digits in every language."""
    number = digits(promise.number, is_source=isinstance(vocabulary, SourceCatalogue))
    if form == "number":
        return Words(number, "approved")
    phrase = FORMS[form]
    if promise.unit in PLAIN_UNITS:
        shown = PLAIN_UNITS[promise.unit].format(n=number)
        if form == "plain":
            return Words(shown, "approved")
        said = vocabulary.say("figure", phrase.format("{n}"), least)
        return Words(said.text.replace("{n}", shown), said.state)
    one, many = UNITS[promise.unit]
    said = vocabulary.say_plural(
        "figure",
        phrase.format(f"{{n}} {one}"),
        phrase.format(f"{{n}} {many}"),
        promise.number,
        least,
    )
    return Words(said.text.replace("{n}", number), said.state)


def digits(number: int, *, is_source: bool) -> str:
    """A number as it is written.

    Outside English a space stands between thousands: the comma is a decimal sign in Polish.
    """
    if number < _GROUPED_FROM:
        return str(number)
    return f"{number:,}".replace(",", "," if is_source else "\u00a0")


def months(first: dt.date, last: dt.date, language: Language) -> str:
    """A span of months, such as "July – September 2026"."""
    return _months(first, last, _locale(language))


@lasting
def _months(first: dt.date, last: dt.date, locale: str) -> str:
    from babel.dates import format_interval

    shown = format_interval(first, last, "yMMMM", locale=locale)
    # CLDR's thin spaces are in few fonts.
    return re.sub(r"\s", " ", _MARKS.sub("", shown))


def date(day: dt.date, language: Language) -> str:
    """A date in full, such as "Friday, 25 December 2026"."""
    return _date(day, "full", _locale(language))


def short_date(day: dt.date, language: Language) -> str:
    """A date without the day of the week, such as "12 October 2026"."""
    return _date(day, "long", _locale(language))


@lasting
def _date(day: dt.date, width: Literal["full", "long"], locale: str) -> str:
    from babel.dates import format_date

    return _MARKS.sub("", format_date(day, width, locale=locale))


def file_size(size: int, language: Language) -> str:
    """The size of a file, such as "84 kB" or "1.2 MB"."""
    return _file_size(size, _locale(language))


@lasting
def _file_size(size: int, locale: str) -> str:
    from babel.units import format_unit

    unit, number = ("megabyte", size / 1e6) if size >= 1_000_000 else ("kilobyte", size / 1e3)
    shown = max(round(number, 1 if unit == "megabyte" else None), 1)
    return _MARKS.sub(
        "",
        format_unit(
            shown,
            f"digital-{unit}",
            length="short",
            locale=locale,
            numbering_system="latn",
        ),
    )


def time_of_day(time: dt.time, language: Language) -> str:
    """A time, such as "9am", "5:15pm" or "17:15"."""
    return _time_of_day(time, language.times, _locale(language))


@lasting
def _time_of_day(time: dt.time, pattern: str | None, locale: str) -> str:
    from babel.dates import format_time

    if pattern is not None and pattern.endswith("a") and time.minute == 0:
        pattern = pattern.replace(":mm", "")
    shown = format_time(time, pattern or "short", locale=locale)
    # No line may end between the figures and "am" or its like.
    return re.sub(r"\s", "\u00a0", _MARKS.sub("", shown))


def day_name(day: int, language: Language) -> str:
    """A day of the week; Monday is 0."""
    return _day_name(day, _locale(language))


@lasting
def _day_name(day: int, locale: str) -> str:
    from babel.dates import get_day_names

    return str(get_day_names("wide", "stand-alone", locale)[day])


def _locale(language: Language) -> str:
    """The source language is the English of English councils: British dates."""
    is_known = not language.is_source and _find_names(language.locale) is not None
    return language.locale if is_known else "en_GB"


class Timetable:
    """Opening hours as texts of one language."""

    def __init__(self, language: Language, vocabulary: Vocabulary, least: State) -> None:
        self._language, self._vocabulary, self._least = language, vocabulary, least

    def is_complete(self) -> bool:
        """Whether every one of `SENTENCES` is in the language."""
        return not any(self.say(name).is_fallback for name in SENTENCES)

    def say(self, name: str, **parts: str) -> Words:
        """One of `SENTENCES` with its parts filled in."""
        words = self._vocabulary.say("hours", SENTENCES[name], self._least)
        text = words.text
        for key, part in parts.items():
            text = text.replace(f"{{{key}}}", part)
        return Words(text, words.state)

    def rows(self, hours: Hours) -> list[tuple[str, Words]]:
        """The week as (days, times); neighbouring days with the same times share a row."""
        times = [self._times(hours, day) for day in range(7)]
        rows: list[tuple[list[int], Words]] = []
        for day, shown in enumerate(times):
            if rows and rows[-1][1] == shown:
                rows[-1][0].append(day)
            else:
                rows.append(([day], shown))
        return [(self._days(days), shown) for days, shown in rows]

    def exceptions(self, hours: Hours) -> list[tuple[str, Words, Words]]:
        """Exceptional days as (date, times, reason)."""
        return [
            (
                date(day.date, self._language),
                self._exception(day),
                self._vocabulary.say("hours", day.reason.text, self._least),
            )
            for day in hours.exceptions
        ]

    def sentence(self, hours: Hours) -> Words:
        """The week in one line, without the days that are closed."""
        parts, states = [], set()
        for (days, shown), openings in zip(self.rows(hours), self._open_rows(hours), strict=True):
            if openings:
                said = self.say("day-hours", days=days, hours=shown.text)
                parts.append(said.text)
                states |= {said.state, shown.state}
        separator = self.say("separator")
        return Words(separator.text.join(parts), _weakest({*states, separator.state}))

    def _open_rows(self, hours: Hours) -> list[bool]:
        flags: list[tuple[Words, bool]] = []
        for day in range(7):
            shown, is_open = self._times(hours, day), bool(_openings(hours, day))
            if not flags or flags[-1][0] != shown:
                flags.append((shown, is_open))
        return [is_open for _, is_open in flags]

    def _times(self, hours: Hours, day: int) -> Words:
        ranges = [self._range(o.opens, o.closes) for o in _openings(hours, day)]
        if not ranges:
            return self.say("closed")
        shown = ranges[0]
        for following in ranges[1:]:
            both = self.say("pair", first=shown.text, last=following.text)
            shown = Words(both.text, _weakest({shown.state, following.state, both.state}))
        return shown

    def _exception(self, day: ExceptionalDay) -> Words:
        if day.opens is None or day.closes is None:
            return self.say("closed")
        return self._range(day.opens, day.closes)

    def _range(self, opens: dt.time, closes: dt.time) -> Words:
        return self.say(
            "from-to",
            opens=time_of_day(opens, self._language),
            closes=time_of_day(closes, self._language),
        )

    def _days(self, days: list[int]) -> str:
        names = [day_name(day, self._language) for day in days]
        if len(names) == 1:
            return names[0]
        return self.say("days" if len(names) > 2 else "pair", first=names[0], last=names[-1]).text


def _openings(hours: Hours, day: int) -> list[Opening]:
    return sorted((o for o in hours.week if day in o.days), key=lambda o: o.opens)


def _weakest(states: set[State]) -> State:
    for state in ("missing", "draft"):
        if state in states:
            return cast(State, state)
    return "approved"
