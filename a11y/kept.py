"""In charge of what is kept between runs: findings of pages that have not changed since.

An entry names all files that its page loaded, with their hashes. It counts as long as these are the
same, and the gate's own code with them. A page's further contents have an entry of their own.

Where that does not count any more, a content that shows what it has shown before is still known,
with what was found on it: as long as no file has changed that the looks of pages depend on, or that
was loaded while it was looked at.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import os
import shutil
import urllib.parse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y.findings import Finding
from a11y.states import State
from a11y.targets import Target

HOME = Path(__file__).resolve().parent
CODE = (".py", ".js", ".yml")
PICTURES = (".apng", ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")
LOOKS = frozenset((".css", ".js", ".mjs", ".otf", ".ttf", ".woff", ".woff2", *PICTURES))
"""Files of a site that its pages' looks depend on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a content of a page has brought, in all its colours."""

    findings: tuple[Finding, ...]
    loads: tuple[str, ...]
    """Addresses of what was loaded while it was looked at, such as PDFs that a check reads."""


class Shelf:
    """Kept findings of the pages in a folder that is served at an address."""

    def __init__(
        self,
        place: Path,
        folder: Path,
        address: str,
        settings: str,
        settings_of: Callable[[str], str] = lambda page: "",
        settings_of_seen: Callable[[], str] = str,
    ) -> None:
        """`settings`: all that can change an answer beside the gate's code and the files;
        `settings_of`: what can change those about the further contents of one page;
        `settings_of_seen`: what can where such a content shows what it has shown before."""
        self._place, self._folder, self.address = place, folder, address
        self._common, self._settings_of = f"{_digest_code()}\n{settings}\n", settings_of
        self._settings_of_seen = functools.cache(settings_of_seen)
        self._hash = functools.cache(self._hash_file)

    def clear(self) -> None:
        """Forgets everything."""
        shutil.rmtree(self._place, ignore_errors=True)

    def find(self, target: Target) -> tuple[Finding, ...] | None:
        """Findings of a page that has not changed; None where it must be looked at."""
        try:
            entry = json.loads(self._file(target).read_text(encoding="utf-8"))
            if entry["version"] != self._version(target) or any(
                self._hash(name) != digest for name, digest in entry["loads"].items()
            ):
                return None
            return tuple(Finding(**row) for row in entry["findings"])
        except (OSError, ValueError, KeyError, TypeError):
            return None  # none there, or a damaged one

    def keep(self, target: Target, findings: Sequence[Finding], loads: Iterable[str]) -> None:
        """Keeps what was found on a page that loaded these addresses."""
        names = {name for load in loads if (name := self._name(load)) is not None}
        entry = {
            "version": self._version(target),
            "loads": {name: self._hash(name) for name in sorted({*names, target.page})},
            "findings": [dataclasses.asdict(finding) for finding in findings],
        }
        self._write(self._file(target), entry)

    def find_seen(self, target: Target, state: State, shown: str) -> Seen | None:
        """What a look at a page brought that has shown the same in this content and window.

        None where it showed something else, or where something may have changed since that no
        picture tells. `shown`: a digest of what it shows, as a11y.snapshots makes it.
        """
        try:
            noted = self.recall(self._name_seen(target, state)) or {}
            if noted["shown"] != self._tell_shown(target, shown) or any(
                self._hash(name) != digest for name, digest in noted["loads"].items()
            ):
                return None
            loads = tuple(f"{self.address}{urllib.parse.quote(name)}" for name in noted["loads"])
            return Seen(tuple(Finding(**row) for row in noted["findings"]), loads)
        except (KeyError, TypeError, AttributeError):
            return None  # none there, or a damaged one

    def keep_seen(self, target: Target, state: State, shown: str, seen: Seen) -> None:
        """Keeps it, with the files that were loaded meanwhile as they are now."""
        names = {name for load in seen.loads if (name := self._name(load)) is not None}
        noted = {
            "shown": self._tell_shown(target, shown),
            "findings": [dataclasses.asdict(finding) for finding in seen.findings],
            "loads": {name: self._hash(name) for name in sorted(names)},
        }
        self.note(self._name_seen(target, state), noted)

    def _tell_shown(self, target: Target, shown: str) -> list[str]:
        return [shown, self._version(target), self._settings_of_seen()]

    def recall(self, name: str) -> Any:
        """What was noted of the site as a whole; None where its looks have changed since."""
        try:
            entry = json.loads(self._note(name).read_text(encoding="utf-8"))
            return entry["noted"] if entry["version"] == self._version_of_looks else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, name: str, noted: object) -> None:
        """Notes something that holds until a file changes that the looks of pages depend on."""
        self._write(self._note(name), {"version": self._version_of_looks, "noted": noted})

    @staticmethod
    def _write(file: Path, entry: object) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
        draft.replace(file)

    @functools.cached_property
    def _version_of_looks(self) -> str:
        digest = hashlib.sha256(self._common.encode())
        for file in sorted(file for file in self._folder.rglob("*") if file.suffix in LOOKS):
            digest.update(str(file.relative_to(self._folder)).encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    def _version(self, target: Target) -> str:
        own = self._settings_of(target.page) if target.further else ""
        return hashlib.sha256(f"{self._common}{own}".encode()).hexdigest()

    @staticmethod
    def _name_seen(target: Target, state: State) -> str:
        text = json.dumps([target.page, state.content, state.size])
        return f"{hashlib.sha256(text.encode()).hexdigest()[:24]}-seen"

    def _file(self, target: Target) -> Path:
        name = hashlib.sha256(target.page.encode()).hexdigest()[:24]
        return self._place / f"{name}{'-further' if target.further else ''}.json"

    def _note(self, name: str) -> Path:
        return self._place / f"{name}.json"

    def _name(self, address: str) -> str | None:
        """Path of a loaded file below the folder; None for what is not in it."""
        if not address.startswith(self.address):
            return None
        path = urllib.parse.urlsplit(address.removeprefix(self.address)).path
        name = urllib.parse.unquote(path)
        return f"{name}index.html" if not name or name.endswith("/") else name

    def _hash_file(self, name: str) -> str:
        try:
            return hashlib.sha256((self._folder / name).read_bytes()).hexdigest()
        except OSError:
            return "missing"


def _digest_code() -> str:
    """Hash of the gate's own files, but for the settings of the project that it comes with."""
    digest = hashlib.sha256()
    settings = set(HOME.glob("*.yml"))
    code = {path for path in HOME.rglob("*") if path.suffix in CODE} - settings
    for file in sorted(code):
        digest.update(file.relative_to(HOME).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
