"""In charge of texts whose language is known: those of a project, and everyday ones."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from a11y.engines.own import read_words
from councilsite.catalogues import read_catalogue

KnownTexts = Mapping[str, frozenset[str]]
"""Languages of each text, such as "zh-hans"; the texts are as `fold` makes them."""

LANGUAGES = ""
"""Key of all languages of the texts: an empty text is none."""

_MARKUP = re.compile(r"[{}<>*\[\]`]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def fold(text: str) -> str:
    """A text in small letters, without what stands around it."""
    return _EDGES.sub("", " ".join(text.split())).casefold()


@cache
def common_texts() -> KnownTexts:
    """Texts that most sites have, such as "Contact us", from words/common_texts.yml."""
    lists = ((language, lists.get("common_texts", [])) for language, lists in read_words().items())
    return gather((language, text) for language, texts in lists for text in texts)


def catalogue_texts(locales: Path, source: str) -> KnownTexts:
    """Texts of the .po files of a project, and what they translate, in the source language.

    Texts with placeholders or markup look otherwise on a page, and are left out.
    """
    found: list[tuple[str, str]] = []
    for file in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        locale = file.parent.parent.name
        catalogue, _ = read_catalogue(file.read_text(encoding="utf-8"), str(file), locale)
        for (_, original), translation in catalogue.entries.items():
            found.append((source, original))
            found += [(locale, text) for text in translation.texts]
    return gather(found)


def join_texts(*several: KnownTexts) -> KnownTexts:
    """All of them; a text has the languages that any of them knows."""
    found: dict[str, frozenset[str]] = {}
    for known in several:
        for text, languages in known.items():
            found[text] = found.get(text, frozenset()) | languages
    return found


def digest_texts(known: KnownTexts) -> str:
    """Changes with the texts and their languages."""
    told = sorted((text, *sorted(languages)) for text, languages in known.items())
    return hashlib.sha256(repr(told).encode()).hexdigest()


def find_other_language(known: KnownTexts, text: str, declared: str) -> str:
    """A language that a text is known to be in, where that is not the declared one; else ""."""
    languages = known.get(fold(text), frozenset())
    bases = {_base(language) for language in languages}
    if not languages or _base(declared) in bases or _base(declared) not in _languages_of(known):
        return ""
    return min(languages)


def _languages_of(known: KnownTexts) -> frozenset[str]:
    """Languages in which any text is known: of others there is nothing to say."""
    return known.get(LANGUAGES, frozenset())


def gather(pairs: Iterable[tuple[str, str]]) -> KnownTexts:
    """Known texts from pairs of a language and a text."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, text in pairs:
        if not _MARKUP.search(text) and re.search(r"[^\W\d_]{2}", text):
            found[fold(text)].add(language.lower().replace("_", "-"))
    if found:
        found[LANGUAGES] = {_base(language) for each in found.values() for language in each}
    return {text: frozenset(languages) for text, languages in found.items()}


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
