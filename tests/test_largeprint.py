"""The PDFs of the demonstration, read as a screen reader and as an eye would."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import page as checker
import pikepdf
import pytest
from conftest import BuiltSite
from pdfreading import Pdf, contrast_on_white, controls, one_space
from reading import INLINE, Element, read

CODES = ("en", "ar", "zh-Hans", "pl", "pa")

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 595.28, 841.89
NOT_PRINTED = ("", "search.md")
"""The page for wrong addresses, and the search, which paper does not have."""
SIZE = 18
"""What the demonstration's council.yml asks for."""


@dataclass(frozen=True)
class Printed:
    """A page of the website and its PDF."""

    path: str
    html: Element
    pdf: Pdf

    @property
    def main(self) -> Element:
        return self.html.one("main")


@cache
def read_pdf(path: Path) -> Pdf:
    return Pdf.read(path)


def printed_pages(built: BuiltSite, code: str) -> list[Printed]:
    """Every page of a language, each with the PDF that is named after it."""
    rows = json.loads((built.out / "pages.json").read_text(encoding="utf-8"))["pages"]
    found = []
    for row in rows:
        if row["language"] == code and row["source"] not in NOT_PRINTED:
            names = row["source"].removesuffix(".md").removesuffix("/index").split("/")
            name = "home" if names == ["index"] else names[-1]
            pdf = read_pdf(built.out / row["url"] / f"{name}-large-print-{code}.pdf")
            found.append(Printed(row["source"], read(built.page(row["file"])), pdf))
    assert len(found) >= 30
    return found


def booklets(built: BuiltSite, code: str) -> dict[str, Pdf]:
    folder = built.out / ("" if code == "en" else code.lower())
    return {
        "standards": read_pdf(folder / f"standards/care-standards-large-print-{code}.pdf"),
        "": read_pdf(folder / f"formats/whole-site-large-print-{code}.pdf"),
    }


def all_pdfs(built: BuiltSite, code: str) -> dict[str, Pdf]:
    paths = sorted(built.out.rglob(f"*-large-print-{code}.pdf"))
    assert len(paths) >= 32
    return {path.name: read_pdf(path) for path in paths}


# What a page of the website says, block by block, read from its HTML alone.


def html_blocks(element: Element, pdf: Pdf) -> list[str]:
    """Texts of an element, parted where blocks begin and end.

    A table that is none in the PDF, where it would be too wide, is read as a list.
    """
    tables = {tuple(pdf.text(cell) for cell in row.K) for row in pdf.elements("/TR")}
    found = [""]
    _gather(element, found, tables)
    return [text for text in map(one_space, found) if text]


def _gather(element: Element, found: list[str], tables: set[tuple[str, ...]]) -> None:
    for child in element.children:
        if isinstance(child, str):
            found[-1] += spoken(child)
        elif child.tag in ("nav", "script", "svg") or child.attributes.get("class") == "form":
            continue  # of a form, paper has the list of what it asks, which the page has too
        elif child.attributes.get("aria-hidden") == "true":
            continue  # bars, of which the table beside them says the same
        elif child.tag == "br":
            found[-1] += " "
        elif child.tag == "table" and _head(child) not in tables:
            found += [*_as_list(child), ""]
        elif child.tag in INLINE:
            _gather(child, found, tables)
        else:
            found.append("")
            _gather(child, found, tables)
            found.append("")


def spoken(text: str) -> str:
    """A text without the characters that only steer a display: the PDF has other ways."""
    return "".join(c for c in text if c not in controls(text))


def _head(table: Element) -> tuple[str, ...]:
    return tuple(one_space(spoken(cell.text())) for cell in table.all("tr")[0].all("th"))


def _as_list(table: Element) -> Iterator[str]:
    yield from (spoken(caption.text()) for caption in table.all("caption"))
    for row in table.all("tr")[1:]:
        cells = [part for part in row.walk() if part.tag in ("th", "td")]
        for name, cell in zip(_head(table), cells, strict=True):
            yield f"{name}: {spoken(cell.text())}" if name else spoken(cell.text())


def strip_of(html: Element) -> list[str]:
    """What stands above a page: council, date, other languages, telephone number."""
    council = html.one("a", class_="council").text()
    reviewed = [element.text() for element in html.all("p", class_="reviewed")]
    notices = html.all("section", class_="other-formats")
    telephone = html.one("footer").all("dd")[0].text()
    headings = [notice.one("h2").text() for notice in notices]
    assert len(headings) == 5
    return [one_space(text) for text in (council, *reviewed, *headings, telephone)]


