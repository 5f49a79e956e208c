"""Tests of the demonstration council's own site: what residents and search engines get.

Pages are read with html.parser, catalogues with gettext: nothing here trusts councilsite's own
view of its work.
"""

from __future__ import annotations

import difflib
import gettext
import json
import posixpath
import re
import shutil
import subprocess
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import PARTS, REPOSITORY, BuiltSite, Project, build_quietly
from conftest import page as make_page
from reading import Element, find_bare_runs, read

from councilsite import assembly, layout, parallel
from councilsite.site import build_site, is_older
from councilsite.statement import read_statement
from councilsite.translate import translate

LANGUAGES = {
    "en": ("", "ltr", "English"),
    "ar": ("ar/", "rtl", "العربية"),
    "zh-Hans": ("zh-hans/", "ltr", "中文"),
    "pl": ("pl/", "ltr", "polski"),
    "pa": ("pa/", "ltr", "ਪੰਜਾਬੀ"),
}
"""Folder, direction and beginning of the own name of each language."""

URL = "https://www.thornmere.example/"
SOURCES = sorted(
    path.relative_to(REPOSITORY / "content").as_posix()
    for path in (REPOSITORY / "content").rglob("*.md")
)

GENERATED = ("accessibility.md", "search.md", "services/a-to-z.md", "services/by-category.md")
"""Pages that the build makes itself: links and the manifest name them so, and there is no file."""

FORM_FILES = {
    f"{found.group(1)}.md": path
    for path in sorted((REPOSITORY / "forms").glob("*.yml"))
    if (found := re.search("^address: (.*)/$", path.read_text(encoding="utf-8"), re.MULTILINE))
}
"""Files of the forms that have a page, by the name of that page."""

EVERY = (*SOURCES, *GENERATED, *FORM_FILES)
"""All pages, by the names that links use."""

STATEMENT, _ = read_statement((REPOSITORY / "a11y/statement.yml").read_text(encoding="utf-8"))
assert STATEMENT is not None


def written(source: str) -> str:
    """What the author of a page or of a form wrote."""
    path = FORM_FILES.get(source, REPOSITORY / "content" / source)
    return path.read_text(encoding="utf-8")


def address_of(source: str) -> str:
    """Address of a page below its language's folder."""
    stem = source.removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('index').rstrip('/')}/"


def file_of(url: str) -> str:
    return f"{url}index.html" if url == "" or url.endswith("/") else url


PAGES = {
    file_of(f"{folder}{address_of(source)}"): (source, code)
    for source in EVERY
    for code, (folder, _, _) in LANGUAGES.items()
}
"""Every file of a page that the site must have, with its source and its language."""


@pytest.fixture(scope="module")
def pages(demonstration: BuiltSite) -> dict[str, Element]:
    """Every HTML file of the site, read."""
    return {
        file: read(data.decode())
        for file, data in demonstration.files().items()
        if file.endswith(".html")
    }


def catalogue(folder: Path, locale: str, section: str) -> gettext.GNUTranslations:
    """A catalogue as gettext's own tools see it."""
    source = folder / "locales" / locale / "LC_MESSAGES" / f"{section}.po"
    compiled = folder / f"{locale}-{section}.mo"
    subprocess.run([_msgfmt(), "-o", str(compiled), str(source)], check=True)
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _msgfmt() -> str:
    program = shutil.which("msgfmt")
    assert program, "the tests need gettext"
    return program


def change(path: Path, old: str, new: str) -> None:
    """Replaces a text that must be in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def forget(path: Path, message_id: str) -> str:
    """Deletes a translation from a catalogue and gives it back."""
    entries = path.read_text(encoding="utf-8").split("\n\n")
    found = [n for n, entry in enumerate(entries) if _part(entry, "msgid") == message_id]
    assert len(found) == 1, f"{message_id!r} stands {len(found)} times in {path.name}"
    entry = entries[found[0]]
    entries[found[0]] = entry[: entry.index("\nmsgstr ")] + '\nmsgstr ""'
    path.write_text("\n\n".join(entries).rstrip("\n") + "\n", encoding="utf-8")
    return _part(entry, "msgstr")


def _part(entry: str, keyword: str) -> str:
    match = re.search(rf'^{keyword} ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.MULTILINE)
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', match.group(1)) if match else []
    return "".join(parts).replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def changed_files(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """HTML files that differ between two builds."""
    return {
        name
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name) and name.endswith(".html")
    }


def without_index(files: dict[str, bytes]) -> dict[str, bytes]:
    """All files but the search's, whose names are digests of what they hold."""
    return {file: data for file, data in files.items() if not file.startswith("assets/search/")}


