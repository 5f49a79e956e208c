"""Reading a project again: what has not changed is not read anew, and no fault is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import COUNCIL, MakeProject, Project, nav, page

from councilsite.cache import Cache
from councilsite.project import load_project
from councilsite.yamltext import Node, Reader

BINS = page("Text.", title="Bins")


@pytest.fixture
def bins(project: MakeProject) -> Project:
    return project({"content/bins.md": BINS})


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose YAML is read from now on."""
    files: list[str] = []
    parse = Reader.parse

    def note(self: Reader, text: str, first_line: int = 1) -> Node | None:
        files.append(self.file)
        return parse(self, text, first_line)

    monkeypatch.setattr(Reader, "parse", note)
    return files


def load(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Title and body of the pages by path, and all findings, as a run with a cache has them."""
    cache = Cache(folder / ".cache" / "pages.pickle", "seal")
    loaded, findings = load_project(folder, cache)
    cache.save()
    sources = loaded.sources if loaded is not None else ()
    pages = {source.path: f"{source.title.text}: {source.body.strip()}" for source in sources}
    return pages, [f"{one.place.file}:{one.place.line} {one.rule}" for one in findings]


def test_nothing_is_read_twice(bins: Project, parsed: list[str]) -> None:
    first = load(bins.folder)
    assert {"council.yml", "mkdocs.yml", "content/bins.md"} <= set(parsed)
    parsed.clear()
    assert load(bins.folder) == first
    assert parsed == []


def test_a_changed_body_has_the_front_matter_that_it_had(bins: Project, parsed: list[str]) -> None:
    load(bins.folder)
    for text in ("Other text.", "Text once more."):
        parsed.clear()
        bins.write({"content/bins.md": BINS.replace("Text.", text)})
        pages, findings = load(bins.folder)
        assert (pages["bins.md"], findings, parsed) == (f"Bins: {text}", [], [])
        # A run in which the page does not change in between keeps what is known of it.
        load(bins.folder)


def test_changed_front_matter_is_read(bins: Project) -> None:
    load(bins.folder)
    bins.write({"content/bins.md": BINS.replace("title: Bins", "title: Waste")})
    assert load(bins.folder)[0]["bins.md"] == "Waste: Text."
    bins.write({"content/bins.md": BINS.replace("title: Bins\n", "")})
    assert "content/bins.md:2 missing-key" in load(bins.folder)[1]


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("council.yml", COUNCIL.replace("code: pl", "code: xx"), "council.yml:5 unknown-language"),
        ("mkdocs.yml", nav("index.md", "bin.md"), "mkdocs.yml:16 unknown-reference"),
        (
            "content/bins.md",
            BINS.replace("owner: customer", "owner: no"),
            "content/bins.md:4 unknown-reference",
        ),
        ("content/bins.md", "Text.", "content/bins.md:1 no-front-matter"),
    ],
)
def test_a_fault_is_shown_by_every_run(file: str, text: str, fault: str, bins: Project) -> None:
    load(bins.folder)
    bins.write({file: text})
    first, second = load(bins.folder)[1], load(bins.folder)[1]
    assert fault in first
    assert first == second


def test_a_body_with_a_fault_is_told_where_the_front_matter_is_known(bins: Project) -> None:
    load(bins.folder)
    bins.write({"content/bins.md": BINS.replace("Text.", "# A second title")})
    told = load(bins.folder)[1]
    assert told and told == load(bins.folder)[1]
    assert all(one.startswith("content/bins.md:9 ") for one in told)


def test_a_team_that_is_gone_is_missed_on_pages_that_did_not_change(bins: Project) -> None:
    load(bins.folder)
    bins.write({"council.yml": COUNCIL.replace("customer-services:", "other-team:")})
    assert "content/bins.md:4 unknown-reference" in load(bins.folder)[1]
