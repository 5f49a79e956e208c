"""What happens to translations: read, merged with new texts, approved, shared with other tools."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from councilsite import wording
from councilsite.catalogues import (
    Catalogue,
    Key,
    SourceCatalogue,
    is_usable,
    join,
    read_catalogue,
)
from councilsite.merging import approve, merge, save, template, template_text
from councilsite.model import Finding, Language, Place, Segment, State, Translation, Words
from councilsite.pofile import digest

FILE = "locales/pl/LC_MESSAGES/bins.po"


def language(code: str) -> Language:
    found = wording.language(code, own_name="", direction="", times=None, is_source=False)
    assert found is not None
    return found


POLISH = language("pl")


def segment(text: str, context: str | None = None, plural: str | None = None) -> Segment:
    return Segment(context, text, "paragraph", Place("content/bins.md", 3), plural)


def translation(text: str, state: State = "draft") -> Translation:
    return Translation((text,), state, Place("locales/pl/LC_MESSAGES/other.po", 9))


def merged(
    old: str | None, *segments: Segment | str, others: Mapping[Key, Translation] | None = None
) -> str:
    """Text of the Polish catalogue after merging; a text stands for a paragraph."""
    wanted = template(s if isinstance(s, Segment) else segment(s) for s in segments)
    result = merge(old, wanted, POLISH, FILE, others or {})
    assert isinstance(result, str), result
    return result


def filled(text: str, **words: str) -> str:
    """The catalogue with some messages translated, by the first word of their English."""
    for word, said in words.items():
        text, count = re.subn(rf'(msgid "{word}\b.*")\nmsgstr ""', rf'\1\nmsgstr "{said}"', text)
        assert count
    return text


def read(text: str, locale: str = "pl") -> Catalogue:
    catalogue, findings = read_catalogue(text, FILE, locale)
    assert findings == []
    return catalogue


def entry(text: str, message_id: str, context: str = "") -> Translation:
    return read(text).entries[context, message_id]


def approved(text: str, by: str = "Anna Nowak", on: str = "2026-10-12") -> str:
    result = approve(text, FILE, "pl", by, on)
    assert isinstance(result, str)
    return result


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def checked_by_msgfmt(folder: Path, text: str) -> None:
    """msgfmt refuses a translation that does not fit its format flag, and broken plural forms."""
    path = folder / "checked.po"
    path.write_text(text, encoding="utf-8")
    run("msgfmt", "--check", "-o", "/dev/null", path)


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'


# Reading.


def test_the_header_is_no_translation() -> None:
    assert read(merged(None)).entries == {}
    assert list(read(merged(None, "Bins")).entries) == [("", "Bins")]


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ('msgid "Bins"\nmsgstr "Kosze"\n', "draft"),
        ('msgid "Bins"\nmsgstr ""\n', "missing"),
        ('#, fuzzy\nmsgid "Bins"\nmsgstr "Kosze"\n', "fuzzy"),
        ('#, fuzzy\nmsgid "Bins"\nmsgstr ""\n', "missing"),
        (
            f"# approved by A on 2026-10-12 [{digest(('Bins',), ['Kosze'])}]\n"
            'msgid "Bins"\nmsgstr "Kosze"\n',
            "approved",
        ),
        (
            f"# approved by A on 2026-10-12 [{digest(('Bins',), ['Kosze'])}]\n"
            '#, fuzzy\nmsgid "Bins"\nmsgstr "Kosze"\n',
            "fuzzy",
        ),
        ('# approved by A on 2026-10-12\nmsgid "Bins"\nmsgstr "Kosze"\n', "draft"),
    ],
)
def test_a_message_has_one_of_four_states(body: str, state: State) -> None:
    assert entry(f"{PO}\n{body}", "Bins").state == state


def test_a_translation_names_its_line_in_the_catalogue() -> None:
    text = f'{PO}\nmsgid "Bins"\nmsgstr "Kosze"\n\nmsgid "Fees"\nmsgstr "Opłaty"\n'
    assert entry(text, "Bins").place == Place(FILE, 4)
    assert entry(text, "Fees").place == Place(FILE, 7)


def test_a_removed_message_is_not_read() -> None:
    assert read(f'{PO}\n#~ msgid "Bins"\n#~ msgstr "Kosze"\n').entries == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'{PO}\nmsgid "Bins\nmsgstr "Kosze"\n', 4),
        (f'{PO}\nmsgid "Bins"\nKosze\n', 5),
        (f'{PO}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "1"\nmsgstr[x] "2"\n', 7),
        ('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=many; plural=n;\\n"\n', 3),
    ],
)
def test_a_broken_catalogue_is_one_finding_with_its_line(text: str, line: int) -> None:
    catalogue, findings = read_catalogue(text, FILE, "pl")
    assert catalogue.entries == {}
    (finding,) = findings
    assert finding.rule == "po-syntax" and finding.place.file == FILE
    assert abs(finding.place.line - line) <= 1
    assert finding.remedy and "Traceback" not in finding.message


REFUSED_BY_GETTEXT = [
    ('msgid "Bins"\nmsgstr "Kosze\n', 5),
    ('msgid "Bins"\nmsgstr "Ko"sze"\n', 5),
    ('msgid "Bins"\nmsgstr Kosze\n', 5),
    ('msgid "Bins"\nmsgstr "Kosze" x\n', 5),
    ('msgid "Bins"\nmsgtr "Kosze"\n', 5),
    ('msgid "Bins"\nmsgstr "Ko\\qsze"\n', 5),
    ('msgid "Bins"\n\nmsgid "Fees"\nmsgstr "Opłaty"\n', 6),
    ('msgstr "Kosze"\n', 4),
    ('msgid "Bins"\n', 4),
    ('msgctxt "cell"\nmsgstr "Kosze"\n', 5),
    ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[2] "y"\n', 7),
    ('msgid "Bins"\nmsgstr "a"\n\nmsgid "Bins"\nmsgstr "b"\n', 7),
    ('msgid "Bins"\nmsgstr "a"\n\nmsgid ""\n"Bi"\n"ns"\nmsgstr "b"\n', 7),
]
"""Bodies of a catalogue with a fault and its line; Babel reads on and loses a letter or message."""


@pytest.mark.parametrize(("body", "line"), REFUSED_BY_GETTEXT)
def test_what_gettext_refuses_is_reported_with_its_line(body: str, line: int) -> None:
    _, findings = read_catalogue(f"{PO}\n{body}", FILE, "pl")
    assert [(f.rule, f.place) for f in findings] == [("po-syntax", Place(FILE, line))]


@pytest.mark.parametrize(("body", "line"), REFUSED_BY_GETTEXT)
def test_what_gettext_refuses_is_never_rewritten(body: str, line: int) -> None:
    text = f"{PO}\n{body}"
    for result in (
        merge(text, template([segment("Bins")]), POLISH, FILE, {}),
        approve(text, FILE, "pl", "Anna", "2026-10-12"),
    ):
        assert isinstance(result, Finding) and result.place == Place(FILE, line)


@pytest.mark.parametrize("body", [body for body, _ in REFUSED_BY_GETTEXT])
def test_gettext_refuses_it_indeed(body: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.po"
    header = PO.replace("charset=utf-8", "charset=utf-8\\nPlural-Forms: nplurals=2; plural=n!=1;")
    path.write_text(f"{header}\n{body}", encoding="utf-8")
    assert subprocess.run(["msgfmt", "-o", "/dev/null", path], capture_output=True).returncode == 1


@pytest.mark.parametrize(
    "body",
    [
        'msgid "Bins"\nmsgstr "a"\n\nmsgctxt "cell"\nmsgid "Bins"\nmsgstr "a"\n',
        'msgid "Bins"\nmsgstr "a"\n\n#~ msgid "Bins"\n#~ msgstr "b"\n',
        '#, fuzzy\n#| msgid "Bin"\nmsgid "Bins"\nmsgstr "a"\n',
        '# note\n#. told\n#: a.md:1\n#, no-wrap\nmsgid "B\\"i\\\\ns"\nmsgstr "a\\n"\n',
        '  msgid  "Bins"\n\tmsgstr "a" \n',
        'msgid ""\n"Bi"\n"ns"\nmsgstr ""\n"a"\n',
    ],
)
def test_what_gettext_accepts_is_accepted(body: str) -> None:
    assert read(f"{PO}\n{body}").entries


PIECES = st.sampled_from(
    ["msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[", "msgstr[x] ", '"']
    + ['""', '"a"', '"a\\n"', "\\", "\n", "#, fuzzy", "#: a.md:3", "#~ ", "#| ", "#. ", "# ", ": "]
    + ["Plural-Forms: nplurals=", "3", "; plural=", "n>1", ';\\n"', '"Content-Type: x; charset=']
    + ["utf-8", "koi", '"Language: ', "pl", "\x85", "\u2028", '"\\x"', "]", "-1", "\u2068"]
)


@settings(deadline=None, max_examples=200)
@given(st.text() | st.lists(PIECES, max_size=14).map("".join))
@example('msgid ""\nmsgstr "Plural-Forms: nplurals=0; plural=n;\\n"')
@example("msgstr[99999] ")
def test_any_text_can_be_read_and_merged_or_is_refused_with_a_finding(text: str) -> None:
    _, findings = read_catalogue(text, FILE, "pl")
    result = merge(text, template([segment("Bins")]), POLISH, FILE, {})
    assert isinstance(result, Finding) == any(f.rule == "po-syntax" for f in findings)
    for finding in findings:
        assert finding.place.line >= 1 and finding.message and finding.remedy


# Looking up.


def test_a_text_is_looked_up_together_with_its_context() -> None:
    text = merged(None, segment("Open"), segment("Open", "cell"), segment("Shut", "cell"))
    text = text.replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Otwarte"', 1)
    text = filled(text, Shut="Zamknięte")
    catalogue = read(text)
    found = catalogue.look_up(segment("Open"), "draft")
    assert found is not None and found.text == "Otwarte"
    assert catalogue.look_up(segment("Open", "cell"), "draft") is None
    assert catalogue.look_up(segment("Shut"), "draft") is None
    assert catalogue.say("cell", "Shut", "draft") == Words("Zamknięte", "draft")
    assert catalogue.say("", "Shut", "draft") == Words("Shut", "missing")


@pytest.mark.parametrize(
    ("state", "least", "usable"),
    [
        ("approved", "approved", True),
        ("approved", "draft", True),
        ("draft", "draft", True),
        ("draft", "approved", False),
        ("fuzzy", "draft", False),
        ("fuzzy", "approved", False),
        ("missing", "draft", False),
        ("missing", "approved", False),
    ],
)
def test_only_drafts_where_allowed_and_approved_translations_are_used(
    state: State, least: State, usable: bool
) -> None:
    assert is_usable(state, least) is usable
    texts = () if state == "missing" else ("Kosze",)
    catalogue = Catalogue({("", "Bins"): Translation(texts, state, Place(FILE, 1))}, "n!=1")
    assert (catalogue.look_up(segment("Bins"), least) is not None) is usable
    assert catalogue.say("", "Bins", least).is_fallback is not usable
    assert catalogue.say_plural("", "Bins", "many bins", 1, least).is_fallback is not usable


def test_a_plural_without_translation_is_in_english() -> None:
    catalogue = Catalogue({}, "")
    assert catalogue.say_plural("figure", "{n} day", "{n} days", 1, "draft").text == "{n} day"
    assert catalogue.say_plural("figure", "{n} day", "{n} days", 0, "draft").text == "{n} days"


def test_the_source_language_says_every_text_itself() -> None:
    source = SourceCatalogue()
    found = source.look_up(segment("Bins"), "approved")
    assert found is not None and (found.text, found.state) == ("Bins", "approved")
    assert source.say("cell", "Bins", "approved") == Words("Bins", "approved")
    assert source.say_plural("figure", "{n} day", "{n} days", 1, "approved").text == "{n} day"
    assert source.say_plural("figure", "{n} day", "{n} days", 2, "approved").text == "{n} days"


def test_where_catalogues_disagree_the_first_wins() -> None:
    one = Catalogue({("", "Bins"): translation("Kosze")}, "n!=1")
    two = Catalogue({("", "Bins"): translation("X"), ("", "Fees"): translation("Opłaty")}, "0")
    both = join([Catalogue({}, ""), one, two])
    assert both.say("", "Bins", "draft").text == "Kosze"
    assert both.say("", "Fees", "draft").text == "Opłaty"
    assert both.plural == "n!=1"


# Plural forms.

DAYS = segment("{n} day", "figure", "{n} days")


def with_forms(*forms: str, header: str = "", locale: str = "pl") -> str:
    said = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'{PO}{header}\nmsgctxt "figure"\nmsgid "{{n}} day"\nmsgid_plural "{{n}} days"\n{said}'


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "c"), (1, "a"), (2, "b"), (5, "c"), (12, "c"), (22, "b"), (100, "c"), (102, "b")],
)
def test_polish_has_three_forms(number: int, said: str) -> None:
    catalogue = read(with_forms("a", "b", "c"))
    assert catalogue.say_plural("figure", "{n} day", "{n} days", number, "draft").text == said


ARABIC_RULE = (
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "\n'
    '"n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n'
)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (10, "d"), (11, "e"), (100, "f")]
)
def test_arabic_has_six_forms(number: int, said: str) -> None:
    catalogue = read(with_forms(*"abcdef", header=ARABIC_RULE), "ar")
    assert catalogue.say_plural("figure", "{n} day", "{n} days", number, "draft").text == said


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("pl", (1, 2, 5)),
        ("ar", (0, 1, 2, 3, 11, 100)),
        ("cy", (0, 1, 2, 3, 6, 4)),
        ("pa", (1, 2)),
        ("zh-Hans", (1,)),
    ],
)
def test_a_new_catalogue_has_the_plural_forms_of_cldr_in_their_order(
    code: str, numbers: tuple[int, ...]
) -> None:
    """The order zero, one, two, few, many, other is what translators' programs expect."""
    spoken = language(code)
    text = merge(None, template([DAYS]), spoken, FILE, {})
    assert isinstance(text, str)
    for number in range(len(numbers)):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{number}"')
    catalogue = read(text, spoken.locale)
    said = [catalogue.say_plural("figure", "{n} day", "", n, "draft").text for n in numbers]
    assert said == [str(number) for number in range(len(numbers))]