def end_of(html: Element, pdf: Pdf) -> list[str]:
    """What stands below a page: how to ask for other formats, in its own language."""
    own = html.one("html").lang
    return html_blocks(html.one("section", class_="other-formats", lang=own), pdf)


def contents_of(pdf: Pdf) -> list[str]:
    """The word above the list of contents, in the language of the page or in English."""
    kids = list(pdf.elements("/Document")[0].K)
    places = [number for number, kid in enumerate(kids) if kid.get("/S") == "/TOC"]
    return [pdf.text(kids[place - 1]) for place in places]


@pytest.mark.parametrize("code", CODES)
def test_a_pdf_says_what_the_page_says_block_by_block(demonstration: BuiltSite, code: str) -> None:
    for printed in printed_pages(demonstration, code):
        title, *text = html_blocks(printed.main, printed.pdf)
        expected = [*strip_of(printed.html), title, *contents_of(printed.pdf), *text]
        assert printed.pdf.blocks() == [*expected, *end_of(printed.html, printed.pdf)], printed.path


@pytest.mark.parametrize("code", CODES)
def test_a_booklet_says_what_its_pages_say(demonstration: BuiltSite, code: str) -> None:
    pages = printed_pages(demonstration, code)
    for section, booklet in booklets(demonstration, code).items():
        said = "\n".join(booklet.blocks())
        own = [
            page
            for page in pages
            if page.path.startswith(section)
            and not page.path.endswith(("a-to-z.md", "category.md", "accessibility.md"))
        ]
        assert len(own) >= 8
        for page in own:
            assert "\n".join(html_blocks(page.main, booklet)) in said, page.path


@pytest.mark.parametrize("code", CODES)
def test_no_control_characters_are_in_the_text(demonstration: BuiltSite, code: str) -> None:
    for name, pdf in all_pdfs(demonstration, code).items():
        assert controls("\n".join(pdf.blocks())) == set(), name
        assert controls("".join(glyph.text for glyph in pdf.glyphs)) == set(), name


# PDF/UA-1.


def faults_of(data: bytes) -> list[str]:
    report = checker.validate_pdf_bytes(data, profile=checker.ValidationProfile.PDF_UA_1)
    return [str(failure) for failure in report.failures]


@pytest.mark.parametrize("code", CODES)
def test_every_pdf_is_accessible_by_pdf_ua_1(demonstration: BuiltSite, code: str) -> None:
    for name, pdf in all_pdfs(demonstration, code).items():
        assert faults_of(pdf.data) == [], name


def _lose_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and "/Lang" in element:
            del element.Lang


def _lose_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def _lose_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo
    del pdf.Root.StructTreeRoot


def _lose_words_of_links(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if "/Contents" in annotation:
                del annotation.Contents


@pytest.mark.parametrize("damage", [_lose_language, _lose_title, _lose_tags, _lose_words_of_links])
def test_the_check_of_accessibility_catches_a_broken_pdf(
    demonstration: BuiltSite, damage: object
) -> None:
    whole = next(iter(all_pdfs(demonstration, "en").values()))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole.data)) as broken:
        assert callable(damage)
        damage(broken)
        broken.save(out)
    assert faults_of(out.getvalue()) != []


