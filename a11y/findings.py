"""The nouns of the gate: what is wrong on a page, and what checks say about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

ERROR = "error"
"""Severity of what is certainly a barrier."""
WARNING = "warning"
"""Severity of what a person must look at, because no program can decide it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a check found what it looks for."""

    selector: str
    """CSS selector of the element; empty for the page as a whole."""
    snippet: str
    """Beginning of the element's HTML."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the check's message names, by the name in its braces."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One barrier on one page in one state, whoever found it."""

    rule: str
    """Name of the rule in its engine, such as "color-contrast"."""
    engine: str
    """Who found it: "councilsite", "axe" or "codesniffer"."""
    criterion: str
    """Success criterion of WCAG 2.2, such as "1.4.3"; empty for good practice beyond it."""
    severity: str
    """ERROR or WARNING."""
    page: str
    """Address of the page: relative to the site where it was checked as a folder."""
    state: str
    """Name of the state that the page was in."""
    selector: str
    """CSS selector of the element; empty for the page as a whole."""
    snippet: str
    """Beginning of the element's HTML."""
    message: str
    """What is wrong, in one sentence."""
    advice: str
    """What to do, in words for people who write pages."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Same for what is found on one page by one rule in one element, whatever the state."""
        return (self.page, self.engine, self.rule, self.selector)

    @property
    def cause(self) -> str:
        """Same for the same fault of the same element, on whatever page and in whatever state."""
        text = "\n".join((self.engine, self.rule, self.snippet))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A page that nobody could look at: a gate must not pass over it."""

    page: str
    reason: str
    """One sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the gate looked at and found."""

    findings: tuple[Finding, ...]
    """By page, in the order in which they were found; each element once for a rule and page."""
    unscanned: tuple[Unscanned, ...]
    pages: int
    """How many pages there were."""
    kept: int
    """How many of these had not changed, so that their findings come from an earlier run."""
    states: int
    """How many states of pages were looked at in this run."""
    seconds: float
    """How long this run took."""
    date: str
    """Day of the run, such as "2026-11-23"."""