def test_a_language_with_one_form_uses_it_for_every_number() -> None:
    catalogue = read(with_forms("天"), "zh_Hans")
    for number in (0, 1, 2, 100):
        assert catalogue.say_plural("figure", "{n} day", "{n} days", number, "draft").text == "天"


def test_the_catalogues_own_plural_rule_is_used_and_kept() -> None:
    header = '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
    text = with_forms("a", "b", header=header)
    assert read(text).say_plural("figure", "{n} day", "{n} days", 0, "draft").text == "a"
    assert "nplurals=2; plural=(n > 1);" in merged(text, DAYS)


@pytest.mark.parametrize("forms", [("a", "b"), ("a", "b", "c", "d")])
def test_too_few_or_too_many_plural_forms_are_reported(forms: tuple[str, ...]) -> None:
    _, findings = read_catalogue(with_forms(*forms), FILE, "pl")
    (finding,) = findings
    assert finding.rule == "plural-forms"
    assert finding.place.line in range(4, 11)


def test_a_message_with_no_plural_form_filled_in_is_only_missing() -> None:
    assert entry(with_forms("", "", ""), "{n} day", "figure").state == "missing"


@pytest.mark.parametrize(
    "rule", ["n==;", "__import__('os');", "n/0;", "n%10 == 1 ? 0 : 1 : 2;", "x;", "(n > 1;"]
)
def test_a_plural_rule_that_cannot_be_reckoned_is_reported(rule: str) -> None:
    text = with_forms("a", "b", header=f'"Plural-Forms: nplurals=2; plural={rule}\\n"\n')
    _, findings = read_catalogue(text, FILE, "pl")
    assert [(f.rule, f.place.line) for f in findings] == [("po-syntax", 3)]


