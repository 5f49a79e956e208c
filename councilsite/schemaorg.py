"""In charge of schema.org data: the same facts as the page's, for search engines and maps."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from councilsite.model import DAYS, Council, ExceptionalDay, Hours, Office, Source

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


def service(
    council: Council,
    page: Source,
    *,
    name: str,
    description: str,
    url: str,
    languages: Sequence[str],
) -> dict[str, object]:
    """A service, in the words of the page; `languages` are those that the page is offered in."""
    team = council.teams[page.owner]
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": name,
        "description": description,
        "url": url,
        "provider": {
            "@type": "GovernmentOrganization",
            "name": council.name.text,
            "url": council.url,
        },
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": url,
            "servicePhone": {
                "@type": "ContactPoint",
                "telephone": council.telephones[team.telephone],
                "email": council.emails[team.email],
            },
            "availableLanguage": list(languages),
        },
    }
    if page.lgsl is not None:
        # The Local Government Services List numbers the services of councils in Great Britain.
        found["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "LGSL",
            "value": str(page.lgsl),
        }
    return found


def breadcrumb(steps: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The way to a page: name and address of each step, the page itself being the last."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": url}
            for number, (name, url) in enumerate(steps, 1)
        ],
    }


def script(data: object) -> str:
    """JSON-LD that is safe inside a script element."""
    return _json(data).replace("<", "\\u003c")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


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
