"""How the translations speak to the reader."""

from __future__ import annotations

import re

from conftest import REPOSITORY

from councilsite.catalogues import read_catalogue

FAMILIAR = re.compile(
    r"\b(ty|cię|ci|ciebie|tobie|tobą|tw[óo]j\w*|jesteś|\w+ł[ae]ś|\w+[aeiy]sz|nie \w+aj się|"
    r"napisz|podaj|poproś|prześlij|przeczytaj|sprawdź|użyj|wpisz|wybierz|zachowaj|zacznij|zadzwoń|"
    r"zaznacz|zamów|zgłoś|złóż|zostaw|śledź)\b",
    re.I,
)
"""Polish for "you" among friends: its pronouns, verbs in its form, and what it asks for."""

OTHER = {"nasz", "zapisz"}
"""Words that only look like such verbs, and the word of a button."""


def test_polish_never_speaks_to_the_reader_as_to_a_friend() -> None:
    for path in sorted((REPOSITORY / "locales/pl/LC_MESSAGES").glob("*.po")):
        catalogue, _ = read_catalogue(path.read_text("utf-8"), path.name, "pl")
        texts = [text for entry in catalogue.entries.values() for text in entry.texts]
        assert texts
        for text in texts:
            said = {found[0].lower() for found in FAMILIAR.finditer(text)} - OTHER
            assert not said, f"{path.name}: {text}"
