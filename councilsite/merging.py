"""In charge of keeping .po files: merges them with what the source says now, approves, writes."""

from __future__ import annotations

import difflib
import gettext
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.pofile import write_po
from babel.plural import to_gettext

from councilsite.model import Finding, Language, Segment, Translation
from councilsite.pofile import (
    Key,
    digest,
    find_approval,
    ids_of,
    key_of,
    messages,
    parse,
    texts_of,
    without_approvals,
)

_GUESSED_FLAGS = frozenset({"python-format", "python-brace-format"})
"""Babel guesses these from prose ("a 50% discount"); msgfmt --check then refuses right text."""
_LINE_WIDTH = 76
_NO_REVISION = "2000-01-01 00:00+0000"
_LEFT_OUT = ('"POT-Creation-Date:', '"Generated-By:', '"Report-Msgid-Bugs-To:')
"""Header lines that say nothing here, or something new with each run."""


def template(segments: Iterable[Segment]) -> Catalog:
    """Segments as a catalogue without translations, in the order of the source."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for segment in segments:
        ids = segment.text if segment.plural is None else (segment.text, segment.plural)
        catalog.add(
            ids,
            context=segment.context,
            locations=[(segment.place.file, segment.place.line)],
            auto_comments=[segment.kind],
        )
    return catalog


def merge(
    old: str | None, new: Catalog, language: Language, file: str, others: Mapping[Key, Translation]
) -> str | Finding:
    """Text of a .po file brought up to date with a template.

    Old translations stay. A changed text takes the nearest old translation and is marked fuzzy;
    a text that `others` (the language's other catalogues) translate comes along as a draft.
    Only catalogues of one section are compared with each other: fuzzy matching costs changed
    times total.
    """
    parsed = parse(old, file, language.locale) if old is not None else None
    if isinstance(parsed, list):
        return parsed[0]
    catalog = parsed if parsed is not None else _empty(language)
    # A text that was removed and has come back takes its old translation.
    known = {key_of(message): message for message in catalog.obsolete.values()}
    known |= {key_of(message): message for message in messages(catalog)}
    result = Catalog(
        locale=language.locale,
        charset="utf-8",
        project="councilsite",
        version="1",
        fuzzy=False,
        header_comment=(
            f"# {language.english_name}: {Path(file).stem}."
            if parsed is None
            else catalog.header_comment
        ),
    )
    # The catalogue's own plural rule stays: the order of its msgstr[n] depends on it.
    forms = f"nplurals={catalog.num_plurals}; plural={catalog.plural_expr};"
    result.mime_headers = [("Plural-Forms", forms)]
    leftover = dict(known)
    for message in messages(new):
        leftover.pop(key_of(message), None)
    for message in messages(new):
        _carry_over(result, message, known, leftover, others)
    for key, message in leftover.items():
        # Obsolete messages have no flags: a fuzzy one would come back as good.
        if texts_of(message) and not message.fuzzy:
            result.obsolete[key] = message
    return _write(result, catalog if parsed is not None else None)


def _empty(language: Language) -> Catalog:
    """A new catalogue with the plural rule of CLDR: zero, one, two, few, many, other."""
    catalog = Catalog(locale=language.locale, charset="utf-8")
    try:
        rule = Locale.parse(language.locale).plural_form
    except (UnknownLocaleError, ValueError):
        return catalog
    expression = to_gettext(rule).partition("plural=")[2].rstrip(";")
    # CLDR's last form is for fractions in some languages; gettext counts in whole numbers.
    choose = gettext.c2py(expression)
    forms = 1 + max(int(choose(number)) for number in range(1000))
    catalog.mime_headers = [("Plural-Forms", f"nplurals={forms}; plural={expression};")]
    return catalog


def _carry_over(
    result: Catalog,
    message: Message,
    known: Mapping[Key, Message],
    leftover: dict[Key, Message],
    others: Mapping[Key, Translation],
) -> None:
    key = key_of(message)
    old, fuzzy = known.get(key), False
    if old is not None and old.pluralizable != message.pluralizable:
        old = None
    string = old.string if old is not None else None
    usable = (
        key in others and others[key].state in ("draft", "approved") and len(others[key].texts) == 1
    )
    if old is None and usable and not message.pluralizable:
        string = others[key].text
    elif old is None and not message.pluralizable:
        old = _nearest(key, leftover)
        string, fuzzy = (old.string, True) if old is not None else (None, False)
    flags = ({"fuzzy"} if fuzzy else set()) | set(old.flags if old is not None else ())
    added = result.add(
        message.id,
        string or (("",) * result.num_plurals if message.pluralizable else ""),
        locations=message.locations,
        auto_comments=message.auto_comments,
        user_comments=old.user_comments if old is not None else (),
        flags=flags,
        context=message.context,
    )
    added.flags -= _GUESSED_FLAGS


def _nearest(key: Key, leftover: dict[Key, Message]) -> Message | None:
    """The translated old message most like a new one."""
    candidates = [
        k for k, m in leftover.items() if k[0] == key[0] and not m.pluralizable and texts_of(m)
    ]
    near = difflib.get_close_matches(key[1], [k[1] for k in candidates], 1, 0.7)
    return leftover[(key[0], near[0])] if near else None


def _write(catalog: Catalog, old: Catalog | None) -> str:
    """The .po text, without a date that changes with each run."""
    kept = dict(old.mime_headers) if old is not None else {}
    headers = {name.lower(): value for name, value in kept.items()}
    catalog.revision_date = headers.get("po-revision-date", _NO_REVISION)
    catalog.last_translator = headers.get("last-translator", "nobody yet")
    catalog.language_team = headers.get("language-team", "none yet")
    catalog.charset = "utf-8"
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=_LINE_WIDTH)
    text = buffer.getvalue().decode("utf-8")
    lines = [line for line in text.split("\n") if not line.startswith(_LEFT_OUT)]
    return "\n".join(lines).rstrip("\n") + "\n"


def template_text(catalog: Catalog, section: str) -> str:
    """Text of a .pot file."""
    catalog.header_comment = f"# Template: {section}."
    for message in messages(catalog):
        message.flags -= _GUESSED_FLAGS
    catalog.project, catalog.version = "councilsite", "1"
    return _write(catalog, None)


def approve(text: str, file: str, locale: str, by: str, on: str) -> str | Finding:
    """Text of a .po file in which every draft carries an approval by a named person."""
    catalog = parse(text, file, locale)
    if isinstance(catalog, list):
        return catalog[0]
    for message in messages(catalog):
        texts = texts_of(message)
        ids = ids_of(message)
        if not texts or message.fuzzy or find_approval(message.user_comments, ids, texts):
            continue
        seal = digest(ids, texts)
        kept = without_approvals(message.user_comments)
        message.user_comments = [*kept, f"approved by {by} on {on} [{seal}]"]
    for message in messages(catalog):
        message.flags -= _GUESSED_FLAGS
    return _write(catalog, catalog)


def save(path: Path, text: str) -> bool:
    """Writes a file in one step if its text is new; says whether it was."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)
    return True
