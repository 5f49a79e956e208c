"""Broken inputs, a thousand of them: the build finds fault or builds, and never falls over.

Every case damages one file of a small project and runs the real build. The numbers of the cases
seed the damage, so that a failure can be seen again: its message names file and case.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import COUNCIL, REPOSITORY, catalogue, nav, page

from councilsite import publish
from councilsite.site import build_site

CASES, CHUNKS = 1_000, 40
SECONDS = 20
"""No small project takes as long; a case that does is stuck."""

BODY = """\
Welcome to {{ council }}. Call {{ phone.main }} or write to {{ email.main }}, {{ hours.civic }}.

## What we promise {#promise}

- We answer {{ promise.letters-answer | within }}.
    - It costs {{ promise.new-bin-charge }}, see [the other page](other.md#more).
- Use `code`, **bold** and *light* words.[^1]

| Kind | Number |
|---|---|
| Telephone | {{ phone.main }} |

!!! warning "Take care"
    Do not <b>touch</b> it.

Term
:   What it means.

```
code
```

![A bin](bin.png)

{{ address.civic }}

{{ hours.civic }}

[^1]: A note of 50% more.
"""

POLISH = {
    "title|Home page": "Strona główna",
    "We answer {{ promise.letters-answer | within }}.": (
        "Odpowiadamy {{ promise.letters-answer | within }}."
    ),
    "What we promise": "Co obiecujemy",
    "cell|Kind": "Rodzaj",
    "A note of 50% more.": "Uwaga: 50% więcej.",
    "alternative text|A bin": "Kubeł",
}
INTERFACE = (
    catalogue({"interface|Home": "Strona główna", "hours|Closed": "Zamknięte"})
    + '\nmsgctxt "figure"\nmsgid "within {n} working day"\n'
    'msgid_plural "within {n} working days"\nmsgstr[0] "w ciągu {n} dnia"\n'
    'msgstr[1] "w ciągu {n} dni"\nmsgstr[2] "w ciągu {n} dni"\n'
)

FILES = {
    "council.yml": COUNCIL,
    "mkdocs.yml": nav("index.md", "other.md"),
    "content/index.md": page(BODY, title="Home page", extra="short_title: Home\n"),
    "content/other.md": page("Go [back](index.md#promise).\n\n## More\n", policy="complete"),
    "content/bin.png": "png",
    "locales/pl/LC_MESSAGES/home.po": catalogue(POLISH),
    "locales/pl/LC_MESSAGES/interface.po": INTERFACE,
    "locales/ar/LC_MESSAGES/home.po": catalogue({"Take care": "انتبهوا"}),
    "locales/pl/glossary.yml": "bin: {use: kubeł, forms: [kube, kubł]}\n",
}
DAMAGED = [name for name in FILES if not name.endswith(".png")]

STRANGE = [
    "\x00",
    "\x02slot0\x03",
    "\x07",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u00ad",
    "\u061c",
    "\u200b",
    "\u200f",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ue07c",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0001f5d1",
    "\U000e0041",
    "e\u0301\u0301",
    "\u0660\u0661",
    "\t",
    "\r",
    "\r\n",
]
"""Characters that few people type and some files hold."""

SCRAPS = [
    "{{",
    "}}",
    "{{ }}",
    "{{ phone.main | }}",
    "{{ hours. }}",
    "{{ promise.letters-answer | number }}",
    "{n}",
    "{: #x .y }",
    "{: onclick=alert(1) }",
    "[a](",
    "](b)",
    "[a][b]",
    "[b]: http://[",
    "![",
    "<b",
    "</div>",
    "<!--",
    "<?php",
    "<script>",
    "&#0;",
    "&#x110000;",
    "```",
    "~~~",
    "***",
    "|",
    "|---|",
    "[^1]",
    "[^1]: x",
    "# ",
    "---\n",
    "...\n",
    "%YAML 9.9\n",
    "!!python/object:os.system x\n",
    "!!int",
    "&a",
    "*a",
    "<<: *a",
    "? ",
    ": ",
    "- ",
    "'",
    '"',
    "\\",
    'msgid ""',
    'msgstr ""',
    'msgstr[9] "x"',
    "#, fuzzy",
    "#~ ",
    '#| msgid "x"',
    "msgctxt",
    '"Plural-Forms: nplurals=9; plural=n/0;\\n"',
    '"Content-Type: text/plain; charset=latin-9\\n"',
    "https://www.example.org/",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "9" * 30,
    "-1",
    "null",
]
"""Pieces of the languages that the files are written in, where they do not belong."""

NESTS = [
    ("[", "]"),
    ("{", "}"),
    ("(", ")"),
    ("- ", ""),
    ("> ", ""),
    ("*", "*"),
    ("_a", "a_"),
    ("<b>", "</b>"),
    ("<div>", "</div>"),
    ("![", "](x)"),
    ("[", "](index.md)"),
    ("    ", ""),
    ("`", "`"),
    ("[^", "]"),
    ("a: ", ""),
    ('"', '"'),
    ("!!! note\n    ", ""),
    ("(n", ")"),
]
"""What opens and closes, for nesting too deep."""


def damage(data: bytes, chance: random.Random) -> bytes:
    """The file after one to three accidents."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(ACCIDENTS)(data, chance)
    return data


def _somewhere(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _lose_bytes(data: bytes, chance: random.Random) -> bytes:
    start = _somewhere(data, chance)
    return data[:start] + data[start + chance.randint(1, 12) :]


def _repeat_bytes(data: bytes, chance: random.Random) -> bytes:
    start, length = _somewhere(data, chance), chance.randint(1, 40)
    return data[:start] + data[start : start + length] * chance.randint(2, 5) + data[start:]


def _change_byte(data: bytes, chance: random.Random) -> bytes:
    start = _somewhere(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _swap_bytes(data: bytes, chance: random.Random) -> bytes:
    one, other = sorted((_somewhere(data, chance), _somewhere(data, chance)))
    return data[:one] + data[other : other + 3] + data[one:other] + data[other + 3 :]


def _lose_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = chance.randrange(len(lines) or 1)
    del lines[start : start + chance.choice((1, 1, 2, 5))]
    return b"".join(lines)


def _repeat_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


def _swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _indent_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"    ", b"\t", b"> ", b"- ")) + lines[at]
    return b"".join(lines)


def _cut_short(data: bytes, chance: random.Random) -> bytes:
    return data[: _somewhere(data, chance)]


def _insert(data: bytes, piece: bytes, chance: random.Random) -> bytes:
    start = _somewhere(data, chance)
    return data[:start] + piece + data[start:]


def _insert_strange(data: bytes, chance: random.Random) -> bytes:
    return _insert(data, chance.choice(STRANGE).encode(), chance)


def _insert_scrap(data: bytes, chance: random.Random) -> bytes:
    return _insert(data, chance.choice(SCRAPS).encode(), chance)


def _insert_no_utf8(data: bytes, chance: random.Random) -> bytes:
    return _insert(
        data, chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")), chance
    )


def _insert_unicode(data: bytes, chance: random.Random) -> bytes:
    signs = (chance.choice((0x80, 0x600, 0x2000, 0x1F000, 0x10FF00)) for _ in range(8))
    text = "".join(chr(sign + chance.randrange(0x80)) for sign in signs)
    return _insert(data, text.encode(), chance)


def _insert_nest(data: bytes, chance: random.Random) -> bytes:
    start, end = chance.choice(NESTS)
    depth = chance.choice((3, 30, 300, 1_500))
    return _insert(data, (start * depth + "x" + end * depth).encode(), chance)


def _insert_block_nest(data: bytes, chance: random.Random) -> bytes:
    start = chance.choice(("- ", "> ", "1. ", '<div markdown="1">\n', "- > "))
    depth = chance.choice((2, 20, 200))
    return _insert(data, f"\n\n{start * depth}words\n\n".encode(), chance)


def _insert_long_word(data: bytes, chance: random.Random) -> bytes:
    piece = chance.choice(("a", "ab ", "1", "{{ council }} ", "a\n", "|a", "a.", "01632 "))
    return _insert(data, (piece * chance.choice((50, 2_000))).encode(), chance)


def _take_from_other(data: bytes, chance: random.Random) -> bytes:
    other = FILES[chance.choice(DAMAGED)].encode()
    start = chance.randrange(len(other))
    return _insert(data, other[start : start + chance.randint(5, 200)], chance)


ACCIDENTS: list[Callable[[bytes, random.Random], bytes]] = [
    _lose_bytes,
    _repeat_bytes,
    _change_byte,
    _swap_bytes,
    _lose_line,
    _repeat_line,
    _swap_lines,
    _indent_line,
    _cut_short,
    _insert_strange,
    _insert_scrap,
    _insert_scrap,
    _insert_no_utf8,
    _insert_unicode,
    _insert_nest,
    _insert_block_nest,
    _insert_long_word,
    _take_from_other,
]


class StuckError(BaseException):
    """No Exception, so that nothing on the way can swallow it."""


@contextlib.contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Ends what does not end by itself."""

    def ring(number: int, frame: object) -> None:
        raise StuckError(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def build(folder: Path) -> tuple[int, str]:
    """Exit code and complaints of the real build."""
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = build_site(folder, folder / "site", fresh=False)
    return code, said.getvalue()


def write(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def contents(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project, built."""
    folder = tmp_path / "project"
    for name, text in FILES.items():
        write(folder, name, text.encode())
    code, said = build(folder)
    assert (code, said) == (0, "")
    return folder


def run_case(folder: Path, number: int) -> int:
    """Builds with one file damaged; returns the exit code."""
    chance = random.Random(number)
    name = chance.choice(DAMAGED)
    write(folder, name, damage(FILES[name].encode(), chance))
    before = contents(folder / "site")
    where = f"case {number}: {name}"
    try:
        with time_limit(SECONDS):
            code, said = build(folder)
    except (Exception, StuckError) as fault:
        raise AssertionError(f"{where}: {type(fault).__name__}: {fault}") from fault
    assert code in (0, 1), f"{where}: exit code {code}: {said}"
    assert (code == 0) == ("problem" not in said), f"{where}: exit code {code}: {said}"
    if code == 1:
        assert contents(folder / "site") == before, f"{where}: the old site was changed"
        for line in said.rstrip("\n").split("\n")[:-1]:
            assert re.match(r"[\w./-]+:\d+: .+ \[[\w-]+\]$", line), f"{where}: {line}"
    else:
        manifest = publish.read_manifest(folder / "site")
        assert manifest is not None, where
        assert publish.is_intact(folder / "site", manifest), where
    write(folder, name, FILES[name].encode())
    return code


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_damaged_file_ends_in_a_finding_or_a_site(small: Path, chunk: int) -> None:
    codes = {run_case(small, number) for number in range(chunk, CASES, CHUNKS)}
    assert 1 in codes, "not one of the accidents was noticed"


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"\xef\xbb\xbf", b"\x00" * 64, b"\xff\xfe", b"---"],
    ids=["empty", "blank", "byte-order-mark", "zeros", "utf-16", "dashes"],
)
def test_a_file_with_nothing_to_read_in_it_does_no_harm(
    small: Path, name: str, data: bytes
) -> None:
    write(small, name, data)
    before = contents(small / "site")
    code, said = build(small)
    assert code in (0, 1)
    assert bool(said) == bool(code)
    assert code == 0 or contents(small / "site") == before


