"""In charge of Markdown: a page becomes a skeleton with slots, which texts in any language fill.

Python-Markdown parses the blocks of a page once. A tree processor that runs just before inline
markup takes the source of every block out of the tree and leaves a slot token. What remains is
rendered once; each language then needs only its own texts rendered inline and put into the slots.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import markdown
from markdown import treeprocessors
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import slugify
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_html_string
from markdown.util import AtomicString

from councilsite.model import Place, Segment

_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "placeholder": "{{",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""Inline patterns of Python-Markdown and a sign without which each has nothing to find."""

E = TypeVar("E", bound=Extension)

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
)
"""Markdown extensions whose texts all become segments: others could show untranslated English."""

PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*(?:\|\s*([\w-]+)\s*)?\}\}")
"""`{{ promise.letters-answer | within }}`: the name, and the form if there is one."""

_STASHED = re.compile("\x02[^\x03]*\x03")
_TOKEN = re.compile(' data-slot="([0-9]+)"|\x02slot([0-9]+)\x03')
_TRAILING_ATTRIBUTES = re.compile(r"(?:^|[ \n])\{:?[^{}\n]*\}[ ]*$")
_LONE_IMAGE = re.compile(r'!\[([^\]]*)\]\(([^()\s]+)(?:\s+"([^"]*)")?\)')
_ANY_MARKUP = re.compile(r"[\\`*_\[\]<>&{}\n\x02]|:/|  ")
_BAR = "\ue07c"
_SOFT_BREAK = re.compile(r"(?<!  )\n\s*")
"""A line end that Markdown shows as a space: wrapping a paragraph anew keeps its msgid."""
_WORD = re.compile(r"[^\W\d_]")
_NOT_TEXT = frozenset({"pre", "code", "script", "style", "hr", "img", "br", "sup"})
_STRUCTURE = frozenset(
    {"slots", "footnote", "footnote-reorder", "footnote-duplicate", "toc", "prettify"}
)
"""Tree processors that make sense for a whole page only."""

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

