"""Pictures for people to look at; `python3 build.py test --screenshots` writes them."""

from __future__ import annotations

import pytest
from browser import Browser
from conftest import REPOSITORY, BuiltSite
from PIL import Image

FOLDER = REPOSITORY / "screenshots"
FOLDERS = {"en": "", "ar": "ar/", "zh-hans": "zh-hans/", "pl": "pl/", "pa": "pa/"}
PAGES = {
    "home": "",
    "service": "services/missed-bin/",
    "contact": "contact/",
    "a-to-z": "services/a-to-z/",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", FOLDERS)
def test_screenshots_are_written(
    browser: Browser, address: str, every_page: BuiltSite, language: str, page: str
) -> None:
    url = f"{FOLDERS[language]}{PAGES[page]}"
    assert every_page.has(url)
    FOLDER.mkdir(exist_ok=True)
    browser.open(f"{address}{url}")
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            browser.set_size(width)
            browser.set_media(scheme=scheme)
            path = FOLDER / f"{language}-{page}-{width}-{scheme}.png"
            browser.save_whole_page(path)
            with Image.open(path) as picture:
                assert picture.width == width
