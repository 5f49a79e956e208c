"""The pattern library: every component has a page with its examples, made by the real templates."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import REPOSITORY, BuiltSite, MakeProject, Project, build_quietly, page
from reading import Element, read

from councilsite.patterns import read_patterns

COMPONENTS = sorted(path.stem for path in (REPOSITORY / "theme" / "components").glob("*.html"))
LANDMARKS = {"nav", "section", "form", "aside"}


@pytest.fixture
def library(every_page: BuiltSite) -> dict[str, Element]:
    """Every page of the demonstration's library, by its file."""
    return {
        file: read(data.decode())
        for file, data in every_page.files().items()
        if file.startswith("patterns/") and file.endswith(".html")
    }


def file_of(component: str) -> str:
    return f"patterns/{component.replace('_', '-')}/index.html"


def build(project: Project) -> BuiltSite:
    return build_quietly(project.folder, project.folder / "site", with_patterns=True)


# What is there.


def test_every_component_has_a_page(library: dict[str, Element]) -> None:
    assert set(library) == {"patterns/index.html", *map(file_of, COMPONENTS)}


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_has_examples(component: str, library: dict[str, Element]) -> None:
    examples = library[file_of(component)].all("div", class_="example")
    assert examples
    for example in examples:
        assert [e for e in example.walk() if e is not example], "the template shows nothing"


def test_the_first_page_leads_to_every_component(library: dict[str, Element]) -> None:
    found = {a.attributes["href"] for a in library["patterns/index.html"].one("main").all("a")}
    assert {f"../patterns/{name.replace('_', '-')}/" for name in COMPONENTS} <= found


def test_an_example_in_another_language_says_so(library: dict[str, Element]) -> None:
    marks = [
        (example.attributes["lang"], example.attributes["dir"])
        for example in library[file_of("notices")].all("div", class_="example")
    ]
    assert marks == [("en", "ltr"), ("en", "ltr"), ("ar", "rtl")]


def test_the_library_is_not_for_residents(
    every_page: BuiltSite, library: dict[str, Element]
) -> None:
    for file, whole in library.items():
        assert whole.one("meta", name="robots").attributes["content"] == "noindex", file
        assert not whole.all("link", rel="canonical"), file
    assert "patterns/" not in every_page.page("sitemap.xml")
    assert '"url":"patterns/' not in every_page.page("pages.json")
    for file, data in every_page.files().items():
        if file.endswith(".html") and file not in library:
            assert b"patterns/" not in data, file


# Many examples on a page do not get into each other's way.


def test_no_id_stands_twice_and_every_reference_finds_its_element(
    library: dict[str, Element],
) -> None:
    for file, whole in library.items():
        ids = Counter(e.attributes["id"] for e in whole.walk() if "id" in e.attributes)
        assert set(ids.values()) == {1}, f"{file}: {ids.most_common(1)}"
        for element in whole.walk():
            for name in ("for", "aria-labelledby", "aria-describedby"):
                for wanted in element.attributes.get(name, "").split():
                    assert wanted in ids, f"{file}: {name}={wanted}"
            address = element.attributes.get("href", "")
            if address.startswith("#"):
                assert address[1:] in ids, f"{file}: {address}"


def test_every_landmark_has_a_name_of_its_own(library: dict[str, Element]) -> None:
    for file, whole in library.items():
        by_id = {e.attributes["id"]: e for e in whole.walk() if "id" in e.attributes}
        names = Counter(
            (element.tag, " ".join(by_id[one].text() for one in labels.split()))
            for element in whole.walk()
            if element.tag in LANDMARKS and (labels := element.attributes.get("aria-labelledby"))
        )
        assert not names or max(names.values()) == 1, f"{file}: {names.most_common(1)}"


# Building it.


def test_the_library_comes_and_goes_with_its_option(unprinted_copy: Project) -> None:
    plain = unprinted_copy.build().files()
    with_it = build(unprinted_copy)
    assert with_it.code == 0, with_it.complaints
    assert with_it.has("patterns/")
    assert "Nothing has changed" in build(unprinted_copy).printed
    again = unprinted_copy.build()
    assert not again.has("patterns/")
    residents = {name for name in plain if name.endswith(".html")}
    assert {name: again.files()[name] for name in residents} == {
        name: plain[name] for name in residents
    }


def test_the_same_examples_give_the_same_bytes(own_copy: Project, every_page: BuiltSite) -> None:
    assert build(own_copy).files() == every_page.files()


def own_theme(project: Project) -> Path:
    """A theme of the project's own, which a test may change."""
    shutil.copytree(REPOSITORY / "theme", project.folder / "theme")
    return project.folder / "theme" / "components"


FAULTS: Mapping[str, tuple[str, str]] = {
    "no YAML": ("name: [", "theme/components/team.examples.yml:2: this is not YAML"),
    "an empty file": ("", "theme/components/team.examples.yml:1: this file is empty"),
    "no examples": ("name: A\ndescription: B\n", 'a component has no "examples"'),
    "an empty list of examples": (
        "name: A\ndescription: B\nexamples: []\n",
        "theme/components/team.examples.yml:3: the component has no example",
    ),
    "a slip in a key": (
        "name: A\ndescription: B\nexamples:\n  - {name: C, date: {}}\n",
        'theme/components/team.examples.yml:4: an example has the key "date"',
    ),
    "a language that the site does not have": (
        "name: A\ndescription: B\nexamples:\n  - {name: C, language: xx}\n",
        'the example "C" is in "xx", which council.yml does not have',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mistake_in_examples_is_told_and_leaves_the_old_site(
    project: MakeProject, fault: str
) -> None:
    text, reason = FAULTS[fault]
    made = project({})
    components = own_theme(made)
    before = made.build().files()
    (components / "team.examples.yml").write_text(text, encoding="utf-8")
    built = build(made)
    assert built.code == 1
    assert reason in built.complaints
    assert "Traceback" not in built.complaints
    assert built.files() == before


def test_a_component_without_examples_is_told(project: MakeProject) -> None:
    made = project({})
    components = own_theme(made)
    (components / "new.html").write_text("<p>New</p>\n", encoding="utf-8")
    _, [finding] = read_patterns(components.parent)
    assert finding.place.file == "theme/components/new.examples.yml"
    assert build(made).code == 1


def test_an_example_cannot_bring_html_into_its_name(project: MakeProject) -> None:
    made = project({})
    components = own_theme(made)
    text = "name: <b>A\ndescription: B & <C>\nexamples:\n  - {name: D <e>}\n"
    (components / "team.examples.yml").write_text(text, encoding="utf-8")
    whole = read(build(made).page("patterns/team/"))
    assert whole.one("h1").text() == "<b>A"
    assert "D <e>" in [h2.text() for h2 in whole.all("h2")]


@pytest.mark.parametrize("file", ["content/patterns/index.md", "content/patterns/bins.png"])
def test_the_librarys_address_is_taken(project: MakeProject, file: str) -> None:
    built = project({file: page("Text.")}).build()
    assert built.code == 1
    assert "[same-address]" in built.complaints
