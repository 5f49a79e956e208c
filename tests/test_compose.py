"""Tests of composing: which words of a page are shown in which language, and how they are marked.

Each builds a small real site and reads its pages as a browser would.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

import pytest
from babel.messages.pofile import read_po, write_po
from conftest import COUNCIL, BuiltSite, Project, catalogue, page
from reading import RUNS, Element, find_bare_runs, read

from councilsite.translate import translate

MakeSite = Callable[[Mapping[str, str]], BuiltSite]
MakeProject = Callable[[Mapping[str, str]], Project]

ENGLISH = {"lang": "en", "dir": "ltr"}
"""How a part is marked that is in English on another language's page."""

PLURAL_AR = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)
PLURAL_PL = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"


def polish(section: str, entries: Mapping[str, str]) -> dict[str, str]:
    """A Polish catalogue; the title and the description are translated by default."""
    head = {
        "title|A page": "Strona",
        "description|What this page is about.": "O czym jest ta strona.",
    }
    text = catalogue({**head, **entries}, plural=PLURAL_PL)
    return {f"locales/pl/LC_MESSAGES/{section}.po": text}


def arabic(section: str, entries: Mapping[str, str]) -> dict[str, str]:
    """An Arabic catalogue; the title and the description are translated by default."""
    head = {
        "title|A page": "صفحة",
        "description|What this page is about.": "موضوع هذه الصفحة.",
    }
    text = catalogue({**head, **entries}, plural=PLURAL_AR)
    return {f"locales/ar/LC_MESSAGES/{section}.po": text}


def main_of(site: BuiltSite, file: str) -> Element:
    return read(site.page(file)).one("main")


def element_with(root: Element, text: str) -> Element:
    """The innermost element that holds a text."""
    found = [element for element, part in root.texts() if text in part]
    assert len(found) == 1, f"{text!r} stands in {len(found)} elements"
    return found[0]


def marks(element: Element) -> dict[str, str]:
    return {
        name: element.attributes[name] for name in ("lang", "dir") if name in element.attributes
    }


# English where a translation is missing.

BLOCKS = """\
Moved paragraph. <!-- -->

Kept paragraph.

## Kept heading

- Kept item

1. Kept step

| Kept column | Second column |
|---|---|
| Kept cell | Second cell |

Kept term
:   Kept definition

!!! note "Kept box"
    Kept inside.

> Kept quotation.
"""


def test_a_block_without_translation_is_english_and_says_so_on_its_own_element(
    site: MakeSite,
) -> None:
    done = {"Kept paragraph.": "Akapit zostaje.", "cell|Second cell": "Druga komórka"}
    built = site({"content/a.md": page(BLOCKS), **polish("home", done)})
    main = main_of(built, "pl/a/")
    expected = {
        "Kept heading": "h2",
        "Kept item": "li",
        "Kept step": "li",
        "Kept column": "span",
        "Kept cell": "span",
        "Kept term": "dt",
        "Kept definition": "dd",
        "Kept box": "p",
        "Kept inside.": "p",
        "Kept quotation.": "p",
    }
    for text, tag in expected.items():
        element = element_with(main, text)
        assert (element.tag, marks(element)) == (tag, ENGLISH), text


def test_a_translated_block_carries_no_mark(site: MakeSite) -> None:
    done = {"Kept paragraph.": "Akapit zostaje.", "cell|Second cell": "Druga komórka"}
    built = site({"content/a.md": page(BLOCKS), **polish("home", done)})
    main = main_of(built, "pl/a/")
    for text, tag in {"Akapit zostaje.": "p", "Druga komórka": "td"}.items():
        element = element_with(main, text)
        assert (element.tag, marks(element), element.lang) == (tag, {}, "pl")
    assert "Kept paragraph." not in main.text()
    assert "Second cell" not in main.text()


def test_an_element_that_holds_other_blocks_marks_its_own_words_with_a_span(
    site: MakeSite,
) -> None:
    body = "- Outer item\n    - Inner item\n- Upper item\n    - Lower item\n"
    done = {"Inner item": "Punkt wewnętrzny", "Upper item": "Punkt wyższy"}
    built = site({"content/a.md": page(body), **polish("home", done)})
    main = main_of(built, "pl/a/")
    outer, inner = element_with(main, "Outer item"), element_with(main, "Punkt wewnętrzny")
    assert (outer.tag, marks(outer)) == ("span", ENGLISH)
    assert outer.parent is not None and outer.parent.tag == "li" and not marks(outer.parent)
    assert (inner.tag, inner.lang) == ("li", "pl")
    upper, lower = element_with(main, "Punkt wyższy"), element_with(main, "Lower item")
    assert (upper.tag, upper.lang) == ("li", "pl")
    assert (lower.tag, marks(lower)) == ("li", ENGLISH)


def test_a_footnote_without_translation_is_marked_but_not_its_way_back(site: MakeSite) -> None:
    body = "Kept text.[^1]\n\n[^1]: Small print.\n"
    done = {"Kept text.[^1]": "Tekst.[^1]"}
    interface = {"interface|Back to the text": "Wróć do tekstu"}
    built = site(
        {
            "content/a.md": page(body),
            **polish("home", done),
            **polish("interface", interface),
        }
    )
    main = main_of(built, "pl/a/")
    assert element_with(main, "Small print.").lang == "en"
    assert element_with(main, "Wróć do tekstu").lang == "pl"
    assert element_with(main, "Tekst.").lang == "pl"


