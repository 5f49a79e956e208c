"""References: random, short, and found wrong when one character is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.receiver.references import ALPHABET, LENGTH, new_reference, read, show

LOOK_ALIKE = ("0OQD", "1ILl", "2Z", "5S", "6G", "8B", "UV")

references = st.builds(lambda _: new_reference(), st.integers())


def test_no_two_characters_look_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    for group in LOOK_ALIKE:
        assert len(set(group) & set(ALPHABET)) <= 1, group
    assert not set("01OI") & set(ALPHABET)
    assert not set("AEIOU") & set(ALPHABET), "vowels spell words"


@given(references)
def test_a_reference_is_read_as_it_is_shown(reference: str) -> None:
    assert len(reference) == LENGTH
    assert read(show(reference)) == (reference, None)
    assert read(reference.lower()) == (reference, None)
    assert read(f"  {' '.join(reference)}\n") == (reference, None)


@given(references)
def test_every_wrong_character_is_found(reference: str) -> None:
    for place, character in itertools.product(range(LENGTH), ALPHABET):
        wrong = reference[:place] + character + reference[place + 1 :]
        assert (wrong == reference) == (read(wrong)[1] is None)


@given(references)
def test_every_swap_of_neighbours_is_found(reference: str) -> None:
    for place in range(LENGTH - 1):
        a, b = reference[place : place + 2]
        wrong = reference[:place] + b + a + reference[place + 2 :]
        assert (wrong == reference) == (read(wrong)[1] is None)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("C4K", "length"),
        ("OOO-OOO-OOO", "character"),
        ("C4K-7MP-W2É", "character"),
        ("C4K-7MP-W2X-9", "length"),
        ("x" * 10_000, "length"),
        ("\x00", "empty"),
        ("\u202e", "empty"),
    ],
)
def test_what_is_no_reference_is_refused_with_a_reason(typed: str, fault: str) -> None:
    assert read(typed) == ("", fault)


def test_other_keyboards_write_the_same_reference() -> None:
    reference = next(r for r in iter(new_reference, "") if any(c.isdigit() for c in r))
    wide = "".join(chr(ord(c) + 0xFEE0) for c in reference)
    arabic = reference.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    gurmukhi = reference.translate({ord(str(n)): chr(0xA66 + n) for n in range(10)})
    assert {read(wide), read(arabic), read(gurmukhi)} == {(reference, None)}


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    reference, fault = read(text)
    assert bool(reference) == (fault is None)


def test_references_are_spread_over_all_that_there_are() -> None:
    drawn = {new_reference() for _ in range(5_000)}
    assert len(drawn) == 5_000
    for place in range(LENGTH):
        assert {r[place] for r in drawn} == set(ALPHABET)
