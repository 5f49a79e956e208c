"""Tests of what a person is told who made a mistake: file, line, reason and remedy.

A build with a mistake in it ends with 1 and leaves the old site alone, to the very inode.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import COUNCIL, REPOSITORY, BuiltSite, Project, catalogue, nav, page

from councilsite.site import build_site

MakeProject = Callable[[Mapping[str, str]], Project]

FORMS = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
CATALOGUE = "locales/pl/LC_MESSAGES"


@dataclass(frozen=True)
class Fault:
    """A mistake and what the person who made it must be told."""

    files: Mapping[str, str]
    """What the person wrote."""
    place: str
    """File and line where it is to be mended."""
    rule: str
    """Code of the finding."""
    reason: str
    """Words that say what is there."""
    remedy: str
    """Words that say what to do."""
    is_global: bool = field(default=False)
    """True where the file is one that all pages need, so that the mistake cannot stand with
    others."""


def in_page(name: str, body: str) -> dict[str, str]:
    """A page in a section of its own; its body begins in line 9."""
    return {f"content/{name}/a.md": page(body)}


def translated(name: str, english: str, polish: str) -> dict[str, str]:
    """A page with one text, and its translation in line 7 of the catalogue."""
    text = catalogue({english: polish}, plural=FORMS)
    return {**in_page(name, english), f"{CATALOGUE}/{name}.po": text}


def front_matter(name: str, old: str, new: str) -> dict[str, str]:
    text = page("Text.")
    assert old in text
    return {f"content/{name}/a.md": text.replace(old, new)}


def council(old: str, new: str) -> dict[str, str]:
    assert old in COUNCIL
    return {"council.yml": COUNCIL.replace(old, new)}


def council_line(part: str) -> str:
    """Place of a text in council.yml as the fixture has it."""
    return f"council.yml:{COUNCIL[: COUNCIL.index(part)].count(chr(10)) + 1}"


FAULTS = {
    "front matter that is no YAML": Fault(
        front_matter("fm-yaml", "title: A page", "title: [A page"),
        "content/fm-yaml/a.md:3",
        "yaml-syntax",
        "not YAML",
        "Check indentation, colons and quotes",
    ),
    "front matter without a title": Fault(
        front_matter("fm-title", "title: A page\n", ""),
        "content/fm-title/a.md:2",
        "missing-key",
        'has no "title"',
        "Add a line title:",
    ),
    "front matter with an unknown key": Fault(
        front_matter("fm-key", "owner:", "ownr: x\nowner:"),
        "content/fm-key/a.md:4",
        "unknown-key",
        '"ownr"',
        'Did you mean "owner"?',
    ),
    "front matter with an unknown team": Fault(
        front_matter("fm-team", "customer-services", "customer-service"),
        "content/fm-team/a.md:4",
        "unknown-reference",
        '"customer-service"',
        'Did you mean "customer-services"?',
    ),
    "front matter with a day that does not exist": Fault(
        front_matter("fm-day", "2026-10-12", "2026-02-30"),
        "content/fm-day/a.md:5",
        "unfit-value",
        '"2026-02-30"',
        "Write a day in the form 2026-10-12",
    ),
    "front matter with an unknown policy": Fault(
        front_matter("fm-policy", "translation: partial", "translation: partly"),
        "content/fm-policy/a.md:6",
        "unfit-value",
        '"partly"',
        'Did you mean "partial"?',
    ),
    "no front matter": Fault(
        {"content/fm-none/a.md": "Only text.\n"},
        "content/fm-none/a.md:1",
        "no-front-matter",
        "does not begin with front matter",
        "Put title, description, owner, reviewed and translation",
    ),
    "unknown placeholder": Fault(
        in_page("placeholder", "Call\n{{ phone.mian }} now."),
        "content/placeholder/a.md:9",
        "unknown-placeholder",
        '"mian"',
        'Did you mean "main"?',
    ),
    "unknown kind of placeholder": Fault(
        in_page("kind", "Call {{ fone.main }}."),
        "content/kind/a.md:9",
        "unknown-placeholder",
        '"fone.main"',
        'Did you mean "phone"?',
    ),
    "unknown form": Fault(
        in_page("form", "We answer {{ promise.letters-answer | wihtin }}."),
        "content/form/a.md:9",
        "unknown-placeholder",
        '"wihtin"',
        'Did you mean "within"?',
    ),
    "half a placeholder": Fault(
        in_page("half", "First.\n\nCall {{ phone.main }."),
        "content/half/a.md:11",
        "broken-placeholder",
        "placeholder",
        "Write it as {{ phone.main }}",
    ),
    "broken link": Fault(
        in_page("link", "First.\n\nSee [more](b.md)."),
        "content/link/a.md:11",
        "broken-link",
        '"link/b.md" leads nowhere',
        'Did you mean "a.md"?',
    ),
    "broken anchor": Fault(
        in_page("anchor", "See [below](#owr-hours).\n\n## Our hours"),
        "content/anchor/a.md:9",
        "broken-anchor",
        '"#owr-hours"',
        'Did you mean "our-hours"?',
    ),
    "broken picture": Fault(
        in_page("picture", "First.\n\n![A bin](bin.png)"),
        "content/picture/a.md:11",
        "broken-link",
        '"picture/bin.png" leads nowhere',
        "Link to a file below content/",
    ),
    "broken table": Fault(
        in_page("table", "| A | B |\n|---|---|\n| a | b |\n| c |"),
        "content/table/a.md:12",
        "broken-table",
        "1 cells, its heading has 2",
        "Give every row the same number of cells",
    ),
    "table without its line of dashes": Fault(
        in_page("dashes", "| A | B |\n| a | b |"),
        "content/dashes/a.md:9",
        "broken-table",
        "looks like a table",
        "Put a line such as |---|---|",
    ),
    "block of HTML": Fault(
        in_page("html", 'First.\n\n<div class="x">\nText.\n</div>'),
        "content/html/a.md:11",
        "raw-html",
        "a block of HTML cannot be translated",
        "Write it in Markdown",
    ),
    "second h1": Fault(
        in_page("heading", "First.\n\n# Another title"),
        "content/heading/a.md:11",
        "second-h1",
        "only h1",
        "Begin this heading with ##",
    ),
    "script in a page": Fault(
        in_page("script", "First.\n\nText <script>alert(1)</script> text."),
        "content/script/a.md:11",
        "active-html",
        '"<script>" may do more than show text',
        "leave out scripts",
    ),
    "two pages at one address": Fault(
        {"content/twice.md": page("Text."), "content/twice/index.md": page("Text.")},
        "content/twice/index.md:1",
        "same-address",
        '"/twice/"',
        "Give the file another name",
    ),
    "page at a language's address": Fault(
        {"content/pl/a.md": page("Text.")},
        "content/pl/a.md:1",
        "same-address",
        "the Polish site",
        "Give the file another name",
    ),
    "name that is no address": Fault(
        {"content/names/Big_Page.md": page("Text.")},
        "content/names/Big_Page.md:1",
        "file-name",
        "become a web address",
        "Use a to z, 0 to 9 and hyphens only",
    ),
    "text that is not UTF-8": Fault(
        in_page("bytes", "First.\n\nCaf\udce9."),
        "content/bytes/a.md:11",
        "not-utf-8",
        "0xE9",
        "Save the file with the encoding UTF-8",
    ),
    "catalogue that cannot be read": Fault(
        {
            **in_page("po", "Text."),
            f"{CATALOGUE}/po.po": catalogue({"Text.": "Tekst."}, plural=FORMS).replace(
                'msgstr "Tekst', 'msgst "Tekst'
            ),
        },
        f"{CATALOGUE}/po.po:7",
        "po-syntax",
        "not a gettext catalogue",
        "Mend this line",
    ),
    "changed number": Fault(
        translated("number", "Open until 5 o'clock.", "Otwarte do 6."),
        f"{CATALOGUE}/number.po:6",
        "changed-number",
        'lacks "5" and has "6" too many',
        "Write the same numbers as the English",
    ),
    "dropped placeholder": Fault(
        translated("dropped", "Call {{ phone.main }}.", "Zadzwoń."),
        f"{CATALOGUE}/dropped.po:6",
        "changed-placeholder",
        'lacks "{{ phone.main }}"',
        "Copy the placeholders of the English exactly",
    ),
    "unknown placeholder in a translation": Fault(
        translated("strange", "Call {{ phone.main }}.", "Zadzwoń {{ phone.mian }}."),
        f"{CATALOGUE}/strange.po:6",
        "unknown-placeholder",
        '"mian"',
        'Did you mean "main"?',
    ),
    "script in a translation": Fault(
        translated("injected", "Text.", "Tekst <script>alert(1)</script>."),
        f"{CATALOGUE}/injected.po:6",
        "changed-html",
        '"<script>"',
        "Use the HTML of the English and no other",
    ),
    "swapped links": Fault(
        translated("swapped", "See [this](a.md#b).\n\n## B", "Zob. [to](../index.md).\n\n## B"),
        f"{CATALOGUE}/swapped.po:6",
        "changed-link",
        '"../index.md" too many',
        "Copy the link targets of the English exactly",
    ),
    "changed e-mail address": Fault(
        translated("mail", "Write to a@b.example.", "Piszcie na a@c.example."),
        f"{CATALOGUE}/mail.po:6",
        "changed-email",
        'lacks "a@b.example" and has "a@c.example" too many',
        "Copy the e-mail address of the English",
    ),
    "word that the glossary forbids": Fault(
        {
            **translated("words", "Pay council tax.", "Zapłać podatek."),
            "locales/pl/glossary.yml": "council tax: {use: podatek lokalny, forms: [lokaln]}\n",
        },
        f"{CATALOGUE}/words.po:6",
        "glossary",
        '"podatek lokalny"',
        "Use that word, or add the form",
    ),
    "missing plural form": Fault(
        {
            f"{CATALOGUE}/interface.po": catalogue({}, plural=FORMS)
            + 'msgctxt "figure"\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
            'msgstr[0] "{n} dzień"\nmsgstr[1] "{n} dni"\n'
        },
        f"{CATALOGUE}/interface.po:6",
        "plural-forms",
        "has 2 plural forms; this language has 3",
        "Give msgstr[0] to msgstr[2]",
    ),
    "page that stands in no menu": Fault(
        {"content/lost/a.md": page("Text."), "mkdocs.yml": nav("index.md")},
        "content/lost/a.md:1",
        "not-in-menu",
        "no line of the menu leads to this page",
        "Add it under nav:",
        is_global=True,
    ),
    "menu with a page that does not exist": Fault(
        {"mkdocs.yml": nav("index.md", "bins.md")},
        "mkdocs.yml:16",
        "unknown-reference",
        '"bins.md"',
        "Known: index.md",
        is_global=True,
    ),
    "unknown key in council.yml": Fault(
        council("teams:\n", "team:\n  a: b\nteams:\n"),
        council_line("teams:"),
        "unknown-key",
        '"team"',
        'Did you mean "teams"?',
        is_global=True,
    ),
    "council.yml that is no YAML": Fault(
        council("telephones:\n", "telephones: [\n"),
        "council.yml:10",
        "yaml-syntax",
        "not YAML",
        "Check indentation, colons and quotes",
        is_global=True,
    ),
    "unknown unit of a promise": Fault(
        council("unit: pound", "unit: pond"),
        council_line("unit: pound"),
        "unfit-value",
        '"pond"',
        'Did you mean "pound"?',
        is_global=True,
    ),
    "language that CLDR does not know": Fault(
        council("- code: pl", "- code: qqx"),
        council_line("- code: pl"),
        "unknown-language",
        '"qqx"',
        "add name: and direction:",
        is_global=True,
    ),
    "glossary that is no YAML": Fault(
        {"locales/pl/glossary.yml": "council tax: [\n"},
        "locales/pl/glossary.yml:2",
        "yaml-syntax",
        "not YAML",
        "Check indentation, colons and quotes",
        is_global=True,
    ),
}


def write(made: Project, files: Mapping[str, str]) -> None:
    """Writes files as they are; a lone surrogate stands for a byte that is no UTF-8."""
    for name, text in files.items():
        path = made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def menu_of(folder: Path) -> str:
    content = folder / "content"
    return nav(*sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md")))


def built_before(project: MakeProject) -> tuple[Project, BuiltSite]:
    """A project whose site is there already."""
    made = project({})
    built = made.build()
    assert built.code == 0, built.complaints
    return made, built


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*")}


def lines_of(built: BuiltSite) -> list[str]:
    """The findings, without the line that counts them."""
    *lines, last = built.complaints.splitlines()
    assert re.fullmatch(r"\d+ problems? found; nothing was changed\.", last)
    assert int(last.split()[0]) == len(lines)
    return lines


def fits(fault: Fault, line: str) -> bool:
    place, _, words = line.partition(": ")
    return (
        place == fault.place
        and words.endswith(f"[{fault.rule}]")
        and fault.reason in words
        and fault.remedy in words
    )


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_is_told_with_file_line_reason_and_remedy(
    project: MakeProject, name: str
) -> None:
    made, before = built_before(project)
    files, seen, fault = before.files(), inodes(before.out), FAULTS[name]
    write(made, fault.files)
    if "mkdocs.yml" not in fault.files:
        made.write({"mkdocs.yml": menu_of(made.folder)})
    after = made.build()
    assert after.code == 1
    lines = lines_of(after)
    assert [line for line in lines if fits(fault, line)], after.complaints
    assert after.files() == files
    assert inodes(after.out) == seen


@pytest.mark.parametrize("name", FAULTS)
def test_a_mistake_brings_no_findings_about_what_is_right(project: MakeProject, name: str) -> None:
    made, _ = built_before(project)
    fault = FAULTS[name]
    write(made, fault.files)
    if "mkdocs.yml" not in fault.files:
        made.write({"mkdocs.yml": menu_of(made.folder)})
    strangers = [line for line in lines_of(made.build()) if not line.startswith(fault.place + ":")]
    assert not strangers


def test_one_run_tells_every_mistake_in_pages_and_catalogues(project: MakeProject) -> None:
    made, before = built_before(project)
    files = before.files()
    faults = {name: fault for name, fault in FAULTS.items() if not fault.is_global}
    for fault in faults.values():
        write(made, fault.files)
    made.write({"mkdocs.yml": menu_of(made.folder)})
    after = made.build()
    lines = lines_of(after)
    missing = [
        name for name, fault in faults.items() if not any(fits(fault, line) for line in lines)
    ]
    assert not missing
    assert after.code == 1
    assert after.files() == files


def test_one_run_tells_mistakes_of_settings_menu_pages_and_catalogues(
    project: MakeProject,
) -> None:
    made, _ = built_before(project)
    wanted = (
        "unknown key in council.yml",
        "broken table",
        "changed number",
        "catalogue that cannot be read",
        "unknown placeholder",
        "broken link",
    )
    for name in wanted:
        write(made, FAULTS[name].files)
    made.write({"mkdocs.yml": menu_of(made.folder) + "  - nowhere.md\n"})
    lines = lines_of(made.build())
    assert [line for line in lines if line.startswith("mkdocs.yml:")]
    missing = [n for n in wanted if not any(fits(FAULTS[n], line) for line in lines)]
    assert not missing


def test_one_run_tells_every_mistake_of_one_page(project: MakeProject) -> None:
    body = (
        "Call {{ phone.mian }}.\n\nSee [more](b.md) or [below](#nowhere).\n\n"
        '<div class="x">\nText.\n</div>\n\n| A | B |\n|---|---|\n| a |\n\n# Another title\n'
    )
    made, _ = built_before(project)
    made.write({"content/a.md": page(body), "mkdocs.yml": nav("index.md", "a.md")})
    rules = {line.rpartition("[")[2].rstrip("]") for line in lines_of(made.build())}
    assert rules == {
        "unknown-placeholder",
        "broken-link",
        "broken-anchor",
        "raw-html",
        "broken-table",
        "second-h1",
    }


def test_a_link_to_a_page_with_a_mistake_is_no_mistake(project: MakeProject) -> None:
    made, _ = built_before(project)
    made.write(
        {
            "content/index.md": page("See [this](a.md#part).", title="Home page"),
            "content/a.md": page("Text.\n\n## Part").replace("title: A page\n", ""),
            "mkdocs.yml": nav("index.md", "a.md"),
        }
    )
    [line] = lines_of(made.build())
    assert line.startswith("content/a.md:2: ")


def test_findings_come_in_the_order_of_files_and_lines(project: MakeProject) -> None:
    made, _ = built_before(project)
    body = "\n\n".join(f"Call {{{{ phone.m{number} }}}}." for number in range(12))
    files = {f"content/{name}.md": page(body) for name in ("c", "a", "b")}
    made.write({**files, "mkdocs.yml": nav("index.md", "c.md", "a.md", "b.md")})
    places = [line.split(": ")[0].rpartition(":") for line in lines_of(made.build())]
    found = [(file, int(line)) for file, _, line in places]
    assert len(found) == 36
    assert found == sorted(found)


def test_the_next_run_after_the_mistake_is_mended_builds_the_site(project: MakeProject) -> None:
    made, _ = built_before(project)
    right = (made.folder / "content/index.md").read_text(encoding="utf-8")
    made.write({"content/index.md": right + "\n{{ phone.mian }}\n"})
    assert made.build().code == 1
    made.write({"content/index.md": right + "\nNew words.\n"})
    after = made.build()
    assert after.code == 0
    assert "New words." in after.page("")


def test_no_mistake_is_silent_on_the_second_run(project: MakeProject) -> None:
    made, _ = built_before(project)
    made.write(translated("number", "Open until 5 o'clock.", "Otwarte do 6."))
    made.write({"mkdocs.yml": menu_of(made.folder)})
    first, second = made.build(), made.build()
    assert (first.code, second.code) == (1, 1)
    assert first.complaints == second.complaints


def test_settings_that_mkdocs_refuses_are_told_like_any_other_mistake(
    project: MakeProject,
) -> None:
    made, before = built_before(project)
    files = before.files()
    made.write({"mkdocs.yml": nav("index.md").replace("site_name: Testwick Council", "site_name:")})
    after = made.build()
    assert (after.code, after.files()) == (1, files)
    [line] = lines_of(after)
    assert line.startswith("mkdocs.yml:1: ")
    assert "site_name" in line


def test_a_template_that_cannot_be_used_is_told_with_its_line(project: MakeProject) -> None:
    made, before = built_before(project)
    files = before.files()
    shutil.copytree(REPOSITORY / "theme", made.folder / "theme")
    template = made.folder / "theme/main.html"
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    template.write_text("".join([*lines[:5], "{% if %}\n", *lines[5:]]), encoding="utf-8")
    after = made.build()
    assert (after.code, after.files()) == (1, files)
    [line] = lines_of(after)
    assert line.startswith("theme/main.html:6: ")


def test_a_finding_is_one_line_whatever_the_value_is(project: MakeProject) -> None:
    made, _ = built_before(project)
    made.write(council("number: 01632 960100", 'number: "01632\\n\\n960100"'))
    [line] = lines_of(made.build())
    assert line.startswith("council.yml:")


# Catalogues: what gettext refuses, the build refuses.

BROKEN_ENTRIES = {
    "no closing quote": 'msgid "Text."\nmsgstr "Tekst.\n',
    "no opening quote": 'msgid "Text."\nmsgstr Tekst."\n',
    "no quotes": 'msgid "Text."\nmsgstr Tekst.\n',
    "words behind the closing quote": 'msgid "Text."\nmsgstr "Tekst." dalej\n',
    "bare quote inside": 'msgid "Text."\nmsgstr "Tekst "nowy" tu."\n',
    "lost letter in a keyword": 'msgid "Text."\nmsgst "Tekst."\n',
    "no msgstr": 'msgid "Text."\n\nmsgid "Other."\nmsgstr "Inny."\n',
    "no msgid": 'msgstr "Tekst."\n',
    "line without meaning": 'msgid "Text."\nmsgstr "Tekst."\nTekst\n',
    "the same entry twice": 'msgid "Text."\nmsgstr "Tekst."\n\nmsgid "Text."\nmsgstr "Inny."\n',
    "unknown escape": 'msgid "Text."\nmsgstr "Tekst \\q tu."\n',
    "a form too few": (
        'msgid "{n} x"\nmsgid_plural "{n} y"\nmsgstr[0] "{n} a"\nmsgstr[1] "{n} b"\n'
    ),
    "a form too many": (
        'msgid "{n} x"\nmsgid_plural "{n} y"\n'
        'msgstr[0] "{n} a"\nmsgstr[1] "{n} b"\nmsgstr[2] "{n} c"\nmsgstr[3] "{n} d"\n'
    ),
    "forms without a number": 'msgid "{n} x"\nmsgid_plural "{n} y"\nmsgstr "{n} a"\n',
    "merge conflict": (
        '<<<<<<< HEAD\nmsgid "Text."\nmsgstr "Tekst."\n=======\nmsgid "Text."\n'
        'msgstr "Inny."\n>>>>>>> other\n'
    ),
}


@pytest.mark.parametrize("name", BROKEN_ENTRIES)
def test_a_catalogue_that_gettext_refuses_is_a_mistake(project: MakeProject, name: str) -> None:
    made, before = built_before(project)
    files = before.files()
    path = f"{CATALOGUE}/broken.po"
    text = catalogue({}, plural=FORMS) + "\n" + BROKEN_ENTRIES[name]
    made.write({**in_page("broken", "Text.\n\nOther."), path: text})
    made.write({"mkdocs.yml": menu_of(made.folder)})
    program = shutil.which("msgfmt")
    assert program, "the tests need gettext"
    refused = subprocess.run(
        [program, "--check", "-o", "/dev/null", str(made.folder / path)], capture_output=True
    )
    assert refused.returncode != 0
    after = made.build()
    assert after.code == 1
    assert [line for line in lines_of(after) if line.startswith(f"{path}:")]
    assert after.files() == files


# Wrong use.


def test_a_folder_without_council_yml_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site(tmp_path, tmp_path / "site", fresh=False) == 2
    said = capsys.readouterr().err
    assert said.startswith("There is no council.yml in ")
    assert "--project" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_that_holds_something_else_is_left_alone(
    project: MakeProject, tmp_path: Path, capsys: pytest.CaptureFixture[str], fresh: bool
) -> None:
    out = tmp_path / "holidays"
    out.mkdir()
    (out / "photo.jpg").write_bytes(b"sea")
    assert build_site(project({}).folder, out, fresh=fresh) == 2
    assert "--out" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["photo.jpg"]
    assert (out / "photo.jpg").read_bytes() == b"sea"


def test_a_file_in_the_place_of_the_site_is_left_alone(
    project: MakeProject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "notes"
    out.write_bytes(b"notes")
    assert build_site(project({}).folder, out, fresh=False) == 2
    assert "--out" in capsys.readouterr().err
    assert out.read_bytes() == b"notes"


def test_an_empty_folder_is_as_good_as_none(project: MakeProject, tmp_path: Path) -> None:
    out = tmp_path / "empty"
    out.mkdir()
    assert build_site(project({}).folder, out, fresh=False) == 0
    assert (out / "index.html").is_file()


@pytest.mark.parametrize("name", ["content", "locales", "theme", "."])
def test_a_site_is_not_built_over_its_own_sources(
    project: MakeProject, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    made = project({"locales/pl/LC_MESSAGES/home.po": catalogue({}), "theme/a.txt": "mine"})
    before = inodes(made.folder)
    assert build_site(made.folder, made.folder / name, fresh=False) == 2
    assert "--out" in capsys.readouterr().err
    after = {path: node for path, node in inodes(made.folder).items() if ".cache" not in path}
    assert after == before
