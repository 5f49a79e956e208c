"""In charge of what is kept between runs: values that a digest of their inputs vouches for."""

from __future__ import annotations

import functools
import hashlib
import itertools
import mmap
import os
import pickle
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

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


class _Kept(NamedTuple):
    """A value in the file."""

    key: str
    """Digest of what it was made from."""
    start: int
    """Where it begins."""
    length: int
    """Its bytes."""


_END = struct.Struct(">Q32s")
"""The last bytes of the file: length and SHA-256 of the index that stands before them."""


class Cache:
    """Values by name, each with the digest of what it was made from.

    The file holds values and behind them the index of those that count. A run that changes one page
    reads little else, and writes no more than its new values and an index behind the old one.
    """

    def __init__(self, path: Path | None, seal: str) -> None:
        """Reads the file at `path` if it was written under the same `seal`; None keeps nothing."""
        self._path = path
        self._seal = seal
        self._data: mmap.mmap | bytes = b""
        self._old: dict[str, _Kept] = self._read()
        self._kept: dict[str, _Kept] = {}
        self._new: dict[str, tuple[str, bytes]] = {}

    def _read(self) -> dict[str, _Kept]:
        """The index; empty where it is not whole, because a run was killed while it wrote."""
        try:
            if self._path is not None:
                with self._path.open("rb") as file:
                    data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                end = len(data) - _END.size
                length, sha256 = _END.unpack(data[end:])
                index = data[end - length : end]
                if hashlib.sha256(index).digest() == sha256:
                    seal, values = pickle.loads(index)
                    if seal == self._seal:
                        self._data = data
                        return dict(values)
        # A file that is cut off or from another Python version can raise anything: start afresh.
        except Exception:
            return {}
        return {}

    def key(self, name: str) -> str:
        """The key under which a value of this name is kept; empty where there is none."""
        return self._old[name].key if name in self._old else ""

    def get(self, name: str, key: str) -> Any:
        """The value kept under this name and key, or None; it is kept for the next run too."""
        return self.peek(name) if self.keep(name, key) else None

    def keep(self, name: str, key: str) -> bool:
        """Keeps a value for the next run without reading it; whether it is under this key."""
        if name not in self._old or self._old[name].key != key:
            return False
        self._kept[name] = self._old[name]
        return True

    def peek(self, name: str) -> Any:
        """The value kept under this name, whatever its key, or None."""
        if name not in self._old:
            return None
        try:
            return pickle.loads(self._bytes_of(self._old[name]))
        # The machine may have stopped before all that was written had reached the disk.
        except Exception:
            return None

    def _bytes_of(self, kept: _Kept) -> memoryview:
        return memoryview(self._data)[kept.start : kept.start + kept.length]

    def put(self, name: str, key: str, value: Any) -> None:
        """Keeps a value for the next run."""
        self._new[name] = (key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))

    def save(self) -> None:
        """Writes what this run got or put, where that differs from what was read."""
        kept = {name: value for name, value in self._kept.items() if name not in self._new}
        if self._path is None or (not self._new and kept == self._old):
            return
        if self._can_append(kept):
            with self._path.open("ab") as file:
                self._write(file, kept)
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(self._path.name + ".part")
        with part.open("wb") as file:
            moved = {}
            for name, value in kept.items():
                moved[name] = value._replace(start=file.tell())
                file.write(self._bytes_of(value))
            self._write(file, moved)
        os.replace(part, self._path)

    def _can_append(self, kept: Mapping[str, _Kept]) -> bool:
        """Whether this is the file that was read, and at least half of it still counts."""
        try:
            same = os.path.getsize(self._path or "") == len(self._data)
        except OSError:
            return False
        return same and 2 * sum(value.length for value in kept.values()) > len(self._data)

    def _write(self, file: BinaryIO, index: dict[str, _Kept]) -> None:
        """Appends what is new and the index of all: `index` is of what the file has already."""
        for name, (key, data) in self._new.items():
            index[name] = _Kept(key, file.tell(), len(data))
            file.write(data)
        text = pickle.dumps((self._seal, index), protocol=pickle.HIGHEST_PROTOCOL)
        file.write(text + _END.pack(len(text), hashlib.sha256(text).digest()))


def cache_of(project: Path, seal: str, *, fresh: bool) -> Cache:
    """The cache of a project; `fresh` begins anew."""
    path = project / FOLDER / "pages.pickle"
    if fresh:
        path.unlink(missing_ok=True)
    return Cache(path, seal)
