"""In charge of placeholders: what `{{ phone.main }}` and its like become in a language."""

from __future__ import annotations

import datetime as dt
import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence

from councilsite import bidi, charts, wording
from councilsite.blocks import PLACEHOLDER
from councilsite.catalogues import Vocabulary
from councilsite.figures import Figures
from councilsite.model import Council, Language, State, Text, Words
from councilsite.wording import Timetable
from councilsite.yamltext import did_you_mean

_FORMS: Mapping[str, tuple[str, ...]] = {
    "council": (),
    "office": (),
    "address": (),
    "hours": (),
    "chart": (),
    "phone": ("text",),
    "email": ("text",),
    "promise": wording.FIGURE_FORMS,
}
"""Kinds of facts and the forms that each may take."""


def find_problem(council: Council, name: str, form: str | None) -> tuple[str, str] | None:
    """What is wrong with a placeholder and what to do, or None."""
    kind, _, key = name.partition(".")
    if kind not in _FORMS:
        return (
            f'"{name}" is no fact that we know.',
            f"{did_you_mean(kind, _FORMS)}Facts begin with {', '.join(_FORMS)}.",
        )
    known = known_keys(council, kind)
    if key not in known:
        where = (
            f"{'there is' if kind == 'chart' else 'council.yml has'} no {kind} called"
            if kind != "council"
            else "nothing may follow council:"
        )
        hint = did_you_mean(key, known)
        if not known:
            return f'{where} "{key}".', "It has none of them: add it there."
        return f'{where} "{key}".', f"{hint}Use one of: {', '.join(known) or 'council'}."
    if form is not None and form not in _FORMS[kind]:
        return (
            f'"{name}" has no form "{form}".',
            f"{did_you_mean(form, _FORMS[kind])}Forms: {', '.join(_FORMS[kind]) or 'none'}.",
        )
    return None


def known_keys(council: Council, kind: str) -> tuple[str, ...]:
    """Keys of one kind of facts."""
    groups: dict[str, Mapping[str, object]] = {
        "council": {"": council},
        "office": council.offices,
        "address": council.offices,
        "hours": council.hours,
        "chart": dict.fromkeys(charts.CHARTS),
        "phone": council.telephones,
        "email": council.emails,
        "promise": council.promises,
    }
    return tuple(groups[kind])


