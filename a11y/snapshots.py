"""In charge of telling whether a page shows what it has shown before.

A page can load other data than before and show the same: a search whose index has changed finds
for the same words the same pages. What would only come up if somebody did something more, such as
pointing at it, is not told. Style sheets, scripts, fonts and pictures are files, which a11y.kept
watches.
"""

from __future__ import annotations

import hashlib
import json

from a11y.engines.browser import Browser

STYLES = (
    "background-color",
    "background-image",
    "border-bottom-color",
    "border-bottom-style",
    "box-shadow",
    "color",
    "cursor",
    "direction",
    "display",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "line-height",
    "opacity",
    "outline-color",
    "outline-style",
    "text-align",
    "text-decoration-line",
    "visibility",
)
"""Looks of every element that scripts may have set."""

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
