"""Whoever uses a keyboard sees where they are: the focus shows, and nothing lies over it."""

from __future__ import annotations

import pytest
from browser import Browser, describe, list_pages
from conftest import BuiltSite
from focusing import Change, contrast, take_change

LANGUAGES = ("en", "ar", "zh-Hans", "pl", "pa")

# A wide window, a phone, and a window of 1280 x 1024 at 400% zoom: what sticks there hides most.
WINDOWS = {"1280 px": (1280, 900, 1), "320 px": (320, 640, 1), "400% zoom": (1280, 1024, 4)}
SCHEMES = ("light", "dark")

SEEN: dict[tuple[str, str], Change] = {}
"""How each kind of element changes in each scheme: pictures are taken once for a kind."""


def find_faults(browser: Browser) -> list[dict[str, str]]:
    """Elements of the open page whose focus is hidden or shows too little, in every window."""
    # A key makes the browser show the focus when a script moves it.
    browser.press("Tab")
    found = []
    for window, (width, height, zoom) in WINDOWS.items():
        browser.set_size(width, height, zoom=zoom)
        for scheme in SCHEMES[: 2 if zoom == 1 else 1]:
            browser.set_media(scheme=scheme)
            stops = browser.measure("focus_stops", scheme == "light")
            assert stops, "nothing takes the focus"
            for stop in stops:
                faults = list(stop["faults"])
                if zoom == 1 and not is_seen(browser, scheme, stop):
                    faults.append(f"faint: {SEEN[scheme, stop['kind']]}")
                view = {"view": f"{window}, {scheme}", "element": stop["name"]}
                found += [{**view, "fault": fault} for fault in faults]
    return found


def is_seen(browser: Browser, scheme: str, stop: dict[str, object]) -> bool:
    """Whether an element looks different enough with the focus."""
    kind = (scheme, str(stop["kind"]))
    if kind not in SEEN:
        SEEN[kind] = take_change(browser, stop["index"])
    return SEEN[kind].is_visible


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_focus_can_be_seen_on_every_page(
    browser: Browser, address: str, every_page: BuiltSite, language: str
) -> None:
    pages = [page for page in list_pages(every_page.out) if page.language == language]
    assert len(pages) >= 30
    found: dict[str, object] = {}
    for page in pages:
        browser.open(f"{address}{page.url}")
        if faults := find_faults(browser):
            found[page.url] = faults
    assert not found, describe(found)


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bins</title>
<style>body {{ font: 1.2rem/1.5 sans-serif; background: #fff }}
input, textarea {{ max-inline-size: 9em }} {style}</style>
<main>{main}</main></html>"""

LINKS = "<p>" + " ".join(f"<a href='#{n}'>Bin day {n}</a><br><br>" for n in range(60)) + "</p>"

SEVERAL = (
    "<p><a href='#a'>A link that goes on over more than one line of the page</a></p>"
    "<button>Send</button><details><summary>More</summary><a href='#b'>There</a></details>"
    "<label>Name <input></label><fieldset><label><input type=radio name=r> Yes</label>"
    "<label><input type=radio name=r> No</label></fieldset><textarea></textarea>"
)

GOOD = ":focus-visible { outline: 3px solid #000; outline-offset: 1px }"


def look_at(browser: Browser, style: str, main: str = SEVERAL) -> list[dict[str, str]]:
    SEEN.clear()
    browser.show(PAGE.format(style=style, main=main))
    found = find_faults(browser)
    SEEN.clear()
    return found


def test_a_thick_dark_outline_is_seen(browser: Browser) -> None:
    assert look_at(browser, GOOD) == []


@pytest.mark.parametrize(
    "style",
    [
        ":focus-visible { outline: none }",
        ":focus-visible { outline: 3px solid #aaa }",  # 2.3:1 on white
        ":focus-visible { outline: 1px solid #000 }",
        ":focus-visible { outline: none; background: #ff0 }",
        ":focus-visible { outline: 3px solid #000; outline-offset: 30px }",
        "a { clip-path: inset(0) } " + GOOD,  # the outline is there, and clipped
        "p { overflow: hidden; padding: 0 } a { display: block } a:focus { outline-offset: 1px }",
        ":focus-visible { outline: 3px solid #000 }"
        "@media (prefers-color-scheme: dark) { body { background: #000 } }",
    ],
)
def test_a_faint_focus_is_seen(browser: Browser, style: str) -> None:
    faults = [row["fault"] for row in look_at(browser, style)]
    assert any(fault.startswith("faint") for fault in faults), faults


@pytest.mark.parametrize(
    ("style", "main", "windows"),
    [
        (
            "header { position: sticky; top: 0; height: 6rem; background: #eee }",
            f"<header>Council</header>{LINKS}",
            {*WINDOWS},
        ),
        (
            "footer { position: fixed; bottom: 0; height: 8rem; width: 100%; background: #eee }",
            f"{LINKS}<footer>Cookies</footer>",
            {*WINDOWS},
        ),
        (
            "@media (height < 300px) { header { position: sticky; top: 0; height: 99px;"
            " background: #eee } }",
            f"<header>Council</header>{LINKS}",
            {"400% zoom"},
        ),
        ("a { position: absolute; left: -999px }", "<a href='#main'>Skip</a>", {*WINDOWS}),
    ],
)
def test_what_lies_over_the_focus_is_seen(
    browser: Browser, style: str, main: str, windows: set[str]
) -> None:
    rows = [row for row in look_at(browser, GOOD + style, main) if "faint" not in row["fault"]]
    assert {row["view"].partition(",")[0] for row in rows} == windows


def test_room_for_a_sticky_header_keeps_the_focus_free(browser: Browser) -> None:
    style = "header { position: sticky; top: 0; height: 3rem; background: #eee }"
    room = "html { scroll-padding-block: 5rem }"
    assert look_at(browser, GOOD + style + room, f"<header>Council</header>{LINKS}") == []


def test_a_skip_link_may_come_into_sight_with_the_focus(browser: Browser) -> None:
    style = "a { position: absolute; left: -999px } a:focus { left: 20px }"
    assert look_at(browser, GOOD + style, "<a href='#main'>Skip</a><p>Bins</p>") == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.01)
