"""In charge of the command that sends the messages of the queue; any number may run at once.

It runs all the time, so it also tidies up.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forms.receiver.environment import UnfitSetting
from forms.receiver.outbox import LEASE, send_due
from forms.receiver.postmen import postman
from forms.receiver.tidying import EVERY, tidy


class Command(BaseCommand):
    """Sends messages."""

    help = "Sends the messages that wait in the queue, until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--pause", type=float, default=2, help="seconds between two looks")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="seconds after which a message of a worker that died is taken again",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        environment = settings.ENVIRONMENT
        try:
            post = postman(environment.outbox, environment.data)
        except UnfitSetting as fault:
            raise CommandError(str(fault)) from fault
        lease = timedelta(seconds=options["lease"])
        tidied = timezone.now() - EVERY
        while True:
            if timezone.now() - tidied >= EVERY:
                tidied = timezone.now()
                tidy(tidied)
            if send_due(post, lease):
                continue
            if options["once"]:
                return
            time.sleep(options["pause"])
