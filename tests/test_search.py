"""The index of the search: what is in it, when it is made, and what stands in its way."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import COUNCIL, SEARCHED, BuiltSite, MakeProject, MakeSite, catalogue, page
from reading import read

from councilsite import pagefind
from councilsite.pagefind import Index, NoIndex, Program, Record
from councilsite.search import read_texts

FILES = {
    "council.yml": SEARCHED,
    "content/index.md": page("Welcome.", title="Home page"),
    "content/bins.md": page(
        "Put your bin out.\n\n## Broken bins\n\nWe mend the *lid* and **wheels**.",
        title="Missed bin",
        extra="also: Dustbin\n",
    ),
    "locales/pl/LC_MESSAGES/home.po": catalogue(
        {
            "title|Home page": "Strona główna",
            "title|Missed bin": "Nieopróżniony pojemnik",
            "Put your bin out.": "Proszę wystawić pojemnik.",
        }
    ),
}


def shown_pages(built: BuiltSite, code: str) -> dict[str, dict[str, str]]:
    """What the index of a language shows of each page, by address."""
    found = {}
    for path in (built.out / f"assets/search/{code}/fragment").glob(f"x-{code}_*"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[data["url"]] = data["meta"]
    return found


def listed_words(built: BuiltSite, code: str) -> set[str]:
    """The words that what is typed is compared with."""
    return set((built.out / f"assets/search/{code}.txt").read_text("utf-8").split())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Codes of the languages whose index is made, in the order in which it is."""
    codes: list[str] = []
    make = pagefind.make_indexes

    def make_and_note(
        records: Mapping[str, Iterable[Record]],
    ) -> tuple[dict[str, Index], Program]:
        codes.extend(records)
        return make(records)

    monkeypatch.setattr(pagefind, "make_indexes", make_and_note)
    return codes


def test_an_index_shows_pages_as_they_are_written(project: MakeProject) -> None:
    built = project(FILES).build()
    assert built.code == 0, built.complaints
    shown = shown_pages(built, "en")
    assert set(shown) == {"/", "/bins/"}
    assert shown["/bins/"] == {
        "title": "Missed bin",
        "description": "What this page is about.",
        "text": "Put your bin out. Broken bins · We mend the lid and wheels.",
    }


def test_words_of_title_description_and_other_names_are_found(project: MakeProject) -> None:
    words = listed_words(project(FILES).build(), "en")
    assert {"missed", "bin", "broken", "wheels", "dustbin", "about"} <= words


def test_what_is_not_translated_is_not_in_a_languages_index(project: MakeProject) -> None:
    built = project(FILES).build()
    shown = shown_pages(built, "pl")["/pl/bins/"]
    assert shown == {"title": "Nieopróżniony pojemnik", "text": "Proszę wystawić pojemnik."}
    words = listed_words(built, "pl")
    assert {"nieoprozniony", "pojemnik", "wystawic"} <= words
    assert not {"wheels", "lid", "what"} & words


def test_the_name_of_a_page_in_english_finds_it_in_every_language(project: MakeProject) -> None:
    assert {"missed", "bin", "dustbin"} <= listed_words(project(FILES).build(), "pl")


def test_the_title_of_a_page_that_is_not_translated_names_its_language(
    project: MakeProject,
) -> None:
    entries = {"title|Home page": "Strona główna", "Put your bin out.": "Proszę wystawić pojemnik."}
    built = project({**FILES, "locales/pl/LC_MESSAGES/home.po": catalogue(entries)}).build()
    shown = shown_pages(built, "pl")["/pl/bins/"]
    assert (shown["title"], shown["language"]) == ("Missed bin", "en")


def test_only_pages_that_a_language_offers_are_in_its_index(project: MakeProject) -> None:
    built = project(
        {**FILES, "content/english.md": page("Only here.", title="Rules", policy="english")}
    ).build()
    assert "/english/" in shown_pages(built, "en")
    assert set(shown_pages(built, "pl")) == {"/pl/", "/pl/bins/"}
    assert not (built.out / "assets/search/ar.txt").exists(), "nothing is offered in Arabic"


def test_pages_that_the_build_writes_and_notices_are_not_found(demonstration: BuiltSite) -> None:
    for code, folder in (("en", ""), ("ar", "ar/"), ("zh-hans", "zh-hans/")):
        shown = shown_pages(demonstration, code)
        assert len(shown) == 34 + 11, "pages of authors, and forms"
        assert not {f"/{folder}search/", f"/{folder}services/a-to-z/", "/404.html"} & set(shown)
        notice = read(demonstration.page(folder)).all("p", class_="notice draft")
        assert all(one.text() not in row["text"] for one in notice for row in shown.values())


