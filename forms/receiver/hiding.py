"""In charge of hiding small numbers in tables that are published, so that nobody is recognised.

A number from 1 to 4 is hidden, and others with it until no hidden one can be worked out. All look
the same when they are hidden, and 0 never is; so whoever reads a table knows of a hidden number
that it is at least 1, and that rows and columns add up. The numbers that can stand in the hidden
places are the flows of a network with a node for each row and column: a hidden number can be
another one exactly if a cycle of places goes through it in which each can give or take 1.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Set

from councilsite.figures import ALL, HIDDEN, LEAST, Figure

Counts = Mapping[str, Mapping[str, int]]
"""Numbers by name of the row and of the column, with their sums under `all`."""
Place = tuple[str, str]
Arc = tuple[str, str, Place]
"""From node to node, and the place that gives or takes 1."""


def hide(counts: Counts) -> dict[str, dict[str, Figure]]:
    """The table with its small numbers hidden, and those that would give one of them away."""
    known = {(row, column): n for row, line in counts.items() for column, n in line.items()}
    small = {place for place, number in known.items() if 0 < number < LEAST}
    hidden = set(small)
    while bare := find_bare(known, hidden):
        hidden.update(_companions(known, hidden, bare[0]))
    # Some were hidden for others that later ones have covered too: sums first, they come back.
    for place in sorted(hidden - small, key=lambda one: (one.count(ALL), known[one]), reverse=True):
        if not find_bare(known, hidden - {place}):
            hidden.remove(place)
    return {
        row: {column: HIDDEN if (row, column) in hidden else n for column, n in line.items()}
        for row, line in counts.items()
    }


def find_bare(known: Mapping[Place, int], hidden: Set[Place]) -> list[Place]:
    """Hidden places whose number follows from what is shown."""
    arcs = list(_arcs(known, hidden))
    return [
        place
        for place in sorted(hidden)
        if not any(
            _leads(end, start, [arc for arc in arcs if arc[2] != place])
            for start, end, own in arcs
            if own == place
        )
    ]


def _arcs(known: Mapping[Place, int], hidden: Set[Place]) -> Iterator[Arc]:
    """How the hidden numbers can change: each may grow, and shrink down to 1.

    A sum counts against its parts, so its arcs go the other way round.
    """
    rows = {row for row, _ in known}
    for row, column in sorted(hidden):
        # Without rows to add up the columns have nothing to do with each other.
        nodes = (f"row {row}", f"column {column}" if len(rows) > 1 else "anywhere")
        turned = (row == ALL and len(rows) > 1) != (column == ALL)
        start, end = reversed(nodes) if turned else nodes
        yield start, end, (row, column)
        if known[row, column] > 1:
            yield end, start, (row, column)


def _leads(start: str, end: str, arcs: list[Arc]) -> bool:
    """Whether there is a way from one node to another."""
    reached, fresh = {start}, [start]
    while fresh:
        here = fresh.pop()
        for one, other, _ in arcs:
            if one == here and other not in reached:
                reached.add(other)
                fresh.append(other)
    return end in reached


def _companions(known: Mapping[Place, int], hidden: Set[Place], bare: Place) -> tuple[Place, ...]:
    """The places that close a cycle through a bare one at the least cost.

    There always is one: with all but the zeros hidden, nobody can tell a table from one in which
    every number is doubled.
    """
    nonzero = {place for place, number in known.items() if number}
    arcs = list(_arcs(known, nonzero))
    start, end, _ = next(arc for arc in arcs if arc[2] == bare)
    ways: list[tuple[int, str, tuple[Place, ...]]] = [(0, end, ())]
    done = set()
    while ways:
        cost, here, places = heapq.heappop(ways)
        if here == start:
            return places
        if here in done:
            continue
        done.add(here)
        for one, other, place in arcs:
            if one == here and place != bare:
                more = 0 if place in hidden else _cost(place, known[place])
                heapq.heappush(ways, (cost + more, other, (*places, place)))
    raise AssertionError("the numbers of a table do not add up")


def _cost(place: Place, number: int) -> int:
    """What readers lose with a number: few are better than many, parts better than sums."""
    return 1000 + 3000 * place.count(ALL) + min(number, 900)
