"""YAML that people write: values keep their lines, and faults are gathered with advice."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from conftest import REPOSITORY
from hypothesis import example, given, settings
from hypothesis import strategies as st

from councilsite.model import Place, Text
from councilsite.yamltext import Node, Reader, did_you_mean


def parse(text: str, first_line: int = 1) -> Node:
    reader = Reader("a.yml")
    node = reader.parse(text, first_line)
    assert node is not None and reader.findings == []
    return node


def value(text: str) -> Node:
    """The node of the key `a`."""
    node = parse(text).value
    assert isinstance(node, dict)
    return node["a"]


def plain(node: Node) -> object:
    """A node without lines."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def said(reader: Reader) -> list[str]:
    return [str(finding) for finding in reader.findings]


def test_every_scalar_is_text() -> None:
    text = "a: 01632\nb: no\nc: 2026-10-12\nd: 1e3\ne: ~\nf:\ng: 09:30\n"
    assert plain(parse(text)) == {
        "a": "01632",
        "b": "no",
        "c": "2026-10-12",
        "d": "1e3",
        "e": "~",
        "f": "",
        "g": "09:30",
    }


def test_values_know_the_line_they_start_on() -> None:
    node = parse("a: 1\nb:\n  - x\n  - {c: y}\n", first_line=10)
    assert isinstance(node.value, dict)
    assert node.value["a"].line == 10
    items = node.value["b"].value
    assert isinstance(items, list)
    assert [item.line for item in items] == [12, 13]
    assert Reader("a.yml").parse("") is None


def test_an_alias_is_refused_because_a_few_lines_could_stand_for_millions_of_values() -> None:
    reader = Reader("a.yml")
    reader.parse("a: &x [1, 2]\nb: *x\n")
    (finding,) = reader.findings
    assert finding.rule == "yaml-syntax" and "alias" in finding.message
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{f'*{old}, ' * 9}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    reader.parse(laughs)
    assert len(reader.findings) > 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 1\n b: 2\n", 2),
        ('a: "open\n', 2),
        ("a: *nobody\n", 1),
        ("a: 1\n\tb: 2\n", 2),
        ("--- a\n--- b\n", 2),
        ("a: \x07\n", 1),
    ],
)
def test_what_is_no_yaml_is_one_finding_with_its_line(text: str, line: int) -> None:
    reader = Reader("a.yml")
    assert reader.parse(text) is None
    (finding,) = reader.findings
    assert finding.rule == "yaml-syntax"
    assert finding.place == Place("a.yml", line)
    assert "Traceback" not in finding.message and finding.remedy


def test_faults_below_front_matter_name_the_line_of_the_file() -> None:
    reader = Reader("a.md")
    reader.parse("a: 1\n b: 2\n", first_line=2)
    reader.parse("a: \x07\n", first_line=5)
    assert [finding.place.line for finding in reader.findings] == [3, 5]


def test_a_value_that_holds_itself_is_refused() -> None:
    reader = Reader("a.yml")
    reader.parse("a: &x [*x]")
    assert [f.rule for f in reader.findings] == ["yaml-syntax"]


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000])
def test_values_nested_too_deeply_are_refused_and_do_not_end_the_program(text: str) -> None:
    script = (
        "import sys; from councilsite.yamltext import Reader; r = Reader('a.yml');"
        " assert r.parse(sys.stdin.read()) is None; print(r.findings[0].rule)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=text, capture_output=True, text=True, cwd=REPOSITORY
    )
    assert (done.returncode, done.stdout) == (0, "yaml-syntax\n"), done.stderr[-300:]


def test_a_repeated_key_is_reported_at_its_second_line() -> None:
    reader = Reader("a.yml")
    reader.parse("a: 1\nb: 2\na: 3\n")
    assert said(reader) == [
        'a.yml:3: the key "a" stands here twice. Keep one of them. [repeated-key]'
    ]


PIECES = st.sampled_from(
    [
        "a",
        "b: ",
        "- ",
        "\n",
        "\n  ",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "&x ",
        "*x",
        "? ",
        "|\n",
        "> \n",
        "'",
    ]
    + ['"', "#", "!!", "!t ", "%YAML 1.1\n", "---\n", "...\n", ",", "\t", "\x85", "é"]
    + ["<<: ", "\0"]
)


@settings(deadline=None, max_examples=300)
@given(st.text() | st.lists(PIECES, max_size=20).map("".join))
@example("? [a]\n: b\n")
@example("&a [&a b]")
@example("!!binary x")
def test_any_text_is_read_or_refused_with_a_finding(text: str) -> None:
    reader = Reader("a.yml")
    node = reader.parse(text)
    assert all(f.place.line >= 1 and f.message and f.remedy for f in reader.findings)
    if node is None and text.strip() and not reader.findings:
        # Nothing but comments, or a document without content.
        assert Reader("a.yml").parse(f"{text}\n") is None
    if node is not None:
        read_everything(Reader("a.yml"), node)


def read_everything(reader: Reader, node: Node) -> None:
    """Asks a node for every kind of value."""
    reader.mapping(node, "it", ("a",), ("b",))
    reader.each(node, "it", lambda item: reader.words(item, "an item"))
    reader.words(node, "it")
    reader.text(node, "it")
    reader.choice(node, "it", ("a", "b"), "a")
    reader.integer(node, "it")
    reader.date(node, "it")
    reader.time(node, "it")
    reader.pattern(node, "it", "[a-z]+", "small letters")
    reader.reference(node, "it", {"a": 1}, "this file")
    # Nothing is a mapping, a list, a number, a day and a time at once.
    assert len(reader.findings) >= 4
    assert all(f.place.line >= 1 and f.remedy.endswith((".", "...")) for f in reader.findings)


