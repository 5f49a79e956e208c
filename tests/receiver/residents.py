"""A small project with forms, and residents who fill them in: what the receiver's tests share.

Whoever imports this has Django set up, on the database that DATABASE_URL names or on SQLite.
"""

from __future__ import annotations

import atexit
import html
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import django
import jinja2

from councilsite.themewords import FORM_KEYS, OFFICE_KEYS, read_texts
from forms.definition import Form
from forms.schema import list_forms, read_form

COUNCIL = """\
council: {name: Testwick Council, url: "https://www.testwick.example/"}
languages: [{code: en, times: "h:mma"}, {code: ar}, {code: pl}]
translations:
  publish: {complete: draft, partial: draft}
receiver: /forms/
telephones:
  main: {number: 01632 960100}
emails: {main: help@testwick.example}
offices:
  civic: {name: Civic, address: [1 Mere Street], postcode: ZZ1 1AA, telephone: main, hours: civic}
hours:
  civic: {name: Civic, week: [{days: [monday], opens: "09:00", closes: "17:00"}]}
teams:
  streets: {name: Streets, telephone: main, email: main, hours: civic}
  complaints: {name: Complaints, telephone: main, email: main, hours: civic}
promises:
  clear: {number: 10, unit: working-day, source: Plan}
  quick: {number: 1, unit: working-day, source: Plan}
  complaint-acknowledge: {number: 5, unit: working-day, source: Code}
  complaint-answer: {number: 10, unit: working-day, source: Code}
  complaint-stage-two: {number: 20, unit: working-day, source: Code}
  happy: {number: 95, unit: percent, source: Plan}
  cost-in-person: {number: 15, unit: pound, source: Plan}
  cost-letter: {number: 12, unit: pound, source: Plan}
  cost-email: {number: 7, unit: pound, source: Plan}
  cost-telephone: {number: 5, unit: pound, source: Plan}
  cost-online: {number: 1, unit: pound, source: Plan}
search: no
"""

REPORT = """\
title: Report a thing
description: Tell us of a thing.
address: report/
owner: streets
reviewed: 2026-11-23
deadline: clear
retention: 365
next: [We look at it.]
sections:
  - name: thing
    title: The thing
    questions:
      - name: what
        kind: radios
        label: What is it?
        options: {litter: Litter, lamp: A lamp, crime: A crime}
      - {name: lamp-number, kind: text, label: Its number, when: {what: lamp}}
      - {name: seen, kind: date, label: When did you see it?, time: past, optional: yes}
  - name: police
    title: Tell the police
    when: {what: crime}
    ends: yes
    text: [The police deal with crime.]
  - name: litter
    title: The litter
    when: {what: litter}
    questions:
      - name: kinds
        kind: checkboxes
        label: What kinds?
        options: {glass: Glass, paper: Paper}
      - {name: photos, kind: file, label: Photographs, optional: yes}
  - name: more
    title: More
    questions:
      - {name: story, kind: textarea, label: What happened?, optional: yes}
      - {name: email, kind: email, label: E-mail address, optional: yes}
      - {name: telephone, kind: telephone, label: Telephone number, optional: yes}
      - {name: postcode, kind: postcode, label: Postcode, optional: yes}
"""

TRACK = """\
title: Where is my case?
description: See where your case stands.
address: track/
owner: streets
reviewed: 2026-11-23
handling: track
retention: 1
sections:
  - name: case
    title: Your case
    questions:
      - {name: reference, kind: text, label: Reference number}
      - {name: detail, kind: text, label: E-mail address}
"""

COMPLAIN = """\
title: Complain
description: Tell us what went wrong.
address: complain/
owner: complaints
reviewed: 2026-11-23
acknowledge: complaint-acknowledge
deadline: complaint-answer
retention: 365
sections:
  - name: story
    title: What happened
    questions:
      - {name: story, kind: textarea, label: What happened?}
      - name: urgent
        kind: radios
        label: Is somebody in danger?
        options: {"yes": {label: Yes, deadline: quick}, "no": No}
      - {name: email, kind: email, label: E-mail address, optional: yes}
      - {name: telephone, kind: telephone, label: Telephone number, optional: yes}
"""

ESCALATE = """\
title: Look again
description: Ask for stage two.
address: stage-two/
owner: complaints
reviewed: 2026-11-23
acknowledge: complaint-acknowledge
deadline: complaint-stage-two
retention: 365
sections:
  - name: case
    title: Your case
    questions:
      - {name: reference, kind: text, label: Reference number}
      - {name: detail, kind: text, label: E-mail address}
  - name: why
    title: Why
    questions: [{name: why, kind: textarea, label: Why?}]
"""

