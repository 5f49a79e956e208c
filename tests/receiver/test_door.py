"""The door: strange pages, strange bodies, too much and too often, and words in every answer."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from pathlib import Path

import pytest
from django.test import RequestFactory
from django.utils import timezone

from forms.receiver import limits, references
from forms.receiver.limits import address_of, forget, is_too_often, network_of
from forms.receiver.logs import Impersonal, Plain, mask
from forms.receiver.models import Case, PageUse, Salt, Tally
from receiver.residents import Page, Resident

FORM = "application/x-www-form-urlencoded"
FIRST = {"language": "en", "step": "", "what": "lamp", "lamp-number": "7"}


def is_apology(page: Page) -> bool:
    """Whether a page says something to a person, with a telephone number."""
    return "<h1" in page.html and "01632 960100" in page.text and "Traceback" not in page.html


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "http://localhost.evil.example"}, 403),
        ({"Sec-Fetch-Site": "", "Referer": "http://localhost/report/"}, 200),
        ({"Sec-Fetch-Site": "", "Referer": "https://evil.example/localhost"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "http://[::"}, 403),
        ({"Sec-Fetch-Site": ""}, 200),
    ],
)
def test_forms_of_strange_pages_are_refused(
    receiver: object, headers: dict[str, str], status: int
) -> None:
    page = Resident(**headers).post(FIRST)
    assert page.status == status and (status == 200 or is_apology(page))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused(resident: Resident, method: str) -> None:
    page = resident.ask(method, "/forms/report/")
    assert page.status == 405 and page.headers["Allow"] == "POST" and is_apology(page)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/json",
        "application/xml",
        f"{FORM}; charset=utf-7",
        f"{FORM}; charset=utf-16",
        f"{FORM}; charset=base64",
        "multipart/form-data; boundary=x; charset=rot13",
        "é",
    ],
)
def test_what_is_no_form_is_refused(resident: Resident, kind: str) -> None:
    page = resident.ask("POST", "/forms/report/", b"what=lamp", kind)
    assert page.status == 415 and is_apology(page)


@pytest.mark.parametrize(
    ("body", "kind", "statuses"),
    [
        (b"", FORM, {422}),
        (b"&&&==;;%%%", FORM, {422}),
        (b"%ff%fe=%ff&what=%c3%28", FORM, {422}),
        (b"what=lamp&lamp-number=%00", FORM, {422}),
        (b"a=" + b"x" * 500_000, FORM, {413}),
        (b"&".join(b"a%d=1" % n for n in range(300)), FORM, {400}),
        (b"x" * 33_000_000, FORM, {413}),
        (b"", "multipart/form-data", {400}),
        (b"garbage", "multipart/form-data; boundary=", {400}),
        (b"garbage", "multipart/form-data; boundary=x", {422, 400}),
        (b"--x\r\n\r\nno header\r\n--x--", "multipart/form-data; boundary=x", {422, 400}),
        (
            b'--x\r\nContent-Disposition: form-data; name="what"\r\n\r\nlamp',
            "multipart/form-data; boundary=x",
            {422, 400},
        ),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
            "multipart/form-data; boundary=x",
            {422, 400},
        ),
        (
            b"--x\r\n"
            + b'Content-Disposition: form-data; name="photos"; filename="a"\r\n\r\nx\r\n--x\r\n'
            * 20
            + b"--x--",
            "multipart/form-data; boundary=x",
            {400},
        ),
    ],
)
def test_malformed_bodies_end_in_a_page(
    resident: Resident, body: bytes, kind: str, statuses: set[int]
) -> None:
    page = resident.ask("POST", "/forms/report/", body, kind)
    assert page.status in statuses
    assert page.status == 422 or is_apology(page)


@pytest.mark.parametrize(
    "address",
    ["/", "/forms/", "/forms/report", "/forms/no/", "/forms/../x/", "/admin/", "/forms/%00/", "/é"],
)
def test_addresses_that_lead_nowhere(resident: Resident, address: str) -> None:
    for page in (resident.get(address), resident.post(FIRST, address)):
        assert page.status == 404 and is_apology(page)


def test_a_strange_host_is_refused(receiver: object) -> None:
    for host in ("evil.example", "a b", "localhost:x", "[::"):
        page = Resident(Host=host).get("/forms/report/")
        assert page.status == 400 and is_apology(page)


def test_an_apology_is_in_the_readers_language(receiver: object) -> None:
    page = Resident(**{"Accept-Language": "ar-EG,ar;q=0.9"}).get("/forms/no/")
    assert '<html lang="ar" dir="rtl">' in page.html
    page = Resident().post({"language": "pl", "state": "forged"})
    assert page.status == 422 and '<html lang="pl"' in page.html


def test_a_database_that_is_away_ends_in_a_page(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def lock(*_: object) -> None:
        raise OperationalError("database is locked")

    page = resident.to_check()
    monkeypatch.setattr("forms.receiver.views.find", lock)
    page = resident.send(page, "send")
    assert page.status == 503 and page.headers["Retry-After"] and is_apology(page)


def test_a_fault_of_ours_ends_in_a_page_too(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("forms.receiver.views.find", fail)
    page = resident.send(resident.to_check(), "send")
    assert page.status == 500 and is_apology(page)
    assert page.headers["Content-Security-Policy"] and page.headers["Cache-Control"] == "no-store"


# How often.


def test_a_machine_is_stopped_and_a_room_is_not(resident: Resident) -> None:
    for _ in range(limits.LIMITS["send"]):
        assert resident.send(resident.to_check(), "send").reference
    page = resident.send(resident.to_check(), "send")
    assert page.status == 429 and page.headers["Retry-After"] == "3600" and is_apology(page)
    assert Case.objects.count() == limits.LIMITS["send"]


def test_what_was_sent_already_is_shown_whatever_the_limit(resident: Resident) -> None:
    page = resident.to_check()
    reference = resident.send(page, "send").reference
    Tally.objects.update(count=10_000)
    assert resident.send(page, "send").reference == reference


def test_guessing_references_is_stopped(receiver: object) -> None:
    guess = {"step": "case", "reference": references.new_reference(), "detail": "a@b.example"}
    statuses = [Resident("track").post(guess).status for _ in range(limits.LIMITS["track"] + 1)]
    assert set(statuses[:-1]) == {422} and statuses[-1] == 429


def test_no_address_is_kept(resident: Resident) -> None:
    resident.send(resident.to_check(), "send")
    tally, salt = Tally.objects.get(), Salt.objects.get()
    assert re.fullmatch("[0-9a-f]{64}", tally.key) and "127" not in salt.salt
    now = timezone.now()
    forget(now)
    assert Tally.objects.count() == Salt.objects.count() == 1
    forget(now + dt.timedelta(days=1))
    assert Tally.objects.count() == Salt.objects.count() == 0


def test_each_address_counts_for_itself(receiver: object) -> None:
    now = timezone.now()
    for number in range(limits.LIMITS["send"] + 1):
        request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number}")
        assert not is_too_often(request, "send", now)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_one_sender_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_only_our_own_proxies_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from django.conf import settings

    request = RequestFactory().post("/", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"})
    assert address_of(request) == "127.0.0.1"
    for proxies, found in ((1, "2.2.2.2"), (2, "1.1.1.1"), (3, "127.0.0.1")):
        environment = replace(settings.ENVIRONMENT, proxies=proxies)
        monkeypatch.setattr(settings, "ENVIRONMENT", environment)
        assert address_of(request) == found


# Is this page useful?


def test_pages_of_use_are_counted(receiver: object) -> None:
    resident = Resident()
    more = {"improve": "Write to ann@example.org or 01632 960100\x00\u202e, please"}
    page = resident.post({"page": "pl/", "useful": "no", **more}, "/forms/useful")
    assert page.status == 200 and '<html lang="pl"' in page.html
    resident.post({"page": "", "useful": "yes"}, "/forms/useful/")
    rows = list(PageUse.objects.order_by("pk").values_list("page", "is_useful", "improve"))
    assert rows == [("pl/", False, "Write to [...] or [...], please"), ("", True, "")]


@pytest.mark.parametrize(
    "fields",
    [{}, {"page": "/etc/passwd", "useful": "yes"}, {"page": "pl/", "useful": "maybe"}],
)
def test_nonsense_is_not_counted(receiver: object, fields: dict[str, str]) -> None:
    page = Resident().post(fields, "/forms/useful")
    assert page.status == 400 and is_apology(page) and not PageUse.objects.exists()
    assert Resident().get("/forms/useful").status == 405


# Logs.

PERSONAL = (
    "ann@example.org",
    "01632 960100",
    "+44 (0)7700-900100",
    "192.0.2.17",
    "2001:db8:1:2:3:4:5:6",
    "/forms/report/?email=ann",
)


@pytest.mark.parametrize("text", PERSONAL)
def test_a_log_has_nothing_personal(text: str) -> None:
    record = logging.LogRecord("x", 40, "f.py", 1, "got %s: %r", (text, text), None)
    assert Impersonal().filter(record)
    shown = Plain("%(levelname)s %(message)s").format(record)
    assert "[...]" in shown and not {"ann", "0100", "192.0", "2001"} & set(re.split(r"\W", shown))


def test_a_traceback_has_calls_but_no_values() -> None:
    try:
        raise ValueError("Key (email)=(ann@example.org) already exists")
    except ValueError:
        import sys

        record = logging.LogRecord("x", 40, "f.py", 1, "broken", (), sys.exc_info())
    shown = Plain("%(message)s").format(record)
    assert "test_door.py" in shown and shown.endswith("ValueError")
    assert "ann" not in shown and "email" not in shown


def test_what_residents_write_is_in_no_log(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    from forms.receiver import cases

    stream = io.StringIO()
    (handler,) = (h for h in logging.getLogger().handlers if isinstance(h.formatter, Plain))
    monkeypatch.setattr(handler, "stream", stream)

    def fail(**_: object) -> None:
        raise ValueError("Marvellous Ann wrote this")

    page = resident.to_check(story="Marvellous Ann", email="ann@example.org")
    monkeypatch.setattr(cases.Case.objects, "create", fail)
    assert resident.send(page, "send").status == 500
    resident.get("/forms/no/?name=Ann")
    logged = stream.getvalue()
    assert "ValueError" in logged and "Ann" not in logged and "ann@" not in logged


def test_words_are_left_alone() -> None:
    assert mask("message 3 was not sent: Timeout at 12:30") == (
        "message 3 was not sent: Timeout at 12:30"
    )


def test_data_is_never_in_the_site(tmp_path: Path) -> None:
    from forms.receiver.environment import UnfitSetting, read_environment

    inside = {"COUNCILSITE_SITE": str(tmp_path), "COUNCILSITE_DATA": str(tmp_path / "data")}
    with pytest.raises(UnfitSetting, match="outside of it"):
        read_environment(inside)
