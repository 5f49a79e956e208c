"""Addresses inside the site: symbolic while pages are made, relative in the end."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilsite import links
from councilsite.links import Target
from councilsite.model import Place

TARGETS = {
    "index.md": Target({"en": "", "pl": "pl/"}, frozenset()),
    "services/bins.md": Target(
        {"en": "services/bins/", "pl": "pl/services/bins/"}, frozenset({"fees", "how-to-report"})
    ),
    "services/tax.md": Target({"en": "services/tax/"}, frozenset()),
}

FILES = {"map.svg", "services/form.pdf"}


def symbolic(address: str, path: str = "services/tax.md") -> str:
    made = links.make_symbolic(f'<a href="{address}">x</a>', path)
    return made.removeprefix('<a href="').removesuffix('">x</a>')


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("bins.md", "page:services/bins.md"),
        ("bins.md#fees", "page:services/bins.md#fees"),
        ("../index.md", "page:index.md"),
        ("./bins.md", "page:services/bins.md"),
        ("/services/bins.md", "page:services/bins.md"),
        ("#fees", "page:services/tax.md#fees"),
        ("form.pdf", "file:services/form.pdf"),
        ("../map.svg", "file:map.svg"),
        ("bins/", "file:services/bins"),
    ],
)
def test_an_address_inside_the_site_is_seen_from_its_page(address: str, made: str) -> None:
    assert symbolic(address) == made


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.uk/bins.md",
        "HTTP://a.example/",
        "mailto:help@testwick.example",
        "tel:01632960100",
        "#fn:1",
        "#fnref:1",
    ],
)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert symbolic(address) == address


def test_images_and_attributes_in_any_order_are_seen() -> None:
    body = '<img alt="Map" src="map.svg" /> <a class="x" title="t" href="bins.md">b</a> <p id="a">'
    assert links.make_symbolic(body, "services/tax.md") == (
        '<img alt="Map" src="file:services/map.svg" />'
        ' <a class="x" title="t" href="page:services/bins.md">b</a> <p id="a">'
    )


def test_all_symbolic_addresses_of_a_page_are_known() -> None:
    body = '<a href="bins.md#fees">b</a><img src="map.svg" /><a href="https://a.example/">c</a>'
    made = links.make_symbolic(body, "services/tax.md")
    assert links.symbolic_addresses(made) == ["page:services/bins.md#fees", "file:services/map.svg"]


NAMES = st.sampled_from(["a", "b", "..", ".", "c.md"])


@settings(deadline=None)
@given(st.lists(st.sampled_from("ab"), max_size=3), st.lists(NAMES, min_size=1, max_size=6))
def test_a_relative_address_means_what_it_means_in_a_folder(
    folders: list[str], target: list[str]
) -> None:
    path = "/".join([*folders, "page.md"])
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), "/".join(target)))
    resolved = links.resolve(path, "/".join(target))
    if meant.startswith(".."):
        assert resolved.startswith("..")
    else:
        assert resolved == ("" if meant == "." else meant)


def test_an_address_that_climbs_out_of_the_folder_does_not_come_back_in() -> None:
    for climb in ("../", "../../", "../../../", "../../../../"):
        assert links.resolve("index.md", f"{climb}index.md") != "index.md"


# Checking.


def check(*found: tuple[str, int]) -> list[str]:
    return [str(f) for f in links.check_links("content/a.md", found, TARGETS, FILES)]


def test_links_that_lead_somewhere_have_no_finding() -> None:
    assert (
        check(
            ("page:services/bins.md", 1),
            ("page:services/bins.md#fees", 2),
            ("file:map.svg", 3),
            ("page:index.md", 4),
        )
        == []
    )


def test_a_broken_link_names_its_line_and_the_nearest_page() -> None:
    (finding,) = links.check_links("content/a.md", [("page:services/bin.md", 14)], TARGETS, FILES)
    assert finding.rule == "broken-link"
    assert finding.place == Place("content/a.md", 14)
    assert '"services/bin.md"' in finding.message
    assert 'Did you mean "services/bins.md"?' in finding.remedy


def test_a_broken_anchor_names_the_nearest_heading() -> None:
    (text,) = check(("page:services/bins.md#how-to-reprot", 3))
    assert text.startswith("content/a.md:3: ")
    assert '"#how-to-reprot"' in text and 'Did you mean "how-to-report"?' in text
    assert text.endswith("[broken-anchor]")


def test_a_page_is_no_file_and_a_file_is_no_page() -> None:
    assert len(check(("file:services/bins.md", 1), ("page:map.svg", 1), ("file:services", 1))) == 3


# Finishing.


def finish(body: str, url: str, language: str) -> str:
    return links.finish_links(body, url, language, "en", TARGETS, lambda: "(po angielsku)")


def test_a_link_stays_in_the_readers_language() -> None:
    body = '<a class="x" href="page:services/bins.md#fees" title="t">kosze</a>'
    assert finish(body, "pl/services/tax/", "pl") == (
        '<a class="x" href="../../../pl/services/bins/#fees" title="t">kosze</a>'
    )


def test_a_link_to_a_page_that_the_language_does_not_have_says_that_it_is_english() -> None:
    assert finish('<a href="page:services/tax.md#a">podatek</a>', "pl/", "pl") == (
        '<a href="../services/tax/#a" hreflang="en">podatek (po angielsku)</a>'
    )


def test_an_english_link_says_nothing_of_languages() -> None:
    assert finish('<a href="page:services/tax.md">tax</a>', "services/bins/", "en") == (
        '<a href="../../services/tax/">tax</a>'
    )


def test_files_are_shared_by_all_languages() -> None:
    body = '<img alt="" src="file:map.svg" /><a href="file:services/form.pdf">f</a>'
    assert finish(body, "pl/services/tax/", "pl") == (
        '<img alt="" src="../../../map.svg" /><a href="../../../services/form.pdf">f</a>'
    )
    assert 'src="map.svg"' in finish(body, "", "en")


def test_several_links_in_a_line_with_markup_inside_are_all_finished() -> None:
    body = '<a href="page:index.md"><b>a</b></a> <a href="page:services/bins.md">b\nc</a>'
    assert finish(body, "", "en") == '<a href="./"><b>a</b></a> <a href="services/bins/">b\nc</a>'


@pytest.mark.parametrize(
    ("url", "target", "address"),
    [
        ("", "", "./"),
        ("", "services/", "services/"),
        ("services/", "", "../"),
        ("pl/services/bins/", "services/bins/", "../../../services/bins/"),
        ("pl/", "pl/", "../pl/"),
    ],
)
def test_addresses_are_relative_so_that_the_site_can_stand_anywhere(
    url: str, target: str, address: str
) -> None:
    assert links.relative(url, target) == address
    landed = posixpath.normpath(posixpath.join("/site", url, address))
    assert landed == posixpath.normpath(f"/site/{target}")
