"""In charge of gettext catalogues: reads .po files and looks translations up."""

from __future__ import annotations

import functools
import gettext
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from councilsite import posyntax
from councilsite.model import Finding, Place, Segment, State, Translation, Words
from councilsite.pofile import (
    Key,
    check_forms,
    find_approval,
    find_plural,
    ids_of,
    key_of,
    messages,
    parse,
    texts_of,
)
from councilsite.posyntax import Entry

if TYPE_CHECKING:
    from babel.messages import Message


class Catalogue(NamedTuple):
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
        form = int(_plural_rule(self.plural)(number)) if self.plural else 0
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


@functools.lru_cache(maxsize=100)
def _plural_rule(expression: str) -> Callable[[int], int]:
    """A plural expression of a header as a function."""
    return gettext.c2py(expression)


def is_usable(state: State, least: State) -> bool:
    """Whether a state may be published where at least `least` is asked for."""
    return state == "approved" or (state == "draft" and least == "draft")


def read_catalogue(text: str, file: str, locale: str) -> tuple[Catalogue, list[Finding]]:
    """A .po file as a catalogue, and what is wrong with the file."""
    quickly = _read_quickly(text, file, locale)
    if quickly is not None:
        return quickly, []
    parsed = parse(text, file, locale)
    if isinstance(parsed, list):
        return Catalogue({}, ""), parsed
    findings = list(check_forms(parsed, file))
    entries = {key_of(message): _translation(message, file) for message in messages(parsed)}
    return Catalogue(entries, parsed.plural_expr), findings


def _read_quickly(text: str, file: str, locale: str) -> Catalogue | None:
    """A catalogue without a fault, as the usual tools write it; None for all others."""
    found = posyntax.read_entries(text)
    header = text[text.find("msgid") :].partition("\n\n")[0]
    plural = find_plural(header, locale) if found else None
    if not found or plural is None:
        return None
    if not all(_has_forms(entry, plural[0]) for entry in found if len(entry.ids) > 1):
        return None
    entries = {(entry.context, entry.ids[0]): _translated(entry, file) for entry in found}
    # Of messages that stand there twice, Babel's reading finds the lines.
    if len(entries) < len(found):
        return None
    return Catalogue({key: entry for key, entry in entries.items() if key[1]}, plural[1])


def _has_forms(entry: Entry, expected: int) -> bool:
    """Whether a message with plural forms has a text for each of them, or for none."""
    return len(entry.texts) == expected and len({bool(text) for text in entry.texts}) == 1


def _translated(entry: Entry, file: str) -> Translation:
    place = Place(file, entry.line)
    if not entry.texts[0]:
        return Translation((), "missing", place)
    if "#," in entry.comments and entry.is_fuzzy():
        return Translation(entry.texts, "fuzzy", place)
    if "approved by" in entry.comments:
        return _judge(entry.translator_comments(), entry.ids, entry.texts, place)
    return Translation(entry.texts, "draft", place)


def _judge(
    comments: Sequence[str], ids: tuple[str, ...], texts: tuple[str, ...], place: Place
) -> Translation:
    """A finished translation, approved or a draft."""
    approval = find_approval(comments, ids, texts)
    if approval is None:
        return Translation(texts, "draft", place)
    return Translation(texts, "approved", place, approval["by"], approval["on"])


def join(catalogues: Iterable[Catalogue]) -> Catalogue:
    """One catalogue from several of a language; the first that has a translation wins."""
    entries: dict[Key, Translation] = {}
    plural = ""
    for catalogue in catalogues:
        plural = plural or catalogue.plural
        for key, entry in catalogue.entries.items():
            if key not in entries or entries[key].state == "missing":
                entries[key] = entry
    return Catalogue(entries, plural)


def _translation(message: Message, file: str) -> Translation:
    texts = texts_of(message)
    place = Place(file, message.lineno or 1)
    if not texts:
        return Translation((), "missing", place)
    if message.fuzzy:
        return Translation(texts, "fuzzy", place)
    return _judge(message.user_comments, ids_of(message), texts, place)
