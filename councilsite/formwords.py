"""In charge of the words of forms in each language, and of which languages a form is offered in."""

from __future__ import annotations

import functools
import html
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from councilsite import bidi, links
from councilsite.compose import Voice, check_text, choose_words, is_offered
from councilsite.model import Council, Coverage, Finding, Policy, State, Words
from councilsite.segments import MarkdownPages
from councilsite.themewords import FORM_KEYS
from forms.definition import Form, Wording, wordings

CATALOGUE = "forms"
"""Name of the catalogue that translates forms."""
_POLICY: Policy = "complete"


class Spoken(NamedTuple):
    """A form in one language."""

    words: Mapping[str, Words]
    """Its texts by their keys, with placeholders."""
    html: Mapping[str, str]
    """The same as HTML, with symbolic links."""
    coverage: Coverage
    """Its translation."""


class FormSet(NamedTuple):
    """A form in every language that offers it."""

    form: Form
    """What its file says."""
    spoken: Mapping[str, Spoken]
    """By language code; only languages that it is offered in."""
    coverage: Mapping[str, Coverage]
    """By language code, offered or not."""
    findings: tuple[Finding, ...]
    """What is wrong with its texts."""


def speak(form: Form, council: Council, voices: Sequence[Voice], pages: MarkdownPages) -> FormSet:
    """A form in every language that offers it; `voices` begins with the source language."""
    texts = tuple(wordings(form))
    findings = tuple(
        finding for one in texts for finding in check_text(one.text.text, one.text.place, council)
    )
    coverage: dict[str, Coverage] = {}
    spoken: dict[str, Spoken] = {}
    for voice in voices if not findings else ():
        words = _choose(texts, council, voice)
        coverage[voice.language.code] = count = _count(texts, words)
        if is_offered(_POLICY, voice.language, count) and speaks_forms(voice):
            shown = _render(form, texts, words, voice, pages)
            spoken[voice.language.code] = Spoken(words, shown, count)
    return FormSet(form, spoken, coverage, findings)


def speaks_forms(voice: Voice) -> bool:
    """Whether a language has all the words that forms have in common."""
    facts = voice.facts_for(_POLICY)
    return not any(_state(facts.say(key), voice) == "missing" for key in FORM_KEYS)


def _state(words: Words, voice: Voice) -> State:
    states = {words.state, *voice.facts_for(_POLICY).states(words.text)}
    return "missing" if "missing" in states else words.state


def _choose(texts: Sequence[Wording], council: Council, voice: Voice) -> dict[str, Words]:
    """Every text in the language, or in the source language where it has none."""
    vocabulary, facts = voice.vocabulary(CATALOGUE), voice.facts_for(_POLICY)
    least = council.publish.get(_POLICY, "approved")
    found = {}
    for one in texts:
        segment = one.segment()
        said = vocabulary.look_up(segment, least) if vocabulary is not None else None
        found[one.key] = choose_words(segment, said, facts)
    return found


def _count(texts: Sequence[Wording], words: Mapping[str, Words]) -> Coverage:
    """Nobody misses the other words to find a form by."""
    states = [words[one.key].state for one in texts if one.key != "also"]
    return Coverage(*(states.count(state) for state in ("approved", "draft", "missing")))


def _render(
    form: Form,
    texts: Sequence[Wording],
    words: Mapping[str, Words],
    voice: Voice,
    pages: MarkdownPages,
) -> dict[str, str]:
    facts = voice.facts_for(_POLICY)
    shown = {one.key: facts.html(words[one.key]) for one in texts if not one.is_markdown}
    marked = [one.key for one in texts if one.is_markdown]
    polish = bidi.isolate_tree if voice.language.direction == "rtl" else None
    pages.parse("", form.file, 1)
    inner = pages.render([words[key].text for key in marked], facts.inline, polish, facts.escape)
    # A form without a page of its own has no place that its links could be relative to.
    path = form.path or "index.md"
    bodies = (links.make_symbolic(text, path) for text in inner)
    return {**shown, **dict(zip(marked, bodies, strict=True))}


