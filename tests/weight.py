"""What a browser fetches for a first visit to a page, and how many bytes that is compressed."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from reading import Element, read

LOADING_LINKS = frozenset({"icon", "modulepreload", "preload", "prefetch", "stylesheet"})
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


@dataclass(frozen=True)
class Visit:
    """A first visit to one page."""

    url: str
    language: str
    files: tuple[str, ...]
    """Every file that it loads, the page itself first; relative to the site."""
    scripts: tuple[Element, ...]
    """The <script> elements that load a file or hold code."""


def follow_visit(site: Path, url: str) -> Visit:
    """Reads from the HTML and the style sheets what a first visit loads."""
    page = f"{url}index.html" if url == "" or url.endswith("/") else url
    tree = read((site / page).read_text(encoding="utf-8"))
    files = {page: None}
    waiting = [resolve(page, address) for address in addresses_in_html(tree)]
    while waiting:
        file = waiting.pop(0)
        if file and file not in files:
            files[file] = None
            text = (site / file).read_text(encoding="utf-8") if file.endswith(".css") else ""
            waiting += [resolve(file, address) for address in addresses_in_css(text)]
    scripts = [script for script in tree.all("script") if not is_data(script)]
    return Visit(url, tree.one("html").attributes["lang"], tuple(files), tuple(scripts))


def is_data(script: Element) -> bool:
    """Whether a <script> holds data, which no browser runs."""
    kind = script.attributes.get("type", "")
    return "json" in kind and "src" not in script.attributes


def addresses_in_html(tree: Element) -> Iterator[str]:
    """What the elements of a page load without a person doing anything."""
    for element in tree.walk():
        for name in ("src", "poster"):
            yield element.attributes.get(name, "")
        for candidate in element.attributes.get("srcset", "").split(","):
            yield candidate.strip().partition(" ")[0]
        loads = element.tag == "link" and LOADING_LINKS & {*element.attributes["rel"].split()}
        if loads or element.tag in ("image", "use"):
            yield element.attributes.get("href", "")
        yield from addresses_in_css(element.attributes.get("style", ""))
        if element.tag == "style":
            yield from addresses_in_css("".join(c for c in element.children if isinstance(c, str)))


def addresses_in_css(text: str) -> Iterator[str]:
    """What a style sheet loads or may load."""
    for match in IN_STYLES.finditer(text):
        yield match[1] or match[2]


def resolve(page: str, address: str) -> str:
    """A file of the site from an address on a page; empty for data: and places on the page."""
    parts = urlsplit(urldefrag(address).url)
    if parts.scheme == "data" or not (parts.path or parts.netloc):
        return ""
    assert not parts.scheme and not parts.netloc, f"{page} loads {address} from another host"
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(page), unquote(parts.path)))[1:]


def compressed_size(site: Path, file: str) -> int:
    """Bytes of a file as gzip sends it at its best."""
    return len(gzip.compress((site / file).read_bytes(), compresslevel=9, mtime=0))
