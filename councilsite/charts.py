"""In charge of charts: figures become bars, and a table that says the same.

The bars are hidden from screen readers and from other formats: a table is read cell by cell, with
the headings of its row and column, while a picture would have to say the same in one long breath.
Labels and figures of the bars are text of the page, never of the picture: they wrap at 320 px and
grow with the reader's size of text. What a bar stands for is written above it, so that no
colour has to be told from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from councilsite import wording
from councilsite.figures import ALL, CHANNELS, HIDDEN, OTHER, Figure, Figures, Report
from councilsite.model import Language, State, Text, Words

_ORDER = ("first", "second", "third")
"""Classes of the bars of a group, for their colours."""


class Speaker(Protocol):
    """What charts ask of the council's facts in a language."""

    language: Language

    def say(self, key: str) -> Words:
        """One of the theme's words."""

    def label(self, context: str, text: str) -> Words:
        """A name."""

    def html(self, words: Words) -> str:
        """Words as HTML."""

    def escape(self, text: str) -> str:
        """Plain text as HTML."""


class Grid(NamedTuple):
    """A chart before it has words: what its bars and its table are both made from."""

    title: str
    """Key of the theme's words."""
    report: Report | None
    """The quarter that it is about; None where it shows all of them."""
    head: str
    """Key of the heading above the names of the rows."""
    series: tuple[str, ...]
    """Keys of the headings of the columns."""
    rows: tuple[tuple[Report | Text | str, tuple[Figure, ...]], ...]
    """What a row is about (a quarter, a name, or the key of a word), and its figures."""
    unit: str = ""
    """`percent`, `pound`, or empty for a plain number."""


class _Recipe(NamedTuple):
    """How a chart is made of one of the tables that `figures` knows."""

    table: str
    """Name of the table."""
    series: Mapping[str, str]
    """Key of the theme's words by column."""
    by_service: bool = False
    """True: services in the last quarter; False: the whole council, quarter by quarter."""
    is_share: bool = False
    """True for the share that the columns have of the sum, in percent."""


_STAGES = {"stage-one": "chart_stage_one", "stage-two": "chart_stage_two"}
_OUTCOMES = {
    "upheld": "chart_upheld",
    "partly": "chart_partly",
    "not-upheld": "chart_not_upheld",
}
_IN_TIME = {"in-time": "chart_share"}

_RECIPES = {
    "complaints": _Recipe("received", _STAGES),
    "complaints-by-service": _Recipe("received", _STAGES, by_service=True),
    "outcomes": _Recipe("decided", _OUTCOMES),
    "outcomes-by-service": _Recipe("decided", _OUTCOMES, by_service=True),
    "in-time": _Recipe("due", _IN_TIME, is_share=True),
    "in-time-by-service": _Recipe("due", _IN_TIME, by_service=True, is_share=True),
    "useful": _Recipe("useful", {"yes": "chart_yes"}, is_share=True),
    "ombudsman": _Recipe("ombudsman", {"decided": "chart_decided", "upheld": "chart_upheld"}),
}


def draw(name: str, figures: Figures, facts: Speaker) -> str:
    """A chart and its table as HTML."""
    grid = find_grid(name, figures)
    if grid is None:
        return f"<p>{facts.html(facts.say('chart_none'))}</p>"
    title = _title(grid, facts)
    return f"{_bars(grid, title, facts)}\n{_table(name, grid, title, facts)}"


def states(name: str, figures: Figures, facts: Speaker) -> Iterator[State]:
    """States of all words of a chart: without one of them it is in the source language."""
    grid = find_grid(name, figures)
    if grid is None:
        yield facts.say("chart_none").state
        return
    for key in (grid.title, grid.head, *grid.series, "chart_hidden", "chart_unknown"):
        yield facts.say(key).state
    for about, _ in grid.rows:
        if isinstance(about, Text):
            yield facts.label("name", about.text).state
        elif isinstance(about, str):
            yield facts.say(about).state


def find_grid(name: str, figures: Figures) -> Grid | None:
    """The figures of a chart; None before there is a report."""
    if not figures.reports:
        return None
    if name in _RECIPES:
        return _tabulate(name, _RECIPES[name], figures)
    return _OTHERS[name](figures)


# From figures to grids.


def _tabulate(name: str, recipe: _Recipe, figures: Figures) -> Grid:
    last = figures.reports[-1]
    title, series = f"chart_{name.replace('-', '_')}", tuple(recipe.series.values())
    unit = "percent" if recipe.is_share else ""
    if not recipe.by_service:
        rows = tuple(
            (report, _cells(recipe, report.tables[recipe.table][ALL])) for report in figures.reports
        )
        return Grid(title, None, "chart_quarter", series, rows, unit)
    table = last.tables[recipe.table]
    services = tuple(
        (_service(key, figures), _cells(recipe, row)) for key, row in table.items() if key != ALL
    )
    return Grid(title, last, "chart_service", series, services, unit)


def _service(key: str, figures: Figures) -> Text | str:
    return "chart_other" if key == OTHER else figures.teams[key]


def _cells(recipe: _Recipe, row: Mapping[str, Figure]) -> tuple[Figure, ...]:
    if not recipe.is_share:
        return tuple(row[column] for column in recipe.series)
    return tuple(_share(row[column], row[ALL]) for column in recipe.series)


def _share(part: Figure, whole: Figure) -> Figure:
    """A share in percent, rounded down: nearly all is not all. Of nothing there is no share."""
    if isinstance(part, str) or isinstance(whole, str):
        return part if isinstance(part, str) else whole
    return part * 100 // whole if whole else "unknown"


