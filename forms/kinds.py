"""In charge of the kinds of question: what is sent becomes a value or a fault, a value is shown.

The kinds are those of the GOV.UK Design System. Values are codes and texts that any store can
hold: a string, or a tuple of strings where a question takes several answers. An empty value means
that an optional question was left out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from forms.cleaning import clean_code, clean_line, clean_lines

Value = str | tuple[str, ...]
"""A date is `2026-11-23`; a chosen option is its code; an uploaded file is its token."""
Raw = Mapping[str, Sequence[str]]
"""What a browser sends: values by the name of the input."""
Time = Literal["any", "past", "future"]
"""Which dates a question takes; today is in both the past and the future."""

PARTS_OF_DATE = ("day", "month", "year")
"""The inputs of a date: their names are `<question>-day` and so on."""


class Asked(NamedTuple):
    """What a question says beside its kind."""

    required: bool = True
    """Whether it must be answered."""
    options: tuple[str, ...] = ()
    """Codes of the options."""
    most: int = 0
    """Characters of a text, files of an upload; 0: as many as the kind allows."""
    time: Time = "any"
    """Which dates are taken."""
    today: dt.date = dt.date.min
    """The day on which it is answered, for dates."""


class Fault(NamedTuple):
    """What is wrong with an answer."""

    code: str
    """One of the kind's codes; the words are in theme/text.yml as `form_error_<code>`."""
    parts: tuple[str, ...] = ()
    """The inputs of a date that are to be mended; empty for all other kinds."""


class Kind(NamedTuple):
    """A kind of question."""

    parse: Callable[[Raw, str, Asked], Value | Fault]
    """The value of what was sent under a name, or what is wrong with it."""
    codes: tuple[str, ...]
    """Every fault that it can find."""
    most: int = 0
    """Characters or files at most; 0 where that means nothing."""
    inputmode: str = ""
    """Which keyboard a telephone shows."""
    autocomplete: str = ""
    """What the browser fills in, unless the question says otherwise."""
    has_options: bool = False
    """Whether it has options to choose from."""
    is_group: bool = False
    """Whether it has several inputs, which need a fieldset and a legend."""
    is_list: bool = False
    """Whether its value is a tuple."""
    is_left_to_right: bool = False
    """Whether its answers run from left to right in every language."""


# Texts.


def _sent(raw: Raw, name: str) -> str:
    values = raw.get(name, ())
    return values[0] if values else ""