# Merging.


def test_new_texts_stand_untranslated_in_the_order_of_the_source_with_their_places() -> None:
    text = merged(None, "Zinc", segment("Apple", "cell"))
    assert list(read(text).entries) == [("", "Zinc"), ("cell", "Apple")]
    assert '#. paragraph\n#: content/bins.md:3\nmsgid "Zinc"\nmsgstr ""' in text


def test_translations_and_what_translators_noted_stay() -> None:
    text = filled(merged(None, "Bins", "Fees"), Bins="Kosze")
    text = text.replace("#. paragraph\n", "# ask the waste team\n#. paragraph\n", 1)
    after = merged(text, "New", "Bins")
    assert entry(after, "Bins").text == "Kosze"
    assert "# ask the waste team\n" in after
    assert entry(after, "New").state == "missing"


def test_a_changed_text_takes_the_nearest_old_translation_as_fuzzy() -> None:
    old = filled(merged(None, "Bring your bin back on the day"), Bring="Kosz zabierz")
    after = merged(old, "Bring your bin back on the next day")
    found = entry(after, "Bring your bin back on the next day")
    assert (found.text, found.state) == ("Kosz zabierz", "fuzzy")


def test_a_changed_text_takes_no_translation_from_another_context() -> None:
    old = filled(merged(None, segment("Bring your bin back", "cell")), Bring="Kosz")
    assert entry(merged(old, "Bring your bin back!"), "Bring your bin back!").state == "missing"


