"""In charge of who of the staff may do what. A role is a group of Django with a name of ours.

`officer:waste` works on the cases of the team waste; `manager:waste` may also put answers off,
export cases and see figures; `administrator` looks after accounts and sees no cases at all.
Django's own permissions and superusers mean nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from forms.receiver.models import Case, CaseQuerySet, GivenPassword

ADMINISTRATOR = "administrator"
OFFICER, MANAGER = "officer", "manager"


@dataclass(frozen=True, slots=True)
class Powers:
    """What a member of staff may do."""

    works_for: frozenset[str] = frozenset()
    """Services whose cases they see and work on."""
    manages: frozenset[str] = frozenset()
    """Services whose answers they may put off, whose cases they export and whose figures they see;
    all of them are in `works_for` too."""
    is_administrator: bool = False
    """Whether they look after accounts; then they see no cases."""

    def cases(self) -> CaseQuerySet:
        """The cases that they see."""
        return Case.objects.filter(service__in=self.works_for, is_stripped=False)

    def managed_cases(self) -> CaseQuerySet:
        """The cases that they may take out."""
        return self.cases().filter(service__in=self.manages)


def role_names(services: Iterable[str]) -> list[str]:
    """Every role that there is."""
    each = [f"{role}:{service}" for service in services for role in (OFFICER, MANAGER)]
    return [ADMINISTRATOR, *each]


def has_given_password(user: Any) -> bool:
    """Whether somebody's password is one that somebody else made."""
    return GivenPassword.objects.filter(account_id=user.pk).exists()


def is_in(user: Any) -> bool:
    """Whether somebody of the staff has passed both steps."""
    return bool(user.is_active and user.is_staff and user.is_verified())


def powers_of(user: Any) -> Powers:
    """What somebody may do who is in and has a password of their own; read once for a request."""
    known = getattr(user, "_powers", None)
    if known is None:
        # Until then nobody may do anything, whatever their roles are.
        may = is_in(user) and not has_given_password(user)
        names = list(user.groups.values_list("name", flat=True)) if may else []
        known = user._powers = powers_from(names)
    assert isinstance(known, Powers)
    return known


def powers_from(names: Sequence[str]) -> Powers:
    """What the holder of roles may do."""
    if ADMINISTRATOR in names:
        # Whoever could give themselves every role shall not have one of them besides.
        return Powers(is_administrator=True)
    pairs = [name.partition(":")[::2] for name in names]
    manages = frozenset(service for role, service in pairs if role == MANAGER)
    officers = frozenset(service for role, service in pairs if role == OFFICER)
    return Powers(officers | manages, manages)


def give_roles(user: Any, names: Iterable[str]) -> None:
    """Gives exactly these roles."""
    user.groups.set([Group.objects.get_or_create(name=name)[0] for name in names])
