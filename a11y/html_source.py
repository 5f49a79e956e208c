"""In charge of tags without counterparts in the source of a page, which browsers mend by guess."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = """area base basefont bgsound br col embed frame hr img input keygen link meta param source
track wbr"""
VOID = frozenset(_VOID.split())
_OPTIONAL = """body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td
tfoot th thead tr"""
OPTIONAL = frozenset(_OPTIONAL.split())
"""Elements that end by themselves."""
_CLOSES_PARAGRAPH = """address article aside blockquote center details dialog dir div dl fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search
section summary table ul"""
CLOSES_PARAGRAPH = frozenset(_CLOSES_PARAGRAPH.split())
_WALLS = "applet button caption marquee math object svg table td template th"
WALLS = frozenset(_WALLS.split())
"""A paragraph around these goes on in them, without being theirs."""
_PLAIN = "iframe noembed noframes plaintext textarea title xmp"
PLAIN = frozenset(_PLAIN.split())
"""What stands in these is text, whatever it looks like."""
FOREIGN = frozenset({"svg", "math"})


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A tag without its counterpart."""

    tag: str
    """As written, such as "</span>" or "<div>"."""
    line: int
    """Line in the source, from 1."""


def find_unmatched_tags(source: str) -> list[Unmatched]:
    """End tags that end nothing, and elements that nothing ends though they must be ended."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(source)
    reader.close()
    reader.leave(0)
    return sorted(reader.found, key=lambda unmatched: unmatched.line)


class _Reader(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found: list[Unmatched] = []
        self.open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if self._is_plain():
            return
        if tag in CLOSES_PARAGRAPH:
            self._end_paragraph()
        if tag not in VOID or self._is_foreign():
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        # "<div/>" opens a div all the same; only drawings and formulas have such ends.
        if not self._is_foreign() and tag not in FOREIGN and "-" not in tag:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._is_plain() and self.open[-1][0] != tag:
            return
        names = [name for name, _ in self.open]
        if tag in names:
            self.leave(len(names) - 1 - names[::-1].index(tag), with_end=True)
        elif tag not in ("html", "body", "head"):
            self.found.append(Unmatched(f"</{tag}>", self.getpos()[0]))

    def leave(self, depth: int, *, with_end: bool = False) -> None:
        """Ends all that is open below a depth; with an end tag for the outermost of it."""
        for name, line in self.open[depth + with_end :]:
            if name not in OPTIONAL and "-" not in name:
                self.found.append(Unmatched(f"<{name}>", line))
        del self.open[depth:]

    def _end_paragraph(self) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth][0] in WALLS:
                return
            if self.open[depth][0] == "p":
                # Letters that are bold or slanted go on being so: the browser opens them again.
                self.open[depth : depth + 1] = []
                return

    def _is_foreign(self) -> bool:
        return any(name in FOREIGN for name, _ in self.open)

    def _is_plain(self) -> bool:
        return bool(self.open) and self.open[-1][0] in PLAIN and not self._is_foreign()