def _parse_text(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    return _check_length(clean_line(_sent(raw, name)), asked, KINDS["text"])


def _parse_textarea(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    return _check_length(clean_lines(_sent(raw, name)), asked, KINDS["textarea"])


def _check_length(text: str, asked: Asked, kind: Kind) -> Value | Fault:
    if not text:
        return Fault("empty") if asked.required else ""
    return Fault("too-long") if len(text) > (asked.most or kind.most) else text


_LOCAL = r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"{_LOCAL}@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])")


def _parse_email(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """An address; its domain in small letters. As strict as what mail programs take."""
    text = clean_code(_sent(raw, name)).removeprefix("mailto:")
    if not text:
        return Fault("empty") if asked.required else ""
    local, _, domain = text.rpartition("@")
    whole = f"{local}@{_ascii_domain(domain)}"
    is_good = (
        _EMAIL.fullmatch(whole.lower()) is not None
        and ".." not in whole
        and not whole.startswith(".")
        and not local.endswith(".")
        and len(local) <= 64
        and len(whole) <= KINDS["email"].most
        and all(len(label) <= 63 for label in whole.rpartition("@")[2].split("."))
    )
    return whole if is_good else Fault("not-an-email")


def _ascii_domain(domain: str) -> str:
    """A domain in letters of any script as mail programs write it; itself where it is none."""
    try:
        return domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return domain.lower()


_TELEPHONE = re.compile(r"\+?[0-9]{7,15}")


def _parse_telephone(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """A number without spaces and brackets; `+44 (0)1632` is `+441632`."""
    text = clean_code(_sent(raw, name)).removeprefix("tel:")
    if not text:
        return Fault("empty") if asked.required else ""
    dashes = "".join("-" if unicodedata.category(c) == "Pd" else c for c in text)
    number = re.sub(r"[-.()/]", "", re.sub(r"^(\+\d+|00\d+)\(0\)", r"\1", dashes))
    number = f"+{number[2:]}" if number.startswith("00") else number
    return number if _TELEPHONE.fullmatch(number) else Fault("not-a-telephone")


_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")


def _parse_postcode(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    text = re.sub(r"[-.,]", "", clean_code(_sent(raw, name))).upper()
    if not text:
        return Fault("empty") if asked.required else ""
    found = _POSTCODE.fullmatch(text)
    return f"{found.group(1)} {found.group(2)}" if found else Fault("not-a-postcode")


def _parse_hidden(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """What the page itself fills in; residents can mend nothing, so it is cut and never refused."""
    return clean_line(_sent(raw, name))[: asked.most or KINDS["hidden"].most]


# Dates.


def _parse_date(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    texts = {part: clean_code(_sent(raw, f"{name}-{part}")) for part in PARTS_OF_DATE}
    absent = tuple(part for part, text in texts.items() if not text)
    if len(absent) == len(PARTS_OF_DATE):
        return Fault("empty", PARTS_OF_DATE) if asked.required else ""
    if absent:
        return Fault("incomplete-date", absent)
    return _check_day(texts, asked)


def _check_day(texts: Mapping[str, str], asked: Asked) -> Value | Fault:
    fits = {"day": r"[0-9]{1,2}", "month": r"[0-9]{1,2}", "year": r"[0-9]{4}"}
    odd = tuple(part for part, text in texts.items() if not re.fullmatch(fits[part], text))
    if odd == ("year",):
        return Fault("short-year", odd)
    if odd:
        return Fault("not-a-date", odd)
    day, month, year = (int(texts[part]) for part in PARTS_OF_DATE)
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Fault("not-a-date", PARTS_OF_DATE[1:2] if not 1 <= month <= 12 else PARTS_OF_DATE)
    if asked.time == "past" and found > asked.today:
        return Fault("in-the-future", PARTS_OF_DATE)
    if asked.time == "future" and found < asked.today:
        return Fault("in-the-past", PARTS_OF_DATE)
    # A slip of the pen, such as 0206 for 2026: nobody asks a council about other centuries.
    return found.isoformat() if 1900 <= year <= 2200 else Fault("not-a-date", ("year",))


# Choices and files.


def _parse_choice(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """Radio buttons and lists to choose from: one code."""
    code = _sent(raw, name)
    if not code:
        return Fault("not-chosen") if asked.required else ""
    return code if code in asked.options else Fault("not-an-option")


def _parse_checkboxes(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """Any number of codes, in the order of the options."""
    sent = {code for code in raw.get(name, ()) if code}
    if not sent:
        return Fault("not-chosen") if asked.required else ()
    if not sent <= set(asked.options):
        return Fault("not-an-option")
    return tuple(code for code in asked.options if code in sent)


_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,80}")
"""What the receiver calls a file that it has stored."""


def is_token(text: str) -> bool:
    """Whether a text can be the token of a file; a database takes not every text."""
    return _TOKEN.fullmatch(text) is not None


def _parse_file(raw: Raw, name: str, asked: Asked) -> Value | Fault:
    """Tokens of files that the receiver has stored already; it finds the faults of the files."""
    tokens = tuple(dict.fromkeys(token for token in raw.get(name, ()) if token))
    if not tokens:
        return Fault("no-file") if asked.required else ()
    if not all(map(is_token, tokens)):
        return Fault("lost-file")
    return tokens if len(tokens) <= (asked.most or KINDS["file"].most) else Fault("too-many-files")


FILE_FAULTS = ("file-too-large", "file-type", "empty-file", "lost-file", "too-many-files")
"""Faults of files themselves, which the receiver finds."""

KINDS: Mapping[str, Kind] = {
    "text": Kind(_parse_text, ("empty", "too-long"), most=200),
    "textarea": Kind(_parse_textarea, ("empty", "too-long"), most=4000),
    "email": Kind(
        _parse_email,
        ("empty", "not-an-email"),
        most=254,
        inputmode="email",
        autocomplete="email",
        is_left_to_right=True,
    ),
    "telephone": Kind(
        _parse_telephone,
        ("empty", "not-a-telephone"),
        most=30,
        inputmode="tel",
        autocomplete="tel",
        is_left_to_right=True,
    ),
    "postcode": Kind(
        _parse_postcode,
        ("empty", "not-a-postcode"),
        most=10,
        autocomplete="postal-code",
        is_left_to_right=True,
    ),
    "date": Kind(
        _parse_date,
        ("empty", "incomplete-date", "not-a-date", "short-year", "in-the-future", "in-the-past"),
        inputmode="numeric",
        is_group=True,
    ),
    "radios": Kind(_parse_choice, ("not-chosen", "not-an-option"), has_options=True, is_group=True),
    "select": Kind(_parse_choice, ("not-chosen", "not-an-option"), has_options=True),
    "checkboxes": Kind(
        _parse_checkboxes,
        ("not-chosen", "not-an-option"),
        has_options=True,
        is_group=True,
        is_list=True,
    ),
    "file": Kind(_parse_file, ("no-file", *FILE_FAULTS), most=3, is_list=True),
    "hidden": Kind(_parse_hidden, (), most=300),
}
"""Every kind by the name that a form's file uses."""

CODES = tuple(dict.fromkeys(code for kind in KINDS.values() for code in kind.codes))
"""Every fault of any kind."""


def inputs_of(kind: str, name: str) -> tuple[str, ...]:
    """Names of the inputs of a question."""
    return tuple(f"{name}-{part}" for part in PARTS_OF_DATE) if kind == "date" else (name,)


def is_answered(value: Value) -> bool:
    """Whether there is an answer at all."""
    return bool(value)


def show(
    kind: str, value: Value, labels: Mapping[str, str], say_date: Callable[[dt.date], str]
) -> str:
    """An answer as a person reads it: a line for each chosen option.

    `labels` are those of the options by code, or the names of files by token.
    """
    if isinstance(value, tuple):
        return "\n".join(labels.get(code, code) for code in value)
    if kind == "date":
        return say_date(dt.date.fromisoformat(value)) if value else ""
    if kind == "telephone":
        return _grouped(value)
    return labels.get(value, value) if KINDS[kind].has_options else value


_GROUPS = (
    (re.compile(r"(02\d)(\d{4})(\d{4})"), r"\1 \2 \3"),
    (re.compile(r"(0[389]\d\d)(\d{3})(\d{4})"), r"\1 \2 \3"),
    (re.compile(r"(0\d{4})(\d{5,6})"), r"\1 \2"),
)
"""How numbers of the United Kingdom are usually written."""


def _grouped(number: str) -> str:
    for pattern, groups in _GROUPS:
        if pattern.fullmatch(number):
            return pattern.sub(groups, number)
    return number
