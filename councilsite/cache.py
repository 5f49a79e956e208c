"""In charge of what is kept between runs: values that a digest of their inputs vouches for."""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = ".cache"
"""Folder of a project for what can be made again."""


def digest(*parts: str | bytes) -> str:
    """Digest of texts; where one ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def digest_of_file(path: Path) -> str:
    """Digest of a file's bytes; empty where it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


class Digests:
    """Digests of a project's files, each of which is read once."""

    def __init__(self) -> None:
        self.of = functools.cache(digest_of_file)
        """Digest of a file's bytes; empty where it cannot be read."""

    def of_all(self, folder: Path, paths: Iterable[Path]) -> str:
        """Digest of their names below a folder, so that it may stand anywhere, and of the files."""
        found = sorted((os.path.relpath(path, folder), self.of(path)) for path in paths)
        return digest(*itertools.chain.from_iterable(found))


def digest_of_files(folder: Path, paths: Iterable[Path]) -> str:
    """The same for files that nobody else reads."""
    return Digests().of_all(folder, paths)


def digest_of_code() -> str:
    """Digest of our packages and their pins: new code trusts nothing that old code made."""
    folder = Path(__file__).parent
    pins = folder.parent / "requirements" / "site.txt"
    forms = (folder.parent / "forms").glob("*.py")
    return digest_of_files(folder, [*folder.rglob("*.py"), *folder.rglob("*.typ"), *forms, pins])


class Cache:
    """Values by name, each with the digest of what it was made from.

    A value is unpickled when it is asked for: a run that changes one page reads little else.
    """

    def __init__(self, path: Path | None, seal: str) -> None:
        """Reads the file at `path` if it was written under the same `seal`; None keeps nothing."""
        self._path = path
        self._seal = seal
        self._old: dict[str, tuple[str, bytes]] = self._read()
        self._new: dict[str, tuple[str, bytes]] = {}

    def _read(self) -> dict[str, tuple[str, bytes]]:
        try:
            if self._path is not None:
                seal, values = pickle.loads(self._path.read_bytes())
                if seal == self._seal:
                    return dict(values)
        # A file that is cut off or from another Python version can raise anything: start afresh.
        except Exception:
            return {}
        return {}

    def key(self, name: str) -> str:
        """The key under which a value of this name is kept; empty where there is none."""
        return self._old[name][0] if name in self._old else ""

    def get(self, name: str, key: str) -> Any:
        """The value kept under this name and key, or None; it is kept for the next run too."""
        return pickle.loads(self._old[name][1]) if self.keep(name, key) else None

    def keep(self, name: str, key: str) -> bool:
        """Keeps a value for the next run without reading it; whether it is under this key."""
        if name not in self._old or self._old[name][0] != key:
            return False
        self._new[name] = self._old[name]
        return True

    def peek(self, name: str) -> Any:
        """The value kept under this name, whatever its key, or None."""
        return pickle.loads(self._old[name][1]) if name in self._old else None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keeps a value for the next run."""
        self._new[name] = (key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))

    def save(self) -> None:
        """Writes what this run got or put, where that differs from what was read."""
        if self._path is None or self._new == self._old:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(self._path.name + ".part")
        part.write_bytes(pickle.dumps((self._seal, self._new), protocol=pickle.HIGHEST_PROTOCOL))
        os.replace(part, self._path)


def cache_of(project: Path, seal: str, *, fresh: bool) -> Cache:
    """The cache of a project; `fresh` begins anew."""
    path = project / FOLDER / "pages.pickle"
    if fresh:
        path.unlink(missing_ok=True)
    return Cache(path, seal)