class Facts:
    """The council's facts in one language."""

    def __init__(
        self,
        council: Council,
        language: Language,
        vocabulary: Vocabulary,
        texts: Mapping[str, Text],
        least: State,
        source: Facts | None = None,
        figures: Figures = Figures(),  # noqa: B008 (it is frozen)
    ) -> None:
        """`least` is the least state of translations to show; `source` fills what falls back to
        the source language and is None for that language itself."""
        self._figures = figures
        self.language = language
        self._council = council
        self._vocabulary = vocabulary
        self._least = least
        self._texts = texts
        self._timetable = Timetable(language, vocabulary, self._least)
        # Hours are in one language as a whole: no Polish days with English words between them.
        self._speaks_hours = self._timetable.is_complete()
        self._source_code = council.source_language.code
        self._source = source
        self._known: dict[tuple[str, str | None], Words] = {}

    # Words: plain text and whether it is in this language.

    def words(self, name: str, form: str | None = None) -> Words:
        """An inline fact as text."""
        found = self._known.get((name, form))
        if found is None:
            found = self._known[name, form] = self._find_words(name, form)
        return found

    def _find_words(self, name: str, form: str | None) -> Words:
        kind, _, key = name.partition(".")
        if kind == "phone":
            return Words(self._council.telephones[key], "approved")
        if kind == "email":
            return Words(self._council.emails[key], "approved")
        if kind == "promise":
            promise = self._council.promises[key]
            return wording.figure(promise, form or "plain", self._vocabulary, self._least)
        if kind == "hours":
            hours = self._council.hours[key]
            if self._source is not None and not self._speaks_hours:
                return Words(self._source._timetable.sentence(hours).text, "missing")
            return self._timetable.sentence(hours)
        if kind == "chart":
            # It stands alone in a paragraph or is complained about: see `compose.check_text`.
            return Words("", "approved")
        if kind == "address":
            office = self._council.offices[key]
            return Words(", ".join([*office.address, office.postcode]), "approved")
        text = self._council.name if kind == "council" else self._council.offices[key].name
        return self._vocabulary.say("name", text.text, self._least)

    def say(self, key: str) -> Words:
        """One of the theme's words; placeholders and {fields} stay."""
        return self._vocabulary.say("interface", self._texts[key].text, self._least)

    def say_date(self, key: str, day: dt.date) -> Words:
        """One of the theme's words with a {date}, which is in the language of the words."""
        words = self.say(key)
        language = self._source.language if words.is_fallback and self._source else self.language
        date = wording.short_date(day, language)
        return Words(words.text.replace("{date}", date), words.state)

    def label(self, context: str, text: str) -> Words:
        """A name or a label of the menu."""
        return self._vocabulary.say(context, text, self._least)

    def states(self, text: str) -> Sequence[State]:
        """States of all facts that a text names."""
        if "{{" not in text:
            return ()
        return [self.words(*match.groups()).state for match in PLACEHOLDER.finditer(text)]

    # HTML and elements.

    def inline(self, name: str, form: str | None) -> etree.Element | str:
        """A fact in running text, as an element or as text."""
        kind = name.partition(".")[0]
        words = self.words(name, form)
        if kind in ("phone", "email") and form is None:
            element = etree.Element("a", {"href": self._address(kind, words.text)})
            if kind == "phone":
                element.set("class", bidi.NUMBER_CLASS)
            element.text = words.text
            return element
        if words.is_fallback or kind == "address":
            element = etree.Element("span", {"lang": self._source_code, "dir": "ltr"})
            element.text = words.text
            return element
        return words.text

    def html(self, words: Words) -> str:
        """Words as HTML: placeholders filled, runs isolated, another language marked."""
        if words.is_fallback and self._source is not None:
            return f"<span{self.foreign_mark}>{self._source._fill(words.text)}</span>"
        return self._fill(words.text)

    @property
    def foreign_mark(self) -> str:
        """Attributes of what is in the source language on another language's page."""
        return f' lang="{self._source_code}" dir="ltr"'

    def plain(self, words: Words) -> str:
        """Text with placeholders filled, for places without markup: isolated by characters."""
        filled = self.bare(words)
        return bidi.isolate_text(filled) if self.language.direction == "rtl" else filled

    def bare(self, words: Words) -> str:
        """Text with placeholders filled, for other programs: without isolates."""
        speaker = self._source if words.is_fallback and self._source is not None else self
        return PLACEHOLDER.sub(lambda m: speaker.words(m.group(1), m.group(2)).text, words.text)

    def escape(self, text: str) -> str:
        """Plain text as HTML with isolates where the language needs them."""
        if self.language.direction == "rtl":
            return bidi.isolate_html(text)
        return html.escape(text, quote=False)

    def _fill(self, text: str) -> str:
        parts, position = [], 0
        for match in PLACEHOLDER.finditer(text):
            parts.append(self.escape(text[position : match.start()]))
            parts.append(self._as_html(self.inline(match.group(1), match.group(2))))
            position = match.end()
        return "".join([*parts, self.escape(text[position:])])

    def _as_html(self, found: etree.Element | str) -> str:
        if isinstance(found, str):
            return self.escape(found)
        attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in found.items())
        text = found.text or ""
        shown = html.escape(text, quote=False) if found.get("dir") else self.escape(text)
        return f"<{found.tag}{attributes}>{shown}</{found.tag}>"

    @staticmethod
    def _address(kind: str, text: str) -> str:
        return f"mailto:{text}" if kind == "email" else "tel:" + re.sub(r"[^0-9+]", "", text)

    # Facts that stand alone in a paragraph.

    def block(self, name: str) -> str:
        """A postal address, opening hours as tables, or a chart with its table."""
        kind, _, key = name.partition(".")
        if kind == "address":
            return self._postal_address(key)
        if kind == "text":
            return self.html(self.say(key))
        is_whole = self._speaks_hours if kind == "hours" else "missing" not in self._chart(key)
        if self._source is not None and not is_whole:
            return f"<div{self.foreign_mark}>\n{self._source.block(name)}\n</div>"
        if kind == "chart":
            return charts.draw(key, self._figures, self)
        hours = self._council.hours[key]
        of = self.label("name", hours.name.text)
        week = [
            [self.escape(days), self.html(times)] for days, times in self._timetable.rows(hours)
        ]
        tables = [self._table("hours_caption", of, ("hours_days", "hours_times"), week)]
        if hours.exceptions:
            # Date, then times and reason in one cell: a third column does not fit on a phone.
            rows = [
                [self.escape(day), f"{self.html(times)}<br>{self.html(reason)}"]
                for day, times, reason in self._timetable.exceptions(hours)
            ]
            heads = ("hours_date", "hours_times")
            tables.append(self._table("hours_exceptions", of, heads, rows))
        return "\n".join(tables)

    def block_states(self, name: str) -> Iterator[State]:
        """States of all words of a block."""
        kind, _, key = name.partition(".")
        if kind == "text":
            yield self.say(key).state
        if kind == "chart":
            yield from self._chart(key)
        if kind != "hours":
            return
        if not self._speaks_hours:
            yield "missing"
        hours = self._council.hours[key]
        yield self.label("name", hours.name.text).state
        heads = ["hours_caption", "hours_days", "hours_times"]
        heads += ["hours_exceptions", "hours_date"] if hours.exceptions else []
        yield from (self.say(key).state for key in heads)
        yield from (times.state for _, times in self._timetable.rows(hours))
        yield from (reason.state for _, _, reason in self._timetable.exceptions(hours))

    def _chart(self, key: str) -> set[State]:
        """States of all words of a chart."""
        return set(charts.states(key, self._figures, self))

    def _postal_address(self, key: str) -> str:
        office = self._council.offices[key]
        lines = "<br>".join(html.escape(line) for line in office.address)
        postcode = f'<span class="{bidi.NUMBER_CLASS}">{html.escape(office.postcode)}</span>'
        marks = f'lang="{self._source_code}" dir="ltr" translate="no"'
        return f"<address {marks}>{lines}<br>{postcode}</address>"

    def _table(self, caption: str, of: Words, heads: tuple[str, ...], rows: list[list[str]]) -> str:
        title = self.say(caption)
        named = self.html(of).join(
            self.html(Words(part, title.state)) for part in title.text.split("{name}", 1)
        )
        columns = "".join(f'<th scope="col">{self.html(self.say(head))}</th>' for head in heads)
        body = "".join(
            f'<tr><th scope="row">{row[0]}</th>'
            + "".join(f"<td>{cell}</td>" for cell in row[1:])
            + "</tr>\n"
            for row in rows
        )
        return (
            f'<table class="hours">\n<caption>{named}</caption>\n'
            f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
        )
