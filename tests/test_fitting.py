"""What is kept together on a line of large print."""

from __future__ import annotations

import pytest

from councilsite.formats.fitting import Line, fit_blocks

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
