"""What is kept together on a line of large print."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilsite.formats.fitting import Line, estimate, fit_blocks, fit_parts
from councilsite.formats.passages import plain_text

LINE = Line(room=25.0, language="en", direction="ltr")


def kept(text: str) -> list[str]:
    """The parts of a paragraph that no line break may part."""
    (block,) = fit_blocks([{"k": "p", "c": [text]}], LINE)
    return ["".join(part["c"]) for part in block["c"] if not isinstance(part, str)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Answered in 10 days.", "10 days"),
        ("Reviewed on 14 September 2026, again", "14 September 2026"),
        ("ਜਾਂਚ: 14 ਸਤੰਬਰ 2026", "14 ਸਤੰਬਰ 2026"),
        ("خلال 10 أيّام، أو", "10 أيّام"),
    ],
)
def test_a_figure_stays_with_the_whole_word_that_it_counts(text: str, whole: str) -> None:
    assert kept(text) == [whole]


@given(st.text(alphabet="aਕੀੰ਼੍ਰਤੂبَّلا中-/.\u200d 0123456789W", min_size=1, max_size=120))
def test_a_text_stays_the_same_and_no_sign_is_parted_from_its_letter(text: str) -> None:
    parts = fit_parts([text], LINE)
    assert plain_text(parts) == text
    place = 0
    for part in parts[:-1]:
        place += len(plain_text([part]))
        is_sign = unicodedata.category(text[place]) in ("Mn", "Mc")
        assert not is_sign or not text[place - 1].isalpha(), parts


@given(st.text(alphabet="xWਕ中/.", min_size=1, max_size=200))
def test_no_piece_is_wider_than_a_line(text: str) -> None:
    for piece in fit_parts([text], LINE):
        whole = piece if isinstance(piece, str) else plain_text(piece["c"])
        if not any("\u2e80" <= letter <= "\ua4cf" for letter in whole):
            assert estimate(whole) <= LINE.room
