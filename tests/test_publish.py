"""Tests of publishing: whatever happens to a build, a whole site stands in its place.

Builds are real processes here, ended with SIGKILL: nothing can tidy up behind them. Three contents
take turns, so that a site that is half the one and half the other would show, and so that the
folder of the site before the last has nothing to offer.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conftest import REPOSITORY, BuiltSite, Project, catalogue, page

from councilsite import publish, staging
from councilsite.site import build_site

MakeProject = Callable[[Mapping[str, str]], Project]
Files = dict[str, bytes]

DELAYS = 25
"""Random moments at which a build is ended."""
STEPS = 24
"""Steps of a build just before which it is ended."""
RENAMES = 4
"""Renames of a build just before which it is ended: the swap is made of them."""
SHARES = 4
"""Tests that these are shared between."""
WORDS = ("alpha", "beta", "gamma")

CHILD = """
import os, signal, sys
from pathlib import Path
from councilsite import staging
from councilsite.site import build_site

folder, kind, last, mode = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
if mode == "fallback":
    staging._exchange = lambda one, other: False
steps = 0
first = os.getpid()

def count(event, args):
    global steps
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    changes = event in ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir")
    counts = event == "os.rename" if kind == "rename" else writes or changes
    if counts and os.fspath(folder) in repr(args):
        steps += 1
        if steps == last:
            # A worker takes a step too: the process that has started it ends with it.
            os.kill(first, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
code = build_site(folder, folder / "site", fresh=False)
print(steps, file=sys.stderr)
sys.exit(code)
"""
"""Builds a project and ends itself just before a given step that changes a file."""


def start(
    folder: Path, *, last: int = 0, kind: str = "any", mode: str = ""
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), kind, str(last), mode],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(child: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = child.communicate(timeout=60)
    return child.returncode, out, err


def content(word: str) -> dict[str, str]:
    """A small project; every page of it says the word."""
    text = f"Our word is {word}. Call {{{{ phone.main }}}}."
    return {
        "content/index.md": page(text, title=f"Home {word}"),
        "content/a.md": page(text, title=f"Page {word}"),
        "content/part/b.md": page(f"{text}\n\n{{{{ hours.civic }}}}", title=f"Part {word}"),
        f"content/part/{word}.txt": word,
        "locales/pl/LC_MESSAGES/home.po": catalogue(
            {text: f"Nasze słowo to {word}. Telefon: {{{{ phone.main }}}}."}
        ),
    }


class Turns:
    """A project whose content takes turns, and what the site must be for each."""

    def __init__(self, made: Project) -> None:
        self.folder = made.folder
        self.out = made.folder / "site"
        self._made = made
        self.wanted: dict[str, Files] = {}
        for word in WORDS:
            self.write(word)
            out = made.folder / word
            assert build_site(self.folder, out, fresh=False) == 0
            self.wanted[word] = files_of(out)
        self.now = WORDS[-1]
        assert build_site(self.folder, self.out, fresh=False) == 0

    def write(self, word: str) -> None:
        for path in (self.folder / "content").rglob("*.txt"):
            path.unlink()
        self._made.write(content(word))

    def turn(self) -> None:
        """Changes to the next content."""
        self.now = WORDS[(WORDS.index(self.now) + 1) % len(WORDS)]
        self.write(self.now)

    def site(self) -> str:
        """Which of the sites stands there; fails where it is none of them whole."""
        found = files_of(self.out)
        words = [word for word, files in self.wanted.items() if files == found]
        assert words, f"the site is no whole one: {sorted(found)}"
        manifest = publish.read_manifest(self.out)
        assert manifest is not None
        assert publish.is_intact(self.out, manifest)
        return words[0]


def files_of(out: Path) -> Files:
    return BuiltSite(out, out, 0, "", "").files()


@pytest.fixture
def turns(project: MakeProject) -> Turns:
    return Turns(project(content("beta")))


@pytest.fixture
def can_exchange(tmp_path: Path) -> bool:
    """Whether two folders can change names in one step here."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    return staging._exchange(one, other)


def share(numbers: range, number: int) -> list[int]:
    return [n for n in numbers if n % SHARES == number]


# Ended at any moment.


@pytest.mark.parametrize("number", range(SHARES))
def test_a_kill_at_any_moment_leaves_the_old_site_or_the_new_one(
    turns: Turns, number: int, can_exchange: bool
) -> None:
    turns.turn()
    begin = time.perf_counter()
    assert finish(start(turns.folder))[0] == 0
    duration = time.perf_counter() - begin
    ended = 0
    for delay in share(range(DELAYS), number):
        before = turns.site()
        turns.turn()
        child = start(turns.folder)
        time.sleep(duration * (delay + 0.5) / DELAYS)
        child.kill()
        ended += finish(child)[0] == -signal.SIGKILL
        if can_exchange or turns.out.exists():
            assert turns.site() in (before, turns.now)
        assert build_site(turns.folder, turns.out, fresh=False) == 0
        assert turns.site() == turns.now
    assert ended, "no build was ended before it was done"


MODES = ["exchange", "fallback"]
"""Two names change places in one step, or where that is not possible in three."""


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("number", range(SHARES))
def test_a_kill_before_any_step_leaves_the_old_site_or_the_new_one(
    turns: Turns, number: int, mode: str, can_exchange: bool
) -> None:
    turns.turn()
    code, _, said = finish(start(turns.folder, mode=mode))
    assert code == 0
    steps = int(said.splitlines()[-1])
    assert steps > STEPS
    ended = 0
    for step in share(range(STEPS), number):
        last = 1 + step * (steps - 1) // (STEPS - 1)
        ended += end_before(turns, last, "any", mode, can_exchange)
    assert ended >= STEPS // SHARES - 2


@pytest.mark.parametrize("mode", MODES)
def test_a_kill_before_any_rename_leaves_the_old_site_or_the_new_one(
    turns: Turns, mode: str, can_exchange: bool
) -> None:
    ended = [end_before(turns, n + 1, "rename", mode, can_exchange) for n in range(RENAMES)]
    # The three renames of the swap and that of the cache; an exchange is no rename.
    assert sum(ended) == (4 if mode == "fallback" or not can_exchange else 1)


def end_before(turns: Turns, last: int, kind: str, mode: str, can_exchange: bool) -> bool:
    """Ends a build before a step, and has the next one mend it; says whether it was ended."""
    before = turns.site()
    turns.turn()
    code, _, _ = finish(start(turns.folder, last=last, kind=kind, mode=mode))
    assert code in (0, -signal.SIGKILL)
    if (mode == "exchange" and can_exchange) or turns.out.exists():
        assert turns.site() in (before, turns.now)
    assert build_site(turns.folder, turns.out, fresh=False) == 0
    assert turns.site() == turns.now
    return code == -signal.SIGKILL


# Where two names cannot be exchanged in one step.


def test_a_site_is_put_in_place_where_names_cannot_be_exchanged(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    for _ in range(3):
        turns.turn()
        assert build_site(turns.folder, turns.out, fresh=False) == 0
        assert turns.site() == turns.now


@pytest.fixture
def killed_between(turns: Turns, monkeypatch: pytest.MonkeyPatch) -> Turns:
    """A build was ended when it had put the old site aside and the new one not yet in place."""
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_exchange", lambda one, other: False)
        patch.setattr(os, "rename", _rename_once(turns.out))
        turns.turn()
        with pytest.raises(KeyboardInterrupt):
            build_site(turns.folder, turns.out, fresh=False)
    assert not turns.out.exists()
    return turns


def _rename_once(out: Path) -> Callable[[Path, Path], None]:
    """A rename after which the program ends as soon as the site is away."""
    rename = os.rename

    def renamed(source: Path, target: Path) -> None:
        rename(source, target)
        if source == out:
            raise KeyboardInterrupt

    return renamed


def test_the_next_run_builds_the_site_that_was_put_aside_and_lost(killed_between: Turns) -> None:
    assert build_site(killed_between.folder, killed_between.out, fresh=False) == 0
    assert killed_between.site() == killed_between.now


def test_a_site_that_was_put_aside_comes_back_even_if_the_next_run_finds_a_mistake(
    killed_between: Turns,
) -> None:
    (killed_between.folder / "content/a.md").write_bytes(b"\xff")
    assert build_site(killed_between.folder, killed_between.out, fresh=False) == 1
    assert killed_between.out.exists(), "the old site is to be untouched"
    killed_between.site()


# While others look on.


@contextlib.contextmanager
def reader(out: Path) -> Iterator[list[str]]:
    """Reads the home page over and over, as residents do; gives what went wrong."""
    faults: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(0.001):
            try:
                if "</html>" not in (out / "index.html").read_text(encoding="utf-8"):
                    faults.append("half a page")
            except OSError as fault:
                faults.append(str(fault))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield faults
    finally:
        done.set()
        thread.join()


def test_a_reader_finds_a_whole_page_at_every_moment(turns: Turns, can_exchange: bool) -> None:
    if not can_exchange:
        pytest.skip("this file system cannot exchange two names in one step")
    with reader(turns.out) as faults:
        for _ in range(6):
            turns.turn()
            assert finish(start(turns.folder))[0] == 0
    assert faults == []


def test_a_build_waits_for_the_other_one(turns: Turns) -> None:
    before = turns.site()
    turns.turn()
    with publish.lock(turns.folder / ".cache" / "lock", lambda: None):
        child = start(turns.folder)
        assert child.stdout is not None
        line = child.stdout.readline()
        assert "Another build of this project is running" in line
        assert child.poll() is None
        assert turns.site() == before
    assert finish(child)[0] == 0
    assert turns.site() == turns.now


def test_builds_that_start_together_all_succeed(turns: Turns) -> None:
    turns.turn()
    children = [start(turns.folder) for _ in range(3)]
    results = [finish(child) for child in children]
    assert [code for code, _, _ in results] == [0, 0, 0]
    assert turns.site() == turns.now
    nothing = [said for _, said, _ in results if "Nothing has changed" in said]
    assert len(nothing) == 2


def test_a_killed_build_keeps_no_other_from_building(turns: Turns) -> None:
    turns.turn()
    code, _, _ = finish(start(turns.folder, last=3))
    assert code == -signal.SIGKILL
    code, said, _ = finish(start(turns.folder))
    assert code == 0
    assert "waiting" not in said


# Other file systems.


def test_a_folder_without_hard_links_gets_the_same_site(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    for _ in range(3):
        turns.turn()
        assert build_site(turns.folder, turns.out, fresh=False) == 0
        assert turns.site() == turns.now
    one = turns.folder / "content/a.md"
    one.write_text(one.read_text(encoding="utf-8") + "\nMore words.\n", encoding="utf-8")
    assert build_site(turns.folder, turns.out, fresh=False) == 0
    fresh = turns.folder / "fresh"
    assert build_site(turns.folder, fresh, fresh=True) == 0
    assert files_of(turns.out) == files_of(fresh)


def test_a_full_disk_is_one_sentence_and_leaves_the_old_site(
    turns: Turns, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = turns.site()
    turns.turn()

    def refuse(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        assert build_site(turns.folder, turns.out, fresh=False) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said and said.count("\n") == 1
    assert turns.site() == before
    assert build_site(turns.folder, turns.out, fresh=False) == 0
    assert turns.site() == turns.now


def test_a_change_to_the_published_file_does_not_spread_into_the_next_site(turns: Turns) -> None:
    """The site and its spare share files by hard links: each is to be checked, not trusted."""
    turns.turn()
    assert build_site(turns.folder, turns.out, fresh=False) == 0
    for path in turns.out.rglob("*"):
        if path.is_file() and path.name != publish.MANIFEST:
            with path.open("ab") as file:
                file.write(b"<!-- stranger -->")
    turns.turn()
    assert build_site(turns.folder, turns.out, fresh=False) == 0
    assert turns.site() == turns.now
