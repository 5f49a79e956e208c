"""Nobody gets in: every address, as everybody, with ids that are somebody else's or nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.urls import URLResolver, get_resolver

from forms.receiver.models import Case, Event, Message
from forms.receiver.office.roles import powers_from
from receiver.residents import REPOSITORY
from receiver.staff import Desk, a_case, account
from receiver.test_office_work import add_file

ROLES = {
    "Nobody": None,
    "Password only": ["officer:streets"],
    "Officer": ["officer:streets"],
    "Other officer": ["officer:complaints"],
    "Manager": ["manager:streets"],
    "Administrator": ["administrator"],
}
TEXT = (REPOSITORY / "docs" / "staff.md").read_text(encoding="utf-8")


def table() -> dict[str, dict[str, str]]:
    """The table of the documents: what each person gets, by address."""
    rows = re.findall(r"^\| `((?:office|forms)/[^`]*)` \| (.*) \|$", TEXT, re.MULTILINE)
    heads = next(line for line in TEXT.splitlines() if line.startswith("| Address | "))
    names = [name.strip() for name in heads.strip("| ").split("|")][1:]
    assert names == list(ROLES)
    return {row: dict(zip(names, cells.split(" | "), strict=True)) for row, cells in rows}


def addresses(patterns: Any, before: str = "") -> Iterator[str]:
    """Every address that the receiver knows."""
    for one in patterns:
        known = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, known)
        elif "app_label" in known:
            yield from ("office/receiver/", "office/auth/")
        else:
            yield known


def filled(address: str, case: Case, upload: int, user: User) -> str:
    """An address with the numbers of what is there."""
    own = str(user.pk if "auth/user" in address else case.pk)
    for slot, value in {
        "<slug:name>": "report",
        "<path:name>": "admin/css/base.css",
        "<path:content_type_id>": "1",
        "<path:object_id>": own,
        "<id>": own,
        "<int:case_id>": str(case.pk),
        "<int:upload_id>": str(upload),
        "(?P<url>.*)$": "nowhere",
    }.items():
        address = address.replace(slot, value)
    return f"/{address}"


def person(role: str) -> Desk:
    """Somebody at work, or nobody."""
    roles = ROLES[role]
    user = account(role, *roles) if roles is not None else None
    return Desk(user, both_steps=role != "Password only")


def verdict(response: Any, own: str) -> str:
    """What somebody got."""
    response.close()
    assert response.status_code < 500
    way = [url for url, _ in getattr(response, "redirect_chain", [])]
    to = way[-1] if way else response.headers.get("Location", own)
    doors = ("/office/login/", "/office/second-step/")
    if to.startswith(doors) and not own.startswith(to.partition("?")[0]):
        return "log in"
    is_led_away = "/office/" in (*way, to) and own not in ("/office/", *doors)
    return "no" if response.status_code >= 400 or is_led_away else "yes"


def test_the_table_has_every_address() -> None:
    assert set(addresses(get_resolver().url_patterns)) == set(table())


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says(receiver: object, role: str) -> None:
    case, other = a_case(), account("somebody", "officer:streets")
    upload, desk = add_file(case, "ee55"), person(role)
    for address, row in table().items():
        asked = filled(address, case, upload.pk, other)
        got = verdict(desk.client.get(asked, follow=asked.startswith("/office")), asked)
        assert got == row[role], f"{role} at {asked}"


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_see_a_page_changes_nothing_with_it(receiver: object, role: str) -> None:
    case, other = a_case(), account("somebody", "officer:streets")
    upload, desk = add_file(case, "ff66"), person(role)
    before = (list(Case.objects.values()), User.objects.count(), list(other.groups.all()))
    fields = {
        "step": "close",
        "service": "streets",
        "words": "x",
        "version": "0",
        "post": "yes",
        "action": "export",
        "_selected_action": str(case.pk),
        "username": "new",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
        "roles": "administrator",
        "is_active": "on",
    }
    for address, row in table().items():
        may_not = row[role] != "yes" or "/delete/" in address or "/add/" in address
        is_account = role == "Administrator" and "auth/user" in address
        if may_not and not is_account and "log" not in address and address.startswith("office"):
            asked = filled(address, case, upload.pk, other).removeprefix("/office/")
            verdict(desk.post(asked, fields), asked)
    now = (list(Case.objects.values()), User.objects.count(), list(other.groups.all()))
    assert now == before
    assert not Event.objects.exists() and not Message.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    "forged", ["0", "-1", "999999", "1e3", "abc", "_5F", "%00", "1_2F..", str(10**30), "é", "'--"]
)
def test_forged_numbers_lead_nowhere(receiver: object, forged: str) -> None:
    desk = Desk(account("mia", "manager:streets"))
    root = Desk(account("root", "administrator"))
    for address in ("change/", "history/", "delete/", "", "files/1/"):
        asked = f"/office/receiver/case/{forged}/{address}"
        assert verdict(desk.client.get(asked), asked) in ("no", "yes")
        assert b"ann@example.org" not in desk.client.get(asked).content
    for address in ("change/", "password/"):
        asked = f"/office/auth/user/{forged}/{address}"
        assert verdict(root.client.get(asked), asked) == "no"


def test_filters_tell_nothing_of_other_cases(receiver: object) -> None:
    a_case("waste", learning="secret")
    desk = Desk(account("olu", "officer:streets"))
    for query in (
        "learning__startswith=s",
        "follows__learning__startswith=s",
        "owner__password__startswith=p",
        "service=waste",
        "_to_field=learning",
        "o=99.-1",
        "p=-1",
        "team=%00",
        "status=%00&stage=%00&work=%00",
        "service=%00",
        "q=%00",
        "id__in=1,2",
    ):
        page = desk.client.get(f"/office/receiver/case/?{query}")
        assert page.status_code in (200, 302, 400), query
        assert b"secret" not in page.content
    root = Desk(account("root", "administrator"))
    for query in ("password__startswith=p", "username=%00", "groups__name=administrator"):
        assert root.client.get(f"/office/auth/user/?{query}").status_code == 400, query
    for query in ("q=%00", "is_active__exact=1", "is_active__exact=%00"):
        assert root.client.get(f"/office/auth/user/?{query}").status_code in (200, 302), query


# Accounts.


def test_an_administrator_makes_an_account_and_gives_roles(receiver: object) -> None:
    root = Desk(account("root", "administrator"))
    fields = {
        "username": "olu",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
        "roles": ["officer:streets"],
        "is_superuser": "on",
        "user_permissions": "1",
    }
    assert root.post("auth/user/add/", {**fields, "password2": "other"}).status_code == 200
    assert root.post("auth/user/add/", fields).status_code == 302
    user = User.objects.get(username="olu")
    assert user.is_staff and not user.is_superuser and user.check_password(fields["password1"])
    assert [group.name for group in user.groups.all()] == ["officer:streets"]
    change = {"username": "olu", "is_active": "on", "new_factor": "on"}
    Desk(user)
    both = {**change, "roles": ["administrator", "officer:streets"]}
    assert root.post(f"auth/user/{user.pk}/change/", both).status_code == 200
    assert root.post(f"auth/user/{user.pk}/change/", {**change, "roles": []}).status_code == 302
    assert not user.groups.exists() and not user.totpdevice_set.exists()
    assert LogEntry.objects.count() == 2


def test_nobody_gives_themselves_a_role(receiver: object) -> None:
    root = Desk(account("root", "administrator"))
    assert root.user is not None
    fields = {"username": "root", "roles": ["manager:streets"], "is_active": ""}
    root.post(f"auth/user/{root.user.pk}/change/", fields)
    root.user.refresh_from_db()
    names = list(root.user.groups.values_list("name", flat=True))
    assert names == ["administrator"] and root.user.is_active
    assert powers_from(names).cases().count() == 0


def test_a_superuser_of_django_has_no_powers_here(receiver: object) -> None:
    case = a_case()
    User.objects.create_superuser("super", password=None)
    desk = Desk(User.objects.get())
    for address in ("receiver/case/", f"receiver/case/{case.pk}/change/", "auth/user/"):
        asked = f"/office/{address}"
        assert verdict(desk.client.get(asked), asked) == "no"
