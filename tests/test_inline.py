"""Common inline Markdown gives the HTML that Python-Markdown gives."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilsite import segments
from councilsite.inline import read_common
from councilsite.segments import MarkdownPages

PIECES = [
    *("bins", " ", "a b", ".", "!", ":", "(", ")", '"', "'", "ż", "中", "**", "*", "_", "[", "]"),
    *("[your bin](../bins.md)", "[a](b.md#c)", "![a](b.png)", "[a](b 'c')", "[^1]", "`c`", "<b>"),
    *("{{ phone.main }}", "{{ promise.x | within }}", "{: .c }", "&amp;", "&", "  ", "\\", "://"),
    *("**bold**", "** bold**", "**bold **", "**a** b **c**", "(x.md)"),
]


def fill(name: str, form: str | None) -> etree.Element | str:
    """A link for telephone numbers, text for all else."""
    if not name.startswith("phone."):
        return f"five {form} days"
    link = etree.Element("a", {"href": "tel:01632"})
    link.text = "01632 960100"
    return link


def render(text: str) -> str:
    pages = MarkdownPages(segments.EXTENSIONS, {})
    pages.parse("", "content/a.md", 1)
    return pages.render([text], fill, None, lambda plain: escape(plain, quote=False))[0]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_what_is_read_directly_is_what_python_markdown_makes_of_it(text: str) -> None:
    directly = render(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "read_common", lambda text, fill: None)
        assert directly == render(text)


@pytest.mark.parametrize(
    "text",
    [
        "See [your bin](../bins.md) or telephone {{ phone.main }}.",
        "We answer {{ promise.x | within }}, **always**.",
    ],
)
def test_links_bold_words_and_placeholders_are_common(text: str) -> None:
    assert read_common(text, fill) is not None


@pytest.mark.parametrize("text", ["![a](b.png)", "`code`", "a_b_", "[a][b]", "<b>a</b>", "**a*"])
def test_everything_else_is_left_to_python_markdown(text: str) -> None:
    assert read_common(text, fill) is None
