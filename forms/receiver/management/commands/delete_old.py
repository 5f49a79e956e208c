"""In charge of the command that deletes cases whose time is over; `send_messages` does it too."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from forms.receiver.deadlines import day_of
from forms.receiver.keeping import find_expired, strip_expired


class Command(BaseCommand):
    """Deletes old cases."""

    help = "Deletes cases whose time is over; what figures need stays, without anything personal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        today = day_of(timezone.now())
        if options["dry_run"]:
            self.stdout.write(f"to delete: {len(list(find_expired(today)))}")
        else:
            self.stdout.write(f"deleted: {strip_expired(today)}")
