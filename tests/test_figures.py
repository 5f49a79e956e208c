"""The council's figures, their files and their charts."""

from __future__ import annotations

import re

import pytest
from conftest import COUNCIL, REPOSITORY, MakeProject, page
from hypothesis import given
from hypothesis import strategies as st
from reading import Element, find_bare_runs, read

from councilsite import charts, settings
from councilsite.catalogues import Catalogue, SourceCatalogue
from councilsite.facts import Facts
from councilsite.figures import ALL, FOLDER, Figures, Quarter, Report, read_quarter, read_report
from councilsite.formats.htmltree import read_html
from councilsite.formats.passages import read_blocks, read_runs
from councilsite.model import Council, Place, Text, Translation
from councilsite.search import read_texts as read_texts_of_search
from councilsite.themewords import CHART_KEYS, read_texts
from councilsite.yamltext import Reader

PROMISES = """\
promises:
  happy: {number: 95, unit: percent, source: Plan}
"""
REPORT = """\
quarter: 2026-Q3

received:
  all: {all: 15820, stage-one: 120, stage-two: hidden, other: hidden}
  customer-services: {all: 15820, stage-one: 120, stage-two: hidden, other: hidden}
due:
  all: {all: 300, in-time: 271, late: 29}
  customer-services: {all: 300, in-time: 271, late: 29}
decided:
  all: {all: 60, upheld: 20, partly: 15, not-upheld: 25}
  customer-services: {all: 60, upheld: 20, partly: 15, not-upheld: 25}
useful:
  all: {all: 80, yes: 64, no: 16}
online: 15820
cost-each: {in-person: 15, letter: 12, email: 7, telephone: 5, online: 1}
by-hand:
  contacts: {in-person: 900, letter: unknown, email: 800, telephone: 20000}
  ombudsman: {decided: hidden, upheld: hidden}
  measures: {happy: 93}
"""
FILE = f"{FOLDER}/2026-q3.yml"
FILES = {
    "council.yml": COUNCIL.replace("promises:\n", PROMISES),
    f"{FOLDER}/measures.yml": "happy: People who are happy with us\n",
    FILE: REPORT,
}


def council() -> Council:
    found, findings = settings.read_council(FILES["council.yml"])
    assert found is not None and not findings
    return found


THE_COUNCIL = council()
WORDS, _ = read_texts((REPOSITORY / "theme" / "text.yml").read_text(encoding="utf-8"))


def report(text: str = REPORT) -> Report:
    reader = Reader(FILE)
    root = reader.parse(text)
    assert root is not None
    found = read_report(reader, root, THE_COUNCIL.teams, {"happy": None})
    assert not reader.findings, reader.findings
    return found


FIGURES = Figures(
    (report()._replace(quarter=Quarter(2026, 2)), report()),
    {"happy": Text("People who are happy with us", Place("measures.yml", 1))},
    {"happy": 95},
    {key: team.name for key, team in THE_COUNCIL.teams.items()},
)
ENGLISH = Facts(
    THE_COUNCIL, THE_COUNCIL.source_language, SourceCatalogue(), WORDS, "draft", figures=FIGURES
)


def speaking(code: str, *, without: str = "") -> Facts:
    """The council's facts in a language in which every word of charts is its own key."""
    language = next(one for one in THE_COUNCIL.languages if one.code == code)
    place = Place("a.po", 1)
    entries = {
        ("interface", WORDS[key].text): Translation((f"[{WORDS[key].text}]",), "draft", place)
        for key in CHART_KEYS
        if key != without
    }
    for name in ("Customer services", "People who are happy with us"):
        entries["name", name] = Translation((f"[{name}]",), "draft", place)
    catalogue = Catalogue(entries, "")
    return Facts(THE_COUNCIL, language, catalogue, WORDS, "draft", ENGLISH, FIGURES)


def drawn(name: str, facts: Facts = ENGLISH) -> Element:
    return read(facts.block(f"chart.{name}"))


def cells(found: Element) -> list[list[str]]:
    """The rows of the table, with their headings."""
    rows = found.one("tbody").all("tr")
    return [[part.text() for part in row.walk() if part.tag in ("th", "td")] for row in rows]


