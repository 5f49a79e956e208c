"""In charge of states.yml: further contents of a site's pages, such as a form with errors."""

from __future__ import annotations

import fnmatch
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from a11y.engines.browser import Browser
from a11y.states import LOOKS
from councilsite.model import Finding
from councilsite.textfile import read_text
from councilsite.yamltext import Node, Reader

SECONDS = 10
"""How long a step may take until what it waits for is there."""
STEPS = ("open", "fill", "click", "wait", "note")
NOTED = "{note}"
"""In words to fill in: what the step before that notes has found on the page."""


SIZES = ("desktop", "phone")


class StepFault(Exception):
    """A step that could not be taken: one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person does."""

    kind: str
    """One of STEPS."""
    selector: str
    """CSS selector of the element that this is about; for "open" an address, seen from the page
    that the state belongs to."""
    words: Mapping[str, str]
    """For "fill": what is typed, by language of the page; "" is for all others."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A content that some pages can have beside those that every page has."""

    name: str
    """For people, such as "search with results"."""
    pages: tuple[str, ...]
    """Patterns of paths, such as "*search/index.html"."""
    steps: tuple[Step, ...]
    """What leads there."""
    sizes: tuple[str, ...] = SIZES
    """Windows in which it is looked at."""
    looks: tuple[str, ...] = LOOKS
    """Colours in which it is looked at, in each of these windows."""

    def is_about(self, page: str) -> bool:
        """Whether a page can have this content."""
        return any(fnmatch.fnmatchcase(page, pattern) for pattern in self.pages)


def read_extras(path: Path, name: str) -> tuple[tuple[Extra, ...], list[Finding]]:
    """Reads a site's states.yml, which need not be there; `name` is what messages call it."""
    if not path.is_file():
        return (), []
    text = read_text(path, name)
    if isinstance(text, Finding):
        return (), [text]
    reader = Reader(name)
    root = reader.parse(text)
    if root is None:
        return (), reader.findings
    known: dict[str, Extra] = {}
    return reader.each(root, name, lambda node: _read_extra(reader, node, known)), reader.findings


def _read_extra(reader: Reader, node: Node, known: dict[str, Extra]) -> Extra:
    """A state; `known` are those before it, which it joins."""
    values = reader.mapping(node, "a state", ("name", "steps"), ("pages", "after"))
    name = reader.words(values.get("name"), "name")
    before = _read_before(reader, values, known)
    pages, steps = values.get("pages"), values.get("steps")
    if pages:
        own = reader.each(pages, "pages", lambda page: reader.words(page, "a page"))
    elif before:
        own = before.pages
    else:
        own = ()
        reader.complain(node.line, "unfit-value", "a state needs pages or after.", "Write one.")
    steps_before = before.steps if before else ()
    known[name] = Extra(
        name,
        own,
        (
            *steps_before,
            *(reader.each(steps, "steps", lambda step: _read_step(reader, step)) if steps else ()),
        ),
    )
    return known[name]


def _read_before(
    reader: Reader, values: Mapping[str, Node], known: Mapping[str, Extra]
) -> Extra | None:
    """The state that another one goes on from; None where it starts with the page."""
    node = values.get("after")
    if node is None:
        return None
    name = reader.words(node, "after")
    if name not in known:
        expected = f'no state before this one is called "{name}".'
        reader.complain(node.line, "unfit-value", expected, "Write the name of one.")
    return known.get(name)


def _read_step(reader: Reader, node: Node) -> Step:
    values = reader.mapping(node, "a step", (), (*STEPS, "with"))
    kinds = [kind for kind in STEPS if kind in values]
    if len(kinds) != 1:
        expected = f"one of {', '.join(STEPS)}"
        reader.complain(node.line, "unfit-value", f"a step needs {expected}.", "Write one of them.")
        return Step("wait", "html", {})
    words: dict[str, str] = {}
    said = values.get("with")
    if said is not None and isinstance(said.value, str):
        words[""] = said.value
    elif said is not None:
        entries = reader.entries(said, "with")
        words = {code: reader.words(text, f"with: {code}") for code, text in entries.items()}
    return Step(kinds[0], reader.words(values[kinds[0]], kinds[0]), words)


def take_steps(browser: Browser, extra: Extra) -> None:
    """Brings the open page to a content. Raises StepFault."""
    # The driver waits for the page that a click leads to, as a person does.
    page = Browser(browser.driver)
    start, noted = str(browser.driver.current_url), ""
    for step in extra.steps:
        if step.kind == "open":
            browser.open(urllib.parse.urljoin(start, step.selector))
            continue
        _wait_for(page, extra, step)
        if step.kind == "click":
            page.run("document.querySelector(arguments[0]).click()", step.selector)
        elif step.kind == "note":
            noted = str(page.ask("document.querySelector(arguments[0]).innerText", step.selector))
        elif step.kind == "fill":
            language = str(page.ask("document.documentElement.lang"))
            words = step.words.get(language, step.words.get("", "")).replace(NOTED, noted)
            page.run(
                "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                "field.dispatchEvent(new Event('input', {bubbles: true}));",
                step.selector,
                words,
            )


_IS_THERE = """
document.readyState === "complete" && document.querySelector(arguments[0]) !== null
"""


def _wait_for(browser: Browser, extra: Extra, step: Step) -> None:
    """Waits until an element is there, on a page that is whole."""
    end = time.monotonic() + SECONDS
    while not browser.ask(_IS_THERE, step.selector):
        if time.monotonic() > end:
            raise StepFault(f'the state "{extra.name}" is not reached: no {step.selector}')
        time.sleep(0.02)
