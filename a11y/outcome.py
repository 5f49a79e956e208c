"""The nouns of reports: what a run came to, and its findings grouped by what is behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from a11y.baseline import Judged, Verdict
from a11y.findings import ERROR, Finding, Run
from councilsite.model import Place

NEW, EXCEEDED, EXPIRED, ACCEPTED = "new", "exceeded", "expired", "accepted"
"""What a finding is by the baseline."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: all that a report tells."""

    run: Run
    verdict: Verdict
    origins: Mapping[Finding, Place] = field(default_factory=dict)
    """File and line to edit, for findings where that is known."""
    pages: tuple[str, ...] = ()
    """Names of all pages of the run."""
    folder: str = ""
    """Where the pages are below the project, such as "site/"; empty for pages elsewhere."""
    proposal: str = ""
    """Entries for the baseline that would accept all that is new, in YAML."""
    baseline: str = ""
    """What messages call the baseline; empty where there is none for these pages."""

    def standings(self) -> dict[Finding, str]:
        """What each finding is by the baseline: NEW, EXCEEDED, EXPIRED or ACCEPTED."""
        verdict = self.verdict
        found = dict.fromkeys(verdict.new, NEW)
        kinds = ((EXCEEDED, verdict.exceeded), (EXPIRED, verdict.expired))
        for standing, judged in (*kinds, (ACCEPTED, verdict.accepted)):
            found |= dict.fromkeys(_findings(judged), standing)
        return found


@dataclass(frozen=True, slots=True)
class Cause:
    """The same fault of the same element, wherever it is."""

    message: str
    snippet: str
    place: Place | None
    """File and line to edit; None where nobody knows."""
    pages: tuple[str, ...]
    """Where it is, in the order of the run."""
    states: tuple[str, ...]
    """States in which it was found first."""
    selector: str
    """Of the first finding."""


@dataclass(frozen=True, slots=True)
class Group:
    """All that a rule has found."""

    engine: str
    rule: str
    criterion: str
    severity: str
    advice: str
    causes: tuple[Cause, ...]

    @property
    def name(self) -> str:
        """Engine and rule, as the baseline writes them."""
        return f"{self.engine}:{self.rule}"

    @property
    def count(self) -> int:
        """On how many pages its causes are, each counted once for every page."""
        return sum(len(cause.pages) for cause in self.causes)


def group_findings(
    findings: Iterable[Finding], origins: Mapping[Finding, Place] | None = None
) -> list[Group]:
    """Findings by rule and then by cause: errors first, what is on most pages first."""
    rules: dict[tuple[str, str, str, str], dict[str, list[Finding]]] = {}
    for finding in findings:
        key = (finding.engine, finding.rule, finding.criterion, finding.severity)
        rules.setdefault(key, {}).setdefault(finding.cause, []).append(finding)
    groups = [
        Group(*key, _advice(causes.values()), _make_causes(causes.values(), origins or {}))
        for key, causes in rules.items()
    ]
    return sorted(groups, key=lambda group: (group.severity != ERROR, -group.count, group.name))


def _advice(causes: Iterable[list[Finding]]) -> str:
    return next((found[0].advice for found in causes if found[0].advice), "")


def _make_causes(
    causes: Iterable[list[Finding]], origins: Mapping[Finding, Place]
) -> tuple[Cause, ...]:
    made = [
        Cause(
            message=findings[0].message,
            snippet=findings[0].snippet,
            place=next((origins[one] for one in findings if one in origins), None),
            pages=tuple(dict.fromkeys(finding.page for finding in findings)),
            states=tuple(dict.fromkeys(finding.state for finding in findings)),
            selector=findings[0].selector,
        )
        for findings in causes
    ]
    return tuple(sorted(made, key=lambda cause: -len(cause.pages)))


def _findings(judged: Iterable[Judged]) -> Iterable[Finding]:
    return (finding for one in judged for finding in one.findings)
