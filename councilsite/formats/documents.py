"""In charge of documents to be set: a composed page, or many as a booklet, with cover and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from councilsite.formats.fitting import Line, fit_blocks
from councilsite.formats.htmltree import read_html
from councilsite.formats.passages import Data, plain_text, read_blocks, shift_headings
from councilsite.model import Composed

_ANCHOR = re.compile(r'href="#([^"]+)"')
_KINDS_WITH_BLOCKS = frozenset({"part", "note", "quote", "indent"})


def page_document(page: Composed, site_url: str, room: float) -> Data:
    """A page as a document of its own."""
    return _document(page, site_url, _page_blocks(page, site_url, ""), room, depth=2)


def booklet_document(
    name: str, chapters: Sequence[tuple[str, Sequence[Composed]]], site_url: str, room: float
) -> Data:
    """Pages by section as one document; `name` and the sections' names are HTML."""
    with_sections = any(section for section, _ in chapters)
    blocks = [*_heading(name, 1)]
    for section, pages in chapters:
        blocks += _heading(section, 2) if section else []
        for page in pages:
            chapter = _page_blocks(page, site_url, f"{len(blocks)}-")
            blocks += shift_headings(chapter, 2 if section else 1)
    first = chapters[0][1][0]
    return _document(first, site_url, blocks, room, depth=3 if with_sections else 2, dated=False)


def _document(
    page: Composed,
    site_url: str,
    blocks: Sequence[Data],
    room: float,
    *,
    depth: int,
    dated: bool = True,
) -> Data:
    data: Mapping[str, Any] = page.data
    line = Line(room, data["lang"], data["dir"])
    contents = _html(f"<p><strong>{data['text']['booklet_contents']}</strong></p>", site_url)
    document = {
        "title": plain_text(blocks[0]["c"]),
        "lang": data["lang"],
        "dir": data["dir"],
        "room": room,
        "strip": fit_blocks(list(_strip(data, site_url, dated)), line),
        "blocks": fit_blocks(blocks, line),
        "contents": fit_blocks(contents, line),
        "depth": depth,
        "end": fit_blocks(list(_end(data, site_url)), line),
    }
    for number, table in enumerate(find_tables(document["blocks"])):
        table["number"] = number
    return document


def find_tables(blocks: Sequence[Data]) -> Iterator[Data]:
    """All tables, those in other blocks too, in their order."""
    for block in blocks:
        if block["k"] == "table":
            yield block
        for inner in _inner(block):
            yield from find_tables(inner)


def find_images(blocks: Sequence[Data]) -> Iterator[Data]:
    """All pictures, in their order."""
    for block in blocks:
        if block["k"] == "image":
            yield block
        for inner in _inner(block):
            yield from find_images(inner)


def headings(blocks: Sequence[Data]) -> Iterator[Data]:
    """All headings, in their order."""
    for block in blocks:
        if block["k"] == "heading":
            yield block
        for inner in _inner(block):
            yield from headings(inner)


def _inner(block: Data) -> Iterator[Sequence[Data]]:
    if block["k"] in _KINDS_WITH_BLOCKS:
        yield block["c"]
    for item in block.get("items", ()):
        yield item["c"]
    if block["k"] == "table":
        for cell in (*block["head"], *(cell for row in block["rows"] for cell in row)):
            yield cell["c"]


# What stands around the pages.


def _strip(data: Mapping[str, Any], site_url: str, dated: bool) -> Iterator[Data]:
    """The council's name, the date of the page, and where to ask for it in other languages."""
    yield from _html(f"<p><strong>{data['name']}</strong></p>", site_url)
    if dated and data["reviewed"]:
        yield from _html(f"<p>{data['reviewed']}</p>", site_url)
    for notice in data["notices"]:
        # Each in its own language, but all on the side where the document's lines begin.
        around = f'lang="{notice["lang"]}" dir="{notice["dir"]}"'
        yield from _html(f"<p><span {around}>{notice['heading']}</span></p>", site_url)
    if data["contact"]["telephone"]:
        yield from _html(f"<p><strong>{data['contact']['telephone']}</strong></p>", site_url)


def _end(data: Mapping[str, Any], site_url: str) -> Iterator[Data]:
    """How to ask for other formats, in the document's language or else the source language."""
    notices = {notice["lang"]: notice for notice in data["notices"]}
    notice = notices.get(data["lang"]) or next(iter(notices.values()), None)
    if notice is not None:
        around = f'lang="{notice["lang"]}" dir="{notice["dir"]}"'
        text = f"<div {around}><h2>{notice['heading']}</h2><p>{notice['html']}</p></div>"
        yield from _html(text, site_url)


def _page_blocks(page: Composed, site_url: str, prefix: str) -> list[Data]:
    """What a page's main content says, from its title to its end."""
    data: Mapping[str, Any] = page.data
    notices = [
        f"<p>{data['text'][key]}</p>"
        for key, is_shown in (
            ("draft_notice", data["has_drafts"]),
            ("partial_notice", data["has_fallback"]),
        )
        if is_shown
    ]
    text = f"<h1>{data['heading']}</h1>{''.join(notices)}{page.html}"
    return _html(text, site_url, page.url, prefix)


def _heading(name: str, level: int) -> list[Data]:
    return _html(f"<h{level}>{name}</h{level}>", "")


def _html(text: str, site_url: str, page_url: str = "", prefix: str = "") -> list[Data]:
    """Blocks of a piece of HTML; links into the page lead there, others to the website."""
    address = site_url + page_url
    anchors = frozenset(_ANCHOR.findall(text))

    def resolve(target: str) -> str:
        return target if target[1:] in anchors else urljoin(address, target)

    def find_file(target: str) -> str:
        found = urlsplit(urljoin(address, target))
        file = unquote(found.path.removeprefix(urlsplit(site_url).path))
        return f"/{file}" if found.netloc == urlsplit(site_url).netloc and file else ""

    blocks = read_blocks(read_html(text), resolve, find_file, anchors)
    if not anchors:
        return blocks
    ids = frozenset(_find_ids(blocks))
    settled: list[Data] = _settle(blocks, address, prefix, ids, set(ids))
    return settled


def _find_ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "id" in node:
            yield node["id"]
        for value in node.values():
            yield from _find_ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from _find_ids(value)


def _settle(node: Any, address: str, prefix: str, ids: Set[str], free: set[str]) -> Any:
    """Links and their targets with a prefix of their own, so that pages may share a document.

    `free` holds the ids that did not come yet: a second one of a name is no target.
    """
    if isinstance(node, list):
        return [_settle(value, address, prefix, ids, free) for value in node]
    if not isinstance(node, dict):
        return node
    found = {
        k: _settle(value, address, prefix, ids, free) for k, value in node.items() if k != "id"
    }
    if node.get("id") in free:
        free.remove(node["id"])
        found["id"] = prefix + node["id"]
    if node.get("href", "").startswith("#"):
        name = node["href"][1:]
        found["href"] = f"#{prefix}{name}" if name in ids else address + node["href"]
    return found
