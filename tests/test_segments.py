"""Markdown becomes segments, and segments in any language become the page again."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor

from councilsite.bidi import isolate_tree
from councilsite.blocks import plain_text
from councilsite.components import arrange
from councilsite.model import Segment
from councilsite.segments import (
    EXTENSIONS,
    MarkdownPages,
    ParsedPage,
    fill_skeleton,
)

PAGES = MarkdownPages(EXTENSIONS, {})


def parse(body: str) -> ParsedPage:
    return PAGES.parse(body, "content/bins.md", 1)


def texts(body: str) -> list[str]:
    return [segment.text for segment in parse(body).segments]


def kinds(body: str) -> list[tuple[str, str, str | None]]:
    return [(s.text, s.kind, s.context) for s in parse(body).segments]


def lines(body: str) -> list[tuple[str, int]]:
    return [(s.text, s.place.line) for s in parse(body).segments]


def answer(name: str, form: str | None) -> etree.Element | str:
    """Stands for the council's facts."""
    return f"[{name} {form}]" if form else f"[{name}]"


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def compose(
    body: str,
    say: Callable[[Segment], str] = lambda segment: segment.text,
    *,
    attributes: str = "",
    polish: Callable[[etree.Element], None] | None = None,
) -> str:
    """HTML of a page whose segments `say` translates."""
    page = parse(body)
    said = [say(slot.segment) if slot.segment else slot.text for slot in page.slots]
    shown = [
        inner if slot.inline else html.escape(text)
        for slot, text, inner in zip(
            page.slots, said, PAGES.render(said, answer, polish, escape), strict=True
        )
    ]
    return fill_skeleton(page, shown, lambda number: attributes)


def translated(body: str, **words: str) -> str:
    """HTML of a page with some segments translated, by their first word."""
    return compose(body, lambda segment: words.get(segment.text.split()[0], segment.text))


NOT_OF_MARKDOWN = {
    "a": ("role",),
    "caption": ("id",),
    "div": ("aria-labelledby",),
    "img": ("loading",),
    "pre": ("dir",),
    **{f"h{level}": ("id",) for level in range(1, 7)},
}
"""Attributes that plain Markdown does not give."""


