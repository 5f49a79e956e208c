"""In charge of gettext catalogues: the only module that reads, merges and writes .po files."""

from __future__ import annotations

import difflib
import gettext
import hashlib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from councilsite import posyntax
from councilsite.model import Finding, Language, Place, Segment, State, Translation, Words

Key = tuple[str, str]
"""(context, msgid); no context is an empty text."""

_APPROVED = re.compile(
    r"^approved by (?P<by>.+) on (?P<on>\d{4}-\d\d-\d\d) \[(?P<digest>[0-9a-f]{12})\]$"
)
_GUESSED_FLAGS = frozenset({"python-format", "python-brace-format"})
"""Babel guesses these from prose ("a 50% discount"); msgfmt --check then refuses right text."""
_LINE_WIDTH = 76
_NO_REVISION = "2000-01-01 00:00+0000"
_LEFT_OUT = ('"POT-Creation-Date:', '"Generated-By:', '"Report-Msgid-Bugs-To:')
"""Header lines that say nothing here, or something new with each run."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language: the entries of one or more .po files."""

    entries: Mapping[Key, Translation]
    """By context and msgid."""
    plural: str
    """Plural expression of the header, as gettext writes it; `0` for a single form."""

    def look_up(self, segment: Segment, least: State) -> Translation | None:
        """A translation of the segment in a state that may be published, else None."""
        found = self.entries.get(segment.key)
        return found if found is not None and is_usable(found.state, least) else None

    def say(self, context: str, text: str, least: State) -> Words:
        """The text in this language, or the English with the state `missing`."""
        found = self.entries.get((context, text))
        if found is None or not is_usable(found.state, least):
            return Words(text, "missing")
        return Words(found.text, found.state)

    def say_plural(self, context: str, one: str, many: str, number: int, least: State) -> Words:
        """The plural form for a number, or the English one with the state `missing`."""
        found = self.entries.get((context, one))
        if found is None or not is_usable(found.state, least):
            return Words(one if number == 1 else many, "missing")
        form = int(gettext.c2py(self.plural)(number)) if self.plural else 0
        return Words(found.texts[min(form, len(found.texts) - 1)], found.state)


@dataclass(frozen=True, slots=True)
class SourceCatalogue:
    """The source language in the shape of a catalogue: every text says itself."""

    def look_up(self, segment: Segment, least: State) -> Translation | None:
        """The segment's own text, approved by its author."""
        return Translation((segment.text,), "approved", segment.place)

    def say(self, context: str, text: str, least: State) -> Words:
        """The text itself."""
        return Words(text, "approved")

    def say_plural(self, context: str, one: str, many: str, number: int, least: State) -> Words:
        """English has a form for 1 and one for all else."""
        return Words(one if number == 1 else many, "approved")


Vocabulary = Catalogue | SourceCatalogue


def is_usable(state: State, least: State) -> bool:
    """Whether a state may be published where at least `least` is asked for."""
    return state == "approved" or (state == "draft" and least == "draft")


def digest(message_id: str, texts: Iterable[str]) -> str:
    """Fingerprint that ties an approval to what was approved: it ends when either text changes."""
    joined = "\x1f".join([message_id, *texts])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def read_catalogue(text: str, file: str, locale: str) -> tuple[Catalogue, list[Finding]]:
    """A .po file as a catalogue, and what is wrong with the file."""
    faults = posyntax.find_faults(text)
    if faults:
        return Catalogue({}, ""), [_broken(Place(file, line), why) for line, why in faults]
    parsed = _parse(text, file, locale)
    if isinstance(parsed, Finding):
        return Catalogue({}, ""), [parsed]
    why = _find_fault_of_plural(parsed)
    if why:
        return Catalogue({}, ""), [_broken(Place(file, _header_line(text)), why)]
    findings = [*_check_forms(parsed, file), *_check_doubles(text, parsed, file)]
    entries = {_key(message): _translation(message, file) for message in _messages(parsed)}
    return Catalogue(entries, parsed.plural_expr), findings


def join(catalogues: Iterable[Catalogue]) -> Catalogue:
    """One catalogue from several of a language; where they disagree the first wins."""
    entries: dict[Key, Translation] = {}
    plural = ""
    for catalogue in catalogues:
        plural = plural or catalogue.plural
        entries = {**catalogue.entries, **entries}
    return Catalogue(entries, plural)


