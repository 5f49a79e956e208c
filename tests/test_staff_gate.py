"""The gate over the pages of the back office: no errors, and no warnings but those of a baseline.

Each page is looked at in one language, the next page in the next, on a desktop and on a phone.
With `--whole` it is each in every language, window and look, as with `build.py check` on the site.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser import describe, node_module
from conftest import REPOSITORY, BuiltSite
from deskwork import Caller, Clerk, make_account, send_form
from keyboarding import Answers

from a11y.baseline import judge, read_baseline
from a11y.extras import read_extras
from a11y.findings import WARNING, Finding
from a11y.gate import Plan, run_gate
from a11y.kept import Shelf
from a11y.known_texts import catalogue_texts, common_texts, join_texts
from a11y.states import LOADED, STATES, State
from a11y.targets import Target
from forms.receiver.library import read_library
from forms.receiver.rehearsal import Stage, set_stage

BASELINE = "tests/office_baseline.yml"
LANGUAGES = ("en", "ar", "pa", "zh-Hans", "pl")
SAMPLE = (State(LOADED, "desktop", "light"), State(LOADED, "phone", "dark"))
PAGES = {
    "log-in": ("nobody", "login/"),
    "second-step-new": ("ada", "second-step/"),
    "second-step": ("eve", "second-step/"),
    "cases": ("mia", "receiver/case/"),
    "complaint": ("mia", "receiver/case/1/change/"),
    "answered": ("zoe", "receiver/case/2/change/"),
    "with-files": ("mia", "receiver/case/3/change/"),
    "record": ("mia", "record/"),
    "figures": ("mia", "figures/"),
    "password": ("bea", "password_change/"),
    "accounts": ("root", "auth/user/"),
    "new-account": ("root", "auth/user/add/"),
    "account": ("root", "auth/user/1/change/"),
    "own-account": ("root", "auth/user/3/change/"),
    "new-password": ("root", "auth/user/1/password/"),
    "account-history": ("root", "auth/user/1/history/"),
}
"""Who opens which page of the office."""
Choose = Callable[[int], str]
"""Says the language of a page by the page's number."""
EXTRAS = """
- name: with a wrong password
  pages: ["*/log-in"]
  steps:
    - {fill: "#id_username", with: mia}
    - {fill: "#id_password", with: wrong}
    - {click: "main form button"}
    - {wait: ".errornote"}
- name: with a wrong code
  pages: ["*/second-step-new"]
  steps:
    - {fill: "#id_code", with: "000000"}
    - {click: "main form button"}
    - {wait: ".errornote"}
- name: without an answer
  pages: ["*/complaint"]
  steps:
    - {fill: "#id_step", with: answer}
    - {click: "[name=_continue]"}
    - {wait: ".errornote"}
- name: without a day
  pages: ["*/record"]
  steps:
    - {fill: "#id_came", with: ""}
    - {click: "main form button"}
    - {wait: ".errornote"}
- name: saved
  pages: ["*/answered"]
  steps:
    - {fill: "#id_learning", with: Check the list of streets.}
    - {click: "[name=_continue]"}
    - {wait: ".messagelist"}
"""


@contextlib.contextmanager
def door(address: str, cookie: str, language: str) -> Iterator[str]:
    """The receiver as one person sees it: whoever comes by this address is at work already."""

    class Handler(http.server.BaseHTTPRequestHandler):
        """Hands each request on, with the person's session and language."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """A page, or a file that it needs."""
            self.hand_on(None)

        def do_POST(self) -> None:
            """A form."""
            self.hand_on(self.rfile.read(int(self.headers["Content-Length"])))

        def hand_on(self, body: bytes | None) -> None:
            """Asks the receiver and says what it says."""
            known = {k: v for k, v in self.headers.items() if k != "Connection"}
            headers = {**known, "Cookie": cookie, "Accept-Language": language}
            request = urllib.request.Request(f"{address}{self.path[1:]}", body, headers)
            try:
                answer = opener.open(request, timeout=30)
            except urllib.error.HTTPError as fault:
                answer = fault
            with answer:
                content = answer.read()
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name not in ("Connection", "Transfer-Encoding", "Set-Cookie", "Date"):
                        self.send_header(name, value)
                if "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                # A browser that goes on to another page waits for nothing more.
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    class Stay(urllib.request.HTTPRedirectHandler):
        """The browser itself follows where an answer leads."""

        def redirect_request(self, *args: object) -> None:
            """Nowhere."""

    opener = urllib.request.build_opener(Stay)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Office:
    """The demonstration council's office with people, and cases of all kinds."""

    stage: Stage
    people: Mapping[str, str]
    """What the browser of each person says."""
    site: Path

    def targets(self, choose: Choose, stack: contextlib.ExitStack) -> list[Target]:
        """The pages, each in the language that is chosen for its number."""
        doors: dict[tuple[str, str], str] = {}
        found = []
        for number, (name, (person, path)) in enumerate(PAGES.items()):
            language = choose(number)
            key = (person, language)
            if key not in doors:
                way = door(self.stage.address, self.people[person], language)
                doors[key] = stack.enter_context(way)
            found.append(Target(f"{language}/{name}", f"{doors[key]}office/{path}"))
        return found


