"""In charge of telling whether a page shows what it showed in an earlier run.

A page can load other data than before and show the same: a search whose index has changed finds
for the same words the same pages.
"""

from __future__ import annotations

import hashlib
import json

from a11y.engines.browser import Browser

STYLES = (
    "background-color",
    "color",
    "cursor",
    "display",
    "font-size",
    "opacity",
    "outline-style",
    "text-decoration-line",
    "visibility",
)
"""Looks of every element that scripts may have set; style sheets and pictures are files."""

UNTOLD = frozenset({"AUDIO", "CANVAS", "EMBED", "OBJECT", "VIDEO"})
"""Elements that show what no snapshot tells."""

_FOCUS = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"


def digest_page(page: Browser, address: str) -> str:
    """Is the same where an open page has the same elements, texts, answers, places and focus.

    Frames and shadow trees count with it, `address`, where the site is served, does not. Empty
    where the page has something that no snapshot tells.
    """
    taken = page.cdp("DOMSnapshot.captureSnapshot", computedStyles=STYLES)
    strings = taken["strings"]
    if UNTOLD.intersection(strings):
        return ""
    for document in taken["documents"]:
        # Names that Chromium gives anew each time.
        strings[document["frameId"]] = ""
        del document["nodes"]["backendNodeId"]
    told = json.dumps([taken, page.ask(_FOCUS)]).replace(address, "")
    return hashlib.sha256(told.encode()).hexdigest()
