"""In charge of a page's other languages: the switcher for people, the alternates for machines."""

from __future__ import annotations

import html
from collections.abc import Mapping

from councilsite import links
from councilsite.model import Council

Data = dict[str, object]


def switcher(council: Council, url: str, urls: Mapping[str, str], current: str) -> list[Data]:
    """The languages that the page at `url` is offered in, with the address in each."""
    return [
        {
            "lang": language.code,
            "dir": language.direction,
            "name": html.escape(language.own_name),
            "url": links.relative(url, urls[language.code]),
            "current": language.code == current,
        }
        for language in council.languages
        if language.code in urls
    ]


def alternates(council: Council, urls: Mapping[str, str]) -> list[Data]:
    """hreflang only for what is offered; none where a page has one language."""
    if len(urls) < 2:
        return []
    rows: list[Data] = [{"hreflang": code, "href": council.url + url} for code, url in urls.items()]
    default = council.url + urls[council.source_language.code]
    return [*rows, {"hreflang": "x-default", "href": default}]
