"""In charge of what a finished site says of itself, manifest and sitemap, and of the lock."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from councilsite.model import BuiltPage, Coverage

MANIFEST = "pages.json"
"""File of the finished site that says what it holds."""


@dataclass(frozen=True)
class Manifest:
    """What a finished site holds."""

    inputs: str
    """Digest of everything it was made from."""
    theme: str
    """Digest of the theme and the code."""
    languages: Mapping[str, str]
    """English name of each language by its code, in the order of council.yml."""
    coverage: Mapping[str, Coverage]
    """Translation of the whole content by language code."""
    pages: tuple[BuiltPage, ...]
    """All pages in all languages."""
    files: Mapping[str, str]
    """SHA-256 of every file but the manifest."""

    @functools.cached_property
    def fingerprints(self) -> dict[str, str]:
        """Fingerprint of each page by its file."""
        return {page.file: page.fingerprint for page in self.pages}


def read_manifest(out: Path) -> Manifest | None:
    """Manifest of a finished site, or None where there is none that we can read."""
    try:
        data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(
            inputs=data["inputs"],
            theme=data["theme"],
            languages=dict(data["languages"]),
            coverage={code: Coverage(**row) for code, row in data["coverage"].items()},
            pages=tuple(
                BuiltPage(**{**row, "coverage": Coverage(**row["coverage"])})
                for row in data["pages"]
            ),
            files=dict(data["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_site(out: Path) -> bool:
    """Whether a folder holds a site of ours, be it damaged or of an older version."""
    try:
        return b'"inputs"' in (out / MANIFEST).read_bytes()
    except OSError:
        return False


def is_intact(out: Path, manifest: Manifest) -> bool:
    """Whether every file of a finished site is there as it was written, and no other."""
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return found == {*manifest.files, MANIFEST} and all(
        hash_of(out / file) == digest for file, digest in manifest.files.items()
    )


def hash_of(path: Path | str) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def manifest_text(manifest: Manifest) -> str:
    """The manifest as it stands in the finished site: a page in each line."""
    pages = ",\n".join(
        _json({**p._asdict(), "coverage": p.coverage._asdict()}) for p in manifest.pages
    )
    head = {
        "inputs": manifest.inputs,
        "theme": manifest.theme,
        "languages": manifest.languages,
        "coverage": {code: row._asdict() for code, row in manifest.coverage.items()},
        "files": dict(sorted(manifest.files.items())),
    }
    return f'{_json(head)[:-1]},\n"pages":[\n{pages}\n]}}\n'


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@contextmanager
def lock(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Lets one build at a time work; calls `on_wait` where another has the lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sitemap(pages: Iterable[BuiltPage], url: str) -> str:
    """Sitemap with alternates (sitemaps.org 0.9; hreflang as Google describes it)."""
    rows = []
    # An address stands there once for each language of its page.
    write = functools.cache(lambda address: html.escape(url + address))
    for page in pages:
        if not page.source:
            continue
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{write(target)}"/>'
            for code, target in page.alternates.items()
            if len(page.alternates) > 1
        )
        rows.append(
            f"<url><loc>{write(page.url)}</loc><lastmod>{page.reviewed}</lastmod>{links}</url>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )
