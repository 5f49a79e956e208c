"""In charge of PDF files that pages link to: what they lack for people who do not see them."""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf

UNTAGGED = "no tags, so that a screen reader knows no headings, lists or order in it"
UNTITLED = "no title"
NO_LANGUAGE = "no language"
SECRET = "protection that keeps screen readers out"


@lru_cache(maxsize=64)
def find_lacks(content: bytes) -> tuple[str, ...]:
    """What a PDF lacks; nothing for what is not a PDF that can be read."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return tuple(_lacks(document))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return ()


def _lacks(document: pikepdf.Pdf) -> list[str]:
    root = document.Root
    marked = root.get("/MarkInfo")
    tagged = "/StructTreeRoot" in root and marked is not None and bool(marked.get("/Marked", False))
    title = str(document.docinfo.get("/Title", "")).strip()
    if not title and "/Metadata" in root:
        with document.open_metadata() as metadata:
            title = str(metadata.get("dc:title") or "").strip()
    found = [] if tagged else [UNTAGGED]
    found += [] if title else [UNTITLED]
    found += [] if str(root.get("/Lang", "")).strip() else [NO_LANGUAGE]
    if document.is_encrypted and not document.allow.accessibility:
        found.append(SECRET)
    return found
