"""In charge of what authors write: pages with front matter, and the menu in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from councilsite.markup import check_source
from councilsite.model import Finding, NavItem, Place, Policy, Segment, Source, Text
from councilsite.yamltext import Node, Reader

MENU_FILE = "mkdocs.yml"

POLICIES = ("complete", "partial", "english")
_FRONT_MATTER = ("title", "description", "owner", "reviewed", "translation")
_OPTIONAL = ("short_title", "category", "also", "lgsl")
_SERVICE_NUMBERS = range(1, 10_000)
ALSO = "also"
"""Context of the words that a page is found by beside its title."""
ALSO_KIND = "other words that people look for: with commas, as many as your language has"
"""What translators read beside them: they are not translated one by one."""
_COMMA = re.compile("[,،、，;]")
"""What stands between words in the scripts of the world."""
_DESCRIPTION_LENGTH = 200
_PAGE_PATH = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)*[a-z0-9]+(?:-[a-z0-9]+)*\.md")


class Structure(NamedTuple):
    """What mkdocs.yml says of the site."""

    menu: tuple[NavItem, ...]
    """The menu, outermost level."""
    extensions: tuple[str, ...]
    """Names of the Markdown extensions."""
    extension_settings: Mapping[str, Mapping[str, str]]
    """Their settings."""


def list_pages(content: Path) -> list[str]:
    """Paths of all pages below a folder, sorted."""
    return sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md"))


def read_page(
    text: str,
    path: str,
    teams: Mapping[str, object],
    categories: Mapping[str, object] | None = None,
) -> tuple[Source, list[Finding]]:
    """A page and what is wrong with it; what is wrong has a default, so that checks can go on.

    `categories` are those of council.yml; None where it is not at hand.
    """
    head, faults = read_head(split_page(text)[0], path, teams, categories)
    source, more = add_body(head, text)
    return source, [*faults, *more]


def split_page(text: str) -> tuple[str | None, int]:
    """A page's front matter, None where it has none, and where its body begins."""
    match = re.match(r"---\n(.*?\n)?---[ \t]*(?:\n|$)", text, re.DOTALL)
    return (match.group(1) or "", match.end()) if match is not None else (None, 0)


def read_head(
    front_matter: str | None,
    path: str,
    teams: Mapping[str, object],
    categories: Mapping[str, object] | None = None,
) -> tuple[Source, list[Finding]]:
    """A page without its body, and what is wrong with its name and its front matter."""
    reader = Reader(f"content/{path}")
    if not _PAGE_PATH.fullmatch(path):
        reader.complain(
            1,
            "file-name",
            "the names of this file and its folders become a web address.",
            "Use a to z, 0 to 9 and hyphens only.",
        )
    if front_matter is None:
        reader.complain(
            1,
            "no-front-matter",
            "the page does not begin with front matter.",
            "Put title, description, owner, reviewed and translation between two lines of ---.",
        )
    values = _read_front_matter(reader, front_matter) if front_matter is not None else {}
    short = values.get("short_title")
    policy = reader.choice(values.get("translation"), "translation", POLICIES, "partial")
    head = Source(
        path=path,
        title=reader.text(values.get("title"), "title"),
        short_title=reader.text(short, "short_title") if short is not None else None,
        description=_description(reader, values.get("description")),
        owner=reader.reference(values.get("owner"), "owner", teams, "council.yml under teams:"),
        reviewed=reader.date(values.get("reviewed"), "reviewed"),
        policy=cast(Policy, policy),
        body="",
        first_line=1,
        category=_category(reader, values, AnyKey() if categories is None else categories),
        also=_also(reader, values.get("also")),
        lgsl=_service_number(reader, values),
    )
    return head, reader.findings


def add_body(head: Source, text: str) -> tuple[Source, list[Finding]]:
    """The page whose text begins with that front matter, and what is wrong with its body."""
    start = split_page(text)[1]
    source = head._replace(body=text[start:], first_line=text[:start].count("\n") + 1)
    findings = list(check_source(source))
    if any(finding.rule == "deep-nesting" for finding in findings):
        # Python-Markdown would not come to an end.
        source = source._replace(body="")
    return source, findings


def _read_front_matter(reader: Reader, text: str) -> dict[str, Node]:
    before = len(reader.findings)
    node = reader.parse(text, first_line=2)
    if node is None and len(reader.findings) > before:
        return {}
    return reader.mapping(node or Node({}, 2), "the front matter", _FRONT_MATTER, _OPTIONAL)


def _description(reader: Reader, node: Node | None) -> Text:
    found = reader.text(node, "description")
    if node is not None and len(found.text) > _DESCRIPTION_LENGTH:
        reader.complain(
            node.line,
            "long-description",
            f"the description has {len(found.text)} characters.",
            f"Search results show one sentence: use at most {_DESCRIPTION_LENGTH}.",
        )
    return found


def _category(
    reader: Reader, values: Mapping[str, Node], categories: Mapping[str, object]
) -> str | None:
    if "category" not in values:
        return None
    where = "council.yml under categories:"
    return reader.reference(values["category"], "category", categories, where)


def _also(reader: Reader, node: Node | None) -> Text | None:
    if node is None:
        return None
    found = reader.text(node, "also")
    if found.text and not split_words(found.text):
        reader.complain(
            node.line, "unfit-value", "also holds no word.", "Write also: Dustbin, Rubbish"
        )
    return found


