"""Members of staff at their desks: what the tests of the back office share."""

from __future__ import annotations

import html
import re
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms.receiver.models import Case
from forms.receiver.office.roles import give_roles
from forms.receiver.references import new_reference

OFFICE = "/office/"


def account(name: str, *roles: str, password: str = "") -> User:
    """An account with roles; without a password nobody can log in to it."""
    made = User.objects.create(username=name, is_staff=True)
    if password:
        made.set_password(password)
        made.save()
    give_roles(made, roles)
    return made


class Desk:
    """A browser in which somebody is at work."""

    def __init__(self, user: User | None = None, *, both_steps: bool = True, **kwargs: Any) -> None:
        self.client = Client(raise_request_exception=False, SERVER_NAME="localhost", **kwargs)
        self.user = user
        if user is not None:
            self.client.force_login(user)
        if user is not None and both_steps:
            device, _ = TOTPDevice.objects.get_or_create(user=user, name="phone", confirmed=True)
            session = self.client.session
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
            session.save()

    def get(self, address: str, **headers: str) -> Any:
        """Asks for an address of the office."""
        return self.client.get(f"{OFFICE}{address}", headers=headers)

    def post(self, address: str, fields: dict[str, Any], **headers: str) -> Any:
        """Sends a form of the office."""
        said = {"Sec-Fetch-Site": "same-origin", **headers}
        return self.client.post(f"{OFFICE}{address}", fields, headers=said)

    def open(self, case: Case) -> str:
        """HTML of a case's page."""
        answered = self.get(f"receiver/case/{case.pk}/change/")
        assert answered.status_code == 200, answered.status_code
        return str(answered.content.decode())

    def work(self, case: Case, step: str = "", **fields: Any) -> Any:
        """Changes fields of a case on its page and takes a step."""
        page = self.open(case)
        known = {
            "owner": case.owner_id or "",
            "service": case.service,
            "outcome": case.outcome,
            "contractor": case.contractor,
            "learning": case.learning,
            "correction": case.correction,
            "version": hidden(page, "version"),
        }
        return self.post(f"receiver/case/{case.pk}/change/", {**known, "step": step, **fields})


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, f"no {name}"
    return found.group(1)


def text_of(response: Any) -> str:
    """What a reader sees of a page."""
    page = response if isinstance(response, str) else response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def a_case(service: str = "streets", **more: Any) -> Case:
    """A case that a resident has sent."""
    known = {
        "reference": new_reference(),
        "form": "report",
        "language": "en",
        "service": service,
        "received": timezone.now(),
        "answers": {"what": "lamp", "story": "It is dark.", "email": "ann@example.org"},
    }
    return Case.objects.create(**{**known, **more})


def a_complaint(**more: Any) -> Case:
    """A complaint at stage one, received now."""
    known = {
        "form": "complain",
        "language": "pl",
        "answers": {"story": "Nikt nie przyszedł.", "urgent": "no", "email": "jan@example.org"},
    }
    return a_case("complaints", **{**known, **more})
