"""In charge of the next site while it is made, and of putting it in the old one's place.

There are two folders: the site, and hidden beside it the spare, which is the site before that. A
build brings the spare up to date, and then the two change names in one step. So a small change
costs little, and at every moment a whole site stands in its place, after kill -9 too.
"""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from councilsite.model import BuiltPage
from councilsite.publish import MANIFEST, Manifest, hash_of, manifest_text, read_manifest

_AT_CURRENT_FOLDER, _EXCHANGE = -100, 2


class Staging:
    """The next site."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out.with_name(f".{out.name}.next")
        self._aside = out.with_name(f".{out.name}.aside")
        self._files: dict[str, str] = {}
        self._old: Manifest | None = None
        self._spare: Manifest | None = None

    def begin(self, theme: str, old: Manifest | None) -> None:
        """Makes the spare ready; pages of another `theme` than the new site's are not kept.

        `old` is the manifest of the site that stands; with None no page at all is kept.
        """
        spare = read_manifest(self.folder) if old is not None else None
        self._old = old if old is not None and old.theme == theme else None
        self._spare = spare if spare is not None and spare.theme == theme else None
        self.folder.mkdir(parents=True, exist_ok=True)

    def recover(self) -> None:
        """Brings back a site that a killed run had put aside."""
        if self._aside.exists():
            # A run was killed between the two steps of `swap`.
            if self.out.exists():
                shutil.rmtree(self._aside, ignore_errors=True)
            else:
                os.rename(self._aside, self.out)

    def keep(self, rows: Sequence[BuiltPage]) -> list[BuiltPage]:
        """Keeps every page that is in the spare or in the old site; gives all others.

        A file is trusted if its hash is the one that its manifest names. For the others there is
        room now: an engine may write them.
        """
        stale = []
        for row in rows:
            if self._is_in(self.folder, self._spare, row):
                continue
            if self._is_in(self.out, self._old, row):
                self._link(self.out / row.file, self._make_room(row.file))
            else:
                stale.append(row)
                self._make_room(row.file)
        return stale

    def _is_in(self, folder: Path, manifest: Manifest | None, row: BuiltPage) -> bool:
        if manifest is None or manifest.fingerprints.get(row.file) != row.fingerprint:
            return False
        # A text is made sooner than a Path, of which a site has thousands.
        digest = hash_of(f"{folder}/{row.file}")
        if not digest or digest != manifest.files.get(row.file):
            return False
        self._files[row.file] = digest
        return True

    def keep_files(self, files: Sequence[str]) -> bool:
        """Keeps files that are no pages, from the spare or the old site.

        Gives False, and keeps none, where one of them is not there as its manifest says.
        """
        found: dict[str, tuple[Path, str]] = {}
        for file in files:
            for folder, manifest in ((self.folder, self._spare), (self.out, self._old)):
                known = manifest.files.get(file) if manifest is not None else None
                if known and hash_of(folder / file) == known:
                    found[file] = folder, known
                    break
            else:
                return False
        for file, (folder, known) in found.items():
            if folder == self.out:
                self._link(self.out / file, self._make_room(file))
            self._files[file] = known
        return True

    @staticmethod
    def _link(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        # Some file systems have no hard links.
        except OSError:
            shutil.copyfile(source, target)

    def _make_room(self, file: str) -> Path:
        """The file's place, empty: a hard link is never written through."""
        target = self.folder / file
        try:
            os.unlink(target)
        except FileNotFoundError:
            pass
        except OSError:
            self._clear_way(target)
        return target

    def _clear_way(self, target: Path) -> None:
        """Removes a folder that has the file's name, or a file that has its folder's name."""
        if target.is_dir():
            shutil.rmtree(target)
        for parent in target.relative_to(self.folder).parents:
            if (self.folder / parent).is_file():
                (self.folder / parent).unlink()

    def take(self, rows: Iterable[BuiltPage]) -> None:
        """Counts pages that an engine has written as part of the next site."""
        for row in rows:
            self._files[row.file] = hash_of(self.folder / row.file)

    def copy(self, folder: Path, below: str, *, skip: Sequence[str] = ()) -> None:
        """Copies the files of a folder, without hidden ones and those of the named endings."""
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if path.is_file() and path.suffix not in skip and not hidden:
                self.write_bytes(
                    (Path(below) / path.relative_to(folder)).as_posix(), path.read_bytes()
                )

    def place(self, file: str, source: Path, digest: str) -> None:
        """Puts a file of that SHA-256 that is kept elsewhere into the next site, by a link."""
        target = self.folder / file
        if not (target.is_file() and os.path.samefile(target, source)):
            self._link(source, self._make_room(file))
        self._files[file] = digest

    def write(self, file: str, text: str) -> None:
        """Writes a file of the next site."""
        self.write_bytes(file, text.encode("utf-8"))

    def write_bytes(self, file: str, data: bytes) -> None:
        """Writes a file of the next site that is no text."""
        target = self._make_room(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self._files[file] = hash_of(target)

    def finish(self, manifest: Manifest) -> Manifest:
        """Puts the next site in the old one's place; gives its manifest with the files' hashes."""
        self._remove_others()
        manifest = replace(manifest, files=dict(self._files))
        self._make_room(MANIFEST).write_bytes(manifest_text(manifest).encode("utf-8"))
        swap(self.folder, self.out, self._aside)
        return manifest

    def _remove_others(self) -> None:
        """Removes files that are no part of the next site, and folders that are empty."""
        root, wanted = len(f"{self.folder}/"), _folders_of(self._files)
        for parent, folders, names in os.walk(self.folder):
            for name in names:
                path = f"{parent}/{name}"
                if path[root:] not in self._files:
                    os.unlink(path)
            for name in list(folders):
                path = f"{parent}/{name}"
                if path[root:] not in wanted:
                    folders.remove(name)
                    _remove_folder(path)


def _remove_folder(path: str) -> None:
    """Removes a folder with all that is in it; of a link the link alone."""
    if os.path.islink(path):
        os.unlink(path)
    else:
        shutil.rmtree(path)


def _folders_of(files: Iterable[str]) -> set[str]:
    """All folders that files stand in, at any depth."""
    found: set[str] = set()
    for file in files:
        folder = posixpath.dirname(file)
        while folder and folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found


def swap(new: Path, out: Path, aside: Path) -> None:
    """Puts `new` in the place of `out`, and `out` in the place of `new`.

    Linux exchanges two names in one step. Elsewhere the old folder is put aside first, and
    `Staging.recover` brings it back if the run was killed between the two steps.
    """
    if not out.exists():
        os.rename(new, out)
    elif not _exchange(new, out):
        os.rename(out, aside)
        os.rename(new, out)
        os.rename(aside, new)


def _exchange(one: Path, other: Path) -> bool:
    # Imported late: the first build of a site has nothing to exchange.
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(
        _AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other), _EXCHANGE
    )
    return bool(done == 0)