def test_a_fuzzy_translation_stays_fuzzy_until_somebody_removes_the_mark() -> None:
    old = filled(merged(None, "Bring your bin back on the day"), Bring="Kosz zabierz")
    fuzzy = merged(old, "Bring your bin back on the next day")
    again = merged(fuzzy, "Bring your bin back on the next day", "New")
    assert entry(again, "Bring your bin back on the next day").state == "fuzzy"
    assert isinstance(approve(fuzzy, FILE, "pl", "Anna", "2026-10-12"), str)
    assert entry(approved(fuzzy), "Bring your bin back on the next day").state == "fuzzy"
    unmarked = fuzzy.replace("#, fuzzy\n", "")
    assert entry(unmarked, "Bring your bin back on the next day").state == "draft"


def test_a_removed_text_is_kept_and_comes_back_with_its_translation() -> None:
    old = approved(filled(merged(None, "Bins", "Fees"), Bins="Kosze"))
    without = merged(old, "Fees")
    assert '#~ msgid "Bins"\n#~ msgstr "Kosze"' in without
    assert ("", "Bins") not in read(without).entries
    assert without == merged(without, "Fees")
    back = entry(merged(without, "Bins", "Fees"), "Bins")
    assert (back.text, back.state) == ("Kosze", "approved")


