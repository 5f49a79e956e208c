"""In charge of what a page says, block by block: the tree of its HTML becomes plain data.

The data is all that a format needs to set the page: headings, paragraphs, lists, tables and
pictures, in the order in which they are read, with language and direction where they change.
Blocks and inline parts are dicts with a kind `k`; texts are plain strings, never markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any

from councilsite.formats.htmltree import Element

Data = dict[str, Any]
Resolve = Callable[[str], str]
"""What becomes of the address in a link or an image."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TRANSPARENT = frozenset(
    {"", "article", "aside", "body", "center", "details", "div", "fieldset", "figure", "footer"}
    | {"form", "header", "hgroup", "main", "section"}
)
_PARAGRAPHS = frozenset({"address", "figcaption", "p", "pre", "caption"})
_BOLD_PARAGRAPHS = frozenset({"legend", "summary"})
_BLOCKS = _TRANSPARENT | _PARAGRAPHS | _BOLD_PARAGRAPHS | HEADINGS.keys()
_BLOCKS |= {"blockquote", "dl", "hr", "label", "nav", "ol", "table", "ul"}
_UNSEEN = frozenset({"button", "datalist", "input", "object", "option", "script", "select"})
_UNSEEN |= {"style", "svg", "template", "textarea", "title", "iframe", "audio", "video", "hr"}
_INLINE_KINDS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em"}
_INLINE_KINDS |= {"dfn": "em", "var": "em", "sup": "sup", "sub": "sub"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_UNSPOKEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that only steer a display; directions are data here, and words are never parted."""


def read_blocks(
    root: Element, resolve: Resolve, find_file: Resolve, anchors: Set[str]
) -> list[Data]:
    """The blocks in an element, those in its sections and other wrappers too.

    `resolve` makes the address in a link absolute, `find_file` gives the file of a picture, empty
    where it is none of ours. An id is kept only where it is one of the `anchors` that a link of
    the page leads to.
    """
    return list(_Reader(resolve, find_file, anchors).blocks(root.children))


def shift_headings(blocks: Sequence[Data], by: int) -> list[Data]:
    """The blocks of a page as part of a longer document: headings stand lower, six at most."""
    return [{**b, "level": min(b["level"] + by, 6)} if b["k"] == "heading" else b for b in blocks]


def plain_text(parts: Sequence[str | Data]) -> str:
    """Text of inline parts."""
    return "".join(
        part if isinstance(part, str) else "\n" if part["k"] == "br" else plain_text(part["c"])
        for part in parts
    )


class _Reader:
    """Walks the tree of one page."""

    def __init__(self, resolve: Resolve, find_file: Resolve, anchors: Set[str]) -> None:
        self._resolve = resolve
        self._find_file = find_file
        self._anchors = anchors

    def blocks(self, children: Sequence[Element | str]) -> Iterator[Data]:
        """Blocks among these children; text that stands between blocks is a paragraph."""
        loose: list[Element | str] = []
        for child in children:
            if isinstance(child, Element) and _is_block(child):
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraph(loose)

    def _paragraph(self, children: Sequence[Element | str], **more: Any) -> Iterator[Data]:
        """A paragraph, with its pictures after it; nothing where it is empty."""
        parts = _tidy(list(self._inline(children)))
        around: Data = {}
        if len(parts) == 1 and not isinstance(parts[0], str) and parts[0]["k"] == "turn":
            around = {key: parts[0][key] for key in ("lang", "dir") if key in parts[0]}
            parts = parts[0]["c"]
        if parts:
            yield {"k": "p", "c": parts, **around, **more}
        for image in _find_images(children):
            yield from self._image(image)

    def _block(self, element: Element) -> Iterator[Data]:
        found = list(self._kind_of_block(element))
        if not found:
            return
        if element.attributes.get("id") in self._anchors and "id" not in found[0]:
            found[0] = {**found[0], "id": element.attributes["id"]}
        around = _around(element)
        yield from [{"k": "part", "c": found, **around}] if around else found

    def _kind_of_block(self, element: Element) -> Iterator[Data]:
        tag, children = element.tag, element.children
        if tag == "nav" or element.attributes.get("aria-hidden") == "true":
            return  # ways through the website lead nowhere on paper; a table says what bars show
        if tag in HEADINGS:
            for block in self._paragraph(children):
                yield (
                    {**block, "k": "heading", "level": HEADINGS[tag]}
                    if block["k"] == "p"
                    else block
                )
        elif tag == "pre":
            yield from self._lines(element)
        elif tag in _BOLD_PARAGRAPHS or element.has_class("admonition-title"):
            yield from self._paragraph([Element("strong", {}, list(children))], keep=True)
        elif tag in _PARAGRAPHS:
            yield from self._paragraph(children)
        elif tag in ("ul", "ol"):
            yield from self._list(element)
        elif tag == "label":
            # A form is a list of what it asks, for those who prepare their answers on paper.
            inner = list(self._paragraph(children))
            items = [{"c": inner}] if inner else []
            yield from (
                [{"k": "list", "ordered": False, "start": 1, "items": items}] if items else []
            )
        elif tag == "dl":
            yield from self._terms(element)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "blockquote" or element.has_class("admonition") or tag == "details":
            inner = list(self.blocks(children))
            yield from (
                [{"k": "quote" if tag == "blockquote" else "note", "c": inner}] if inner else []
            )
        else:
            yield from self.blocks(children)

    def _lines(self, element: Element) -> Iterator[Data]:
        """Preformatted text, line by line; its spaces stay."""
        parts: list[str | Data] = []
        for line in _UNSPOKEN.sub("", _text(element)).strip("\n").split("\n"):
            parts += [{"k": "br", "c": []}] if parts else []
            parts += [line.replace("\t", "    ").replace(" ", "\xa0")] if line.strip() else []
        if parts:
            yield {"k": "p", "c": parts}

    def _list(self, element: Element) -> Iterator[Data]:
        items = [
            {**_around(child), "c": list(self._block(Element("div", _id(child), child.children)))}
            for child in element.children
            if isinstance(child, Element) and child.tag == "li"
        ]
        items = [item for item in items if item["c"]]
        if not items:
            return
        start = element.attributes.get("start", "1")
        number = int(start) if element.tag == "ol" and re.fullmatch(r"[0-9]{1,6}", start) else 1
        yield {"k": "list", "ordered": element.tag == "ol", "start": number, "items": items}

    def _terms(self, element: Element) -> Iterator[Data]:
        """Terms as bold paragraphs, what is said of them below: nothing hangs in narrow columns."""
        for child in _through(element, ("dt", "dd")):
            if child.tag == "dt":
                yield from self._paragraph(
                    [Element("strong", child.attributes, child.children)], keep=True
                )
            else:
                inner = list(self.blocks(child.children))
                yield from [{"k": "indent", "c": inner, **_around(child)}] if inner else []

    def _table(self, element: Element) -> Iterator[Data]:
        captions = element.find("caption")
        for caption in captions:
            yield from self._paragraph(
                [Element("strong", caption.attributes, caption.children)], keep=True, caption=True
            )
        rows = [
            [self._cell(cell) for cell in _through(row, ("td", "th"))]
            for row in _through(element, ("tr",))
        ]
        rows = [row for row in rows if row]
        if not rows:
            return
        width = max(sum(cell["span"] for cell in row) for row in rows)
        for row in rows:
            row += [{"c": [], "head": False, "span": 1}] * (
                width - sum(cell["span"] for cell in row)
            )
        head = []
        if all(cell["head"] or not cell["c"] for cell in rows[0]):
            head = rows.pop(0)
        yield {
            "k": "table",
            "columns": width,
            "head": head,
            "rows": rows,
            "caption": len(captions) == 1,
        }

    def _cell(self, cell: Element) -> Data:
        span = cell.attributes.get("colspan", "1")
        return {
            "c": list(self.blocks(cell.children)),
            "head": cell.tag == "th",
            "span": int(span) if re.fullmatch(r"[1-9][0-9]?", span) else 1,
            **_around(cell),
        }

    def _image(self, element: Element) -> Iterator[Data]:
        """A picture; one that is not ours is what its alternative text says."""
        attributes = element.attributes
        around = _around(element)
        file, alt = self._find_file(attributes.get("src", "")), attributes.get("alt", "").strip()
        if file:
            yield {"k": "image", "src": file, "alt": alt, **around}
        elif alt:
            yield {"k": "p", "c": [alt], **around}

    def _inline(self, children: Sequence[Element | str]) -> Iterator[str | Data]:
        for child in children:
            if isinstance(child, str):
                yield _UNSPOKEN.sub("", _SPACE.sub(" ", child))
            elif child.tag == "br":
                yield {"k": "br", "c": []}
            elif child.tag not in _UNSEEN and child.tag != "img":
                yield from self._span(child)

    def _span(self, element: Element) -> Iterator[str | Data]:
        """An inline element: as its parts, in as many wrappers as it has meanings."""
        attributes = element.attributes
        parts = list(self._inline(element.children))
        if not any(isinstance(part, str) or part["c"] or part["k"] == "br" for part in parts):
            return
        if element.tag in _INLINE_KINDS:
            parts = [{"k": _INLINE_KINDS[element.tag], "c": parts}]
        around = _around(element)
        if element.has_class("number"):
            parts = [{"k": "keep", "c": parts, **around}]
        elif around:
            parts = [{"k": "turn", "c": parts, **around}]
        if element.tag == "a" and attributes.get("href"):
            parts = [{"k": "link", "href": self._resolve(attributes["href"]), "c": parts}]
        if attributes.get("id") in self._anchors:
            parts = [{"k": "anchor", "id": attributes["id"], "c": parts}]
        yield from parts


def _around(element: Element) -> Data:
    """The language and the direction of an element, where it has its own."""
    found = {"lang": element.attributes.get("lang", ""), "dir": element.attributes.get("dir", "")}
    return {
        key: value for key, value in found.items() if value and (key == "lang" or value in _TURNS)
    }


_TURNS = ("ltr", "rtl")


def _id(element: Element) -> dict[str, str]:
    return {"id": element.attributes["id"]} if "id" in element.attributes else {}


def _is_block(element: Element) -> bool:
    return element.tag in _BLOCKS


def _through(element: Element, tags: Sequence[str]) -> Iterator[Element]:
    """Elements of these tags, those in groups such as <tbody> too."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in tags:
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "div"):
                yield from _through(child, tags)


