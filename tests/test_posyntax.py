"""The quick reader of .po files finds what Babel finds, or leaves the file to Babel."""

from __future__ import annotations

import io

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from councilsite.posyntax import Entry, read_entries

HEADER = 'msgid ""\nmsgstr "Language: pl\\n"\n\n'

TEXT = st.text(st.sampled_from('ab {}"\\\n\tżą–'), max_size=90)
IDS = st.text(st.sampled_from('ab "\\\nż'), min_size=1, max_size=90)


def entries(text: str) -> list[Entry]:
    """The messages without the header."""
    found = read_entries(HEADER + text)
    assert found is not None
    return found[1:]


@given(st.lists(st.tuples(st.none() | IDS, IDS, TEXT, st.booleans()), max_size=5))
def test_both_readers_find_the_same_messages(
    rows: list[tuple[str | None, str, str, bool]],
) -> None:
    catalog = Catalog(locale="pl")
    for context, message_id, text, fuzzy in rows:
        flags = {"fuzzy"} if fuzzy else set()
        catalog.add(message_id, text, context=context, flags=flags, user_comments=["by hand"])
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=40)
    text = buffer.getvalue().decode()
    babel = read_po(io.StringIO(text), locale="pl")
    expected = [
        (m.context or "", (m.id,), (m.string,), m.lineno, m.fuzzy, m.user_comments)
        for m in babel
        if m.id
    ]
    quick = read_entries(text)
    assert quick is not None
    assert expected == [
        (e.context, e.ids, e.texts, e.line, e.is_fuzzy(), e.translator_comments())
        for e in quick
        if e.ids[0]
    ]


def test_all_plural_forms_are_read() -> None:
    forms = 'msgstr[0] "dzień"\nmsgstr[1] "dni"\nmsgstr[2] "dnia"\n'
    (entry,) = entries(f'msgid "day"\nmsgid_plural "days"\n{forms}')
    assert (entry.ids, entry.texts) == (("day", "days"), ("dzień", "dni", "dnia"))


def test_plural_forms_out_of_order_are_not_guessed() -> None:
    body = 'msgid "day"\nmsgid_plural "days"\nmsgstr[1] "dni"\nmsgstr[0] "dzień"\n'
    assert entries(body)[0].texts == ()


def test_flags_of_a_message_that_is_no_longer_used_are_not_the_next_ones() -> None:
    body = '#, fuzzy\n#~ msgid "old"\n#~ msgstr "stary"\n\n# mine\nmsgid "new"\nmsgstr "nowy"\n'
    (entry,) = entries(body)
    assert (entry.is_fuzzy(), entry.translator_comments()) == (False, ["mine"])


@pytest.mark.parametrize(
    "body",
    [
        'msgid "a"\n',
        'msgid "a\nmsgstr "b"\n',
        'msgid "a"\n# between\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\nrubbish\n',
        'msgid "a"\nmsgstr "\\q"\n',
    ],
)
def test_a_file_with_anything_odd_is_left_to_the_strict_reader(body: str) -> None:
    assert read_entries(HEADER + body) is None