def test_removed_texts_that_differ_only_in_context_are_both_kept() -> None:
    old = filled(merged(None, segment("Open"), segment("Open", "cell")), Open="Otwarte")
    without = merged(old, "Fees")
    back = merged(without, segment("Open"), segment("Open", "cell"))
    assert entry(back, "Open").text == entry(back, "Open", "cell").text == "Otwarte"


def test_a_fuzzy_text_that_was_removed_and_comes_back_is_still_fuzzy() -> None:
    old = filled(merged(None, "Bins"), Bins="Kosze").replace("#. para", "#, fuzzy\n#. para")
    assert entry(old, "Bins").state == "fuzzy"
    back = entry(merged(merged(old, "Fees"), "Bins"), "Bins")
    assert not is_usable(back.state, "draft")


def test_a_removed_text_without_translation_is_forgotten() -> None:
    assert "Bins" not in merged(merged(None, "Bins", "Fees"), "Fees")


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_a_text_that_another_catalogue_translates_comes_along_as_a_draft(state: State) -> None:
    text = merged(None, "Bins", others={("", "Bins"): translation("Kosze", state)})
    assert (entry(text, "Bins").text, entry(text, "Bins").state) == ("Kosze", "draft")


def test_a_fuzzy_translation_of_another_catalogue_does_not_become_a_draft() -> None:
    text = merged(None, "Bins", others={("", "Bins"): translation("Kosze", "fuzzy")})
    assert not is_usable(entry(text, "Bins").state, "draft")


def test_a_catalogues_own_translation_goes_before_another_catalogues() -> None:
    old = filled(merged(None, "Bins"), Bins="Kosze")
    text = merged(old, "Bins", others={("", "Bins"): translation("X")})
    assert entry(text, "Bins").text == "Kosze"
    unfilled = merged(merged(None, "Bins"), "Bins", others={("", "Bins"): translation("X")})
    assert entry(unfilled, "Bins").state == "missing"