def bars(found: Element) -> list[tuple[str, float]]:
    """What stands above each bar, and the bar's width in percent."""
    chart = found.one("div", class_="chart")
    shown, label = [], ""
    for part in chart.walk():
        if part.attributes.get("class") == "chart-label":
            label = part.text()
        elif part.tag == "rect":
            shown.append((label, float(part.attributes["width"])))
    return shown


# Quarters and their files.


def test_a_quarter_has_three_months() -> None:
    quarter = read_quarter("2026-Q4")
    assert quarter is not None and (quarter.key, quarter.file) == ("2026-Q4", "2026-q4.yml")
    assert (str(quarter.first), str(quarter.last)) == ("2026-10-01", "2026-12-31")
    assert str(Quarter(2024, 1).last) == "2024-03-31"
    assert not any(
        map(read_quarter, ("2026-Q0", "2026-q3", "0000-Q1", "2026-Q3 ", "Q3", "٢٠٢٦-Q3"))
    )


@pytest.mark.parametrize(
    ("before", "after", "rule", "words"),
    [
        ("late: 29}\n  cust", "late: 28}\n  cust", "wrong-sum", 'says 300 for "all"'),
        ("upheld: 20, partly: 15", "upheld: 32, partly: 3", "small-number", "partly is 3"),
        ("yes: 64", "yes: hidden", "given-away", "one hidden figure"),
        ("letter: unknown", "letter: 2", "small-number", "contacts: letter is 2"),
        ("decided: hidden, upheld: hidden", "decided: 9, upheld: 7", "given-away", "uphold 2"),
        ("decided: hidden, upheld: hidden", "decided: 9, upheld: 12", "wrong-sum", "12 of 9"),
        ("happy: 93", "happy: 130", "unfit-value", "130 percent"),
        ("happy: 93", "hapy: 93", "unknown-reference", 'Did you mean "happy"?'),
        ("2026-Q3", "2026-Q7", "unfit-value", "2026-Q3"),
        ("quarter: 2026-Q3", "quarter: 2026-Q2", "file-name", "Call it 2026-q2.yml."),
        ("online: 15820", "online: some", "unfit-value", "whole number"),
        ("useful:\n  all:", "useful:\n  most:", "missing-key", 'no row "all"'),
        (
            "due:\n  all",
            "due:\n  parks: {all: 0, in-time: 0, late: 0}\n  all",
            "unknown-reference",
            "parks",
        ),
        ("by-hand:", "byhand:", "unknown-key", 'Did you mean "by-hand"?'),
    ],
)
def test_what_is_wrong_with_figures_is_said_with_its_line(
    project: MakeProject, before: str, after: str, rule: str, words: str
) -> None:
    assert before in REPORT
    site = project(
        {**FILES, FILE: REPORT.replace(before, after), "content/index.md": page("Hello.")}
    ).build()
    assert site.code != 0
    found = [line for line in site.complaints.splitlines() if f"[{rule}]" in line]
    assert any(words in line and re.match(rf"{FILE}:\d+: ", line) for line in found), (
        site.complaints
    )


# Charts and tables.


@pytest.mark.parametrize("name", charts.CHARTS)
def test_the_bars_say_what_the_table_says(name: str) -> None:
    found = drawn(name)
    table = [value for row in cells(found) for value in row[1:]]
    chart = found.one("div", class_="chart")
    labels = [part.text() for part in chart.all("p", class_="chart-label")]
    assert [label.rpartition(": ")[2] for label in labels] == table
    assert chart.attributes["aria-hidden"] == "true"
    assert found.one("caption").text() == chart.one("p", class_="chart-title").text()
    numbers = [n for n in table if n[-1].isdigit() or n.endswith("%")]
    assert len(chart.all("svg")) == len(numbers), "a bar for each number, none for words"
    for row in found.one("tbody").all("tr"):
        assert row.one("th").attributes["scope"] == "row"


@given(st.lists(st.integers(5, 10**6), min_size=4, max_size=4))
def test_bars_are_as_long_as_their_numbers(numbers: list[int]) -> None:
    keys = ("in-person", "letter", "email", "telephone")
    row = {**dict(zip(keys, numbers, strict=True)), "online": 0}
    last = FIGURES.reports[-1]
    known = last._replace(tables={**last.tables, "contacts": {ALL: row}})
    facts = Facts(
        THE_COUNCIL, THE_COUNCIL.source_language, SourceCatalogue(), WORDS, "draft",
        figures=FIGURES._replace(reports=(known,)),
    )  # fmt: skip
    widths = [width for _, width in bars(drawn("contacts", facts))]
    assert max(widths) == 100 and widths[-1] == 0
    for number, width in zip(numbers, widths, strict=False):
        assert width == pytest.approx(100 * number / max(numbers), abs=0.06)


