"""Which pages the gate looks at: those of a folder, of addresses, of sitemaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11y.serving import serve
from a11y.targets import NoPages, list_addresses, list_folder, read_sitemap

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(*places: str) -> str:
    entries = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    return f'<?xml version="1.0"?><urlset xmlns="{NAMESPACE}">{entries}</urlset>'


def index(*places: str) -> str:
    entries = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    return f'<?xml version="1.0"?><sitemapindex xmlns="{NAMESPACE}">{entries}</sitemapindex>'


def test_a_folder_has_the_pages_below_it_whatever_their_ending(tmp_path: Path) -> None:
    for name in ("index.html", "a b/x.htm", "old.XHTML", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = {target.page: target.url for target in list_folder(tmp_path, "http://host/")}
    assert found == {
        "a b/x.htm": "http://host/a%20b/x.htm",
        "index.html": "http://host/index.html",
        "old.XHTML": "http://host/old.XHTML",
    }


def test_a_folder_without_pages_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(NoPages, match="has no HTML page"):
        list_folder(tmp_path, "http://host/")


@pytest.mark.parametrize("address", ["bins.html", "file:///etc/passwd", "javascript:alert(1)"])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(NoPages, match="is not the address of a page"):
        list_addresses([address])


def test_an_address_that_is_named_twice_is_one_page() -> None:
    assert len(list_addresses(["https://a.example/", "https://a.example/"])) == 1


def test_sitemaps_are_followed_to_their_pages_and_not_in_circles(tmp_path: Path) -> None:
    with serve(tmp_path) as host:
        pages = [f"{host}a.html", f"{host}b.html"]
        (tmp_path / "pages.xml").write_text(sitemap(*pages), encoding="utf-8")
        maps = index(f"{host}pages.xml", f"{host}index.xml")
        (tmp_path / "index.xml").write_text(maps, encoding="utf-8")
        assert [target.page for target in read_sitemap(f"{host}index.xml")] == pages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<urlset", "is not XML"),
        (sitemap(), "names no page"),
        (sitemap("bins.html"), "is not the address of a page"),
        (None, "cannot be read"),
    ],
)
def test_a_sitemap_that_is_of_no_use_is_told_in_a_sentence(
    tmp_path: Path, text: str | None, message: str
) -> None:
    if text is not None:
        (tmp_path / "sitemap.xml").write_text(text, encoding="utf-8")
    with serve(tmp_path) as host, pytest.raises(NoPages, match=message):
        read_sitemap(f"{host}sitemap.xml")
