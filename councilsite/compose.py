"""In charge of composing: an English page and a catalogue become the page in a language.

First `compose_page` renders each page in every language that offers it, from the page and the
catalogues alone; links between pages stay symbolic (`page:services/x.md`). When all pages are
known, `links.py` resolves them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from councilsite import bidi, content, links
from councilsite.blocks import PLACEHOLDER, Slot
from councilsite.catalogues import Vocabulary
from councilsite.facts import Facts, find_problem
from councilsite.model import (
    Council,
    Coverage,
    Finding,
    Language,
    Place,
    Policy,
    Segment,
    Source,
    State,
    Translation,
    Words,
)
from councilsite.segments import MarkdownPages, ParsedPage, fill_skeleton

_LINK_TEXT = re.compile(r"\[([^\[\]]*)\](?=[(\[])")


class Voice(NamedTuple):
    """A language with all that is needed to compose pages in it."""

    language: Language
    """The language."""
    vocabulary: Callable[[str], Vocabulary | None]
    """Its catalogue of a section; None where it has none."""
    facts: Facts
    """The council's facts in it, for the theme and for pages of the policy `partial`."""
    strict_facts: Facts
    """The same for pages of the policy `complete`, which may ask for approved words."""

    def facts_for(self, policy: Policy) -> Facts:
        """The facts that a page of this policy may show."""
        return self.strict_facts if policy == "complete" else self.facts


class Rendered(NamedTuple):
    """A page in one language before its links are resolved."""

    title: Words
    """h1, plain text that may hold placeholders."""
    label: Words
    """Name in menus."""
    description: Words
    """For search results."""
    html: str
    """Main content below the h1, with symbolic links."""
    coverage: Coverage
    """Its translation."""
    also: Words = Words("", "approved")
    """Other words that people look for, with commas; empty where the language has none."""
    data: Mapping[str, object] = {}
    """What templates may use beside what every page has; empty but for some generated pages."""


class PageSet(NamedTuple):
    """A page in every language that offers it."""

    source: Source
    """What the author wrote."""
    keys: tuple[tuple[str, str], ...]
    """Keys of all segments: what the catalogues are asked for."""
    anchors: frozenset[str]
    """Ids that links can lead to."""
    links: tuple[tuple[str, int], ...]
    """Symbolic addresses of links and images, with their lines."""
    hours: tuple[str, ...]
    """Keys of the opening hours that the page shows as tables."""
    coverage: Mapping[str, Coverage]
    """By language code, offered or not."""
    rendered: Mapping[str, Rendered]
    """By language code; only languages that the page is offered in."""
    findings: tuple[Finding, ...]
    """What is wrong with the page."""
    is_generated: bool = False
    """True for a page that the build writes itself: see `generated`."""

    @property
    def results(self) -> tuple[object, ...]:
        """All but the source, from which they were made."""
        return self[1:]


class _Texts(NamedTuple):
    """All texts of a page in one language."""

    title: Words
    label: Words
    description: Words
    also: Words
    slots: tuple[Words, ...]
    coverage: Coverage


def compose_page(
    source: Source, council: Council, voices: Iterable[Voice], pages: MarkdownPages
) -> PageSet:
    """A page in every language that offers it; `voices` begins with the source language."""
    parsed = pages.parse(source.body, source.file, source.first_line)
    findings = [*_check_placeholders(source, parsed, council), *_check_raw_html(source, parsed)]
    coverage: dict[str, Coverage] = {}
    rendered: dict[str, Rendered] = {}
    english: list[str] = []
    for voice in voices if not findings else ():
        texts = _choose(source, parsed, council, voice)
        coverage[voice.language.code] = texts.coverage
        if not is_offered(source.policy, voice.language, texts.coverage):
            continue
        inner = _render_slots(source, parsed, texts, voice, pages, english)
        english = english or inner
        rendered[voice.language.code] = _assemble(source, parsed, texts, voice, inner)
    return PageSet(
        source=source,
        keys=tuple(segment.key for segment in all_segments(source, parsed)),
        anchors=parsed.anchors,
        links=tuple(_find_links(source, parsed, rendered, pages)),
        hours=tuple(
            s.block.partition(".")[2]
            for s in parsed.slots
            if s.block and s.block.startswith("hours.")
        ),
        coverage=coverage,
        rendered=rendered,
        findings=tuple(findings),
    )


def all_segments(source: Source, parsed: ParsedPage) -> tuple[Segment, ...]:
    """Front matter's segments, then the body's."""
    return (*content.page_segments(source), *parsed.segments)


