"""In charge of alphabetical order: each language's own, from CLDR through ICU."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

OTHER = ""
"""The letter of texts that begin with none: with a number or a sign."""

Order = tuple[bool, int, bytes]
"""What texts are sorted by: those under no letter come last."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The alphabet of a language."""

    letter: Callable[[str], str]
    """The letter that a text stands under, or OTHER."""
    order: Callable[[str], Order]
    """Where a text stands."""


@functools.cache
def alphabet_of(code: str, source_code: str) -> Alphabet:
    """The alphabet of a language; the letters of the source language follow its own.

    ICU knows under which letter an index has a word: Ł is a letter of its own in some languages
    and an L in others, Chinese signs stand under the first letter of their sound.
    """
    # Imported late: a site without a list of services does not wait for ICU.
    import icu  # type: ignore[import-untyped]

    locale = icu.Locale.forLanguageTag(code)
    collator = icu.Collator.createInstance(locale)
    names = icu.AlphabeticIndex(locale)
    names.addLabels(icu.Locale.forLanguageTag(source_code))
    index = names.buildImmutableIndex()
    buckets = [index.getBucket(number) for number in range(index.bucketCount)]
    letters: list[str] = [
        label if kind == icu.UAlphabeticIndexLabelType.NORMAL else OTHER for label, kind in buckets
    ]

    def letter(text: str) -> str:
        number: int = index.getBucketIndex(text)
        return letters[number]

    def order(text: str) -> Order:
        number = index.getBucketIndex(text)
        return letters[number] == OTHER, number, collator.getSortKey(text)

    return Alphabet(letter, order)
