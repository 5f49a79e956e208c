"""In charge of Markdown: a page becomes a skeleton with slots, which texts in any language fill.

Python-Markdown parses the blocks of a page once. A tree processor that runs just before inline
markup takes the source of every block out of the tree and leaves a slot token. What remains is
rendered once; each language then needs only its own texts rendered inline and put into the slots.
"""

from __future__ import annotations

import html
import importlib
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import RE_AMP, to_html_string
from markdown.util import AtomicString

from councilsite.blocks import BAR, PLACEHOLDER, Collector, Slot, find_extension
from councilsite.icons import ICON, TURNING, draw, is_icon, is_pointing
from councilsite.images import Size, size_attributes
from councilsite.inline import Fill, has_markup, read_common
from councilsite.model import Segment

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
    "icon": ":",
}
"""Inline patterns of Python-Markdown and a sign without which each has nothing to find."""

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.tabbed",
    "sane_lists",
    "tables",
)
"""Markdown extensions whose texts all become segments: others could show untranslated English.

`abbr` is none of them: its words stand in `title`, which no finger, key or screen reader reaches.
"""

_ICONS = "pymdownx.emoji"
"""The name that authors of Material know for icons; the extension itself would ask other hosts for
pictures, so `_IconPattern` stands in for it."""
_OWN_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "footnotes": {"BACKLINK_TITLE": ""},
    "pymdownx.tabbed": {"alternate_style": False},
}
"""What `blocks` and `components` count on, whatever mkdocs.yml says."""

_TOKEN = re.compile(' data-slot="([0-9]+)"|\x02slot([0-9]+)\x03')
_IMAGE = re.compile(r'<img\b[^<>]*?\ssrc="([^"]*)"')
_BACK_LINK = '<a class="footnote-backref"'
_NOTE_LINK = '<a class="footnote-ref"'
_STRUCTURE = frozenset(
    {"slots", "footnote", "footnote-reorder", "footnote-duplicate", "toc", "prettify"}
)
"""Tree processors that make sense for a whole page only."""


class ParsedPage(NamedTuple):
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


def _load(name: str, settings: Mapping[str, Any]) -> Extension:
    """One of EXTENSIONS.

    By its name alone Python-Markdown would look for it in every package that is installed, which
    takes longer than a page.
    """
    module = importlib.import_module(name if "." in name else f"markdown.extensions.{name}")
    extension: Extension = module.makeExtension(**settings)
    return extension