def test_an_alternative_text_without_translation_is_marked_on_an_element_around_it(
    site: MakeSite,
) -> None:
    body = "Kept text.\n\n![A green bin](bin.png)\n\n![A blue bin](bin.png)\n"
    done = {"Kept text.": "Tekst.", "alternative text|A blue bin": "Niebieski kubeł"}
    files = {"content/a.md": page(body), "content/bin.png": "png", **polish("home", done)}
    built = site(files)
    green, blue = main_of(built, "pl/a/").all("img")
    assert (green.attributes["alt"], green.lang, green.nearest("dir")) == (
        "A green bin",
        "en",
        "ltr",
    )
    assert (blue.attributes["alt"], blue.lang) == ("Niebieski kubeł", "pl")


@pytest.mark.parametrize("done", ["alternative text|A green bin", "link title|A bin with a lid"])
def test_an_image_whose_two_texts_differ_in_language_claims_no_wrong_language(
    site: MakeSite, done: str
) -> None:
    body = 'Kept text.\n\n![A green bin](bin.png "A bin with a lid")\n'
    entries = {"Kept text.": "Tekst.", done: "Po polsku"}
    files = {"content/a.md": page(body), "content/bin.png": "png", **polish("home", entries)}
    built = site(files)
    image = main_of(built, "pl/a/").one("img")
    shown = {image.attributes["alt"], image.attributes["title"]}
    languages = {"pl" if text == "Po polsku" else "en" for text in shown}
    assert languages == {image.lang}


def test_the_title_in_english_is_marked_in_the_heading_and_in_the_head(site: MakeSite) -> None:
    text = catalogue({"Kept text.": "Tekst."}, plural=PLURAL_PL)
    built = site({"content/a.md": page("Kept text."), "locales/pl/LC_MESSAGES/home.po": text})
    whole = read(built.page("pl/a/"))
    heading = whole.one("h1")
    words = element_with(heading, "A page")
    assert (words.lang, words.nearest("dir")) == ("en", "ltr")
    assert whole.one("title").lang == "en"
    assert whole.one("meta", name="description").lang == "en"
    label = whole.one("nav", class_="menu").one("a", aria_current="page")
    assert element_with(label, "A page").lang == "en"


def test_a_translated_title_carries_no_mark_anywhere(site: MakeSite) -> None:
    built = site({"content/a.md": page("Kept text."), **polish("home", {})})
    whole = read(built.page("pl/a/"))
    assert element_with(whole.one("h1"), "Strona").lang == "pl"
    assert whole.one("title").lang == "pl"
    assert whole.one("title").text().startswith("Strona")
    description = whole.one("meta", name="description")
    assert (description.lang, description.attributes["content"]) == ("pl", "O czym jest ta strona.")


def test_english_pages_hold_no_mark_of_english_parts(site: MakeSite) -> None:
    built = site({"content/a.md": page(BLOCKS), **polish("home", {})})
    main = main_of(built, "a/")
    assert not [element for element in main.walk() if marks(element)]
    assert not main.all("p", class_="notice draft") + main.all("p", class_="notice partial")


def test_a_figure_without_translation_turns_its_sentence_english(site: MakeSite) -> None:
    body = "Kept text.\n\nWe answer {{ promise.letters-answer | within }}.\n"
    done = {
        "Kept text.": "Tekst.",
        "We answer {{ promise.letters-answer | within }}.": (
            "Odpowiadamy {{ promise.letters-answer | within }}."
        ),
    }
    built = site({"content/a.md": page(body), **polish("home", done)})
    sentence = element_with(main_of(built, "pl/a/"), "We answer")
    assert sentence.text() == "We answer within 10 working days."
    assert (sentence.tag, marks(sentence)) == ("p", ENGLISH)


def test_an_english_sentence_holds_no_words_of_the_readers_language(site: MakeSite) -> None:
    """A date or the council's name inside a sentence follows the sentence's language."""
    body = "Kept text.\n\nWrite to {{ council }} at {{ office.civic }}, {{ hours.civic }}.\n"
    names = {
        "name|Testwick Council": "Rada Testwick",
        "name|Civic Offices": "Urząd",
    }
    built = site(
        {
            "content/a.md": page(body),
            **polish("home", {"Kept text.": "Tekst."}),
            **polish("interface", names),
        }
    )
    main = main_of(built, "pl/a/")
    sentence = element_with(main, "Write to")
    assert sentence.text() == (
        "Write to Testwick Council at Civic Offices, "
        "Monday to Thursday, 9am to 5:15pm; Friday, 9am to 5pm."
    )


def test_an_english_notice_of_review_has_an_english_date(site: MakeSite) -> None:
    built = site({"content/a.md": page("Kept text."), **polish("home", {"Kept text.": "Tekst."})})
    reviewed = read(built.page("pl/a/")).one("p", class_="reviewed")
    assert reviewed.text() == "Last reviewed: 12 October 2026"
    assert element_with(reviewed, "October").lang == "en"


def test_days_that_words_join_are_in_one_language(site: MakeSite) -> None:
    """Without a translation of "{first} to {last}" no Polish day stands beside an English "to"."""
    body = "Kept text.\n\n{{ hours.civic }}\n"
    built = site({"content/a.md": page(body), **polish("home", {"Kept text.": "Tekst."})})
    main = main_of(built, "pl/a/")
    for heading in main.all("th", scope="row"):
        for element, text in heading.texts():
            if re.search(r"\b(to|and)\b", text):
                assert element.lang == "en", f"{text!r} is said to be {element.lang}"


# Nothing that an author writes escapes translation.

