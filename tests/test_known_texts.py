"""Texts of catalogues, and the language that each belongs to."""

from __future__ import annotations

from pathlib import Path

from a11y.known_texts import (
    LANGUAGES,
    catalogue_texts,
    find_other_language,
    gather,
    join_texts,
)

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"

msgid "Bins"
msgstr "{bins}"

msgid "Menu"
msgstr "Menu"

msgid "Call {{{{ telephone.main }}}}"
msgstr "Zadzwoń {{{{ telephone.main }}}}"
"""


def write(locales: Path, language: str, bins: str) -> None:
    file = locales / language / "LC_MESSAGES" / "home.po"
    file.parent.mkdir(parents=True)
    file.write_text(CATALOGUE.format(language=language, bins=bins), encoding="utf-8")


def test_texts_of_catalogues_are_known_in_both_languages(tmp_path: Path) -> None:
    write(tmp_path, "pl", "Śmieci")
    write(tmp_path, "zh_Hans", "垃圾")
    known = catalogue_texts(tmp_path, "en")
    assert known == {
        "bins": {"en"},
        "śmieci": {"pl"},
        "垃圾": {"zh-hans"},
        "menu": {"en", "pl", "zh-hans"},
        LANGUAGES: {"en", "pl", "zh"},
    }


def test_a_text_is_judged_only_by_languages_that_are_known() -> None:
    known = gather([("en", "Bins"), ("pl", "Śmieci")])
    assert find_other_language(known, " Bins: ", "pl") == "en"
    assert find_other_language(known, "Bins", "en-GB") == ""
    assert find_other_language(known, "Bins", "fr") == ""
    assert find_other_language(known, "Boxes", "pl") == ""


def test_what_several_know_is_joined() -> None:
    joined = join_texts({"menu": frozenset({"en"})}, {"menu": frozenset({"pl"})})
    assert joined == {"menu": {"en", "pl"}}