def _parse(text: str, file: str, locale: str) -> Catalog | Finding:
    # msgmerge notes the previous msgid of a fuzzy message; Babel would read it as a comment.
    text = re.sub(r"^#\|.*$", "#.", text, flags=re.MULTILINE)
    try:
        return read_po(io.StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as fault:
        return _broken(Place(file, max(1, (fault.lineno or 0) + 1)), str(fault))
    # Babel lets a broken header or escape escape as whatever Python raised.
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        return _broken(Place(file, _header_line(text)), str(fault) or type(fault).__name__)


def _broken(place: Place, why: str) -> Finding:
    reason = " ".join(why.split("Error:")[-1].split()) or "unknown reason"
    return Finding(
        "po-syntax",
        place,
        f"this is not a gettext catalogue: {reason}.",
        "Look for a missing quote, msgid or msgstr here and in the line above;"
        " msgfmt --check names the same place.",
    )


def _header_line(text: str) -> int:
    before, found, _ = text.partition("Plural-Forms:")
    return before.count("\n") + 1 if found else 1


def _find_fault_of_plural(catalog: Catalog) -> str:
    """What is wrong with the plural rule of the header; empty where it gives a form for all."""
    try:
        choose = gettext.c2py(catalog.plural_expr)
        forms = {int(choose(number)) for number in range(200)}
    except (ValueError, ArithmeticError, RecursionError) as fault:
        return f"Plural-Forms cannot be used: {fault}"
    if not forms <= set(range(catalog.num_plurals)):
        return "Plural-Forms chooses a form that nplurals does not allow"
    return ""


def _check_forms(catalog: Catalog, file: str) -> Iterator[Finding]:
    for message in _messages(catalog):
        if not message.pluralizable or isinstance(message.string, str):
            continue
        expected = catalog.num_plurals
        found = len([text for text in message.string or () if text])
        if found not in (0, expected):
            yield Finding(
                "plural-forms",
                Place(file, message.lineno or 1),
                f'"{_ids(message)[0]}" has {found} plural forms; this language has {expected}.',
                f"Give msgstr[0] to msgstr[{expected - 1}].",
            )


def _check_doubles(text: str, catalog: Catalog, file: str) -> Iterator[Finding]:
    """Messages that stand in a file twice; Babel keeps the last of them."""
    if len(re.findall(r"^msgid\b", text, re.MULTILINE)) > len(list(catalog)):
        for line in posyntax.find_doubles(text):
            yield _broken(Place(file, line), "this message stands in the file twice")


def _messages(catalog: Catalog) -> Iterator[Message]:
    # The header comes first when a Catalog is walked.
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (cast(str, message.id),)


def _key(message: Message) -> Key:
    return (message.context or "", _ids(message)[0])


def _texts(message: Message) -> tuple[str, ...]:
    """msgstr of all plural forms; empty where one of them is."""
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    filled = tuple(str(text) for text in texts if text)
    return filled if len(filled) == len(texts) else ()


def _translation(message: Message, file: str) -> Translation:
    texts = _texts(message)
    place = Place(file, message.lineno or 1)
    if not texts:
        return Translation((), "missing", place)
    if message.fuzzy:
        return Translation(texts, "fuzzy", place)
    approval = _approval(message, texts)
    if approval is None:
        return Translation(texts, "draft", place)
    return Translation(texts, "approved", place, approval["by"], approval["on"])


def _approval(message: Message, texts: tuple[str, ...]) -> re.Match[str] | None:
    """The approval in the translator comments, where it is of these very texts."""
    for comment in message.user_comments:
        match = _APPROVED.match(comment.strip())
        if match and match["digest"] == digest(_ids(message)[0], texts):
            return match
    return None


def template(segments: Iterable[Segment]) -> Catalog:
    """Segments as a catalogue without translations, in the order of the source."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for segment in segments:
        ids = segment.text if segment.plural is None else (segment.text, segment.plural)
        catalog.add(
            ids,
            context=segment.context,
            locations=[(segment.place.file, segment.place.line)],
            auto_comments=[segment.kind],
        )
    return catalog


def merge(
    old: str | None, new: Catalog, language: Language, file: str, others: Mapping[Key, Translation]
) -> str | Finding:
    """Text of a .po file brought up to date with a template.

    Old translations stay. A changed text takes the nearest old translation and is marked fuzzy;
    a text that `others` (the language's other catalogues) translate comes along as a draft.
    Only catalogues of one section are compared with each other: fuzzy matching costs changed
    times total.
    """
    parsed = _parse(old, file, language.locale) if old is not None else None
    if isinstance(parsed, Finding):
        return parsed
    catalog = parsed if parsed is not None else Catalog(locale=language.locale, charset="utf-8")
    # A text that was removed and has come back takes its old translation.
    known = {_key(message): message for message in catalog.obsolete.values()}
    known |= {_key(message): message for message in _messages(catalog)}
    result = Catalog(
        locale=language.locale,
        charset="utf-8",
        project="councilsite",
        version="1",
        fuzzy=False,
        header_comment=f"# {language.english_name}: {Path(file).stem}.",
    )
    # The catalogue's own plural rule stays: the order of its msgstr[n] depends on it.
    forms = f"nplurals={catalog.num_plurals}; plural={catalog.plural_expr};"
    result.mime_headers = [("Plural-Forms", forms)]
    leftover = dict(known)
    for message in _messages(new):
        leftover.pop(_key(message), None)
    for message in _messages(new):
        _carry_over(result, message, known, leftover, others)
    for key, message in leftover.items():
        if _texts(message):
            result.obsolete[key] = message
    return _write(result, catalog if parsed is not None else None)


def _carry_over(
    result: Catalog,
    message: Message,
    known: Mapping[Key, Message],
    leftover: dict[Key, Message],
    others: Mapping[Key, Translation],
) -> None:
    key = _key(message)
    old, fuzzy = known.get(key), False
    string = old.string if old is not None else None
    if old is None and key in others and others[key].texts and not message.pluralizable:
        string = others[key].text
    elif old is None and not message.pluralizable:
        old = _nearest(key, leftover)
        string, fuzzy = (old.string, True) if old is not None else (None, False)
    flags = ({"fuzzy"} if fuzzy else set()) | set(old.flags if old is not None else ())
    added = result.add(
        message.id,
        string or (("",) * result.num_plurals if message.pluralizable else ""),
        locations=message.locations,
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old is not None else (),
        flags=flags,
        previous_id=_ids(old) if fuzzy and old is not None else (old.previous_id if old else ()),
        context=message.context,
    )
    added.flags -= _GUESSED_FLAGS


def _nearest(key: Key, leftover: dict[Key, Message]) -> Message | None:
    """The translated old message most like a new one."""
    candidates = [
        k for k, m in leftover.items() if k[0] == key[0] and not m.pluralizable and _texts(m)
    ]
    near = difflib.get_close_matches(key[1], [k[1] for k in candidates], 1, 0.7)
    return leftover[(key[0], near[0])] if near else None


def _write(catalog: Catalog, old: Catalog | None) -> str:
    """The .po text, without a date that changes with each run."""
    kept = dict(old.mime_headers) if old is not None else {}
    headers = {name.lower(): value for name, value in kept.items()}
    catalog.revision_date = headers.get("po-revision-date", _NO_REVISION)
    catalog.last_translator = headers.get("last-translator", "nobody yet")
    catalog.language_team = headers.get("language-team", "none yet")
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_LINE_WIDTH)
    text = buffer.getvalue().decode("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith(_LEFT_OUT)]
    return "\n".join(lines).rstrip("\n") + "\n"


def template_text(catalog: Catalog, section: str) -> str:
    """Text of a .pot file."""
    catalog.header_comment = f"# Template: {section}."
    for message in _messages(catalog):
        message.flags -= _GUESSED_FLAGS
    catalog.project, catalog.version = "councilsite", "1"
    return _write(catalog, None)


def approve(text: str, file: str, locale: str, by: str, on: str) -> str | Finding:
    """Text of a .po file in which every draft carries an approval by a named person."""
    catalog = _parse(text, file, locale)
    if isinstance(catalog, Finding):
        return catalog
    for message in _messages(catalog):
        texts = _texts(message)
        if not texts or message.fuzzy or _approval(message, texts):
            continue
        kept = [c for c in message.user_comments if not _APPROVED.match(c.strip())]
        seal = digest(_ids(message)[0], texts)
        message.user_comments = [*kept, f"approved by {by} on {on} [{seal}]"]
    for message in _messages(catalog):
        message.flags -= _GUESSED_FLAGS
    return _write(catalog, catalog)


def save(path: Path, text: str) -> bool:
    """Writes a file in one step if its text is new; says whether it was."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
    return True
