"""In charge of addresses inside the site: finds, checks and at the end makes them relative."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from councilsite.model import Finding, Place
from councilsite.yamltext import did_you_mean

PAGE_SCHEME = "page:"
"""Beginning of a link to another page until it is resolved."""
FILE_SCHEME = "file:"
"""Beginning of the address of an image or a download until it is resolved."""

_ADDRESS = re.compile(r'(<(?:a|img|source|audio|video|track)\b[^<>]*?\s(?:href|src)=")([^"]*)(")')
_SYMBOLIC = re.compile(r'(?:href|src)="((?:page|file):[^"]*)"')
_PAGE_LINK = re.compile(
    r'<a\b([^<>]*?)\shref="page:([^"#]*)(#[^"]*)?"([^<>]*)>(.*?)</a>', re.DOTALL
)
_FILE_LINK = re.compile(r'(\s(?:href|src)=")file:([^"]*)"')
_EXTERNAL = re.compile(r"(?:https?|mailto|tel|sms):", re.IGNORECASE)


class Target(NamedTuple):
    """A page that links can lead to."""

    urls: Mapping[str, str]
    """Address below the site's root by language code; only where the page is offered."""
    anchors: frozenset[str]
    """Its ids."""


def make_symbolic(body: str, path: str) -> str:
    """HTML of the page `path` with every address inside the site as `page:...` or `file:...`."""

    def replace(match: re.Match[str]) -> str:
        address = html.unescape(match.group(2))
        # Footnotes stay as they are; another bare #anchor leads to the page itself.
        if _EXTERNAL.match(address) or address.startswith("#fn"):
            return match.group(0)
        file, hash_mark, anchor = address.partition("#")
        resolved = resolve(path, file) if file else path
        scheme = PAGE_SCHEME if resolved.endswith(".md") else FILE_SCHEME
        symbolic = html.escape(f"{scheme}{resolved}{hash_mark}{anchor}")
        return f"{match.group(1)}{symbolic}{match.group(3)}"

    return _ADDRESS.sub(replace, body)


def symbolic_addresses(body: str) -> list[str]:
    """All symbolic addresses of a page."""
    return [html.unescape(address) for address in _SYMBOLIC.findall(body)]


def resolve(path: str, target: str) -> str:
    """Path below content/ that a relative address on the page `path` means."""
    folder = "" if target.startswith("/") else posixpath.dirname(path)
    resolved = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
    return "" if resolved == "." else resolved


def check_links(
    file: str,
    found: Collection[tuple[str, int]],
    targets: Mapping[str, Target],
    files: Collection[str],
) -> Iterator[Finding]:
    """Links of a page that lead nowhere."""
    for address, line in found:
        scheme, _, rest = address.partition(":")
        path, _, anchor = rest.partition("#")
        known: Collection[str] = targets if scheme == "page" else files
        place = Place(file, line)
        if path not in known:
            yield Finding(
                "broken-link",
                place,
                f'the link to "{path}" leads nowhere.',
                f"{_suggest(file, path, [*targets, *files])}Link to a file below content/.",
            )
        elif scheme == "page" and anchor and anchor not in targets[path].anchors:
            yield Finding(
                "broken-anchor",
                place,
                f'the page "{path}" has no heading with the anchor "#{anchor}".',
                f"{did_you_mean(anchor, targets[path].anchors)}Copy it from the English page.",
            )


def _suggest(file: str, path: str, known: Iterable[str]) -> str:
    """The nearest known file, as an author writes it on the page."""
    folder = posixpath.dirname(file.removeprefix("content/"))
    beside = {posixpath.relpath(one, folder or "."): one for one in known}
    return did_you_mean(posixpath.relpath(path, folder or "."), beside)


def finish_links(
    body: str,
    url: str,
    language: str,
    source_language: str,
    targets: Mapping[str, Target],
    note: Callable[[], str],
) -> str:
    """HTML of the page at `url` with relative addresses.

    Links stay in the reader's language; one to a page that is not offered there goes to the
    source language and says so with `note`, `hreflang` and the words' own `lang`.
    """
    base = "../" * url.count("/")

    def replace_page(match: re.Match[str]) -> str:
        before, path, anchor, after, text = match.groups()
        urls = targets[path].urls
        anchor = anchor or ""
        if language in urls:
            return f'<a{before} href="{relative(url, urls[language])}{anchor}"{after}>{text}</a>'
        address = relative(url, urls[source_language])
        marks = f'{before} href="{address}{anchor}" hreflang="{source_language}"{after}'
        return f"<a{marks}>{text} {note()}</a>"

    body = _PAGE_LINK.sub(replace_page, body)
    if FILE_SCHEME not in body:
        return body
    return _FILE_LINK.sub(lambda match: f'{match.group(1)}{base}{match.group(2)}"', body)


def relative(url: str, target: str) -> str:
    """Relative address of one page of the site on another."""
    base = "../" * url.count("/")
    return f"{base}{target}" or "./"
