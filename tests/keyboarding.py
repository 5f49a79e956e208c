"""A person who fills in forms with the keyboard alone; what they answer is made from the forms."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser import Browser
from PIL import Image

from a11y.engines import browser as gate
from forms.definition import Form, Question, Section
from forms.kinds import KINDS, PARTS_OF_DATE, Raw, inputs_of
from forms.receiver.references import new_reference, show

CONTROL = 2
SHIFT = 8
KEYS = {**gate.KEYS, "Home": (36, ""), "Delete": (46, ""), "a": (65, "")}
MOST_STOPS = 150
"""More presses of Tab than a page with a form has stops."""
SECONDS = 20
SHORTEST_TOKEN = 30
"""Codes of options are shorter than the names of files that were added."""

_STOP = """(() => {
  const e = document.activeElement, group = e.form ? [...e.form.elements] : [];
  const same = group.filter((other) => other.name === e.name && other.type === "radio");
  return {
    tag: e.localName, kind: e.type ?? "", name: e.name ?? "", value: e.value ?? "",
    id: e.id, checked: e.checked === true,
    form: e.form ? e.form.className : "",
    address: e.getAttribute("href") ?? "",
    words: e.textContent,
    codes: e.localName === "select" ? [...e.options].map((one) => one.value)
      : same.map((one) => one.value),
    chosen: same.find((one) => one.checked)?.value ?? "",
  };
})()"""
_PAGE = """(() => ({
  age: performance.timeOrigin,
  status: performance.getEntriesByType("navigation")[0].responseStatus,
  search: location.search,
  ready: document.readyState === "complete",
  title: document.title,
  heading: document.querySelector("h1")?.innerText ?? "",
  step: document.querySelector("form.form h2")?.innerText ?? "",
  language: document.documentElement.lang,
  direction: document.documentElement.dir,
  text: document.querySelector("main")?.innerText ?? "",
  errors: [...document.querySelectorAll(".errors a")]
    .map((link) => [link.getAttribute("href"), link.textContent]),
  reference: document.querySelector(".sent .number")?.innerText ?? "",
  kept: Object.fromEntries(
    [...document.querySelectorAll("form.form :is(input, select, textarea)")]
      .filter((one) => !["hidden", "file", "radio", "checkbox"].includes(one.type))
      .map((one) => [one.name, [one.value]])),
  ticked: [...document.querySelectorAll("form.form :checked")]
    .filter((one) => one.localName === "input").map((one) => [one.name, one.value]),
}))()"""


@dataclass(frozen=True)
class Stop:
    """Where a press of Tab has put the focus."""

    tag: str
    kind: str
    name: str
    value: str
    id: str
    checked: bool
    form: str
    """Class of the form that it is in."""
    address: str
    words: str
    """What is written on it."""
    codes: Sequence[str]
    """What can be chosen in it, in order."""
    chosen: str
    """The radio button of its group that is chosen."""


@dataclass(frozen=True)
class Seen:
    """What a page shows."""

    age: float
    """When it was loaded: pages at the same address differ by it."""
    status: int
    """What the server said."""
    search: str
    """What stands in the address after a question mark."""
    ready: bool
    title: str
    heading: str
    step: str
    language: str
    direction: str
    text: str
    errors: Sequence[Sequence[str]]
    """Address and words of each link of the summary."""
    reference: str
    kept: Mapping[str, Sequence[str]]
    """Values of what is typed or picked from a list, by name."""
    ticked: Sequence[Sequence[str]]
    """Names and values of what is chosen."""


class Person:
    """Somebody with a keyboard, and neither mouse nor scripts if they like."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool) -> None:
        self.browser = browser
        self.address = address
        self.age = 0.0
        """Of the page that was looked at last."""
        if not scripts:
            browser.disable_scripts()

    # The page.

    def open(self, url: str) -> Seen:
        """Opens a page of the site."""
        self.browser.open(f"{self.address}{url}")
        return self.look()

    def look(self) -> Seen:
        """What the page shows."""
        seen = Seen(**self.browser.ask(_PAGE))
        if seen.ready:
            self.age = seen.age
        return seen

    def stop(self) -> Stop:
        """What has the focus."""
        return Stop(**self.browser.ask(_STOP))

    def focus(self, wanted: str) -> bool:
        """Whether the page gives the focus to something of a class when it is first drawn."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self.browser.ask("document.activeElement.className") == wanted:
                return True
            time.sleep(0.01)
        return False

    # The keys.

    def press(self, key: str, modifiers: int = 0) -> None:
        """Presses a key, also with Shift or Control."""
        number, text = KEYS[key]
        event: dict[str, Any] = {"key": text if key == "Space" else key, "modifiers": modifiers}
        event |= {"code": key, "windowsVirtualKeyCode": number}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        commands = {"commands": ["selectAll"]} if modifiers == CONTROL else {}
        self.browser.cdp("Input.dispatchKeyEvent", **event, **down, **commands)
        if text:
            # Buttons act when the key comes up; nothing else waits for that.
            self.browser.cdp("Input.dispatchKeyEvent", **event, type="keyUp")

    def type(self, text: str) -> None:
        """Writes over what stands in the field. What a keyboard has no keys for comes at once, as
        from an input method; and so does what is long, as pasted."""
        self.press("a", CONTROL)
        self.press("Delete")
        if len(text) <= 40 and text.isascii():
            self.browser.driver.switch_to.active_element.send_keys(text)
        elif text:
            self.browser.cdp("Input.insertText", text=text)

    def tab(self, *, backwards: bool = False) -> Iterator[Stop]:
        """Goes from stop to stop."""
        for _ in range(MOST_STOPS):
            self.press("Tab", SHIFT if backwards else 0)
            yield self.stop()
        raise AssertionError(f"{self.browser.driver.current_url} has no such stop")

    def skip_to_content(self) -> None:
        """The first stop of every page leads past the menu."""
        self.press("Tab")
        assert self.stop().address == "#council_content"
        self.press("Enter")

    def send(self, key: str = "Enter") -> Seen:
        """Presses the button that has the focus; what comes then."""
        before = self.age
        self.press(key)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            seen = self.look()
            if seen.age != before and seen.ready:
                return seen
            time.sleep(0.01)
        raise AssertionError(f"{self.browser.driver.current_url}: {key} sends nothing")

    def go_to_button(self, go: str) -> None:
        """To a button of the form by what it does."""
        next(stop for stop in self.tab() if (stop.name, stop.value) == ("go", go))

    def press_button(self, go: str) -> Seen:
        """Goes to a button of the form and presses it; what comes then."""
        self.skip_to_content()
        self.go_to_button(go)
        return self.send()

    # The form.

    def fill(self, raw: Raw, *, drop_files: bool = False) -> None:
        """Answers the questions of the page in their order, up to the first button."""
        left = {name for name, values in raw.items() if values}
        for stop in self.tab():
            if stop.name == "go":
                break
            if stop.form != "form" or stop.name not in raw:
                continue
            left.discard(stop.name)
            if stop.kind == "checkbox" and len(stop.value) >= SHORTEST_TOKEN:
                # A file that was added already.
                if drop_files:
                    self.press("Space")
            else:
                self.answer(stop, raw[stop.name])
        assert not left, f"the keyboard does not lead to {left}"

    def answer(self, stop: Stop, values: Sequence[str]) -> None:
        """Answers the question that has the focus."""
        if stop.kind == "radio":
            self._choose(stop, values)
        elif stop.kind == "checkbox":
            if stop.checked != (stop.value in values):
                self.press("Space")
        elif stop.tag == "select":
            self.press("Home")
            for _ in range(stop.codes.index(values[0]) if values else 0):
                self.press("ArrowDown")
        elif stop.kind == "file":
            if values:
                self.browser.driver.switch_to.active_element.send_keys("\n".join(values))
        elif stop.value or values:
            self.type(values[0] if values else "")

    def _choose(self, stop: Stop, values: Sequence[str]) -> None:
        if not values:
            return
        place, wanted = stop.codes.index(stop.value), stop.codes.index(values[0])
        if place == wanted and not stop.checked:
            self.press("Space")
        key = "ArrowDown" if wanted > place else "ArrowUp"
        for _ in range(abs(wanted - place)):
            self.press(key)
        assert self.stop().chosen == values[0]


# Files.


def write_files(folder: Path) -> Mapping[str, str]:
    """Files to add, good and bad, by what is wrong with them."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(picture, "JPEG")
    contents = {
        "good": ("bin.jpg", picture.getvalue()),
        "other": ("letter.pdf", b"%PDF-1.4\n%%EOF\n"),
        "third": ("third.pdf", b"%PDF-1.4\n%3\n%%EOF\n"),
        "fourth": ("fourth.pdf", b"%PDF-1.4\n%4\n%%EOF\n"),
        "file-type": ("notes.txt", b"some words"),
        "empty-file": ("empty.jpg", b""),
        "file-too-large": ("large.jpg", b"\xff\xd8\xff" + bytes(10_000_001)),
    }
    found = {}
    for key, (name, content) in contents.items():
        (folder / name).write_bytes(content)
        found[key] = str(folder / name)
    return found


