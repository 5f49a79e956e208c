"""Reads built pages as a browser would: a tree of elements, each with its language and direction.

Made with html.parser and nothing of councilsite, so that it is a second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "code", "em", "i", "img", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)
UNSEEN = frozenset({"script", "style"})


@dataclass(eq=False)
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements of a tag with the given attributes: `all("a", class_="skip")`."""
        wanted = {name.rstrip("_").replace("_", "-"): text for name, text in attributes.items()}
        return [
            element
            for element in self.walk()
            if tag in ("", element.tag) and wanted.items() <= element.attributes.items()
        ]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} times <{tag}> with {attributes}"
        return found[0]

    def text(self) -> str:
        """All text in it, without scripts and style sheets."""
        return "".join(text for _, text in self.texts())

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every text in it, each with the element that it stands in."""
        if self.tag in UNSEEN:
            return
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            else:
                yield self, child

    def nearest(self, name: str) -> str:
        """The value of an attribute here, or on the nearest element around it."""
        around: Element | None = self
        while around is not None:
            if name in around.attributes:
                return around.attributes[name]
            around = around.parent
        return ""

    @property
    def lang(self) -> str:
        """The language that a browser takes its text to be in."""
        return self.nearest("lang")

    @property
    def is_isolated(self) -> bool:
        """Whether a <bdi> or dir="ltr" keeps its text from the right-to-left text around it."""
        around: Element | None = self
        while around is not None:
            if around.tag == "bdi":
                return True
            if "dir" in around.attributes:
                return around.attributes["dir"] == "ltr"
            around = around.parent
        return False


class _Parser(HTMLParser):
    """Builds the tree and insists that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, None)
        self._open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: text or "" for name, text in attrs}, self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # SVG is XML: any of its elements may be empty.
        in_svg = bool(self._open.nearest("viewBox") or self._open.nearest("viewbox"))
        assert tag in VOID or in_svg, f"<{tag} /> is no empty element"
        self.handle_starttag(tag, attrs)
        if in_svg:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.tag, f"</{tag}> closes <{self._open.tag}>"
        assert self._open.parent is not None
        self._open = self._open.parent

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open is self.root, f"<{self._open.tag}> is never closed"


def read(html: str) -> Element:
    """The tree of a page; fails where elements are not closed in order."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


# What must never stand in right-to-left text without an isolate, written anew for the tests.
RUNS = {
    "telephone number": re.compile(r"\+?\d{2,}[ \u00a0]\d{3,}"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "web address": re.compile(r"https?://|www\.\w"),
    "time": re.compile(r"\d{1,2}[:.]\d{2}|\d\s?[ap]m\b"),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?[ \u00a0]\d[A-Z]{2}\b"),
    "sum of money": re.compile(r"[£$€]\s?\d|\d\s?[£$€]"),
    "percentage": re.compile(r"\d\s?%|%\s?\d"),
    "range": re.compile(r"\d\s?[\u2013/]\s?\d"),
    "Latin words": re.compile(r"[A-Za-z]+ [A-Za-z]+"),
}

_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")


def find_bare_runs(page: Element) -> list[str]:
    """Runs of a right-to-left page that no isolate protects, in texts and in attributes.

    The text of a whole block is looked at, so that a run cannot hide behind the edge of an
    element inside it; what is isolated counts as one character.
    """
    texts = [*_blocks(page)]
    for element in page.walk():
        if not element.is_isolated:
            texts += [element.attributes[n] for n in ("alt", "title") if n in element.attributes]
        if element.tag == "meta" and element.attributes.get("name") == "description":
            texts += [element.attributes["content"]] if element.lang == page_language(page) else []
    found = []
    for text in texts:
        bare = _ISOLATED.sub("\ufffc", text)
        found += [
            f"{kind}: {match.group()!r} in {text.strip()!r}"
            for kind, pattern in RUNS.items()
            for match in pattern.finditer(bare)
        ]
    return found


def page_language(page: Element) -> str:
    """Language of the page as a whole."""
    return page.one("html").attributes["lang"]


def _blocks(element: Element) -> Iterator[str]:
    """Text of every block that is not isolated as a whole."""
    if element.tag in UNSEEN:
        return
    joined = ""
    for child in element.children:
        if isinstance(child, str):
            joined += "\ufffc" if element.is_isolated else child
        elif child.tag in INLINE:
            joined += _inline(child)
        else:
            yield joined
            joined = ""
            yield from _blocks(child)
    yield joined


def _inline(element: Element) -> str:
    if element.tag in VOID:
        return "\n" if element.tag == "br" else "\ufffc"
    if element.is_isolated:
        return "\ufffc"
    return "".join(c if isinstance(c, str) else _inline(c) for c in element.children)
