"""In charge of what a page's body holds: its headings for "On this page", its lists of links."""

from __future__ import annotations

import re

FEWEST_HEADINGS = 3
"""A page with fewer is seen as a whole: a list of them would only be in the way."""

_HEADING = re.compile(r"<h2\b([^>]*)>(.*?)</h2>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_NOT_IN_LINKS = re.compile(r'<sup\b.*?</sup>|</?a\b[^>]*>|\sid="[^"]*"', re.DOTALL)
"""Footnote marks, links and anchors: what may not stand in a link, or only once on a page."""

_LINK_LIST = re.compile(
    r"<ul>(?=\s*(?:<li\b[^>]*>\s*<a\b[^>]*>(?:[^<]|<(?!/a>|/?li\b))*</a>\s*</li>\s*)+</ul>)"
)


def find_contents(body: str) -> list[dict[str, str]]:
    """Anchor and words of every second-level heading; none where there are few."""
    found = []
    for attributes, words in _HEADING.findall(body):
        marks = dict(_ATTRIBUTE.findall(attributes))
        if "id" in marks:
            row = {"anchor": marks["id"], "label": _NOT_IN_LINKS.sub("", words).strip()}
            found.append(row | {key: marks[key] for key in ("lang", "dir") if key in marks})
    return found if len(found) >= FEWEST_HEADINGS else []


def mark_link_lists(body: str) -> str:
    """The same HTML, in which lists of nothing but links have the class `links`.

    So a list of services looks like one, and authors write no HTML for that.
    """
    return _LINK_LIST.sub('<ul class="links">', body)