_CONTEXTS = {"table cell": "cell", "table heading": "cell", "alternative text": "alternative text"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the skeleton that each language fills."""

    text: str
    """Source text; `{{ hours.civic }}` for a block placeholder."""
    segment: Segment | None
    """None where there is nothing to translate: a figure, a placeholder alone."""
    inline: bool
    """False where an attribute is filled: plain text without markup."""
    wrap: bool
    """True where the element holds other blocks, so that `lang` needs an element of its own."""
    line: int
    """Line of the source file."""
    block: str | None = None
    """Name of the fact that stands alone in its paragraph, such as `hours.civic`."""


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page's skeleton and what else is known from its source."""

    pieces: tuple[str | tuple[str, int], ...]
    """HTML, and between it ("attribute", n) or ("text", n) for slot n."""
    slots: tuple[Slot, ...]
    """In the order of the source."""
    anchors: frozenset[str]
    """All ids that a link can lead to."""
    raw_html: tuple[int, ...]
    """Lines on which raw HTML blocks start."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What translators translate, in order."""
        return tuple(slot.segment for slot in self.slots if slot.segment is not None)


class MarkdownPages:
    """Parses pages one after the other; `render` works on the page parsed last."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Mapping[str, Any]]) -> None:
        settings = {name: dict(config) for name, config in configs.items()}
        settings.setdefault("footnotes", {}).setdefault("BACKLINK_TITLE", "")
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=settings)
        self._collector = _Collector(self._markdown)
        self._filler = _PlaceholderPattern(PLACEHOLDER.pattern, self._markdown)
        self._markdown.treeprocessors.register(self._collector, "slots", 30)
        # Above links and below code spans: `{{ }}` in code stays what it is.
        self._markdown.inlinePatterns.register(self._filler, "placeholder", 185)
        patterns = self._markdown.inlinePatterns
        named = {id(patterns[name]): sign for name, sign in _SIGNS.items() if name in patterns}
        self._patterns = [(pattern, named.get(id(pattern), "")) for pattern in patterns]
        self._inline: Any = self._markdown.treeprocessors["inline"]
        steps = self._markdown.treeprocessors
        structure = [steps[name] for name in _STRUCTURE if name in steps]
        self._inline_steps = [step for step in steps if step not in structure]

    def parse(self, body: str, file: str, first_line: int) -> ParsedPage:
        """Skeleton and segments of a page's Markdown."""
        # A bar inside a placeholder must not end a table's cell.
        body = PLACEHOLDER.sub(lambda match: match.group().replace("|", _BAR), body)
        self._markdown.reset()
        self._collector.start(body, file, first_line)
        skeleton = self._markdown.convert(body).replace(_BAR, "|")
        pieces = tuple(_split(skeleton))
        joined = "".join(piece for piece in pieces if isinstance(piece, str))
        return ParsedPage(
            pieces=pieces,
            slots=tuple(self._collector.slots),
            anchors=frozenset(re.findall(r'\sid="([^"]+)"', joined)) | self._collector.references(),
            raw_html=tuple(self._collector.raw_html),
        )

    def render(
        self,
        texts: Sequence[str],
        fill: Callable[[str, str | None], etree.Element | str],
        polish: Callable[[etree.Element], None] | None,
        plain: Callable[[str], str],
    ) -> list[str]:
        """Texts of the page parsed last as HTML.

        `fill` answers for a placeholder's name and form, `polish` may change the tree of one
        text, `plain` gives the HTML of a text without any markup.
        """
        self._filler.fill = fill
        footnotes = _find_extension(self._markdown, FootnoteExtension)
        if footnotes is not None:
            footnotes.found_refs, footnotes.used_refs = {}, set()
        results: list[str] = [""] * len(texts)
        root, numbers = etree.Element("div"), []
        for number, text in enumerate(texts):
            if _ANY_MARKUP.search(text):
                etree.SubElement(root, "p").text = text
                numbers.append(number)
            else:
                results[number] = plain(text)
        if numbers:
            for number, rendered in zip(numbers, self._render_tree(root, polish), strict=True):
                results[number] = rendered
        return results

    def _render_tree(
        self, root: etree.Element, polish: Callable[[etree.Element], None] | None
    ) -> list[str]:
        signs = "".join(paragraph.text or "" for paragraph in root)
        # Python-Markdown tries every pattern on every text: most pages have the signs of a few.
        patterns = [pattern for pattern, sign in self._patterns if sign in signs]
        self._inline.inlinePatterns = patterns
        for processor in self._inline_steps:
            processor.run(root)
        if polish is not None:
            for paragraph in root:
                polish(paragraph)
        joined = "\x1e".join(self._inner(paragraph) for paragraph in root)
        for finisher in self._markdown.postprocessors:
            joined = finisher.run(joined)
        return joined.split("\x1e")

    def _inner(self, paragraph: etree.Element) -> str:
        paragraph.tail = None
        paragraph.attrib.clear()
        return to_html_string(paragraph)[len("<p>") : -len("</p>")]


def fill_skeleton(page: ParsedPage, texts: Sequence[str], attributes: Callable[[int], str]) -> str:
    """HTML of a page: `texts` go into the slots, `attributes` gives each slot's ` lang="..."`."""
    parts = []
    for piece in page.pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif piece[0] == "text":
            parts.append(texts[piece[1]])
        else:
            parts.append(attributes(piece[1]))
    return "".join(parts)


def plain_text(text: str) -> str:
    """Words of a Markdown inline text without its markup, for anchors and attributes."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text).replace("**", "").replace("`", ""))


def _split(skeleton: str) -> Iterator[str | tuple[str, int]]:
    position = 0
    for match in _TOKEN.finditer(skeleton):
        if match.start() > position:
            yield skeleton[position : match.start()]
        attribute, text = match.groups()
        yield ("attribute", int(attribute)) if attribute is not None else ("text", int(text))
        position = match.end()
    if position < len(skeleton):
        yield skeleton[position:]


def _find_extension(parser: markdown.Markdown, kind: type[E]) -> E | None:
    """An extension of the parser, where mkdocs.yml names it."""
    return next((e for e in parser.registeredExtensions if isinstance(e, kind)), None)


class _PlaceholderPattern(InlineProcessor):
    """Puts facts where placeholders stand."""

    fill: Callable[[str, str | None], etree.Element | str]

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str, int, int]:
        found = self.fill(m.group(1), m.group(2))
        if isinstance(found, etree.Element):
            for element in found.iter():
                element.text = AtomicString(element.text) if element.text else None
        return found, m.start(0), m.end(0)


class _Collector(treeprocessors.Treeprocessor):
    """Takes the texts out of the block tree and leaves slot tokens."""

    def start(self, body: str, file: str, first_line: int) -> None:
        self.slots: list[Slot] = []
        self.raw_html: list[int] = []
        self._ids: dict[str, int] = {}
        self._file = file
        self._lines = body.split("\n")
        self._first_line = first_line
        self._line, self._column = 0, 0

    def run(self, root: etree.Element) -> None:
        for element in list(root):
            self._visit(element)

    def _visit(self, element: etree.Element) -> None:
        if element.tag in _NOT_TEXT:
            return
        if element.get("class") == "footnote-backref":
            self._name_backlink(element)
        elif element.text and element.text.strip():
            self._collect(element)
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
        attributes = _TRAILING_ATTRIBUTES.search(text)
        suffix = attributes.group() if attributes else ""
        text = text.removesuffix(suffix).rstrip()
        if not text:
            return
        place = self._find(text)
        text = _SOFT_BREAK.sub(" ", text).replace(_BAR, "|")
        image = _LONE_IMAGE.fullmatch(text)
        if image:
            self._collect_image(element, image, place)
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
            and alone.group(1).partition(".")[0] in ("hours", "address")
            and element.tag == "p"
        ):
            element.tag = "div"
            return Slot(text, None, True, True, place.line, block=alone.group(1))
        segment = None
        if _WORD.search(PLACEHOLDER.sub("", text)):
            segment = Segment(_CONTEXTS.get(kind), text, kind, place)
        return Slot(text, segment, True, len(element) > 0, place.line)

    def _collect_image(self, element: etree.Element, image: re.Match[str], place: Place) -> None:
        alternative, address, title = image.groups()
        element.text = None
        shown = etree.SubElement(element, "img", {"src": address, "alt": ""})
        for name, text in (("alt", alternative), ("title", title)):
            if text and text.strip():
                kind = "alternative text" if name == "alt" else "link title"
                segment = Segment(kind, text, kind, place)
                shown.set(name, self._add(Slot(text, segment, False, False, place.line)))
                element.set("data-slot", str(len(self.slots) - 1))

    def _add(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f"\x02slot{len(self.slots) - 1}\x03"

    def _kind(self, element: etree.Element) -> str:
        if "admonition-title" in (element.get("class") or ""):
            return "box title"
        return KINDS.get(element.tag, "text")

    def _name_heading(self, element: etree.Element, text: str, suffix: str) -> None:
        """English anchor in every language; an author's own {#id} wins, see attr_list."""
        if "#" in suffix:
            return
        name = slugify(plain_text(PLACEHOLDER.sub("", text)), "-") or "section"
        count = self._ids.get(name, 0)
        self._ids[name] = count + 1
        element.set("id", f"{name}-{count + 1}" if count else name)

    def _note_raw_html(self, source: str) -> None:
        for match in re.finditer("\x02wzxhzdk:([0-9]+)\x03", source):
            stashed = self.md.htmlStash.rawHtmlBlocks[int(match.group(1))]
            shown = stashed if isinstance(stashed, str) else ""
            if shown.lstrip().startswith("<") and not shown.lstrip().startswith(("<!--", "<pre")):
                self.raw_html.append(self._find(shown.strip()).line)

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
        footnotes = _find_extension(self.md, FootnoteExtension)
        if footnotes is None:
            return frozenset()
        return frozenset(footnotes.makeFootnoteRefId(name) for name in footnotes.footnotes)
