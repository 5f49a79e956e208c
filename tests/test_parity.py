"""What a translation must not change, and how the glossary is asked."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from councilsite import parity
from councilsite.model import Finding, Place, Translation
from councilsite.parity import Glossary, Term

NO_GLOSSARY = parity.make_glossary({})

GLOSSARY = """\
complaint:
  use: skarga
  forms: [skarg, skardz]
Council tax:
  use: podatek lokalny
  forms: [lokaln]
tax:
  use: podatek
  forms: [podat]
"""


def check(
    source: str, *texts: str, glossary: Glossary = NO_GLOSSARY, plural: bool = False
) -> list[Finding]:
    translation = Translation(texts, "draft", Place("locales/pl/LC_MESSAGES/a.po", 7))
    return list(parity.check_translation(source, translation, glossary, plural))


def rules(source: str, *texts: str, plural: bool = False) -> set[str]:
    return {finding.rule for finding in check(source, *texts, plural=plural)}


def polish() -> Glossary:
    glossary, findings = parity.read_glossary(GLOSSARY, "locales/pl/glossary.yml")
    assert findings == []
    return glossary


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Call {{ phone.main }}", "Zadzwoń: {{phone.main}}"),
        ("{{ promise.letters | within }}", "{{ promise.letters }}"),
        ("Last reviewed: {date}", "Data przeglądu: {date}"),
        ("A 50% discount applies", "Gostyngiad o 50%"),
        ("1,000 bins", "1 000 pojemników"),
        ("5 of 10", "z 10 tylko 5"),
        ("See [bins](bins.md#new)", "[Pojemniki](bins.md#new)"),
        ("[a](b.md 'Title')", "[x](b.md 'Tytuł')"),
        ("[bins][1] and <https://a.example/>", "<https://a.example/> i [pojemniki][1]"),
        ("[room 5](rooms/5.md)", "[pokój 5](rooms/5.md)"),
        ("Write to a.b@c.example", "Pisz: a.b@c.example"),
        ("<abbr>H2O</abbr> and `x = 1`", "`x = 1` i <abbr>H2O</abbr>"),
        ("A box{: .lead }", "Pole{: .lead }"),
        ("Now[^1] and[^b]", "Teraz[^b] i[^1]"),
        ("**Do not** wait", "Nie **czekaj**"),
        ("A {{ in braces", "{{ w klamrach"),
        (":octicons-bell-24: Bell and :material-phone:", ":material-phone: i :octicons-bell-24:"),
        ("Now: one-two: three", "Teraz: raz-dwa: trzy"),
    ],
)
def test_a_faithful_translation_has_no_finding(source: str, translation: str) -> None:
    assert check(source, translation) == []


@pytest.mark.parametrize(
    ("rule", "source", "translation"),
    [
        ("changed-placeholder", "Call {{ phone.main }}", "Zadzwoń"),
        ("changed-placeholder", "Call {{ phone.main }}", "{{ phone.waste }}"),
        ("changed-placeholder", "Call", "Zadzwoń: {{ phone.main }}"),
        ("changed-placeholder", "Reviewed: {date}", "{data}"),
        ("changed-placeholder", "{{ a.b }} or {{ a.b }}", "{{ a.b }}"),
        ("broken-placeholder", "Call {{ phone.main }}", "{{ phone.main }} {{ phone.main"),
        ("broken-placeholder", "Call", "Zadzwoń }}"),
        ("changed-number", "10 days", "11 dni"),
        ("changed-number", "10 days", "dni"),
        ("changed-number", "ten days", "10 dni"),
        ("changed-number", "Up to 1,000", "Do 10,000"),
        ("changed-number", "20 and 20", "20"),
        ("changed-link", "[a](b.md)", "[a](c.md)"),
        ("changed-link", "[a](b.md#x)", "[a](b.md#y)"),
        ("changed-link", "[a](b.md)", "a"),
        ("changed-link", "a", "[a](https://evil.example/)"),
        ("changed-link", "[a][one]", "[a][two]"),
        ("changed-link", "<https://a.example/>", "<https://b.example/>"),
        ("changed-email", "a@b.example", "a@c.example"),
        ("changed-html", "a", "<script>a</script>"),
        ("changed-html", "a <br> b", "a b"),
        ("changed-html", "a", "a <!-- b -->"),
        ("changed-attributes", "a{: .lead }", "a{: .wide }"),
        ("changed-code", "`x`", "`y`"),
        ("changed-footnote", "a[^1]", "a[^2]"),
        ("changed-icon", ":material-phone: Call", "Zadzwoń"),
        ("changed-icon", ":material-phone: Call", ":material-telefon: Zadzwoń"),
        ("changed-icon", "Call", ":material-phone: Zadzwoń"),
        ("broken-markup", "**a**", "**a"),
        ("broken-markup", "a", "a**"),
        ("direction-mark", "a", "a\u200f"),
        ("direction-mark", "a", "\u2066a\u2069"),
        ("other-digits", "10 days", "١٠ أيام"),
        ("other-digits", "10 days", "੧੦ ਦਿਨ"),
    ],
)
def test_a_change_of_what_must_stay_is_found(rule: str, source: str, translation: str) -> None:
    assert rule in rules(source, translation)


def test_joiners_that_persian_and_punjabi_need_are_no_direction_marks() -> None:
    assert check("a", "می\u200cخواهم ਕ\u200dਖ") == []


def test_numbers_in_placeholders_code_links_and_addresses_are_compared_as_those() -> None:
    source = "{{ promise.p1 }} `v2` [x](y3.md) a4@b.example[^5]"
    assert check(source, source) == []
    assert rules(source, source.replace("y3", "y4")) == {"changed-link"}
    assert rules(source, source.replace("v2", "v3")) == {"changed-code"}


def test_every_finding_names_the_line_of_the_catalogue_and_quotes_the_difference() -> None:
    (finding,) = check("Bring 2 forms and 1 letter", "Przynieś 3 formularze i 1 list")
    assert str(finding) == (
        'locales/pl/LC_MESSAGES/a.po:7: the translation lacks "2" and has "3" too many (numbers).'
        " Write the same numbers as the English. [changed-number]"
    )


def test_all_plural_forms_are_compared() -> None:
    assert rules("{n} day", "{n} dzień", "{n} dni 5", "{n} dni", plural=True) == {"changed-number"}
    forms = ("{n} dzień", "{n} dni {m}", "{n} dni")
    assert rules("{n} day", *forms, plural=True) == {"changed-placeholder"}


def test_a_plural_form_with_a_misspelt_number_is_found() -> None:
    forms = ("{n} dzień", "{N} dni", "{m} dni")
    assert rules("{n} day", *forms, plural=True) == {"changed-placeholder"}


def test_a_plural_form_for_a_single_number_may_leave_the_number_out() -> None:
    forms = ("لا أيام", "يوم واحد", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم")
    assert check("{n} day", *forms, plural=True) == []


def test_a_language_with_one_form_for_every_number_cannot_leave_the_number_out() -> None:
    assert rules("within {n} working day", "{n} 个工作日内", plural=True) == set()
    assert rules("within {n} working day", "个工作日内", plural=True) == {"changed-placeholder"}


def test_several_faults_are_all_found() -> None:
    assert rules("[a](b.md) 10 {{ council }}", "[a](c.md) 11") == {
        "changed-link",
        "changed-number",
        "changed-placeholder",
    }


WORDS = st.text("abc ąć اب,.", max_size=20)


@settings(deadline=None)
@given(WORDS, st.integers(0, 10**6), st.integers(0, 10**6), WORDS)
def test_a_changed_number_is_found_wherever_it_stands(
    before: str, number: int, other: int, behind: str
) -> None:
    source, translation = f"{before} {number} {behind}", f"{behind} {other} {before}"
    assert rules(source, translation) == ({"changed-number"} if number != other else set())


NAMES = st.from_regex(r"[a-z]{1,8}\.[a-z][a-z-]{0,8}", fullmatch=True)


@settings(deadline=None)
@given(WORDS, NAMES, NAMES)
def test_a_changed_placeholder_or_link_is_found(words: str, name: str, other: str) -> None:
    found = rules(f"{words} {{{{ {name} }}}}", f"{{{{ {other} }}}} {words}")
    assert found == ({"changed-placeholder"} if name != other else set())
    found = rules(f"{words} [a]({name})", f"[b]({other}) {words}")
    assert found == ({"changed-link"} if name != other else set())


@settings(deadline=None, max_examples=200)
@given(st.text() | st.text("a1*{}[]()<>`:.^@| \n", max_size=40))
def test_any_text_is_a_faithful_translation_of_itself(text: str) -> None:
    # These two are wrong in a translation even where the English has them.
    assert rules(text, text) <= {"direction-mark", "other-digits"}


def test_a_term_of_the_glossary_must_be_translated_with_one_of_its_forms() -> None:
    assert check("Make a complaint", "Złóż skargę", glossary=polish()) == []
    assert check("Answers to complaints", "Odpowiedzi na Skargi", glossary=polish()) == []
    (finding,) = check("Make a Complaint", "Złóż zażalenie", glossary=polish())
    assert finding.rule == "glossary"
    assert '"complaint"' in finding.message and '"skarga"' in finding.message
    assert "glossary.yml" in finding.remedy


def test_a_longer_term_speaks_for_the_shorter_one_inside_it() -> None:
    assert check("Pay your council tax", "Zapłać opłatę lokalną", glossary=polish()) == []
    (finding,) = check("Pay your tax", "Zapłać opłatę lokalną", glossary=polish())
    assert '"podatek"' in finding.message


@pytest.mark.parametrize(
    "source",
    ["Taxation", "{{ promise.tax }}", "[x](tax.md)", "`tax`", "tax@a.example", "[^tax]"],
)
def test_the_glossary_is_asked_only_about_whole_words_of_the_text(source: str) -> None:
    assert "glossary" not in {f.rule for f in check(source, "x", glossary=polish())}


def test_arabic_vowel_marks_do_not_make_another_word() -> None:
    glossary = parity.make_glossary({"council": Term("مجلس", ("مجلس",))})
    assert check("The council", "المَجْلِس", glossary=glossary) == []


def test_the_forms_in_a_glossary_may_be_written_with_capitals_and_vowel_marks() -> None:
    glossary, _ = parity.read_glossary("council:\n  use: a\n  forms: [Rad, مَجلس]\n", "g.yml")
    assert check("The council", "rada", glossary=glossary) == []
    assert check("The council", "المجلس", glossary=glossary) == []


def test_phrases_around_figures_are_not_asked_about_terms() -> None:
    assert check("{n} complaint", "{n} zażalenie", glossary=polish(), plural=True) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("complaint:\n  use: skarga\n", "missing-key", 1),
        ("complaint:\n  use: skarga\n  forms: []\n  form: x\n", "unknown-key", 4),
        ("complaint:\n  use: skarga\n  forms: skarg\n", "unfit-value", 3),
        ("complaint: skarga\n", "unfit-value", 1),
        ("complaint: [\n", "yaml-syntax", 2),
        ("a:\n  use: x\n  forms: [x]\na:\n  use: y\n  forms: [y]\n", "repeated-key", 4),
    ],
)
def test_a_faulty_glossary_is_reported_with_its_line(text: str, rule: str, line: int) -> None:
    _, findings = parity.read_glossary(text, "locales/pl/glossary.yml")
    assert (rule, Place("locales/pl/glossary.yml", line)) in {(f.rule, f.place) for f in findings}


def test_an_empty_glossary_asks_for_nothing() -> None:
    glossary, findings = parity.read_glossary("", "g.yml")
    assert findings == []
    assert check("Make a complaint", "x", glossary=glossary) == []


PIECES = st.sampled_from(
    [
        *("{{ a.b }}", "{{ a.b | c }}", "{name}", "{: .c }", "{", "}", "[x](y.md)", "[x](y 'z')"),
        *("](", "[x][y]", "[^1]", "`c d`", "`", "<b>", "</b>", "<", "a@b.uk", "12", "3", "٣", "**"),
        *("*", "\u200f", "word", " ", ".", "(5)", "01632 960100", "<https://a.uk>", "^"),
        *(":", ":material-phone:", ":material-email:", "[", "]", "(", ")"),
    ]
)
LISTS = st.lists(PIECES, max_size=8)
TEXTS = LISTS.map("".join)


@example((["[^1]", "{{ a.b }}", "[x][y]"], ["{{ a.b }}", "[^1]", "[x][y]"]))
@example((["[x][y]", "12", "(5)"], ["12", "[x][y]", "(5)"]))
@example((["(5)", "[^1]"], ["[^1]", "(5)"]))
@given(LISTS.flatmap(lambda pieces: st.tuples(st.just(pieces), st.permutations(pieces))))
def test_texts_that_are_alike_have_nothing_that_a_check_finds(
    texts: tuple[list[str], list[str]],
) -> None:
    source, text = map("".join, texts)
    if parity.is_alike(source, text):
        assert [problem for check in parity.CHECKS for problem in check(source, text)] == []


@given(TEXTS, st.permutations(["one", "two", "three"]))
def test_texts_with_the_same_tokens_in_other_words_are_alike(text: str, words: list[str]) -> None:
    whole = all(sign not in text for sign in "{}<]`^@\u200f٣:")
    if whole:
        assert parity.is_alike(f"{text} one", f"{' '.join(words)} {text}")
