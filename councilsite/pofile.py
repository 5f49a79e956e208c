"""In charge of .po files as Babel sees them: strict reading, messages, approvals.

Babel is imported where a file is given to it: a run with good files can do without.
"""

from __future__ import annotations

import gettext
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from councilsite import posyntax
from councilsite.answers import lasting
from councilsite.model import Finding, Place

if TYPE_CHECKING:
    from babel.messages import Catalog, Message

Key = tuple[str, str]
"""(context, msgid); no context is an empty text."""

_APPROVED = re.compile(
    r"^approved by (?P<by>.+) on (?P<on>\d{4}-\d\d-\d\d) \[(?P<digest>[0-9a-f]{12})\]$"
)


def digest(ids: Iterable[str], texts: Iterable[str]) -> str:
    """Fingerprint that ties an approval to what was approved: it ends when either text changes."""
    joined = "\x1f".join([*ids, "", *texts])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def parse(text: str, file: str, locale: str) -> Catalog | list[Finding]:
    """The catalogue, or all that keeps gettext from understanding it."""
    from babel.messages.pofile import PoFileError, read_po

    faults = posyntax.find_faults(text)
    if faults:
        return [broken(Place(file, line), why) for line, why in faults]
    # msgmerge notes the previous msgid of a fuzzy message; Babel would read it as a comment.
    if "#|" in text:
        text = re.sub(r"^#\|.*$", "#.", text, flags=re.MULTILINE)
    try:
        catalog = read_po(io.StringIO(text), locale=locale, abort_invalid=True)
    except PoFileError as fault:
        place = Place(file, max(1, (fault.lineno or 0) + 1))
        return [
            _too_many_forms(place, text, locale)
            if "num_plurals" in str(fault)
            else broken(place, str(fault))
        ]
    # Babel lets a broken header or escape escape as whatever Python raised.
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        return [broken(Place(file, _header_line(text)), str(fault) or type(fault).__name__)]
    why = _find_fault_of_plural(catalog)
    if why:
        return [broken(Place(file, _header_line(text)), why)]
    return list(_check_doubles(text, catalog, file)) or catalog


@lasting
def find_plural(header: str, locale: str) -> tuple[int, str] | None:
    """How many plural forms there are by a header, and their rule; None for a broken header."""
    catalog = parse(header, "", locale)
    return None if isinstance(catalog, list) else (catalog.num_plurals, catalog.plural_expr)


def _too_many_forms(place: Place, text: str, locale: str) -> Finding:
    from babel.messages import Catalog

    header = re.search(r"nplurals\s*=\s*([0-9]+)", text)
    limit = header.group(1) if header else str(Catalog(locale=locale).num_plurals)
    return Finding(
        "plural-forms",
        place,
        f"this message has more than the {limit} plural forms that the language has.",
        "Take away the msgstr[n] that are too many, or mend Plural-Forms.",
    )


def broken(place: Place, why: str) -> Finding:
    reason = " ".join(why.split("Error:")[-1].split()) or "unknown reason"
    return Finding(
        "po-syntax",
        place,
        f"this is not a gettext catalogue: {reason}.",
        "Mend this line or the one above it; msgfmt --check names the same place.",
    )


def _header_line(text: str) -> int:
    before, found, _ = text.partition("Plural-Forms:")
    return before.count("\n") + 1 if found else 1


def _find_fault_of_plural(catalog: Catalog) -> str:
    """What is wrong with the plural rule of the header; empty where it gives a form for all."""
    try:
        choose = gettext.c2py(catalog.plural_expr)
        forms = {int(choose(number)) for number in range(200)}
    except (ValueError, ArithmeticError, RecursionError) as fault:
        return f"Plural-Forms cannot be used: {fault}"
    if not forms <= set(range(catalog.num_plurals)):
        return "Plural-Forms chooses a form that nplurals does not allow"
    return ""


def check_forms(catalog: Catalog, file: str) -> Iterator[Finding]:
    for message in messages(catalog):
        if not message.pluralizable or isinstance(message.string, str):
            continue
        expected = catalog.num_plurals
        found = len([text for text in message.string or () if text])
        if found not in (0, expected):
            yield Finding(
                "plural-forms",
                Place(file, message.lineno or 1),
                f'"{ids_of(message)[0]}" has {found} plural forms; this language has {expected}.',
                f"Give msgstr[0] to msgstr[{expected - 1}].",
            )


def _check_doubles(text: str, catalog: Catalog, file: str) -> Iterator[Finding]:
    """Messages that stand in a file twice; Babel keeps the last of them."""
    if len(re.findall(r"^msgid\b", text, re.MULTILINE)) > len(list(catalog)):
        for line in posyntax.find_doubles(text):
            yield broken(Place(file, line), "this message stands in the file twice")


def messages(catalog: Catalog) -> Iterator[Message]:
    # The header comes first when a Catalog is walked.
    return (message for message in catalog if message.id)


def ids_of(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (cast(str, message.id),)


def key_of(message: Message) -> Key:
    return (message.context or "", ids_of(message)[0])


def texts_of(message: Message) -> tuple[str, ...]:
    """msgstr of all plural forms; empty where one of them is."""
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    filled = tuple(str(text) for text in texts if text)
    return filled if len(filled) == len(texts) else ()


def find_approval(
    comments: Sequence[str], ids: Iterable[str], texts: Iterable[str]
) -> re.Match[str] | None:
    """The approval in the translator's comments, where it is of these very texts."""
    for approval in _approvals(comments):
        match = _APPROVED.fullmatch(approval)
        if match and match["digest"] == digest(ids, texts):
            return match
    return None


def _approvals(comments: Sequence[str]) -> Iterator[str]:
    """Comments that may be approvals; a long name goes over two lines."""
    for start, line in enumerate(comments):
        if line.strip().startswith("approved by "):
            for end in range(start, min(start + 3, len(comments))):
                yield " ".join(part.strip() for part in comments[start : end + 1])


def without_approvals(comments: Sequence[str]) -> list[str]:
    """Comments without approvals, those of other texts included."""
    kept: list[str] = []
    inside = False
    for line in comments:
        inside = inside or line.strip().startswith("approved by ")
        if not inside:
            kept.append(line)
        inside = inside and not line.rstrip().endswith("]")
    return kept