STRUCTURES = [
    "- ## Heading in a list\n\n    Words below it.",
    "- item words\n\n    more words\n\n- another item",
    "1. step words\n\n    > quoted words\n    tail words",
    "> - item words\n> tail words",
    "- item words\n  lazy words\n    - inner words",
    "- item words\n\n    | Head | Other |\n    |---|---|\n    | cell | words |\n",
    "- > quoted words\n  tail words",
    "!!! note\n    box words\n    - item words\n    tail words",
    '!!! note "Box title"\n    box words\n\n    ## Box heading\n    tail words',
    "term words\n:   definition words\n    tail words\n\n    second paragraph",
    "marked words[^1] and more\n\n[^1]: foot words\n\n    second foot\n\n    - foot item",
    '<div markdown="1">\ninner words\n\ninner **bold** words\n</div>',
    '<div markdown="1">inner <em>light</em> tail</div>',
    '<details markdown="1">\n<summary>Summary words</summary>\nhidden words\n</details>',
    "broken words<br>tail words",
    "broken words  \nnext words",
    "Heading underlined\n---",
    "plain <b>bold</b> tail",
    "<b>bold</b> tail words",
    "![alternative words](a.png) tail words",
    "[![alternative words](a.png)](index.md)",
    "***light and bold***",
    "`code` and words",
    "words with a class\n{: .x }",
    "- item with a class\n{: .x }",
    "words &amp; signs",
    "| `code` | Head |\n|:--|--:|\n| ![alternative words](a.png) | cell |",
    "words <!-- remark --> more",
    "words\\\nnext words",
    "## {{ office.civic }}",
    "{{ office.civic }}",
    "{{ promise.letters-answer | within }}",
    "- {{ hours.civic }}",
    "| {{ office.civic }} | Head |\n|---|---|\n| {{ council }} | {{ hours.civic }} |",
    "{{ office.civic }} – {{ phone.main }}",
    "<sup>raised words</sup>",
    "[linked words][r] tail\n\n[r]: index.md",
    '<abbr class="x">Short</abbr> words',
    '<a href="index.md">linked words</a> tail',
]
"""Markdown in which words stand in every place where Markdown can have them."""

_UNTOUCHED = re.compile(
    r"[a-z.]+@[a-z.]+|\{\{.*?\}\}|\{[a-z_]+\}|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|`[^`]*`|\{:[^}]*\}|\[\^[^\]]+\]|&\w+;"
)


def pretend(text: str) -> str:
    """A translation: every word begins with ż, all markup stays."""
    parts, position = [], 0
    for match in _UNTOUCHED.finditer(text):
        parts += [re.sub("[A-Za-z]+", r"ż\g<0>", text[position : match.start()]), match.group()]
        position = match.end()
    return "".join([*parts, re.sub("[A-Za-z]+", r"ż\g<0>", text[position:])])


def pretend_catalogues(project: Project) -> None:
    """Has the Polish catalogues made and fills them in."""
    assert translate(project.folder, check=False, approve=None, by=None, on=None) == 0
    for path in (project.folder / "locales/pl").rglob("*.po"):
        with path.open("rb") as file:
            found = read_po(file, locale="pl")
        for message in found:
            if isinstance(message.id, tuple):
                message.string = tuple(pretend(message.id[1]) for _ in range(3))
            elif message.id:
                message.string = pretend(message.id)
        with path.open("wb") as file:
            write_po(file, found)


def one_page(structures: list[str]) -> str:
    return "\n\n<!-- -->\n\n".join(["Kept text.", *structures])


def test_everything_that_an_author_writes_can_be_translated(project: MakeProject) -> None:
    made = project({"content/a.md": page(one_page(STRUCTURES)), "content/a.png": "png"})
    pretend_catalogues(made)
    built = made.build()
    assert built.code == 0, built.complaints
    main = main_of(built, "pl/a/")
    for element, text in main.texts():
        is_address = element.nearest("translate") == "no" or element.nearest("href")[:3] == "mai"
        if element.tag != "code" and not is_address:
            assert not re.search(r"(?<![ż\w])[A-Za-z]{2,}", re.sub(DATES, "", text)), text
            assert element.lang == "pl", text
    images = main.all("img")
    assert len(images) == 3
    assert all(image.attributes["alt"].startswith("ż") for image in images)


DATES = "poniedziałek|czwartek|piątek|sobota|niedziela|października|grudnia"
"""Polish that comes from CLDR."""


def test_everything_that_is_not_translated_is_marked_as_english(project: MakeProject) -> None:
    done = polish("home", {"Kept text.": "Tekst."})
    made = project({"content/a.md": page(one_page(STRUCTURES)), "content/a.png": "png", **done})
    built = made.build()
    assert built.code == 0, built.complaints
    main = main_of(built, "pl/a/")
    polish_words = {"Strona", "Tekst."}
    for element, text in main.texts():
        if text.strip() and text.strip() not in polish_words and element.tag != "code":
            is_fact = re.fullmatch(DATES, text) or element.nearest("href").startswith("tel:")
            assert element.lang == "en" or is_fact, text
    assert {image.lang for image in main.all("img")} == {"en"}


@pytest.mark.parametrize(
    "hidden",
    [
        "- ## Part\nHidden words.",
        '![x](a.png)\n{: title="Hidden words" }',
        '[words][r]\n\n[r]: index.md "Hidden words"',
        '<img src="a.png" alt="Hidden words"> tail',
        '<abbr title="Hidden words">x</abbr> tail',
        '## Heading {: title="Hidden words" }',
    ],
)
def test_words_that_no_translator_can_reach_are_refused_or_marked(
    project: MakeProject, hidden: str
) -> None:
    """A finding asks the author to write them in another way; else they say that they are
    English."""
    made = project({"content/a.md": page(f"Kept text.\n\n{hidden}"), "content/a.png": "png"})
    if made.build().code == 0:
        pretend_catalogues(made)
        main = main_of(made.build(), "pl/a/")
        for element, text in main.texts():
            assert "Hidden" not in text or "żHidden" in text or element.lang == "en"
        for element in main.walk():
            for name in ("alt", "title"):
                text = element.attributes.get(name, "")
                assert "Hidden" not in text or "żHidden" in text or element.lang == "en"