def test_a_text_that_stands_on_two_pages_is_one_message_with_two_places() -> None:
    other = Segment(None, "Bins", "heading", Place("content/fees.md", 8))
    text = merged(None, segment("Bins"), other)
    assert "#: content/bins.md:3 content/fees.md:8" in text
    assert text.count('msgid "Bins"') == 1


def test_the_header_keeps_what_translators_wrote_and_has_no_date_of_its_own() -> None:
    text = merged(None, "Bins")
    assert "POT-Creation-Date" not in text and "Generated-By" not in text
    for old, new in (
        ("2000-01-01 00:00+0000", "2026-10-12 10:00+0100"),
        ("nobody yet", "Anna Nowak <anna@testwick.example>"),
        ("none yet", "Polish team"),
    ):
        assert old in text
        text = text.replace(old, new)
        assert new in merged(text, "Bins", "Fees")


def test_a_catalogue_and_its_template_name_the_language_and_the_section() -> None:
    assert merged(None).startswith("# Polish: bins.\n")
    assert '"Language: pl\\n"' in merged(None)
    assert template_text(template([segment("Bins")]), "bins").startswith("# Template: bins.\n")


def test_a_catalogue_that_cannot_be_read_is_not_overwritten() -> None:
    result = merge('msgid "Bins\n', template([segment("Bins")]), POLISH, FILE, {})
    assert isinstance(result, Finding) and result.place.file == FILE
    result = approve('msgid "Bins\n', FILE, "pl", "Anna", "2026-10-12")
    assert isinstance(result, Finding) and result.rule == "po-syntax"


NASTY = st.text(
    'ab "\\\n\t\r%{}()-é中ن\u00a0\u200c\u200d\u200e\u200f\u2066\u2069\u2028\x85', min_size=1
)
TEXTS = (st.text(min_size=1, max_size=120) | NASTY).filter(lambda text: bool(text.strip()))


@functools.cache
def new_catalogue() -> str:
    """An empty catalogue, made once: what follows merges hundreds of texts into it."""
    return merged(None)


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS)
@example("a\u200cb \u200d", 'می\u200cخواهم "x"\tਕ\u200dਖ\n')
@example("word " * 40, "\u2066" + "ك" * 200 + "\u2069")
def test_any_text_survives_merging_and_approving(english: str, said: str) -> None:
    text = merged(new_catalogue(), english, others={("", english): translation(said)})
    assert entry(text, english).text == said
    for after in (merged(text, english), approved(text), merged(approved(text), english)):
        assert entry(after, english).text == said
    assert entry(merged(approved(text), english), english).state == "approved"


@settings(deadline=None, max_examples=60)
@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3), TEXTS)
def test_merging_twice_is_merging_once(before: list[str], after: list[str], said: str) -> None:
    others = {("", english): translation(said) for english in before}
    once = merged(merged(new_catalogue(), *before, others=others), *after)
    assert merged(once, *after) == once


# Prose is no format string.

PROSE = [
    "A 50% discount applies",
    "We recycle 100% of paper",
    "Save 10% if you pay online",
    "Write {amount} on the form",
    "100% sure and 50 %d more",
]


@pytest.mark.parametrize("prose", PROSE)
def test_prose_gets_no_format_flag(prose: str) -> None:
    assert "-format" not in merged(None, prose)
    assert "-format" not in template_text(template([segment(prose)]), "bins")
    flagged = merged(None, prose).replace("#. para", "#, python-format, no-wrap\n#. para")
    for text in (merged(flagged, prose), approved(flagged)):
        assert "-format" not in text
    assert "no-wrap" in merged(flagged, prose)


@pytest.mark.parametrize("prose", PROSE)
def test_a_right_translation_of_prose_passes_msgfmt(prose: str, tmp_path: Path) -> None:
    said = "Gostyngiad o 50% yn gymwys {amount}"
    checked_by_msgfmt(tmp_path, merged(None, prose, others={("", prose): translation(said)}))