def find_links(one: FormSet) -> Iterator[tuple[str, int]]:
    """Symbolic addresses of links in a form's texts, with their lines."""
    spoken = next(iter(one.spoken.values()), None)
    for text in wordings(one.form) if spoken is not None else ():
        body = spoken.html[text.key] if spoken is not None else ""
        yield from ((address, text.text.place.line) for address in links.symbolic_addresses(body))


# What a reader reads before the form, and on paper instead of it.


def body(one: FormSet, voice: Voice, council: Council) -> str:
    """HTML of the form's page: introduction, mark for the form, and what it asks as a list."""
    spoken, form = one.spoken[voice.language.code], one.form
    say = functools.partial(_say, voice)
    before = "\n".join(paragraphs(spoken, "intro"))
    asked = "\n".join(_asked(form, spoken, say("form_optional")))
    after = [f'<h2 id="what-we-ask">{say("form_asked")}</h2>\n{asked}']
    if form.next:
        steps = "\n".join(f"<li>{text}</li>" for text in texts_of(spoken, "next"))
        after.append(f'<h2 id="what-happens-next">{say("form_next")}</h2>\n<ol>\n{steps}\n</ol>')
    after.append(ways(form, voice, council))
    return f"{before}\n{FORM_PLACE}\n" + "\n".join(after)


FORM_PLACE = "<!-- form -->"
"""Where the form stands in the HTML of its page."""


def texts_of(spoken: Spoken, key: str) -> list[str]:
    """HTML of the texts of a list, such as `intro`."""
    return [text for name, text in spoken.html.items() if name.rpartition(".")[0] == key]


def paragraphs(spoken: Spoken, key: str) -> list[str]:
    """The texts of a list as paragraphs."""
    return [f"<p>{text}</p>" for text in texts_of(spoken, key)]


def _say(voice: Voice, key: str) -> str:
    facts = voice.facts_for(_POLICY)
    return facts.html(facts.say(key))


def _asked(form: Form, spoken: Spoken, optional: str) -> Iterator[str]:
    """The questions by section, with the answers to choose, for those who prepare on paper."""
    for section in form.sections:
        asked = [question for question in section.questions if question.kind != "hidden"]
        if asked:
            yield f"<h3>{spoken.html[f'section.{section.name}.title']}</h3>\n<ul>"
        for question in asked:
            key = f"question.{question.name}"
            mark = "" if question.is_required else f" {optional}"
            options = "".join(
                f"<li>{spoken.html[f'{key}.option.{option.code}']}</li>"
                for option in question.options
            )
            inner = f"\n<ul>{options}</ul>" if options else ""
            yield f"<li>{spoken.html[f'{key}.label']}{mark}{inner}</li>"
        if asked:
            yield "</ul>"


def ways(form: Form, voice: Voice, council: Council) -> str:
    """How to tell us the same without the form: by telephone, by letter, in person."""
    facts = voice.facts_for(_POLICY)
    say = functools.partial(_say, voice)
    if form.owner not in council.teams or (form.office and form.office not in council.offices):
        # A fault that has a finding: the rest of the site is looked at all the same.
        return ""
    team = council.teams[form.owner]
    lines = [
        # No words of their own for the hours: in the search they would count on every form.
        f"{say('telephone')}: {_fact(voice, f'phone.{team.telephone}')} "
        f"({_fact(voice, f'hours.{team.hours}')})",
        f"{say('email')}: {_fact(voice, f'email.{team.email}')}",
    ]
    items = "".join(f"<li>{line}</li>\n" for line in lines)
    parts = [f'<h2 id="other-ways">{say("form_ways")}</h2>\n<ul>\n{items}</ul>']
    if form.office:
        parts.append(f"<p>{say('form_ways_letter')}</p>\n{facts.block(f'address.{form.office}')}")
    return "\n".join(parts)


def _fact(voice: Voice, name: str) -> str:
    return voice.facts_for(_POLICY).html(Words(f"{{{{ {name} }}}}", "approved"))


def plain(voice: Voice, words: Words) -> str:
    """Words for attributes and titles: without markup, escaped."""
    return html.escape(voice.facts_for(_POLICY).plain(words))