# Fuzzy translations and approval.


def test_a_fuzzy_translation_is_never_published(site: MakeSite) -> None:
    text = catalogue(
        {"title|A page": "Strona", "Kept text.": "Tekst.", "Other text.": "Inny tekst."},
        plural=PLURAL_PL,
    )
    for message in ('msgctxt "title"', 'msgid "Other text."'):
        text = text.replace(message, f"#, fuzzy\n{message}")
    built = site(
        {
            "content/a.md": page("Kept text.\n\nOther text."),
            "locales/pl/LC_MESSAGES/home.po": text,
        }
    )
    assert built.code == 0
    whole = read(built.page("pl/a/"))
    assert "Tekst." in whole.text()
    assert marks(element_with(whole, "Other text.")) == ENGLISH
    assert element_with(whole.one("h1"), "A page").lang == "en"
    assert not [file for file, data in built.files().items() if b"Inny tekst" in data]
    assert not [file for file, data in built.files().items() if b"Strona" in data]


def test_a_fuzzy_translation_may_be_wrong_without_stopping_the_build(site: MakeSite) -> None:
    text = catalogue({"Pay £38.": "Opłata 99 £."}, plural=PLURAL_PL)
    text = text.replace('msgid "Pay', '#, fuzzy\nmsgid "Pay')
    built = site({"content/a.md": page("Pay £38."), "locales/pl/LC_MESSAGES/home.po": text})
    assert built.code == 0, built.complaints
    assert not built.has("pl/a/")


def approve(project: Project, *sections: str) -> None:
    for section in sections:
        path = project.folder / f"locales/pl/LC_MESSAGES/{section}.po"
        code = translate(project.folder, check=False, approve=path, by="Ewa Nowak", on="2026-11-02")
        assert code == 0


def publishing(policies: str) -> str:
    """council.yml with other least states."""
    return COUNCIL.replace("{complete: draft, partial: draft}", policies)


def test_where_only_approved_translations_may_show_a_draft_does_not(project: MakeProject) -> None:
    files = {"content/a.md": page("Kept text."), **polish("home", {"Kept text.": "Tekst."})}
    made = project(files)
    made.write({"council.yml": publishing("{complete: draft, partial: approved}")})
    assert not made.build().has("pl/a/")
    approve(made, "home")
    built = made.build()
    main = main_of(built, "pl/a/")
    assert "Tekst." in main.text()
    assert not main.all("p", class_="notice draft")


def test_an_approval_ends_when_the_translation_changes(project: MakeProject) -> None:
    files = {"content/a.md": page("Kept text."), **polish("home", {"Kept text.": "Tekst."})}
    made = project(files)
    made.write({"council.yml": publishing("{complete: draft, partial: approved}")})
    approve(made, "home")
    path = made.folder / "locales/pl/LC_MESSAGES/home.po"
    path.write_text(path.read_text("utf-8").replace("Tekst.", "Inny tekst."), "utf-8")
    main = main_of(made.build(), "pl/a/")
    assert marks(element_with(main, "Kept text.")) == ENGLISH
    assert "Inny tekst." not in main.text()


def test_each_policy_has_its_own_least_state(project: MakeProject) -> None:
    done = {"Kept text.": "Tekst."}
    made = project(
        {
            "content/loose/a.md": page("Kept text."),
            "content/strict/a.md": page("Kept text.", policy="complete"),
            **polish("loose", done),
            **polish("strict", done),
        }
    )
    made.write({"council.yml": publishing("{complete: approved, partial: draft}")})
    built = made.build()
    assert built.has("pl/loose/a/")
    assert not built.has("pl/strict/a/")
    approve(made, "strict")
    assert made.build().has("pl/strict/a/")


def test_a_page_for_approved_words_only_shows_no_draft_of_a_figure(project: MakeProject) -> None:
    """The words around a figure stand in another catalogue, but a reader sees one sentence."""
    sentence = "We answer {{ promise.letters-answer | within }}."
    interface = catalogue({}, plural=PLURAL_PL) + (
        'msgctxt "figure"\nmsgid "within {n} working day"\n'
        'msgid_plural "within {n} working days"\nmsgstr[0] "w ciągu {n} dnia roboczego"\n'
        'msgstr[1] "w ciągu {n} dni roboczych"\nmsgstr[2] "w ciągu {n} dni roboczych"\n'
    )
    made = project(
        {
            "content/a.md": page(sentence, policy="complete"),
            **polish("home", {sentence: sentence.replace("We answer", "Odpowiadamy")}),
            "locales/pl/LC_MESSAGES/interface.po": interface,
        }
    )
    made.write({"council.yml": publishing("{complete: approved, partial: draft}")})
    approve(made, "home")
    assert not made.build().has("pl/a/")
    approve(made, "interface")
    assert "Odpowiadamy w ciągu 10 dni roboczych." in main_of(made.build(), "pl/a/").text()


# Policies.


def traces(built: BuiltSite, address: str) -> list[str]:
    """Files of the site that name an address or lead to it."""
    return sorted(
        file
        for file, data in built.files().items()
        if address.encode() in data or file.startswith(address)
    )


