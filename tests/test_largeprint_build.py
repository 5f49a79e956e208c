"""Large print of small projects: what is set and when, what is refused, how hard pages come out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import page as checker
import pytest
from conftest import COUNCIL, BuiltSite, MakeProject, Project, catalogue, page
from pdfreading import Pdf, one_space
from reading import read
from test_largeprint import html_blocks

PRINTING = COUNCIL + "large_print: {}\n"


def with_settings(text: str) -> str:
    return COUNCIL + f"large_print: {text}\n"


def set_in(built: BuiltSite) -> int:
    """How many PDFs a build has set."""
    found = re.search(r"^Setting PDFs in large print: (\d+)\.$", built.printed, re.MULTILINE)
    return int(found.group(1)) if found else 0


def pdfs(built: BuiltSite) -> list[str]:
    return sorted(path.relative_to(built.out).as_posix() for path in built.out.rglob("*.pdf"))


def english(built: BuiltSite, name: str) -> Pdf:
    return Pdf.read(built.out / name / f"{name}-large-print-en.pdf")


def is_accessible(pdf: Pdf) -> bool:
    profile = checker.ValidationProfile.PDF_UA_1
    return bool(checker.validate_pdf_bytes(pdf.data, profile=profile).is_compliant)


def texts_of(built: BuiltSite, name: str, pdf: Pdf) -> list[str]:
    """What a page of the website says in its main content."""
    return html_blocks(read(built.page(f"{name}/")).one("main"), pdf)


def main_blocks(pdf: Pdf) -> list[str]:
    """What a PDF says between its strip and its end."""
    blocks = pdf.blocks()
    first = next(n for n, text in enumerate(blocks) if text == pdf.text(pdf.elements("/H1")[0]))
    last = len(blocks) - 1 - blocks[::-1].index("Other languages and formats")
    return [text for text in blocks[first:last] if text != "Contents"]


# Which PDFs there are.


def test_without_the_setting_there_are_no_pdfs(project: MakeProject) -> None:
    built = project({"content/bins.md": page("Bins.")}).build()
    assert built.code == 0
    assert pdfs(built) == []
    assert "large print" not in built.printed


def test_every_page_has_a_pdf_beside_it_named_after_page_format_and_language(
    project: MakeProject,
) -> None:
    built = project(
        {
            "council.yml": PRINTING,
            "content/bins.md": page("Bins.", title="Bins"),
            "content/care/index.md": page("Care.", title="Care", policy="english"),
            "locales/pl/LC_MESSAGES/home.po": catalogue(
                {"title|Bins": "Kosze", "Bins.": "Kosze.", "title|Home page": "Start"}
            ),
        }
    ).build()
    assert built.code == 0, built.complaints
    assert pdfs(built) == [
        "bins/bins-large-print-en.pdf",
        "care/care-large-print-en.pdf",
        "home-large-print-en.pdf",
        "pl/bins/bins-large-print-pl.pdf",
        "pl/home-large-print-pl.pdf",
    ]


def test_giant_print_is_an_option(project: MakeProject) -> None:
    built = project(
        {"council.yml": with_settings("{size: 20, giant: 30}"), "content/bins.md": page("Bins.")}
    ).build()
    assert built.code == 0, built.complaints
    large = Pdf.read(built.out / "bins/bins-large-print-en.pdf")
    giant = Pdf.read(built.out / "bins/bins-giant-print-en.pdf")
    assert 20 <= min(glyph.size for glyph in large.glyphs) < 24
    assert min(glyph.size for glyph in giant.glyphs) >= 30
    offers = read(built.page("bins/")).all("a", type="application/pdf")
    assert [one_space(a.text()).partition(" (")[0] for a in offers] == [
        "Large print",
        "Giant print",
    ]


def test_a_booklet_joins_sections_and_is_offered_by_its_page(project: MakeProject) -> None:
    booklet = "{all: {name: All about us, page: care/index.md}}"
    built = project(
        {
            "council.yml": with_settings(f"{{booklets: {booklet}}}"),
            "content/care/index.md": page("We care.\n\n## How", title="Care"),
            "content/care/letters.md": page("We write.", title="Letters"),
            "content/bins.md": page("Bins are here.", title="Bins"),
            "mkdocs.yml": "site_name: A\nmarkdown_extensions: [tables]\nnav:\n"
            "  - index.md\n  - Our care:\n    - care/index.md\n    - care/letters.md\n"
            "  - bins.md\n",
        }
    ).build()
    assert built.code == 0, built.complaints
    pdf = Pdf.read(built.out / "care/all-large-print-en.pdf")
    heads = [(str(e.S), pdf.text(e)) for e in pdf.elements("/H1", "/H2", "/H3", "/H4")]
    assert heads[:-1] == [
        ("/H1", "All about us"),
        ("/H2", "Home page"),
        ("/H2", "Our care"),
        ("/H3", "Care"),
        ("/H4", "How"),
        ("/H3", "Letters"),
        ("/H2", "Bins"),
    ]
    assert is_accessible(pdf)
    labels = [
        one_space(a.text()) for a in read(built.page("care/")).all("a", type="application/pdf")
    ]
    assert labels[1].startswith("All about us – Large print (PDF, ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{size: 12}", "large_print: size is 12, which is not between 16 and 36 points."),
        ("{giant: 20}", "large_print: giant is 20, which is not between 24 and 72 points."),
        ("{siez: 18}", 'large_print has the key "siez", which means nothing here.'),
        ("{size: big}", "large_print: size"),
        ("{booklets: {a: {name: A}}}", 'booklets: a has no "page".'),
        (
            "{booklets: {a: {name: A, page: bin.md}}}",
            'the booklet "a" is offered by "bin.md", which is no page.',
        ),
        (
            "{booklets: {a: {name: A, page: index.md, sections: [bins]}}}",
            'the booklet "a" names the section "bins", which has no pages.',
        ),
    ],
)
def test_settings_that_cannot_be_met_are_refused(
    project: MakeProject, text: str, message: str
) -> None:
    built = project({"council.yml": with_settings(text)}).build()
    assert built.code == 1
    line = COUNCIL.count("\n") + 1
    assert f"council.yml:{line}: {message}" in built.complaints


# What is set again.


@pytest.fixture
def three_pages(project: MakeProject) -> Project:
    names = ("bins", "litter", "letters")
    made = project(
        {
            "council.yml": with_settings("{booklets: {all: {name: All, page: index.md}}}"),
            **{f"content/{name}.md": page(f"About {name}.", title=name) for name in names},
        }
    )
    built = made.build()
    assert built.code == 0, built.complaints
    assert set_in(built) == 5
    return made


def test_a_changed_paragraph_sets_its_page_and_the_booklets(three_pages: Project) -> None:
    three_pages.write({"content/bins.md": page("More about bins.", title="bins")})
    built = three_pages.build()
    assert set_in(built) == 2
    assert "More about bins." in english(built, "bins").blocks()


def test_a_change_that_no_pdf_shows_sets_none(three_pages: Project) -> None:
    text = page("About bins.", title="bins").replace("What this page is about.", "All of it.")
    three_pages.write({"content/bins.md": text})
    built = three_pages.build()
    assert "All of it." in built.page("bins/")
    assert set_in(built) == 0
    assert len(pdfs(built)) == 5


def test_a_fresh_site_takes_its_pdfs_from_the_cache_that_was_carried_there(
    three_pages: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = three_pages.build().files()
    folder = tmp_path / "elsewhere"
    shutil.copytree(
        three_pages.folder, folder, ignore=shutil.ignore_patterns("site", ".site.*", ".cache")
    )
    shutil.copytree(three_pages.folder / ".cache/large-print", folder / ".cache/large-print")
    built = Project(folder, capsys).build()
    assert set_in(built) == 0
    assert {name: data for name, data in built.files().items() if name.endswith(".pdf")} == {
        name: data for name, data in before.items() if name.endswith(".pdf")
    }


def test_a_damaged_file_in_the_cache_is_set_again(three_pages: Project) -> None:
    shelf = three_pages.folder / ".cache/large-print"
    whole = {path: path.read_bytes() for path in shelf.glob("*.pdf")}
    damaged = min(whole)
    damaged.unlink()
    damaged.write_bytes(b"%PDF-1.7 cut off")
    built = three_pages.build(fresh=True)
    assert set_in(built) == 1
    assert damaged.read_bytes() == whole[damaged]


def test_the_same_pages_give_the_same_bytes(three_pages: Project) -> None:
    before = three_pages.build().files()
    shutil.rmtree(three_pages.folder / ".cache")
    built = three_pages.build(fresh=True)
    assert set_in(built) == 5
    assert built.files() == before


def test_files_of_pages_that_are_gone_leave_the_cache(three_pages: Project) -> None:
    shelf = three_pages.folder / ".cache/large-print"
    assert len(list(shelf.glob("*.pdf"))) == 5
    (three_pages.folder / "content/bins.md").unlink()
    menu = (three_pages.folder / "mkdocs.yml").read_text(encoding="utf-8")
    three_pages.write({"mkdocs.yml": menu.replace("  - bins.md\n", "")})
    assert three_pages.build().code == 0
    assert len(list(shelf.glob("*.pdf"))) == 4


# What is refused.


def test_a_page_that_cannot_be_set_names_itself_its_language_and_the_reason(
    three_pages: Project,
) -> None:
    before = three_pages.build().files()
    three_pages.write(
        {
            "content/bins.md": page("Bins 😀 here.", title="bins"),
            "content/litter.md": page("More litter.", title="litter"),
        }
    )
    built = three_pages.build()
    assert built.code == 1
    assert (
        "content/bins.md:1: large print of this page in English cannot be made: no font of large "
        'print has the character "😀" (U+1F600). Write it in words or with another character. '
        "[large-print]" in built.complaints
    )
    assert 'large print of the booklet "all" in English cannot be made' in built.complaints
    assert built.files() == before
    three_pages.write({"content/bins.md": page("Bins here.", title="bins")})
    built = three_pages.build()
    assert built.code == 0
    assert set_in(built) == 2, "the other page was set by the build that failed"


def test_a_file_of_the_author_cannot_take_the_place_of_a_pdf(project: MakeProject) -> None:
    built = project(
        {
            "council.yml": PRINTING,
            "content/bins.md": page("Bins."),
            "content/bins/bins-large-print-en.pdf": "mine",
        }
    ).build()
    assert built.code == 1
    assert "content/bins/bins-large-print-en.pdf:1: the build makes a file" in built.complaints