def test_in_right_to_left_text_numbers_keep_their_order(demonstration: BuiltSite) -> None:
    shown = shown_pages(demonstration, "ar")["/ar/services/missed-bin/"]
    assert "\u206601632 960130\u2069" in shown["text"]


def test_quotes_ampersands_and_brackets_are_shown_as_they_are(project: MakeProject) -> None:
    title = "title: \"Bins & 'sacks' <small>\""
    text = page('Paper & "card" &lt; glass.', title="x").replace("title: x", title)
    built = project({**FILES, "content/bins.md": text}).build()
    assert built.code == 0, built.complaints
    shown = shown_pages(built, "en")["/bins/"]
    assert shown["title"] == "Bins & 'sacks' <small>"
    assert shown["text"] == 'Paper & "card" < glass.'


@pytest.mark.parametrize(
    ("body", "text", "headings"),
    [
        ("<p>One</p><p>two</p>", "One · two", ""),
        ("<p>One.</p>\n<p>Two?</p>", "One. Two?", ""),
        ("<h2 id='a'>Bins</h2><p>Red</p>", "Bins · Red", "Bins"),
        ("<p>A<b>b</b>c <i>d</i></p>", "Abc d", ""),
        ("<p>kept</p><p lang='en'>no <b>no</b></p><p>kept</p>", "kept · kept", ""),
        ('<div lang="en"><div>no</div>no</div><p>kept</p>', "kept", ""),
        ('<p>a <span lang="en" dir="ltr">no <span>no</span></span> b</p>', "a b", ""),
        ('<h2 lang="en">No</h2><h2>Yes</h2>', "Yes", "Yes"),
        ('<img alt="a > b" src="x"><p>one<br>two</p>', "one · two", ""),
        ('<p lang="pl">kept</p>', "kept", ""),
        ('<br lang="en"><p>kept</p>', "kept", ""),
        ("<!-- no > no --><p>a &amp; b</p>", "a & b", ""),
        ("plain", "plain", ""),
    ],
)
def test_the_text_of_a_page_is_what_is_in_its_language(body: str, text: str, headings: str) -> None:
    assert read_texts(body, "pl") == (text, headings)


# When it is made.


def test_the_index_of_a_language_is_made_only_when_one_of_its_pages_changed(
    project: MakeProject, made: list[str]
) -> None:
    project_ = project(FILES)
    first = project_.build()
    assert sorted(made) == ["en", "pl"]
    made.clear()
    project_.build()
    assert made == []
    text = (project_.folder / "locales/pl/LC_MESSAGES/home.po").read_text("utf-8")
    project_.write({"locales/pl/LC_MESSAGES/home.po": text.replace("Proszę", "Prosimy")})
    second = project_.build()
    assert made == ["pl"]
    assert listed_words(second, "en") == listed_words(first, "en")
    assert "prosimy" in listed_words(second, "pl")
    for code in ("en", "pl"):
        folder = second.out / f"assets/search/{code}"
        entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
        assert list(entry["languages"]) == [code]
        assert (folder / f"pagefind.{entry['languages'][code]['hash']}.pf_meta").is_file()


def test_nothing_that_a_language_is_searched_with_changes_with_another(
    project: MakeProject,
) -> None:
    project_ = project(FILES)
    first = project_.build().files()
    text = (project_.folder / "locales/pl/LC_MESSAGES/home.po").read_text("utf-8")
    project_.write({"locales/pl/LC_MESSAGES/home.po": text.replace("Proszę", "Prosimy")})
    second = project_.build().files()
    own = "assets/search/en/"
    assert {file: data for file, data in first.items() if file.startswith(own)} == {
        file: data for file, data in second.items() if file.startswith(own)
    }


def test_after_changes_the_site_has_the_files_of_a_fresh_build(project: MakeProject) -> None:
    project_ = project(FILES)
    project_.build()
    bins = FILES["content/bins.md"]
    for word in ("wheels", "handles", "wheels"):
        project_.write({"content/bins.md": bins.replace("wheels", word)})
        built = project_.build()
    again = project_.build(fresh=True)
    assert built.files() == again.files()


def test_a_damaged_index_is_made_again(project: MakeProject, made: list[str]) -> None:
    project_ = project(FILES)
    first = project_.build().files()
    for path in (project_.folder / "site/assets/search/pl/fragment").glob("x-pl*"):
        path.write_bytes(b"")
    made.clear()
    assert project_.build().files() == first
    assert "pl" in made