def test_a_mapping_refuses_unknown_keys_and_asks_for_missing_ones() -> None:
    reader = Reader("a.yml")
    values = reader.mapping(parse("nmae: x\nurl: y\n"), "council", ("name",), ("url",))
    assert list(values) == ["url"]
    assert said(reader) == [
        'a.yml:1: council has the key "nmae", which means nothing here.'
        ' Did you mean "name"? Known keys: name, url. [unknown-key]',
        'a.yml:1: council has no "name". Add a line name: ... [missing-key]',
    ]


def test_what_should_be_a_mapping_or_list_and_is_not_is_reported_once() -> None:
    reader = Reader("a.yml")
    assert reader.mapping(parse("[x]"), "council", ("name",)) == {}
    assert reader.each(parse("x"), "languages", lambda item: item) == ()
    assert [f.rule for f in reader.findings] == ["unfit-value", "unfit-value"]
    assert "council is of another kind" in said(reader)[0]
    assert 'languages is "x"' in said(reader)[1]


def test_words_lose_only_the_white_space_around_them() -> None:
    reader = Reader("a.yml")
    assert reader.words(value("a: '  b  c  '"), "it") == "b  c"
    assert reader.text(value("a: |\n  b\n  c\n"), "it") == Text("b c", Place("a.yml", 1))
    assert reader.words(None, "it", "default") == "default"
    assert reader.text(None, "it") == Text("", Place("a.yml", 1))
    assert reader.text(value("b: c\na: d\n"), "it").place.line == 2
    assert reader.findings == []
    assert reader.words(value("a: '  '"), "it", "default") == "default"
    assert [f.rule for f in reader.findings] == ["unfit-value"]


def test_a_long_value_is_quoted_short() -> None:
    reader = Reader("a.yml")
    reader.integer(value("a: |\n" + "  long words\n" * 50), "it")
    assert '"long words' in said(reader)[0]
    assert len(said(reader)[0]) < 200 and "\n" not in said(reader)[0]


def test_a_choice_proposes_the_nearest_word() -> None:
    reader = Reader("a.yml")
    assert reader.choice(value("a: draft"), "state", ("draft", "approved"), "approved") == "draft"
    assert reader.choice(None, "state", ("draft",), "draft") == "draft"
    assert reader.choice(value("a: aproved"), "state", ("draft", "approved"), "draft") == "draft"
    assert said(reader) == [
        'a.yml:1: state is "aproved". Did you mean "approved"?'
        " Write one of draft, approved. [unfit-value]"
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("10", 10), ("010", 10), ("999999999999", 999999999999)]
)
def test_whole_numbers_are_read(text: str, number: int) -> None:
    reader = Reader("a.yml")
    assert reader.integer(value(f"a: {text}"), "it") == number
    assert reader.findings == []


@pytest.mark.parametrize("text", ["-1", "1.5", "1,000", "٣", "ten", "''", "[1]", "1" * 13, "²"])
def test_other_numbers_are_refused(text: str) -> None:
    reader = Reader("a.yml")
    assert reader.integer(value(f"a: {text}"), "it") == 0
    assert [f.rule for f in reader.findings] == ["unfit-value"]


def test_days_are_read_in_one_form_only() -> None:
    reader = Reader("a.yml")
    assert reader.date(value("a: 2028-02-29"), "it") == dt.date(2028, 2, 29)
    assert reader.findings == []
    for text in (
        "2026-02-29",
        "2026-1-1",
        "12/10/2026",
        "20261012",
        "٢٠٢٦-١٠-١٢",
        "0000-01-01",
        "[]",
    ):
        reader.date(value(f"a: {text}"), "it")
    assert len(reader.findings) == 7


def test_times_are_read_in_one_form_only() -> None:
    reader = Reader("a.yml")
    assert reader.time(value('a: "00:00"'), "it") == dt.time(0)
    assert reader.time(value("a: 23:59"), "it") == dt.time(23, 59)
    assert reader.findings == []
    for text in ("24:00", "9:00", "09.00", "09:60", "9am", "09:00:00", "٠٩:٠٠", "[]"):
        reader.time(value(f"a: '{text}'"), "it")
    assert len(reader.findings) == 8


def test_a_pattern_must_fit_from_beginning_to_end() -> None:
    reader = Reader("a.yml")
    assert reader.pattern(value("a: abc"), "it", "[a-z]+", "small letters") == "abc"
    assert reader.findings == []
    reader.pattern(value("a: abc1"), "it", "[a-z]+", "small letters")
    assert said(reader) == ['a.yml:1: it is "abc1". Write small letters. [unfit-value]']


def test_a_reference_must_lead_somewhere() -> None:
    reader = Reader("a.yml")
    assert reader.reference(value("a: main"), "telephone", {"main": 1}, "telephones") == "main"
    assert reader.findings == []
    reader.reference(value("a: mian"), "telephone", {"main": 1}, "telephones")
    reader.reference(value("a: x"), "telephone", {}, "telephones")
    assert said(reader) == [
        'a.yml:1: telephone is "mian", which telephones does not have.'
        ' Did you mean "main"? Known: main. [unknown-reference]',
        'a.yml:1: telephone is "x", which telephones does not have.'
        " Known: none. [unknown-reference]",
    ]


def test_only_a_near_word_is_proposed() -> None:
    assert did_you_mean("lettes", ["letters", "bins"]) == 'Did you mean "letters"? '
    assert did_you_mean("x", ["letters", "bins"]) == ""
    assert did_you_mean("x", []) == ""
