"""In charge of the lines of a .po file: as strict as msgfmt, but all faults at once.

Babel reads on over lines that it does not understand, and a translation is lost unseen. It is
slow, too: files as the usual tools write them are read here, at a sixth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_STRING = r'"[^"\\\n]*+(?:\\(?:[abfnrtv\\"]|[0-7]{1,3}|x[0-9A-Fa-f]{2})[^"\\\n]*+)*+"'
_KEYWORD = r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)"
_LINE = re.compile(rf"[ \t]*(?:#.*|(?:{_KEYWORD}[ \t]+)?{_STRING}[ \t]*)?")
_FILE = re.compile(rf"(?:{_LINE.pattern}\n)*+{_LINE.pattern}")
_START = re.compile(rf"[ \t]*({_KEYWORD})[ \t]")

_STRINGS = rf"[ \t]+((?:{_STRING}[ \t]*\n?)+)"
_MESSAGE = re.compile(rf"^(?:msgctxt{_STRINGS})?msgid{_STRINGS}", re.MULTILINE)

_NPLURALS = re.compile(r"nplurals\s*=\s*([0-9]+)")
_MOST_PLURALS = 6

_AFTER = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr[0]"},
    "msgstr": {"msgctxt", "msgid"},
}
"""Which keyword may follow which; `msgstr[n]` is followed by `msgstr[n+1]` or a new message."""

Fault = tuple[int, str]
"""Line, and what is wrong with it."""

_TEXT = rf"[ \t]+({_STRING}[ \t]*\n(?:[ \t]*{_STRING}[ \t]*\n)*+)"
_FORM = re.compile(rf"msgstr\[([0-9])\]{_TEXT}")
_ENTRY = re.compile(
    rf"((?:[ \t]*(?:#.*)?\n)*+)(?:msgctxt{_TEXT})?msgid{_TEXT}"
    rf"(?:msgstr{_TEXT}|msgid_plural{_TEXT}((?:{_FORM.pattern})+))"
)
_END = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
_ESCAPE = re.compile(r'\\([ntr"\\])')
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class Entry(NamedTuple):
    """A message of a .po file."""

    comments: str
    """The lines above it that belong to it: comments and flags."""
    context: str
    """msgctxt; empty where there is none."""
    ids: tuple[str, ...]
    """msgid, and msgid_plural where there is one."""
    texts: tuple[str, ...]
    """msgstr, or all msgstr[n]."""
    line: int
    """Line of its msgid."""

    def is_fuzzy(self) -> bool:
        """Whether a flag says that the translation is a guess."""
        flags = re.findall(r"^[ \t]*#,(.*)", self.comments, re.MULTILINE)
        return any(flag.strip() == "fuzzy" for line in flags for flag in line.split(","))

    def translator_comments(self) -> list[str]:
        """The lines that the translator wrote."""
        lines = re.findall(r"^[ \t]*#(?![:,.|~])(.*)", self.comments, re.MULTILINE)
        return [line.strip() for line in lines]


def find_faults(text: str) -> list[Fault]:
    """Everything in the text of a .po file that gettext does not understand."""
    if _FILE.fullmatch(text) is None:
        return [
            (number, "this line is neither a comment, nor a keyword with its text in quotes")
            for number, line in enumerate(text.split("\n"), 1)
            if _LINE.fullmatch(line) is None
        ]
    return [*_find_fault_of_header(text), *_find_disorder(text)]


def _find_fault_of_header(text: str) -> Iterator[Fault]:
    match = _NPLURALS.search(text)
    if match and not 1 <= int(match.group(1)[:9]) <= _MOST_PLURALS:
        line = text.count("\n", 0, match.start()) + 1
        yield (
            line,
            f"nplurals is {match.group(1)[:9]}, but languages have 1 to {_MOST_PLURALS} forms",
        )


def _find_disorder(text: str) -> Iterator[Fault]:
    before, before_line = "", 0
    for match in re.finditer(rf"^{_START.pattern}", text, re.MULTILINE):
        keyword = match.group(1)
        if not _may_follow(before, keyword):
            line = text.count("\n", 0, match.start(1)) + 1
            yield line, f"{keyword} cannot follow {before or 'the beginning'}"
        before, before_line = keyword, match.start(1)
    if before and not before.startswith("msgstr"):
        yield text.count("\n", 0, before_line) + 1, f"no msgstr follows this {before}"


def _may_follow(before: str, keyword: str) -> bool:
    if before.startswith("msgstr["):
        number = int(before[len("msgstr[") : -1])
        return keyword in (f"msgstr[{number + 1}]", "msgctxt", "msgid")
    return keyword in _AFTER[before]


def find_doubles(text: str) -> Iterator[int]:
    """Lines of messages whose context and msgid stand in the file before."""
    seen: set[tuple[str, ...]] = set()
    for match in _MESSAGE.finditer(text):
        key = tuple("".join(re.findall(r'"(.*)"', part or "")) for part in match.groups())
        if key in seen:
            yield text.count("\n", 0, match.start()) + 1
        seen.add(key)


def read_entries(text: str) -> list[Entry] | None:
    """The messages of a .po file, the header among them, as Babel reads them.

    None for a file with a fault, or of a shape that the usual tools do not write.
    """
    if not text.endswith("\n"):
        text += "\n"
    entries = []
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    end, counted, line, match = 0, 0, 1, _ENTRY.match
    while found := match(text, end):
        comments, context, message_id, translation, plural_id, forms = found.group(1, 2, 3, 4, 5, 6)
        start, end = found.start(3), found.end()
        line += text.count("\n", counted, start)
        counted = start
        if "#~" in comments:
            comments = _after_obsolete(comments)
        if plural_id:
            ids, texts = (_unquoted(message_id), _unquoted(plural_id)), _read_forms(forms)
        else:
            ids, texts = (_unquoted(message_id),), (_unquoted(translation),)
        entries.append(Entry(comments, _unquoted(context) if context else "", ids, texts, line))
    return entries if _END.fullmatch(text, end) else None


def _read_forms(forms: str) -> tuple[str, ...]:
    """All msgstr[n]; none at all where they do not count from 0 upwards."""
    found = [(int(number), _unquoted(text)) for number, text in _FORM.findall(forms)]
    in_order = [number for number, _ in found] == list(range(len(found)))
    return tuple(text for _, text in found) if in_order else ()


def _unquoted(quoted: str) -> str:
    """The text in the quotes of one or more lines."""
    if "\\" not in quoted:
        return "".join(quoted.split('"')[1::2])
    lines = (line.strip()[1:-1] for line in quoted.rstrip("\n").split("\n"))
    return "".join(_ESCAPE.sub(lambda match: _ESCAPED[match[1]], line) for line in lines)


def _after_obsolete(comments: str) -> str:
    """Comments below the last message that is no longer used: those above are its own."""
    lines = comments.split("\n")
    last = max(number for number, line in enumerate(lines) if line.lstrip().startswith("#~"))
    return "\n".join(lines[last + 1 :])