def is_offered(policy: Policy, language: Language, coverage: Coverage) -> bool:
    """Whether a page is offered in a language: its policy decides.

    A page of which nothing is translated is offered in the source language only.
    """
    if language.is_source:
        return True
    if policy == "english":
        return False
    if policy == "complete":
        return coverage.fallback == 0
    return coverage.draft + coverage.approved > 0


def least_state(council: Council, policy: Policy) -> State:
    """The least state of a translation that a page of this policy may show."""
    return council.publish.get(policy, "approved")


# Choosing the texts.


def _choose(source: Source, parsed: ParsedPage, council: Council, voice: Voice) -> _Texts:
    least = least_state(council, source.policy)
    facts = voice.facts_for(source.policy)
    vocabulary = voice.vocabulary(source.section)
    counted: list[State] = []

    def choose(segment: Segment) -> Words:
        found = vocabulary.look_up(segment, least) if vocabulary is not None else None
        words = choose_words(segment, found, facts)
        counted.append(words.state)
        return words

    also = Words("", "approved")
    front: dict[str | None, Words] = {}
    for segment in content.page_segments(source):
        if segment.context == content.ALSO:
            also = _choose_also(segment, vocabulary, least)
        else:
            front[segment.context] = choose(segment)
    slots = _unite_images(parsed, [_choose_slot(slot, choose, facts) for slot in parsed.slots])
    missing = counted.count("missing") + _missing_facts(parsed, facts)
    return _Texts(
        title=front["title"],
        label=front.get("navigation title", front["title"]),
        description=front["description"],
        also=also,
        slots=slots,
        coverage=Coverage(counted.count("approved"), counted.count("draft"), missing),
    )


def _choose_also(segment: Segment, vocabulary: Vocabulary | None, least: State) -> Words:
    """The other words to find a page by, where the language has them.

    They are not on the page: a page without them is not less complete.
    """
    found = vocabulary.look_up(segment, least) if vocabulary is not None else None
    return Words(found.text, found.state) if found is not None else Words("", "approved")


def choose_words(segment: Segment, found: Translation | None, facts: Facts) -> Words:
    """A segment is English as a whole where its translation or a figure in it is missing."""
    if found is None:
        return Words(segment.text, "missing")
    text = found.text
    states = (found.state, *facts.states(text))
    if "missing" in states:
        return Words(segment.text, "missing")
    return Words(text, "draft" if "draft" in states else "approved")


def _choose_slot(slot: Slot, choose: Callable[[Segment], Words], facts: Facts) -> Words:
    if slot.segment is None:
        missing = slot.block is None and "missing" in facts.states(slot.text)
        return Words(slot.text, "missing" if missing else "approved")
    return choose(slot.segment)


def _unite_images(parsed: ParsedPage, words: list[Words]) -> tuple[Words, ...]:
    """An image has one `lang` for its two texts: both are English where one is."""
    for number, title in enumerate(parsed.slots):
        if title.inline or title.segment is None or title.segment.kind != "link title":
            continue
        image = parsed.slots[number - 1]
        is_pair = number > 0 and not image.inline and image.line == title.line
        if is_pair and words[number].is_fallback != words[number - 1].is_fallback:
            words[number - 1] = Words(image.text, "missing")
            words[number] = Words(title.text, "missing")
    return tuple(words)


def _missing_facts(parsed: ParsedPage, facts: Facts) -> int:
    """How many tables of hours and figures that stand alone are not in the language.

    They have no segment of their own, but a page that shows them in English is not complete.
    """
    count = 0
    for slot in parsed.slots:
        if slot.block is not None:
            count += "missing" in facts.block_states(slot.block)
        elif slot.segment is None:
            count += "missing" in facts.states(slot.text)
    return count


# Rendering.


def _render_slots(
    source: Source,
    parsed: ParsedPage,
    texts: _Texts,
    voice: Voice,
    pages: MarkdownPages,
    english: list[str],
) -> list[str]:
    """HTML of every slot; what is not translated takes the English HTML."""
    language, facts = voice.language, voice.facts_for(source.policy)
    inner = list(english) or [""] * len(parsed.slots)
    wanted = []
    for number, (slot, words) in enumerate(zip(parsed.slots, texts.slots, strict=True)):
        if slot.block is not None:
            inner[number] = facts.block(slot.block)
        elif not slot.inline:
            inner[number] = html.escape(facts.plain(words))
        elif not words.is_fallback or language.is_source:
            wanted.append(number)

    is_rtl = language.direction == "rtl"
    polish, plain = (bidi.isolate_tree, bidi.isolate_html) if is_rtl else (None, None)
    shown = pages.render([texts.slots[n].text for n in wanted], facts.inline, polish, plain)
    for number, rendered in zip(wanted, shown, strict=True):
        inner[number] = rendered
    return inner


