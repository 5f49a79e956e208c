"""Tags without counterparts are named with their lines; what ends by itself is none of them."""

from __future__ import annotations

import pytest

from a11y.html_source import Unmatched, find_unmatched_tags


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<div>\n<b>bold</div>", [Unmatched("<b>", 2)]),
        ("<p>One</p>\n\n</span>", [Unmatched("</span>", 3)]),
        ("<p>One<ul><li>Two</ul></p>", [Unmatched("</p>", 1)]),
        ("<main>\n<section>", [Unmatched("<main>", 1), Unmatched("<section>", 2)]),
        ("<p>One<p>Two<table><tr><td>Three</table>", []),
        ("<title><b></title><textarea></div></textarea>", []),
        ("<svg><path/><title>Map</title></svg><my-map>", []),
        ("</body></html>", []),
        ("", []),
    ],
)
def test_tags_without_counterparts_are_found(source: str, found: list[Unmatched]) -> None:
    assert find_unmatched_tags(source) == found
