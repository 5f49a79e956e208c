"""In charge of the command that drafts what the council changed because residents told it."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forms.receiver.lessons import draft
from forms.receiver.quarters import UnfitQuarter, find_quarter


class Command(BaseCommand):
    """Drafts a page."""

    help = "Writes what was learned in a quarter, from cases marked for publication, as a draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("quarter", help="such as 2026-Q3, which is July to September 2026")
        parser.add_argument("out", help="the file to write, such as draft.md")

    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        try:
            quarter = find_quarter(options["quarter"])
        except UnfitQuarter as fault:
            raise CommandError(str(fault)) from fault
        out = Path(options["out"])
        if out.exists():
            raise CommandError(f"{out} is there already: name a new file.")
        published = (settings.ENVIRONMENT.project / "content", settings.ENVIRONMENT.site)
        if any(out.resolve().is_relative_to(folder.resolve()) for folder in published):
            raise CommandError(f"{out} would be published as it is: name a file elsewhere.")
        text, left_out = draft(quarter)
        # Nobody but the person at work may read it before somebody has checked it.
        with os.fdopen(
            os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        self.stdout.write(f"{out}: written")
        if left_out:
            self.stdout.write(
                f"left out, as what staff wrote could lead to a person: {left_out} of the cases"
            )
