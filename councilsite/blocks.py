"""In charge of the texts of a page: takes them out of Markdown's block tree and leaves slots."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from councilsite.components import SCROLLER, arrange
from councilsite.icons import ICON
from councilsite.model import Place, Segment

E = TypeVar("E", bound=Extension)

PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*(?:\|\s*([\w-]+)\s*)?\}\}")
"""`{{ promise.letters-answer | within }}`: the name, and the form if there is one."""

BAR = "\ue07c"
"""Stands for the bar of a placeholder while Markdown looks for tables."""

_STASHED = re.compile("\x02[^\x03]*\x03")
_TRAILING_ATTRIBUTES = re.compile(r"(?:^|\s+)\{(?:[:#.]|[ ]+[#.])[^{}\n]*\}[ ]*$")
_LONE_IMAGE = re.compile(r'!\[([^\]]*)\]\(([^()\s]+)(?:\s+"([^"]*)")?\)(\{[^{}\n]*\})?')
_OWN_ID = re.compile(r"\{[^{}\n]*#([\w:.-]+)[^{}\n]*\}")
"""An id that the author gives: {#id} or {: #id }."""
_SOFT_BREAK = re.compile(r"(?<!  )\n\s*")
"""A line end that Markdown shows as a space: wrapping a paragraph anew keeps its msgid."""
_WORD = re.compile(r"[^\W\d_]")
_NOT_TEXT = frozenset({"pre", "code", "script", "style", "hr", "img", "br", "sup"})

KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "table cell",
    "th": "table heading",
    "dt": "term",
    "dd": "definition",
    "caption": "caption",
    "figcaption": "caption",
    "summary": "summary",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
"""What a translator is told about the block that a text comes from."""

TITLE_ID = "council_title"
"""Id that the theme gives the page's h1."""

_BOX = re.compile(r"\s*(?:!!!|\?\?\?|===[+!]*\s+\")")
_CONTEXTS = {"table cell": "cell", "table heading": "cell", "alternative text": "alternative text"}


class Slot(NamedTuple):
    """A place of the skeleton that each language fills."""

    text: str
    """Source text; `{{ hours.civic }}` for a block placeholder."""
    segment: Segment | None
    """None where there is nothing to translate: a figure, a placeholder alone."""
    inline: bool
    """False where an attribute is filled: plain text without markup."""
    wrap: bool
    """True where `lang` needs an element of its own: the text's holds blocks, or is a cell."""
    line: int
    """Line of the source file."""
    block: str | None = None
    """Name of the fact that stands alone in its paragraph, such as `hours.civic`."""


class Collector(Treeprocessor):
    """Takes the texts out of the block tree and leaves slot tokens."""

    def start(self, body: str, file: str, first_line: int) -> None:
        self.slots: list[Slot] = []
        self.raw_html: list[int] = []
        self._ids = set(_OWN_ID.findall(body))
        self._file = file
        self._lines = [*without_code(body.split("\n"))]
        self._first_line = first_line
        self._line, self._column = 0, 0
        self._heading = TITLE_ID

    def run(self, root: etree.Element) -> None:
        arrange(root)
        for element in list(root):
            self._visit(element)

    def _visit(self, element: etree.Element) -> None:
        if element.tag == "pre":
            self._pass_code(element)
        if element.tag in _NOT_TEXT:
            return
        if element.get("class") == SCROLLER:
            self._name_scroller(element)
        elif element.get("class") == "footnote-backref":
            self._name_backlink(element)
        elif element.text and element.text.strip():
            self._collect(element)
        for child in list(element):
            _wrap_tail(element, child)
        for child in list(element):
            self._visit(child)

    def _name_backlink(self, element: etree.Element) -> None:
        """The link at the end of a footnote is named by the theme's words, not by the author."""
        element.attrib.pop("title", None)
        line = self._first_line + self._line
        element.text = self._add(Slot("", None, True, True, line, block="text.back_to_text"))

    def _collect(self, element: etree.Element) -> None:
        source = (element.text or "").strip()
        stash = "".join(_STASHED.findall(source))
        text = _STASHED.sub("", source).strip()
        if not text:
            self._note_raw_html(source)
            return
        attributes = _TRAILING_ATTRIBUTES.search(text) if text.endswith("}") else None
        suffix = attributes.group() if attributes else ""
        text = text.removesuffix(suffix).rstrip()
        if not text:
            return
        is_box_title = element.tag == "summary" or self._kind(element) == "box title"
        place = self._find_box(text) if is_box_title else self._find(text)
        if "\n" in text:
            text = _SOFT_BREAK.sub(" ", text)
        text = text.replace(BAR, "|")
        image = _LONE_IMAGE.fullmatch(text)
        if image:
            self._collect_image(element, image, place, suffix)
            return
        kind = self._kind(element)
        if kind == "heading":
            self._name_heading(element, text, suffix)
        element.text = AtomicString(
            self._add(self._slot(element, text, kind, place)) + suffix + stash
        )
        if not self.slots[-1].wrap:
            element.set("data-slot", str(len(self.slots) - 1))

    def _slot(self, element: etree.Element, text: str, kind: str, place: Place) -> Slot:
        alone = PLACEHOLDER.fullmatch(text)
        if (
            alone
            and alone.group(1).partition(".")[0] in ("hours", "address", "chart")
            and element.tag == "p"
        ):
            element.tag = "div"
            return Slot(text, None, True, True, place.line, block=alone.group(1))
        segment = None
        if _WORD.search(ICON.sub("", PLACEHOLDER.sub("", text))):
            segment = Segment(_CONTEXTS.get(kind), text, kind, place)
        # A column keeps its edge: English cells of a right-to-left table stand below the others.
        wrap = len(element) > 0 or element.tag in ("td", "th")
        return Slot(text, segment, True, wrap, place.line)

    def _collect_image(
        self, element: etree.Element, image: re.Match[str], place: Place, suffix: str
    ) -> None:
        alternative, address, title, attributes = image.groups()
        element.text = None
        shown = etree.Element("img", {"src": address, "alt": ""})
        shown.tail = (attributes or "") + suffix
        element.insert(0, shown)
        for name, text in (("alt", alternative), ("title", title)):
            if text and text.strip():
                kind = "alternative text" if name == "alt" else "link title"
                segment = Segment(kind, text, kind, place)
                shown.set(name, self._add(Slot(text, segment, False, False, place.line)))
                shown.set("data-slot", str(len(self.slots) - 1))

    def _add(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f"\x02slot{len(self.slots) - 1}\x03"

    def _kind(self, element: etree.Element) -> str:
        if "admonition-title" in (element.get("class") or ""):
            return "box title"
        return KINDS.get(element.tag, "text")

    def _name_heading(self, element: etree.Element, text: str, suffix: str) -> None:
        """English anchor in every language; an author's own {#id} wins, see attr_list."""
        own = _OWN_ID.search(suffix)
        if own is not None:
            self._heading = own.group(1)
            return
        name = slugify(plain_text(PLACEHOLDER.sub("", text)), "-") or "section"
        self._heading = self._make_id(name)
        element.set("id", self._heading)

    def _make_id(self, name: str) -> str:
        count, unique = 1, name
        while unique in self._ids:
            count += 1
            unique = f"{name}-{count}"
        self._ids.add(unique)
        return unique

    def _name_scroller(self, element: etree.Element) -> None:
        """What takes the focus has a name: the table's caption, else the heading above it."""
        caption = element.find("table/caption")
        if caption is not None:
            caption.set("id", self._make_id("table"))
        name = caption.get("id", "") if caption is not None else self._heading
        element.set("aria-labelledby", name)

    def _note_raw_html(self, source: str) -> None:
        for match in re.finditer("\x02wzxhzdk:([0-9]+)\x03", source):
            stashed = self.md.htmlStash.rawHtmlBlocks[int(match.group(1))]
            shown = stashed if isinstance(stashed, str) else ""
            if shown.lstrip().startswith("<") and not shown.lstrip().startswith(("<!--", "<pre")):
                self.raw_html.append(self._find(shown.strip()).line)

    def _find_box(self, text: str) -> Place:
        """Line of the next box: where the author gives it no title, Markdown makes one up."""
        for number in range(self._line, len(self._lines)):
            line = self._lines[number]
            is_fresh = number > self._line or self._column == 0
            if is_fresh and _BOX.match(line):
                self._line, self._column = number, len(line)
                break
            if "<summary" in line:
                return self._find(text)
        return Place(self._file, self._first_line + self._line)

    def _pass_code(self, element: etree.Element) -> None:
        """Goes past a block of indented code: no text is found in it."""
        code = html.unescape("".join(element.itertext())).strip("\n").split("\n")
        wanted = [line.strip() for line in code]
        for number in range(self._line, len(self._lines)):
            if [line.strip() for line in self._lines[number : number + len(code)]] == wanted:
                self._line, self._column = number + len(code), 0
                return

    def _find(self, text: str) -> Place:
        """Line of a text: the tree has none, so the source is walked forward.

        Footnotes stand at the end of the tree wherever they are defined, so a text that is not
        ahead is looked for from the top.
        """
        wanted = text.split("\n", 1)[0].strip()
        for start, column in ((self._line, self._column), (0, 0)):
            for number in range(start, len(self._lines)):
                at = self._lines[number].find(wanted, column if number == start else 0)
                if at >= 0:
                    self._line, self._column = number, at + len(wanted)
                    return Place(self._file, self._first_line + number)
        return Place(self._file, self._first_line + self._line)

    def references(self) -> frozenset[str]:
        """Ids that inline rendering will bring: the footnotes' marks."""
        footnotes = find_extension(self.md, FootnoteExtension)
        if footnotes is None:
            return frozenset()
        return frozenset(footnotes.makeFootnoteRefId(name) for name in footnotes.footnotes)


def _wrap_tail(element: etree.Element, child: etree.Element) -> None:
    """Text behind a block, such as below a heading in a list item, as a paragraph."""
    if child.tail and child.tail.strip() and child.tag not in _NOT_TEXT:
        paragraph = etree.Element("p")
        paragraph.text, child.tail = child.tail, None
        element.insert(list(element).index(child) + 1, paragraph)


def without_code(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a page, those of fenced code empty: no text is found there."""
    fence = ""
    for line in lines:
        mark = re.match(r"\s*(```+(?=[^`]*$)|~~~+)", line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and line.strip().startswith(fence):
            fence = ""
        yield "" if fence or mark else line


def plain_text(text: str) -> str:
    """Words of a Markdown inline text without its markup, for anchors and attributes."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", ICON.sub("", text).strip())
    return html.unescape(re.sub(r"<[^>]+>", "", text).replace("**", "").replace("`", ""))


def find_extension(parser: markdown.Markdown, kind: type[E]) -> E | None:
    """An extension of the parser, where mkdocs.yml names it."""
    return next((e for e in parser.registeredExtensions if isinstance(e, kind)), None)
