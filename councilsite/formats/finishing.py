"""In charge of finishing a PDF: what a screen reader needs and Typst does not write itself.

Typst keeps the order of blocks, but writes Arabic words as they are seen and not as they are read.
Every run of text is compared with what the document says. Where the two are not the same, the
element says its text (ActualText, ISO 32000-1, 14.9.4); where they are not even the same letters,
the PDF is refused.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from councilsite.formats.documents import find_tables, headings
from councilsite.formats.passages import Data, plain_text, read_runs
from councilsite.formats.pdftree import Run, Tree, is_element, kids_of, marked_piece, read_tree


class TextDiffers(Exception):
    """The PDF does not say what the document says."""


def finish(data: bytes, document: Data, tags: Mapping[str, str]) -> bytes:
    """The finished PDF; `tags` are the full language tags by those that Typst writes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = read_tree(pdf)
        texts = list(expected_runs(document, with_contents=bool(tree.entries)))
        titles = _titles(tree, document)
        _say_texts(pdf, tree, texts, titles)
        _describe_links(tree, texts, titles)
        _head_rows(tree, document)
        _name_languages(pdf, tree, tags)
        _set_direction(pdf, document)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


# Texts.


def _say_texts(pdf: pikepdf.Pdf, tree: Tree, texts: Sequence[str], titles: Sequence[str]) -> None:
    if len(texts) != len(tree.runs):
        seen = next(
            (run.text for run, text in zip(tree.runs, texts, strict=False) if _differ(run, text)),
            "",
        )
        raise TextDiffers(
            f"it has {len(tree.runs)} pieces of text and not {len(texts)}, "
            f'and the first one that differs is "{seen.strip()}"'
        )
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    # From the end, as wrapping a run moves those after it.
    for run, text in zip(reversed(tree.runs), reversed(texts), strict=True):
        _say_text(pdf, run, text, parents)
    for entry, title in zip(tree.entries, titles, strict=True):
        _say_entry(pdf, entry, title, parents)


def _titles(tree: Tree, document: Data) -> list[str]:
    """What the entries of the contents say: headings, each with the number of its page."""
    found = [
        plain_text(heading["c"])
        for heading in headings([*document["blocks"], *document["end"]])
        if 1 < heading["level"] <= document["depth"]
    ]
    if not tree.entries:
        return []
    if len(found) != len(tree.entries):
        raise TextDiffers(f"its contents have {len(tree.entries)} entries and not {len(found)}")
    numbers = [entry[-1].pieces[-1].strip() for entry in tree.entries]
    return [f"{title} {number}" for title, number in zip(found, numbers, strict=True)]


def expected_runs(document: Data, *, with_contents: bool) -> Iterator[str]:
    """What the structure tree is to say, text by text."""
    yield from read_runs(document["strip"])
    yield from read_runs(document["blocks"][:1])
    if with_contents:
        yield from read_runs(document["contents"])
    yield from read_runs(document["blocks"][1:])
    yield from read_runs(document["end"])


def _differ(run: Run, text: str) -> bool:
    return not are_same_letters(run.text, text)


_SPACE = re.compile(r"\s+")


def _say_text(pdf: pikepdf.Pdf, run: Run, text: str, parents: pikepdf.NumberTree) -> None:
    if _SPACE.sub(" ", run.text) == _SPACE.sub(" ", text):
        return
    if _differ(run, text):
        raise TextDiffers(f'it says "{run.text.strip()}" where the page says "{text.strip()}"')
    _holder(pdf, run, parents).ActualText = String(text)


def _say_entry(
    pdf: pikepdf.Pdf, entry: Sequence[Run], title: str, parents: pikepdf.NumberTree
) -> None:
    """Its last piece of text says it all, so that a heading in several parts is one entry."""
    seen = "".join(run.text for run in entry)
    if not are_same_letters(seen, title):
        raise TextDiffers(f'its contents say "{seen}" where the heading is "{title}"')
    said = [*["" for _ in entry[1:]], title]
    for run, text in zip(reversed(entry), reversed(said), strict=True):
        _holder(pdf, run, parents).ActualText = String(text)


def are_same_letters(seen: str, said: str) -> bool:
    """Whether what is seen can be what is said: the same letters in any order.

    In right-to-left text Typst repeats a letter that carries a mark, and the alef that is joined
    to a lam with one.
    """
    more = _letters(seen)
    more.subtract(_letters(said))
    allowed = Counter(
        letter
        for letter, mark in zip(said, said[1:], strict=False)
        if unicodedata.category(mark) == "Mn"
    )
    allowed.update(_LAM_ALEF.findall(said))
    return all(0 <= count <= allowed[letter] for letter, count in more.items())


_LAM_ALEF = re.compile("\u0644[\u064b-\u065f]+([\u0622\u0623\u0625\u0627])")


_MIRRORED = str.maketrans(")]}>»›≥", "([{<«‹≤")
"""In right-to-left text a bracket is drawn as its counterpart."""


