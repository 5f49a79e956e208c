"""Which spellings are one word to people who search."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from conftest import REPOSITORY, SEARCHED, MakeProject, page
from hypothesis import given
from hypothesis import strategies as st

from councilsite.spelling import Speller, Spelling, as_key, read_spelling

RULES, FINDINGS = read_spelling((REPOSITORY / "theme" / "search.yml").read_text("utf-8"))
SPELLER = Speller(RULES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Council TAX", "council tax"),
        ("café", "cafe"),
        ("council’s", "councils"),
        ("śmieci żółta łódź", "smieci zolta lodz"),
        ("الحاوية", "حاويه"),  # article, ta marbuta
        ("والحاوية", "حاوية"),
        ("للحاوية", "حاوية"),
        ("إعانة", "اعانة"),  # hamza under alif
        ("أُسرة", "اسره"),
        ("آخر", "اخر"),
        ("شكوى", "شكوي"),
        ("مسؤول", "مسوول"),
        ("كهرباء", "كهربا"),
        ("حـــاوية", "حاوية"),  # stretched
        ("مُتَرْجِم", "مترجم"),
        ("یورک", "يورك"),  # typed on a Persian or Urdu keyboard
        ("٠١٦٣٢", "01632"),
        ("۰۱۶۳۲", "01632"),
        ("ਸ਼ਿਕਾਇਤ", "ਸਿਕਾਇਤ"),  # nukta
        ("\u0a36ਿਕਾਇਤ", "\u0a38\u0a3cਿਕਾਇਤ"),  # one character or two
        ("ਖ਼ਾਲੀ", "ਖਾਲੀ"),
        ("ਕੁੱਝ", "ਕੁਝ"),  # adhak
        ("ਪੰਜਾਬੀ", "ਪਂਜਾਬੀ"),  # tippi, bindi
        ("ਕੌਂਸਲ", "ਕੌਸਲ"),
        ("੧੨", "12"),
        ("無家可歸", "无家可归"),
        ("市政稅", "市政税"),
        ("Ｃｏｕｎｃｉｌ　ｔａｘ", "council tax"),
        ("\u2066GOV.UK\u2069", "gov uk"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_these_are_the_same_words(one: str, other: str) -> None:
    assert SPELLER.words(one) == SPELLER.words(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bin", "bins"),
        ("tax", "taxi"),
        ("ਕੂੜਾ", "ਕੜਾ"),  # vowel signs count
        ("ਘਰ", "ਘੋੜਾ"),
        ("حاوية", "حاويات"),
        ("垃圾", "圾垃"),
        ("ال", ""),  # an article alone is no article
    ],
)
def test_these_are_different_words(one: str, other: str) -> None:
    assert SPELLER.words(one) != SPELLER.words(other)


def test_chinese_is_cut_into_pairs_and_words_of_other_scripts_stay_whole() -> None:
    assert SPELLER.words("市政税（council tax）") == ["市政", "政税", "council", "tax"]
    assert SPELLER.words("税") == ["税"]
    assert SPELLER.ends("市政税，bin垃圾，税") == ["税", "圾"]
    assert SPELLER.is_unspaced("税") and not SPELLER.is_unspaced("tax")


def test_a_short_word_keeps_letters_that_look_like_an_article() -> None:
    assert SPELLER.words("الى") == ["الي"]
    assert SPELLER.words("ورق") == ["ورق"]


def test_every_rule_of_the_theme_takes_effect() -> None:
    assert FINDINGS == []
    firsts: dict[str, str] = {}
    for group in RULES.same:
        for character in group:
            folded = unicodedata.normalize("NFKD", character).lower()
            assert folded == character, f"{character} never meets its rule"
            ignored = any(a <= ord(character) <= b for a, b in RULES.ignored)
            assert not ignored, f"{character} does not count anyway"
            assert firsts.setdefault(character, group[0]) == group[0], f"{character} stands twice"
    for first in set(firsts.values()):
        assert firsts[first] == first, f"{first} is the first of one group and not of another"


@given(st.text())
def test_keys_are_plain_letters_and_words_have_no_two_keys(text: str) -> None:
    for word in SPELLER.words(text):
        assert re.fullmatch("[a-z0-9]+", as_key(word))


@given(st.text(alphabet="abcz١ا税", min_size=1), st.text(alphabet="abcz١ا税", min_size=1))
def test_no_key_is_the_beginning_of_another(one: str, other: str) -> None:
    first, second = as_key(one), as_key(other)
    if one != other and "z" not in one + other:
        assert not second.startswith(first)


def test_a_fault_in_the_rules_is_named_with_its_line(project: MakeProject) -> None:
    made = project(
        {
            "council.yml": SEARCHED,
            "theme/search.yml": "ignored: U+0640 0641\nsame: ab\nprefix: al\n",
        }
    )
    for name in ("main.html", "text.yml", "components", "assets"):
        source = REPOSITORY / "theme" / name
        copy(source, made.folder / "theme" / name)
    built = made.build()
    assert built.code == 1
    assert 'theme/search.yml:1: ignored has "0641". Write code points' in built.complaints
    assert "theme/search.yml:3: " in built.complaints and "[unknown-key]" in built.complaints


def test_a_theme_without_rules_takes_ours(project: MakeProject) -> None:
    home = page("Śmieci.", title="Home page")
    made = project({"council.yml": SEARCHED, "content/index.md": home})
    for name in ("main.html", "text.yml", "components", "assets"):
        copy(REPOSITORY / "theme" / name, made.folder / "theme" / name)
    built = made.build()
    assert built.code == 0, built.complaints
    words = (built.out / "assets/search/en.txt").read_text("utf-8").split()
    assert "smieci" in words


def test_no_rules_at_all_are_rules_too() -> None:
    speller = Speller(Spelling((), (), (), ()))
    assert speller.words("Bins, and 垃圾") == ["bins", "and", "垃圾"]


def copy(source: Path, target: Path) -> None:
    """Copies a file or a folder."""
    if source.is_dir():
        for path in source.rglob("*"):
            if path.is_file():
                copy(path, target / path.relative_to(source))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
