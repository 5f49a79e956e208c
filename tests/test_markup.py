"""HTML that authors may write: it shows text and does nothing."""

from __future__ import annotations

import pytest
from conftest import MakeProject, catalogue, page

REFUSED = [
    "Text <img src=x\nonerror=alert(1)> text.",
    "Text <svg/onload=alert(1)> text.",
    "Text <a href='javascript:alert(1)'>x</a> text.",
    'Text <a href="javascript:alert(1)">x</a> text.',
    'Text <a href="&#106;avascript:alert(1)">x</a> text.',
    "Text **bold**{ onclick=alert(1) } text.",
    "Text **bold**{: style=color:red } text.",
    "```a``` b\n\nText <script>alert(1)</script>",
    '<div markdown="1" onclick="alert(1)">\n\nText.\n\n</div>',
]


@pytest.mark.parametrize("body", REFUSED)
def test_html_that_may_do_more_than_show_text_is_refused(project: MakeProject, body: str) -> None:
    built = project({"content/a.md": page(body)}).build()
    assert built.code == 1
    assert "[active-html]" in built.complaints


@pytest.mark.parametrize("line", ["[" * 41 + "a" + "]" * 41, "[a" * 2000, "![" * 2000])
def test_brackets_within_brackets_are_refused_and_not_read(project: MakeProject, line: str) -> None:
    built = project({"content/a.md": page(f"Text.\n\n{line}")}).build()
    assert "content/a.md:11: brackets are nested very deeply" in built.complaints


def test_many_links_in_a_line_are_welcome(project: MakeProject) -> None:
    built = project({"content/a.md": page(", ".join(["[a](index.md)"] * 60))}).build()
    assert built.code == 0, built.complaints


def test_a_link_to_a_script_is_a_broken_link(project: MakeProject) -> None:
    for target in ("javascript:alert(1)", "&#106;avascript:alert(1)"):
        built = project({"content/a.md": page(f"[x]({target})")}).build()
        assert built.code == 1
        assert "[broken-link]" in built.complaints


@pytest.mark.parametrize(
    "body",
    [
        "Press <kbd>Alt</kbd> and H<sub>2</sub>O.",
        'A <span class="wide" lang="fr">mot</span>.',
        '<a href="index.md">Home</a> and <a href="https://www.gov.uk/">GOV.UK</a>.',
        "Write `<script>` and `{ onclick=x }` in code.",
        "{: .lead }\n\nA text.\n{: .lead #own }",
        "<https://www.gov.uk/> and <help@testwick.example>",
    ],
)
def test_html_that_shows_text_is_welcome(project: MakeProject, body: str) -> None:
    built = project({"content/a.md": page(body)}).build()
    assert built.code == 0, built.complaints


def test_a_translation_cannot_bring_in_an_attribute_list(project: MakeProject) -> None:
    made = project(
        {
            "content/a.md": page("Some **bold** text."),
            "locales/pl/LC_MESSAGES/home.po": catalogue(
                {"Some **bold** text.": "Jakiś **b**{ onclick=alert(1) } tekst."}
            ),
        }
    )
    built = made.build()
    assert built.code == 1
    assert "home.po:6" in built.complaints and "[changed-attributes]" in built.complaints


@pytest.mark.parametrize(
    "file",
    ["a/index.html", "sitemap.xml", "404.html", "assets/council.css"],
)
def test_a_file_cannot_take_the_place_of_a_page_or_of_a_file_of_the_build(
    project: MakeProject, file: str
) -> None:
    built = project({"content/a.md": page("Text."), f"content/{file}": "x"}).build()
    assert built.code == 1
    assert f"content/{file}:1: " in built.complaints and "[same-address]" in built.complaints


def test_a_section_cannot_have_the_name_of_the_interface_s_catalogue(project: MakeProject) -> None:
    built = project({"content/interface/a.md": page("Text.")}).build()
    assert "[same-address]" in built.complaints


def test_a_page_may_be_called_404(project: MakeProject) -> None:
    built = project({"content/404.md": page("About the number.", title="404")}).build()
    assert built.code == 0, built.complaints
    assert "About the number." in built.page("404/")
    assert "About the number." not in built.page("404.html")


def test_the_404_page_follows_its_words(project: MakeProject) -> None:
    made = project({})
    assert made.build().code == 0
    words = {"interface|Page not found": "Nie ma strony"}
    made.write({"locales/pl/LC_MESSAGES/interface.po": catalogue(words)})
    assert "Nie ma strony" in made.build().page("404.html")


@pytest.mark.parametrize("name", ["title", "link"])
def test_a_telephone_number_is_no_link_inside_a_link(project: MakeProject, name: str) -> None:
    call = "Call {{ phone.main }}"
    text = page("Text.", title=call) if name == "title" else page(f"[{call}](index.md)")
    built = project({"content/a.md": text}).build()
    assert "[link-in-link]" in built.complaints
    right = text.replace("phone.main }}", "phone.main | text }}")
    assert project({"content/a.md": right}).build().code == 0


def test_a_name_holds_no_placeholder(project: MakeProject) -> None:
    made = project({"content/a.md": page("Text.")})
    council = (made.folder / "council.yml").read_text(encoding="utf-8")
    made.write({"council.yml": council.replace("name: Customer services", 'name: "A {{ foo }}"')})
    assert "[unknown-placeholder]" in made.build().complaints


def test_hidden_files_and_folders_are_not_published(project: MakeProject) -> None:
    built = project({"content/.git/config": "x", "content/a/.notes": "x"}).build()
    assert built.code == 0
    assert not any("." in name.split("/")[0][:1] or "notes" in name for name in built.files())


def test_a_folder_with_somebody_else_s_list_of_pages_is_left_alone(project: MakeProject) -> None:
    made = project({})
    made.write({"site/pages.json": "{}", "site/mine.txt": "mine"})
    assert made.build().code == 2
    assert (made.folder / "site/mine.txt").read_text(encoding="utf-8") == "mine"
