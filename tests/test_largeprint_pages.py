"""Hard pages in large print: what authors write comes out whole, large and in order."""

from __future__ import annotations

import json
import re
import struct
import zlib
from functools import partial

import markdown
import pytest
from conftest import COUNCIL, REPOSITORY, MakeProject, catalogue, page
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pdfreading import Pdf, controls, one_space
from reading import read
from test_largeprint import HEIGHT, MILLIMETRE, WIDTH, html_blocks
from test_largeprint_build import (
    PRINTING,
    english,
    is_accessible,
    main_blocks,
    texts_of,
    with_settings,
)

from councilsite.fonts import set_up_fonts
from councilsite.formats import largeprint, looks
from councilsite.formats.apart import run_apart
from councilsite.formats.documents import page_document
from councilsite.formats.shelf import Shelf
from councilsite.model import Composed, Language
from councilsite.settings import read_council

HARD = """\
A paragraph with **bold**, *italic* and `code`, a [link to **home**](index.md), the number
{{ phone.main }}, a postcode {{ address.civic }} and a note.[^note]

## Lists

1. One
    - inside one
    - inside one too

        A paragraph in the list.
2. Two
3. Three

- bullets
- more

Term
:   What it means.

    And more of it.

Second term
:   Another meaning.

## Tables

| Day | Times | Notes |
|:---|:-:|---:|
| **Monday** | 9am<br>to 5pm | *none* |
| Tuesday | | `code` |

| Team | E-mail | Telephone | Address | Hours |
|---|---|---|---|---|
| Customer services | customer@testwick.example | {{ phone.main }} | 1 Mere Street | all day |

{{ hours.civic }}

!!! warning "Take care"
    A warning with a list:

    - first
    - second

> A quotation.
> Of two lines.

```
some code:
  indented  twice
```

### A third level

#### A fourth level

A line: #let x = 1; #panic("no") $ x^2 $ @label \\\\u{1F600}
// comment /* and */ [content] "quoted" ~ = + -

The end --- with a line\\
that breaks.

[^note]: A footnote with a [link](https://www.example.org/a/very/long/address).
"""

FILES = {"council.yml": PRINTING}


def test_a_hard_page_is_whole_and_accessible(project: MakeProject) -> None:
    built = project({**FILES, "content/hard.md": page(HARD, title="Hard & <tough>")}).build()
    assert built.code == 0, built.complaints
    pdf = english(built, "hard")
    assert main_blocks(pdf) == texts_of(built, "hard", pdf)
    assert is_accessible(pdf)
    assert controls("".join(glyph.text for glyph in pdf.glyphs)) == set()
    assert pdf.text(pdf.elements("/H1")[0]) == "Hard & <tough>"


COMPONENTS = """\
=== "By post"

    Write to us.

=== "By telephone"

    Call us on {{ phone.main }}.

??? note "More about this"

    What is folded away is printed.

:material-phone: Telephone us.

<div class="grid cards" markdown>

- **Bins**

    ---

    Missed bins and new bins.

- **Council tax**

    ---

    Bills and discounts.

</div>
"""


def test_tabs_boxes_that_fold_icons_and_cards_are_printed_as_text(project: MakeProject) -> None:
    built = project({**FILES, "content/parts.md": page(COMPONENTS, title="Parts")}).build()
    assert built.code == 0, built.complaints
    pdf = english(built, "parts")
    assert main_blocks(pdf) == texts_of(built, "parts", pdf)
    assert main_blocks(pdf)[1:5] == [
        "By post",
        "Write to us.",
        "By telephone",
        "Call us on 01632 960100.",
    ]
    assert is_accessible(pdf)


def inside_margins(pdf: Pdf) -> bool:
    side = 20 * MILLIMETRE - 1
    return all(
        side <= glyph.left and glyph.right <= WIDTH - side and glyph.top <= HEIGHT - side
        for glyph in pdf.glyphs
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.org/" + "a-long-address/" * 12,
        "x" * 200,
        "W" * 60,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "ਅ" * 120,
        "中" * 200,
        "- one\n    - two\n        - three\n            - " + "four" * 30,
        "| A | B |\n|---|---|\n| " + "x" * 150 + " | y |",
        "| A | B | C |\n|---|---|---|\n| " + " | ".join(["x" * 20] * 3) + " |",
        "| A |\n|---|\n" + "| words and words |\n" * 60,
        "someone.with.a.very.long.name.indeed@an.even.longer.name.of.a.place.example",
    ],
    ids=lambda text: text[:24],
)
def test_nothing_reaches_over_the_margins(project: MakeProject, text: str) -> None:
    built = project(
        {"council.yml": with_settings("{size: 24}"), "content/wide.md": page(text, title="Wide")}
    ).build()
    assert built.code == 0, built.complaints
    pdf = english(built, "wide")
    assert inside_margins(pdf)
    assert main_blocks(pdf) == texts_of(built, "wide", pdf)
    assert is_accessible(pdf)


