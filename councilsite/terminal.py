"""In charge of what a person reads in the terminal."""

from __future__ import annotations

import os
import sys
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


def _width(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
