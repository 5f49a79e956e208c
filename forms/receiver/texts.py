"""In charge of forms.json: all words of the forms in every language, as the build wrote them."""

from __future__ import annotations

import functools
import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from councilsite.bidi import isolate_html, isolate_text
from councilsite.model import Language
from forms.receiver.environment import UnfitSetting

FILE = "forms.json"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of a site's forms."""

    site: Path
    """Folder of the finished site."""
    forms: Mapping[str, Mapping[str, Mapping[str, Any]]]
    """Texts by form and language; only languages that the form is offered in."""
    words: Mapping[str, Words]
    """By language: what all forms have in common, as HTML with slots."""
    plain: Mapping[str, Words]
    """The same as plain text."""
    office: Mapping[str, Words]
    """By language: the words of the back office."""

    def offers(self, form: str, language: str) -> bool:
        """Whether a form is offered in a language."""
        return language in self.forms.get(form, {})

    def page(self, language: str) -> Mapping[str, Any] | None:
        """A form that has a page in a language; None where no form has."""
        pages = (spoken[language] for spoken in self.forms.values() if language in spoken)
        return next((texts for texts in pages if texts["file"]), None)


def texts(site: Path) -> Texts:
    """The words of the site as it is now. Raises UnfitSetting where it has none."""
    path = site / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as fault:
        raise UnfitSetting(f"{path} cannot be read: build the site first.") from fault


@functools.lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Texts:
    del changed  # a site that was built again is read again
    data = json.loads(path.read_text(encoding="utf-8"))
    return Texts(path.parent, data["forms"], data["words"], data["plain"], data.get("office", {}))


def as_html(text: str, language: Language) -> str:
    """Plain text as HTML, in the order in which its reader reads."""
    is_rtl = language.direction == "rtl"
    return isolate_html(text) if is_rtl else html.escape(text, quote=False)


def as_plain(text: str, language: Language) -> str:
    """Plain text for places without markup, in the order in which its reader reads."""
    return isolate_text(text) if language.direction == "rtl" else text


def filled(sentence: str, shown: Callable[[str], str], **slots: str) -> str:
    """A sentence with its slots filled; `shown` makes each value fit for where it stands."""
    for name, value in slots.items():
        sentence = sentence.replace(f"{{{name}}}", shown(value))
    return sentence
