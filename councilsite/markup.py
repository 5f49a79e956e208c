"""In charge of what can be wrong with a page's Markdown before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from councilsite.blocks import without_code
from councilsite.icons import ICON, is_icon, list_icons
from councilsite.model import Finding, Place, Source
from councilsite.yamltext import did_you_mean

_TAG = re.compile(
    r"<\s*(?:/\s*)?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?")
_LINK = re.compile(r'(?:href="(?:(?:https?|mailto|tel):[^"<>]*|[^":<>&]*)")?')
_ATTRIBUTE_LIST = re.compile(r"(?<!\{)\{:?([^{}\n]*=[^{}\n]*)\}(?!\})")
_TAGS = re.compile(
    r"abbr|b|bdi|br|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|h[2-6]|i|ins|kbd|li"
    r"|mark|ol|p|q|s|samp|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul"
    r"|var|wbr"
)
"""HTML that authors may use: it shows text and does nothing."""
_ATTRIBUTES = frozenset(
    ("class", "id", "lang", "dir", "markdown", "scope", "colspan", "rowspan", "start", "open")
)
_DEEPEST = 40
_WRAPPER = re.compile(r"<\w[^<>]*\bmarkdown\b")
_MARKERS = re.compile(r"\s*(?:(?:[-*+>:]|\d+\.)\s+){8}")
_FIRST_LEVEL = re.compile(r"\s*#(?!#)\s*[^\s#]")
_OPENS_BLOCK = re.compile(r"\s*(?:[-*+:]|\d+\.|!!!|\?\?\?\+?|===[+!]*)\s")
_UNTITLED = re.compile(r"\s*(?:\?\?\?\+?|===[+!]*)\s[^\"]*\"\s*\"\s*")
_PICTURE = r"!\[\s*\](?:\([^()]*\)|\[[^\[\]]*\])(?:\{[^{}]*\})?"
_WORDLESS_IMAGE = re.compile(rf"<img\b(?![^<>]*\salt=)|{_PICTURE}", re.IGNORECASE)
_WORDLESS_LINK = re.compile(
    rf"(?<!!)\[(?:\s|{_PICTURE}|{ICON.pattern}|\{{[^{{}}]*\}})*\](?:\(|\[(?!\^))"
)
_DECORATIVE = re.compile(r"\{[^{}]*\.decorative\b[^{}]*\}")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HIDDEN_WORDS = re.compile(
    r"[<{][^<>{}]*\b(?:title|alt|aria-[a-z]+|placeholder|label|summary)\s*=\s*[^\s>]"
    r"|^\s*\[[^\]^]+\]:\s*\S+\s+[\"'(]"
)


def check_source(source: Source) -> Iterator[Finding]:
    """What can be wrong with a page's Markdown before it is parsed."""
    lines = [*without_code(source.body.split("\n"))]
    yield from _check_depth(source, lines)
    yield from _check_html(source, "\n".join(lines))
    for number, line in enumerate(lines):
        if line.strip():
            yield from _check_line(lines, number, Place(source.file, source.first_line + number))


def _check_depth(source: Source, lines: list[str]) -> Iterator[Finding]:
    """Blocks inside blocks inside blocks: no reader follows them, and no parser."""
    wrapped = 0
    for number, line in enumerate(lines):
        wrapped += len(_WRAPPER.findall(line))
        indent = len(line) - len(line.lstrip())
        if indent > _DEEPEST or wrapped > _DEEPEST or _MARKERS.match(line):
            what = "lists or boxes are nested very deeply here."
            remedy = "Use at most two levels; a new heading or page serves readers better."
        elif _bracket_depth(line) > _DEEPEST:
            what = "brackets are nested very deeply here."
            remedy = "Write links as [words](page.md), one beside the other."
        else:
            continue
        yield Finding("deep-nesting", Place(source.file, source.first_line + number), what, remedy)
        return


def _bracket_depth(line: str) -> int:
    """How many square brackets are open at once: each makes Markdown read the line again."""
    if line.count("[") <= _DEEPEST:
        return 0
    depth = deepest = 0
    for sign in re.findall(r"[\[\]]", line):
        depth = depth + 1 if sign == "[" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _check_html(source: Source, body: str) -> Iterator[Finding]:
    """HTML and attribute lists that do more than show text; in code they are text."""
    body = re.sub(r"`[^`\n]*`", lambda code: " " * len(code.group()), body)
    found = [tag for tag in _TAG.finditer(body) if not _is_harmless(tag)]
    for attributes in _ATTRIBUTE_LIST.finditer(body):
        names = {name.lower() for name in re.findall(r"([\w:.-]+)\s*=", attributes.group(1))}
        if names - _ATTRIBUTES:
            found.append(attributes)
    lines = {body.count("\n", 0, match.start()): match for match in reversed(found)}
    for line, match in sorted(lines.items()):
        place = Place(source.file, source.first_line + line)
        yield Finding(
            "active-html",
            place,
            f'"{match.group()[:40]}" may do more than show text, or hides words from translators.',
            "Write links and images in Markdown; leave out scripts, styles, forms and handlers.",
        )


