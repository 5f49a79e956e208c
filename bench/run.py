#!/usr/bin/env python3
"""Measures councilsite beside other programs, and after small changes."""

from __future__ import annotations

import argparse
import os
import platform
import sys

import environment
from comparing import compare
from editing import edit
from environment import Environment, EnvironmentFault
from gating import compare_gates
from printers import compare_printing
from running import Broken
from submitting import submit_forms


def main(words: list[str]) -> int:
    """Measures; returns 0 where all targets are met, 1 where not, 2 where the run broke."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--pages", type=int, default=100, help="English pages (default: 100)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each builder (default: 3)")
    parser.add_argument("--edit-pages", type=int, default=200, help="for the edits (default: 200)")
    parser.add_argument("--edits", type=int, default=5, help="edits (default: 5)")
    parser.add_argument("--print-pages", type=int, default=10, help="a language (default: 10)")
    parser.add_argument("--check-pages", type=int, default=20, help="for the gates (default: 20)")
    parser.add_argument("--forms", type=int, default=2000, help="for each database (2000)")
    parts = ("all", "compare", "edit", "print", "check", "forms")
    parser.add_argument("--part", choices=parts, default="all")
    options = parser.parse_args(words)
    try:
        environ = environment.set_up()
        describe_machine(environ)
        met = True
        if options.part in ("all", "compare"):
            met &= compare(environ, options.pages, options.rounds)
        if options.part in ("all", "edit"):
            met &= edit(environ, options.edit_pages, options.edits)
        if options.part in ("all", "print"):
            met &= compare_printing(environ, options.print_pages)
        if options.part == "check":  # by name alone: it takes many minutes
            met &= compare_gates(environ, options.check_pages)
        if options.part == "forms":  # by name alone: it needs PostgreSQL
            met &= submit_forms(environ, options.forms)
    except (Broken, EnvironmentFault) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0 if met else 1


def describe_machine(environ: Environment) -> None:
    """Says what the figures depend on."""
    load = os.getloadavg()[0]
    versions = ", ".join(f"{name} {environ.versions[name]}" for name in environment.SHOWN)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}; {versions}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
