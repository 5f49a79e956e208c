"""The test browser draws every letter with the right font, and no letter as an empty box.

It has no fonts but those of the pinned packages, so that a machine without fonts shows the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from browser import Browser, list_pages
from conftest import BuiltSite
from reading import read

FONTS = {
    "en": "Noto Sans",
    "pl": "Noto Sans",
    "ar": "Noto Naskh Arabic",
    "zh-Hans": "Noto Sans SC",
    "pa": "Noto Sans Gurmukhi",
}
SCRIPTS = {
    "LATIN": "Noto Sans",
    "ARABIC": "Noto Naskh Arabic",
    "CJK": "Noto Sans SC",
    "GURMUKHI": "Noto Sans Gurmukhi",
}
FOLDERS = {"en": "", "pl": "pl/", "ar": "ar/", "zh-Hans": "zh-hans/", "pa": "pa/"}


def fonts_of(browser: Browser, selector: str) -> Counter[str]:
    """How many glyphs of an element's own text each font has drawn."""
    browser.cdp("DOM.enable")
    browser.cdp("CSS.enable")
    root = browser.cdp("DOM.getDocument")["root"]["nodeId"]
    node = browser.cdp("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    used = browser.cdp("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
    counted: Counter[str] = Counter()
    for font in used:
        # The family of a weight of its own is the family: "Noto Sans SC Bold".
        counted[font["familyName"]] += int(font["glyphCount"])
    return counted


@pytest.mark.parametrize("language", FONTS)
@pytest.mark.parametrize("page", ["", "contact/", "services/homelessness/"])
def test_a_page_is_drawn_with_the_font_of_its_script(
    browser: Browser, address: str, language: str, page: str
) -> None:
    browser.open(f"{address}{FOLDERS[language]}{page}")
    for selector in ("h1", "main p"):
        [(family, _)] = fonts_of(browser, selector).most_common(1)
        assert family == FONTS[language], selector


def letters(site: BuiltSite) -> set[str]:
    """Every character that any page shows."""
    found: set[str] = set()
    for page in list_pages(site.out):
        file = site.out / page.url
        file = file / "index.html" if file.is_dir() else file
        found |= {*read(file.read_text(encoding="utf-8")).text()}
    return {one for one in found if unicodedata.category(one)[0] in "LMNPS"}


def test_no_letter_of_any_page_is_an_empty_box(browser: Browser, every_page: BuiltSite) -> None:
    shown = letters(every_page)
    assert len(shown) > 900
    assert {"ł", "ش", "服", "ਸ", "£", "–"} <= shown
    assert browser.measure("empty_boxes", sorted(shown)) == []


def test_each_script_is_drawn_with_its_own_font(browser: Browser, every_page: BuiltSite) -> None:
    by_script: dict[str, list[str]] = {}
    for letter in sorted(letters(every_page)):
        script = re.match(r"LATIN|ARABIC|CJK|GURMUKHI", unicodedata.name(letter, ""))
        if script:
            by_script.setdefault(script.group(), []).append(letter)
    assert {*by_script} == {*SCRIPTS}
    for script, used in by_script.items():
        browser.show(f"<meta charset=utf-8><p>{' '.join(used)}</p>")
        assert {*fonts_of(browser, "p")} - {"Noto Sans"} == {SCRIPTS[script]} - {"Noto Sans"}


def test_a_letter_without_a_font_is_an_empty_box(browser: Browser) -> None:
    assert browser.measure("empty_boxes", ["a", "ก", "ش", "ა"]) == ["ก", "ა"]
