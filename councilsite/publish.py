"""In charge of the finished folder: staging, sitemap, manifest, and a swap that survives a kill."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from councilsite.model import BuiltPage, Coverage

MANIFEST = "pages.json"
"""File of the finished site that says what it holds; PDFs, gate and search read it."""

_AT_CURRENT_FOLDER, _EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished site holds."""

    inputs: str
    """Digest of everything it was made from."""
    theme: str
    """Digest of the theme and the code."""
    coverage: Mapping[str, Coverage]
    """Translation of the whole content by language code."""
    pages: tuple[BuiltPage, ...]
    """All pages in all languages."""
    files: Mapping[str, str]
    """SHA-256 of every file but the manifest."""


def read_manifest(out: Path) -> Manifest | None:
    """Manifest of a finished site, or None where there is none that we can read."""
    try:
        data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(
            inputs=data["inputs"],
            theme=data["theme"],
            coverage={code: Coverage(**row) for code, row in data["coverage"].items()},
            pages=tuple(
                BuiltPage(**{**row, "coverage": Coverage(**row["coverage"])})
                for row in data["pages"]
            ),
            files=dict(data["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def is_intact(out: Path, manifest: Manifest) -> bool:
    """Whether every file of a finished site is there as it was written, and no other."""
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return found == {*manifest.files, MANIFEST} and all(
        hash_of(out / file) == digest for file, digest in manifest.files.items()
    )


def hash_of(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Staging:
    """The next site while it is made, beside the old one."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out.with_name(out.name + ".part")
        self.parts = out.with_name(out.name + ".parts")
        self._aside = out.with_name(out.name + ".old.part")

    def begin(self) -> None:
        """Clears what a killed run left; brings back an old site that it had put aside."""
        if self._aside.exists() and not self.out.exists():
            os.rename(self._aside, self.out)
        for folder in (self.folder, self.parts, self._aside):
            shutil.rmtree(folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.parts.mkdir()

    def keep(self, old: Manifest, files: Iterable[str]) -> Iterator[str]:
        """Takes files over from the old site; gives those that are not as they were written."""
        for file in files:
            source, target = self.out / file, self.folder / file
            if old.files.get(file) != hash_of(source):
                yield file
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, target)
            # Some file systems have no hard links.
            except OSError:
                shutil.copyfile(source, target)

    def take(self, part: Path) -> None:
        """Moves all files of a part into the next site; whole folders where they are new there."""
        _move_into(part, self.folder)

    def copy(self, folder: Path, below: str, *, skip: Sequence[str] = ()) -> None:
        """Copies the files of a folder, without those of the named endings."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in skip and not path.name.startswith("."):
                target = self.folder / below / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)

    def write(self, file: str, text: str) -> None:
        """Writes a file of the next site."""
        (self.folder / file).write_bytes(text.encode("utf-8"))

    def abandon(self) -> None:
        """Leaves the old site as it is."""
        for folder in (self.folder, self.parts):
            shutil.rmtree(folder, ignore_errors=True)

    def finish(self, manifest: Manifest) -> None:
        """Writes the manifest and puts the next site in the old one's place."""
        rows = {
            "inputs": manifest.inputs,
            "theme": manifest.theme,
            "coverage": {code: asdict(row) for code, row in manifest.coverage.items()},
            "pages": [asdict(page) for page in manifest.pages],
            "files": dict(sorted(manifest.files.items())),
        }
        self.write(MANIFEST, json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
        shutil.rmtree(self.parts, ignore_errors=True)
        swap(self.folder, self.out, self._aside)

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file of the next site."""
        return {
            path.relative_to(self.folder).as_posix(): hash_of(path)
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def _move_into(source: Path, target: Path) -> None:
    for path in sorted(source.iterdir()):
        there = target / path.name
        if path.is_dir() and there.exists():
            _move_into(path, there)
        else:
            os.replace(path, there)


def swap(new: Path, out: Path, aside: Path) -> None:
    """Puts `new` in the place of `out`; at every moment a whole site stands at `out`.

    Linux exchanges two names in one step. Elsewhere the old folder is put aside first, and
    `Staging.begin` brings it back if the run was killed between the two steps.
    """
    if not out.exists():
        os.rename(new, out)
    elif _exchange(new, out):
        shutil.rmtree(new, ignore_errors=True)
    else:
        os.rename(out, aside)
        os.rename(new, out)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(
        _AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other), _EXCHANGE
    )
    return bool(done == 0)


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
    for page in pages:
        if not page.source:
            continue
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(url + target)}"/>'
            for code, target in page.alternates.items()
            if len(page.alternates) > 1
        )
        rows.append(
            f"<url><loc>{escape(url + page.url)}</loc>"
            f"<lastmod>{page.reviewed}</lastmod>{links}</url>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )
