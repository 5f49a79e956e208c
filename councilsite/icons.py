"""In charge of icons: from a name such as `:material-phone:` to the SVG that stands in the page."""

from __future__ import annotations

import functools
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

ICON = re.compile(r"(?<![A-Za-z0-9]):([a-z][a-z0-9]*(?:-[a-z0-9]+)+):(?![A-Za-z0-9])")
"""`:material-phone:`: a folder of icons, folders in it, and the icon's own name."""

TURNING = "turns"
"""Class of icons that point with or against the text: in right-to-left text they are mirrored."""

_DEEPEST = 2
_POINTING = frozenset({"left", "right", "back", "forward", "next", "previous"})
_VIEW_BOX = re.compile(r'<svg xmlns="[^"]*" (viewBox="[^"]*")>')


def find_icons(text: str) -> list[str]:
    """Names of the icons in a text, in order."""
    return ICON.findall(text)


@functools.cache
def is_icon(name: str) -> bool:
    """Whether there is an icon of this name."""
    return _file(name) is not None


@functools.cache
def draw(name: str) -> str:
    """The icon's SVG. It is decoration that assistive technology skips: words stand beside it."""
    file = _file(name)
    source = file.read_text(encoding="utf-8").strip() if file is not None else ""
    size = 'width="24" height="24" aria-hidden="true"'
    return _VIEW_BOX.sub(rf"<svg \1 {size}>", source)


def is_pointing(name: str) -> bool:
    """Whether an icon shows a direction of the text."""
    return not _POINTING.isdisjoint(name.split("-"))


@functools.cache
def list_icons(name: str) -> tuple[str, ...]:
    """All names of the set that a name belongs to; of every set where it belongs to none."""
    folder = _folder()
    own = folder / name.partition("-")[0]
    files = (own if own.is_dir() else folder).rglob("*.svg")
    return tuple(sorted("-".join(file.relative_to(folder).with_suffix("").parts) for file in files))


def _file(name: str) -> Path | None:
    """The file of an icon: which hyphens are folders shows only on the disk."""
    parts = name.split("-")
    found = (path for path in _candidates(parts) if path.is_file())
    return next(found, None)


def _candidates(parts: list[str]) -> Iterator[Path]:
    for depth in range(1, min(_DEEPEST, len(parts) - 1) + 1):
        yield _folder().joinpath(*parts[:depth], "-".join(parts[depth:]) + ".svg")


@functools.cache
def _folder() -> Path:
    """Icons come with Material, whichever engine builds the pages: found, but not imported."""
    package = importlib.util.find_spec("material")
    folders = package.submodule_search_locations if package is not None else None
    if not folders:
        return Path("no-icons")
    return Path(next(iter(folders))) / "templates" / ".icons"
