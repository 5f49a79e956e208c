"""In charge of texts whose language is known: those of a project, and everyday ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from a11y.engines.own import read_words
from councilsite.catalogues import read_catalogue

KnownTexts = Mapping[str, frozenset[str]]
"""Languages of each text, such as "zh-hans"; the texts are as `fold` makes them."""

_MARKUP = re.compile(r"[{}<>*\[\]`]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def fold(text: str) -> str:
    """A text in small letters, without what stands around it."""
    return _EDGES.sub("", " ".join(text.split())).casefold()


def common_texts() -> KnownTexts:
    """Texts that most sites have, such as "Contact us", from words/common_texts.yml."""
    lists = ((language, lists.get("common_texts", [])) for language, lists in read_words().items())
    return _gather((language, text) for language, texts in lists for text in texts)


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
    return _gather(found)


def join_texts(*several: KnownTexts) -> KnownTexts:
    """All of them; a text has the languages that any of them knows."""
    pairs = ((language, text) for known in several for text in known for language in known[text])
    return _gather(pairs)


def find_other_language(known: KnownTexts, text: str, declared: str) -> str:
    """A language that a text is known to be in, where that is not the declared one; else ""."""
    languages = known.get(fold(text), frozenset())
    if not languages:
        return ""
    judged = {_base(language) for each in known.values() for language in each}
    if _base(declared) not in judged:
        return ""
    fits = any(_base(language) == _base(declared) for language in languages)
    return "" if fits else min(languages)


def _gather(pairs: Iterable[tuple[str, str]]) -> KnownTexts:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, text in pairs:
        if not _MARKUP.search(text) and re.search(r"[^\W\d_]{2}", text):
            found[fold(text)].add(language.lower().replace("_", "-"))
    return {text: frozenset(languages) for text, languages in found.items()}


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
