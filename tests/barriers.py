"""Findings, runs and outcomes that tests make up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from a11y.baseline import Entry, judge, propose
from a11y.findings import ERROR, Finding, Run, Unscanned
from a11y.outcome import Outcome
from councilsite.model import Place

TODAY = dt.date(2026, 11, 23)


def finding(
    page: str = "bins/index.html",
    *,
    rule: str = "vague-link",
    engine: str = "councilsite",
    criterion: str = "2.4.4",
    severity: str = ERROR,
    selector: str = "#a",
    snippet: str = '<a href="/bins">click here</a>',
    message: str = 'The link "click here" does not say where it leads.',
    state: str = "desktop, light",
) -> Finding:
    return Finding(
        rule=rule,
        engine=engine,
        criterion=criterion,
        severity=severity,
        page=page,
        state=state,
        selector=selector,
        snippet=snippet,
        message=message,
        advice="Make the name of the page the words of the link.",
    )


def entry(
    page: str = "bins/index.html",
    *,
    rule: str = "vague-link",
    selector: str = "",
    count: int = 1,
    expires: str = "2027-01-31",
    line: int = 1,
    is_barrier: bool = True,
) -> Entry:
    return Entry(
        place=Place("a11y/baseline.yml", line),
        engine="councilsite",
        rule=rule,
        page=page,
        selector=selector,
        count=count,
        reason="The contractor mends it in January.",
        owner="Waste and recycling",
        expires=dt.date.fromisoformat(expires),
        is_barrier=is_barrier,
    )


def run(findings: Iterable[Finding], unscanned: Iterable[Unscanned] = (), pages: int = 3) -> Run:
    return Run(
        tuple(findings),
        tuple(unscanned),
        pages=pages,
        kept=1,
        states=16,
        seconds=12.3,
        date=TODAY.isoformat(),
    )


def outcome(
    findings: Iterable[Finding] = (),
    entries: Iterable[Entry] = (),
    unscanned: Iterable[Unscanned] = (),
    origins: dict[Finding, Place] | None = None,
) -> Outcome:
    findings = list(findings)
    verdict = judge(findings, list(entries), TODAY)
    return Outcome(
        run(findings, unscanned),
        verdict,
        origins or {},
        pages=("bins/index.html", "index.html", "pl/bins/index.html"),
        folder="site/",
        proposal=propose(verdict, TODAY),
        baseline="a11y/baseline.yml",
    )
