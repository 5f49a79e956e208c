"""Small real sites for tests: a few files, the real build, the real pages."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from councilsite.site import build_site
from councilsite.statement import FILE as STATEMENT

if TYPE_CHECKING:
    from browser import Browser

COUNCIL = """\
council: {name: Testwick Council, url: "https://www.testwick.example/"}
languages:
  - {code: en, times: "h:mma"}
  - code: ar
  - code: pl
translations:
  publish: {complete: draft, partial: draft}
telephones:
  main: {number: 01632 960100}
  out-of-hours: {number: 01632 960199}
emails: {main: help@testwick.example}
offices:
  civic:
    name: Civic Offices
    address: [Civic Offices, 1 Mere Street]
    postcode: ZZ1 1AA
    telephone: main
    hours: civic
hours:
  civic:
    name: Civic Offices
    week:
      - {days: [monday, tuesday, wednesday, thursday], opens: "09:00", closes: "17:15"}
      - {days: [friday], opens: "09:00", closes: "17:00"}
closed_days:
  - {date: 2026-12-25, reason: Christmas Day}
teams:
  customer-services: {name: Customer services, telephone: main, email: main, hours: civic}
promises:
  letters-answer: {number: 10, unit: working-day, source: Customer care standards}
  new-bin-charge: {number: 38, unit: pound, source: Waste service plan}
search: no
"""
"""Tests of anything but the search do not wait for its index."""
SEARCHED = COUNCIL.replace("search: no", "search: yes")

EXTENSIONS = """\
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - fenced_code
  - footnotes
  - md_in_html
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.tabbed
  - sane_lists
  - tables
"""

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class BuiltSite:
    """A project folder and what the last build of it did."""

    folder: Path
    out: Path
    code: int
    printed: str
    complaints: str

    def page(self, file: str) -> str:
        """HTML of a page: `page("pl/bins/")`."""
        name = f"{file}index.html" if file == "" or file.endswith("/") else file
        return (self.out / name).read_text(encoding="utf-8")

    def main(self, file: str) -> str:
        """HTML of a page's main landmark."""
        match = re.search(r"<main.*?</main>", self.page(file), re.DOTALL)
        assert match is not None
        return match.group()

    def has(self, file: str) -> bool:
        """Whether a page or file is there."""
        return (self.out / file / "index.html").is_file() or (self.out / file).is_file()

    def files(self) -> dict[str, bytes]:
        """Every file of the finished site."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file()
        }


class Project:
    """A project folder that a test writes, builds and changes."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def write(self, files: Mapping[str, str]) -> None:
        """Writes files by path below the project."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, *, fresh: bool = False) -> BuiltSite:
        """Builds the project as `build.py site` does."""
        self._capture.readouterr()
        out = self.folder / "site"
        code = build_site(self.folder, out, fresh=fresh)
        printed = self._capture.readouterr()
        return BuiltSite(self.folder, out, code, printed.out, printed.err)


def page(body: str, *, title: str = "A page", policy: str = "partial", extra: str = "") -> str:
    """Markdown of a page with front matter."""
    return (
        f"---\ntitle: {title}\ndescription: What this page is about.\nowner: customer-services\n"
        f"reviewed: 2026-10-12\ntranslation: {policy}\n{extra}---\n\n{body}\n"
    )


def catalogue(
    entries: Mapping[str, str], *, plural: str = "nplurals=3; plural=(n==1 ? 0 : 1);"
) -> str:
    """Text of a .po file; a key may name its context: "title|A page"."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        f'"Plural-Forms: {plural}\\n"',
        "",
    ]
    for key, text in entries.items():
        context, bar, message_id = (
            key.rpartition("|") if re.match(r"[a-z ]+\|", key) else ("", "", key)
        )
        if bar:
            lines.append(f'msgctxt "{context}"')
        lines += [f'msgid "{quoted(message_id)}"', f'msgstr "{quoted(text)}"', ""]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Text as it stands between the quotes of a .po file."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def nav(*paths: str) -> str:
    """mkdocs.yml with a flat menu."""
    return (
        "site_name: Testwick Council\n"
        + EXTENSIONS
        + "nav:\n"
        + "".join(f"  - {p}\n" for p in paths)
    )


MakeProject = Callable[[Mapping[str, str]], Project]
"""Type of the fixture `project`."""
MakeSite = Callable[[Mapping[str, str]], BuiltSite]
"""Type of the fixture `site`."""


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> MakeProject:
    """Makes a project from files; council.yml, mkdocs.yml and a home page are there by default."""

    def make(files: Mapping[str, str]) -> Project:
        made = Project(tmp_path / "project", capsys)
        content = {"content/index.md": page("Welcome.", title="Home page"), **files}
        paths = sorted(name.removeprefix("content/") for name in content if name.endswith(".md"))
        made.write({"council.yml": COUNCIL, "mkdocs.yml": nav(*paths), **content})
        return made

    return make