# What is offered.


def test_every_page_is_offered_in_all_five_languages(pages: dict[str, Element]) -> None:
    assert set(pages) == {*PAGES, "404.html"}
    assert len(PAGES) == 5 * len(EVERY)


def test_every_page_names_its_language_direction_and_address(pages: dict[str, Element]) -> None:
    for file, (source, code) in PAGES.items():
        folder, direction, _ = LANGUAGES[code]
        whole = pages[file].one("html")
        assert (whole.attributes["lang"], whole.attributes["dir"]) == (code, direction), file
        canonical = pages[file].one("link", rel="canonical").attributes["href"]
        assert canonical == f"{URL}{folder}{address_of(source)}", file


def test_every_page_has_one_h1_a_title_and_a_description(pages: dict[str, Element]) -> None:
    titles = set()
    for file in PAGES:
        page = pages[file]
        assert page.one("h1").text().strip(), file
        assert page.one("meta", name="description").attributes["content"].strip(), file
        titles.add((PAGES[file][1], page.one("title").text()))
    assert len(titles) == len(PAGES), "two pages of a language have the same title"


def test_headings_do_not_skip_a_level(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        levels = [int(e.tag[1]) for e in page.one("main").walk() if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1
        for one, other in zip(levels, levels[1:], strict=False):
            assert other <= one + 1, f"{file}: h{one}, then h{other}"


def test_no_id_stands_twice_on_a_page(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
        assert sorted(ids) == sorted(set(ids)), file


def test_every_reference_inside_a_page_finds_its_element(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        ids = {element.attributes.get("id") for element in page.walk()}
        for element in page.walk():
            for name in ("aria-labelledby", "aria-describedby", "for"):
                for wanted in element.attributes.get(name, "").split():
                    assert wanted in ids, f"{file}: {name}={wanted!r}"


def test_the_switcher_offers_every_language_in_its_own_name(pages: dict[str, Element]) -> None:
    for file, (source, code) in PAGES.items():
        links = pages[file].one("nav", class_="languages").all("a")
        assert [link.attributes["lang"] for link in links] == list(LANGUAGES), file
        for link in links:
            folder, direction, name = LANGUAGES[link.attributes["lang"]]
            assert link.text().startswith(name)
            assert link.attributes["hreflang"] == link.attributes["lang"]
            assert link.attributes["dir"] == direction
            target = urljoin(f"{URL}{file}", link.attributes["href"])
            assert target == f"{URL}{folder}{address_of(source)}", file
        current = [link.attributes["lang"] for link in links if "aria-current" in link.attributes]
        assert current == [code], file


def alternates(page: Element) -> dict[str, str]:
    return {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }


def test_alternates_are_mutual_and_lead_to_pages_that_exist(pages: dict[str, Element]) -> None:
    for file, (source, _) in PAGES.items():
        found = alternates(pages[file])
        assert found == {
            **{code: f"{URL}{LANGUAGES[code][0]}{address_of(source)}" for code in LANGUAGES},
            "x-default": f"{URL}{address_of(source)}",
        }, file
        for address in found.values():
            other = file_of(address.removeprefix(URL))
            assert alternates(pages[other]) == found, f"{file} and {other}"


def test_the_sitemap_lists_exactly_the_pages_that_are_offered(demonstration: BuiltSite) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = etree.fromstring(demonstration.files()["sitemap.xml"])
    assert root.tag == f"{space}urlset"
    rows = {row.findtext(f"{space}loc"): row for row in root.findall(f"{space}url")}
    assert len(rows) == len(root)
    assert set(rows) == {
        f"{URL}{LANGUAGES[code][0]}{address_of(source)}" for source, code in PAGES.values()
    }
    for source, code in PAGES.values():
        row = rows[f"{URL}{LANGUAGES[code][0]}{address_of(source)}"]
        links = {
            link.attrib["hreflang"]: link.attrib["href"]
            for link in row.findall("{http://www.w3.org/1999/xhtml}link")
        }
        assert {c: links[c] for c in LANGUAGES} == {
            c: f"{URL}{folder}{address_of(source)}" for c, (folder, _, _) in LANGUAGES.items()
        }
        reviewed = row.findtext(f"{space}lastmod") or ""
        if source in GENERATED:
            # The day of the newest page that a list names; the search page goes with the home page,
            # and the statement of accessibility with the last run of the gate.
            days = {"search.md": "2026-10-12", "accessibility.md": str(STATEMENT.tested)}
            assert reviewed == days.get(source, "2026-11-23")
            continue
        assert f"reviewed: {reviewed}\n" in written(source)


# Links.


def addresses(page: Element) -> list[tuple[Element, str]]:
    return [
        (element, element.attributes[name])
        for element in page.walk()
        for name in ("href", "src")
        if name in element.attributes
    ]


def test_every_link_leads_to_a_file_and_an_anchor_that_exist(
    pages: dict[str, Element], demonstration: BuiltSite
) -> None:
    files = demonstration.files()
    ids = {
        file: {e.attributes["id"] for e in page.walk() if "id" in e.attributes}
        for file, page in pages.items()
    }
    seen = 0
    for file, page in pages.items():
        for _, address in addresses(page):
            target = urlsplit(urljoin(f"{URL}{file}", address))
            if target.scheme in ("mailto", "tel") or f"{target.scheme}://{target.netloc}/" != URL:
                continue
            found = file_of(unquote(target.path).removeprefix("/"))
            assert found in files, f"{file}: {address}"
            if target.fragment:
                assert unquote(target.fragment) in ids[found], f"{file}: {address}"
            seen += 1
    assert seen > 20 * len(pages)


def test_links_of_a_page_stay_in_its_language(pages: dict[str, Element]) -> None:
    for file, (_, code) in PAGES.items():
        folder = LANGUAGES[code][0]
        for link in pages[file].one("main").all("a"):
            target = urljoin(f"{URL}{file}", link.attributes["href"])
            # Data has no language.
            if target.startswith(URL) and not target.endswith(".yml"):
                first = target.removeprefix(URL).partition("/")[0] + "/"
                is_other = first != folder and first in {row[0] for row in LANGUAGES.values()}
                assert target.startswith(URL + folder) and not is_other, f"{file}: {target}"


def test_telephone_and_mail_links_hold_what_they_show(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        for link in page.all("a"):
            kind, _, address = link.attributes["href"].partition(":")
            if kind == "tel":
                assert re.sub("[^0-9+]", "", link.text()) == address, file
            elif kind == "mailto":
                assert link.text() == address, file


HOST = re.compile(rb"""https?://|["'`(]//""")
"""Beginning of an address at another host, in a style sheet, a picture or a script."""


def test_no_page_asks_another_host_for_anything(
    pages: dict[str, Element], demonstration: BuiltSite
) -> None:
    for file, page in pages.items():
        for element in page.walk():
            is_link = element.tag == "a" or element.attributes.get("rel") in (
                "canonical",
                "alternate",
            )
            # Open Graph names the page's own address, which nothing is fetched from.
            is_link = is_link or element.attributes.get("property") == "og:url"
            for name, text in element.attributes.items():
                if not (is_link and name in ("href", "content")):
                    assert "//" not in text, f"{file}: <{element.tag} {name}={text!r}>"
            if element.tag == "script":
                own = "../" * file.count("/") + "assets/search.js"
                is_own = "search/" in file and element.attributes == {"src": own, "defer": ""}
                assert is_own or element.attributes == {"type": "application/ld+json"}, file
    for file, data in demonstration.files().items():
        # Pagefind names its own website in a warning; test_search_page sees what it loads.
        if file.endswith((".css", ".js", ".svg")) and not file.endswith("/pagefind.js"):
            assert not HOST.search(data.replace(b"http://www.w3.org/", b"")), file


# What every page says.


def test_every_page_offers_help_in_all_five_languages(
    pages: dict[str, Element], tmp_path: Path, demonstration: BuiltSite
) -> None:
    english = "Other languages and formats"
    headings = {
        code: english
        if code == "en"
        else _compiled(demonstration, tmp_path, code.replace("-", "_")).pgettext(
            "interface", english
        )
        for code in LANGUAGES
    }
    assert len(set(headings.values())) == 5
    for file, page in pages.items():
        found = page.all("section", class_="other-formats")
        assert [section.attributes["lang"] for section in found] == list(LANGUAGES), file
        for section in found:
            code = section.attributes["lang"]
            assert section.attributes["dir"] == LANGUAGES[code][1]
            assert section.one("h2").text() == headings[code]
            assert {e.lang for e, text in section.texts() if text.strip()} == {code}
            assert [link.attributes["href"] for link in section.all("a")] == [
                "tel:01632960100",
                "mailto:customer.services@thornmere.example",
            ]


def _compiled(built: BuiltSite, folder: Path, locale: str) -> gettext.GNUTranslations:
    shutil.copytree(built.folder / "locales", folder / "locales", dirs_exist_ok=True)
    return catalogue(folder, locale, "interface")


def test_the_page_for_wrong_addresses_speaks_all_five_languages(
    pages: dict[str, Element],
) -> None:
    found = pages["404.html"].one("main").all("section")
    assert [(s.attributes["lang"], s.attributes["dir"]) for s in found] == [
        (code, direction) for code, (_, direction, _) in LANGUAGES.items()
    ]
    for section in found:
        home = section.all("a")[-1].attributes["href"]
        assert home == f"/{LANGUAGES[section.attributes['lang']][0]}"
        assert {e.lang for e, text in section.texts() if text.strip()} == {
            section.attributes["lang"]
        }


def test_the_page_for_wrong_addresses_works_at_any_address(pages: dict[str, Element]) -> None:
    for _, address in addresses(pages["404.html"]):
        assert address.startswith(("/", "tel:", "mailto:", "#")), address


def test_english_pages_hold_no_mark_of_english_parts(pages: dict[str, Element]) -> None:
    for file, (_, code) in PAGES.items():
        if code == "en":
            main = pages[file].one("main")
            marked = [
                e.tag
                for e in main.walk()
                # Addresses, and the names of laws and programs, are marked in every language.
                if "lang" in e.attributes
                and e.tag != "address"
                and e.attributes.get("translate") != "no"
            ]
            assert not marked, file
            assert not main.all(class_="notice draft") + main.all(class_="notice partial"), file


def test_a_page_says_of_drafts_and_english_parts_what_is_so(
    pages: dict[str, Element], demonstration: BuiltSite
) -> None:
    rows = json.loads(demonstration.files()["pages.json"])["pages"]
    assert {row["file"] for row in rows} == set(pages)
    for row in rows:
        main = pages[row["file"]].one("main")
        coverage = row["coverage"]
        foreign = row["language"] != "en"
        assert bool(main.all(class_="notice draft")) == (foreign and coverage["draft"] > 0)
        assert bool(main.all(class_="notice partial")) == (coverage["fallback"] > 0)
        is_partly_english = any(
            element.lang == "en" and text.strip() and not _is_postal(element)
            for element, text in main.texts()
        )
        if foreign and row["source"]:
            assert is_partly_english == (coverage["fallback"] > 0), row["file"]


def _is_postal(element: Element) -> bool:
    return element.nearest("translate") == "no"


def test_no_placeholder_and_no_markdown_is_left_over(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        for _, text in page.texts():
            assert not re.search(r"\{\{|\}\}|\]\(|\*\*|\{[a-z_]+\}|[\x00-\x08\x0b-\x1f]", text), (
                f"{file}: {text!r}"
            )


def test_right_to_left_pages_isolate_every_run(pages: dict[str, Element]) -> None:
    arabic = [file for file, (_, code) in PAGES.items() if code == "ar"]
    assert len(arabic) == len(EVERY)
    for file in arabic:
        assert find_bare_runs(pages[file]) == [], file
    numbers = [b for file in arabic for b in pages[file].all("bdi") if "01632" in b.text()]
    assert len(numbers) > len(arabic)


@pytest.mark.parametrize("path", sorted((REPOSITORY / "locales").rglob("*.po")), ids=str)
def test_msgfmt_has_nothing_to_say_of_a_catalogue(path: Path) -> None:
    done = subprocess.run(
        [_msgfmt(), "--check", "-o", "/dev/null", str(path)], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# The same input gives the same bytes.


def test_two_builds_into_different_folders_are_the_same(
    demonstration: BuiltSite, tmp_path: Path
) -> None:
    out = tmp_path / "elsewhere" / "deep" / "out"
    with_everything_again = build_site(demonstration.folder, out, fresh=True)
    assert with_everything_again == 0
    again = BuiltSite(demonstration.folder, out, 0, "", "")
    assert again.files() == demonstration.files()


def test_a_project_in_another_folder_made_by_several_processes_gives_the_same_bytes(
    unprinted: BuiltSite, unprinted_copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As with a site of some hundred pages.
    monkeypatch.setattr(assembly, "_PARALLEL_FROM", 1)
    monkeypatch.setattr(layout, "_PARALLEL_FROM", 1)
    for module in (assembly, layout, parallel):
        monkeypatch.setattr(module, "count_workers", lambda: 3)
    assert unprinted_copy.build(fresh=True).files() == unprinted.files()


def test_a_project_without_a_theme_takes_ours(
    unprinted: BuiltSite, unprinted_copy: Project
) -> None:
    assert "theme" in PARTS
    shutil.rmtree(unprinted_copy.folder / "theme")
    built = unprinted_copy.build(fresh=True)
    assert (built.code, built.complaints) == (0, "")
    own, ours = built.files(), unprinted.files()
    assert own.keys() == ours.keys()
    assert not changed_files(own, ours)


def test_a_second_run_says_that_nothing_has_changed(unprinted_copy: Project) -> None:
    first = unprinted_copy.build(fresh=True)
    seen = _untouched(first.out)
    second = unprinted_copy.build()
    assert second.code == 0
    assert "Nothing has changed" in second.printed
    assert "Nothing has changed" not in first.printed
    assert _untouched(first.out) == seen


@pytest.mark.parametrize("with_patterns", [False, True])
def test_a_site_is_older_when_something_has_changed_since_it_was_built(
    unprinted_copy: Project, with_patterns: bool
) -> None:
    folder = unprinted_copy.folder
    built = build_quietly(folder, folder / "site", with_patterns=with_patterns)
    assert not is_older(folder, built.out)
    page = folder / "content/services/missed-bin.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nCall us.\n", encoding="utf-8")
    assert is_older(folder, built.out)


def test_of_a_site_that_another_program_made_nobody_knows_how_old_it_is(
    unprinted_copy: Project, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<h1>Bins</h1>", encoding="utf-8")
    assert not is_older(unprinted_copy.folder, tmp_path)


@pytest.mark.parametrize("file", ["forms/a.md", "forms/a.png"])
def test_nothing_may_stand_where_the_web_server_hands_on_to_the_receiver(
    unprinted_copy: Project, file: str
) -> None:
    assert "receiver: /forms/" in (unprinted_copy.folder / "council.yml").read_text("utf-8")
    path = unprinted_copy.folder / "content" / file
    path.parent.mkdir()
    path.write_text(make_page("Text."), encoding="utf-8")
    built = unprinted_copy.build()
    assert built.code == 1
    assert f"content/{file}:1: " in built.complaints
    assert "the receiver of forms" in built.complaints


def _untouched(out: Path) -> dict[Path, tuple[int, int]]:
    """What a file has that nobody has written to."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*")}


def _edit_text(folder: Path) -> None:
    change(folder / "content/services/missed-bin.md", "This is free.", "This costs nothing.")


def _edit_title(folder: Path) -> None:
    change(folder / "content/contact/offices.md", "title: Offices and", "title: All offices and")


def _edit_translation(folder: Path) -> None:
    change(folder / "locales/pl/LC_MESSAGES/home.po", 'msgstr "', 'msgstr "Oto ')


def _edit_interface(folder: Path) -> None:
    change(folder / "theme/text.yml", "home: Home", "home: Start")


def _edit_style(folder: Path) -> None:
    change(folder / "theme/assets/council.css", "margin: 0;", "margin: 1px;")


def _edit_template(folder: Path) -> None:
    change(folder / "theme/main.html", "<body>", '<body class="new">')


def _edit_telephone(folder: Path) -> None:
    change(folder / "council.yml", "01632 960130", "01632 960139")


def _edit_menu(folder: Path) -> None:
    entry = "      - services/missed-bin.md\n"
    path = folder / "mkdocs.yml"
    change(path, entry, "")
    change(
        path, "      - services/report-litter.md\n", f"      - services/report-litter.md\n{entry}"
    )


def _add_page(folder: Path) -> None:
    text = (folder / "content/services/missed-bin.md").read_text(encoding="utf-8")
    (folder / "content/services/lost-bin.md").write_text(text, encoding="utf-8")
    entry = "      - services/missed-bin.md\n"
    change(folder / "mkdocs.yml", entry, entry + "      - services/lost-bin.md\n")


def _remove_page(folder: Path) -> None:
    (folder / "content/have-your-say/what-we-changed.md").unlink()
    change(folder / "mkdocs.yml", "      - have-your-say/what-we-changed.md\n", "")
    change(
        folder / "content/index.md",
        "- [What we changed because you told us](have-your-say/what-we-changed.md)\n",
        "",
    )
    for path in (folder / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\[([^\]]*)\]\([^)]*what-we-changed\.md\)", r"\1", text), "utf-8")


def _remove_language(folder: Path) -> None:
    change(folder / "council.yml", "  - code: pa\n", "")


def _add_picture(folder: Path) -> None:
    (folder / "content/services/bin.png").write_bytes(b"picture")


EDITS = [
    _edit_text,
    _edit_title,
    _edit_translation,
    _edit_interface,
    _edit_style,
    _edit_template,
    _edit_telephone,
    _edit_menu,
    _add_page,
    _remove_page,
    _remove_language,
    _add_picture,
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_build_after_an_edit_gives_what_a_fresh_build_gives(
    unprinted_copy: Project, edit: Callable[[Path], None]
) -> None:
    _edit_and_compare(unprinted_copy, edit)


def test_pdfs_after_edits_are_those_of_a_fresh_build(own_copy: Project) -> None:
    _edit_and_compare(own_copy, _edit_text, _edit_translation, _edit_telephone, _remove_language)


def _edit_and_compare(project: Project, *edits: Callable[[Path], None]) -> None:
    before = project.build().files()
    for edit in edits:
        edit(project.folder)
    after = project.build()
    assert after.code == 0, after.complaints
    assert after.files() != before
    fresh = project.folder / "fresh"
    assert build_site(project.folder, fresh, fresh=True) == 0
    assert BuiltSite(project.folder, fresh, 0, "", "").files() == after.files()


def _damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"<main", b"<MAIN") + b"\n")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _add_stranger(path: Path) -> None:
    (path.parent / "stranger.html").write_bytes(b"who?")


@pytest.mark.parametrize(
    "file", ["pl/services/index.html", "index.html", "sitemap.xml", "assets/council.css"]
)
@pytest.mark.parametrize("harm", [_damage, _cut, Path.unlink, _add_stranger])
def test_the_next_run_repairs_a_file_that_was_harmed(
    demonstration: BuiltSite, tmp_path: Path, file: str, harm: Callable[[Path], None]
) -> None:
    out = tmp_path / "site"
    shutil.copytree(demonstration.out, out)
    harm(out / file)
    assert BuiltSite(out, out, 0, "", "").files() != demonstration.files()
    assert build_site(demonstration.folder, out, fresh=False) == 0
    assert BuiltSite(out, out, 0, "", "").files() == demonstration.files()


def test_the_next_run_repairs_a_list_of_files_that_was_harmed(
    demonstration: BuiltSite, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(demonstration.out, out)
    _cut(out / "pages.json")
    assert build_site(demonstration.folder, out, fresh=False) == 0
    assert BuiltSite(out, out, 0, "", "").files() == demonstration.files()


# One change shows where it should and nowhere else.


def test_a_missing_translation_turns_one_block_of_one_page_english(
    demonstration: BuiltSite, own_copy: Project
) -> None:
    english = "If we did not empty your bin, tell us and we will come back for it. This is free."
    polish = forget(own_copy.folder / "locales/pl/LC_MESSAGES/services.po", english)
    assert polish
    built = own_copy.build()
    assert built.code == 0, built.complaints
    file = "pl/services/missed-bin/index.html"
    before, after = demonstration.files(), built.files()
    # The page that offers the booklet of all pages says how large that is.
    assert changed_files(before, after) - {"pl/formats/index.html"} == {file}
    others = without_index(before), without_index(after)
    printed = {
        "pl/services/missed-bin/missed-bin-large-print-pl.pdf",
        "pl/formats/whole-site-large-print-pl.pdf",
    }
    changed = {f for f in others[0] if others[0][f] != others[1][f]}
    assert changed <= {file, "pl/formats/index.html", "pages.json", *printed}
    old, new = before[file].decode().splitlines(), after[file].decode().splitlines()
    diff = [line for line in difflib.ndiff(old, new) if line[:2] in ("- ", "+ ")]
    removed = [line[2:] for line in diff if line.startswith("- ")]
    added = [line[2:] for line in diff if line.startswith("+ ")]
    assert removed == [f"<p>{polish}</p>"]
    [notice, block] = added
    assert block == f'<p lang="en" dir="ltr">{english}</p>'
    assert notice.startswith('<p class="notice partial">')
    assert "01632 960100" in notice and "English" not in notice


def test_a_missing_translation_takes_a_complete_page_out_of_its_language(
    demonstration: BuiltSite, own_copy: Project
) -> None:
    source = own_copy.folder / "content/services/homelessness.md"
    assert "translation: complete\n" in source.read_text(encoding="utf-8")
    english = re.search(r"^title: (.*)$", source.read_text(encoding="utf-8"), re.MULTILINE)
    assert english is not None
    forget(own_copy.folder / "locales/pl/LC_MESSAGES/services.po", english.group(1))
    built = own_copy.build()
    assert built.code == 0, built.complaints
    address = "pl/services/homelessness/"
    after = built.files()
    assert set(without_index(demonstration.files())) - set(after) == {
        file_of(address),
        f"{address}homelessness-large-print-pl.pdf",
    }
    # Neither the menu, the switcher, the alternates nor the sitemap name it.
    for file, data in after.items():
        assert address.encode() not in data, file
    for code, (folder, _, _) in LANGUAGES.items():
        if code != "pl":
            whole = read(after[f"{folder}services/homelessness/index.html"].decode())
            assert set(alternates(whole)) == {*LANGUAGES, "x-default"} - {"pl"}
            links = whole.one("nav", class_="languages").all("a")
            assert [link.attributes["lang"] for link in links] == [
                c for c in LANGUAGES if c != "pl"
            ]
    _check_links_to_english(after, "services/homelessness/")


def _check_links_to_english(files: dict[str, bytes], address: str) -> None:
    """Every Polish link to the page goes to English and says so."""
    seen = 0
    for file, data in files.items():
        if not (file.startswith("pl/") and file.endswith(".html")):
            continue
        for link in read(data.decode()).all("a"):
            target = urljoin(f"{URL}{file}", link.attributes["href"])
            if target.partition("#")[0] == URL + address and "lang" not in link.attributes:
                assert link.attributes.get("hreflang") == "en", file
                assert link.text().endswith("(po angielsku)"), link.text()
                seen += 1
    assert seen >= 2


def test_no_untouched_page_changes_when_a_page_leaves_a_language(
    demonstration: BuiltSite, own_copy: Project
) -> None:
    title = "Homeless or about to lose your home"
    path = own_copy.folder / "locales/pl/LC_MESSAGES/services.po"
    source = (own_copy.folder / "content/services/homelessness.md").read_text(encoding="utf-8")
    found = re.search(r"^title: (.*)$", source, re.MULTILINE)
    forget(path, found.group(1) if found else title)
    changed = changed_files(demonstration.files(), own_copy.build().files())
    others = {file for file in changed if not file.startswith("pl/")}
    assert others == {
        file_of(f"{folder}services/homelessness/")
        for code, (folder, _, _) in LANGUAGES.items()
        if code != "pl"
    }


# A promise that changes.


def promise_pages() -> set[str]:
    return {
        source for source in (*SOURCES, *FORM_FILES) if "promise.letters-answer" in written(source)
    }


def test_a_new_promise_changes_its_pages_in_every_language(
    unprinted: BuiltSite, unprinted_copy: Project
) -> None:
    change(
        unprinted_copy.folder / "council.yml",
        "letters-answer: {number: 10,",
        "letters-answer: {number: 3,",
    )
    built = unprinted_copy.build()
    assert built.code == 0, built.complaints
    expected = {file for file, (source, _) in PAGES.items() if source in promise_pages()}
    assert len(expected) >= 5 * 4
    before, after = unprinted.files(), built.files()
    assert changed_files(before, after) == expected
    for code in LANGUAGES:
        ten, three = phrase(unprinted_copy.folder, code, 10), phrase(unprinted_copy.folder, code, 3)
        assert ten != three
        for source in promise_pages():
            file = file_of(f"{LANGUAGES[code][0]}{address_of(source)}")
            old, new = (read(files[file].decode()).one("main").text() for files in (before, after))
            assert old.count(ten) > new.count(ten), file
            assert new.count(three) > old.count(three), file


def phrase(folder: Path, code: str, number: int) -> str:
    """What gettext says for "within {n} working days" in a language."""
    one, many = "within {n} working day", "within {n} working days"
    if code == "en":
        return (one if number == 1 else many).replace("{n}", str(number))
    said = catalogue(folder, code.replace("-", "_"), "interface").npgettext(
        "figure", one, many, number
    )
    assert said not in (one, many), "this is not translated"
    return said.replace("{n}", str(number))


FORMS = {
    1: {"en": "within 1 working day", "pl": "w ciągu 1 dnia roboczego", "ar": "خلال يوم عمل واحد"},
    2: {"pl": "w ciągu 2 dni roboczych", "ar": "خلال يومَي عمل"},
    3: {"zh-Hans": "3个工作日内", "pl": "w ciągu 3 dni roboczych", "ar": "خلال 3 أيام عمل"},
    10: {"pl": "w ciągu 10 dni roboczych", "ar": "خلال 10 أيام عمل"},
    11: {"en": "within 11 working days", "ar": "خلال 11 يوم عمل"},
    100: {"pl": "w ciągu 100 dni roboczych", "ar": "خلال 100 يوم عمل"},
}
"""What a promise says of so many working days."""


@pytest.mark.parametrize("number", FORMS)
def test_a_promise_takes_the_plural_form_of_its_number(
    unprinted_copy: Project, number: int
) -> None:
    change(
        unprinted_copy.folder / "council.yml",
        "letters-answer: {number: 10,",
        f"letters-answer: {{number: {number},",
    )
    built = unprinted_copy.build()
    for code, expected in FORMS[number].items():
        assert phrase(unprinted_copy.folder, code, number) == expected
        page = read(built.page(f"{LANGUAGES[code][0]}standards/letters-and-emails/"))
        assert expected in page.one("main").text()


def test_a_new_promise_asks_nothing_of_translators(own_copy: Project) -> None:
    change(
        own_copy.folder / "council.yml",
        "letters-answer: {number: 10,",
        "letters-answer: {number: 3,",
    )
    assert translate(own_copy.folder, check=True, approve=None, by=None, on=None) == 0


def test_the_manifest_lists_every_file_and_no_other(demonstration: BuiltSite) -> None:
    files = demonstration.files()
    listed = json.loads(files["pages.json"])["files"]
    assert set(listed) == set(files) - {"pages.json"}
    assert all(posixpath.normpath(name) == name for name in listed)
