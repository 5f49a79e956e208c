"""The back office speaks each language throughout: no page and no fault of a form is in English."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from councilsite.catalogues import read_catalogue
from councilsite.settings import read_council
from councilsite.themewords import OFFICE_KEYS, read_texts
from forms.receiver import library as libraries
from forms.receiver import texts as words
from forms.receiver.models import Case
from receiver.residents import COUNCIL, REPOSITORY
from receiver.staff import Desk, a_complaint, account, text_of

CODES = ("ar", "pa", "pl", "zh-Hans")
PASSWORD = "correct horse battery"
FINE = {"password1": PASSWORD, "password2": PASSWORD}

ALIKE = {"Administrator", "Menu", "English", "polski", "CSV", "QR"}
"""What is the same in English, and languages that are named in a sentence."""

NAMES = r"<(bdi|code|svg)\b.*?</\1>|<(option|span) [^>]*\blang=.*?</\2>"
"""What somebody typed, keys, and names of languages."""


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Good hashes take a third of a second each."""
    monkeypatch.setattr(
        settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
    )


@pytest.fixture
def five_languages(receiver: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The receiver with every language that we translate, and our words for the office."""
    codes = "".join(f", {{code: {code}}}" for code in CODES)
    council, _ = read_council(re.sub(r"{code: ar}.*", f"{codes[2:]}]", COUNCIL))
    assert council is not None
    known = replace(libraries.library(), council=council)
    monkeypatch.setattr(libraries, "read_library", lambda *_: known)
    said = words.texts(settings.ENVIRONMENT.site)
    office = {**said.office, **{code: office_words(code) for code in CODES}}
    # The names of forms are English in all languages here.
    number = {"title": "5", "title_plain": "5"}
    forms = {name: {"en": {**own["en"], **number}} for name, own in said.forms.items()}
    monkeypatch.setattr(words, "_read", lambda *_: replace(said, forms=forms, office=office))


def office_words(code: str) -> dict[str, str]:
    """The office's words in a language, from its catalogue."""
    texts, _ = read_texts((REPOSITORY / "theme/text.yml").read_text("utf-8"))
    locale = code.replace("-", "_")
    path = REPOSITORY / f"locales/{locale}/LC_MESSAGES/interface.po"
    catalogue, _ = read_catalogue(path.read_text("utf-8"), path.name, locale)
    said = {key: catalogue.entries["interface", texts[key].text].text for key in OFFICE_KEYS}
    return {**said, "team_streets": "1", "team_complaints": "2"}


def test_no_page_of_the_office_is_partly_in_english(five_languages: None) -> None:
    olu = account("1000", "manager:streets", "manager:complaints", password=PASSWORD)
    root = account("2000", "administrator", password=PASSWORD)
    case = a_complaint(answers={})
    english = {text for _, page in walk("en", olu, root, case) for text in seen(page)}
    english = {text for text in english if re.search("[A-Za-z]{2}", text)}
    for code in CODES:
        for name, page in walk(code, olu, root, case):
            for text in seen(page):
                assert text not in english, f"{code}, {name}: {text}"
                latin = code != "pl" and re.search("[A-Za-z]{2}", text)
                assert not latin, f"{code}, {name}: {text}"


def seen(page: Any) -> Iterator[str]:
    """The texts of a page that have words, also those that only a screen reader says."""
    shown = re.sub(NAMES, "", page.content.decode(), flags=re.S)
    told = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', shown)
    for text in (*told, *re.split(r"<[^>]+>", shown)):
        plain = re.sub(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b", "", html.unescape(text))
        plain = re.sub(rf"\b({'|'.join(ALIKE)})\b", "", plain)
        if re.search(r"[^\W\d]{2}", plain):
            yield plain.strip()


def walk(code: str, olu: User, root: User, case: Case) -> Iterator[tuple[str, Any]]:
    """Every page of the office, and what it answers to those who fill it in wrongly."""
    yield from way_in(code, olu)
    yield from own_password(code, olu)
    yield from cases(code, olu, case)
    yield from accounts(code, root, olu)


def desk_of(code: str, user: User | None, **more: Any) -> Desk:
    """Somebody at work in a language."""
    desk = Desk(user, **more)
    desk.post("language/", {"language": code})
    return desk


def way_in(code: str, olu: User) -> Iterator[tuple[str, Any]]:
    """Log-in and second step."""
    desk = desk_of(code, None)
    yield "log-in", desk.get("login/")
    yield "log-in without a name", desk.post("login/", {})
    yield "log-in with a wrong name", desk.post("login/", {"username": "3000", "password": "3"})
    half = desk_of(code, olu, both_steps=False)
    yield "second step", half.get("second-step/")
    yield "second step with a long code", half.post("second-step/", {"code": "0" * 30})


def own_password(code: str, olu: User) -> Iterator[tuple[str, Any]]:
    """A password of one's own that will not do."""
    desk = desk_of(code, olu)
    yield "own password", desk.get("password_change/")
    yield "own password, nothing", desk.post("password_change/", {})
    for one, other in (("1", "2"), ("short", "short"), ("password1234", "password1234")):
        fields = {"old_password": "0", "new_password1": one, "new_password2": other}
        yield f"own password {one}", desk.post("password_change/", fields)


def cases(code: str, olu: User, case: Case) -> Iterator[tuple[str, Any]]:
    """The list, a case with all that can be wrong with it, recording one, figures."""
    desk = desk_of(code, olu)
    yield "list", desk.get("receiver/case/")
    desk.post("receiver/case/", {"action": "export", "index": "0"})
    yield "nothing chosen", desk.get("receiver/case/")
    desk.get("receiver/case/0/change/")
    yield "no such case", desk.get("receiver/case/")
    for step, fields in (
        ("answer", {}),
        ("extend", {"days": "0"}),
        ("extend", {"days": "many"}),
        ("reopen", {"owner": "0", "service": "0", "outcome": "0"}),
        ("", {"words": "1" * 10_001, "contractor": "1" * 10_001, "version": "0"}),
    ):
        yield f"case, {step} {list(fields)}", desk.work(case, step, **fields)
    desk.work(case, "")
    yield "saved", desk.get(f"receiver/case/{case.pk}/change/")
    yield "record", desk.get("record/")
    yield "record nothing", desk.post("record/", {})
    wrong = dict.fromkeys(("form", "language", "channel", "came"), "0")
    yield "record wrongly", desk.post("record/", wrong)
    yield "figures", desk.get("figures/")


def accounts(code: str, root: User, olu: User) -> Iterator[tuple[str, Any]]:
    """Accounts, and leaving."""
    desk = desk_of(code, root)
    name = f"400{len(code)}{ord(code[1])}"
    yield "accounts", desk.get("auth/user/")
    yield "new account", desk.get("auth/user/add/")
    for who, one, other in (
        ("", "", ""),
        ("1000", "1", "2"),
        ("1 0", "short", "short"),
        ("1" * 400, "password1234", "password1234"),
        ("123456789012", "1234567890123", "1234567890123"),
    ):
        fields = {"username": who, "password1": one, "password2": other, "roles": ["0"]}
        yield f"new account {who:.12}", desk.post("auth/user/add/", fields)
    both = {"username": name, **FINE, "roles": ["officer:streets", "administrator"]}
    yield "both roles", desk.post("auth/user/add/", both)
    desk.post("auth/user/add/", {**both, "roles": ["officer:streets"]})
    made = User.objects.get(username=name)
    yield "account", desk.get(f"auth/user/{made.pk}/change/")
    yield "account, nothing", desk.post(f"auth/user/{made.pk}/change/", {})
    changed = {"username": f"{name}0", "roles": ["manager:streets"], "new_factor": "on"}
    desk.post(f"auth/user/{made.pk}/change/", changed)
    yield "own account", desk.get(f"auth/user/{root.pk}/change/")
    yield "password", desk.get(f"auth/user/{made.pk}/password/")
    yield "password, two", desk.post(f"auth/user/{made.pk}/password/", {**FINE, "password2": "1"})
    desk.post(f"auth/user/{made.pk}/password/", FINE)
    yield "history", desk.get(f"auth/user/{made.pk}/history/")
    desk.get("auth/user/0/change/")
    yield "no such account", desk.get("auth/user/")
    yield "leaving", desk.post("logout/", {})


def test_the_history_of_an_account_says_who_changed_what(receiver: object) -> None:
    root, olu = account("root", "administrator"), account("olu", "officer:streets")
    desk = Desk(root)
    fields = {"username": "olu", "roles": ["manager:streets"], "new_factor": "on"}
    assert desk.post(f"auth/user/{olu.pk}/change/", fields).status_code == 302
    told = text_of(desk.get(f"auth/user/{olu.pk}/history/"))
    assert "root : Changed May log in Roles Set up the second step again" in told
