"""In charge of finding the pages to check: in a folder, in a list of addresses, in a sitemap."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

SUFFIXES = (".html", ".htm", ".xhtml")
SECONDS = 30
"""How long a sitemap may take to come."""
MOST_SITEMAPS = 1000
"""More of them than any site needs: one that names itself must not go on for ever."""


class NoPages(Exception):
    """There is nothing to check: one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page to check."""

    page: str
    """What reports call it: path below the folder, or the address."""
    url: str
    """Where the browser finds it."""
    further: bool = False
    """Whether this is about its further contents (a11y/states.yml), not about it as it loads."""


def list_folder(folder: Path, address: str) -> list[Target]:
    """Every HTML page below a folder that is served at an address. Raises NoPages."""
    files = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    if not files:
        raise NoPages(f"{folder} has no HTML page: name the folder of a finished site.")
    names = [path.relative_to(folder).as_posix() for path in files]
    return [Target(name, address + urllib.parse.quote(name)) for name in names]


def list_addresses(addresses: Iterable[str]) -> list[Target]:
    """Pages by their addresses. Raises NoPages where one of them is no web address."""
    found = list(dict.fromkeys(addresses))
    for address in found:
        if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
            raise NoPages(
                f'"{address}" is not the address of a page: write it with http:// or https://, '
                "and a folder after --files."
            )
    return [Target(address, address) for address in found]


def read_sitemap(address: str) -> list[Target]:
    """Pages that a sitemap names, or the sitemaps that it names. Raises NoPages."""
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise NoPages(f'"{address}" is not the address of a sitemap: begin it with https://.')
    found = list_addresses(_walk_sitemaps(address))
    if not found:
        raise NoPages(f"The sitemap {address} names no page.")
    return found


def _walk_sitemaps(address: str) -> Iterator[str]:
    waiting, seen = [address], {address}
    while waiting:
        kind, places = _read_one(waiting.pop(0))
        if kind == "urlset":
            yield from places
            continue
        new = [place for place in places if place not in seen]
        waiting += new[: MOST_SITEMAPS - len(seen)]
        seen.update(new)


def _read_one(address: str) -> tuple[str, list[str]]:
    """Kind of a sitemap, urlset or sitemapindex, and the addresses in it."""
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            root = ElementTree.fromstring(answer.read())
    except (urllib.error.URLError, OSError, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        raise NoPages(f"The sitemap {address} cannot be read: {reason}.") from fault
    except ElementTree.ParseError as fault:
        raise NoPages(f"The sitemap {address} is not XML: {fault}.") from fault
    kind = root.tag.rpartition("}")[2]
    places = [
        (place.text or "").strip()
        for entry in root
        for place in entry
        if place.tag.rpartition("}")[2] == "loc"
    ]
    return kind, places