# Answers.

PEOPLE = {
    "en": "Ann O’Neill & <b>Sons</b>",
    "ar": "ليلى حدّاد",
    "zh-Hans": "王小明",
    "pl": "Żaneta Gęślicka",
    "pa": "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
}
"""Names as residents write them."""
STORIES = {
    "en": "It was dark. Then it rained!",
    "ar": "لم تفرغ الحاوية رقم 7 منذ أسبوعين.",
    "zh-Hans": "两个星期没有人来收垃圾。",
    "pl": "Nikt nie opróżnił pojemnika.\nProszę o pomoc.",
    "pa": "ਦੋ ਹਫ਼ਤਿਆਂ ਤੋਂ ਕੂੜਾ ਨਹੀਂ ਚੁੱਕਿਆ ਗਿਆ।",
}


@dataclass(frozen=True)
class Answers:
    """What somebody answers: `turn` makes each person choose something else."""

    form: Form
    language: str
    turn: int
    today: dt.date
    files: Mapping[str, str]
    """Paths of files, as write_files gives them."""

    def good(self, section: Section) -> Raw:
        """What is typed and chosen in a section; conditional questions only after their option."""
        raw: dict[str, tuple[str, ...]] = {}
        for question in section.questions:
            if question.when is None or question.when.holds(raw):
                raw.update(self._good(question))
        return raw

    def _good(self, question: Question) -> Raw:
        name = question.name
        match question.kind:
            case "date":
                day = self.today + dt.timedelta({"past": -40, "future": 40}.get(question.time, 0))
                return date_of(question, day)
            case "radios" | "select":
                ends = {
                    code
                    for one in self.form.sections
                    if one.is_end and one.when
                    for code in one.when.options
                    if one.when.question == name
                }
                codes = [one.code for one in question.options if one.code not in ends]
                return {name: (codes[self.turn % len(codes)],)}
            case "checkboxes":
                codes = [one.code for one in question.options]
                return {name: tuple(sorted({codes[self.turn % len(codes)], codes[-1]}))}
            case "file":
                return {name: (self.files["good"], self.files["other"])}
        if not question.is_required and question.kind in ("text", "textarea") and not self.turn:
            return {name: ()}
        return {name: (self._typed(question),)}

    def _typed(self, question: Question) -> str:
        fixed = {
            "email": f"resident{self.turn}@example.org",
            "telephone": "01632 960 002",
            "postcode": "zz1 1aa",
        }
        if question.name == "reference":
            return show(new_reference()).lower().replace("-", " ")
        if question.name == "detail":
            return fixed["email"]
        if question.kind in fixed:
            return fixed[question.kind]
        return self.story if question.kind == "textarea" else PEOPLE[self.language]

    @property
    def story(self) -> str:
        """What happened, in the language."""
        return STORIES[self.language]

    def left_out(self, question: Question) -> Raw:
        """What somebody sends who passes a question over."""
        return dict.fromkeys(inputs_of(question.kind, question.name), ())

    def mistakes(self, question: Question) -> dict[str, Raw]:
        """What can be done wrong in a question by somebody with a keyboard, by the fault."""
        kind = _MISTAKES.get(question.kind)
        return kind(question, self) if kind else {}


