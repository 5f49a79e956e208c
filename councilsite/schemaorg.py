"""In charge of schema.org data: the same facts as the page's, for search engines and maps."""

from __future__ import annotations

import json
from collections.abc import Iterable

from councilsite.model import DAYS, Council, ExceptionalDay, Hours, Office

_DAY_URL = "https://schema.org/"


def organisation(council: Council) -> dict[str, object]:
    """The council, for the home page."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": council.name.text,
        "url": council.url,
    }


def offices(council: Council, hours: Iterable[str]) -> list[dict[str, object]]:
    """The offices whose opening hours a page shows."""
    wanted = set(hours)
    return [
        _office(council, office) for office in council.offices.values() if office.hours in wanted
    ]


def script(data: object) -> str:
    """JSON-LD that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c")


def _office(council: Council, office: Office) -> dict[str, object]:
    hours = council.hours[office.hours]
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": office.name.text,
        "parentOrganization": {"@type": "GovernmentOrganization", "name": council.name.text},
        "telephone": council.telephones[office.telephone],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(office.address),
            "postalCode": office.postcode,
            "addressCountry": "GB",
        },
        "openingHoursSpecification": _week(hours),
        "specialOpeningHoursSpecification": [_special(day) for day in hours.exceptions],
    }


def _week(hours: Hours) -> list[dict[str, object]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_DAY_URL + DAYS[day].capitalize() for day in opening.days],
            "opens": opening.opens.strftime("%H:%M"),
            "closes": opening.closes.strftime("%H:%M"),
        }
        for opening in hours.week
    ]


def _special(day: ExceptionalDay) -> dict[str, object]:
    """A day with other hours; schema.org writes a closed day as opening and closing at midnight."""
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": day.date.isoformat(),
        "validThrough": day.date.isoformat(),
        "opens": day.opens.strftime("%H:%M") if day.opens else "00:00",
        "closes": day.closes.strftime("%H:%M") if day.closes else "00:00",
    }