def _letters(text: str) -> Counter[str]:
    return Counter(
        c for c in text.translate(_MIRRORED) if not c.isspace() and unicodedata.category(c) != "Mn"
    )


def _holder(pdf: pikepdf.Pdf, run: Run, parents: pikepdf.NumberTree) -> pikepdf.Object:
    """The element whose text is the run's and nothing else: its own, or a new one around it."""
    element = run.element
    if run.is_whole and element.S not in (Name.Link, Name.Reference):
        return element
    kids = kids_of(element)
    span = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Span,
            P=element,
            K=Array([kids[place] for place in run.places]),
        )
    )
    if "/Pg" in element:
        span.Pg = element.Pg
    for place in run.places:
        page, number = marked_piece(element, kids[place])
        parents[int(page.StructParents)][number] = span
    first, *others = run.places
    element.K = Array(
        [span if place == first else kid for place, kid in enumerate(kids) if place not in others]
    )
    return span


# Tables, links and languages.


def _head_rows(tree: Tree, document: Data) -> None:
    """First cells that head a row, and captions as part of their tables."""
    for element, table in zip(tree.tables, find_tables(document["blocks"]), strict=True):
        rows = [row for part in kids_of(element) for row in _rows(part)]
        headed = False
        for row, cells in zip(rows[1 if table["head"] else 0 :], table["rows"], strict=True):
            for kid, cell in zip(kids_of(row), cells, strict=True):
                if cell["head"]:
                    headed = True
                    kid.S = Name.TH
                    _table_attributes(kid).Scope = Name.Row
        # Where a list of heads is given nobody looks for the head of the row.
        for cell in (cell for row in rows if headed for cell in kids_of(row)):
            attributes = _table_attributes(cell)
            if "/Headers" in attributes:
                del attributes["/Headers"]
        if table["caption"]:
            _take_caption(element)


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    found = cell.get("/A", Array())
    for attributes in found if isinstance(found, Array) else [found]:
        if attributes.get("/O") == "/Table":
            return attributes
    attributes = Dictionary(O=Name.Table)
    cell.A = Array([*found, attributes])
    return attributes


def _rows(part: pikepdf.Object) -> list[pikepdf.Object]:
    return [part] if part.S == Name.TR else [row for kid in kids_of(part) for row in _rows(kid)]


def _take_caption(table: pikepdf.Object) -> None:
    """The paragraph before a table becomes its caption (ISO 32000-1, 14.8.4.3.4)."""
    kids = kids_of(table.P)
    place = next(
        number for number, kid in enumerate(kids) if is_element(kid) and kid.objgen == table.objgen
    )
    caption = kids[place - 1]
    caption.S = Name.Caption
    caption.P = table
    table.P.K = Array([*kids[: place - 1], *kids[place:]])
    table.K = Array([caption, *kids_of(table)])


def _describe_links(tree: Tree, texts: Sequence[str], titles: Sequence[str]) -> None:
    """What a link says of itself is its text, in the words of its language."""
    said: dict[tuple[int, int], str] = {}
    entries = [(entry[0], title) for entry, title in zip(tree.entries, titles, strict=True)]
    for run, text in [*zip(tree.runs, texts, strict=True), *entries]:
        element = run.element
        while element.get("/S") in _INSIDE_LINKS:
            element = element.P
        if element.get("/S") == "/Link":
            said[element.objgen] = said.get(element.objgen, "") + text
    for link in tree.links:
        for kid in kids_of(link):
            if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR":
                kid.Obj.Contents = String(" ".join(said.get(link.objgen, "").split()))


_INSIDE_LINKS = ("/Strong", "/Em", "/Span")


def _name_languages(pdf: pikepdf.Pdf, tree: Tree, tags: Mapping[str, str]) -> None:
    """Full language tags where Typst writes short ones with a private region."""
    for element in (pdf.Root, *tree.elements):
        short = str(element.get("/Lang", ""))
        if short in tags:
            element.Lang = String(tags[short])
    changes = [(old.encode(), new.encode()) for old, new in tags.items()]
    for stream in (pdf.Root.Metadata, *(page.Contents for page in pdf.pages)):
        data = changed = stream.read_bytes()
        for old, new in changes:
            changed = changed.replace(b"(%b)" % old, b"(%b)" % new)
            changed = changed.replace(b">%b<" % old, b">%b<" % new)
        if changed != data:
            stream.write(changed)


def _set_direction(pdf: pikepdf.Pdf, document: Data) -> None:
    """Pages of right-to-left documents lie and are turned from right to left."""
    is_rtl = document["dir"] == "rtl"
    pdf.Root.ViewerPreferences.Direction = Name.R2L if is_rtl else Name.L2R
    for element in kids_of(pdf.Root.StructTreeRoot):
        mode = Name.RlTb if is_rtl else Name.LrTb
        element.A = Dictionary(O=Name.Layout, WritingMode=mode)
