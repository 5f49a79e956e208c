"""In charge of the command that writes the figures of a quarter."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms.receiver.quarterly import UnfitFile, find_file, write_report
from forms.receiver.quarters import UnfitQuarter, find_quarter


class Command(BaseCommand):
    """Counts a quarter."""

    help = "Writes the figures of a quarter that is over, for the performance pages of the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("quarter", help="such as 2026-Q3, which is July to September 2026")
        parser.add_argument(
            "out", help="the folder of the figures, or the file, such as 2026-q3.yml"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        try:
            quarter = find_quarter(options["quarter"])
            path = find_file(quarter, Path(options["out"]))
            findings = write_report(quarter, path)
        except (UnfitFile, UnfitQuarter) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{path}: written")
        for finding in findings:
            self.stderr.write(str(finding))
