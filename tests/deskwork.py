"""Residents and staff without a browser, who speak HTTP with a receiver in another process."""

from __future__ import annotations

import base64
import hmac
import html
import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence

from keyboarding import Answers

from forms.definition import Form
from forms.receiver.journey import way
from forms.receiver.rehearsal import Stage

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_REFERENCE = re.compile(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b")
_KEY = re.compile(r"<bdi[^>]*>([A-Z2-7 ]{32,})</bdi>")


def code_of(page: str) -> str:
    """The code of a phone that has taken over the key on the page for the second step."""
    found = _KEY.search(page)
    assert found is not None, "no key"
    key = base64.b32decode(found.group(1).replace(" ", ""))
    digest = hmac.digest(key, (int(time.time()) // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


class Caller:
    """Somebody who asks for pages and sends forms."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        jar = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(jar)

    @property
    def cookie(self) -> str:
        """What the browser of this person says to the office."""
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies)

    def get(self, path: str) -> str:
        """A page."""
        return self._ask(path, None)

    def post(self, path: str, fields: Mapping[str, Sequence[str]]) -> str:
        """What answers a form, also where the answer is that something is wrong."""
        return self._ask(path, urllib.parse.urlencode(fields, doseq=True).encode())

    def _ask(self, path: str, body: bytes | None) -> str:
        request = urllib.request.Request(f"{self.address}{path}", body)
        try:
            with self._opener.open(request, timeout=20) as answer:
                text: bytes = answer.read()
        except urllib.error.HTTPError as fault:
            with fault:
                text = fault.read()
        return text.decode()


def hidden_of(page: str) -> dict[str, list[str]]:
    """The fields that travel with a page."""
    return {name: [html.unescape(value)] for name, value in _HIDDEN.findall(page)}


def send_form(address: str, form: Form, answers: Answers) -> str:
    """Sends a form as a resident does, page after page; gives the reference."""
    resident, path = Caller(address), f"forms/{form.name}/"
    fields: dict[str, Sequence[str]] = {"language": [answers.language]}
    given: dict[str, Sequence[str]] = {}
    page, done = "", 0
    while done < len(sections := way(form, given)):
        good = {name: tuple(v) for name, v in answers.good(sections[done]).items()}
        given |= good
        page = resident.post(path, {**fields, **good, "go": ["next"]})
        fields, done = dict(hidden_of(page)), done + 1
    found = _REFERENCE.search(resident.post(path, {**fields, "go": ["send"]}))
    assert found is not None, page
    return found.group()


def make_account(stage: Stage, name: str, *roles: str) -> str:
    """Makes an account of staff; gives its password."""
    wanted = [word for role in roles for word in ("--role", role)]
    printed = stage.command("make_staff", name, *wanted)
    return printed.partition("password: ")[2].split()[0]


class Clerk(Caller):
    """A member of staff who logs in for the first time, as far as they get."""

    def __init__(self, address: str, name: str, password: str, until: str = "in") -> None:
        """`until`: "password" has not set up the second step, "phone" has no password of their
        own, "in" has both."""
        super().__init__(address)
        self.post("office/login/", {"username": [name], "password": [password]})
        if until != "password":
            page = self.get("office/second-step/")
            self.post("office/second-step/", {"code": [code_of(page)]})
        if until == "in":
            own = [f"{password} of my own"]
            fields = {"old_password": [password], "new_password1": own, "new_password2": own}
            self.post("office/password_change/", fields)

    def post(self, path: str, fields: Mapping[str, Sequence[str]]) -> str:
        """Sends a form of a page, with what travels with it."""
        travels = hidden_of(self.get(path))
        return super().post(path, {**travels, **fields})

    def work(self, number: int, step: str, **fields: str) -> str:
        """Takes a step with a case."""
        path = f"office/receiver/case/{number}/change/"
        known = {name: [value] for name, value in {**fields, "step": step}.items()}
        answered = self.post(path, {"service": ["complaints"], **known})
        assert "errornote" not in answered, f"{step} was refused"
        return answered