class MarkdownPages:
    """Parses pages one after the other; `render` works on the page parsed last."""

    def __init__(
        self,
        extensions: Sequence[str],
        configs: Mapping[str, Mapping[str, Any]],
        sizes: Mapping[str, Size] = MappingProxyType({}),
    ) -> None:
        """`sizes` holds those of the images, by path below content/."""
        settings = {
            name: {**configs.get(name, {}), **_OWN_SETTINGS.get(name, {})} for name in extensions
        }
        self._sizes = sizes
        self._file = ""
        parsed_by = [_load(name, settings[name]) for name in extensions if name != _ICONS]
        self._markdown = markdown.Markdown(extensions=parsed_by)
        self._collector = Collector(self._markdown)
        self._filler = _PlaceholderPattern(PLACEHOLDER.pattern, self._markdown)
        # Above all others, which begin with 105.
        plain = _PlainParagraph(self._markdown.parser)
        self._markdown.parser.blockprocessors.register(plain, "plain paragraph", 110)
        self._markdown.treeprocessors.register(self._collector, "slots", 30)
        # Above links and below code spans: `{{ }}` in code stays what it is.
        self._markdown.inlinePatterns.register(self._filler, "placeholder", 185)
        mail = _MailPattern(r"<([^<> !]+@[^@<> ]+)>", self._markdown)
        self._markdown.inlinePatterns.register(mail, "automail", 110)
        patterns = self._markdown.inlinePatterns
        if _ICONS in extensions:
            patterns.register(_IconPattern(ICON.pattern, self._markdown), "icon", 75)
        named = {id(patterns[name]): sign for name, sign in _SIGNS.items() if name in patterns}
        self._patterns = [(pattern, named.get(id(pattern), "")) for pattern in patterns]
        self._inline: Any = self._markdown.treeprocessors["inline"]
        steps = self._markdown.treeprocessors
        structure = [steps[name] for name in _STRUCTURE if name in steps]
        self._inline_steps = [step for step in steps if step not in structure]

    def parse(self, body: str, file: str, first_line: int) -> ParsedPage:
        """Skeleton and segments of a page's Markdown."""
        # A bar inside a placeholder must not end a table's cell.
        body = PLACEHOLDER.sub(lambda match: match.group().replace("|", BAR), body)
        self._markdown.reset()
        self._collector.start(body, file, first_line)
        self._file = file
        skeleton = self._markdown.convert(body).replace(BAR, "|")
        # Code reads from left to right on every page.
        skeleton = skeleton.replace("<pre>", '<pre dir="ltr">')
        skeleton = skeleton.replace(_BACK_LINK, f'{_BACK_LINK} role="doc-backlink"')
        if "<img" in skeleton:
            skeleton = self._measure_images(skeleton, is_start=True)
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
        fill: Fill,
        polish: Callable[[etree.Element], None] | None,
        plain: Callable[[str], str] | None,
    ) -> list[str]:
        """Texts of the page parsed last as HTML.

        `fill` answers for a placeholder's name and form, `polish` may change the tree of one
        text, `plain` gives the HTML of a text without any markup; with None that is the text.
        """
        self._filler.fill = fill
        footnotes = find_extension(self._markdown, FootnoteExtension)
        if footnotes is not None:
            footnotes.found_refs, footnotes.used_refs = {}, set()
        results: list[str] = [""] * len(texts)
        root, numbers = etree.Element("div"), []
        for number, text in enumerate(texts):
            if not has_markup(text):
                results[number] = plain(text) if plain is not None else text
            elif (common := read_common(text, fill)) is not None:
                if polish is not None:
                    polish(common)
                results[number] = _write(common)
            else:
                etree.SubElement(root, "p").text = text
                numbers.append(number)
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
        joined = "\x1e".join(_inner(paragraph) for paragraph in root)
        for finisher in self._markdown.postprocessors:
            joined = finisher.run(joined)
        if "<img" in joined:
            joined = self._measure_images(joined, is_start=False)
        joined = joined.replace(_NOTE_LINK, f'{_NOTE_LINK} role="doc-noteref"')
        return joined.split("\x1e")

    def _measure_images(self, body: str, *, is_start: bool) -> str:
        """Gives images their sizes; all but the first of the page's blocks may come later."""
        folder = posixpath.dirname(self._file)

        def measure(match: re.Match[str]) -> str:
            address = html.unescape(match.group(1))
            start = self._file.partition("/")[0] if address.startswith("/") else folder
            path = posixpath.normpath(posixpath.join(start, address.lstrip("/")))
            size = size_attributes(self._sizes, path.partition("/")[2])
            later = "" if is_start and match.start() == first else ' loading="lazy"'
            return f"{match.group()}{size}{later}"

        first = body.find("<img")
        return _IMAGE.sub(measure, body)


def _inner(paragraph: etree.Element) -> str:
    """HTML of what stands in a paragraph."""
    paragraph.tail = None
    paragraph.attrib.clear()
    return to_html_string(paragraph)[len("<p>") : -len("</p>")]


def _write(element: etree.Element) -> str:
    """The same, sooner, for a tree of `read_common`: it has no comments and no empty elements."""
    parts = [_escape(element.text or "")]
    for child in element:
        attributes = "".join(_attribute(*pair) for pair in sorted(child.items()))
        shown = f"<{child.tag}{attributes}>{_write(child)}</{child.tag}>"
        parts += [shown, _escape(child.tail or "")]
    return "".join(parts)


def _attribute(name: str, value: str) -> str:
    quoted = _escape(value).replace('"', "&quot;")
    return f' {name}="{quoted}"'


def _escape(text: str) -> str:
    if "&" in text:  # one that begins an entity stays
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


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


class _PlainParagraph(ParagraphProcessor):
    """The commonest block: of one line that begins with a letter, so it can be nothing else.

    Python-Markdown comes to this only after it has tried the eighteen others.
    """

    def test(self, parent: etree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block


class _PlaceholderPattern(InlineProcessor):
    """Puts facts where placeholders stand."""

    fill: Callable[[str, str | None], etree.Element | str] = staticmethod(lambda name, form: "")

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str, int, int]:
        found = self.fill(m.group(1), m.group(2))
        if isinstance(found, etree.Element):
            for element in found.iter():
                element.text = AtomicString(element.text) if element.text else None
        return found, m.start(0), m.end(0)


class _IconPattern(InlineProcessor):
    """`:material-phone:` as an SVG in the page; a name that we do not know stays text."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        name = m.group(1)
        if not is_icon(name):
            return None, None, None
        element = etree.Element("span", {"class": f"twemoji {TURNING}"})
        if not is_pointing(name):
            element.set("class", "twemoji")
        element.text = AtomicString(self.md.htmlStash.store(draw(name)))
        return element, m.start(0), m.end(0)


class _MailPattern(InlineProcessor):
    """<name@example.org> as a link, which Python-Markdown would hide behind entities."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        address = m.group(1).removeprefix("mailto:")
        link = etree.Element("a", {"href": f"mailto:{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.end(0)