def test_a_complete_page_is_offered_only_when_all_of_it_is_translated(
    project: MakeProject,
) -> None:
    done = {"First text.": "Pierwszy tekst.", "Second text.": "Drugi tekst."}
    made = project(
        {
            "content/a.md": page("First text.\n\nSecond text.", policy="complete"),
            **polish("home", done),
        }
    )
    built = made.build()
    whole = read(built.page("pl/a/"))
    assert "Drugi tekst." in whole.text()
    assert not whole.all("p", class_="notice partial")
    made.write(polish("home", {"First text.": "Pierwszy tekst."}))
    built = made.build()
    assert built.has("a/")
    assert traces(built, "pl/a/") == []


def test_a_complete_page_waits_for_its_hours_and_figures_too(project: MakeProject) -> None:
    made = project(
        {
            "content/a.md": page("Kept text.\n\n{{ hours.civic }}", policy="complete"),
            **polish("home", {"Kept text.": "Tekst."}),
        }
    )
    assert not made.build().has("pl/a/")


def test_a_partial_page_is_offered_as_soon_as_some_of_it_is_translated(
    project: MakeProject,
) -> None:
    made = project({"content/a.md": page("First text.\n\nSecond text.")})
    assert not made.build().has("pl/a/")
    text = catalogue({"Second text.": "Drugi tekst."}, plural=PLURAL_PL)
    made.write({"locales/pl/LC_MESSAGES/home.po": text})
    main = main_of(made.build(), "pl/a/")
    assert element_with(main, "Drugi tekst.").lang == "pl"
    assert marks(element_with(main, "First text.")) == ENGLISH


def test_an_english_page_stays_english_whatever_is_translated(site: MakeSite) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.", policy="english"),
            **polish("home", {"Kept text.": "Tekst."}),
        }
    )
    assert built.has("a/")
    assert traces(built, "pl/a/") == []
    whole = read(built.page("a/"))
    assert not [link for link in whole.all("link") if "hreflang" in link.attributes]
    assert not whole.all("nav", class_="languages")


# Notices.

NOTICES = {
    "interface|A qualified translator has not checked this translation yet. If something is not "
    "clear or seems wrong, telephone {{ phone.main }}.": "Wersja robocza: {{ phone.main }}.",
    "interface|Parts of this page are in English. If you need them in your language, telephone "
    "{{ phone.main }}.": "Część po angielsku: {{ phone.main }}.",
    "interface|Last reviewed: {date}": "Ostatnie sprawdzenie: {date}",
}


def test_a_page_with_drafts_and_gaps_says_both_in_the_readers_language(site: MakeSite) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.\n\nMissing text."),
            **polish("home", {"Kept text.": "Tekst."}),
            **polish("interface", NOTICES),
        }
    )
    main = main_of(built, "pl/a/")
    draft, partial = main.one(class_="notice draft"), main.one(class_="notice partial")
    assert (draft.text(), draft.lang) == ("Wersja robocza: 01632 960100.", "pl")
    assert (partial.text(), partial.lang) == ("Część po angielsku: 01632 960100.", "pl")
    assert draft.one("a").attributes["href"] == "tel:01632960100"


def test_a_notice_without_translation_is_english_and_marked(site: MakeSite) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.\n\nMissing text."),
            **polish("home", {"Kept text.": "Tekst."}),
        }
    )
    notice = main_of(built, "pl/a/").one(class_="notice partial")
    assert {element.lang for element, text in notice.texts() if text.strip()} == {"en"}


def test_a_whole_page_says_nothing_of_english_parts(site: MakeSite) -> None:
    built = site({"content/a.md": page("Kept text."), **polish("home", {"Kept text.": "Tekst."})})
    main = main_of(built, "pl/a/")
    assert main.all(class_="notice draft")
    assert not main.all(class_="notice partial")


def test_an_approved_page_says_nothing_of_drafts(project: MakeProject) -> None:
    made = project({"content/a.md": page("Kept text.\n\nMissing text."), **polish("home", {})})
    approve(made, "home")
    main = main_of(made.build(), "pl/a/")
    assert not main.all(class_="notice draft")
    assert main.all(class_="notice partial")


# Addresses: anchors, links, images.

ANCHORS = """\
## First part

Text.[^note]

### Opening hours of {{ office.civic }}

## First part

## Named part {#own-name}

## 2026

[^note]: A note.
"""


def test_anchors_are_the_same_in_every_language(site: MakeSite) -> None:
    done = {
        "First part": "Pierwsza część",
        "Opening hours of {{ office.civic }}": "Godziny: {{ office.civic }}",
        "Named part": "Część z nazwą",
        "Text.[^note]": "Tekst.[^note]",
    }
    right = {
        "First part": "الجزء الأول",
        "Named part": "جزء مسمى",
        "Text.[^note]": "نص.[^note]",
    }
    built = site({"content/a.md": page(ANCHORS), **polish("home", done), **arabic("home", right)})
    assert built.code == 0, built.complaints
    ids = [
        [e.attributes["id"] for e in main_of(built, f"{language}a/").walk() if "id" in e.attributes]
        for language in ("", "pl/", "ar/")
    ]
    assert ids[0] == ids[1] == ids[2]
    assert {"first-part", "own-name"} <= set(ids[0])
    assert len(set(ids[0])) == len(ids[0])


def test_no_id_stands_twice_on_a_page_whatever_its_headings_say(site: MakeSite) -> None:
    words = ("Content", "Menu", "Languages", "Breadcrumb", "Section", "Contact")
    body = "\n\n".join(f"## {word}" for word in (*words, "{{ office.civic }}"))
    menu = "site_name: T\nnav:\n  - index.md\n  - Part:\n      - part/index.md\n      - part/a.md\n"
    built = site(
        {
            "content/part/index.md": page("Part."),
            "content/part/a.md": page(body),
            "mkdocs.yml": menu,
        }
    )
    assert built.code == 0, built.complaints
    ids = [e.attributes["id"] for e in read(built.page("part/a/")).walk() if "id" in e.attributes]
    assert sorted(set(ids)) == sorted(ids)


