"""In charge of the benchmark's own environment: the other builders, at pinned versions."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements" / "bench.txt"
FOLDER = ROOT / ".cache" / "bench-venv"

PEERS = ("mkdocs-static-i18n", "hugo")
"""Packages without which a measurement still goes on; none brings packages that site.in lacks."""

SHOWN = ("mkdocs", "mkdocs-material", "babel", "markdown", *PEERS)
"""Packages whose versions belong to a measurement."""


class EnvironmentFault(Exception):
    """One sentence for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the other builders are."""

    python: Path
    """Its Python, which has Babel and PyYAML."""
    missing: Mapping[str, str]
    """Packages that could not be installed, with the reason."""
    versions: Mapping[str, str]
    """Pinned version by package."""

    @property
    def hugo(self) -> Path:
        """Hugo itself: the script of the same name starts Python before it."""
        return next(FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo"))

    @property
    def mkdocs(self) -> Path:
        """The command mkdocs."""
        return FOLDER / "bin" / "mkdocs"


def set_up() -> Environment:
    """The environment; made where it is not there or its pins have changed."""
    stamp = FOLDER / "stamp"
    seal = f"{sys.version}\n{ROOT}\n{hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()}\n"
    blocks = dict(_blocks(REQUIREMENTS.read_text(encoding="utf-8")))
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != seal:
        print("Setting the other builders up: this takes about half a minute.", flush=True)
        missing = _install(blocks)
        # A set-up without a peer is not stamped, so the next run tries again.
        if not missing:
            stamp.write_text(seal, encoding="utf-8")
    else:
        missing = {}
    versions = {name: block.split("==")[1].split()[0] for name, block in blocks.items()}
    return Environment(FOLDER / "bin" / "python", missing, versions)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each package of a requirements file with its lines."""
    for block in re.findall(r"^\S[^\n]*==[^\n]*\n(?:[ ]+[^\n]*\n)*", text, re.MULTILINE):
        yield block.split("==")[0].split("[")[0].lower(), block


def _install(blocks: Mapping[str, str]) -> dict[str, str]:
    """Makes the environment anew; returns the packages that are missing, with the reason."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
    base = "".join(block for name, block in blocks.items() if name not in PEERS)
    fault = _pip(base)
    if fault:
        raise EnvironmentFault(f"The packages in {REQUIREMENTS.name} cannot be installed: {fault}")
    faults = {name: _pip(blocks[name]) for name in PEERS}
    return {name: fault for name, fault in faults.items() if fault}


def _pip(requirements: str) -> str:
    """Installs packages; says why that failed, or nothing."""
    file = FOLDER / "requirements.txt"
    file.write_text(requirements, encoding="utf-8")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    command = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", *options, "-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if "ERROR" in line]
    return "" if done.returncode == 0 else (lines or done.stderr.splitlines() or ["no reason"])[-1]