def test_figures_are_those_of_the_files() -> None:
    assert cells(drawn("measures")) == [["People who are happy with us", "93%", "95%"]]
    assert cells(drawn("in-time")) == [
        ["April – June 2026", "90%"],
        ["July – September 2026", "90%"],
    ]
    assert cells(drawn("outcomes-by-service")) == [["Customer services", "20", "15", "25"]]
    assert cells(drawn("cost")) == [
        ["In person", "£13,500"], ["Letter", "Not known yet"], ["E-mail", "£5600"],
        ["Telephone", "£100,000"], ["Online", "£15,820"],
    ]  # fmt: skip
    assert "July – September 2026" in drawn("contacts").one("caption").text()


def test_hidden_figures_are_words() -> None:
    assert cells(drawn("complaints"))[-1] == ["July – September 2026", "120", "Not shown"]
    assert cells(drawn("ombudsman"))[-1][1:] == ["Not shown", "Not shown"]


def test_bars_begin_at_the_right_in_arabic_and_digits_stay() -> None:
    found = drawn("in-time", speaking("ar"))
    rect = found.all("rect")[0]
    assert (rect.attributes["x"], rect.attributes["width"]) == ("10", "90")
    assert cells(found)[0][0] == "أبريل – يونيو 2026" and cells(found)[0][1] == "90%"
    assert drawn("in-time").all("rect")[0].attributes["x"] == "0"


def test_a_chart_is_in_one_language_as_a_whole() -> None:
    assert "[Stage one]" in drawn("complaints", speaking("pl")).text()
    assert drawn("contacts", speaking("pl")).text().count("15\u00a0820") == 2
    half = speaking("pl", without="chart_stage_one")
    found = drawn("complaints", half)
    (around,) = found.all("div", lang="en")
    assert around.attributes["dir"] == "ltr" and "[" not in around.text()
    assert set(half.block_states("chart.complaints")) == {"draft", "missing"}


def test_a_chart_of_three_columns_scrolls_by_itself() -> None:
    found = drawn("complaints")
    region = found.one("div", class_="table-scroll")
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["aria-labelledby"] == found.one("caption").attributes["id"]
    assert not drawn("in-time").all("div", class_="table-scroll")


def test_arabic_figures_are_isolated() -> None:
    for name in charts.CHARTS:
        assert not find_bare_runs(drawn(name, speaking("ar")))


def test_large_print_and_the_search_have_the_table_alone() -> None:
    html = ENGLISH.block("chart.outcomes")
    title = WORDS["chart_outcomes"].text
    blocks = read_blocks(read_html(html), str, str, set())
    assert [block["k"] for block in blocks] == ["p", "table"]
    assert "".join(read_runs(blocks)).count(title) == 1
    assert read_texts_of_search(html, "en")[0].count(title) == 1


# On pages.


def test_a_chart_stands_on_its_page_without_script_or_style(project: MakeProject) -> None:
    site = project({**FILES, "content/index.md": page("{{ chart.outcomes }}")}).build()
    assert site.code == 0, site.complaints
    main = site.main("")
    assert "<svg" in main and " style=" not in main and "<table>" in main
    assert site.has("performance/figures/2026-q3.yml"), "the data is published"


def test_a_new_council_has_no_figures_yet(project: MakeProject) -> None:
    site = project({"content/index.md": page("{{ chart.outcomes }}")}).build()
    assert site.code == 0 and "We have no figures yet." in site.main("")


@pytest.mark.parametrize("text", ["See {{ chart.outcomes }} here.", "- {{ chart.outcomes }}"])
def test_a_chart_among_words_is_refused(project: MakeProject, text: str) -> None:
    site = project({**FILES, "content/index.md": page(text)}).build()
    assert "[chart-in-text]" in site.complaints
    assert "Give it a paragraph of its own." in site.complaints


def test_an_unknown_chart_is_refused(project: MakeProject) -> None:
    site = project({"content/index.md": page("{{ chart.outcome }}")}).build()
    assert 'there is no chart called "outcome". Did you mean "outcomes"?' in site.complaints
