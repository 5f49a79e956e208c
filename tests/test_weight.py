"""A first visit is light: a page with all that it loads, compressed, in every language."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import Browser, list_pages
from conftest import BuiltSite
from weight import Visit, compressed_size, follow_visit, resolve

MOST_BYTES = 30_000
"""For HTML, style sheets, scripts and images of a first visit; kB are thousands here."""
MOST_SCRIPT_BYTES = 6_000

LANGUAGES = ("en", "ar", "zh-Hans", "pl", "pa")


def weigh(site: Path, visit: Visit) -> int:
    return sum(compressed_size(site, file) for file in visit.files)


def test_a_first_visit_to_any_page_is_light(
    every_page: BuiltSite, record_property: Callable[[str, object], None]
) -> None:
    visits = [follow_visit(every_page.out, page.url) for page in list_pages(every_page.out)]
    assert {visit.language for visit in visits} == {*LANGUAGES}
    ledger = [(weigh(every_page.out, visit), visit.language, visit.url) for visit in visits]
    record_property("ledger", sorted(ledger, key=lambda row: (-row[0], row[2])))
    too_heavy = [row for row in ledger if row[0] > MOST_BYTES]
    assert not too_heavy, f"more than {MOST_BYTES:,} bytes: {too_heavy}"


def test_a_page_has_at_most_one_script_and_a_small_deferred_one(every_page: BuiltSite) -> None:
    for page in list_pages(every_page.out):
        visit = follow_visit(every_page.out, page.url)
        assert find_script_faults(every_page.out, visit) == [], page.url


def find_script_faults(site: Path, visit: Visit) -> list[str]:
    """What is wrong with the scripts of a page."""
    faults = [] if len(visit.scripts) <= 1 else [f"{len(visit.scripts)} scripts"]
    for script in visit.scripts:
        if "src" not in script.attributes:
            faults.append("a script in the page")
            continue
        if "defer" not in script.attributes and script.attributes.get("type") != "module":
            faults.append("not deferred")
        size = compressed_size(site, resolve(visit.files[0], script.attributes["src"]))
        if size > MOST_SCRIPT_BYTES:
            faults.append(f"{size:,} bytes")
    return faults


@pytest.mark.parametrize("url", ["", "ar/", "zh-hans/contact/", "pl/services/", "pa/formats/"])
def test_a_browser_fetches_nothing_that_is_not_in_the_ledger(
    browser: Browser, address: str, every_page: BuiltSite, url: str
) -> None:
    browser.open(f"{address}{url}")
    fetched = browser.ask("performance.getEntriesByType('resource').map(entry => entry.name)")
    weighed = follow_visit(every_page.out, url).files
    assert fetched
    assert {name.removeprefix(address) for name in fetched} <= {*weighed}


def write_site(folder: Path, head: str, body: str = "", **files: str) -> Visit:
    """A site of one page at bins/, and what a visit to it loads."""
    html = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    for name, text in {"bins/index.html": html, **files}.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return follow_visit(folder, "bins/")


def test_everything_that_a_page_loads_is_weighed(tmp_path: Path) -> None:
    visit = write_site(
        tmp_path,
        '<link rel="stylesheet" href="../assets/a.css"><link rel="icon" href="/icon.svg">'
        '<link rel="alternate" href="feed.xml"><link rel="canonical" href="https://a.example/">'
        '<script src="../assets/site.js" defer></script>',
        '<img src="bin.png" alt="" srcset="large.png 2x"><a href="../other/">Other</a>'
        '<svg><use href="../icons.svg#bin"></use></svg><img src="data:image/png;base64,AA" alt="">',
        assets__a_dot_css='@import "b.css"; p { background: url("back.png") }',
        assets__b_dot_css="p { background: url(../b.png?v=1#x) }",
    )
    assert visit.files[0] == "bins/index.html"
    assert {*visit.files[1:]} == {
        "assets/a.css",
        "assets/b.css",
        "assets/back.png",
        "assets/site.js",
        "b.png",
        "bins/bin.png",
        "bins/large.png",
        "icon.svg",
        "icons.svg",
    }


def test_a_page_that_loads_from_another_host_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="loads https://a.example/a.css from another host"):
        write_site(tmp_path, '<link rel="stylesheet" href="https://a.example/a.css">')


def test_the_ledger_counts_each_file_once_and_compressed(tmp_path: Path) -> None:
    style = '<link rel="stylesheet" href="a.css">'
    visit = write_site(tmp_path, style * 2, bins__a_dot_css="p { margin: 0 } " * 5_000)
    assert visit.files == ("bins/index.html", "bins/a.css")
    assert 100 < weigh(tmp_path, visit) < 1_000


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ('<script src="a.js" defer></script>', []),
        ('<script src="a.js" type="module"></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script src="a.js"></script>', ["not deferred"]),
        ("<script>alert(1)</script>", ["a script in the page"]),
        ('<script src="a.js" defer></script>' * 2, ["2 scripts"]),
        ('<script src="large.js" defer></script>', [" bytes"]),
    ],
)
def test_faults_of_scripts_are_seen(tmp_path: Path, head: str, faults: list[str]) -> None:
    random_text = json.dumps(random.Random(1).sample(range(10**6), 2_150))
    visit = write_site(tmp_path, head, bins__a_dot_js="1;", bins__large_dot_js=random_text)
    found = find_script_faults(tmp_path, visit)
    assert len(found) == len(faults)
    assert all(part in fault for fault, part in zip(found, faults, strict=True))
