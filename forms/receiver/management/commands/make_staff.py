"""In charge of the command that makes the first accounts of the back office, and mends others."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms.receiver.library import library
from forms.receiver.office.passwords import note_given
from forms.receiver.office.roles import ADMINISTRATOR, give_roles, role_names


class Command(BaseCommand):
    """Makes or changes an account."""

    help = "Makes an account for the back office, or gives one other roles or a new password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("name", help="the name to log in with")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            help="officer:TEAM, manager:TEAM (a team of council.yml) or administrator; "
            "write it once for each role. They replace the account's roles.",
        )
        parser.add_argument("--new-password", action="store_true", help="give a new password")
        parser.add_argument(
            "--new-phone", action="store_true", help="let the person set up the second step again"
        )

    @transaction.atomic
    def handle(self, *_: Any, **options: Any) -> None:
        """Runs it."""
        roles = check_roles(options["role"])
        account, is_new = User.objects.get_or_create(username=options["name"])
        account.is_staff, account.is_superuser = True, False
        if is_new or options["new_password"]:
            password = secrets.token_urlsafe(15)
            account.set_password(password)
            account.save()
            note_given(account)
            self.stdout.write(f"password: {password}")
            self.stdout.write("Hand it over yourself; the person must choose another one.")
        account.save()
        if roles or is_new:
            give_roles(account, roles)
        if options["new_phone"]:
            TOTPDevice.objects.filter(user=account).delete()
        names = ", ".join(account.groups.order_by("name").values_list("name", flat=True))
        self.stdout.write(f"{account.username}: {names or 'no role'}")


def check_roles(roles: list[str]) -> list[str]:
    """The roles, where all of them exist. Raises CommandError."""
    known = role_names(library().council.teams)
    for role in roles:
        if role not in known:
            raise CommandError(f'There is no role "{role}". Roles: {", ".join(known)}.')
    if ADMINISTRATOR in roles and len(roles) > 1:
        raise CommandError("An administrator sees no cases: give this role alone.")
    return roles
