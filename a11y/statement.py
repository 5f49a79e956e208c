"""In charge of what the accessibility statement says: written from a run, so that both agree.

The build makes the page itself (councilsite/statementpage.py) from the file that is written here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from a11y.criteria import ASKED_FOR, CRITERIA
from a11y.engines import axe, own
from a11y.outcome import Outcome
from councilsite.model import Text
from councilsite.statement import FILE, Barrier, Statement, read_statement
from councilsite.textfile import read_text

_CODESNIFFER = "@pa11y/html_codesniffer/package.json"
"""Below node_modules."""
_MANY = len(ASKED_FOR) // 2
"""A site that fails more criteria than this does not comply, not even in part."""
_HEAD = (
    '# Written by "python3 build.py check" from its last run and from a11y/baseline.yml: '
    "do not edit it by hand.\n"
)


def update_statement(project: Path, outcome: Outcome, modules: Path) -> str:
    """Brings a project's statement up to date with a run that has let everything pass.

    Gives a sentence where the old one did not agree with the run; empty where it did.
    """
    path = project / FILE
    old = _read(path)
    text = write_statement(make_statement(outcome, modules, old))
    new = read_statement(text)[0]
    assert new is not None
    if new != old:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.part")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    if old is None or _says(old) == _says(new):
        return ""
    return (
        f"{FILE} did not say what was found, and is written anew. "
        "Build the site again, check it again, and keep the file with it."
    )


def make_statement(outcome: Outcome, modules: Path, old: Statement | None) -> Statement:
    """What a run and its baseline say of the site; `old` is what was said before."""
    barriers = tuple(sorted(_list_barriers(outcome), key=_order))
    failed = {barrier.criterion for barrier in barriers}
    tested = dt.date.fromisoformat(outcome.run.date)
    return Statement(
        prepared=old.prepared if old else tested,
        tested=tested,
        pages=outcome.run.pages,
        engines=_name_engines(modules),
        status="none" if len(failed) > _MANY else "partial" if failed else "full",
        barriers=barriers,
    )


def _list_barriers(outcome: Outcome) -> Iterator[Barrier]:
    """Accepted findings that break what the law asks for: one for each entry and criterion."""
    for one in outcome.verdict.accepted:
        entry = one.entry
        criteria = [finding.criterion for finding in one.findings]
        for criterion in dict.fromkeys(criteria):
            if entry.is_barrier and criterion in ASKED_FOR:
                level, name = CRITERIA[criterion]
                yield Barrier(
                    criterion,
                    Text(name, entry.place),
                    level,
                    criteria.count(criterion),
                    Text(entry.reason, entry.place),
                    entry.expires,
                )


def _order(barrier: Barrier) -> tuple[list[int], str]:
    return ([int(part) for part in barrier.criterion.split(".")], barrier.reason.text)


def _name_engines(modules: Path) -> tuple[str, ...]:
    about = json.loads((modules / _CODESNIFFER).read_text(encoding="utf-8"))
    return (f"axe-core {axe.VERSION}", f"HTML_CodeSniffer {about['version']}", own.ENGINE)


def _read(path: Path) -> Statement | None:
    """The statement that is there; None where there is none that can be read."""
    if not path.is_file():
        return None
    text = read_text(path, FILE)
    return read_statement(text)[0] if isinstance(text, str) else None


def _says(statement: Statement) -> tuple[object, ...]:
    """What must agree with a run; dates, versions and the number of pages may be older."""
    barriers = [
        (one.criterion, one.places, one.reason.text, one.until) for one in statement.barriers
    ]
    return (statement.status, barriers)


def write_statement(statement: Statement) -> str:
    """A statement as the file that the build reads."""
    lines = [
        f"prepared: {statement.prepared}",
        f"tested: {statement.tested}",
        f"pages: {statement.pages}",
        f"engines: [{', '.join(statement.engines)}]",
        f"status: {statement.status}",
        "barriers:" if statement.barriers else "barriers: []",
    ]
    for barrier in statement.barriers:
        lines += [
            f"  - criterion: {barrier.criterion}",
            f"    name: {_quoted(barrier.name.text)}",
            f"    level: {barrier.level}",
            f"    count: {barrier.places}",
            f"    reason: {_quoted(barrier.reason.text)}",
            f"    until: {barrier.until}",
        ]
    return _HEAD + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
