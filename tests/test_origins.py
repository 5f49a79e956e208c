"""Where a finding comes from: the page in content/, the translation, or nowhere that is certain."""

from __future__ import annotations

import pytest
from barriers import finding
from conftest import MakeProject, Project, catalogue, page

from a11y.origins import find_origins

BODY = """\
We collect your bins every week. If we miss one,
[tell us about a missed bin](#anchor) and we come back.

## Bins {: #anchor }

![A lorry with a green bin](lorry.png)

Telephone {{ phone.main }} to order a **brown garden bin** today.

More about bins. More about parks.
"""


@pytest.fixture
def built(project: MakeProject) -> Project:
    made = project(
        {
            "content/bins.md": page(BODY, title="Bins and recycling"),
            "locales/pl/LC_MESSAGES/home.po": catalogue(
                {"title|Bins and recycling": "Odpady i recykling", "Bins": "Pojemniki na odpady"}
            ),
        }
    )
    (made.folder / "content/lorry.png").write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
    )
    site = made.build()
    assert site.code == 0, site.complaints
    return made


def origin(built: Project, snippet: str, file: str = "bins/index.html") -> str:
    found = find_origins(built.folder, [one := finding(file, snippet=snippet)])
    return str(found[one]) if one in found else ""


@pytest.mark.parametrize(
    ("snippet", "line"),
    [
        ('<a href="#anchor">tell us about a missed bin</a>', 10),
        ("<h1 id='t'>Bins and recycling</h1>", 2),
        ('<img src="lorry.png" alt="A lorry with a green bin" width="1">', 14),
        ('<p>Telephone <a href="tel:1">01632 960100</a> to order a <strong>brown garden', 16),
        ("<p>We collect your bins every week. If we miss one, <a>tell us", 9),
    ],
)
def test_a_text_is_found_in_its_page(built: Project, snippet: str, line: int) -> None:
    assert origin(built, snippet) == f"content/bins.md:{line}"


def test_a_translation_is_found_in_its_catalogue(built: Project) -> None:
    where = origin(built, "<h2>Pojemniki na odpady</h2>", "pl/bins/index.html")
    assert where.startswith("locales/pl/LC_MESSAGES/home.po:")


def test_english_on_a_translated_page_is_found_in_its_page(built: Project) -> None:
    snippet = '<p lang="en">We collect your bins every week.</p>'
    assert origin(built, snippet, "pl/bins/index.html") == "content/bins.md:9"


def test_a_word_of_the_theme_is_found_there(built: Project) -> None:
    assert origin(built, "<a href='#c'>Skip to main content</a>").startswith("theme/text.yml:")


@pytest.mark.parametrize(
    "snippet",
    [
        "",
        "<div></div>",
        "<p>Nobody wrote this sentence anywhere.</p>",
        "<a>More about</a>",
        "<svg><path d='M0 0'/></svg>",
    ],
)
def test_where_nobody_can_be_sure_nothing_is_said(built: Project, snippet: str) -> None:
    assert origin(built, snippet) == ""


def test_pages_that_the_site_does_not_name_have_no_origin(built: Project) -> None:
    assert origin(built, "<p>We collect your bins every week.</p>", "other.html") == ""