def _too_long(question: Question, answers: Answers) -> dict[str, Raw]:
    most = question.most or KINDS[question.kind].most
    found: dict[str, Raw] = {"too-long": {question.name: ("many words " * (most // 10),)}}
    if question.name == "reference":
        found["not-a-reference"] = {question.name: ("C4K 7MP O0I",)}
    return found


def _wrong_date(question: Question, answers: Answers) -> dict[str, Raw]:
    name, far = question.name, dt.timedelta(400)
    day = date_of(question, answers.today)
    found: dict[str, Raw] = {
        "incomplete-date": {**day, f"{name}-month": ()},
        "not-a-date": {**day, f"{name}-day": ("31",), f"{name}-month": ("2",)},
        "short-year": {**day, f"{name}-year": ("26",)},
    }
    if question.time == "past":
        found["in-the-future"] = date_of(question, answers.today + far)
    if question.time == "future":
        found["in-the-past"] = date_of(question, answers.today - far)
    return found


def _wrong_files(question: Question, answers: Answers) -> dict[str, Raw]:
    files = answers.files
    many = ("good", "other", "third", "fourth")
    return {
        **{code: {question.name: (files[code],)} for code in _BAD_FILES},
        "too-many-files": {question.name: tuple(files[key] for key in many)},
    }


_BAD_FILES = ("file-type", "empty-file", "file-too-large")
_MISTAKES: Mapping[str, Callable[[Question, Answers], dict[str, Raw]]] = {
    "text": _too_long,
    "textarea": _too_long,
    "email": lambda question, answers: {"not-an-email": {question.name: ("ann@example",)}},
    "telephone": lambda question, answers: {"not-a-telephone": {question.name: ("12345",)}},
    "postcode": lambda question, answers: {"not-a-postcode": {question.name: ("ZZ1",)}},
    "date": _wrong_date,
    "file": _wrong_files,
}


def date_of(question: Question, day: dt.date) -> dict[str, tuple[str, ...]]:
    """A day as its three fields."""
    return {f"{question.name}-{part}": (str(getattr(day, part)),) for part in PARTS_OF_DATE}
