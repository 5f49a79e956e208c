"""In charge of the accessibility statement, in the model form that the law asks public bodies for.

The form is that of the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
Accessibility Regulations 2018: status, barriers, feedback, enforcement, and how it was tested.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from councilsite.compose import PageSet, Rendered, Voice
from councilsite.facts import Facts
from councilsite.generated import STATEMENT, make_page
from councilsite.model import Coverage, Words
from councilsite.statement import Barrier, Statement

LAW = (
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018"
)
"""Its name, which has no translation."""
ADVICE_SERVICE = "https://www.equalityadvisoryservice.com/"

_ABILITIES = ("zoom", "colours", "keyboard", "listen")
_PARTS = (
    "intro",
    "heading_status",
    "law",
    "heading_barriers",
    "heading_contact",
    "contact",
    "heading_enforcement",
    "enforcement",
    "advice",
    "heading_testing",
    "prepared",
    "tested",
    "method",
    "engines",
    "limits",
    "heading_improve",
    "improve",
)
_STAND_IN = "\ue000"
"""Stands for a date or a number while the words around it become HTML."""


def make_statement_page(
    statement: Statement | None, voices: Sequence[Voice], pages: Mapping[str, PageSet]
) -> list[PageSet]:
    """The statement in every language that offers any page; none before the gate has run."""
    home = pages.get("index.md")
    offered = {code for page in pages.values() for code in page.rendered}
    rendered = {
        voice.language.code: _render(statement, voice.facts)
        for voice in voices
        if statement is not None and voice.language.code in offered
    }
    if statement is None or home is None or not rendered:
        return []
    codes = [voice.language.code for voice in voices]
    return [make_page(STATEMENT, home.source, statement.tested, rendered, codes)]


def _render(statement: Statement, facts: Facts) -> Rendered:
    title, description = facts.say("statement"), facts.say("statement_description")
    states = [facts.say(key).state for key in _keys(statement)]
    texts = [text for barrier in statement.barriers for text in (barrier.name, barrier.reason)]
    states += [facts.label("interface", text.text).state for text in texts]
    states += [title.state, description.state]
    count = Coverage(*(states.count(state) for state in ("approved", "draft", "missing")))
    return Rendered(title, title, description, "\n".join(_write(statement, facts)), count)


def _keys(statement: Statement) -> list[str]:
    """The theme's words that a statement has."""
    parts = [*_PARTS, *_ABILITIES, statement.status]
    parts += [] if statement.barriers else ["no_barriers"]
    parts += ["places", "until"] if statement.barriers else []
    return [f"statement_{part}" for part in parts]


def _write(statement: Statement, facts: Facts) -> Iterator[str]:
    yield _paragraph(facts, "intro")
    yield _list(facts.html(facts.say(f"statement_{name}")) for name in _ABILITIES)
    yield _heading(facts, "status")
    yield _paragraph(facts, statement.status)
    yield f"<p>{_fill(facts, 'law', 'law', _english(LAW))}</p>"
    yield _heading(facts, "barriers")
    for number, barrier in enumerate(statement.barriers, 1):
        yield _describe(number, barrier, facts)
    if not statement.barriers:
        yield _paragraph(facts, "no_barriers")
    yield _heading(facts, "contact")
    yield _paragraph(facts, "contact")
    yield _heading(facts, "enforcement")
    yield _paragraph(facts, "enforcement")
    advice = facts.html(facts.say("statement_advice"))
    yield f'<p><a href="{ADVICE_SERVICE}">{advice}</a></p>'
    yield _heading(facts, "testing")
    yield from _tell_of_tests(statement, facts)
    yield _heading(facts, "improve")
    yield _paragraph(facts, "improve")


def _tell_of_tests(statement: Statement, facts: Facts) -> Iterator[str]:
    for key, day in (("prepared", statement.prepared), ("tested", statement.tested)):
        yield f"<p>{facts.html(facts.say_date(f'statement_{key}', day))}</p>"
    yield f"<p>{_fill(facts, 'method', 'count', str(statement.pages))}</p>"
    names = _english(", ".join(statement.engines))
    yield f"<p>{_fill(facts, 'engines', 'names', names)}</p>"
    yield _paragraph(facts, "limits")


def _describe(number: int, barrier: Barrier, facts: Facts) -> str:
    """One thing that is not accessible: the criterion, what and why, where, until when."""
    name = facts.html(facts.label("interface", barrier.name.text))
    reason = facts.html(facts.label("interface", barrier.reason.text))
    until = facts.html(facts.say_date("statement_until", barrier.until))
    places = _fill(facts, "places", "count", str(barrier.places))
    criterion = f"<bdi>{html.escape(barrier.criterion)}</bdi>"
    level = f"<bdi>{html.escape(barrier.level)}</bdi>"
    return (
        f'<h3 id="barrier-{number}">{criterion} {name} ({level})</h3>\n'
        f"<p>{reason}</p>\n<p>{places} {until}</p>"
    )


def _fill(facts: Facts, key: str, field: str, value: str) -> str:
    """Words as HTML with a piece of HTML in place of a field."""
    words = facts.say(f"statement_{key}")
    filled = Words(words.text.replace(f"{{{field}}}", _STAND_IN), words.state)
    return facts.html(filled).replace(_STAND_IN, value)


def _english(name: str) -> str:
    """A name as HTML that is English on every page."""
    return f'<bdi lang="en" dir="ltr" translate="no">{html.escape(name)}</bdi>'


def _heading(facts: Facts, name: str) -> str:
    return f'<h2 id="{name}">{facts.html(facts.say(f"statement_heading_{name}"))}</h2>'


def _paragraph(facts: Facts, key: str) -> str:
    return f"<p>{facts.html(facts.say(f'statement_{key}'))}</p>"


def _list(items: Iterator[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"