def _measures(figures: Figures) -> Grid:
    last = figures.reports[-1]
    results = last.tables["measures"][ALL]
    rows = tuple(
        (name, (results.get(key, "unknown"), figures.targets[key]))
        for key, name in figures.measures.items()
    )
    series = ("chart_result", "chart_target")
    return Grid("chart_measures", last, "chart_measure", series, rows, "percent")


def _contacts(figures: Figures) -> Grid:
    return _by_channel("chart_contacts", "chart_number", figures, lambda _, count: count)


def _cost(figures: Figures) -> Grid:
    each = figures.reports[-1].cost_each

    def cost(channel: str, count: Figure) -> Figure:
        return count * each[channel] if isinstance(count, int) else count

    return _by_channel("chart_cost", "chart_costs", figures, cost, "pound")


def _cost_each(figures: Figures) -> Grid:
    each = figures.reports[-1].cost_each
    return _by_channel(
        "chart_cost_each", "chart_costs", figures, lambda channel, _: each[channel], "pound"
    )


def _by_channel(
    title: str,
    column: str,
    figures: Figures,
    measure: Callable[[str, Figure], Figure],
    unit: str = "",
) -> Grid:
    last = figures.reports[-1]
    counts = last.tables["contacts"][ALL]
    rows = tuple(
        (f"chart_{channel.replace('-', '_')}", (measure(channel, counts[channel]),))
        for channel in CHANNELS
    )
    return Grid(title, last, "chart_channel", (column,), rows, unit)


_OTHERS: Mapping[str, Callable[[Figures], Grid]] = {
    "measures": _measures,
    "contacts": _contacts,
    "cost": _cost,
    "cost-each": _cost_each,
}

CHARTS = (*_RECIPES, *_OTHERS)
"""Names of all charts: what may stand after `chart.` in a placeholder."""


# From grids to HTML.


def _title(grid: Grid, facts: Speaker) -> str:
    words = facts.say(grid.title)
    if grid.report is None:
        return facts.html(words)
    quarter = facts.escape(_months(grid.report, facts))
    return quarter.join(
        facts.html(Words(part, words.state)) for part in words.text.split("{quarter}", 1)
    )


def _months(report: Report, facts: Speaker) -> str:
    return wording.months(report.quarter.first, report.quarter.last, facts.language)


def _name(about: Report | Text | str, facts: Speaker) -> str:
    if isinstance(about, Report):
        return facts.escape(_months(about, facts))
    if isinstance(about, Text):
        return facts.html(facts.label("name", about.text))
    return facts.html(facts.say(about))


def _shown(figure: Figure, unit: str, facts: Speaker) -> str:
    if not isinstance(figure, int):
        key = "chart_hidden" if figure == HIDDEN else "chart_unknown"
        return facts.html(facts.say(key))
    number = wording.digits(figure, is_source=facts.language.is_source)
    return facts.escape(wording.PLAIN_UNITS[unit].format(n=number) if unit else number)


def _bars(grid: Grid, title: str, facts: Speaker) -> str:
    figures = [figure for _, row in grid.rows for figure in row if isinstance(figure, int)]
    longest = 100 if grid.unit == "percent" else max([*figures, 1])
    parts = [f'<div class="chart" aria-hidden="true">\n<p class="chart-title">{title}</p>']
    for about, row in grid.rows:
        name = _name(about, facts)
        is_group = len(row) > 1
        labels = [facts.html(facts.say(key)) for key in grid.series] if is_group else [name]
        bars = zip(labels, row, _ORDER, strict=False)
        parts += [f'<div class="chart-row">\n<p class="chart-name">{name}</p>'] if is_group else []
        for label, figure, order in bars:
            shown = _shown(figure, grid.unit, facts)
            bar = _bar(figure / longest, order, facts.language) if isinstance(figure, int) else ""
            label = f'<p class="chart-label">{label}: <b>{shown}</b></p>'
            parts.append(f'<div class="chart-line">{label}{bar}</div>')
        parts += ["</div>"] if is_group else []
    return "\n".join([*parts, "</div>"])


def _bar(share: float, order: str, language: Language) -> str:
    """A bar that begins where lines of text begin."""
    width = round(100 * share, 1)
    start = 100 - width if language.direction == "rtl" else 0
    return (
        f'<svg class="bar {order}" viewBox="0 0 100 1" preserveAspectRatio="none">'
        f'<rect x="{start:g}" width="{width:g}" height="1"/></svg>'
    )


def _table(name: str, grid: Grid, title: str, facts: Speaker) -> str:
    heads = [facts.html(facts.say(key)) for key in (grid.head, *grid.series)]
    columns = f'<th scope="col">{heads[0]}</th>' + "".join(
        f'<th class="end" scope="col">{head}</th>' for head in heads[1:]
    )
    body = "".join(_table_row(about, row, grid.unit, facts) for about, row in grid.rows)
    table = (
        f'<table>\n<caption id="figures-{name}">{title}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    )
    if len(grid.series) == 1:
        return table
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-labelledby="figures-{name}">'
        f"\n{table}\n</div>"
    )


def _table_row(about: Report | Text | str, row: Sequence[Figure], unit: str, facts: Speaker) -> str:
    cells: Iterable[str] = (f'<td class="end">{_shown(figure, unit, facts)}</td>' for figure in row)
    return f'<tr><th scope="row">{_name(about, facts)}</th>{"".join(cells)}</tr>\n'