def test_plural_forms_of_every_size_pass_msgfmt(tmp_path: Path) -> None:
    for code, forms in (("pl", "abc"), ("ar", "abcdef"), ("zh-Hans", "a"), ("pa", "ab")):
        spoken = language(code)
        text = merge(None, template([DAYS]), spoken, FILE, {})
        assert isinstance(text, str)
        assert text.count("msgstr[") == len(forms)
        for number, form in enumerate(forms):
            text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{{n}} {form}"')
        checked_by_msgfmt(tmp_path, text)
        assert read(text, spoken.locale).entries["figure", "{n} day"].state == "draft"


# Approval.


def test_an_approval_names_who_and_when() -> None:
    text = approved(filled(merged(None, "Bins", "Fees"), Bins="Kosze"), "Anna Nowak", "2026-10-12")
    found = entry(text, "Bins")
    assert (found.state, found.by, found.on) == ("approved", "Anna Nowak", "2026-10-12")
    assert entry(text, "Fees").state == "missing"
    assert text.count("approved by") == 1


@pytest.mark.parametrize(
    "name",
    [
        "Łucja Żak",
        "王芳",
        "A. on 2020-01-01 [000000000000]",
        "Dr Krystyna Wiśniewska-Kowalska, Testwick Translation Services",
    ],
)
def test_the_approving_person_may_have_any_name(name: str) -> None:
    found = entry(approved(filled(merged(None, "Bins"), Bins="Kosze"), name), "Bins")
    assert (found.state, found.by, found.on) == ("approved", name, "2026-10-12")


def test_approving_twice_changes_nothing() -> None:
    text = approved(filled(merged(None, "Bins"), Bins="Kosze"))
    assert approved(text, "Somebody Else", "2027-01-01") == text


@pytest.mark.parametrize(
    ("old", "new"), [('msgstr "Kosze"', 'msgstr "Pojemniki"'), ('msgid "Bins"', 'msgid "Bin"')]
)
def test_an_approval_ends_when_either_text_changes(old: str, new: str) -> None:
    text = approved(filled(merged(None, "Bins"), Bins="Kosze"))
    changed = text.replace(old, new)
    (found,) = read(changed).entries.values()
    assert (found.state, found.by, found.on) == ("draft", None, None)
    again = approved(changed, "Jan Kos", "2026-11-01")
    assert [e.by for e in read(again).entries.values()] == ["Jan Kos"]
    assert again.count("approved by") == 1


@pytest.mark.parametrize(("old", "new"), [('"{n} b"', '"{n} x"'), ("{n} days", "{n} full days")])
def test_an_approval_of_plural_forms_ends_when_any_of_them_changes(old: str, new: str) -> None:
    text = approved(with_forms("{n} a", "{n} b", "{n} c"))
    assert entry(text, "{n} day", "figure").state == "approved"
    assert entry(text.replace(old, new), "{n} day", "figure").state == "draft"


def test_an_approval_copied_to_another_message_is_worth_nothing() -> None:
    text = approved(filled(merged(None, "Bins", "Fees"), Bins="Kosze"))
    approval = re.search("# approved by.*\n", text)
    assert approval is not None
    forged = filled(text, Fees="Opłaty").replace(
        '#. paragraph\n#: content/bins.md:3\nmsgid "Fees"', f'{approval.group()}msgid "Fees"'
    )
    assert forged.count("approved by") == 2
    assert entry(forged, "Fees").state == "draft"


def test_other_comments_of_translators_survive_approving() -> None:
    text = filled(merged(None, "Bins"), Bins="Kosze").replace("#. p", "# as in the leaflet\n#. p")
    assert "# as in the leaflet\n# approved by" in approved(text)


def test_an_approval_that_ended_by_a_change_of_the_english_does_not_come_back_unread() -> None:
    old = approved(filled(merged(None, "Bring your bin back on the day"), Bring="Kosz zabierz"))
    fuzzy = merged(old, "Bring your bin back on the next day")
    unmarked = fuzzy.replace("#, fuzzy\n", "")
    assert entry(unmarked, "Bring your bin back on the next day").state == "draft"


