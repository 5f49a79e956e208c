"""The council's facts for search engines: the same as on the page."""

from __future__ import annotations

import json

from conftest import COUNCIL, BuiltSite, MakeSite, catalogue, page
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from reading import read as read_page

from councilsite import schemaorg, settings
from councilsite.model import Council

FRIDAY = '{days: [friday], opens: "09:00", closes: "17:00"}'


def read(text: str = COUNCIL) -> Council:
    council, findings = settings.read_council(text)
    assert council is not None and findings == []
    return council


def test_the_council_is_an_organisation() -> None:
    assert schemaorg.organisation(read()) == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": "Testwick Council",
        "url": "https://www.testwick.example/",
    }


def test_an_office_has_its_address_and_telephone_number() -> None:
    (office,) = schemaorg.offices(read(), ["civic"])
    assert (office["@context"], office["@type"]) == ("https://schema.org", "GovernmentOffice")
    assert office["parentOrganization"] == {
        "@type": "GovernmentOrganization",
        "name": "Testwick Council",
    }
    assert office["name"] == "Civic Offices"
    assert office["telephone"] == "01632 960100"
    assert office["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Civic Offices, 1 Mere Street",
        "postalCode": "ZZ1 1AA",
        "addressCountry": "GB",
    }


def test_only_offices_whose_hours_the_page_shows_are_named() -> None:
    assert schemaorg.offices(read(), []) == []
    assert schemaorg.offices(read(), ["switchboard"]) == []


def test_opening_hours_are_by_day_of_the_week_and_range() -> None:
    two_ranges = (
        '{days: [friday], opens: "09:00", closes: "12:00"}\n'
        '      - {days: [friday], opens: "13:30", closes: "17:00"}'
    )
    (office,) = schemaorg.offices(read(COUNCIL.replace(FRIDAY, two_ranges)), ["civic"])
    week = office["openingHoursSpecification"]
    assert isinstance(week, list)
    assert week[0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [
            "https://schema.org/Monday",
            "https://schema.org/Tuesday",
            "https://schema.org/Wednesday",
            "https://schema.org/Thursday",
        ],
        "opens": "09:00",
        "closes": "17:15",
    }
    fridays = [one for one in week if one["dayOfWeek"] == ["https://schema.org/Friday"]]
    assert [(one["opens"], one["closes"]) for one in fridays] == [
        ("09:00", "12:00"),
        ("13:30", "17:00"),
    ]


def test_a_closed_day_opens_and_closes_at_midnight() -> None:
    (office,) = schemaorg.offices(read(), ["civic"])
    assert office["specialOpeningHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": "2026-12-25",
            "validThrough": "2026-12-25",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]


def test_a_day_with_other_hours_has_them() -> None:
    text = COUNCIL.replace(
        f"      - {FRIDAY}\n",
        f"      - {FRIDAY}\n    exceptions:\n"
        '      - {date: 2026-12-24, opens: "09:00", closes: "13:00", reason: Christmas Eve}\n',
    )
    (office,) = schemaorg.offices(read(text), ["civic"])
    special = office["specialOpeningHoursSpecification"]
    assert isinstance(special, list)
    assert (special[0]["validFrom"], special[0]["opens"], special[0]["closes"]) == (
        "2026-12-24",
        "09:00",
        "13:00",
    )


@hypothesis_settings(deadline=None)
@given(st.text())
def test_no_text_can_end_the_script_element(text: str) -> None:
    script = schemaorg.script({"name": text, "url": f"</script><!--{text}"})
    assert "<" not in script
    assert json.loads(script) == {"name": text, "url": f"</script><!--{text}"}


def test_the_same_facts_give_the_same_bytes() -> None:
    assert schemaorg.script({"b": 1, "a": "ż"}) == '{"a":"ż","b":1}'


# Services, and the way to a page.

SERVICE = """\
---
title: Report a missed bin
description: Tell us about a bin that we did not empty.
owner: customer-services
reviewed: 2026-10-12
category: bins
lgsl: 524
translation: partial
---

Tell us.
"""


