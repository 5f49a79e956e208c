"""Getting into the back office: password, second step, limits, leaving, languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms.receiver.limits import LIMITS
from forms.receiver.models import Event, GivenPassword
from forms.receiver.office.passwords import note_given
from forms.receiver.office.roles import has_given_password, powers_from
from receiver.residents import REPOSITORY, Resident
from receiver.staff import Desk, a_case, account, text_of

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Good hashes take a third of a second each."""
    monkeypatch.setattr(
        settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
    )


def log_in(desk: Desk, name: str = "olu", password: str = PASSWORD) -> Any:
    """Sends name and password."""
    return desk.post("login/", {"username": name, "password": password, "next": "/office/"})


def code_of(device: TOTPDevice, later: int = 0) -> str:
    """The code that the phone shows, or one of those after it."""
    return f"{totp(device.bin_key) if not later else _later(device, later):06d}"


def _later(device: TOTPDevice, steps: int) -> int:
    return totp(device.bin_key, t0=-30 * steps)


def test_somebody_new_sets_up_a_phone_and_comes_in(receiver: object) -> None:
    user = account("olu", "officer:streets", password=PASSWORD)
    desk = Desk()
    assert log_in(desk).status_code == 302
    page = desk.get("", **{"X": "1"})
    assert page.status_code == 302, "the password alone opens nothing"
    page = desk.client.get("/office/", follow=True)
    assert page.request["PATH_INFO"] == "/office/second-step/"
    device = TOTPDevice.objects.get(user=user)
    assert not device.confirmed and "<svg" in page.content.decode()
    spelt = re.search(r'<bdi dir="ltr">([A-Z2-7 ]+)</bdi>', page.content.decode())
    assert spelt is not None and spelt.group(1).replace(" ", "") in device.config_url
    wrong = desk.post("second-step/", {"code": "000000", "next": "/office/"})
    assert "This code is wrong" in text_of(wrong)
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    before = desk.client.session.session_key
    done = desk.post("second-step/", {"code": code_of(device), "next": "/office/"})
    assert (done.status_code, done.headers["Location"]) == (302, "/office/")
    assert desk.client.session.session_key != before
    assert desk.get("receiver/case/").status_code == 200
    assert desk.get("second-step/").status_code == 302