def plural(rule: str) -> tuple[str, str]:
    """The interface catalogue with another rule for its plural forms."""
    old = "nplurals=3; plural=(n==1 ? 0 : 1);"
    assert old in INTERFACE
    return "locales/pl/LC_MESSAGES/interface.po", INTERFACE.replace(old, rule)


def words(body: str) -> tuple[str, str]:
    """The home page with a paragraph more."""
    name = "content/index.md"
    return name, f"{FILES[name]}\n\n{body}\n"


BROKEN = {
    "plural rule that ends too soon": plural("nplurals=3; plural=(n==1 ? 0"),
    "plural rule that divides by nothing": plural("nplurals=3; plural=n/0;"),
    "plural rule that asks for a form that is not there": plural("nplurals=3; plural=n;"),
    "plural rule with a form below zero": plural("nplurals=3; plural=0-n;"),
    "plural rule in words": plural("nplurals=3; plural=many;"),
    "plural rule that is long": plural(f"nplurals=3; plural={'n+' * 600}n;"),
    "plural rule that is deep": plural(f"nplurals=3; plural={'(' * 100}n{')' * 100};"),
    "plural rule without forms": plural("nplurals=0; plural=0;"),
    "plural rule with many forms": plural("nplurals=999999; plural=0;"),
    "no plural rule": plural(""),
    "address of the site with a bracket": (
        "council.yml",
        COUNCIL.replace("www.testwick.example", "www.[a].example"),
    ),
    "address of the site with a port that is no number": (
        "council.yml",
        COUNCIL.replace("www.testwick.example", "www.testwick.example:x"),
    ),
    "placeholder between backticks of unlike length": words("`{{ phone.mian }}``` more"),
    "placeholder below a heading in a list": words("- ## Part\nCall {{ phone.main }}."),
    "list in a list in a list": words("- " * 2_000 + "words"),
    "box in a box in a box": words('<div markdown="1">\n' * 2_000 + "words"),
    "quotation in a quotation": words("> " * 2_000 + "words"),
    "brackets": words("[" * 2_000),
    "stars": words("*" * 2_000),
    "menu in a menu in a menu": (
        "mkdocs.yml",
        FILES["mkdocs.yml"] + "".join(f"{'  ' * (n + 1)}- A:\n" for n in range(300)),
    ),
    "list in a list in council.yml": ("council.yml", "- " * 5_000 + "x"),
    "value that holds itself": ("council.yml", "council: &a {name: *a}\n"),
    "pattern of times that asks for a day": (
        "council.yml",
        COUNCIL.replace('times: "h:mma"', 'times: "h:mm EEEE d"'),
    ),
    "promise of a great number": (
        "council.yml",
        COUNCIL.replace("number: 10", "number: 9" + "9" * 11),
    ),
    "day at the end of time": (
        "content/other.md",
        FILES["content/other.md"].replace("2026-10-12", "9999-12-31"),
    ),
    "day at the beginning of time": (
        "content/other.md",
        FILES["content/other.md"].replace("2026-10-12", "0001-01-01"),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_other_builders_does_not_break_this_one(small: Path, name: str) -> None:
    file, text = BROKEN[name]
    assert text != FILES[file]
    before = contents(small / "site")
    write(small, file, text.encode())
    with time_limit(SECONDS):
        code, said = build(small)
    assert code in (0, 1), said
    assert bool(said) == bool(code)
    assert code == 0 or contents(small / "site") == before


def test_nesting_without_end_is_a_finding_and_no_crash_of_python(small: Path) -> None:
    """In a process of its own: the YAML library is C and takes Python down with it."""
    write(small, "council.yml", b"[" * 100_000)
    code = "import sys; from pathlib import Path; from councilsite.site import build_site; "
    code += "p = Path(sys.argv[1]); sys.exit(build_site(p, p / 'site', fresh=False))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(small)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr[-300:]
    assert "council.yml:1: " in done.stderr


@pytest.mark.parametrize("name", sorted({*DAMAGED} - {"locales/pl/glossary.yml"}))
def test_a_folder_in_the_place_of_a_file_is_a_finding(small: Path, name: str) -> None:
    (small / name).unlink()
    (small / name).mkdir()
    before = contents(small / "site")
    code, said = build(small)
    assert code == (2 if name == "council.yml" else 1)
    assert said
    assert contents(small / "site") == before


def test_a_site_that_is_gone_comes_back_after_damage(small: Path) -> None:
    shutil.rmtree(small / "site")
    write(small, "content/index.md", b"\xff")
    assert build(small)[0] == 1
    assert not (small / "site").exists()
    write(small, "content/index.md", FILES["content/index.md"].encode())
    assert build(small) == (0, "")
    assert (small / "site/index.html").is_file()
