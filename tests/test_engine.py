"""The contract of an engine: every engine_*.py lays the same pages out in the same way."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import REPOSITORY, MakeProject, catalogue, page

from councilsite import furnish
from councilsite.assembly import compose_site
from councilsite.cache import Cache
from councilsite.model import Composed, Finding
from councilsite.project import OWN_THEME, load_project

ENGINES = sorted(path.stem for path in (REPOSITORY / "councilsite").glob("engine_*.py"))

FILES = {
    "content/bins/missed.md": page(
        "Telephone {{ phone.main }}.\n\n## What to do\n\n- [Home](../index.md)\n- one\n\n"
        "| A | B |\n|---|---|\n| c | d |\n",
        title="Missed bin",
    ),
    "locales/ar/LC_MESSAGES/bins.po": catalogue(
        {
            "title|Missed bin": "حاوية",
            "What to do": "ماذا تفعلون",
            "[Home](../index.md)": "[ب](../index.md)",
        }
    ),
}


@pytest.fixture(params=["en", "ar"])
def composed(request: pytest.FixtureRequest, project: MakeProject) -> list[Composed]:
    """A small site, composed in one language: an engine lays out one at a time."""
    loaded, findings = load_project(project(FILES).folder)
    assert loaded is not None and not findings
    site, findings = compose_site(loaded, Cache(None, ""))
    assert site is not None and not findings
    rows = furnish.list_pages(site, request.param)
    return list(furnish.furnish(site, request.param, rows))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"councilsite.{request.param}")


def lay_out(
    engine: ModuleType, pages: list[Composed], folder: Path, theme: Path = OWN_THEME
) -> list[Finding]:
    config = folder / "mkdocs.yml"
    config.write_text("site_name: Testwick Council\n", encoding="utf-8")
    return list(engine.build_language(pages, config, theme, folder / "out", folder / "cache"))


def test_an_engine_writes_each_page_where_it_was_told_and_nothing_else(
    engine: ModuleType, composed: list[Composed], tmp_path: Path
) -> None:
    assert lay_out(engine, composed, tmp_path) == []
    out = tmp_path / "out"
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert written == {one.file for one in composed}


def test_an_engine_keeps_the_composed_content_as_it_is(
    engine: ModuleType, composed: list[Composed], tmp_path: Path
) -> None:
    lay_out(engine, composed, tmp_path)
    for one in composed:
        text = (tmp_path / "out" / one.file).read_text(encoding="utf-8")
        assert one.html in text
        assert f'<html lang="{one.data["lang"]}" dir="{one.data["dir"]}">' in text
        assert text.count("<h1") == 1
        assert "None" not in re.sub(r"<main.*?</main>", "", text, flags=re.DOTALL)


def test_an_engine_says_where_a_template_is_broken(
    engine: ModuleType, composed: list[Composed], tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("<p>\n{% if council.lang %}\n", encoding="utf-8")
    findings = lay_out(engine, composed, tmp_path, theme)
    assert [(f.rule, f.place.file) for f in findings] == [("engine", "theme/main.html")]


def test_plain_mkdocs_gives_the_english_site(project: MakeProject) -> None:
    made = project(FILES)
    hook = REPOSITORY / "councilsite" / "engine_mkdocs.py"
    menu = (made.folder / "mkdocs.yml").read_text(encoding="utf-8")
    made.write(
        {
            "mkdocs.yml": f"{menu}docs_dir: content\nsite_dir: plain\nplugins: []\n"
            f"hooks: [{hook}]\ntheme: {{name: material, custom_dir: {OWN_THEME}}}\n"
        }
    )
    built = made.build()
    assert built.code == 0, built.complaints
    done = subprocess.run(
        [sys.executable, "-c", "from mkdocs.__main__ import cli; cli()", "build", "--strict"],
        cwd=made.folder,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for file in ("index.html", "bins/missed/index.html"):
        plain = (made.folder / "plain" / file).read_text(encoding="utf-8")
        main = re.search(r"<main.*?</main>", plain, re.DOTALL)
        assert main is not None
        assert main.group() == built.main(file.removesuffix("index.html"))