def _is_harmless(tag: re.Match[str]) -> bool:
    name, rest = tag.group(1).lower(), tag.group(2)
    if name == "a":
        return bool(_LINK.fullmatch(rest.strip()))
    names = {match.group(1).lower() for match in _ATTRIBUTE.finditer(rest)}
    # Attributes with words are told of as `hidden-words`.
    names -= {"alt", "title"}
    if name == "img":
        return names <= {"src"} and ":" not in rest
    return bool(_TAGS.fullmatch(name)) and not names - _ATTRIBUTES


def _check_line(lines: list[str], number: int, place: Place) -> Iterator[Finding]:
    line = lines[number]
    if _is_first_level(lines, number) or _is_underlined(lines, number):
        yield Finding(
            "second-h1",
            place,
            "the title in the front matter is the page's only h1.",
            "Begin this heading with ##.",
        )
    if _HIDDEN_WORDS.search(line):
        yield Finding(
            "hidden-words",
            place,
            "words in an attribute or beside a link's address cannot be translated.",
            "Write them in the text; write an image as ![What it shows](image.png).",
        )
    yield from _check_pictures(lines, number, place)
    if _UNTITLED.fullmatch(line):
        yield Finding(
            "empty-title",
            place,
            "a box that opens needs a title: it is all that readers see of it.",
            'Write the title between the quotes, as in ??? note "What to bring".',
        )
    if _is_separator(line) and number and _cells(lines[number - 1]):
        yield from _check_table(lines, number, place)
    elif _starts_table(lines, number) and not _in_table(lines, number):
        yield Finding(
            "broken-table",
            place,
            "this line looks like a table's, but no line of dashes follows its first line.",
            "Put a line such as |---|---| below the row of headings.",
        )


def _check_pictures(lines: list[str], number: int, place: Place) -> Iterator[Finding]:
    """Icons that do not exist; images and links without words."""
    line = lines[number]
    if "`" in line:
        line = _CODE_SPAN.sub("`code`", line)
    for name in ICON.findall(line) if ":" in line else ():
        if not is_icon(name):
            yield Finding(
                "unknown-icon",
                place,
                f'there is no icon ":{name}:".',
                f"{did_you_mean(name, list_icons(name))}Names are those of Material's icon search.",
            )
    if "[" not in line and "<" not in line:
        return
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    for image in _WORDLESS_IMAGE.finditer(line):
        if not _DECORATIVE.search(image.group()) and not _DECORATIVE.fullmatch(below):
            yield Finding(
                "no-alternative-text",
                place,
                "people who cannot see this image learn nothing of it.",
                "Say what it shows: ![What it shows](image.png); if it only decorates the page,"
                " write ![](image.png){: .decorative }.",
            )
    if _WORDLESS_LINK.search(line):
        yield Finding(
            "link-without-words",
            place,
            "a link here has no words.",
            "Write where it leads: [missed bins](missed-bin.md).",
        )


def _check_table(lines: list[str], number: int, place: Place) -> Iterator[Finding]:
    width = len(_cells(lines[number - 1]))
    before = lines[number - 2].strip() if number > 1 else ""
    if before and not before.endswith("|"):
        yield Finding(
            "broken-table",
            Place(place.file, place.line - 1),
            "a table must begin after an empty line.",
            "Put an empty line above it.",
        )
    for offset, row in enumerate([lines[number], *lines[number + 1 :]]):
        if not row.strip():
            return
        found = len(_cells(row))
        if found != width:
            yield Finding(
                "broken-table",
                Place(place.file, place.line + offset),
                f"this row of the table has {found} cells, its heading has {width}.",
                "Give every row the same number of cells, empty ones too.",
            )


def _is_separator(line: str) -> bool:
    return "|" in line and bool(re.fullmatch(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*", line))


def _is_first_level(lines: list[str], number: int) -> bool:
    """Whether a line begins with a single #; far indented it is code, but not in a list or box."""
    line = lines[number]
    if not _FIRST_LEVEL.match(line):
        return False
    indent = len(line) - len(line.lstrip())
    outer = (
        above
        for above in reversed(lines[:number])
        if above.strip() and len(above) - len(above.lstrip()) < indent
    )
    return indent < 4 or bool(_OPENS_BLOCK.match(next(outer, "")))


def _is_underlined(lines: list[str], number: int) -> bool:
    """Whether this line and the one below it are a heading underlined with ===."""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return bool(lines[number].strip()) and bool(below) and not below.strip("=")


def _starts_table(lines: list[str], number: int) -> bool:
    """Whether a line with a bar at its start follows one without."""
    before = lines[number - 1] if number else ""
    return lines[number].lstrip().startswith("|") and not before.lstrip().startswith("|")


def _in_table(lines: list[str], number: int) -> bool:
    """Whether a line of dashes stands below this line or above it in the same block."""
    if number + 1 < len(lines) and _is_separator(lines[number + 1]):
        return True
    while number >= 0 and lines[number].strip():
        if _is_separator(lines[number]):
            return True
        number -= 1
    return False


def _cells(line: str) -> list[str]:
    """Cells of a table's row; a bar in code or behind a backslash is text."""
    line = re.sub(r"\\\||`[^`]*`|\{\{[^{}]*\}\}", "x", line.strip())
    return line.removeprefix("|").removesuffix("|").split("|") if "|" in line else []
