"""In charge of references: short, random, said easily, and wrong as soon as one character is.

The alphabet has 23 characters. Nothing in it looks like another of it or like a character that is
left out: no 0 O Q, no 1 I L, no Z (2), no S (5), no G (6), no B (8). It has no vowels, so that
chance spells no words. 23 is a prime number, which the check character needs: with weights that
are never 0 and never the same for neighbours, one wrong character or two that changed places
always change the sum (as in ISBN-10).

Eight random characters are 78,000 million references: whoever guesses meets a case once in many
thousand years at the speed that the limits of the receiver allow, and then still lacks the detail.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Literal

ALPHABET = "23456789CDFHJKMNPRTVWXY"
LENGTH = 9
"""Characters of a reference with its check character, which is the last."""
GROUP = 3
"""Characters between two hyphens, as many as a person keeps in mind and says at once."""

Fault = Literal["empty", "length", "character", "check"]
"""Why a text is no reference. `character`: it holds one that references never have."""

_IGNORED = frozenset(" -\u00a0\u2009\u202f\u2010\u2011\u2012\u2013\u2014\u2212.,/_\t\r\n")
_INVISIBLE = ("Cf", "Cc")


def new_reference() -> str:
    """A reference that nobody can foresee."""
    random = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return random + _check_character(random)


def show(reference: str) -> str:
    """The reference in groups, as residents see it: C4K-7MP-W2X."""
    return "-".join(reference[i : i + GROUP] for i in range(0, len(reference), GROUP))


def read(text: str) -> tuple[str, Fault | None]:
    """The reference that a person typed, and what is wrong with it; empty where it is no such.

    Case, spaces and hyphens make no difference, nor do the digits of other scripts and the wide
    letters of Chinese keyboards. A character that references do not have is never guessed at: an
    O may be anything.
    """
    cleaned = _clean(text)
    if not cleaned:
        return "", "empty"
    if any(character not in ALPHABET for character in cleaned):
        return "", "character"
    if len(cleaned) != LENGTH:
        return "", "length"
    if _check_character(cleaned[:-1]) != cleaned[-1]:
        return "", "check"
    return cleaned, None


def _clean(text: str) -> str:
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        if character in _IGNORED or unicodedata.category(character) in _INVISIBLE:
            continue
        digit = unicodedata.decimal(character, None)
        kept.append(character.upper() if digit is None else str(digit))
    return "".join(kept)


def _check_character(characters: str) -> str:
    total = sum(
        weight * ALPHABET.index(character) for weight, character in enumerate(characters, 2)
    )
    # Its own weight is 1: the weighted sum of a whole reference is a multiple of 23.
    return ALPHABET[-total % len(ALPHABET)]