class _Reading(HTMLParser):
    """What a browser makes of HTML: tags with sorted attributes, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.end_text()
        kept = [
            attribute for attribute in attrs if attribute[0] not in NOT_OF_MARKDOWN.get(tag, ())
        ]
        self.found.append((tag, sorted(kept, key=str)))

    def handle_endtag(self, tag: str) -> None:
        self.end_text()
        self.found.append(f"/{tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self._words += data

    def end_text(self) -> None:
        if self._words.strip():
            self.found.append(" ".join(self._words.split()))
        self._words = ""


def read(page: str) -> list[object]:
    """HTML as data in which white space and the order of attributes say nothing."""
    reading = _Reading()
    reading.feed(page)
    reading.close()
    reading.end_text()
    return reading.found


def with_plain_markdown(body: str) -> str:
    """The page without segments and slots; tables and tabs are arranged there too."""
    parser = markdown.Markdown(extensions=[name for name in EXTENSIONS if name != "pymdownx.emoji"])
    parser.treeprocessors.register(_Arranging(parser), "arranging", 30)
    return parser.convert(body)


class _Arranging(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        arrange(root)


INLINE = st.lists(
    st.sampled_from(
        ["Bins", "50%", "**bold**", "*it*", "`code`", "[x](a.md)", "<b>", "</b>", "<br>", "&amp;"]
        + ["&", "<", "\\*", "_", "**", "`", "http://a.b", "<http://a.b>", "|", "(", "]", ":", '"']
        + ["1.", "é", "ع", "\u200c", "don't", "- a", "![alt](i.png) x", "  "]
    ),
    min_size=1,
    max_size=5,
).map(lambda words: " ".join(words).strip() or "a")

BLOCK = INLINE.flatmap(
    lambda text: st.sampled_from(
        [
            text,
            f"{text}\n{text}",
            f"## {text}",
            f"### {text} {{#own}}",
            f"- {text}\n- {text}",
            f"- {text}\n    - {text}",
            f"1. {text}\n\n    {text}",
            f"> {text}",
            "| {0} | b |\n|---|---|\n| c | {0} |".format(text.replace("|", "")),
            '!!! note "{}"\n    {}'.format(text.replace('"', ""), text),
            '??? note "{}"\n    {}'.format(text.replace('"', ""), text),
            '=== "{0}"\n\n    {1}\n\n=== "{0}"\n\n    - {1}'.format(text.replace('"', ""), text),
            "Table: {0}\n\n| {0} | b | c |\n|:--|:-:|--:|\n| **{0}** | c | d |".format(
                text.replace("|", "")
            ),
            f'<div class="grid cards" markdown>\n\n-   {text}\n\n    ---\n\n    {text}\n\n</div>',
            f"Term\n:   {text}",
            f"```\n{text}\n```",
            f"    {text}",
            f'<div markdown="1">\n{text}\n</div>',
            f"{text}\n{{: .lead }}",
        ]
    )
)

BODY = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)

SCRIBBLE = st.text('ab 1.-#>|*_`[]()!:\\\n"<>/&;', max_size=60)


@settings(deadline=None, max_examples=150)
@given(BODY | SCRIBBLE)
def test_english_without_a_catalogue_is_what_plain_markdown_gives(body: str) -> None:
    assert read(compose(body)) == read(with_plain_markdown(body))


@pytest.mark.parametrize(
    "body",
    [
        "Two lines\nof one paragraph.",
        "A line break  \nin a paragraph.",
        "## Fees *and* [charges](fees.md) {#fees .wide}",
        "- one\n- two {: .b }\n    - three\n\n    more of two",
        "1. a\n2. b\n\n- c",
        "| a {: .n } | `b \\| c` |\n|:--|--:|\n| d | |\n| 5 | **e** |",
        "Term\n:   One\n\n    Two\n\nOther\n:   Three",
        '!!! warning "Do not wait"\n    Call **now**.\n\n    - first\n    - second',
        "!!! note\n    Hello",
        '!!! note ""\n    Hello',
        "> quoted\n> text\n>\n> - item",
        '??? warning "More *of it*"\n    Call **now**.\n\n    - first\n\n        more\n\nText',
        "???+ tip\n    Open",
        '=== "One"\n\n    Text\n\n    - item\n\n        more\n\n=== "Two"\n    Text\n\nAfter',
        '===+ "One"\n    Text\n\n===+ "Two"\n    Text\n\n===! "Other"\n    Text',
        '- item\n\n    === "One"\n\n        Text\n\n    === "Two"\n\n        Text',
        '=== "Outer"\n\n    === "Inner"\n\n        Text\n\n    ??? note "Box"\n        Text',
        '<div class="grid cards" markdown>\n\n-   **One**\n\n    ---\n\n    Text\n\n</div>',
        '<div class="grid" markdown>\n\nCard\n{ .card }\n\n> Other\n\n</div>',
        "Table: What *it* is\n\n| a | b | c |\n|---|---|---|\n| d | e | f |",
        "![A *map*](map.svg)",
        '![A map](map.svg "Title")',
        '[![A map](map.svg "Title")](map.md "Other")',
        "![](line.svg)",
        "Text ![a map](map.svg){: .small } text",
        "[a][b] and ![c][b]\n\n[b]: c.md 'Title'",
        "```python\n# no heading\n```",
        "    code & <code>",
        '<details markdown="1">\n<summary>More</summary>\n\nText\n\n</details>',
        "<div>raw &amp; <b>html</b></div>\n\nText",
        "<!-- a comment -->\n\nText <!-- another --> text",
        "Write to <help@testwick.example> or <https://testwick.example/>",
        "A non-breaking&nbsp;space, 5 &lt; 6, AT&T and \\*no emphasis\\*",
        "100%\n\n---\n\n2026",
        "Big\n===\n\nSmall\n---",
        "Quotes \"here\" and 'there', 3 > 2",
    ],
)
def test_each_kind_of_block_is_what_plain_markdown_gives(body: str) -> None:
    assert read(compose(body)) == read(with_plain_markdown(body))


@pytest.mark.parametrize("body", ["- Bins\n  {: .lead }", "Bins\n  {: .lead }"])
def test_an_attribute_list_may_be_indented_like_the_text_above_it(body: str) -> None:
    assert read(compose(body)) == read(with_plain_markdown(body))


def test_an_image_alone_in_its_paragraph_keeps_its_attribute_list() -> None:
    body = "![A map](map.svg)\n{: .wide }"
    assert read(compose(body)) == read(with_plain_markdown(body))


def test_an_image_alone_in_a_list_item_stands_before_the_list_below_it() -> None:
    body = "- ![A map](map.svg)\n    - Bins"
    assert read(compose(body)) == read(with_plain_markdown(body))


# Each text stands for its own segment wherever it goes.


@settings(deadline=None, max_examples=100)
@given(BODY)
def test_every_segment_is_found_again_by_the_same_walk(body: str) -> None:
    segments = parse(body).segments
    marks = {segment.key: f"mark{number}." for number, segment in enumerate(segments)}
    page = compose(body, lambda segment: marks[segment.key])
    expected = Counter(marks[segment.key] for segment in segments)
    assert Counter(re.findall(r"mark\d+\.", page)) == expected
    assert parse(body).segments == segments


@settings(deadline=None, max_examples=100)
@given(BODY)
def test_no_words_outside_code_are_left_when_all_segments_are_translated(body: str) -> None:
    page = compose(body, lambda segment: "*")
    without_code = re.sub(r"<(pre|code).*?</\1>", "", page, flags=re.DOTALL)
    assert "Bins" not in re.sub("<[^>]*>", "", without_code)


@settings(deadline=None, max_examples=100)
@given(BODY)
def test_a_segment_names_a_line_that_it_stands_on(body: str) -> None:
    source = body.split("\n")
    for segment in parse(body).segments:
        assert segment.text.split()[0] in source[segment.place.line - 1]


@settings(deadline=None, max_examples=100)
@given(BODY, INLINE)
def test_a_translation_cannot_change_the_structure_of_the_page(body: str, text: str) -> None:
    def blocks(page: str) -> list[object]:
        wanted = ("h2", "h3", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dd", "pre", "div")
        return [tag[0] for tag in read(page) if isinstance(tag, tuple) and tag[0] in wanted]

    assert blocks(compose(body, lambda segment: f"# {text}\n\n- {text}")) == blocks(compose(body))


def test_every_kind_of_text_is_a_segment_and_says_what_it_is() -> None:
    body = (
        "## Head {#h}\n\nPara *one*\nwrapped.\n\n- Item\n\n| Th |\n|---|\n| Td |\n\n"
        'Term\n:   Def\n\n!!! note "Box"\n    Inside\n\n![Alt](m.svg "Tip")\n\nNote[^1]\n\n'
        '[^1]: Foot\n\n<details markdown="1"><summary>Sum</summary>\n\nMore\n\n</details>'
    )
    assert kinds(body) == [
        ("Head", "heading", None),
        ("Para *one* wrapped.", "paragraph", None),
        ("Item", "list item", None),
        ("Th", "table heading", "cell"),
        ("Td", "table cell", "cell"),
        ("Term", "term", None),
        ("Def", "definition", None),
        ("Box", "box title", None),
        ("Inside", "paragraph", None),
        ("Alt", "alternative text", "alternative text"),
        ("Tip", "link title", "link title"),
        ("Note[^1]", "paragraph", None),
        ("Sum", "summary", None),
        ("More", "paragraph", None),
        ("Foot", "paragraph", None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "2026",
        "10%",
        "{{ phone.main }}",
        "{{ promise.a | within }}, {{ promise.b }}",
        "```\ncode\n```",
        "    code",
        "![](m.svg)",
        "---",
        "<div>raw</div>",
        "<!-- comment -->",
    ],
)
def test_where_there_is_nothing_to_translate_there_is_no_segment(body: str) -> None:
    assert texts(body) == []


def test_a_paragraph_wrapped_anew_is_the_same_segment() -> None:
    assert (
        texts("One two\nthree four.")
        == texts("One\n  two three\nfour.")
        == texts("One two three four.")
    )


def test_a_line_break_of_markdown_is_part_of_the_segment() -> None:
    assert texts("One  \ntwo") == ["One  \ntwo"]


def test_texts_of_one_page_that_differ_only_in_context_are_different_segments() -> None:
    keys = [s.key for s in parse("Open\n\n| Open |\n|---|\n| x |\n\n![Open](m.svg)").segments]
    assert keys == [("", "Open"), ("cell", "Open"), ("cell", "x"), ("alternative text", "Open")]


def test_attribute_lists_are_not_shown_to_translators() -> None:
    assert texts("Para\n{: .lead }\n\n## Head {#own}\n\n- Item\n{: .x }") == [
        "Para",
        "Head",
        "Item",
    ]


# Lines.


def test_segments_name_the_line_of_the_file_below_the_front_matter() -> None:
    page = PAGES.parse("One\n\nTwo", "content/bins.md", 9)
    assert [str(segment.place) for segment in page.segments] == [
        "content/bins.md:9",
        "content/bins.md:11",
    ]


def test_texts_that_stand_twice_name_their_own_lines() -> None:
    body = "| Day | Open |\n|---|---|\n| Yes | Yes |\n| No | Yes |\n\nYes"
    assert [line for text, line in lines(body) if text == "Yes"] == [3, 3, 4, 6]


def test_footnotes_name_the_line_on_which_they_are_defined() -> None:
    body = "[^a]: Foot\n\nOne[^a]\n\nTwo"
    assert sorted(lines(body)) == [("Foot", 1), ("One[^a]", 3), ("Two", 5)]


def test_a_text_that_stands_in_code_above_names_its_own_line() -> None:
    assert lines("```\nOpen\n```\n\nOpen") == [("Open", 5)]


def test_a_text_that_stands_in_indented_code_above_names_its_own_line() -> None:
    body = (
        "Text\n\n    Open & <b>\n    Open\n\n    Open\n\nOpen\n\n- item\n\n        Open\n\n- Open"
    )
    assert [line for text, line in lines(body) if text == "Open"] == [8, 14]


def test_a_box_without_a_title_of_its_own_names_the_line_of_the_box() -> None:
    body = "Note this.\n\n!!! note\n    Text.\n\nNote that."
    assert lines(body) == [("Note this.", 1), ("Note", 3), ("Text.", 4), ("Note that.", 6)]


def test_a_block_of_raw_html_is_noted_with_its_line() -> None:
    assert parse("Text\n\n<div>raw</div>\n\n<!-- fine -->\n\n<p>more</p>").raw_html == (3, 7)
    assert parse('<div markdown="1">\nText\n</div>\n\nA <b>word</b>.').raw_html == ()


# Anchors.


def test_anchors_come_from_the_english_in_every_language() -> None:
    body = "## How to report it\n\n### Fees & charges"
    page = translated(body, How="كيفية الإبلاغ", Fees="Opłaty")
    assert '<h2 id="how-to-report-it">كيفية الإبلاغ</h2>' in page
    assert '<h3 id="fees-charges">Opłaty</h3>' in page


def test_an_anchor_of_the_authors_own_wins() -> None:
    page = translated("## How to report it {#report}", How="الإبلاغ")
    assert page == '<h2 id="report">الإبلاغ</h2>'
    assert parse("## How to report it {#report}").anchors == {"report"}


def test_an_anchor_is_made_of_the_words_of_a_heading_without_markup_or_facts() -> None:
    body = "## See **our** [bins](bins.md) & `x` {{ promise.bins | within }}"
    assert parse(body).anchors == {"see-our-bins-x"}
    assert parse("## {{ phone.main }}").anchors == {"section"}


def test_headings_with_the_same_words_get_different_anchors() -> None:
    assert parse("## Fees\n\n## Fees\n\n### Fees").anchors == {"fees", "fees-2", "fees-3"}


@pytest.mark.parametrize(
    "headings",
    [
        ["Fees", "Fees", "Fees 2"],
        ["Fees 2", "Fees", "Fees"],
        ["Fees", "Costs {#fees}"],
        ["Costs {#fees}", "Fees"],
    ],
)
def test_no_two_headings_share_an_anchor(headings: list[str]) -> None:
    page = compose("\n\n".join(f"## {heading}" for heading in headings))
    anchors = re.findall(r' id="([^"]*)"', page)
    assert len(anchors) == len(set(anchors)) == len(headings)


def test_footnotes_can_be_linked_to() -> None:
    assert parse("Text[^a]\n\n[^a]: Foot").anchors >= {"fn:a", "fnref:a"}


# Translations in the page.


def test_inline_markup_of_a_translation_is_rendered() -> None:
    page = translated("Call [us](contact.md).", Call="**اتصل** [بنا](contact.md) `x`")
    assert page == '<p><strong>اتصل</strong> <a href="contact.md">بنا</a> <code>x</code></p>'


def test_a_translation_of_an_alternative_text_is_escaped_as_an_attribute() -> None:
    page = translated("![Map](m.svg)", Map='"a" <b> *c*')
    assert page == '<p><img alt="&quot;a&quot; &lt;b&gt; *c*" src="m.svg" /></p>'


def test_characters_that_html_reserves_are_escaped_in_plain_translations() -> None:
    assert translated("Bins", Bins="a & b < c") == "<p>a &amp; b &lt; c</p>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Para", '<p lang="en">Para</p>'),
        ("## Head", '<h2 id="head" lang="en">Head</h2>'),
        ("- One\n- Two", '<li lang="en">One</li>\n<li lang="en">Two</li>'),
        ("Term\n:   Def", '<dd lang="en">Def</dd>'),
        ('!!! note "Box"\n    In', '<p class="admonition-title" lang="en">Box</p>'),
        ("![Alt](m.svg)", '<p><img alt="Alt" src="m.svg" lang="en" /></p>'),
        ("Para\n{: .lead }", '<p class="lead" lang="en">Para</p>'),
        ("- One\n{: .x }", '<li class="x" lang="en">One</li>'),
    ],
)
def test_a_language_can_be_set_on_the_element_of_each_text(body: str, shown: str) -> None:
    page, wanted = read(compose(body, attributes=' lang="en"')), read(shown)
    assert wanted in [page[start : start + len(wanted)] for start in range(len(page))]


def test_a_text_above_a_nested_list_does_not_lend_its_language_to_the_list() -> None:
    page = parse("- One\n    - Two")
    assert [slot.wrap for slot in page.slots] == [True, False]
    assert compose("- One\n    - Two", attributes=' lang="en"').count('lang="en"') == 1


def test_texts_of_a_page_are_rendered_again_and_again_alike() -> None:
    body = "One[^a] and two[^a]\n\n[^a]: Foot *note*\n\n<span>x</span> `y`"
    page = parse(body)
    said = [slot.text for slot in page.slots]
    first = PAGES.render(said, answer, None, escape)
    assert PAGES.render(said, answer, None, escape) == first


def test_one_page_leaves_nothing_behind_for_the_next() -> None:
    alone = compose("## Fees\n\nText[^a]\n\n[^a]: Two")
    compose("## Fees\n\nText[^a] [b]\n\n[^a]: One\n\n[b]: c.md")
    assert compose("## Fees\n\nText[^a]\n\n[^a]: Two") == alone
    assert "c.md" not in compose("Text [b]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نص <kbd>Alt</kbd>", "<kbd>"),
        ("نص<br>نص", "<br>"),
        ("نص&nbsp;نص", "&nbsp;"),
        ("نص &copy; 2026", "&copy;"),
        ("اكتب <a@b.example>", '<a href="mailto:a@b.example"><bdi dir="ltr">a@b.example</bdi></a>'),
        (r"نص \*x\*", "*<bdi"),
    ],
)
def test_isolating_right_to_left_text_leaves_its_html_whole(text: str, shown: str) -> None:
    page = compose("Text", lambda segment: text, polish=isolate_tree)
    assert shown in page
    assert "wzxhzdk" not in page and "\x02" not in page and ">amp<" not in page


def test_isolating_reaches_numbers_and_latin_words_in_every_inline_element() -> None:
    page = compose("Text", lambda segment: "ن **01632 960100** [Bins](b.md)", polish=isolate_tree)
    assert '<strong><bdi dir="ltr" class="number">01632 960100</bdi></strong>' in page.replace(
        'class="number" dir="ltr"', 'dir="ltr" class="number"'
    )
    assert '<a href="b.md"><bdi dir="ltr">Bins</bdi></a>' in page


def test_code_reads_from_left_to_right_on_every_page() -> None:
    for body in ("```\na = 1\n```", "    a = 1"):
        assert compose(body).startswith('<pre dir="ltr"><code>a = 1')


def test_an_email_address_is_a_link_that_a_person_can_read_in_the_source() -> None:
    assert compose("Write to <help@testwick.example>") == (
        '<p>Write to <a href="mailto:help@testwick.example">help@testwick.example</a></p>'
    )


# Placeholders.


def test_placeholders_are_filled_with_their_name_and_form() -> None:
    body = "Call {{ phone.main }} {{promise.letters-answer|within}} {{  promise.b  |  over  }}"
    assert (
        compose(body) == "<p>Call [phone.main] [promise.letters-answer within] [promise.b over]</p>"
    )


def test_a_placeholder_with_a_form_does_not_end_a_table_cell() -> None:
    body = "| Letter | {{ promise.a | within }} |\n|---|---|\n| {{ promise.b | over }} | x |"
    page = parse(body)
    assert [slot.text for slot in page.slots] == [
        "Letter",
        "{{ promise.a | within }}",
        "{{ promise.b | over }}",
        "x",
    ]
    assert '<th scope="col">[promise.a within]</th>' in compose(body)


def test_a_placeholder_in_code_stays_what_it_is() -> None:
    assert compose("Write `{{ phone.main }}` here") == (
        "<p>Write <code>{{ phone.main }}</code> here</p>"
    )
    assert "{{ promise.a | within }}" in compose("```\n{{ promise.a | within }}\n```")


def test_a_filled_in_fact_is_not_read_as_markdown() -> None:
    PAGES.parse("Call {{ phone.main }}", "content/a.md", 1)
    element = etree.Element("span")
    element.text = "*a* {{ phone.main }} [b](c)"
    (shown,) = PAGES.render(["Call {{ phone.main }}"], lambda name, form: element, None, escape)
    assert shown == "Call <span>*a* {{ phone.main }} [b](c)</span>"


@pytest.mark.parametrize("name", ["hours.civic", "address.civic"])
def test_hours_and_addresses_alone_in_a_paragraph_are_blocks(name: str) -> None:
    page = parse(f"Text\n\n{{{{ {name} }}}}\n\nText {{{{ {name} }}}}\n\n- {{{{ {name} }}}}")
    assert [slot.block for slot in page.slots] == [None, name, None, None]
    # A table or an address cannot stand inside a paragraph.
    assert f"<div>[{name}]</div>" in compose(f"{{{{ {name} }}}}")


def test_other_facts_alone_in_a_paragraph_are_text() -> None:
    (slot,) = parse("{{ phone.main }}").slots
    assert slot.block is None and slot.segment is None
    assert compose("{{ phone.main }}") == "<p>[phone.main]</p>"


# Plain words.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Do** `x`", "Do x"),
        ("[bins](bins.md#a) and [b][c]", "bins and b"),
        ("![map](m.svg)", "map"),
        ("a <b>b</b> &amp; c", "a b & c"),
    ],
)
def test_plain_words_of_a_text_have_no_markup(text: str, words: str) -> None:
    assert plain_text(text) == words


def test_a_project_without_footnotes_or_tables_can_be_parsed() -> None:
    few = MarkdownPages(["attr_list"], {})
    page = few.parse("## Fees\n\nText", "content/a.md", 1)
    assert page.anchors == {"fees"}
    assert [s.text for s in page.segments] == ["Fees", "Text"]


def test_settings_of_extensions_reach_the_extensions() -> None:
    pages = MarkdownPages(EXTENSIONS, {"footnotes": {"SEPARATOR": "-"}})
    page = pages.parse("Text[^a]\n\n[^a]: Foot", "content/a.md", 1)
    assert page.anchors == {"fn-a", "fnref-a"}


LINES = ["Text", "- Text", "1. Text", ": Text", "    Text", "        Text", "## Text", "> Text"]
LINES += ["!!! note", '??? note "Text"', '=== "Text"', "| a | b |", "|---|---|", "a | b", "--|--"]
LINES += ["---", "===", "[^1]: Text", "[a]: b.md", "<div markdown>", "</div>", "a. Text", "", ""]


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_a_plain_paragraph_is_what_python_markdown_makes_of_it(body: str) -> None:
    directly = PAGES.parse(body, "content/a.md", 1)
    others = MarkdownPages(EXTENSIONS, {})
    others._markdown.parser.blockprocessors.deregister("plain paragraph")
    assert others.parse(body, "content/a.md", 1) == directly
