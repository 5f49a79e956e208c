"""In charge of the letters of large print: fonts, sizes and line pitch, by script.

A size is what 18 pt Arial looks like: scripts whose letters are drawn small in their em get more
(UKAAF G003). Each script has the font that was measured to give its text back right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from councilsite.model import Language

_LATIN = "Atkinson Hyperlegible Next"
_ANY = "Noto Sans"
_LATIN_LETTERS = "[A-Za-z0-9\u00c0-\u024f@£€%&+/#]"
"""What the Latin face covers in other scripts: not spaces and stops, which are the script's own."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a script is set."""

    fonts: tuple[tuple[str, str], ...]
    """Families in order, each with what it covers; empty: all that it has."""
    scale: float
    """Size in relation to the size that the council sets."""
    pitch: float
    """Distance from line to line, in sizes."""


_LOOKS = {
    "Arab": Look(((_LATIN, _LATIN_LETTERS), ("Vazirmatn", ""), (_ANY, "")), 1.2, 1.7),
    "Guru": Look(((_LATIN, _LATIN_LETTERS), ("Noto Sans Gurmukhi", ""), (_ANY, "")), 1.06, 1.6),
    "Hans": Look(((_LATIN, "latin-in-cjk"), ("Noto Sans SC", ""), (_ANY, "")), 1.06, 1.6),
}
_OTHER = Look(((_LATIN, ""), (_ANY, "")), 1.06, 1.5)


def look_of(language: Language, size: int, number: int) -> dict[str, Any]:
    """What the template needs to know of a language.

    Typst knows a language by two or three letters. A code that says more, such as zh-Hans, gets a
    private region, by which `finishing` finds it again.
    """
    look = _LOOKS.get(language.script, _OTHER)
    short = language.code.partition("-")[0].lower()
    return {
        "lang": short,
        "region": None if short == language.code else f"X{chr(ord('A') + number)}",
        "fonts": [
            {"name": name, "covers": covers} if covers else {"name": name}
            for name, covers in look.fonts
        ],
        "size": round(size * look.scale, 1),
        "pitch": look.pitch,
    }


def looks_of(languages: Iterable[Language], size: int) -> dict[str, dict[str, Any]]:
    """The looks of all languages of the council, by code."""
    return {one.code: look_of(one, size, number) for number, one in enumerate(languages)}


def tags_of(languages: Iterable[Language]) -> dict[str, str]:
    """Full language tags by what Typst makes of them."""
    return {
        f"{look['lang']}-{look['region']}": language.code
        for number, language in enumerate(languages)
        for look in [look_of(language, 0, number)]
        if look["region"]
    }