def _find_images(children: Sequence[Element | str]) -> Iterator[Element]:
    for child in children:
        if isinstance(child, Element):
            yield from [child] if child.tag == "img" else _find_images(child.children)


def _text(element: Element) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in element.children)


def _tidy(parts: list[str | Data]) -> list[str | Data]:
    """Inline parts as a browser shows them: one space where there are several, none at the ends."""
    tidied, _ = _collapse(parts, True)
    return _strip_end(tidied)


def _collapse(parts: Sequence[str | Data], after_space: bool) -> tuple[list[str | Data], bool]:
    found: list[str | Data] = []
    for part in parts:
        if isinstance(part, str):
            text = part.lstrip(" ") if after_space else part
            if text:
                after_space = text.endswith(" ")
                if found and isinstance(found[-1], str):
                    found[-1] += text
                else:
                    found.append(text)
        elif part["k"] == "br":
            found = _strip_end(found)
            found.append(part)
            after_space = True
        else:
            inner, after_space = _collapse(part["c"], after_space)
            if inner:
                found.append({**part, "c": inner})
    return found, after_space


def _strip_end(parts: list[str | Data]) -> list[str | Data]:
    while parts:
        last = parts[-1]
        if isinstance(last, str):
            if last.rstrip(" "):
                parts[-1] = last.rstrip(" ")
                return parts
        elif last["k"] != "br":
            inner = _strip_end(list(last["c"]))
            if inner:
                parts[-1] = {**last, "c": inner}
                return parts
        parts.pop()
    return parts