@pytest.fixture
def site(project: MakeProject) -> MakeSite:
    """Makes a project from files and builds it."""
    return lambda files: project(files).build()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that writes pictures of pages, and that for all of the back office."""
    parser.addoption(
        "--screenshots",
        action="store_true",
        help="also write pictures of some pages in every language to screenshots/",
    )
    parser.addoption(
        "--whole",
        action="store_true",
        help="look at the back office in every language, window and look, not at a sample of them",
    )


LONGEST = ("test_mutations.py", "test_own_site.py", "test_receiver_postgresql.py")
"""Tests that take minutes."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests that write pictures out of a run that does not ask for them.

    Workers share the tests out in rows: the longest stand apart and early in theirs, so that no
    worker is left alone with one at the end.
    """
    if not config.getoption("--screenshots"):
        items[:] = [item for item in items if item.path.name != "test_screenshots.py"]
    longest = [item for item in items if item.path.name in LONGEST]
    items[:] = [item for item in items if item.path.name not in LONGEST]
    for number, item in enumerate(longest):
        items.insert(number * len(items) // len(longest) + len(longest), item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the ledger of first visits, which a test of test_weight.py hands over."""
    reports = [
        report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])
    ]
    for name, ledger in (pair for report in reports for pair in report.user_properties):
        if name == "ledger":
            terminalreporter.section("bytes of a first visit, compressed: largest first")
            for size, language, url in ledger:
                terminalreporter.write_line(f"{size:>7,}  {language:<8} {url or '(home)'}")


PARTS = ("council.yml", "mkdocs.yml", "content", "forms", "locales", "theme")
"""What the demonstration council's project consists of, beside its accessibility statement."""


def copy_demonstration(folder: Path) -> Path:
    """Copies the demonstration council's project."""
    folder.mkdir(parents=True)
    for part in PARTS:
        if (REPOSITORY / part).is_dir():
            # The package that knows forms stands beside them.
            code = shutil.ignore_patterns("*.py", "__pycache__", "receiver")
            shutil.copytree(REPOSITORY / part, folder / part, ignore=code)
        else:
            shutil.copy(REPOSITORY / part, folder)
    (folder / STATEMENT).parent.mkdir()
    shutil.copy(REPOSITORY / STATEMENT, folder / STATEMENT)
    return folder


def build_quietly(folder: Path, out: Path, *, with_patterns: bool = False) -> BuiltSite:
    """Builds a project where no fixture captures what is printed."""
    printed, complaints = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complaints):
        code = build_site(folder, out, fresh=False, with_patterns=with_patterns)
    return BuiltSite(folder, out, code, printed.getvalue(), complaints.getvalue())


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demonstration council's own site, built once; tests only read it."""
    folder = copy_demonstration(tmp_path_factory.mktemp("demonstration") / "project")
    built = build_quietly(folder, folder / "site")
    assert built.code == 0, built.complaints
    return built


@pytest.fixture(scope="session")
def unprinted(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The same site without PDFs, which take most of the time of a build."""
    folder = copy_demonstration(tmp_path_factory.mktemp("unprinted") / "project")
    settings = folder / "council.yml"
    text = settings.read_text(encoding="utf-8")
    without, parts = re.subn(r"^large_print:\n(?: .*\n)*", "", text, flags=re.MULTILINE)
    assert parts == 1
    settings.write_text(without, encoding="utf-8")
    built = build_quietly(folder, folder / "site")
    assert built.code == 0, built.complaints
    return built


@pytest.fixture(scope="session")
def every_page(demonstration: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The demonstration council's site with the pattern library: all that the checks look at."""
    folder = tmp_path_factory.mktemp("everything") / "project"
    shutil.copytree(demonstration.folder, folder)
    built = build_quietly(folder, folder / "site", with_patterns=True)
    assert built.code == 0, built.complaints
    assert built.has("patterns/")
    return built


@pytest.fixture
def own_copy(
    demonstration: BuiltSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Project:
    """A copy of the demonstration council's project, already built, that a test may change."""
    folder = tmp_path / "copy"
    shutil.copytree(demonstration.folder, folder)
    return Project(folder, capsys)


@pytest.fixture
def unprinted_copy(
    unprinted: BuiltSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Project:
    """The same of the site without PDFs, for tests of anything else."""
    folder = tmp_path / "copy"
    shutil.copytree(unprinted.folder, folder)
    return Project(folder, capsys)


@pytest.fixture(scope="session")
def address(every_page: BuiltSite) -> Iterator[str]:
    """Where the demonstration site is served, with a slash at the end."""
    from browser import serve

    with serve(every_page.out) as served:
        yield served


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The one browser of a run; tests ask for `browser`."""
    from browser import start_browser

    with start_browser(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """A browser in its usual state: 1280 px wide, light, with scripts."""
    chromium.reset()
    return chromium
