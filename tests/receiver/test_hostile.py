"""Hostile input: stored as it is and shown escaped, or refused with a page; never a 500."""

from __future__ import annotations

import html
import itertools
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.receiver.models import Case
from receiver.residents import Resident

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;script&gt; &amp; &#x3c;",
    "'; DROP TABLE receiver_case; --",
    "1' OR '1'='1",
    "%s %(x)s {0} {{ 7*7 }} ${7*7} <%= 7*7 %>",
    '=HYPERLINK("http://evil.example")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "con.txt\x00.jpg",
    "\x00",
    "\x1b[31m\x07\x08",
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2068\u2069",
    "\ufeff\ufffe\uffff",
    "\ud83d",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
    "می‌خواهم ਪੰਜਾਬੀ 中文 Zażółć",
    "\u0660\u0661\u0662",
    "a" * 20_000,
    "\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "\r\nBcc: all@example.org\r\n",
    "\n" * 5_000,
    "\u2028\u2029\x85",
    "NaN",
    "-1",
    "1e999",
    "9" * 400,
    "null",
    "[]",
    "true",
]

FIELDS = (
    *("what", "lamp-number", "seen-day", "seen-month", "seen-year", "kinds", "photos"),
    *("story", "email", "telephone", "postcode"),
    *("language", "step", "state", "go", "once", "form", "website", "page", "useful", "improve"),
    *("reference", "detail"),
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=50))
BODIES = st.dictionaries(st.sampled_from(FIELDS), st.lists(TEXTS, min_size=1, max_size=3))
ADDRESSES = ("/forms/report/", "/forms/track/", "/forms/useful")

gently = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)


def body_of(fields: dict[str, Any]) -> bytes:
    """A body as browsers send it, but for halves of pairs, which they cannot."""
    return urlencode(fields, doseq=True, errors="surrogatepass").encode()


class Structure(HTMLParser):
    """What of a page is markup that only a stranger would write."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "img", "svg", "b", "iframe"):
            self.strange.append(tag)
        self.strange += [name for name, _ in attrs if name.startswith("on")]
        self.strange += [value for _, value in attrs if (value or "").startswith("javascript:")]


def refuses_markup(page: str) -> bool:
    """Whether nothing of what was sent became markup."""
    structure = Structure()
    # What a field holds is no address.
    structure.feed(page.replace('value="javascript:', 'value="'))
    return not structure.strange


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_takes_anything(resident: Resident, name: str) -> None:
    fields: dict[str, Any] = {"language": "en", "step": "", "what": "lamp", "lamp-number": "7"}
    for address, text in itertools.product(ADDRESSES, NASTY):
        page = resident.ask(
            "POST", address, body_of({**fields, name: text}), "application/x-www-form-urlencoded"
        )
        assert page.status in (200, 400, 422, 429), page.text
        assert refuses_markup(page.html)
        assert "\r" not in "".join(page.headers.values())


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_story_is_stored_and_shown_as_it_is(resident: Resident, text: str) -> None:
    from forms.cleaning import clean_lines

    page = resident.send(None, what="lamp", lamp_number="7")
    fields = {**page.hidden, "go": "next", "story": text}
    page = resident.ask(
        "POST", "/forms/report/", body_of(fields), "application/x-www-form-urlencoded"
    )
    assert refuses_markup(page.html)
    if page.status == 422:
        assert len(clean_lines(text)) > 4000 and page.step == "more"
        return
    sent = resident.send(page, "send")
    assert sent.status == 200 and refuses_markup(sent.html)
    stored = Case.objects.get().answers["story"]
    assert stored == clean_lines(text.encode("utf-8", "replace").decode()) or "\ud83d" in text
    assert all(html.escape(line) in page.html for line in stored.split("\n"))


@gently
@given(BODIES)
@example({"state": ["\ud83d"]})
def test_any_body_ends_in_a_page(resident: Resident, fields: dict[str, list[str]]) -> None:
    for address in ADDRESSES:
        page = resident.ask("POST", address, body_of(fields), "application/x-www-form-urlencoded")
        assert page.status in (200, 400, 422, 429)
        assert refuses_markup(page.html)


@gently
@given(st.binary(max_size=400), st.sampled_from(["multipart/form-data; boundary=x", ""]))
def test_any_bytes_end_in_a_page(resident: Resident, body: bytes, kind: str) -> None:
    kind = kind or "application/x-www-form-urlencoded"
    framed = b"--x\r\nContent-Disposition: form-data; " + body + b"\r\n--x--\r\n"
    for content in (body, framed):
        page = resident.ask("POST", "/forms/report/", content, kind)
        assert page.status in (200, 400, 413, 422)


@gently
@given(st.dictionaries(st.sampled_from(FIELDS), TEXTS), st.integers(0, 3))
@example({"kinds": "con.txt\x00.jpg", "photos": "\x00"}, 1)
def test_any_way_through_the_form(resident: Resident, fields: dict[str, str], steps: int) -> None:
    page = resident.send(None, what="litter")
    for _ in range(steps):
        body = {**page.hidden, "kinds": "glass", **fields}
        page = resident.ask(
            "POST", "/forms/report/", body_of(body), "application/x-www-form-urlencoded"
        )
        assert page.status in (200, 422, 429)
        if not page.hidden:
            return