def test_verapdf_agrees_where_it_is_on_the_machine(demonstration: BuiltSite) -> None:
    program = shutil.which("verapdf")
    if program is None:
        pytest.skip("veraPDF is not on this machine; page-validation has checked every PDF")
    files = sorted(map(str, demonstration.out.rglob("*-large-print-*.pdf")))
    done = subprocess.run(
        [program, "--flavour", "ua1", "--format", "text", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


# What the eye sees.


@pytest.mark.parametrize("code", CODES)
def test_every_letter_is_large_dark_upright_and_inside_the_margins(
    demonstration: BuiltSite, code: str
) -> None:
    for name, pdf in all_pdfs(demonstration, code).items():
        sides = {
            page: sum(g.page == page for g in pdf.glyphs) for page in {g.page for g in pdf.glyphs}
        }
        assert min(sides.values()) > 0, name
        for glyph in pdf.glyphs:
            assert glyph.size >= SIZE, (name, glyph)
            assert glyph.skew == 0, (name, glyph)
            assert not re.search("italic|oblique", glyph.font, re.IGNORECASE), (name, glyph)
            assert contrast_on_white(glyph.colour) >= 7, (name, glyph)
            assert glyph.left >= 20 * MILLIMETRE - 1, (name, glyph)
            assert glyph.right <= WIDTH - 20 * MILLIMETRE + 1, (name, glyph)
            assert glyph.top <= HEIGHT - 20 * MILLIMETRE + 1, (name, glyph)
            assert glyph.bottom >= 10 * MILLIMETRE, (name, glyph)


@pytest.mark.parametrize("code", CODES)
def test_every_side_has_its_number_in_the_size_of_the_text(
    demonstration: BuiltSite, code: str
) -> None:
    for name, pdf in all_pdfs(demonstration, code).items():
        for number in range(len(pdf.file.pages)):
            foot = [
                line
                for line in pdf.lines
                if line[0].page == number and line[0].base < 28 * MILLIMETRE
            ]
            assert ["".join(g.text for g in line) for line in foot] == [str(number + 1)], name
            assert min(g.size for line in foot for g in line) >= SIZE


def test_lines_end_where_their_words_do(demonstration: BuiltSite) -> None:
    """Nothing is justified: hardly any line ends just at the margin."""
    for name, pdf in all_pdfs(demonstration, "en").items():
        ends = [line[-1].right for line in pdf.lines]
        at_margin = sum(abs(end - max(ends)) < 0.5 for end in ends)
        assert at_margin <= 3 + len(ends) // 10, name


@pytest.mark.parametrize("code", ["en", "pl"])
def test_no_word_is_parted_at_the_end_of_a_line(demonstration: BuiltSite, code: str) -> None:
    for name, pdf in all_pdfs(demonstration, code).items():
        said = "".join("".join(pdf.blocks()).split())
        for line in pdf.lines:
            text = "".join(glyph.text for glyph in line)
            assert not text.endswith(("-", "\u2010", "\u00ad")), (name, text)
        assert said


# Right-to-left text.

LONG = 30
"""Letters; what is shorter, such as a telephone number, is not parted at the end of a line."""


def visual_lines(pdf: Pdf) -> str:
    return "\n".join("".join(glyph.text for glyph in line) for line in pdf.lines)


def test_numbers_and_addresses_run_from_left_to_right_in_arabic(demonstration: BuiltSite) -> None:
    seen = 0
    for printed in printed_pages(demonstration, "ar"):
        shown = visual_lines(printed.pdf)
        items = {
            element.text()
            for element in printed.main.all("bdi", dir="ltr")
            if re.search(r"[0-9@]", element.text()) and not _is_on_screen_alone(element)
        }
        for item in items:
            assert is_shown(item, shown), (printed.path, item)
            seen += 1
    assert seen > 100


def is_shown(item: str, shown: str) -> bool:
    """Whether words stand in their order on one line, or those of a long item on several."""
    words = item.split()
    if len(item) <= LONG:
        return "".join(words) in shown
    while words:
        number = max(
            (n for n in range(1, len(words) + 1) if "".join(words[:n]) in shown), default=0
        )
        _, found, shown = shown.partition("".join(words[:number]))
        if not number or not found:
            return False
        words = words[number:]
    return True


def test_postcodes_run_from_left_to_right_in_arabic(demonstration: BuiltSite) -> None:
    shown = visual_lines(all_pdfs(demonstration, "ar")["offices-large-print-ar.pdf"])
    assert {"ZZ11AA", "ZZ23DU", "ZZ32HN"} <= set(re.findall(r"ZZ\d\d[A-Z]{2}", shown))


# What a screen reader is told beside the text.


@pytest.mark.parametrize("code", CODES)
def test_a_pdf_names_its_language_its_title_and_its_direction(
    demonstration: BuiltSite, code: str
) -> None:
    for printed in printed_pages(demonstration, code):
        root, html = printed.pdf.root, printed.html.one("html")
        assert str(root.Lang) == code
        assert root.ViewerPreferences.DisplayDocTitle
        turns = {"rtl": "/R2L", "ltr": "/L2R"}
        assert str(root.ViewerPreferences.Direction) == turns[html.attributes["dir"]]
        title = one_space(printed.main.one("h1").text())
        assert str(printed.pdf.file.docinfo.Title) == title
        with printed.pdf.file.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert list(metadata["dc:language"]) == [code]


@pytest.mark.parametrize("code", CODES)
def test_parts_in_other_languages_say_so(demonstration: BuiltSite, code: str) -> None:
    for printed in printed_pages(demonstration, code):
        codes = {str(e.Lang) for e in printed.pdf.elements("/P", "/H1", "/Span") if "/Lang" in e}
        assert codes >= set(CODES) - {code}, printed.path
        assert codes <= set(CODES), printed.path


@pytest.mark.parametrize("code", CODES)
def test_bookmarks_are_the_headings(demonstration: BuiltSite, code: str) -> None:
    for printed in printed_pages(demonstration, code):
        with printed.pdf.file.open_outline() as outline:
            titles = list(_titles(outline.root))
        found = [*printed.main.all("h1"), *_headings(printed.main)]
        headings = [h for h in found if not _is_on_screen_alone(h)]
        own = printed.html.one("section", class_="other-formats", lang=code).one("h2")
        assert titles == [one_space(h.text()) for h in (*headings, own)], printed.path


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


def _headings(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element) and child.tag != "nav":
            yield from [child] if re.fullmatch("h[2-6]", child.tag) else _headings(child)


@pytest.mark.parametrize("code", CODES)
def test_a_link_says_its_text_and_leads_where_the_page_leads(
    demonstration: BuiltSite, code: str
) -> None:
    for printed in printed_pages(demonstration, code):
        end = printed.html.one("section", class_="other-formats", lang=code)
        parts = (printed.html.one("footer").all("dd")[0], printed.main, end)
        expected = [a.text() for part in parts for a in part.all("a") if not _is_on_screen_alone(a)]
        links = [e for e in printed.pdf.elements("/Link") if not _in_contents(e)]
        said = [printed.pdf.text(link) for link in links]
        assert said == list(map(one_space, expected)), printed.path
        for link in links:
            for kid in link.K:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                    assert str(kid.Obj.Contents) == printed.pdf.text(link)
                    assert re.match("https?://|tel:|mailto:", str(kid.Obj.A.URI))


def _is_on_screen_alone(element: Element) -> bool:
    """Whether it stands in a list of ways through the site, or in a form."""
    around: Element | None = element
    while around is not None and around.tag not in ("nav", "form"):
        around = around.parent
    return around is not None


def _in_contents(element: pikepdf.Object) -> bool:
    while "/P" in element:
        if element.get("/S") == "/TOC":
            return True
        element = element.P
    return False


@pytest.mark.parametrize("code", CODES)
def test_tables_have_heads_and_captions(demonstration: BuiltSite, code: str) -> None:
    offices = next(p for p in printed_pages(demonstration, code) if p.path == "contact/offices.md")
    tables = offices.main.all("table")
    assert len(tables) == len(offices.pdf.elements("/Table")) == 6
    for table, element in zip(tables, offices.pdf.elements("/Table"), strict=True):
        heads = [cell for cell in _inside(element) if cell.S == "/TH"]
        scopes = {offices.pdf.text(cell): _scope(cell) for cell in heads}
        expected = {
            one_space(cell.text()): {"col": "/Column", "row": "/Row"}[cell.attributes["scope"]]
            for cell in table.all("th")
        }
        assert scopes == expected
        caption = element.K[0]
        assert caption.S == "/Caption"
        assert offices.pdf.text(caption) == one_space(table.one("caption").text())


def _inside(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _inside(kid)


def _scope(cell: pikepdf.Object) -> str:
    return next(str(one.Scope) for one in cell.A if "/Scope" in one)


@pytest.mark.parametrize("code", CODES)
def test_a_page_offers_its_pdf_with_its_size(demonstration: BuiltSite, code: str) -> None:
    for printed in printed_pages(demonstration, code):
        offers = list(printed.html.all("a", type="application/pdf"))
        files = [a.attributes["href"].rpartition("/")[2] for a in offers]
        assert files[0].endswith(f"-large-print-{code}.pdf")
        kilobytes = round(len(printed.pdf.data) / 1000)
        assert f"{kilobytes}" in offers[0].text()
        assert "PDF" in offers[0].text()
        assert all(a.attributes["hreflang"] == code for a in offers)
