"""`build.py translate`: catalogues follow the texts, and no translator's work is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY, MakeProject, Project, catalogue, page

from councilsite import catalogues
from councilsite.translate import translate

PO = "locales/pl/LC_MESSAGES/bins.po"

FILES = {
    "content/bins/index.md": page("Put your bin out.", title="Bins"),
    PO: catalogue({"title|Bins": "Pojemniki", "Put your bin out.": "Wystaw pojemnik."}),
}


def run(project: Project, *, check: bool = False) -> int:
    return translate(project.folder, check=check, approve=None, by=None, on=None)


def read(project: Project, name: str = PO) -> catalogues.Catalogue:
    text = (project.folder / name).read_text(encoding="utf-8")
    found, findings = catalogues.read_catalogue(text, name, "pl")
    assert findings == []
    return found


@pytest.fixture
def bins(project: MakeProject) -> Project:
    """A project with a page in Polish, its catalogues up to date."""
    made = project(FILES)
    assert run(made) == 0
    return made


def test_the_repository_s_own_catalogues_are_up_to_date() -> None:
    assert translate(REPOSITORY, check=True, approve=None, by=None, on=None) == 0


def test_msgfmt_has_nothing_to_say_of_the_repository_s_catalogues() -> None:
    names = sorted((REPOSITORY / "locales").glob("*/LC_MESSAGES/*.po"))
    assert len(names) == 4 * 9
    for name in names:
        done = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", str(name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), name


def test_a_second_run_changes_nothing(bins: Project) -> None:
    before = {path: path.read_bytes() for path in bins.folder.rglob("*.po*")}
    assert run(bins) == 0
    assert {path: path.read_bytes() for path in bins.folder.rglob("*.po*")} == before
    assert run(bins, check=True) == 0


def test_check_says_that_catalogues_are_behind_and_writes_nothing(bins: Project) -> None:
    bins.write({"content/bins/index.md": page("Another text.", title="Bins")})
    before = (bins.folder / PO).read_bytes()
    assert run(bins, check=True) == 1
    assert (bins.folder / PO).read_bytes() == before


def test_a_new_page_appears_in_every_language(bins: Project) -> None:
    bins.write({"content/bins/new.md": page("Order a new bin.", title="New bin")})
    menu = (bins.folder / "mkdocs.yml").read_text(encoding="utf-8")
    bins.write({"mkdocs.yml": f"{menu}  - bins/new.md\n"})
    assert run(bins) == 0
    for name in (PO, "locales/ar/LC_MESSAGES/bins.po", "locales/bins.pot"):
        assert 'msgid "Order a new bin."' in (bins.folder / name).read_text(encoding="utf-8")


def test_a_changed_text_is_fuzzy_and_not_published(bins: Project) -> None:
    bins.write({"content/bins/index.md": page("Put your bin out early.", title="Bins")})
    assert run(bins) == 0
    entry = read(bins).entries["", "Put your bin out early."]
    assert (entry.text, entry.state) == ("Wystaw pojemnik.", "fuzzy")
    main = bins.build().main("pl/bins/")
    assert '<p lang="en" dir="ltr">Put your bin out early.</p>' in main


def test_a_removed_text_is_kept_and_comes_back_with_its_translation(bins: Project) -> None:
    bins.write({"content/bins/index.md": page("Something quite different.", title="Bins")})
    assert run(bins) == 0
    assert '#~ msgid "Put your bin out."' in (bins.folder / PO).read_text(encoding="utf-8")
    bins.write({"content/bins/index.md": page("Put your bin out.", title="Bins")})
    assert run(bins) == 0
    assert read(bins).entries["", "Put your bin out."].text == "Wystaw pojemnik."


def test_a_text_that_moves_to_another_section_keeps_its_translation(bins: Project) -> None:
    bins.write({"content/waste/a.md": page("Put your bin out.", title="Bins")})
    menu = (bins.folder / "mkdocs.yml").read_text(encoding="utf-8")
    bins.write({"mkdocs.yml": f"{menu}  - waste/a.md\n"})
    assert run(bins) == 0
    moved = read(bins, "locales/pl/LC_MESSAGES/waste.po").entries
    assert (moved["title", "Bins"].text, moved["title", "Bins"].state) == ("Pojemniki", "draft")


def test_a_broken_catalogue_stops_the_run_before_anything_is_written(bins: Project) -> None:
    before = (bins.folder / "locales/ar/LC_MESSAGES/bins.po").read_bytes()
    bins.write({PO: 'msgid "a\nmsgstr "b"\n'})
    assert run(bins) == 1
    assert (bins.folder / PO).read_text(encoding="utf-8") == 'msgid "a\nmsgstr "b"\n'
    assert (bins.folder / "locales/ar/LC_MESSAGES/bins.po").read_bytes() == before


def test_an_approval_names_the_person_and_the_day(
    bins: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bins.folder / PO
    approve = translate(bins.folder, check=False, approve=path, by="Anna Nowak", on="2026-11-23")
    assert approve == 0
    entry = read(bins).entries["", "Put your bin out."]
    assert (entry.state, entry.by, entry.on) == ("approved", "Anna Nowak", "2026-11-23")
    # A description was never translated: there is nothing to approve.
    assert read(bins).entries["description", "What this page is about."].state == "missing"
    capsys.readouterr()
    run(bins)
    polish = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Pol"))
    assert polish.split()[2] == "2"


def test_an_approval_ends_when_the_translation_changes(bins: Project) -> None:
    path = bins.folder / PO
    translate(bins.folder, check=False, approve=path, by="Anna Nowak", on="2026-11-23")
    text = path.read_text(encoding="utf-8").replace("Wystaw pojemnik.", "Proszę wystawić.")
    path.write_text(text, encoding="utf-8")
    assert read(bins).entries["", "Put your bin out."].state == "draft"
    assert read(bins).entries["title", "Bins"].state == "approved"


@pytest.mark.parametrize(
    ("by", "on", "words"),
    [(None, None, "--by"), ("  ", None, "--by"), ("Anna", "23.11.2026", "2026-10-12")],
)
def test_an_approval_without_a_name_or_a_real_day_is_refused(
    bins: Project,
    capsys: pytest.CaptureFixture[str],
    by: str | None,
    on: str | None,
    words: str,
) -> None:
    before = (bins.folder / PO).read_bytes()
    capsys.readouterr()
    assert translate(bins.folder, check=False, approve=bins.folder / PO, by=by, on=on) == 2
    assert words in capsys.readouterr().err
    assert (bins.folder / PO).read_bytes() == before


def test_a_missing_catalogue_is_one_sentence(
    bins: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = bins.folder / "locales/pl/LC_MESSAGES/none.po"
    capsys.readouterr()
    assert translate(bins.folder, check=False, approve=missing, by="Anna Nowak", on=None) == 1
    assert "none.po:1: this file cannot be read" in capsys.readouterr().err


def test_a_folder_without_settings_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translate(tmp_path, check=False, approve=None, by=None, on=None) == 1
    assert "council.yml:1: this file cannot be read" in capsys.readouterr().err
