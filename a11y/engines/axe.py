"""In charge of axe-core: puts it into the open page, and turns its report into findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe

from a11y.engines.browser import Browser
from a11y.findings import ERROR, WARNING, Finding
from a11y.states import State

ENGINE = "axe"
VERSION = "4.14.1"
SCRIPT = "axe-core/axe.min.js"
"""Below node_modules."""

NOT_TAGS = ("deprecated", "review-item")
"""Rules that are not run: obsolete ones, and reminders to look at things that are no fault."""

COLOUR_RULES = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")
"""What can differ where only colours do."""
NOT_RULES = ("color-contrast-enhanced",)
"""Level AAA asks for contrast of 7:1, which is not what a site is measured by."""

NOT_DOUBTED = frozenset({"css-orientation-lock"})
"""Rules whose doubts are no findings: axe-core has them on every page that has no style sheet."""

_RUN = """
([notTags, notRules, colourRules, structure, colours], done) => {
  const rows = (results, severity) => results.flatMap((result) => result.nodes.map((node) => ({
    rule: result.id,
    tags: result.tags,
    help: result.help,
    advice: result.description,
    severity,
    selector: node.target.flat().join(" "),
    snippet: node.html.slice(0, 160).replace(/\\s+/g, " "),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
  })));
  const values = axe.getRules().filter(({ruleId, tags}) => !notRules.includes(ruleId)
    && !tags.some((tag) => notTags.includes(tag))
    && (colourRules.includes(ruleId) ? colours : structure)).map(({ruleId}) => ruleId);
  const options = {runOnly: {type: "rule", values}, resultTypes: ["violations", "incomplete"]};
  axe.run(document, options).then(
    (report) => done([...rows(report.violations, "error"), ...rows(report.incomplete, "warning")]),
    (error) => done(String(error)),
  );
}
"""


class AxeFault(Exception):
    """axe-core is not the one we want, or could not look at a page."""


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Stands in for the driver that axe-selenium-python gives axe-core to, page after page."""

    browser: Browser

    def execute_script(self, source: str) -> None:
        """Has the script ready on this page and those after it, where nobody sends it again."""
        self.browser.keep("councilsiteAxe", f"function () {{ {source}\n}}")


_START = f"""(() => {{
  const found = () => globalThis.axe?.version;
  if (found() !== {VERSION!r}) globalThis.councilsiteAxe?.();
  return found();
}})()"""


def prepare(browser: Browser, script: Path) -> None:
    """Puts axe-core into the open page. Raises AxeFault where it is another version."""
    # The bindings bring an engine of 2018; and a page may have an axe-core of its own.
    found = browser.ask(_START)
    if found != VERSION:
        Axe(_Keeper(browser), str(script)).inject()
        found = browser.ask(_START)
    if found != VERSION:
        raise AxeFault(f"axe-core {VERSION} was wanted, and the page has {found}.")


def run_axe(
    browser: Browser, page: str, state: State, *, structure: bool = True, colours: bool = True
) -> Iterator[Finding]:
    """Violations are errors; what axe-core cannot decide is a warning. Raises AxeFault."""
    rows = browser.wait_for(_RUN, [NOT_TAGS, NOT_RULES, COLOUR_RULES, structure, colours])
    if isinstance(rows, str):
        raise AxeFault(f"axe-core could not look at this page: {rows}")
    for row in rows:
        if row["severity"] == "warning" and row["rule"] in NOT_DOUBTED:
            continue
        yield _finding(row, page, state)


def _finding(row: Mapping[str, Any], page: str, state: State) -> Finding:
    return Finding(
        rule=row["rule"],
        engine=ENGINE,
        criterion=_criterion(row["tags"]),
        severity=ERROR if row["severity"] == "error" else WARNING,
        page=page,
        state=state.name,
        selector=row["selector"],
        snippet=row["snippet"],
        message=f"{row['help']}: {row['why']}",
        advice=row["advice"],
    )


def _criterion(tags: Sequence[str]) -> str:
    """Success criterion among axe-core's tags: "wcag143" is 1.4.3."""
    for tag in tags:
        digits = tag.removeprefix("wcag")
        if tag.startswith("wcag") and digits.isdigit() and len(digits) >= 3:
            return f"{digits[0]}.{digits[1]}.{digits[2:]}"
    return ""