LINKS = {
    "content/index.md": page("See [the bins](services/bins.md#days).", title="Home page"),
    "content/services/bins.md": page(
        "Go [home](../index.md), [here](#days), to [the form](form.pdf) or "
        "[elsewhere](https://www.example.org/).\n\n## Days\n\n![A bin](../images/bin.png)\n"
    ),
    "content/services/form.pdf": "pdf",
    "content/images/bin.png": "png",
}

LINKS_PL = {
    **polish(
        "services",
        {
            "Go [home](../index.md), [here](#days), to [the form](form.pdf) or "
            "[elsewhere](https://www.example.org/).": "[Dom](../index.md), [tu](#days), "
            "[formularz](form.pdf), [dalej](https://www.example.org/).",
            "Days": "Dni",
        },
    ),
    **polish(
        "home", {"See [the bins](services/bins.md#days).": "Zob. [kubły](services/bins.md#days)."}
    ),
}


def test_links_stay_in_the_readers_language(site: MakeSite) -> None:
    built = site({**LINKS, **LINKS_PL})
    main = main_of(built, "pl/services/bins/")
    [paragraph] = [p for p in main.all("p") if "Dom" in p.text()]
    addresses = {a.text(): a.attributes["href"] for a in paragraph.all("a")}
    assert addresses == {
        "Dom": "../../../pl/",
        "tu": "../../../pl/services/bins/#days",
        "formularz": "../../../services/form.pdf",
        "dalej": "https://www.example.org/",
    }
    assert not main.all("a", hreflang="en")
    assert main.one("img").attributes["src"] == "../../../images/bin.png"
    assert built.has("services/form.pdf") and built.has("images/bin.png")
    home = main_of(built, "pl/")
    assert home.one("a", href="../pl/services/bins/#days").text() == "kubły"


def test_a_link_to_a_page_that_is_not_offered_leads_to_english_and_says_so(
    site: MakeSite,
) -> None:
    home = LINKS_PL["locales/pl/LC_MESSAGES/home.po"]
    note = polish("interface", {"interface|(in English)": "(po angielsku)"})
    built = site({**LINKS, "locales/pl/LC_MESSAGES/home.po": home, **note})
    assert not built.has("pl/services/bins/")
    link = main_of(built, "pl/").one("a", hreflang="en")
    assert link.attributes["href"] == "../services/bins/#days"
    assert link.text() == "kubły (po angielsku)"


def test_a_menu_without_a_page_in_the_language_does_not_name_it(site: MakeSite) -> None:
    home = LINKS_PL["locales/pl/LC_MESSAGES/home.po"]
    built = site({**LINKS, "locales/pl/LC_MESSAGES/home.po": home})
    assert "services" not in " ".join(
        a.attributes["href"] for a in read(built.page("pl/")).one("nav", class_="menu").all("a")
    )


# The menu.

MENUS = {
    "a flat menu": "  - s/index.md\n  - s/a.md\n  - s/b.md\n",
    "a section with a page of its own": (
        "  - Part:\n      - s/index.md\n      - s/a.md\n      - s/b.md\n"
    ),
    "a section without a page of its own": (
        "  - s/index.md\n  - Part:\n      - s/a.md\n      - s/b.md\n"
    ),
    "a section in a section": (
        "  - Part:\n      - s/index.md\n      - Deep:\n          - s/a.md\n          - s/b.md\n"
    ),
}


@pytest.mark.parametrize("menu", MENUS)
def test_the_menu_leads_to_every_page(project: MakeProject, menu: str) -> None:
    """Unless a menu of this shape is refused."""
    made = project(
        {
            f"content/s/{name}.md": page("Text.", title=f"Page {name}")
            for name in ("index", "a", "b")
        }
    )
    made.write({"mkdocs.yml": f"site_name: Testwick Council\nnav:\n  - index.md\n{MENUS[menu]}"})
    built = made.build()
    if built.code == 0:
        assert reached(built, "") == {"", "s/", "s/a/", "s/b/"}
    else:
        assert "mkdocs.yml:" in built.complaints


def test_the_menu_leads_to_a_page_whose_section_is_not_in_the_language(
    project: MakeProject,
) -> None:
    made = project(
        {
            "content/s/index.md": page("Text.", title="Section"),
            "content/s/a.md": page("Kept text."),
            "locales/pl/LC_MESSAGES/s.po": catalogue({"Kept text.": "Tekst."}),
            "locales/pl/LC_MESSAGES/home.po": catalogue({"title|Home page": "Start"}),
        }
    )
    menu = "nav:\n  - index.md\n  - Part:\n      - s/index.md\n      - s/a.md\n"
    made.write({"mkdocs.yml": f"site_name: Testwick Council\n{menu}"})
    built = made.build()
    assert built.has("pl/s/a/") and not built.has("pl/s/")
    assert reached(built, "pl/") == {"pl/", "pl/s/a/"}


def reached(built: BuiltSite, start: str) -> set[str]:
    """Pages of a language that its menus lead to, one after the other."""
    found, waiting = set(), [start]
    while waiting:
        url = waiting.pop()
        found.add(url)
        for nav in read(built.page(url)).all("nav"):
            if nav.attributes["class"] != "languages":
                for link in nav.all("a"):
                    target = urljoin(f"https://x/{url}", link.attributes["href"])
                    target = target.removeprefix("https://x/").partition("#")[0]
                    if target.startswith(start) and target not in found:
                        waiting.append(target)
    return found