def test_the_second_time_asks_for_a_code_and_shows_no_key(receiver: object) -> None:
    user = account("olu", "officer:streets", password=PASSWORD)
    device = TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    desk = Desk()
    log_in(desk)
    page = desk.get("second-step/")
    assert "<svg" not in page.content.decode().split("<main")[1].split("</main")[0]
    code = code_of(device)
    assert desk.post("second-step/", {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    other = Desk()
    log_in(other)
    again = other.post("second-step/", {"code": code})
    assert "was used already" in text_of(again), "a code that somebody saw is of no use"


def test_without_the_second_step_no_case_is_seen(receiver: object) -> None:
    case = a_case()
    desk = Desk(account("olu", "officer:streets"), both_steps=False)
    for address in ("", "receiver/case/", f"receiver/case/{case.pk}/change/", "figures/"):
        assert desk.get(address).status_code == 302, address


def test_a_phone_that_was_taken_away_opens_nothing_any_more(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    assert desk.get("receiver/case/").status_code == 200
    TOTPDevice.objects.all().delete()
    assert desk.get("receiver/case/").status_code == 302


def test_a_password_that_somebody_else_made_is_changed_before_all_else(receiver: object) -> None:
    user = account("olu", "officer:streets", password=PASSWORD)
    note_given(user)
    case, desk = a_case(), Desk(user)
    for address in ("", "receiver/case/", f"receiver/case/{case.pk}/change/"):
        page = desk.client.get(f"/office/{address}", follow=True)
        assert page.request["PATH_INFO"] == "/office/password_change/", address
    assert "Somebody else made this password" in text_of(page)
    desk.post(f"receiver/case/{case.pk}/change/", {"step": "close"})
    assert not Event.objects.exists()

    def change(new: str) -> Any:
        fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        return desk.post("password_change/", fields)

    assert "password that you have now" in text_of(change(PASSWORD))
    assert "12 characters" in text_of(change("short"))
    assert desk.get("receiver/case/").status_code == 302
    assert change("staple battery horse").status_code == 302
    assert desk.get("receiver/case/").status_code == 200, "still at work, and now in"
    page = desk.get("password_change/")
    assert "Somebody else" not in text_of(page)


def test_whoever_gives_a_password_does_not_know_it_for_long(receiver: object) -> None:
    root = Desk(account("root", "administrator"))
    both = {"password1": "correct horse", "password2": "correct horse"}
    root.post("auth/user/add/", {"username": "olu", **both})
    olu = User.objects.get(username="olu")
    assert has_given_password(olu)
    GivenPassword.objects.all().delete()
    new = {**both, "usable_password": "true"}
    assert root.post(f"auth/user/{olu.pk}/password/", {**new, "password2": ""}).status_code == 200
    assert not has_given_password(olu)
    assert root.post(f"auth/user/{olu.pk}/password/", new).status_code == 302
    assert has_given_password(olu)
    assert root.user is not None
    root.post(f"auth/user/{root.user.pk}/password/", new)
    assert not has_given_password(root.user), "one's own"


def test_too_many_tries_wait(receiver: object) -> None:
    account("olu", "officer:streets", password=PASSWORD)
    desk = Desk()
    for _ in range(LIMITS["account"]):
        assert "Too many" not in text_of(log_in(desk, password="wrong"))
    refused = log_in(desk)
    assert "There were too many tries" in text_of(refused), "the right password too"
    assert desk.get("").status_code == 302


def test_too_many_codes_wait(receiver: object) -> None:
    user = account("olu", "officer:streets")
    device = TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    desk = Desk(user, both_steps=False)
    for _ in range(LIMITS["second-step"]):
        desk.post("second-step/", {"code": "1"})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    refused = desk.post("second-step/", {"code": code_of(device)})
    assert "There were too many tries" in text_of(refused)


def test_nobody_is_led_to_a_strange_house(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    for strange in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        answered = desk.post("language/", {"language": "pl", "next": strange})
        assert answered.headers["Location"] == "/office/"


def test_people_without_an_account_of_staff_stay_out(receiver: object) -> None:
    user = account("olu", "officer:streets", password=PASSWORD)
    User.objects.update(is_staff=False)
    assert "The name or the password is wrong" in text_of(log_in(Desk()))
    desk = Desk(user)
    assert desk.get("receiver/case/").status_code == 302


def test_leaving(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    assert desk.get("logout/").status_code == 405
    desk.post("logout/", {})
    assert desk.get("receiver/case/").status_code == 302


def test_the_office_speaks_the_language_of_the_person_at_work(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    page = desk.get("receiver/case/", **{"Accept-Language": "pl"}).content.decode()
    assert '<html lang="pl" dir="ltr">' in page and "Wyloguj" in page
    desk.post("language/", {"language": "ar", "next": "/office/"})
    page = desk.get("receiver/case/", **{"Accept-Language": "pl"}).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    # What nobody offers is the source language.
    desk.post("language/", {"language": "xx"})
    assert '<html lang="en" dir="ltr">' in desk.get("receiver/case/").content.decode()


def test_residents_get_no_cookie_and_staff_only_below_the_office(resident: Resident) -> None:
    client = Client(SERVER_NAME="localhost")
    headers = {"Sec-Fetch-Site": "same-origin"}
    client.post("/forms/report/", {"language": "en", "step": ""}, headers=headers)
    client.get("/forms/report/")
    client.get("/nowhere/")
    assert not client.cookies
    client.get("/office/login/")
    assert client.cookies and all(one["path"] == "/office/" for one in client.cookies.values())
    assert all(one["httponly"] and one["samesite"] == "Strict" for one in client.cookies.values())


def test_the_office_has_a_strict_policy_and_nothing_is_kept(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"))
    answered = desk.get("receiver/case/")
    policy = answered.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "no-store" in answered.headers["Cache-Control"]
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    page = answered.content.decode()
    assert " style=" not in page and "<style" not in page
    assert not re.search(r"<script(?![^>]* src=)(?![^>]*application/json)", page)
    assert not re.search(r" on[a-z]+=", page)


def test_style_sheets_are_there_and_nothing_else_is(receiver: object) -> None:
    desk = Desk()
    sheet = desk.get("static/admin/css/base.css")
    assert sheet.headers["Content-Type"].startswith("text/css") and sheet.getvalue()
    sheet.close()
    for name in ("admin/../../__init__.py", "../sites.py", "admin/", "%2e%2e/sites.py"):
        assert desk.get(f"static/{name}").status_code == 404, name


def test_a_form_of_the_office_from_a_strange_page_is_refused(receiver: object) -> None:
    desk = Desk(account("olu", "officer:streets"), enforce_csrf_checks=True)
    case = a_case()
    refused = desk.post(f"receiver/case/{case.pk}/change/", {"step": "close"})
    assert refused.status_code == 403
    strange = desk.post("language/", {}, **{"Sec-Fetch-Site": "cross-site"})
    assert strange.status_code == 403


_BEHIND_A_PROXY = """
import django
django.setup()
from django.test import Client
client = Client(enforce_csrf_checks=True, SERVER_NAME="www.testwick.example")
page = client.get("/office/login/")
assert client.cookies["office-form"]["secure"]
token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
for origin, status in (("https://www.testwick.example", 302), ("https://evil.example", 403)):
    fields = {"csrfmiddlewaretoken": token, "language": "pl"}
    answered = client.post("/office/language/", fields, headers={"Origin": origin})
    assert answered.status_code == status, (origin, answered.status_code)
"""


def test_the_office_works_behind_a_proxy_that_ends_tls(receiver: object) -> None:
    environment = os.environ | {
        "COUNCILSITE_HOSTS": "www.testwick.example",
        "PYTHONPATH": str(REPOSITORY),
    }
    done = subprocess.run(
        [sys.executable, "-c", _BEHIND_A_PROXY], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_the_command_makes_accounts(receiver: object, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_staff", "olu", "--role", "officer:streets", "--role", "manager:complaints")
    printed = capsys.readouterr().out
    password = printed.partition("password: ")[2].split()[0]
    user = User.objects.get()
    assert user.check_password(password) and user.is_staff and not user.is_superuser
    assert has_given_password(user)
    assert "olu: manager:complaints, officer:streets" in printed
    TOTPDevice.objects.create(user=user, name="phone")
    call_command("make_staff", "olu", "--new-phone", "--new-password")
    user.refresh_from_db()
    assert not TOTPDevice.objects.exists() and not user.check_password(password)
    assert user.groups.count() == 2, "roles stay where none is named"
    for wrong in (["officer:nobody"], ["administrator", "officer:streets"]):
        with pytest.raises(CommandError):
            call_command("make_staff", "ann", *(f"--role={role}" for role in wrong))
    assert User.objects.count() == 1


def test_an_administrator_has_no_other_role() -> None:
    powers = powers_from(["officer:streets", "administrator", "manager:waste"])
    assert powers.is_administrator and not powers.works_for and not powers.manages


def test_managers_work_for_what_they_manage() -> None:
    powers = powers_from(["officer:streets", "manager:waste", "strange"])
    assert powers.works_for == {"streets", "waste"} and powers.manages == {"waste"}
