"""The fonts of large print: fetched once, then there without npm and network."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from councilsite import fonts


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """npm's folder as it is after an installation, and a repository of its own."""
    found = tmp_path / "node_modules"
    for name in fonts.PACKAGES:
        for weight in ("400Regular", "700Bold", "900Black"):
            face = found / name / weight / f"{name.rpartition('/')[2]}_{weight}.ttf"
            face.parent.mkdir(parents=True)
            face.write_bytes(weight.encode())
        (found / name / "LICENSE_FONT").write_text("SIL Open Font License", encoding="utf-8")
    shutil.copy(fonts.ROOT / "package-lock.json", tmp_path)
    monkeypatch.setattr(fonts, "ROOT", tmp_path)
    monkeypatch.setattr(fonts, "set_up_node", lambda root, say, with_tests: found)
    return found


def test_two_weights_of_each_family_are_copied_with_their_licence(modules: Path) -> None:
    folder = fonts.set_up_fonts(print)
    names = sorted(path.name for path in folder.iterdir())
    assert len([name for name in names if name.endswith(".ttf")]) == 2 * len(fonts.PACKAGES)
    assert "vazirmatn-licence.txt" in names
    assert not any("900Black" in name for name in names)


def test_fonts_that_are_there_need_neither_npm_nor_the_network(
    modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fonts.set_up_fonts(print)
    shutil.rmtree(modules)
    monkeypatch.setattr(fonts, "set_up_node", None)
    assert fonts.set_up_fonts(print) == first


def test_other_pins_bring_other_fonts_in_the_place_of_the_old_ones(
    modules: Path, tmp_path: Path
) -> None:
    first = fonts.set_up_fonts(print)
    lock = json.loads((tmp_path / "package-lock.json").read_text(encoding="utf-8"))
    lock["packages"][f"node_modules/{fonts.PACKAGES[0]}"]["integrity"] = "sha512-other"
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    second = fonts.set_up_fonts(print)
    assert second != first
    assert list(second.parent.iterdir()) == [second]