def test_a_table_that_is_too_wide_becomes_a_list_of_headings_and_values(
    project: MakeProject,
) -> None:
    body = (
        "| Service | Telephone | E-mail address |\n|---|---|---|\n"
        "| Bins | {{ phone.main }} | customer.services@testwick.example |\n"
    )
    built = project({**FILES, "content/wide.md": page(body, title="Wide")}).build()
    pdf = english(built, "wide")
    assert pdf.elements("/Table") == []
    assert main_blocks(pdf) == [
        "Wide",
        "Service: Bins",
        "Telephone: 01632 960100",
        "E-mail address: customer.services@testwick.example",
    ]


def png(width: int, height: int) -> bytes:
    """A white picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\xff" * width) * height)
    chunks = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">'
    '<rect width="300" height="100"/></svg>'
)


def test_pictures_have_their_alternative_text_and_decorative_ones_none(
    project: MakeProject,
) -> None:
    made = project(
        {
            **FILES,
            "content/a/chart.svg": CHART,
            "content/a/charts.md": page(
                "Before ![Bins up by half](chart.svg) after.\n\n![](b.png){: .decorative }"
            ),
        }
    )
    (made.folder / "content/a/b.png").write_bytes(png(40, 4000))
    built = made.build()
    assert built.code == 0, built.complaints
    pdf = Pdf.read(built.out / "a/charts/charts-large-print-en.pdf")
    assert [str(figure.Alt) for figure in pdf.elements("/Figure")] == ["Bins up by half"]
    assert is_accessible(pdf)
    made.write({"content/a/chart.svg": CHART.replace("300", "200")})
    changed = Pdf.read(made.build().out / "a/charts/charts-large-print-en.pdf")
    assert changed.data != pdf.data, "a new picture makes a new PDF"


def test_parts_in_english_say_so(project: MakeProject) -> None:
    built = project(
        {
            **FILES,
            "content/bins.md": page(
                "First.\n\n- Second with {{ phone.main }}.\n- Third.", title="B"
            ),
            "locales/ar/LC_MESSAGES/home.po": catalogue(
                {"title|B": "ب", "First.": "أولًا."}, plural="nplurals=6; plural=0;"
            ),
        }
    ).build()
    assert built.code == 0, built.complaints
    pdf = Pdf.read(built.out / "ar/bins/bins-large-print-ar.pdf")
    spoken = {pdf.text(e): language_of(e) for e in pdf.elements("/P", "/LBody", "/H1")}
    assert spoken["ب"] == spoken["أولًا."] == "ar"
    assert spoken["Second with 01632 960100."] == spoken["Third."] == "en"
    assert is_accessible(pdf)


def language_of(element: object) -> str:
    """The language of an element: its own, or that of what it stands in, or what it holds."""
    inner = element
    while "/Lang" not in inner and len(inner.get("/K", [])) == 1 and "/S" in _only(inner):  # type: ignore[attr-defined]
        inner = _only(inner)
    while "/Lang" not in inner and "/P" in inner:  # type: ignore[operator]
        inner = inner.P  # type: ignore[attr-defined]
    return str(inner.get("/Lang", "ar"))  # type: ignore[attr-defined]


def _only(element: object) -> object:
    kid = element.K[0]  # type: ignore[attr-defined]
    return kid if not isinstance(kid, int) else {}


def test_a_long_english_name_stays_in_order_in_arabic(project: MakeProject) -> None:
    name = "The Very Long Name of a Society for the Protection of Ancient Buildings and Bins"
    built = project(
        {
            **FILES,
            "content/bins.md": page("First.", title="B"),
            "locales/ar/LC_MESSAGES/home.po": catalogue(
                {"title|B": "ب", "First.": f"اسألوا {name} ثم اكتبوا."},
                plural="nplurals=6; plural=0;",
            ),
        }
    ).build()
    pdf = Pdf.read(built.out / "ar/bins/bins-large-print-ar.pdf")
    shown = ["".join(glyph.text for glyph in line) for line in pdf.lines]
    joined = "".join(text for text in shown if any("A" <= c <= "z" for c in text))
    assert "".join(name.split()) in joined
    assert f"اسألوا {name} ثم اكتبوا." in pdf.blocks()
    assert inside_margins(pdf)


# What authors might write.

WORDS = st.text(
    alphabet="#*_$@\\/[]{}()=+-~`\"'<>&%^|;:.,!?0123456789 abc ABC éąłŻ شعربَّ ਪੰਜਾਬੀ 中文字 £€½"
    "\u00ad\u200b\u2066😀",
    min_size=1,
    max_size=60,
)
SNIPPETS = st.sampled_from(
    [
        "#let x = 1",
        '#panic("x")',
        "$x^2$",
        "@ref",
        "*bold*",
        "_italic_",
        "= Heading",
        "+ item",
        "<label>",
    ]
    + ['#import "x.typ"', "\\u{1F5D1}", "//", "/* x */", "~", "---", "01632 960100", "a@b.example"]
)
TEXTS = st.lists(WORDS | SNIPPETS, min_size=1, max_size=4).map(
    lambda parts: one_space(" ".join(parts)).replace("<", "&lt;") or "x"
)
BLOCKS = st.one_of(
    TEXTS,
    TEXTS.map(lambda text: f"## {text}"),
    st.lists(TEXTS, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {i}" for i in items)),
    st.lists(TEXTS, min_size=1, max_size=3).map(lambda items: "\n".join(f"1. {i}" for i in items)),
    TEXTS.map(lambda text: f"> {text}"),
    TEXTS.map(lambda text: f"```\n{text}\n```"),
    TEXTS.map(lambda text: f"Term\n:   {text}"),
    st.lists(TEXTS.map(lambda text: text.replace("|", "")), min_size=4, max_size=4).map(
        lambda c: f"| {c[0]} | {c[1]} |\n|---|---|\n| {c[2]} | {c[3]} |"
    ),
)
PAGES = st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)
EXTENSIONS = ["tables", "def_list", "fenced_code", "sane_lists"]


def composed(number: int, body: str) -> Composed:
    """A page as `furnish` gives it, in the plainest theme."""
    data = {
        "lang": "en",
        "dir": "ltr",
        "name": "Testwick Council",
        "heading": f"Page {number}",
        "reviewed": "",
        "has_drafts": False,
        "has_fallback": False,
        "notices": [],
        "contact": {"telephone": ""},
        "text": {"booklet_contents": "Contents"},
    }
    return Composed(f"{number}.md", "en", f"{number}/", f"{number}/index.html", body, data)


@pytest.fixture(scope="module")
def languages() -> tuple[Language, ...]:
    council, findings = read_council(COUNCIL)
    assert council is not None and findings == []
    return council.languages


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.generate],  # to make an example smaller would take minutes
    suppress_health_check=list(HealthCheck),
)
@given(pages=st.lists(PAGES, min_size=50, max_size=50))
def test_500_fuzzed_pages_are_set_as_they_are_or_refused_with_a_sentence(
    languages: tuple[Language, ...], tmp_path_factory: pytest.TempPathFactory, pages: list[str]
) -> None:
    seen = looks.looks_of(languages, 18)
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), ".pdf")
    bodies = {
        str(n): markdown.markdown(body, extensions=EXTENSIONS) for n, body in enumerate(pages)
    }
    jobs = []
    for name, body in bodies.items():
        document = page_document(composed(int(name), body), "https://www.testwick.example/", 24.0)
        text = json.dumps({**document, "looks": seen})
        jobs.append(partial(largeprint.set_one, name, text, looks.tags_of(languages)))
    ready = partial(largeprint.start_worker, set_up_fonts(print), REPOSITORY / "content", shelf)
    for outcome in run_apart(jobs, ready):
        if outcome.message:
            assert re.match('no font of large print has the character "', outcome.message), outcome
            continue
        pdf = Pdf.read(shelf.path(outcome.name))
        main = read(f"<main><h1>Page {outcome.name}</h1>{bodies[outcome.name]}</main>")
        said = [text for text in pdf.blocks()[1:] if text != "Contents"]
        assert said == html_blocks(main, pdf)
