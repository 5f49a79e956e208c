"""In charge of how residents reach the council: its numbers, each team's, help in all languages."""

from __future__ import annotations

from collections.abc import Iterable

from councilsite.facts import Facts
from councilsite.model import Council, Words

Data = dict[str, object]


def council_contact(facts: Facts, council: Council) -> Data:
    """The council's own numbers, for the end of every page."""
    telephones = council.telephones
    return {
        "telephone": _fact(facts, "phone.main") if "main" in telephones else "",
        "email": _fact(facts, "email.main") if "main" in council.emails else "",
        "out_of_hours": (
            _fact(facts, "phone.out-of-hours") if "out-of-hours" in telephones else ""
        ),
    }


def teams(facts: Facts, council: Council) -> dict[str, Data]:
    """How to reach each team, by its key in council.yml."""
    return {
        key: {
            "name": facts.html(facts.label("name", team.name.text)),
            "telephone": _fact(facts, f"phone.{team.telephone}"),
            "email": _fact(facts, f"email.{team.email}"),
            "hours": _fact(facts, f"hours.{team.hours}"),
        }
        for key, team in council.teams.items()
    }


def _fact(facts: Facts, name: str) -> str:
    return facts.html(Words(f"{{{{ {name} }}}}", "approved"))


def notices(speakers: Iterable[Facts]) -> list[Data]:
    """Help in every language that has words for it, each in that language."""
    return [
        {
            "lang": facts.language.code,
            "dir": facts.language.direction,
            "heading": facts.html(facts.say("notice_heading")),
            "html": facts.html(facts.say("notice")),
        }
        for facts in speakers
        if not facts.say("notice").is_fallback or facts.language.is_source
    ]
