"""What services that show links are told of a page."""

from __future__ import annotations

import pytest
from conftest import BuiltSite, MakeSite, page
from reading import read

from councilsite.wording import language, language_and_territory


def told(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in read(text).all("meta"):
        name = element.attributes.get("property", "")
        if name.startswith("og:"):
            found.setdefault(name, []).append(element.attributes["content"])
    return found


def test_a_page_tells_its_title_address_and_languages(demonstration: BuiltSite) -> None:
    found = told(demonstration.page("pl/services/missed-bin/"))
    assert found["og:type"] == ["website"]
    assert found["og:title"] == [
        read(demonstration.page("pl/services/missed-bin/")).one("h1").text()
    ]
    assert found["og:url"] == ["https://www.thornmere.example/pl/services/missed-bin/"]
    assert found["og:locale"] == ["pl_PL"]
    assert set(found["og:locale:alternate"]) == {"en_GB", "ar_EG", "zh_CN", "pa_IN"}
    assert found["og:description"] and found["og:site_name"]


def test_a_page_in_one_language_has_no_others(site: MakeSite) -> None:
    assert "og:locale:alternate" not in told(site({}).page(""))


def test_quotes_in_a_title_stay_in_their_attribute(site: MakeSite) -> None:
    built = site({"content/a.md": page("Text.", title="'\"Bins\" & <b>'")})
    assert told(built.page("a/"))["og:title"] == ['"Bins" & <b>']


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "en_GB"),
        ("cy", "cy_GB"),
        ("en-IE", "en_IE"),
        ("pl", "pl_PL"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("pa", "pa_IN"),
        ("rom", "rom"),
    ],
)
def test_a_language_has_the_territory_that_services_expect(code: str, expected: str) -> None:
    made = language(code, own_name="Romani", direction="ltr", times=None, is_source=False)
    assert made is not None
    assert language_and_territory(made) == expected
