"""In charge of finished files that are kept between runs, each under the digest of its content.

A file is made again only where no file of that digest is there. The folder can be carried from
machine to machine: it holds no paths and no times, and a file that was changed is not trusted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from councilsite.publish import hash_of

_INDEX = "index.json"


class Kept(NamedTuple):
    """A file on the shelf."""

    name: str
    """Digest of what the file is made from, which names it."""
    digest: str
    """SHA-256 of its bytes."""
    size: int
    """Bytes."""


class Shelf:
    """A folder of finished files."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder = folder
        self._suffix = suffix
        self._names, self._files = self._read()
        self._used: dict[str, Kept] = {}
        self._asked: dict[str, str] = {}

    def _read(self) -> tuple[Mapping[str, str], Mapping[str, Kept]]:
        try:
            data = json.loads((self._folder / _INDEX).read_text(encoding="utf-8"))
            return dict(data["names"]), {
                name: Kept(name, *row) for name, row in data["files"].items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}, {}

    def path(self, name: str) -> Path:
        """Where the file of this name stands."""
        return self._folder / f"{name}{self._suffix}"

    def find(self, wish: str) -> Kept | None:
        """The file that was the answer to a wish in the last run, where it is still whole.

        A wish is the digest of all that a document may depend on. That is more than what it is
        made from, but is known without making the document.
        """
        return self.take(self._names[wish], wish) if wish in self._names else None

    def take(self, name: str, wish: str) -> Kept | None:
        """The file of this name, where it is whole; it is the answer to the wish from now on."""
        kept = self._used.get(name) or self._files.get(name)
        if kept is None or (name not in self._used and hash_of(self.path(name)) != kept.digest):
            return None
        self._asked[wish] = name
        self._used[name] = kept
        return kept

    def put(self, name: str, data: bytes) -> None:
        """Keeps a file; safe to call in a process of its own."""
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_bytes(data)
        os.replace(part, self.path(name))

    def add(self, name: str, wishes: Iterable[str]) -> Kept:
        """Counts a file that was put, as the answer to these wishes."""
        path = self.path(name)
        kept = Kept(name, hash_of(path), path.stat().st_size)
        self._used[name] = kept
        self._asked |= dict.fromkeys(wishes, name)
        return kept

    def save(self) -> None:
        """Writes down what this run used, and removes all else."""
        files = {name: kept[1:] for name, kept in sorted(self._used.items())}
        names = dict(sorted(self._asked.items()))
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{_INDEX}.part"
        part.write_text(json.dumps({"names": names, "files": files}), encoding="utf-8")
        os.replace(part, self._folder / _INDEX)
        kept = {_INDEX, *(self.path(name).name for name in files)}
        for path in self._folder.iterdir():
            if path.name not in kept:
                path.unlink()