def test_a_language_that_is_no_longer_offered_leaves_nothing_behind(project: MakeProject) -> None:
    project_ = project(FILES)
    project_.build()
    project_.write({"locales/pl/LC_MESSAGES/home.po": catalogue({})})
    built = project_.build()
    left = [file for file in built.files() if "pl" in Path(file).name.split(".")[0].split("-")]
    assert left == []
    folders = [path.name for path in (built.out / "assets/search").iterdir() if path.is_dir()]
    assert folders == ["en"]


# What stands in its way.


def test_a_machine_without_pagefind_gets_one_sentence(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_ = project(FILES)
    before = project_.build().files()
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", "")
    project_.write({"content/bins.md": page("Other words.", title="Bins")})
    built = project_.build()
    assert built.code == 2
    assert built.complaints.strip() == pagefind.NO_PROGRAM
    assert "Traceback" not in built.complaints
    assert built.files() == before


def test_pagefind_of_the_machine_serves_where_the_package_has_none(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pagefind").symlink_to(pagefind.find_program())
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pagefind.find_program() == str(tmp_path / "pagefind")
    assert project(FILES).build().code == 0


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("#!/bin/sh\necho 'No space left.' >&2\nexit 1\n", "No space left."),
        ("#!/bin/sh\nexit 3\n", "it says nothing."),
        ("no program\n", "Exec format error."),
    ],
)
def test_what_pagefind_says_when_it_fails_is_handed_on(
    project: MakeProject,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str,
    why: str,
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "find_program", lambda: str(program))
    built = project(FILES).build()
    assert built.code == 2
    assert f"Pagefind could not make the search index: {why} The old site" in built.complaints
    assert not built.out.exists()


def test_settings_of_pagefind_on_this_machine_have_no_say(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = project(FILES).build().files()
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "h7")
    monkeypatch.setenv("PAGEFIND_KEEP_INDEX_URL", "true")
    assert project(FILES).build(fresh=True).files() == expected


def test_there_is_no_index_of_nothing() -> None:
    with pytest.raises(NoIndex):
        pagefind.make_indexes({"en": []})


# The search page.


def test_every_page_leads_to_the_search_page_of_its_language(demonstration: BuiltSite) -> None:
    for folder in ("", "ar/", "zh-hans/", "pl/", "pa/"):
        form = read(demonstration.page(f"{folder}contact/offices/")).one("form", role="search")
        assert form.attributes["action"] == f"../../{'../' if folder else ''}{folder}search/"
        assert form.attributes.get("method", "get") == "get"
        assert form.one("input", name="q")


def test_only_the_search_page_has_a_script_and_it_is_deferred(demonstration: BuiltSite) -> None:
    for row in json.loads(demonstration.page("pages.json"))["pages"]:
        scripts: list[Any] = [
            script.attributes
            for script in read(demonstration.page(row["file"])).all("script")
            if script.attributes.get("type") != "application/ld+json"
        ]
        if row["source"] == "search.md":
            depth = "../" * row["url"].count("/")
            assert scripts == [{"src": f"{depth}assets/search.js", "defer": ""}]
        else:
            assert scripts == []
    script = (demonstration.out / "assets/search.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 6000


def test_without_script_the_search_page_names_other_ways(demonstration: BuiltSite) -> None:
    main = read(demonstration.page("ar/search/")).one("main")
    ways = main.one("div", class_="text")
    links = [link.attributes["href"] for link in ways.all("a")]
    assert "../../ar/services/a-to-z/" in links
    assert any(link.startswith("tel:") for link in links)
    assert main.one("div", id="council_found").text().strip()


def test_the_search_page_has_one_form(demonstration: BuiltSite) -> None:
    forms = read(demonstration.page("search/")).all("form", role="search")
    assert [form.attributes["class"] for form in forms] == ["search-page"]
    assert "action" not in forms[0].attributes


def test_an_authors_page_cannot_stand_in_place_of_the_search(project: MakeProject) -> None:
    built = project({**FILES, "content/search.md": page("x", title="Search")}).build()
    assert built.code == 1
    assert 'content/search.md:1: the page\'s address "/search/" belongs to' in built.complaints


def test_a_site_without_lists_of_services_leads_to_its_home_page(project: MakeProject) -> None:
    built = project(FILES).build()
    ways = read(built.page("pl/search/")).one("main").one("div", class_="text")
    assert [link.attributes["href"] for link in ways.all("a")] == ["../../pl/", "tel:01632960100"]
    assert not built.has("ar/search/"), "nothing is offered in Arabic"


def test_a_council_may_do_without_the_search(site: MakeSite) -> None:
    built = site({"council.yml": COUNCIL})
    assert not [name for name in built.files() if name.startswith(("search/", "assets/search/"))]
    assert "search" not in built.page("index.html")
