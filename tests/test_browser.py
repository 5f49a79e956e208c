"""In a real browser: numbers read in order from left to right in every language."""

from __future__ import annotations

import re

import pytest
from browser import Browser

PAGES_WITH_NUMBERS = ("", "contact/", "contact/offices/", "services/missed-bin/", "formats/")

UNREADABLE_OUT_OF_ORDER = re.compile(
    r"[a-z.]+@[a-z.-]+[a-z]"  # e-mail address
    r"|0[0-9]{3,4} [0-9]{6}"  # telephone number
    r"|[0-9]{1,2}:[0-9]{2}"  # time
    r"|[A-Z]{1,2}[0-9]{1,2} [0-9][A-Z]{2}"  # postcode
    r"|£[0-9]+|[0-9]+%"
)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("page", PAGES_WITH_NUMBERS)
def test_in_arabic_the_characters_of_numbers_and_addresses_run_left_to_right(
    browser: Browser, address: str, page: str, width: int
) -> None:
    browser.set_size(width)
    browser.open(f"{address}ar/{page}")
    checked = 0
    for text, boxes in browser.measure("characters"):
        for match in UNREADABLE_OUT_OF_ORDER.finditer(text):
            places = boxes[match.start() : match.end()]
            lines = sorted({round(top) for _, top in places})
            for line in lines:
                lefts = [left for left, top in places if round(top) == line]
                assert lefts == sorted(lefts), match.group()
            # Only an e-mail address may break over lines.
            assert len(lines) == 1 or "@" in match.group(), match.group()
            checked += 1
    assert checked >= 10


def test_the_check_of_positions_sees_a_number_out_of_order(browser: Browser) -> None:
    browser.show('<meta charset="utf-8"><p dir="rtl">اتصل 01632 960100 الآن</p>')
    [[text, boxes]] = [row for row in browser.measure("characters") if "01632" in row[0]]
    match = UNREADABLE_OUT_OF_ORDER.search(text)
    assert match is not None
    lefts = [left for left, _ in boxes[match.start() : match.end()]]
    assert lefts != sorted(lefts)
