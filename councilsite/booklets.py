"""In charge of what council.yml says of large print: sizes, and pages that make a booklet."""

from __future__ import annotations

from councilsite.model import Booklet, LargePrint
from councilsite.yamltext import Node, Reader

SIZES = range(16, 37)
"""Points that large print may have: 16 is the least that UKAAF's guidance allows."""
GIANT_SIZES = range(24, 73)
"""Points of giant print."""

_USUAL = 18


def read_large_print(reader: Reader, node: Node | None) -> LargePrint | None:
    """The part large_print; None where there is none, and then no PDFs are made."""
    if node is None:
        return None
    values = reader.mapping(node, "large_print", (), ("size", "giant", "booklets"))
    sizes = {
        "large_print": _size(reader, values.get("size"), "large_print: size", SIZES) or _USUAL,
        "giant_print": _size(reader, values.get("giant"), "large_print: giant", GIANT_SIZES),
    }
    return LargePrint(
        {label: size for label, size in sizes.items() if size is not None},
        _booklets(reader, values.get("booklets")),
    )


def _size(reader: Reader, node: Node | None, what: str, sizes: range) -> int | None:
    if node is None:
        return None
    size = reader.integer(node, what)
    if size in sizes:
        return size
    reader.complain(
        node.line,
        "print-size",
        f"{what} is {size}, which is not between {sizes.start} and {sizes.stop - 1} points.",
        f"Write a number from {sizes.start} to {sizes.stop - 1}.",
    )
    return None


def _booklets(reader: Reader, node: Node | None) -> tuple[Booklet, ...]:
    if node is None:
        return ()
    found = []
    for key, entry in reader.entries(node, "booklets").items():
        what = f"booklets: {key}"
        values = reader.mapping(entry, what, ("name", "page"), ("sections",))
        sections = values.get("sections")
        found.append(
            Booklet(
                key=key,
                name=reader.text(values.get("name"), f"{what}: name"),
                page=reader.words(values.get("page"), f"{what}: page"),
                sections=reader.each(
                    sections, f"{what}: sections", lambda one: reader.words(one, "a section")
                )
                if sections is not None
                else (),
            )
        )
    return tuple(found)
