"""Tests of the set-up: what a person sees on a fresh machine, on a broken one, and ever after.

Each runs build.py in a small copy of the repository, whose only requirement is a package made
here, so that nothing is fetched.
"""

from __future__ import annotations

import ast
import base64
import errno
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from councilsite import commandline, toolchain

ROOT = Path(build.ROOT)
LOCK_FILES = sorted([*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"])

# Stands for the real package councilsite.site: says where and how it runs.
SITE = """
import locale, os, sys, thornmere
def build_site(project, out, *, fresh, with_patterns):
    print(f"built {thornmere.NAME} in {os.path.basename(sys.prefix)}: {out} {fresh}")
    print(open(1, closefd=False).encoding, open(0, closefd=False).encoding)
    return 0
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone, with a package index beside it that is only a folder."""
    root = tmp_path / "clone"
    (root / "councilsite").mkdir(parents=True)
    (root / "requirements").mkdir()
    shutil.copy(ROOT / "build.py", root)
    for module in ("toolchain", "commandline"):
        shutil.copy(ROOT / f"councilsite/{module}.py", root / "councilsite")
    (root / "councilsite/__init__.py").touch()
    (root / "councilsite/site.py").write_text(SITE, encoding="utf-8")
    wheel = make_wheel(tmp_path / "index", "Borough")
    require(root, wheel)
    return root


def make_wheel(folder: Path, name: str) -> Path:
    """Makes the package `thornmere`, whose only content is a name."""
    folder.mkdir(exist_ok=True)
    wheel = folder / "thornmere-1.0-py3-none-any.whl"
    tag = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {
        "thornmere.py": f"NAME = {name!r}\n",
        "thornmere-1.0.dist-info/METADATA": (
            "Metadata-Version: 2.1\nName: thornmere\nVersion: 1.0\n"
        ),
        "thornmere-1.0.dist-info/WHEEL": tag,
    }
    record = "thornmere-1.0.dist-info/RECORD"
    rows = []
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            digest = hashlib.sha256(text.encode()).digest()
            encoded = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            rows.append(f"{path},sha256={encoded},{len(text)}\n")
            archive.writestr(path, text)
        archive.writestr(record, "".join([*rows, f"{record},,\n"]))
    return wheel


def require(root: Path, wheel: Path) -> None:
    """Pins the package by the hash of this wheel."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (root / "requirements/site.txt").write_text(
        f"thornmere==1.0 --hash=sha256:{digest}\n", encoding="utf-8"
    )


def settings(root: Path, **more: str) -> dict[str, str]:
    """An environment without this machine's own settings of pip and Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "LC_"))}
    index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(root.parent / "index")}
    own = {"PIP_CONFIG_FILE": os.devnull, "HOME": str(root.parent), "LANG": "C"}
    return {**kept, **own, **(index if "PIP_INDEX_URL" not in more else {}), **more}


def start(root: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """Starts build.py in a clone, from another folder."""
    return subprocess.Popen(
        [sys.executable, str(root / "build.py"), *words],
        cwd=root.parent,
        env=settings(root, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(root: Path, *words: str, **more: str) -> tuple[int, str, str]:
    """Runs build.py in a clone; returns the exit code and what it printed."""
    process = start(root, *words, **more)
    printed, complaint = process.communicate(timeout=60)
    return process.returncode, printed, complaint


def stop_at(process: subprocess.Popen[str], sign: str) -> None:
    """Kills a run, as kill -9 does, once it has printed this."""
    assert process.stdout is not None and process.stderr is not None
    for line in process.stdout:
        if sign in line:
            break
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    process.stdout.close()
    process.stderr.close()


def assert_one_sentence(complaint: str) -> None:
    """A fault of the machine is one line for a person, without a traceback."""
    assert complaint.count("\n") == 1, complaint
    assert complaint.endswith(".\n")
    assert "Traceback" not in complaint


def test_first_run_sets_up_and_the_second_starts_at_once(clone: Path) -> None:
    code, printed, complaint = run(clone)
    assert (code, complaint) == (0, "")
    assert printed.startswith("Setting councilsite up, once: this takes about half a minute")
    assert f"built Borough in .venv: {clone / 'site'} False" in printed

    code, printed, complaint = run(clone, "--fresh", "--out", "elsewhere")
    assert (code, complaint) == (0, "")
    # LANG=C, and still UTF-8 for what is written and read.
    assert printed.splitlines() == [
        f"built Borough in .venv: {clone.parent / 'elsewhere'} True",
        "utf-8 utf-8",
    ]

    # The tools in .venv find the package, whichever folder they are started in.
    python = clone / ".venv/bin/python"
    found = [python, "-c", "import councilsite.site"]
    assert subprocess.run(found, cwd=clone.parent, check=False).returncode == 0

    # A person may also start it with the Python of .venv, which then has to leave that to make
    # it anew: here because the package is another one.
    require(clone, make_wheel(clone.parent / "index", "City"))
    done = subprocess.run(
        [python, clone / "build.py"],
        env=settings(clone),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Setting councilsite up again, because its requirements")
    assert "built City in .venv" in done.stdout


def test_a_set_up_that_was_killed_is_made_again(clone: Path) -> None:
    stop_at(start(clone), "making .venv")
    stop_at(start(clone), "installing the packages")
    assert not (clone / ".venv/site.stamp").exists()
    code, printed, complaint = run(clone)
    assert (code, complaint) == (0, "")
    assert "was not finished last time" in printed
    assert "built Borough" in printed


def test_two_first_runs_at_once_wait_for_each_other(clone: Path) -> None:
    first = start(clone)
    assert first.stdout is not None
    first.stdout.readline()
    code, printed, complaint = run(clone)
    assert (code, complaint) == (0, "")
    assert printed.startswith("Another set-up is at work in this folder; waiting")
    assert printed.count("built Borough") == 1 and "making .venv" not in printed
    assert "built Borough" in first.communicate(timeout=60)[0]
    assert first.returncode == 0


def test_no_network_and_then_a_wrong_package(clone: Path) -> None:
    code, _, complaint = run(clone, PIP_INDEX_URL="http://127.0.0.1:9/", PIP_RETRIES="0")
    assert code == 2
    assert_one_sentence(complaint)
    assert "check that this machine is connected to the internet" in complaint
    assert str(clone / ".cache/setup.log") in complaint
    assert "127.0.0.1" in (clone / ".cache/setup.log").read_text(encoding="utf-8")

    make_wheel(clone.parent / "index", "Forgery")
    code, _, complaint = run(clone)
    assert code == 2
    assert_one_sentence(complaint)
    assert "is not the one that requirements/site.txt names" in complaint


def test_debian_without_venv(clone: Path) -> None:
    # What Debian's Python says without the package python3-venv.
    stub = clone.parent / "stub"
    stub.mkdir()
    (stub / "venv.py").write_text(
        "import sys\nprint('No module named ensurepip')\nsys.exit(1)\n", encoding="utf-8"
    )
    code, _, complaint = run(clone, PYTHONPATH=str(stub))
    assert code == 2
    assert_one_sentence(complaint)
    assert "run  sudo apt-get install python3-venv  and then this command again" in complaint


def test_a_folder_that_cannot_be_used(clone: Path) -> None:
    (clone / ".cache").write_text("in the way", encoding="utf-8")
    code, _, complaint = run(clone)
    assert code == 2
    assert_one_sentence(complaint)
    assert str(clone / ".cache") in complaint


def test_wrong_use_comes_before_any_set_up(clone: Path) -> None:
    for words, complaint in {
        ("sit",): '"sit" is not a command. Did you mean "site"?',
        ("site", "--frish"): "these words are unknown: --frish",
        ("--frish",): "these words are unknown: --frish",
        ("site", "extra"): "these words are unknown: extra",
        ("translate", "--by", "A. Person"): "--by and --on belong to --approve FILE",
        ("translate", "--check", "--approve", "a.po"): "--check changes nothing",
    }.items():
        code, printed, said = run(clone, *words)
        assert (code, printed) == (2, ""), words
        assert complaint in said
        assert "Traceback" not in said
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize("command", ["", *commandline.COMMANDS])
def test_help_needs_no_set_up_and_reads_well(clone: Path, command: str) -> None:
    code, printed, complaint = run(clone, *filter(None, [command, "--help"]), COLUMNS="80")
    assert (code, complaint) == (0, "")
    assert printed.startswith(f"usage: python3 build.py {command or '[-h]'}")
    assert not (clone / ".venv").exists()
    flat = " ".join(printed.split())
    if not command:
        for name in commandline.COMMANDS:
            assert re.search(rf"^    {name} +[a-z].{{15,}}", printed, re.MULTILINE), name
        assert "Exit codes: 0 all is well, 1 something was found to mend, 2" in flat
    # Every option says in words what it is for.
    for option in re.findall(
        r"^  (--?[a-z][a-z-]*(?:, --[a-z]+)?(?: [A-Z]+)?)", printed, re.MULTILINE
    ):
        assert re.search(rf"\s{re.escape(option)} [a-z]", flat), option


def test_an_old_python_is_told_so() -> None:
    assert build.find_old_python((3, 9, 2)).startswith(
        "councilsite needs Python 3.11 or later; this is 3.9.2. Install"
    )
    assert build.find_old_python((3, 9, 2)).endswith("run it again with: python3.11 build.py")
    assert build.find_old_python((3, 11, 0)) == build.find_old_python((4, 0, 0)) == ""


def test_an_old_python_can_read_build_py() -> None:
    source = (ROOT / "build.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    imported = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert not imported, "from __future__ import annotations, for one, is a fault before 3.7"
    # Annotations are evaluated before the version is looked at, so newer forms must be texts.
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.FunctionDef):
            note = node.annotation if isinstance(node, ast.arg) else node.returns
            assert note is None or isinstance(note, ast.Name | ast.Constant), ast.dump(note)


@pytest.mark.parametrize("name", ["python3.6", "python3.7", "python3.8", "python3.9", "python3.10"])
def test_a_real_old_python(name: str) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not on this machine")
    done = subprocess.run(
        [name, ROOT / "build.py"], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode == 127:
        pytest.skip(f"{name} is a launcher without a Python")
    assert done.returncode == 2
    assert_one_sentence(done.stderr.replace("build.py\n", "build.py.\n"))


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk that holds {root} is full"),
        ("[Errno 30] Read-only file system: '/x'", "councilsite has no permission to use {root}"),
        ("/usr/bin/python3: No module named venv", "Debian keeps venv in its own package"),
        ("ensurepip is not available", "Debian keeps venv in its own package"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM", "A package that was fetched is not"),
        ("npm error code EINTEGRITY", "A package that was fetched is not"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED]", "The package index could not prove who it is"),
        ("Temporary failure in name resolution", "The packages in {what} could not be fetched"),
        ("ERROR: Could not find a version that satisfies", "The packages in {what} could not"),
        ("npm error code EAI_AGAIN", "The packages in {what} could not be fetched"),
        # A full disk and a lost network at once: the disk has to be mended first.
        ("read timed out\nNo space left on device", "The disk that holds {root} is full"),
    ],
)
def test_what_outside_programs_print_is_explained(output: str, sentence: str) -> None:
    cause = toolchain.find_cause(f"Looking\n{output}\n")
    assert cause is not None and cause.sentence.startswith(sentence)


def test_unknown_faults_are_not_explained_away() -> None:
    assert toolchain.find_cause("SyntaxError: invalid syntax") is None
    assert toolchain.describe_fault(ValueError("ours"), ROOT) == ""
    assert toolchain.describe_fault(FileNotFoundError(errno.ENOENT, "no", "x"), ROOT) == ""
    full = toolchain.describe_fault(OSError(errno.ENOSPC, "full", "/srv/site"), ROOT)
    assert full.startswith("The disk that holds /srv/site is full")
    locked = toolchain.describe_fault(PermissionError(errno.EROFS, "no"), ROOT)
    assert locked.startswith(f"councilsite has no permission to use {ROOT}")


def programs(folder: Path, *names: str) -> str:
    """A PATH on which only these programs are."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", programs(tmp_path / "bin", "google-chrome"))
    assert toolchain.find_missing_packages() == ["chromium-driver", "gettext", "postgresql"]
    needed = "sudo apt-get install chromium-driver gettext postgresql "
    with pytest.raises(toolchain.SetupError, match=needed):
        toolchain.set_up_programs(tmp_path, no_words)


def test_node_counts_only_with_npm_and_not_from_venv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = programs(tmp_path / "bin", "node")
    monkeypatch.setenv("PATH", system)
    assert toolchain.find_system_node(tmp_path) == []
    (tmp_path / ".venv/node").mkdir(parents=True)
    own = programs(tmp_path / ".venv/node/bin", "node", "npm")
    monkeypatch.setenv("PATH", os.pathsep.join([own, system]))
    assert toolchain.find_system_node(tmp_path) == []
    shutil.copy(tmp_path / "bin/node", tmp_path / "bin/npm")
    assert toolchain.find_system_node(tmp_path) == [f"{system}/node", f"{system}/npm"]


def no_words(line: str) -> None:
    """Takes the place of a terminal."""


def test_the_waiting_one_does_not_set_up_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").touch()
    (venv / "pyvenv.cfg").touch()
    (venv / "site.stamp").write_text("whole", encoding="utf-8")
    monkeypatch.setattr(subprocess, "run", never)
    toolchain.set_up_packages(tmp_path, {"site": "whole"}, no_words)


def test_a_failed_download_leaves_what_was_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").touch()
    (venv / "pyvenv.cfg").touch()
    (venv / "site.stamp").write_text("whole", encoding="utf-8")
    stamps = {"site": "whole", "test": "new"}
    for harmless in (True, False):
        monkeypatch.setattr(toolchain, "_install", fails(harmless))
        with pytest.raises(toolchain.SetupError):
            toolchain.set_up_packages(tmp_path, stamps, no_words)
        assert (venv / "site.stamp").exists() == harmless
        assert not (venv / "test.stamp").exists()


def fails(harmless: bool) -> Callable[[toolchain.Setup, str], None]:
    """An installation that fails."""

    def install(setup: toolchain.Setup, name: str) -> None:
        raise toolchain.SetupError("no", harmless=harmless)

    return install


def never(*words: object, **more: object) -> None:
    """Takes the place of what must not be called."""
    raise AssertionError("called")


LONG_BUILD = """
import time
def build_site(project, out, *, fresh, with_patterns):
    print("building", flush=True)
    time.sleep(30)
    return 0
"""


@pytest.mark.parametrize("line", ["", "building"], ids=["set-up", "build"])
def test_an_interrupt_ends_with_a_line(clone: Path, line: str) -> None:
    # A build that takes long: on a slow machine the signal comes after the set-up, but in time.
    (clone / "councilsite/site.py").write_text(LONG_BUILD, encoding="utf-8")
    process = start(clone)
    assert process.stdout is not None
    while line not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Stopped before the end." in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize("file", LOCK_FILES, ids=lambda file: file.name)
def test_lock_files_have_hashes_and_no_addresses(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "://" not in text
    if file.suffix == ".txt":
        pins = re.findall(r"^\S+==\S+.*\\$", text, re.MULTILINE)
        names = re.findall(r"^[a-z].*", text, re.MULTILINE)
        assert pins == names and len(pins) > 0
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= len(pins)
    else:
        assert '"integrity": "sha512-' in text and "resolved" not in text


def test_the_sets_agree_on_the_packages_they_share() -> None:
    pins: dict[str, str] = {}
    for file in ROOT.glob("requirements/*.txt"):
        for pin in re.findall(r"^(\S+)==(\S+)", file.read_text(encoding="utf-8"), re.MULTILINE):
            assert pins.setdefault(pin[0], pin[1]) == pin[1], f"{file.name}: {pin[0]}"


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert "set -eu" in lines
    assert lines[-2:] == ["python3 build.py test", "python3 build.py"]
