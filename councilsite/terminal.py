"""In charge of what a person reads in the terminal."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence

from councilsite.model import Finding


def show_findings(findings: Iterable[Finding]) -> int:
    """Prints findings by file and line, then their number; returns 1 for errors, else 0."""
    ordered = sorted(set(findings), key=lambda f: (f.place.file, f.place.line, f.rule, f.message))
    for finding in ordered:
        print(finding, file=sys.stderr)
    errors = sum(finding.severity == "error" for finding in ordered)
    if errors:
        what = "problem" if errors == 1 else "problems"
        print(f"{errors} {what} found; nothing was changed.", file=sys.stderr)
    return 1 if errors else 0


def say(line: str) -> None:
    """Tells of progress or a result; goes on in silence where nobody reads any more."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def complain(sentence: str) -> None:
    """Tells why a command was refused or broke."""
    print(sentence, file=sys.stderr, flush=True)


def show_table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table: first column to the left, all others to the right."""
    widths = [max(_width(row[i]) for row in [heading, *rows]) for i in range(len(heading))]
    for row in [heading, *rows]:
        cells = [
            cell + " " * (width - _width(cell)) if i == 0 else " " * (width - _width(cell)) + cell
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


class Progress:
    """Tells how far a long piece of work is: a bar on a terminal, now and then a line elsewhere."""

    _WIDTH = 30
    _PAUSE = 10.0

    def __init__(self, what: str) -> None:
        self._what = what
        self._start = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` are done."""
        now = time.monotonic()
        if sys.stdout.isatty():
            self._draw(done, total, now)
        elif done == 0:
            say(f"{self._what}: {total}.")
        elif now - self._told >= self._PAUSE and done < total:
            self._told = now
            say(f"{self._what}: {done} of {total}, {self._left(done, total, now)}.")

    def _draw(self, done: int, total: int, now: float) -> None:
        full = self._WIDTH * done // total
        bar = "#" * full + "-" * (self._WIDTH - full)
        left = self._left(done, total, now) if done < total else f"{now - self._start:.0f} s"
        end = "" if done < total else "\n"
        print(f"\r\x1b[K{self._what} [{bar}] {done}/{total}, {left}", end=end, flush=True)

    def _left(self, done: int, total: int, now: float) -> str:
        if not done:
            return "..."
        return f"about {(now - self._start) / done * (total - done):.0f} s left"


def _width(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
