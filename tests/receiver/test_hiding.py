"""Small numbers in published tables: hidden, and not to be worked out from the rest."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from councilsite.figures import ALL, HIDDEN
from forms.receiver.hiding import find_bare, hide

COLUMNS = ("a", "b", "c")


def with_sums(rows: list[list[int]]) -> dict[str, dict[str, int]]:
    """A table of services, with the sums of its rows and columns."""
    named = {f"s{number}": row for number, row in enumerate(rows)}
    named[ALL] = [sum(column) for column in zip(*rows, strict=True)]
    return {
        key: {**dict(zip(COLUMNS, row, strict=False)), ALL: sum(row)} for key, row in named.items()
    }


def tables(most: int, rows: int, columns: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, most), min_size=columns, max_size=columns)
    return st.lists(row, min_size=1, max_size=rows)


def test_what_is_large_or_nothing_is_shown() -> None:
    counts = with_sums([[12, 0, 7], [5, 30, 8]])
    assert hide(counts) == counts


def test_a_small_number_is_hidden_with_others_in_its_row_and_column() -> None:
    shown = hide(with_sums([[3, 20, 30], [40, 50, 60]]))
    assert shown["s0"]["a"] == HIDDEN
    for line in (list(shown["s0"].values()), [row["a"] for row in shown.values()]):
        assert line.count(HIDDEN) > 1
    assert shown[ALL][ALL] == 203, "sums are hidden last"


def test_a_row_of_its_own_hides_its_sum_if_there_is_nothing_else() -> None:
    assert hide({ALL: {"yes": 3, "no": 0, ALL: 3}}) == {ALL: {"yes": HIDDEN, "no": 0, ALL: HIDDEN}}
    shown = hide({ALL: {"yes": 30, "no": 3, ALL: 33}})[ALL]
    assert shown == {"yes": HIDDEN, "no": HIDDEN, ALL: 33}


def test_two_ones_whose_sum_is_shown_hide_a_third() -> None:
    """Whoever knows that a hidden number is no 0 would know that both are 1."""
    shown = hide({ALL: {"a": 1, "b": 1, "c": 5, ALL: 7}})[ALL]
    assert shown["c"] == HIDDEN or shown[ALL] == HIDDEN


@given(tables(40, 7, 3))
@example([[1, 1, 5], [1, 1, 5], [5, 5, 5]])
@example([[1, 0, 0]])
def test_nothing_small_is_shown_and_nothing_hidden_is_bare(rows: list[list[int]]) -> None:
    counts = with_sums(rows)
    shown = hide(counts)
    known = {(row, column): n for row, line in counts.items() for column, n in line.items()}
    hidden = {(r, c) for r, line in shown.items() for c, n in line.items() if n == HIDDEN}
    for (row, column), number in known.items():
        assert not 0 < number < 5 or (row, column) in hidden
        assert number or (row, column) not in hidden, "0 is never hidden"
        assert (row, column) in hidden or shown[row][column] == number, "none is changed"
    assert not find_bare(known, hidden)


@settings(max_examples=30)
@given(tables(6, 2, 2))
@example([[1, 1], [1, 1]])
@example([[1, 5], [5, 1]])
def test_trying_all_numbers_tells_no_hidden_one(rows: list[list[int]]) -> None:
    """What somebody finds who tries everything that adds up to the published table."""
    counts = with_sums(rows)
    shown = hide(counts)
    columns = COLUMNS[: len(rows[0])]
    inner = [(row, column) for row in counts if row != ALL for column in columns]
    most = sum(map(sum, rows)) * 2 + 2
    choices = []
    for row, column in inner:
        figure = shown[row][column]
        choices.append(range(1, min(most, 10)) if figure == HIDDEN else [int(figure)])
    fitting = []
    for numbers in product(*choices):
        cells = dict(zip(inner, numbers, strict=True))
        tried = with_sums(
            [[cells[row, column] for column in columns] for row in counts if row != ALL]
        )
        if all(
            shown[row][column] in (HIDDEN, number) and (number or shown[row][column] == 0)
            for row, line in tried.items()
            for column, number in line.items()
        ):
            fitting.append(tried)
    for row, line in shown.items():
        for column, figure in line.items():
            if figure == HIDDEN:
                assert len({one[row][column] for one in fitting}) > 1, (row, column)