def test_the_way_home_says_that_it_leads_to_english(site: MakeSite) -> None:
    built = site({"content/s/a.md": page("Kept text."), **polish("s", {})})
    whole = read(built.page("pl/s/a/"))
    assert not built.has("pl/")
    outside = [link for link in whole.all("a", href="../../../") if link.lang != "en"]
    assert [link.text() for link in outside if link.attributes.get("hreflang") != "en"] == []


def test_a_site_below_a_folder_of_its_server_keeps_all_its_links_inside(
    project: MakeProject,
) -> None:
    made = project({"content/s/a.md": page("See [home](../index.md)."), **polish("s", {})})
    base = "https://www.testwick.example/sub/dir/"
    made.write({"council.yml": COUNCIL.replace("https://www.testwick.example/", base)})
    built = made.build()
    for file in ("index.html", "s/a/index.html", "pl/s/a/index.html", "404.html"):
        whole = read(built.page(file))
        for element in whole.walk():
            for name in ("href", "src"):
                target = urljoin(base + file, element.attributes.get(name, ""))
                if target.startswith("http"):
                    assert target.startswith(base), f"{file}: {element.attributes[name]}"


def test_the_page_for_wrong_addresses_leads_only_to_homes_that_are_there(site: MakeSite) -> None:
    built = site({"content/s/a.md": page("Kept text."), **polish("s", {})})
    assert not built.has("pl/") and not built.has("ar/")
    links = read(built.page("404.html")).one("main").all("a")
    homes = [link.attributes["href"] for link in links if link.attributes["href"][0] == "/"]
    assert homes == ["/", "/", "/"]


# Opening hours.

HOURS_PL = {
    "name|Civic Offices": "Urząd",
    "interface|Opening hours: {name}": "Godziny otwarcia: {name}",
    "interface|Days with other hours: {name}": "Dni z innymi godzinami: {name}",
    "interface|Days": "Dni",
    "interface|Opening times": "Godziny",
    "interface|Date": "Data",
    "hours|Closed": "Zamknięte",
    "hours|{opens} to {closes}": "{opens}–{closes}",
    "hours|{first} to {last}": "od {first} do {last}",
    "hours|{first} and {last}": "{first} i {last}",
    "hours|{days}, {hours}": "{days}, {hours}",
    "hours|; ": "; ",
    "hours|Christmas Day": "Boże Narodzenie",
}


@pytest.mark.parametrize("language", ["", "pl/", "ar/"])
def test_opening_hours_are_tables_that_a_screen_reader_can_read(
    site: MakeSite, language: str
) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.\n\n{{ hours.civic }}"),
            **polish("home", {"Kept text.": "Tekst."}),
            **arabic("home", {"Kept text.": "نص."}),
            **polish("interface", HOURS_PL),
        }
    )
    tables = main_of(built, f"{language}a/").all("table")
    assert len(tables) == 2
    for table in tables:
        assert table.one("caption").text().strip()
        heads = table.one("thead").all("th")
        assert [head.attributes["scope"] for head in heads] == ["col", "col"]
        assert all(head.text().strip() for head in heads)
        for row in table.one("tbody").all("tr"):
            cells = [child for child in row.children if isinstance(child, Element)]
            assert [cell.tag for cell in cells] == ["th", "td"]
            assert cells[0].attributes["scope"] == "row"
            assert all(cell.text().strip() for cell in cells)


def rows_of(table: Element) -> list[list[str]]:
    return [
        [child.text() for child in row.children if isinstance(child, Element)]
        for row in table.one("tbody").all("tr")
    ]


def test_opening_hours_are_in_the_words_of_the_language(site: MakeSite) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.\n\n{{ hours.civic }}"),
            **polish("home", {"Kept text.": "Tekst."}),
            **polish("interface", HOURS_PL),
        }
    )
    week, days = main_of(built, "pl/a/").all("table")
    assert not [element for element in (*week.walk(), *days.walk()) if marks(element)]
    assert week.one("caption").text() == "Godziny otwarcia: Urząd"
    assert rows_of(week) == [
        ["od poniedziałek do czwartek", "09:00–17:15"],
        ["piątek", "09:00–17:00"],
        ["sobota i niedziela", "Zamknięte"],
    ]
    assert rows_of(days) == [["piątek, 25 grudnia 2026", "ZamknięteBoże Narodzenie"]]
    english = main_of(built, "a/").all("table")
    assert rows_of(english[0]) == [
        ["Monday to Thursday", "9am to 5:15pm"],
        ["Friday", "9am to 5pm"],
        ["Saturday and Sunday", "Closed"],
    ]
    assert rows_of(english[1]) == [["Friday, 25 December 2026", "ClosedChristmas Day"]]


@pytest.mark.parametrize("language", ["", "pl/"])
def test_opening_hours_are_told_to_machines_too(site: MakeSite, language: str) -> None:
    built = site(
        {
            "content/a.md": page("Kept text.\n\n{{ hours.civic }}"),
            **polish("home", {"Kept text.": "Tekst."}),
        }
    )
    scripts = read(built.page(f"{language}a/")).all("script", type="application/ld+json")
    data = [json.loads("".join(str(child) for child in script.children)) for script in scripts]
    (office,) = [one for one in data if one["@type"] != "BreadcrumbList"]
    assert (office["@context"], office["@type"]) == ("https://schema.org", "GovernmentOffice")
    assert (office["name"], office["telephone"]) == ("Civic Offices", "01632 960100")
    assert office["address"]["postalCode"] == "ZZ1 1AA"
    hours = {
        (day.removeprefix("https://schema.org/"), row["opens"], row["closes"])
        for row in office["openingHoursSpecification"]
        for day in row["dayOfWeek"]
    }
    assert hours == {
        *((day, "09:00", "17:15") for day in ("Monday", "Tuesday", "Wednesday", "Thursday")),
        ("Friday", "09:00", "17:00"),
    }
    [closed] = office["specialOpeningHoursSpecification"]
    assert dt.date.fromisoformat(closed["validFrom"]) == dt.date(2026, 12, 25)
    assert (closed["validThrough"], closed["opens"], closed["closes"]) == (
        closed["validFrom"],
        "00:00",
        "00:00",
    )