def read_runs(blocks: Sequence[Data]) -> Iterator[str]:
    """Texts as they stand in a structure tree: one ends where an element begins or ends."""
    for block in blocks:
        if block["k"] in ("p", "heading"):
            yield from _inline_runs(block["c"])
        elif block["k"] == "list":
            for item in block["items"]:
                yield from read_runs(item["c"])
        elif block["k"] == "table":
            for row in (block["head"], *block["rows"]):
                for cell in row:
                    yield from read_runs(cell["c"])
        elif block["k"] == "rows":
            for row in block["rows"]:
                for line in row:
                    yield from _inline_runs(line)
        elif "c" in block:
            yield from read_runs(block["c"])


def _inline_runs(parts: Sequence[str | Data]) -> Iterator[str]:
    texts = [""]
    for text in _split(parts):
        if text is None:
            texts.append("")
        else:
            texts[-1] += text
    yield from (text for text in texts if text.strip())


def _split(parts: Sequence[str | Data]) -> Iterator[str | None]:
    """Texts, and None where an element of the structure tree begins or ends."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif part["k"] == "br":
            yield "\n"
        else:
            is_element = part["k"] in ("strong", "em", "sup", "link") or "lang" in part
            yield from [None] if is_element else []
            yield from _split(part["c"])
            yield from [None] if is_element else []