def _assemble(
    source: Source, parsed: ParsedPage, texts: _Texts, voice: Voice, inner: list[str]
) -> Rendered:
    """Slots put into the skeleton, with the language of parts (WCAG 2.2 SC 3.1.2)."""
    mark = voice.facts.foreign_mark
    is_foreign = [words.is_fallback and not voice.language.is_source for words in texts.slots]
    shown = [
        f"<span{mark}>{text}</span>" if foreign and slot.wrap and slot.inline else text
        for text, slot, foreign in zip(inner, parsed.slots, is_foreign, strict=True)
    ]
    body = fill_skeleton(parsed, shown, lambda number: mark if is_foreign[number] else "")
    symbolic = links.make_symbolic(body, source.path)
    return Rendered(
        texts.title, texts.label, texts.description, symbolic, texts.coverage, texts.also
    )


# Checks of a page by itself.


def _find_links(
    source: Source, parsed: ParsedPage, rendered: Mapping[str, Rendered], pages: MarkdownPages
) -> Iterator[tuple[str, int]]:
    """Symbolic addresses of the page, each with the line of the text it stands in."""
    body = next((one.html for one in rendered.values()), None)
    if body is None:
        # Placeholders are wrong, so nothing was rendered: the links are checked all the same.
        texts = [slot.text for slot in parsed.slots]
        inner = pages.render(texts, lambda name, form: "", None, None)
        body = links.make_symbolic(fill_skeleton(parsed, inner, lambda number: ""), source.path)
    lines = source.body.split("\n")
    for address in links.symbolic_addresses(body):
        name = address.rpartition("#")[2] if "#" in address else address.rpartition("/")[2]
        number = next((number for number, line in enumerate(lines) if name in line), 0)
        yield address, source.first_line + number


def _check_placeholders(source: Source, parsed: ParsedPage, council: Council) -> Iterator[Finding]:
    for segment in content.page_segments(source):
        yield from check_text(segment.text, segment.place, council)
        yield from _check_links_in(segment.text, segment.text, segment.place)
    for slot in parsed.slots:
        place = Place(source.file, slot.line)
        yield from check_text(slot.text, place, council, is_alone=slot.block is not None)
        for link in _LINK_TEXT.finditer(slot.text):
            yield from _check_links_in(link.group(1), slot.text, place)


def _check_links_in(part: str, text: str, place: Place) -> Iterator[Finding]:
    """Telephone numbers and e-mail addresses that would be links inside a link."""
    for match in PLACEHOLDER.finditer(part):
        if match.group(1).startswith(("phone.", "email.")) and match.group(2) is None:
            yield Finding(
                "link-in-link",
                place,
                f'"{match.group()}" is a link, and so is what it stands in.',
                f"Write {{{{ {match.group(1)} | text }}}}.",
            )


def check_text(
    text: str, place: Place, council: Council, *, is_alone: bool = False
) -> Iterator[Finding]:
    """Placeholders of a text that mean nothing; `is_alone`: the text is one, and a paragraph."""
    for match in PLACEHOLDER.finditer(text):
        problem = find_problem(council, match.group(1), match.group(2))
        if problem is not None:
            yield Finding("unknown-placeholder", place, problem[0], problem[1])
        elif match.group(1).startswith("chart.") and not is_alone:
            yield Finding(
                "chart-in-text",
                place,
                f'the chart "{match.group()}" stands among other words.',
                "Give it a paragraph of its own.",
            )
    left = PLACEHOLDER.sub("", text)
    if "{{" in left or "}}" in left:
        yield Finding(
            "broken-placeholder",
            place,
            "a placeholder here is broken.",
            "Write it as {{ phone.main }} or {{ promise.letters-answer | within }}.",
        )


def _check_raw_html(source: Source, parsed: ParsedPage) -> Iterator[Finding]:
    for line in parsed.raw_html:
        yield Finding(
            "raw-html",
            Place(source.file, line),
            "a block of HTML cannot be translated.",
            'Write it in Markdown, or add markdown="1" to its first tag.',
        )
