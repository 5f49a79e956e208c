"""In charge of drafts of "What we changed because you told us", from cases marked for publication.

A draft holds what staff wrote under learning and correction, and the service; nothing that a
resident wrote. People turn it into a page: nothing is published by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from councilsite.figures import Quarter
from forms.receiver import references
from forms.receiver.deadlines import CLOCK
from forms.receiver.library import library
from forms.receiver.models import Case

_SHORTEST = 4
"""Letters of an answer that is looked for in what staff wrote: "yes" stands in many texts."""
_QUOTE = 5
"""Words in a row that are a resident's own if both have written them."""
_PERSONAL = re.compile(r"@|\+?\d(?:[\s-]?\d){6,}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
"""An e-mail address, a long number such as a telephone's, a postcode."""


def draft(quarter: Quarter) -> tuple[str, int]:
    """Markdown of what was learned from complaints answered in a quarter, and how many cases were
    left out because what staff wrote could lead to a person."""
    after = quarter.last + dt.timedelta(days=1)
    first, end = (dt.datetime.combine(day, dt.time(), CLOCK) for day in (quarter.first, after))
    cases = Case.objects.filter(
        is_for_publication=True, is_stripped=False, answered__gte=first, answered__lt=end
    )
    told = [case for case in cases.order_by("service", "answered") if case.learning.strip()]
    fit = [case for case in told if not leads_to_a_person(case)]
    lines = [f"# Draft of what we changed, {quarter.key}", *_sections(fit)]
    return "\n".join(lines) + "\n", len(told) - len(fit)


def leads_to_a_person(case: Case) -> bool:
    """Whether staff wrote something of the resident's, or what looks like a way to reach somebody.

    All that the resident wrote is compared, here and in the case before.
    """
    text = f"{case.learning}\n{case.correction}"
    if _PERSONAL.search(text) or references.show(case.reference) in text:
        return True
    told = _words(text)
    runs = [" ".join(told[at : at + _QUOTE]) for at in range(len(told) - _QUOTE + 1)]
    whole = f" {' '.join(told)} "
    return any(
        f" {answer} " in whole or any(run in answer for run in runs) for answer in _answers(case)
    )


def _words(text: str) -> list[str]:
    """The words of a text, however they are written and parted."""
    return re.findall(r"\w+", text.casefold())


def _answers(case: Case) -> Iterator[str]:
    for value in case.answers.values():
        answer = " ".join(_words(value)) if isinstance(value, str) else ""
        if len(answer) >= _SHORTEST:
            yield answer
    if case.follows is not None:
        yield from _answers(case.follows)


def _sections(cases: list[Case]) -> Iterator[str]:
    teams = library().council.teams
    before = None
    for case in cases:
        if case.service != before:
            before = case.service
            name = teams[case.service].name.text if case.service in teams else "Other services"
            yield from ("", f"## {name}")
        yield from ("", f"What we learned: {' '.join(case.learning.split())}")
        if case.correction.strip():
            yield from ("", f"What we did: {' '.join(case.correction.split())}")
