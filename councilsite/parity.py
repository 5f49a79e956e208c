"""In charge of comparing a translation with its source: what must be the same in every language."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from councilsite.icons import find_icons
from councilsite.model import Finding, Translation
from councilsite.yamltext import Reader

_PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*(?:\|[^{}]*)?\}\}")
_FIELD = re.compile(r"(?<!\{)\{([A-Za-z_]+)\}(?!\})")
_BRACES = re.compile(r"\{\{|\}\}")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_NUMBER = re.compile(r"\d+")
_LINK = re.compile(r"\]\(\s*([^()\s]+)|\]\[([^\]]+)\]|<((?:https?|mailto|tel):[^>\s]+)>")
_TAG = re.compile(r"</?\s*[a-zA-Z][^<>]*>|<!|<\?|<\s*/?\s*(?:script|style|iframe)\b", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?<!\{)\{[^{}]*[:=#.][^{}]*\}(?!\})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"`[^`]+`")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_MARKUP_SIGN = re.compile(r"[{\]`@]")
_CONTROL = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_MARKS = re.compile("[\u064b-\u0652\u0640]")
"""Arabic vowel marks and the stretching stroke: a term is the same word with and without them."""

Problem = tuple[str, str, str]
"""Rule, message, remedy."""


class Term(NamedTuple):
    """How one English term is translated."""

    use: str
    """The word to use, in its dictionary form."""
    forms: tuple[str, ...]
    """Beginnings or parts of words, one of which a translation must hold."""


class Glossary(NamedTuple):
    """The terms of a language."""

    terms: Mapping[str, Term]
    """By English term in small letters."""
    find: Callable[[str], tuple[str, ...]]
    """Finds the terms in an English text."""


def make_glossary(terms: Mapping[str, Term]) -> Glossary:
    """A glossary from its terms."""
    return Glossary(terms, _finder(tuple(sorted(terms, key=lambda term: (-len(term), term)))))


@functools.lru_cache(maxsize=20)
def _finder(names: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Finds terms in English; a longer term speaks for the shorter ones inside it.

    Languages whose glossaries have the same terms share what is found.
    """
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, names)) or '(?!)'})s?\b")
    beginning: dict[str, list[str]] = {}
    for name in names:
        for word in _WORD.findall(name)[:1]:
            for form in (word, f"{word}s"):
                beginning.setdefault(form, []).append(name)

    @functools.lru_cache(maxsize=50_000)
    def find(text: str) -> tuple[str, ...]:
        lowered = text.lower()
        # Most texts have no term, which is told sooner than by the pattern.
        begun = beginning.keys() & _WORD.findall(lowered)
        if not any(name in lowered for word in begun for name in beginning[word]):
            return ()
        return tuple(sorted(set(pattern.findall(_bare(text).lower()))))

    return find


def check_translation(
    message_id: str, translation: Translation, glossary: Glossary, plural: bool
) -> Iterator[Finding]:
    """What a translation changes that must not change.

    All plural forms are compared; a form for a single number may leave its number out.
    """
    may_omit = plural and len(translation.texts) > 1
    for text in translation.texts:
        for check in CHECKS:
            for rule, message, remedy in check(message_id, text):
                if not (may_omit and rule == "changed-placeholder" and "{" not in text):
                    yield Finding(rule, translation.place, message, remedy)
    if not plural:
        yield from check_glossary(message_id, translation, glossary)


_NUMBERS = "|".join(f"{digit}[0-9]*" for digit in range(10))
_TOKEN = re.compile(
    r"\{\{[^{}`\[\]]*\}\}|\{[^{}`\[\]]*\}|\]\([^()\s`]*\)|\]\[[^\[\]`]*\](?![\[(])"
    r"|`[^`\[\]]+`|<[^<>`\[\]]*>|\[\^[^\[\]`]+\](?![\[(])"
    rf"|:(?=[a-z])|{_NUMBERS}|\*\*|\{{|\}}|<|\]|`|\^|@"
)
"""Everything that a check looks at. Each branch begins with a letter of its own: that is fast.

What stands so that it may be read in two ways, as a bracket within a token or directly after it,
is no whole token.
"""
_LOOSE = frozenset("{}<]`^@:")
"""Signs that stand outside a whole token: what they mean depends on the words around them."""


def is_alike(source: str, translation: str) -> bool:
    """Whether no check has anything to find: the quick answer for most translations."""
    tokens = _tokens_of(source)
    return (
        tokens is not None
        and tokens == sorted(_TOKEN.findall(translation))
        and _OTHER_DIGIT.search(translation) is None
        # A direction mark is not printable: most texts have nothing of the kind to look for.
        and (translation.isprintable() or _CONTROL.search(translation) is None)
    )


@functools.lru_cache(maxsize=50_000)
def _tokens_of(source: str) -> list[str] | None:
    """Tokens of an English text, for all languages; None where they do not tell everything."""
    tokens = sorted(_TOKEN.findall(source))
    return tokens if _LOOSE.isdisjoint(tokens) else None


