"""The shape of the house: who may import whom, and which module owns which outside library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "councilsite"
FORMS = ROOT / "forms"

FORMATS = (
    "formats.htmltree",
    "formats.pdftext",
    "formats.looks",
    "formats.apart",
    "formats.shelf",
    "formats.printlist",
    "formats.passages",
    "formats.pdftree",
    "formats.fitting",
    "formats.documents",
    "formats.finishing",
    "formats.typesetting",
    "formats.largeprint",
)
"""The floors within `formats`, a module each, from the ground up."""

FLOORS = (
    (
        "model",
        "answers",
        "cache",
        "components",
        "icons",
        "images",
        "parallel",
        "posyntax",
        "toolchain",
        "commandline",
        "pagefind",
    ),
    (
        "textfile",
        "yamltext",
        "pofile",
        "blocks",
        "bidi",
        "terminal",
        "schemaorg",
        "contents",
        "alphabet",
        "headers",
        "fonts",
    ),
    ("forms.cleaning",),
    ("forms.kinds",),
    ("forms.definition",),
    ("forms.schema", "forms.steps"),
    ("inline",),
    ("catalogues", "merging", "segments", "parity", "links", "markup", "spelling"),
    ("wording", "openings", "booklets", "figures"),
    ("charts",),
    ("settings", "themewords", "content", "facts", "social", "switcher", "statement"),
    ("compose", "extraction", "project", "menu", "contact", "offers", "newform"),
    ("formwords",),
    ("generated", "voices", "publish", "atlas", "formpages"),
    ("notfound", "formdata"),
    ("furnish", "directory", "searchpage", "statementpage"),
    ("assembly", "staging", "patterns", "feeds"),
    *((name,) for name in FORMATS),
    ("engine_mkdocs", "translate", "search"),
    ("layout",),
    ("site",),
)
"""A module imports from lower floors only: never upwards, never sideways."""

OWNERS = {
    "yaml": {"yamltext"},
    "babel.messages": {"catalogues", "merging", "pofile"},
    "babel": {"wording", "catalogues", "merging", "pofile"},
    "markdown": {"blocks", "segments"},
    "mkdocs": {"engine_mkdocs"},
    "material": {"engine_mkdocs"},
    "jinja2": {"engine_mkdocs"},
    "icu": {"alphabet"},
    "pagefind_bin": {"pagefind"},
    "typst": {"formats.typesetting"},
    "pikepdf": {"formats.finishing", "formats.pdftext", "formats.pdftree"},
}
"""One owner for each outside library."""

MOST_LINES = 400

MODULES = sorted(
    path for path in (*PACKAGE.rglob("*.py"), *FORMS.glob("*.py")) if path.name != "__init__.py"
)


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} has a relative import"
            module = node.module or ""
            if module in ("councilsite", "councilsite.formats", "forms"):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def name_of(path: Path) -> str:
    """A module's name, such as `formats.looks` or, beside the package, `forms.kinds`."""
    below = ROOT if path.is_relative_to(FORMS) else PACKAGE
    return ".".join(path.relative_to(below).with_suffix("").parts)


def floor_of(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_from_lower_floors_only(path: Path) -> None:
    own, known = name_of(path), {name_of(module) for module in MODULES}
    for name in imported(path):
        if name.startswith(("councilsite.", "forms.")):
            parts = name.removeprefix("councilsite.").split(".")
            other = next(found for n in (2, 1) if (found := ".".join(parts[:n])) in known)
            if other != own:
                assert floor_of(other) < floor_of(own), f"{own} imports {other}"
        assert name != "build", "nothing imports build.py"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_an_outside_library_has_one_owner(path: Path) -> None:
    for name in imported(path):
        for library, owners in OWNERS.items():
            if name == library or name.startswith(f"{library}."):
                assert name_of(path) in owners, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_packages_have_nothing_in_their_init_file() -> None:
    inits = [*PACKAGE.rglob("__init__.py"), *FORMS.rglob("__init__.py")]
    assert all(not path.read_text(encoding="utf-8") for path in inits)


def test_the_code_knows_no_language_but_what_cldr_and_council_yml_say() -> None:
    codes = {"ar", "pl", "pa", "zh", "zh-Hans", "zh_Hans", "rtl-ar"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in codes, f"{path.name}:{node.lineno} knows {node.value!r}"
