"""In charge of the command that gathers what we keep about one person."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forms.receiver.models import Event
from forms.receiver.person import find_cases, write_archive


class Command(BaseCommand):
    """Answers a subject access request."""

    help = "Writes a ZIP archive with all that is kept about a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--email", default="", help="the person's e-mail address")
        parser.add_argument("--telephone", default="", help="the person's telephone number")
        parser.add_argument("out", help="the archive to write, such as person.zip")

    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        if not options["email"] and not options["telephone"]:
            raise CommandError("Say who it is: --email ADDRESS, --telephone NUMBER or both.")
        out = Path(options["out"])
        if out.exists():
            raise CommandError(f"{out} is there already: name a new file.")
        cases = find_cases(options["email"], options["telephone"])
        # Nobody but the person at work may read it.
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write_archive(cases, file)
        detail = {"cases": len(cases), "for": "subject access"}
        Event.objects.create(kind="exported", at=timezone.now(), detail=detail)
        self.stdout.write(f"{out}: cases: {len(cases)}")
