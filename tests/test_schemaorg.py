"""The council's facts for search engines: the same as on the page."""

from __future__ import annotations

import json

from conftest import COUNCIL
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

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