def _service_number(reader: Reader, values: Mapping[str, Node]) -> int | None:
    node = values.get("lgsl")
    if node is None:
        return None
    before = len(reader.findings)
    number = reader.integer(node, "lgsl")
    if len(reader.findings) == before and number not in _SERVICE_NUMBERS:
        reader.complain(
            node.line,
            "unfit-value",
            f"lgsl is {number}, which no service has.",
            "Write the service's number in the Local Government Services List.",
        )
    if "category" not in values:
        reader.complain(
            node.line,
            "missing-key",
            'the page has "lgsl" but no "category", so it is no service.',
            "Add category: with a name from council.yml.",
        )
    return number


def split_words(text: str) -> tuple[str, ...]:
    """The words of a list with commas, each once."""
    words = (" ".join(word.split()) for word in _COMMA.split(text))
    return tuple(dict.fromkeys(word for word in words if word))


def page_segments(source: Source) -> Iterator[Segment]:
    """What front matter gives translators to translate."""
    yield Segment("title", source.title.text, "title", source.title.place)
    if source.short_title is not None:
        yield Segment(
            "navigation title",
            source.short_title.text,
            "navigation title",
            source.short_title.place,
        )
    yield Segment("description", source.description.text, "description", source.description.place)
    if source.also is not None:
        yield Segment(ALSO, source.also.text, ALSO_KIND, source.also.place)


def menu_segments(menu: tuple[NavItem, ...]) -> Iterator[Segment]:
    """Labels that mkdocs.yml gives to entries of the menu."""
    for item in menu:
        if item.label is not None:
            yield Segment("navigation title", item.label.text, "navigation title", item.label.place)
        yield from menu_segments(item.children)


def read_structure(
    text: str, pages: list[str], extensions: Sequence[str]
) -> tuple[Structure, list[Finding]]:
    """Menu and Markdown extensions of mkdocs.yml.

    Every page must stand in the menu once; an extension must be one of `extensions`.
    """
    reader = Reader(MENU_FILE)
    root = reader.parse(text)
    values = reader.entries(root, MENU_FILE) if root is not None else {}
    seen: dict[str, int] = {}
    nav = values.get("nav")
    menu = _read_menu(reader, nav, dict.fromkeys(sorted(pages)), seen) if nav is not None else ()
    for path in pages if root is not None else ():
        if path not in seen:
            reader.findings.append(
                Finding(
                    "not-in-menu",
                    Place(f"content/{path}", 1),
                    "no line of the menu leads to this page.",
                    "Add it under nav: in mkdocs.yml.",
                )
            )
    names, settings = _read_extensions(reader, values.get("markdown_extensions"), extensions)
    return Structure(menu, names, settings), reader.findings


def _read_menu(
    reader: Reader, node: Node, pages: Mapping[str, object], seen: dict[str, int]
) -> tuple[NavItem, ...]:
    return reader.each(node, "nav", lambda item: _read_item(reader, item, pages, seen))


def _read_item(
    reader: Reader, node: Node, pages: Mapping[str, object], seen: dict[str, int]
) -> NavItem:
    if isinstance(node.value, str):
        return NavItem(_read_path(reader, node, pages, seen), None)
    entries = list(reader.entries(node, "an entry of nav").items())
    if len(entries) != 1:
        reader.complain(
            node.line, "menu-entry", "this is no entry of a menu.", "Write - Label: page.md"
        )
        return NavItem(None, None)
    label, value = entries[0]
    text = Text(label, Place(MENU_FILE, node.line))
    if isinstance(value.value, str):
        return NavItem(_read_path(reader, value, pages, seen), text)
    children = _read_menu(reader, value, pages, seen)
    index = next(
        (c.path for c in children if c.path and c.path.rpartition("/")[2] == "index.md"), None
    )
    return NavItem(index, text, children)


def _read_path(
    reader: Reader, node: Node, pages: Mapping[str, object], seen: dict[str, int]
) -> str | None:
    path = reader.reference(node, "this entry of nav", pages, "content/")
    if path in seen:
        reader.complain(
            node.line,
            "twice-in-menu",
            f'"{path}" stands in the menu twice (line {seen[path]}).',
            "Keep one.",
        )
    seen.setdefault(path, node.line)
    return path if path in pages else None


def _read_extensions(
    reader: Reader, node: Node | None, known: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, dict[str, str]]]:
    names: list[str] = []
    settings: dict[str, dict[str, str]] = {}
    for item in reader.each(node, "markdown_extensions", lambda item: item) if node else ():
        if isinstance(item.value, str):
            names.append(reader.choice(item, "a Markdown extension", known, known[0]))
            continue
        for name, value in reader.entries(item, "markdown_extensions").items():
            names.append(
                reader.choice(Node(name, value.line), "a Markdown extension", known, known[0])
            )
            if value.value:
                settings[name] = {
                    key: reader.words(setting, f"{name}: {key}")
                    for key, setting in reader.entries(value, name).items()
                }
    return tuple(names), settings


class AnyKey(dict[str, object]):
    """Knows every team: for reading a page where council.yml is not at hand, or is to blame."""

    def __contains__(self, key: object) -> bool:
        return True
