"""In charge of the theme's own words, which theme/text.yml holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from councilsite.model import Finding, Segment, Text
from councilsite.yamltext import Reader

TEXT_FILE = "theme/text.yml"
TEXT_KEYS = (
    "skip",
    "home",
    "menu",
    "languages",
    "breadcrumb",
    "search",
    "search_label",
    "a_to_z",
    "on_this_page",
    "in_english",
    "draft_notice",
    "partial_notice",
    "contact",
    "telephone",
    "email",
    "hours",
    "out_of_hours",
    "team",
    "notice_heading",
    "notice",
    "reviewed",
    "about_page",
    "formats",
    "formats_ask",
    "large_print",
    "giant_print",
    "booklet_contents",
    "useful",
    "useful_yes",
    "useful_no",
    "useful_improve",
    "useful_hint",
    "useful_send",
    "hours_caption",
    "hours_exceptions",
    "hours_days",
    "hours_times",
    "hours_date",
    "not_found",
    "not_found_help",
    "not_found_home",
    "back_to_text",
    "a_to_z_description",
    "a_to_z_letters",
    "a_to_z_other",
    "by_category",
    "by_category_description",
    "feed",
    "feed_description",
    "search_title",
    "search_question",
    "search_description",
    "search_found",
    "search_none",
    "search_none_help",
    "search_similar",
    "search_busy",
    "search_failed",
    "search_needs_script",
    "search_other_ways",
    "statement",
    "statement_description",
    "statement_intro",
    "statement_zoom",
    "statement_colours",
    "statement_keyboard",
    "statement_listen",
    "statement_heading_status",
    "statement_full",
    "statement_partial",
    "statement_none",
    "statement_law",
    "statement_heading_barriers",
    "statement_no_barriers",
    "statement_places",
    "statement_until",
    "statement_heading_contact",
    "statement_contact",
    "statement_heading_enforcement",
    "statement_enforcement",
    "statement_advice",
    "statement_heading_testing",
    "statement_prepared",
    "statement_tested",
    "statement_method",
    "statement_engines",
    "statement_limits",
    "statement_heading_improve",
    "statement_improve",
)
"""Keys that theme/text.yml must have."""


def read_texts(text: str) -> tuple[dict[str, Text], list[Finding]]:
    """The theme's words by key."""
    reader = Reader(TEXT_FILE)
    root = reader.parse(text)
    entries = reader.mapping(root, TEXT_FILE, (), TEXT_KEYS) if root is not None else {}
    return {key: reader.text(node, key) for key, node in entries.items()}, reader.findings


def text_segments(texts: Mapping[str, Text]) -> Iterator[Segment]:
    """What the theme gives translators to translate."""
    for text in texts.values():
        yield Segment("interface", text.text, "interface", text.place)