def data_of(text: str) -> dict[str, dict[str, object]]:
    """The data of a page by its type."""
    scripts = [json.loads(str(element.children[0])) for element in read_page(text).all("script")]
    return {data["@type"]: data for data in scripts}


def service_site(site: MakeSite) -> BuiltSite:
    built = site(
        {
            "council.yml": COUNCIL + "categories:\n  bins: {name: Bins and recycling}\n",
            "mkdocs.yml": (
                "site_name: Testwick\nnav:\n  - index.md\n  - Services:\n"
                "      - services/index.md\n      - services/bin.md\n"
            ),
            "content/services/index.md": page("All.", title="Services"),
            "content/services/bin.md": SERVICE,
            "locales/pl/LC_MESSAGES/services.po": catalogue(
                {"title|Report a missed bin": "Zgłoś nieopróżniony kosz"}
            ),
        }
    )
    assert built.code == 0, built.complaints
    return built


def test_a_service_says_who_offers_it_and_how_to_reach_it(site: MakeSite) -> None:
    service = data_of(service_site(site).page("services/bin/"))["GovernmentService"]
    assert service["name"] == "Report a missed bin"
    assert service["url"] == "https://www.testwick.example/services/bin/"
    assert service["provider"] == {
        "@type": "GovernmentOrganization",
        "name": "Testwick Council",
        "url": "https://www.testwick.example/",
    }
    assert service["availableChannel"] == {
        "@type": "ServiceChannel",
        "serviceUrl": "https://www.testwick.example/services/bin/",
        "servicePhone": {
            "@type": "ContactPoint",
            "telephone": "01632 960100",
            "email": "help@testwick.example",
        },
        "availableLanguage": ["en", "pl"],
    }
    assert service["identifier"] == {
        "@type": "PropertyValue",
        "propertyID": "LGSL",
        "value": "524",
    }


def test_a_service_speaks_the_language_of_its_page(site: MakeSite) -> None:
    service = data_of(service_site(site).page("pl/services/bin/"))["GovernmentService"]
    assert service["name"] == "Zgłoś nieopróżniony kosz"
    assert service["url"] == "https://www.testwick.example/pl/services/bin/"


def test_only_a_page_with_a_category_is_a_service(site: MakeSite) -> None:
    built = service_site(site)
    assert "GovernmentService" not in data_of(built.page("services/"))
    assert "GovernmentService" not in data_of(built.page("services/a-to-z/"))


def test_a_service_without_a_number_has_no_identifier(site: MakeSite) -> None:
    built = site(
        {
            "council.yml": COUNCIL + "categories:\n  bins: {name: Bins and recycling}\n",
            "content/bin.md": page("Tell us.", extra="category: bins\n"),
        }
    )
    assert "identifier" not in data_of(built.page("bin/"))["GovernmentService"]


def test_the_way_to_a_page_begins_at_home_and_ends_with_it(site: MakeSite) -> None:
    way = data_of(service_site(site).page("services/bin/"))["BreadcrumbList"]
    url = "https://www.testwick.example/"
    assert way["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": url},
        {"@type": "ListItem", "position": 2, "name": "Services", "item": f"{url}services/"},
        {
            "@type": "ListItem",
            "position": 3,
            "name": "Report a missed bin",
            "item": f"{url}services/bin/",
        },
    ]


def test_the_home_page_needs_no_way(site: MakeSite) -> None:
    assert set(data_of(service_site(site).page(""))) == {"GovernmentOrganization"}


def test_data_holds_no_marks_of_direction(demonstration: BuiltSite) -> None:
    for file in ("ar/services/council-tax/", "ar/services/missed-bin/", "ar/contact/offices/"):
        assert not set("\u2066\u2067\u2068\u2069") & set(
            json.dumps(data_of(demonstration.page(file)), ensure_ascii=False)
        )
