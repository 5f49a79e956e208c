"""Text files as editors leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from councilsite.model import Finding, Place
from councilsite.textfile import read_text

JOINERS = "می\u200cخواهم ਕ\u200dਖ\u00a0\u2066x\u2069"
"""Invisible characters that belong to the text."""


def read(folder: Path, data: bytes) -> str | Finding:
    path = folder / "a.md"
    path.write_bytes(data)
    return read_text(path, "content/a.md")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("Zażółć ن 中\n".encode(), "Zażółć ن 中\n"),
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"one\rtwo", "one\ntwo"),
        (b"\xef\xbb\xbfone\n", "one\n"),
        (b"a\tb\n", "a\tb\n"),
        (JOINERS.encode(), JOINERS),
    ],
)
def test_text_is_read_whatever_the_editor_put_around_it(
    data: bytes, text: str, tmp_path: Path
) -> None:
    assert read(tmp_path, data) == text


@pytest.mark.parametrize(
    ("data", "rule", "line", "words"),
    [
        ("one\ncafé\n".encode("latin-1"), "not-utf-8", 2, "0xE9"),
        ("one\n".encode("utf-16"), "not-utf-8", 1, "0xFF"),
        (b"one\ntwo\x00\n", "control-character", 2, "U+0000"),
        (b"one\x0b", "control-character", 1, "U+000B"),
        (b"a\r\nb\r\nc\x02\r\n", "control-character", 3, "U+0002"),
        ("一，二\n三\ufffe".encode(), "control-character", 2, "U+FFFE"),
        ("\uffff".encode(), "control-character", 1, "U+FFFF"),
        (b"one\ntwo\x7f", "control-character", 2, "U+007F"),
        (b"\xef\xbb\xbfone\n\xff", "not-utf-8", 2, "0xFF"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(
    data: bytes, rule: str, line: int, words: str, tmp_path: Path
) -> None:
    found = read(tmp_path, data)
    assert isinstance(found, Finding)
    assert (found.rule, found.place) == (rule, Place("content/a.md", line))
    assert words in found.message and found.remedy


def test_a_file_that_is_not_there_is_named_as_the_person_knows_it(tmp_path: Path) -> None:
    found = read_text(tmp_path / "nowhere.md", "content/nowhere.md")
    assert isinstance(found, Finding)
    assert (found.rule, found.place) == ("unreadable-file", Place("content/nowhere.md", 1))
    assert "no such file" in found.message
    assert str(tmp_path) not in str(found)


def test_a_folder_is_no_text_file(tmp_path: Path) -> None:
    found = read_text(tmp_path, "content")
    assert isinstance(found, Finding) and found.rule == "unreadable-file"