def test_structured_data_cannot_end_its_script(project: MakeProject) -> None:
    made = project({})
    name = 'Testwick </script><b x="">'
    made.write({"council.yml": COUNCIL.replace("Testwick Council", f"'{name}'", 1)})
    built = made.build()
    assert built.code == 0, built.complaints
    whole = read(built.page(""))
    [script] = whole.all("script")
    assert json.loads("".join(str(child) for child in script.children))["name"] == name
    assert not whole.all("b")


# Right-to-left pages.

RUNS_AR = {
    "Call us.": "اتصلوا على 01632 960100 أو 07700 900100 قبل 5:15 أو 17:15.",
    "Write to us.": "راسلونا على help@testwick.example أو زوروا ZZ1 1AA قريبًا.",
    "Pay us.": "تدفعون £38 أو £1,250.50 أي 25% أو 12.5% من المبلغ.",
    "Find us.": "زوروا www.example.org أو https://www.example.org/a?b=c الآن.",
    "Mind us.": "من 2026–2027 ثم 24/7 ثم 9am إلى 5pm.",
    "Bold us.": "اتصلوا **01632 960100** أو *help@testwick.example* أو [01632 960199](index.md).",
    "Code us.": "اكتبوا `01632 960100` هنا.",
    "Name us.": "مجلس Testwick Borough Council في Civic Offices هنا.",
}


def test_no_run_stands_bare_in_right_to_left_text(site: MakeSite) -> None:
    """The English says the same in the same figures, so that the comparison is content."""
    latin = re.compile("[\u0600-\u06ff]+")
    sources = {latin.sub("word", text): text for text in RUNS_AR.values()}
    cells = "| Kind | What |\n|---|---|\n| Telephone | {{ phone.main }} |\n\n"
    body = "\n\n".join(sources) + f"\n\n{cells}{{{{ hours.civic }}}}"
    built = site(
        {
            "content/a.md": page(body + "\n\n{{ address.civic }}\n\n![Tel](t.png)\n"),
            "content/t.png": "png",
            **arabic("home", {**sources, "alternative text|Tel": "اتصلوا بـ Tel Tel"}),
        }
    )
    assert built.code == 0, built.complaints
    whole = read(built.page("ar/a/"))
    assert find_bare_runs(whole) == []
    for text in sources.values():
        first = text.split()[0]
        assert first in whole.text(), "the translation is not on the page"


def test_a_block_of_code_keeps_its_direction_on_a_right_to_left_page(site: MakeSite) -> None:
    body = "Kept text.\n\n```\nCall 01632 960100\n```\n"
    built = site({"content/a.md": page(body), **arabic("home", {"Kept text.": "نص."})})
    code = element_with(main_of(built, "ar/a/"), "Call 01632 960100")
    assert code.nearest("dir") == "ltr"


def test_the_text_of_an_isolated_run_is_whole(site: MakeSite) -> None:
    source = "Call 01632 960100 by 5:15."
    built = site(
        {
            "content/a.md": page(source),
            **arabic("home", {source: "اتصلوا على 01632 960100 قبل 5:15."}),
        }
    )
    runs = [bdi.text() for bdi in main_of(built, "ar/a/").all("bdi", dir="ltr")]
    assert {"01632 960100", "5:15"} <= set(runs)


def test_attributes_of_right_to_left_pages_are_isolated_by_characters(site: MakeSite) -> None:
    files = {
        "content/a.md": page("Kept text.\n\n![Call 01632 960100 now](t.png)\n"),
        "content/t.png": "png",
    }
    done = {
        "Kept text.": "نص.",
        "alternative text|Call 01632 960100 now": "اتصلوا على 01632 960100 الآن",
    }
    built = site({**files, **arabic("home", done)})
    assert main_of(built, "ar/a/").one("img").attributes["alt"] == (
        "اتصلوا على \u206601632 960100\u2069 الآن"
    )


@pytest.mark.parametrize(
    ("kind", "text"),
    {
        "telephone number": "اتصلوا 01632 960100",
        "e-mail address": "help@testwick.example",
        "web address": "https://testwick.example",
        "time": "قبل 5:15",
        "postcode": "ZZ1 1AA",
        "sum of money": "£38",
        "percentage": "25%",
        "range": "2026–2027",
        "Latin words": "Civic Offices",
    }.items(),
)
def test_the_search_for_bare_runs_finds_each_kind(kind: str, text: str) -> None:
    start = '<html lang="ar" dir="rtl"><body>'
    found = find_bare_runs(read(f"{start}<p>كلمة {text} كلمة</p></body></html>"))
    assert kind in {line.partition(":")[0] for line in found}
    isolated = f'{start}<p>كلمة <bdi dir="ltr">{text}</bdi> كلمة</p></body></html>'
    assert find_bare_runs(read(isolated)) == []
    assert set(RUNS) >= {kind}


def test_the_folder_of_a_project_is_not_named_in_its_pages(project: MakeProject) -> None:
    made = project({"content/a.md": page("Kept text."), **polish("home", {})})
    built = made.build()
    parent = str(Path(built.folder).parent).encode()
    assert not [file for file, data in built.files().items() if parent in data]