@pytest.mark.parametrize("charset", ["us-ascii", "iso-8859-2", "CHARSET"])
def test_a_header_with_another_charset_costs_no_letter(charset: str) -> None:
    text = PO.replace("utf-8", charset) + '\nmsgid "Bins"\nmsgstr "Zażółć"\n'
    result = approve(text, FILE, "pl", "Łucja", "2026-10-12")
    assert isinstance(result, Finding) or entry(result, "Bins").text == "Zażółć"


# Other tools.

CHANGED = [segment("New"), segment("Bins"), segment("Bring your bin back on the next day")]


def worked_on() -> str:
    """A catalogue with an approved translation and one whose English is about to change."""
    text = merged(None, "Bins", "Bring your bin back on the day", segment("Open", "cell"), DAYS)
    text = filled(text, Bins="Kosze — 50%", Bring="Kosz zabierz", Open="Otwarte")
    for number in range(3):
        text = text.replace(f'msgstr[{number}] ""', f'msgstr[{number}] "{{n}} {number}"')
    return approved(text)


def check_what_another_tool_left(text: str) -> None:
    assert (entry(text, "Bins").state, entry(text, "Bins").by) == ("approved", "Anna Nowak")
    assert entry(text, "Open", "cell").state == "approved"
    assert entry(text, "{n} day", "figure").state == "approved"
    assert entry(text, "Bring your bin back on the next day").state == "fuzzy"
    assert entry(text, "New").state == "missing"
    # And our own merging makes of it what it would have made without the other tool.
    segments = [*CHANGED, segment("Open", "cell"), DAYS]
    assert read(merged(text, *segments)).entries.keys() == read(text).entries.keys()
    assert "#. msgid" not in merged(text, *segments) and "# msgid" not in merged(text, *segments)


def write_template(folder: Path) -> Path:
    path = folder / "bins.pot"
    catalog = template([*CHANGED, segment("Open", "cell"), DAYS])
    path.write_text(template_text(catalog, "bins"), encoding="utf-8")
    return path


@pytest.mark.parametrize("option", ["--previous", "--no-wrap", "--sort-output"])
def test_an_approval_survives_msgmerge(option: str, tmp_path: Path) -> None:
    (tmp_path / "bins.po").write_text(worked_on(), encoding="utf-8")
    text = run("msgmerge", "--quiet", option, tmp_path / "bins.po", write_template(tmp_path))
    check_what_another_tool_left(text)


def test_an_approval_survives_pybabel_update(tmp_path: Path) -> None:
    path = tmp_path / "bins.po"
    path.write_text(worked_on(), encoding="utf-8")
    pybabel = Path(sys.executable).with_name("pybabel")
    run(pybabel, "-q", "update", "-l", "pl", "-i", write_template(tmp_path), "-o", path)
    check_what_another_tool_left(path.read_text(encoding="utf-8"))


def test_an_approval_survives_the_update_of_babels_own_catalogues() -> None:
    catalog = read_po(io.StringIO(worked_on()), locale="pl")
    catalog.update(template([*CHANGED, segment("Open", "cell"), DAYS]))
    buffer = io.BytesIO()
    write_po(buffer, catalog)
    check_what_another_tool_left(buffer.getvalue().decode("utf-8"))


def test_what_we_write_is_what_gettext_writes(tmp_path: Path) -> None:
    """A translator's program that saves a catalogue does not change every line of it."""
    path = tmp_path / "bins.po"
    path.write_text(worked_on(), encoding="utf-8")
    theirs = run("msgcat", "--no-wrap", path)
    ours = worked_on()
    assert read(theirs).entries.keys() == read(ours).entries.keys()
    assert [e.texts for e in read(theirs).entries.values()] == [
        e.texts for e in read(ours).entries.values()
    ]


# Saving.


def test_a_file_is_written_only_if_its_text_is_new(tmp_path: Path) -> None:
    path = tmp_path / "locales" / "pl" / "bins.po"
    assert save(path, "Zażółć\n") is True
    assert path.read_bytes() == "Zażółć\n".encode()
    before = path.stat().st_mtime_ns
    assert save(path, "Zażółć\n") is False
    assert path.stat().st_mtime_ns == before
    assert save(path, "x\n") is True
    assert [p.name for p in path.parent.iterdir()] == ["bins.po"]
