"""In charge of Pagefind: the only module that knows it. Pages with words become an index."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ENTRY = "pagefind-entry.json"
"""Pagefind's list of its indexes, which names one alone."""
SCRIPT = "pagefind.js"
"""What searches in the reader's browser."""
WASM = "wasm.unknown.pagefind"
"""What it looks for beside each index, the same for all languages."""
_SIGNATURE = b"pagefind_dcd"
"""Beginning of what Pagefind keeps compressed."""

NO_PROGRAM = (
    "The search needs Pagefind, and its package pagefind_bin has no program for this kind of "
    "machine. Put a program called pagefind on PATH. The old site is untouched."
)
FAILED = "Pagefind could not make the search index: {why}. The old site is untouched."


class NoIndex(Exception):
    """There is no index; the text says why."""


class Record(NamedTuple):
    """A page as the index sees it."""

    url: str
    """Address below the site's root."""
    shown: Mapping[str, str]
    """What a reader sees of it, by name: plain text, which is not searched."""
    words: Iterable[str]
    """Words of its text: a to z and digits alone, so that Pagefind changes none."""
    fields: Mapping[str, Iterable[str]]
    """Words that count more, by name."""


class Program(NamedTuple):
    """What searches in the reader's browser: the same for all languages."""

    script: bytes
    """`SCRIPT`."""
    wasm: bytes
    """`WASM`."""


class Index(NamedTuple):
    """The index of a language."""

    entry: dict[str, object]
    """What `ENTRY` says of it, and the version of Pagefind that says so."""
    files: Mapping[str, bytes]
    """Its files, by path below Pagefind's folder."""


def make_indexes(
    records: Mapping[str, Iterable[Record]],
) -> tuple[dict[str, Index], Program]:
    """The index of each language by its code, and what searches it; raises `NoIndex`."""
    import tempfile  # late, as below: most builds make no index, and both take long to load

    program = find_program()
    by_file: dict[str, Record] = {}
    with tempfile.TemporaryDirectory(prefix="councilsite-") as folder:
        pages, out = Path(folder, "pages"), Path(folder, "index")
        pages.mkdir()
        for code, some in records.items():
            for record in some:
                file = f"{record.url.replace('/', '~')}.html"
                by_file[f"/{file}"] = record
                (pages / file).write_text(_page(_name(code), record), encoding="utf-8")
        _run([program, "--site", str(pages), "--output-path", str(out), "--silent"], folder)
        entry = json.loads((out / ENTRY).read_text(encoding="utf-8"))
        made = {code: _read(out, _name(code), entry, by_file) for code in records}
        return made, Program((out / SCRIPT).read_bytes(), (out / WASM).read_bytes())


def _name(code: str) -> str:
    """A language that no stemmer of Pagefind's knows: it compares the words as they are."""
    return f"x-{code.lower()}"


def find_program() -> str:
    """Path of Pagefind's program: that of the package, or one of the machine's own."""
    try:
        import pagefind_bin

        return str(pagefind_bin.get_executable())
    except (ImportError, OSError):
        found = shutil.which("pagefind")
    if found is None:
        raise NoIndex(NO_PROGRAM)
    return found


def _run(command: list[str], folder: str) -> None:
    import subprocess

    # A settings file or variables of somebody else's site have no say here.
    settings = {key: text for key, text in os.environ.items() if not key.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as fault:
        raise NoIndex(FAILED.format(why=fault.strerror or fault)) from fault
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").split("\n")
        why = next((line.strip().rstrip(".") for line in lines if line.strip()), "it says nothing")
        raise NoIndex(FAILED.format(why=why))


def _read(out: Path, name: str, entry: dict[str, Any], by_file: Mapping[str, Record]) -> Index:
    files = {
        path.relative_to(out).as_posix(): _fragment(path, by_file)
        if path.suffix == ".pf_fragment"
        else path.read_bytes()
        for path in sorted(out.rglob(f"*{name}_*"))
    }
    return Index({**entry["languages"][name], "version": entry["version"]}, files)


def _fragment(path: Path, by_file: Mapping[str, Record]) -> bytes:
    """What a reader's browser loads of a page that is found: what is shown, without the words."""
    data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
    record = by_file[data["url"]]
    shown = {**data, "url": f"/{record.url}", "content": "", "meta": record.shown}
    text = json.dumps(shown, ensure_ascii=False)
    # The name of the file is Pagefind's digest of the page, which holds that of what is shown.
    return gzip.compress(_SIGNATURE + text.encode("utf-8"), 6, mtime=0)


def entry_text(code: str, entry: Mapping[str, object]) -> str:
    """`ENTRY` for one language."""
    listed = {"languages": {code.lower(): entry}, "include_characters": []}
    return json.dumps({"version": entry["version"], **listed})


def _page(name: str, record: Record) -> str:
    """A page made of words alone, and of a digest of what is shown."""
    shown = hashlib.sha256(json.dumps(record.shown).encode("utf-8")).hexdigest()
    fields = {"shown": [shown], **record.fields}
    heads = "".join(
        f'<meta data-pagefind-meta="{field}[content]" content="{" ".join(words)}">'
        for field, words in fields.items()
    )
    return f'<html lang="{name}"><body>{heads}<p>{" ".join(record.words)}</p></body></html>'
