"""In charge of what a page tells services that show links to it: Open Graph."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from councilsite.model import Language
from councilsite.wording import language_and_territory

Data = dict[str, str]

FEED = "feed.xml"
"""File of a language's feed, below its folder."""


def open_graph(
    language: Language,
    others: Iterable[Language],
    *,
    site: str,
    title: str,
    description: str,
    url: str,
) -> list[Data]:
    """Property and content of each line (ogp.me), escaped for attributes.

    There is no image: the services that show one do not take SVG, and a picture of nothing but
    the council's name tells nobody anything. `others` are the page's other languages.
    """
    rows: Sequence[tuple[str, str]] = (
        ("og:type", "website"),
        ("og:site_name", site),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:locale", language_and_territory(language)),
        *(("og:locale:alternate", language_and_territory(other)) for other in others),
    )
    return [{"property": name, "content": html.escape(content)} for name, content in rows]