REPOSITORY = Path(__file__).resolve().parent.parent.parent
HOME = Path(tempfile.mkdtemp(prefix="receiver-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
PAGES = '{"pages": [{"url": ""}, {"url": "pl/"}, {"url": "report/"}, {"url": "pl/report/"}]}'


DIRECTIONS = {"en": "ltr", "ar": "rtl", "pl": "ltr"}

SHELL = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><title>{title} – Testwick Council</title>
<link rel="stylesheet" href="{up}assets/council.css"></head>
<body><a href="#council_content">Skip</a>{switcher}<a href="tel:01632960100">01632 960100</a>
<main id="council_content"><h1 id="council_title">{title}</h1>
<!-- form:begin -->
the first step
<!-- form:end -->
</main></body></html>
"""


def write_site(folder: Path) -> None:
    """What the build writes for the receiver: English words, said to be in three languages."""
    texts, _ = read_texts((REPOSITORY / "theme/text.yml").read_text(encoding="utf-8"))
    words = {
        key: text.text.replace("{{ phone.main }}", "01632 960100").replace("{size}", "10 MB")
        for key, text in texts.items()
        if key in FORM_KEYS
    }
    forms: dict[str, Any] = {}
    for path in list_forms(folder):
        form, findings = read_form(path.read_text(encoding="utf-8"), path.stem, None)
        assert form is not None and not findings
        for code, direction in DIRECTIONS.items():
            page = f"{'' if code == 'en' else f'{code}/'}{form.address}"
            record = spoken(form, code, direction, page)
            forms.setdefault(form.name, {})[code] = record
            up = "../" * page.count("/")
            shell = folder / "site" / page / "index.html"
            shell.parent.mkdir(parents=True, exist_ok=True)
            title = record["title_plain"]
            text = SHELL.format(
                language=code, direction=direction, title=title, up=up, switcher=switcher(code, up)
            )
            shell.write_text(text, encoding="utf-8")
    known = dict.fromkeys(DIRECTIONS, words)
    office = {key: text.text for key, text in texts.items() if key in OFFICE_KEYS}
    content = json.dumps({"forms": forms, "words": known, "plain": known, "office": {"en": office}})
    (folder / "site/forms.json").write_text(content, encoding="utf-8")


def switcher(code: str, up: str) -> str:
    """The languages of a page, as the theme shows them."""
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(REPOSITORY / "theme"))
    rows = [
        {"lang": one, "dir": DIRECTIONS[one], "name": one, "url": up, "current": one == code}
        for one in DIRECTIONS
    ]
    shown = {"switcher": rows, "text": {"languages": "Languages"}}
    return templates.get_template("components/languages.html").render(council=shown)


def spoken(form: Form, code: str, direction: str, page: str) -> dict[str, Any]:
    """The texts of a form, as councilsite/formdata.py gives them."""
    title = form.title.text
    return {
        "language": code,
        "direction": direction,
        "page": page,
        "file": f"{page}index.html",
        "title": title,
        "title_plain": title,
        "intro": [],
        "next": [text.text for text in form.next],
        "ways": "<p>Telephone us</p>",
        "sections": {
            section.name: {
                "title": section.title.text,
                "title_plain": section.title.text,
                "text": [text.text for text in section.text],
            }
            for section in form.sections
        },
        "questions": {
            question.name: {
                "label": question.label.text,
                "hint": "",
                "options": {
                    option.code: {"label": option.label.text, "hint": ""}
                    for option in question.options
                },
            }
            for question in form.questions
        },
    }


def write_project(folder: Path) -> None:
    """A project with four forms and the little of a site that the receiver reads."""
    for name, text in {
        "council.yml": COUNCIL,
        "forms/report.yml": REPORT,
        "forms/track.yml": TRACK,
        "forms/escalate.yml": ESCALATE,
        "forms/complain.yml": COMPLAIN,
        "site/pages.json": PAGES,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_site(folder)


os.environ["DJANGO_SETTINGS_MODULE"] = "forms.receiver.settings"
os.environ["COUNCILSITE_PROJECT"] = str(HOME)
write_project(HOME)
django.setup()


class Page:
    """What the receiver answered."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.headers: dict[str, str] = dict(response.headers)
        self.html: str = response.content.decode("utf-8")

    @property
    def text(self) -> str:
        """What a reader sees, without what only isolates runs."""
        return " ".join(
            html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi[^>]*>", "", self.html))).split()
        )

    @property
    def hidden(self) -> dict[str, str]:
        """The fields that travel with the page."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', self.html)
        return {name: html.unescape(value) for name, value in found}

    @property
    def step(self) -> str:
        """Which step it shows."""
        return self.hidden.get("step", "")

    @property
    def reference(self) -> str:
        """The reference that it names."""
        found = re.search(r"\b[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}\b", self.text)
        return found.group() if found else ""


class Resident:
    """A resident's browser, which does what a form on a page makes it do."""

    def __init__(self, form: str = "report", language: str = "en", **headers: str) -> None:
        from django.test import Client

        self._client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        self.address = f"/forms/{form}/"
        self.language = language
        self.headers = {"Sec-Fetch-Site": "same-origin", **headers}

    def send(self, page: Page | None, go: str = "next", **fields: Any) -> Page:
        """Sends the form of a page, or the first one where there is no page yet."""
        known = page.hidden if page else {"language": self.language, "step": ""}
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.post({**known, "go": go, **named})

    def post(self, fields: Any, address: str = "", **more: Any) -> Page:
        """Sends whatever is asked for."""
        return Page(
            self._client.post(address or self.address, fields, headers=self.headers, **more)
        )

    def get(self, address: str) -> Page:
        """Asks for an address."""
        return Page(self._client.get(address, headers=self.headers))

    def ask(self, method: str, address: str, body: bytes = b"", kind: str = "") -> Page:
        """Any request at all."""
        said = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body))}
        made = self._client.generic(method, address, body, kind, headers=self.headers, **said)
        return Page(made)

    def to_check(self, **answers: Any) -> Page:
        """Goes through the form about a lamp to "check your answers"."""
        page = self.send(None, what="lamp", lamp_number="7")
        return self.send(page, **{"story": "It is dark.", **answers})