@contextlib.contextmanager
def open_office(project: Path, site: Path) -> Iterator[Office]:
    """Makes accounts, and cases in every state."""
    library = read_library(project, site)
    with set_stage(project, site) as stage:
        words = {
            "mia": make_account(stage, "mia", "manager:complaints", "officer:waste"),
            # What one browser has saved must not be told to another.
            "zoe": make_account(stage, "zoe", "manager:complaints"),
            "root": make_account(stage, "root", "administrator"),
            "ada": make_account(stage, "ada", "officer:waste"),
            "bea": make_account(stage, "bea", "officer:waste"),
        }
        files = {"good": "", "other": ""}
        form = library.forms["complaint"]
        for language in ("ar", "pa", "en"):
            send_form(stage.address, form, Answers(form, language, 0, dt.date.today(), files))
        clerk = Clerk(stage.address, "mia", words["mia"])
        clerk.work(2, "acknowledge", words="ਅਸੀਂ ਵੇਖ ਰਹੇ ਹਾਂ।")
        clerk.work(2, "extend", words="ਅਸੀਂ ਪੁੱਛ ਰਹੇ ਹਾਂ।", days="5")
        clerk.work(2, "answer", words="ਸਾਨੂੰ ਅਫ਼ਸੋਸ ਹੈ।", outcome="upheld")
        zoe = Clerk(stage.address, "zoe", words["zoe"])
        root = Clerk(stage.address, "root", words["root"])
        ada = Clerk(stage.address, "ada", words["ada"], "password")
        # Has set up the second step, and now comes with the password alone.
        own = f"{words['zoe']} of my own"
        eve = Clerk(stage.address, "zoe", own, "password")
        nobody = Caller(stage.address)
        nobody.get("office/login/")
        people = {
            "nobody": nobody.cookie,
            "eve": eve.cookie,
            "mia": clerk.cookie,
            "zoe": zoe.cookie,
            "root": root.cookie,
            "ada": ada.cookie,
        }
        bea = Clerk(stage.address, "bea", words["bea"], "phone")
        yield Office(stage, {**people, "bea": bea.cookie}, site)


def look(
    office: Office, choose: Choose, states: Sequence[State], folder: Path, locales: Path
) -> tuple[Finding, ...]:
    """What the gate finds."""
    extras_file = folder / "states.yml"
    extras_file.write_text(EXTRAS, encoding="utf-8")
    extras, faults = read_extras(extras_file, "states.yml")
    assert faults == []
    known = join_texts(common_texts(), catalogue_texts(locales, "en"))
    with contextlib.ExitStack() as stack:
        targets = office.targets(choose, stack)
        shelf = Shelf(folder, office.site, office.stage.address, "")
        plan = Plan(targets, node_module("."), extras, known, shelf, states=states)
        run = run_gate(plan, lambda done, total: None)
    print(f"{run.pages} pages, {run.states} states, {run.seconds:.0f} s", flush=True)
    assert run.unscanned == (), run.unscanned
    return run.findings


def refuse(findings: Sequence[Finding]) -> list[list[str]]:
    """What the baseline does not accept."""
    entries, faults = read_baseline(REPOSITORY / BASELINE, BASELINE, dt.date.today())
    assert faults == []
    verdict = judge(findings, entries, dt.date.today())
    accepted = [finding for one in verdict.accepted for finding in one.findings]
    assert {finding.severity for finding in accepted} <= {WARNING}
    return [
        [f.severity, f.page, f.state, f.engine, f.rule, f.message, f.selector, f.snippet]
        for f in verdict.failing
    ]


def one_after_the_other(number: int) -> str:
    """The next page in the next language."""
    return LANGUAGES[number % len(LANGUAGES)]


def test_the_gate_finds_nothing_in_the_office(
    demonstration: BuiltSite, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    choices: list[Choose] = [one_after_the_other]
    states = SAMPLE
    if pytestconfig.getoption("--whole"):
        # A language at a time: what a person has saved in one must not be told in another.
        choices, states = [(lambda number, one=one: one) for one in LANGUAGES], STATES
    locales = demonstration.folder / "locales"
    with open_office(demonstration.folder, demonstration.out) as office:
        found = [look(office, choose, states, tmp_path, locales) for choose in choices]
    refused = refuse([finding for findings in found for finding in findings])
    assert not refused, describe(refused)
