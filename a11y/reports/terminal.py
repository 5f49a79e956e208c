"""In charge of what a person reads in the terminal when a run is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from a11y.baseline import Judged
from a11y.criteria import describe
from a11y.findings import ERROR
from a11y.outcome import Cause, Group, Outcome, group_findings

MOST_NAMED = 5
"""Pages that are named for one cause, and causes for one rule."""


def make(outcome: Outcome) -> str:
    """What was found, what to do about it, and a line of totals at the end."""
    groups = group_findings(outcome.verdict.failing, outcome.origins)
    parts = ["\n".join(_tell_group(group)) for group in groups]
    parts += ["\n".join(_tell_entries(outcome))]
    if outcome.proposal and outcome.baseline:
        parts.append(
            f"To accept what is new for now, add this to {outcome.baseline} and say why:\n\n"
            + outcome.proposal.rstrip("\n")
        )
    return "\n\n".join([part for part in parts if part] + [_sum_up(outcome)])


def _tell_group(group: Group) -> Iterator[str]:
    word = "ERROR" if group.severity == ERROR else "LOOK AT THIS"
    yield f"{word}: {group.name} ({describe(group.criterion)})"
    if group.advice:
        yield f"  What to do: {_one_line(group.advice)}"
    for cause in group.causes[:MOST_NAMED]:
        yield from _tell_cause(cause)
    if len(group.causes) > MOST_NAMED:
        rest = group.causes[MOST_NAMED:]
        pages = len({page for cause in rest for page in cause.pages})
        yield f"  … and {len(rest)} more of these, on {_count(pages, 'page')}."


def _tell_cause(cause: Cause) -> Iterator[str]:
    yield f"  - {_one_line(cause.message)}"
    if cause.snippet:
        yield f"    {_one_line(cause.snippet)}"
    elif cause.selector:
        yield f"    {cause.selector}"
    if cause.place:
        yield f"    Edit {cause.place}"
    yield f"    On {_name_pages(cause.pages)} ({'; '.join(cause.states)})"


def _name_pages(pages: Sequence[str]) -> str:
    named = ", ".join(pages[:MOST_NAMED])
    return named if len(pages) <= MOST_NAMED else f"{named} and {len(pages) - MOST_NAMED} more"


def _tell_entries(outcome: Outcome) -> Iterator[str]:
    """What has happened to entries of the baseline."""
    verdict = outcome.verdict
    for one in verdict.exceeded:
        yield (
            f"{one.entry.place}: this entry covers {one.entry.count}, and there are "
            f"{len(one.findings)}. Mend what is new, which may be any of them."
        )
    for one in verdict.expired:
        yield (
            f"{one.entry.place}: this entry has expired on {one.entry.expires}, and "
            f"{_count(len(one.findings), 'finding')} of it {_are(len(one.findings))} still there. "
            f"Mend them, or agree on a new day with {one.entry.owner}."
        )
    for one in verdict.spent:
        yield _tell_spent(one)


def _tell_spent(one: Judged) -> str:
    left = len(one.findings)
    if not left:
        return f"{one.entry.place}: all that this entry covers has gone. Delete it."
    return (
        f"{one.entry.place}: this entry covers {one.entry.count}, and {_are(left)} down to {left}. "
        f"Write count: {left}."
    )


def _sum_up(outcome: Outcome) -> str:
    run, failing = outcome.run, outcome.verdict.failing
    errors = sum(finding.severity == ERROR for finding in failing)
    accepted = sum(len(one.findings) for one in outcome.verdict.accepted)
    found = f"{_count(errors, 'error')}, {_count(len(failing) - errors, 'warning')}"
    found += f", {accepted} accepted" if accepted else ""
    found += f", {_count(len(run.unscanned), 'page')} not looked at" if run.unscanned else ""
    kept = f" ({run.kept} as before)" if run.kept else ""
    return (
        f"{_count(run.pages, 'page')}{kept} × {_count(run.states, 'state')} × "
        f"{run.seconds:.0f} s: {found}."
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
