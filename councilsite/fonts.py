"""In charge of the fonts of large print: pinned npm packages, copied once to where Typst looks.

They are under the SIL Open Font License; a copy of it stands beside them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from councilsite.toolchain import Say, set_up_node

ROOT = Path(__file__).resolve().parent.parent
"""The repository, which has the pins and a cache of its own."""

PACKAGES = (
    "@expo-google-fonts/atkinson-hyperlegible-next",
    "@expo-google-fonts/noto-sans",
    "@expo-google-fonts/noto-sans-gurmukhi",
    "@expo-google-fonts/noto-sans-sc",
    "@expo-google-fonts/vazirmatn",
)
"""One for each family; docs/developers.md says what each is for."""

_WEIGHTS = ("400Regular", "700Bold")
_LICENCE = "LICENSE_FONT"


def font_pins() -> str:
    """Which fonts large print is set in: names and hashes of their packages."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pins = lock["packages"]
    return "\n".join(f"{name} {pins[f'node_modules/{name}']['integrity']}" for name in PACKAGES)


def set_up_fonts(say: Say) -> Path:
    """The folder of the fonts; the first time they are fetched with npm.

    After that neither npm nor the network is needed, until other fonts are pinned.
    """
    name = hashlib.sha256(font_pins().encode()).hexdigest()[:16]
    fonts = ROOT / ".cache" / "fonts" / name
    if not fonts.is_dir():
        _copy(set_up_node(ROOT, say, with_tests=False), fonts)
    return fonts


def _copy(modules: Path, fonts: Path) -> None:
    """Copies the few files that are needed; the folder appears when it is complete."""
    part = fonts.with_name(f"{fonts.name}.{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name in PACKAGES:
        for weight in _WEIGHTS:
            for face in sorted((modules / name / weight).glob("*.ttf")):
                shutil.copyfile(face, part / face.name)
        licence = f"{name.partition('/')[2]}-licence.txt"
        shutil.copyfile(modules / name / _LICENCE, part / licence)
    try:
        part.rename(fonts)
    except OSError:
        # Another build has just done the same.
        shutil.rmtree(part)
    for old in fonts.parent.iterdir():
        if old.name.isalnum() and old != fonts:
            shutil.rmtree(old)
