"""In charge of reading a PDF's structure tree: its runs of text, tables, links and contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary

from councilsite.formats.pdftext import PageTexts

Say = Callable[[pikepdf.Object, int], str]
"""What a marked piece of a page says."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in an element, without another element between."""

    element: pikepdf.Object
    """The structure element that holds it."""
    places: tuple[int, ...]
    """Where its marked pieces stand among the element's kids."""
    is_whole: bool
    """Whether the element holds nothing else."""
    pieces: tuple[str, ...]
    """What each marked piece says."""

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Tree:
    """What a structure tree holds, each list in the order of reading."""

    runs: list[Run] = field(default_factory=list)
    """Texts, but for labels of lists and tables of contents."""
    entries: list[list[Run]] = field(default_factory=list)
    """Entries of the table of contents."""
    tables: list[pikepdf.Object] = field(default_factory=list)
    """Tables."""
    links: list[pikepdf.Object] = field(default_factory=list)
    """Links."""
    elements: list[pikepdf.Object] = field(default_factory=list)
    """All elements."""


def read_tree(pdf: pikepdf.Pdf) -> Tree:
    """The structure tree of a document."""
    pages = PageTexts()
    texts: dict[tuple[int, int], dict[int, str]] = {}

    def say(page: pikepdf.Object, number: int) -> str:
        if page.objgen not in texts:
            texts[page.objgen] = pages.read(page)
        return texts[page.objgen].get(number, "")

    tree = Tree()
    for element in kids_of(pdf.Root.StructTreeRoot):
        _read(element, tree, tree.runs, say)
    return tree


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """An element's kids, of which PDF allows one to stand without a list."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: pikepdf.Object) -> bool:
    """Whether a kid is an element, and not a piece of a page or a reference to a link."""
    return isinstance(kid, Dictionary) and "/S" in kid


def _read(element: pikepdf.Object, tree: Tree, runs: list[Run], say: Say) -> None:
    kind = element.get("/S")
    tree.elements.append(element)
    if kind == "/Lbl":
        runs = []
    elif kind == "/TOCI":
        runs = []
        tree.entries.append(runs)
    elif kind == "/Table":
        tree.tables.append(element)
    elif kind == "/Link":
        tree.links.append(element)
    kids = kids_of(element)
    is_whole = not any(map(is_element, kids))
    for part in _parts(kids):
        if isinstance(part, int):
            _read(kids[part], tree, runs, say)
        else:
            pieces = tuple(_piece(element, kids[place], say) for place in part)
            if "".join(pieces).strip():
                runs.append(Run(element, tuple(part), is_whole, pieces))


def _parts(kids: list[pikepdf.Object]) -> Iterator[int | list[int]]:
    """Places of elements one by one, and of marked pieces together that no element parts."""
    together: list[int] = []
    for place, kid in enumerate(kids):
        if is_element(kid):
            if together:
                yield together
            together = []
            yield place
        elif not isinstance(kid, Dictionary) or kid.get("/Type") == "/MCR":
            together.append(place)
    if together:
        yield together


def _piece(element: pikepdf.Object, kid: pikepdf.Object, say: Say) -> str:
    page, number = marked_piece(element, kid)
    return say(page, number)


def marked_piece(element: pikepdf.Object, kid: pikepdf.Object) -> tuple[pikepdf.Object, int]:
    """The page that a marked piece stands on, and its number there."""
    if isinstance(kid, Dictionary):
        return kid.Pg if "/Pg" in kid else element.Pg, int(kid.MCID)
    return element.Pg, int(kid)
