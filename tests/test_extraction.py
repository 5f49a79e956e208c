"""All that is translated is found, by our own command and by Babel's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po
from conftest import COUNCIL, REPOSITORY, nav, page

from councilsite import catalogues, extraction, project, translate
from councilsite.segments import MarkdownPages

BODY = """\
Call {{ phone.main }} today.

## Fees

| Bin | Price |
|-----|-------|
| Large | {{ promise.new-bin-charge }} |

A 50% discount[^1]
applies.

![Map](map.svg)

[^1]: Until March.
"""


def extract(folder: Path, out: Path) -> Catalog:
    """What `pybabel extract` finds in a project."""
    done = subprocess.run(
        [Path(sys.executable).with_name("pybabel"), "-q", "extract"]
        + ["-F", REPOSITORY / "babel.cfg", "-o", out, "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with out.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def key(message: Message) -> tuple[str, str]:
    first = message.id[0] if isinstance(message.id, tuple) else str(message.id)
    return (message.context or "", first)


@pytest.fixture(scope="module")
def of_the_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return extract(REPOSITORY, tmp_path_factory.mktemp("extracted") / "all.pot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with a page of every kind of text."""
    files = {
        "council.yml": COUNCIL,
        "mkdocs.yml": nav("index.md", "Services: [services/bins.md]"),
        "content/index.md": page("Welcome.", title="Home page"),
        "content/services/bins.md": page(BODY, title="Bins", extra="short_title: Bin\n"),
        "theme/text.yml": "menu: Menu\nhome: Home\n",
    }
    for name, text in files.items():
        (tmp_path / "small" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "small" / name).write_text(text, encoding="utf-8")
    return tmp_path / "small"


def test_babel_finds_every_text_with_its_file_and_line(folder: Path, tmp_path: Path) -> None:
    catalog = extract(folder, tmp_path / "all.pot")
    found = {
        key(message): message.locations[0]
        for message in messages(catalog)
        if message.locations[0][0] == "content/services/bins.md"
    }
    file = "content/services/bins.md"
    assert found == {
        ("title", "Bins"): (file, 2),
        ("navigation title", "Bin"): (file, 7),
        ("", "Call {{ phone.main }} today."): (file, 10),
        ("", "Fees"): (file, 12),
        ("cell", "Bin"): (file, 14),
        ("cell", "Price"): (file, 14),
        ("cell", "Large"): (file, 16),
        ("", "A 50% discount[^1] applies."): (file, 18),
        ("alternative text", "Map"): (file, 21),
        ("", "Until March."): (file, 23),
    }


def test_babel_finds_names_menu_and_the_themes_words(folder: Path, tmp_path: Path) -> None:
    catalog = extract(folder, tmp_path / "all.pot")
    found = {key(message): message.locations for message in messages(catalog)}
    assert found["navigation title", "Services"][0][0] == "mkdocs.yml"
    assert found["interface", "Menu"] == [("theme/text.yml", 1)]
    assert [file for file, _ in found["name", "Civic Offices"]] == ["council.yml"] * 2
    assert found["hours", "Christmas Day"][0][0] == "council.yml"


def test_units_have_plural_forms(of_the_demonstration: Catalog) -> None:
    message = of_the_demonstration.get("within {n} working day", "figure")
    assert message is not None
    assert message.id == ("within {n} working day", "within {n} working days")


def test_translators_are_told_what_a_text_is(of_the_demonstration: Catalog) -> None:
    comments = {m.auto_comments[0] for m in messages(of_the_demonstration)}
    assert {"title", "paragraph", "heading", "table cell", "list item", "interface"} <= comments


def test_every_text_of_the_demonstration_stands_on_the_line_that_babel_names(
    of_the_demonstration: Catalog,
) -> None:
    count = 0
    for message in messages(of_the_demonstration):
        for file, line in message.locations:
            if file.startswith("content/") and message.context not in ("description", "title"):
                source = (REPOSITORY / file).read_text(encoding="utf-8").splitlines()[line - 1]
                words = str(message.id).split()
                assert words[0] in source, f"{file}:{line}: {words}"
                count += 1
    assert count > 100


def test_our_own_command_and_babels_find_the_same(of_the_demonstration: Catalog) -> None:
    loaded, findings = project.load_project(REPOSITORY)
    assert loaded is not None and findings == []
    ours = {
        segment.key for segments in translate.all_segments(loaded).values() for segment in segments
    }
    assert ours == {key(message) for message in messages(of_the_demonstration)}


def test_every_text_of_the_demonstration_has_its_place_in_every_catalogue() -> None:
    """The catalogues in the repository are up to date with the texts."""
    loaded, _ = project.load_project(REPOSITORY)
    assert loaded is not None
    for section, segments in translate.all_segments(loaded).items():
        for language in loaded.council.languages[1:]:
            name = translate.catalogue_file(language, section)
            text = (REPOSITORY / name).read_text(encoding="utf-8")
            catalogue, findings = catalogues.read_catalogue(text, name, language.locale)
            assert findings == []
            assert {s.key for s in segments} == catalogue.entries.keys(), (
                f"{name} is behind. Run: python3 build.py translate"
            )


def test_pages_are_gathered_by_section(folder: Path) -> None:
    loaded, findings = project.load_project(folder)
    assert loaded is not None and findings == []
    pages = MarkdownPages(loaded.structure.extensions, loaded.structure.extension_settings)
    sections = extraction.by_section(loaded.sources, pages)
    assert sections.keys() == {"home", "services"}
    assert [segment.text for segment in sections["home"]] == [
        "Home page",
        "What this page is about.",
        "Welcome.",
    ]


def test_front_matter_comes_before_the_text_of_a_page(folder: Path) -> None:
    loaded, _ = project.load_project(folder)
    assert loaded is not None
    pages = MarkdownPages(loaded.structure.extensions, loaded.structure.extension_settings)
    source = next(one for one in loaded.sources if one.path == "services/bins.md")
    assert [s.kind for s in extraction.page_segments(source, pages)][:4] == [
        "title",
        "navigation title",
        "description",
        "paragraph",
    ]


def test_a_faulty_page_does_not_stop_babel(folder: Path, tmp_path: Path) -> None:
    (folder / "content/services/bins.md").write_text("No front matter\n", encoding="utf-8")
    catalog = extract(folder, tmp_path / "all.pot")
    assert ("", "Welcome.") in {key(message) for message in messages(catalog)}
