"""In charge of the lists of services that need no search: from A to Z, and by category."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from councilsite.alphabet import OTHER, Alphabet, Order, alphabet_of
from councilsite.compose import PageSet, Rendered, Voice
from councilsite.content import split_words
from councilsite.facts import Facts
from councilsite.generated import A_TO_Z, BY_CATEGORY, make_page
from councilsite.model import Council, Coverage, Source, Words


class Entry(NamedTuple):
    """A line of the list from A to Z."""

    order: Order
    """Where it stands."""
    letter: str
    """The letter that it stands under."""
    html: str
    """The line, with a symbolic link."""
    state: str
    """State of the translation of its words."""


def make_pages(
    council: Council, voices: Sequence[Voice], pages: Mapping[str, PageSet]
) -> list[PageSet]:
    """Both lists, in every language that offers a service; none where no page is a service."""
    written = [page for page in pages.values() if page.rendered]
    services = [page for page in written if page.source.category is not None]
    if not services:
        return []
    listed = [page for page in written if page in services or page.source.also is not None]
    speakers = [
        voice for voice in voices if any(voice.language.code in page.rendered for page in services)
    ]
    source = council.source_language.code
    codes = [voice.language.code for voice in voices]
    reviewed = max(page.source.reviewed for page in listed)
    parent = _parent(pages)
    rows = (
        (A_TO_Z, {v.language.code: _a_to_z(v, source, listed) for v in speakers}),
        (BY_CATEGORY, {v.language.code: _by_category(v, council, services) for v in speakers}),
    )
    return [make_page(path, parent, reviewed, rendered, codes) for path, rendered in rows]


def _parent(pages: Mapping[str, PageSet]) -> Source:
    """The page above the lists: that of their section, or the home page, or any."""
    section = f"{A_TO_Z.rpartition('/')[0]}/index.md"
    found = next((path for path in (section, "index.md") if path in pages), min(pages))
    return pages[found].source


# From A to Z.


def _a_to_z(voice: Voice, source_code: str, pages: Iterable[PageSet]) -> Rendered:
    alphabet = alphabet_of(voice.language.code, source_code)
    entries = sorted(
        entry for page in pages for entry in _entries(voice.facts, page, source_code, alphabet)
    )
    groups = [(letter, list(group)) for letter, group in groupby(entries, lambda e: e.letter)]
    letters = [letter for letter, _ in groups]
    body = "\n".join(
        f'<h2 id="{_anchor(letter)}">{_say_letter(voice.facts, letter)}</h2>\n'
        + _list(entry.html for entry in group)
        for letter, group in groups
    )
    parts = (_link_to_list(voice.facts, BY_CATEGORY), _jumps(voice.facts, letters), body)
    used = ("a_to_z_letters", "a_to_z_other") if OTHER in letters else ("a_to_z_letters",)
    states = [entry.state for entry in entries] + [voice.facts.say(key).state for key in used]
    return _rendered(voice.facts, "a_to_z", "\n".join(parts), states)


def _entries(facts: Facts, page: PageSet, source_code: str, alphabet: Alphabet) -> Iterator[Entry]:
    """A page under its own name, and under every other word for it."""
    own = page.rendered.get(facts.language.code)
    label = _in_language(page, source_code, facts).label
    for words, is_name in [(label, True), *((one, False) for one in _also(own))]:
        text = facts.bare(words)
        shown = facts.html(words)
        if not is_name:
            shown = f'{shown} <span class="service">– {facts.html(label)}</span>'
        line = f'<a href="page:{page.source.path}">{shown}</a>'
        yield Entry(alphabet.order(text), alphabet.letter(text), line, words.state)


def _also(own: Rendered | None) -> Iterator[Words]:
    """Other words for a page, where it is offered in the language."""
    if own is not None:
        for word in split_words(own.also.text):
            yield Words(word, own.also.state)


def _in_language(page: PageSet, source_code: str, facts: Facts) -> Rendered:
    """The page in a language; where it is not offered, in the source language and marked so."""
    code = facts.language.code
    if code in page.rendered:
        return page.rendered[code]
    source = page.rendered[source_code]
    return Rendered(
        title=Words(source.title.text, "missing"),
        label=Words(source.label.text, "missing"),
        description=Words(source.description.text, "missing"),
        html="",
        coverage=Coverage(),
    )


def _anchor(letter: str) -> str:
    return f"letter-{html.escape(letter.lower())}" if letter != OTHER else "letter-other"


def _say_letter(facts: Facts, letter: str) -> str:
    return facts.escape(letter) if letter != OTHER else facts.html(facts.say("a_to_z_other"))


def _jumps(facts: Facts, letters: Sequence[str]) -> str:
    """Links to the letters that there are."""
    lines = (f'<a href="#{_anchor(one)}">{_say_letter(facts, one)}</a>' for one in letters)
    links = _list(lines, "jumps")
    heading = facts.html(facts.say("a_to_z_letters"))
    return (
        '<nav class="letters" aria-labelledby="council_letters">\n'
        f'<p id="council_letters">{heading}</p>\n{links}\n</nav>'
    )


# By category.


def _by_category(voice: Voice, council: Council, services: Sequence[PageSet]) -> Rendered:
    facts, source_code = voice.facts, council.source_language.code
    order = alphabet_of(voice.language.code, source_code).order
    parts, states = [_link_to_list(facts, A_TO_Z)], []
    for key, name in council.categories.items():
        group = [
            (page.source.path, _in_language(page, source_code, facts))
            for page in services
            if page.source.category == key
        ]
        group.sort(key=lambda row: order(facts.bare(row[1].title)))
        heading = facts.label("name", name.text)
        if group:
            lines = _list(_service(facts, path, page) for path, page in group)
            anchor = f"category-{html.escape(key)}"
            parts.append(f'<h2 id="{anchor}">{facts.html(heading)}</h2>\n{lines}')
            states += [heading.state, *(page.title.state for _, page in group)]
            states += [page.description.state for _, page in group]
    return _rendered(facts, "by_category", "\n".join(parts), states)


def _service(facts: Facts, path: str, page: Rendered) -> str:
    return (
        f'<a href="page:{path}">{facts.html(page.title)}</a>\n<p>{facts.html(page.description)}</p>'
    )


# Both.


def _link_to_list(facts: Facts, path: str) -> str:
    """The way from one list to the other."""
    name = "a_to_z" if path == A_TO_Z else "by_category"
    return f'<p><a href="page:{path}">{facts.html(facts.say(name))}</a></p>'


def _list(lines: Iterable[str], kind: str = "services") -> str:
    items = "\n".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="{kind}">\n{items}\n</ul>'


def _rendered(facts: Facts, name: str, body: str, states: Sequence[str]) -> Rendered:
    title, description = facts.say(name), facts.say(f"{name}_description")
    other = facts.say("by_category" if name == "a_to_z" else "a_to_z")
    states = [title.state, description.state, other.state, *states]
    # What the page says of drafts and of English parts goes by all that stands on it.
    count = Coverage(*(states.count(state) for state in ("approved", "draft", "missing")))
    return Rendered(title, title, description, body, count, data={"contents": []})