def _compare(
    what: str, rule: str, remedy: str, find: Callable[[str], Iterable[str]]
) -> Callable[[str, str], Iterator[Problem]]:
    @functools.lru_cache(maxsize=50_000)
    def find_in_source(source: str) -> list[str]:
        """What all languages are compared with."""
        return sorted(find(source))

    def check(source: str, translation: str) -> Iterator[Problem]:
        expected, found = find_in_source(source), sorted(find(translation))
        if expected == found:
            return
        there, here = Counter(expected), Counter(found)
        lost, new = sorted((there - here).elements()), sorted((here - there).elements())
        parts = [
            f"lacks {_quoted(lost)}" if lost else "",
            f"has {_quoted(new)} too many" if new else "",
        ]
        yield rule, f"the translation {' and '.join(p for p in parts if p)} ({what}).", remedy

    return check


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def _placeholders(text: str) -> Iterator[str]:
    """Names only: a language may need another form of a figure than English."""
    yield from (f"{{{{ {name} }}}}" for name in _PLACEHOLDER.findall(text))
    yield from (f"{{{name}}}" for name in _FIELD.findall(text))


def _links(text: str) -> list[str]:
    return [next(filter(None, groups)) for groups in _LINK.findall(text)]


def _bare(text: str) -> str:
    """The text without what other checks look at."""
    if not _MARKUP_SIGN.search(text):
        return text
    for pattern in (_PLACEHOLDER, _FIELD, _CODE, _EMAIL, _FOOTNOTE):
        text = pattern.sub(" ", text)
    return re.sub(r"\]\([^()]*\)", "]", text)


def _numbers(text: str) -> list[str]:
    """Groups of digits; a translation in other digits than European ones has other numbers."""
    return _NUMBER.findall(_bare(text)) if _NUMBER.search(text) else []


def _check_balance(source: str, translation: str) -> Iterator[Problem]:
    if source.count("**") % 2 == 0 and translation.count("**") % 2:
        yield (
            "broken-markup",
            'the translation has a "**" without its partner.',
            "Write **bold text**.",
        )
    if _BRACES.findall(_PLACEHOLDER.sub("", translation)) != _BRACES.findall(
        _PLACEHOLDER.sub("", source)
    ):
        yield (
            "broken-placeholder",
            "the translation has a broken placeholder.",
            "Copy it from the English, braces and all.",
        )


def _check_controls(source: str, translation: str) -> Iterator[Problem]:
    found = _CONTROL.search(translation)
    if found:
        yield (
            "direction-mark",
            f"the translation holds the invisible direction mark U+{ord(found.group()):04X}.",
            "Delete it: the build isolates numbers and Latin text by itself.",
        )


def _check_digits(source: str, translation: str) -> Iterator[Problem]:
    foreign = _OTHER_DIGIT.search(translation)
    if foreign is not None:
        yield (
            "other-digits",
            f'the translation has the digit "{foreign.group()}".',
            "Write European digits, 0 to 9.",
        )


Check = Callable[[str, str], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    _compare(
        "placeholders",
        "changed-placeholder",
        "Copy the placeholders of the English exactly.",
        _placeholders,
    ),
    _compare("numbers", "changed-number", "Write the same numbers as the English.", _numbers),
    _compare(
        "link targets", "changed-link", "Copy the link targets of the English exactly.", _links
    ),
    _compare(
        "e-mail addresses",
        "changed-email",
        "Copy the e-mail address of the English.",
        _EMAIL.findall,
    ),
    _compare("HTML", "changed-html", "Use the HTML of the English and no other.", _TAG.findall),
    _compare(
        "attributes",
        "changed-attributes",
        "Copy the attribute list of the English.",
        _ATTRIBUTES.findall,
    ),
    _compare("code", "changed-code", "Copy what stands between backticks.", _CODE.findall),
    _compare(
        "footnotes",
        "changed-footnote",
        "Copy the footnote marks of the English.",
        _FOOTNOTE.findall,
    ),
    _compare("icons", "changed-icon", "Copy the icons of the English.", find_icons),
    _check_balance,
    _check_controls,
    _check_digits,
)
"""Every check of a translation. One that looks at a new sign adds it to _TOKEN."""


def read_glossary(text: str, file: str) -> tuple[Glossary, list[Finding]]:
    """A language's glossary.yml: for each English term the word to use and its forms."""
    reader = Reader(file)
    root = reader.parse(text)
    terms = {}
    for term, node in (reader.entries(root, file) if root is not None else {}).items():
        values = reader.mapping(node, term, ("use", "forms"))
        forms = values.get("forms")
        terms[term.lower()] = Term(
            reader.words(values.get("use"), f"{term}: use"),
            reader.each(forms, f"{term}: forms", lambda form: _folded(reader.words(form, "a form")))
            if forms is not None
            else (),
        )
    return make_glossary(terms), reader.findings


def check_glossary(
    message_id: str, translation: Translation, glossary: Glossary
) -> Iterator[Finding]:
    """Terms of the glossary that a translation renders by other words."""
    names = glossary.find(message_id)
    folded = _folded(translation.text) if names else ""
    for name in names:
        term = glossary.terms[name]
        if not any(form in folded for form in term.forms):
            yield Finding(
                "glossary",
                translation.place,
                f'the English says "{name}", for which the glossary has "{term.use}".',
                "Use that word, or add the form used here to the language's glossary.yml.",
            )


def _folded(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", text)).casefold()
