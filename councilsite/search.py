"""In charge of what the search finds: the words of every page, and the files of the index."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from councilsite import bidi, pagefind, spelling
from councilsite.atlas import Site
from councilsite.cache import Cache, digest
from councilsite.compose import Rendered
from councilsite.facts import Facts
from councilsite.model import BuiltPage, Finding, Words
from councilsite.pagefind import Record
from councilsite.project import OWN_THEME
from councilsite.spelling import Speller, Spelling, as_key
from councilsite.staging import Staging
from councilsite.textfile import read_text

FOLDER = "assets/search"
"""Where the indexes stand in the site: each in a folder of its own, so that a reader's browser, and
whoever checks pages, asks for nothing that changes with the pages of another language."""
_SPELLING = f"{FOLDER}/spelling.json"
_COMMON = (_SPELLING, f"{FOLDER}/{pagefind.SCRIPT}")
"""Files that the indexes of all languages share."""

_INLINE = (
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "wbr"),
)
_ATTRIBUTES = r"""((?:[^<>"']|"[^"]*"|'[^']*')*)"""
_TAG = re.compile(rf"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9]*){_ATTRIBUTES}>", re.DOTALL)
_BLOCK_TAG = re.compile(rf"</?(?!(?:{'|'.join(_INLINE)})\b)[A-Za-z][A-Za-z0-9]*{_ATTRIBUTES}>")
_HEADING = re.compile(
    rf"<(?P<name>h[2-6]|summary|caption|dt)\b{_ATTRIBUTES}>(.*?)</(?P=name)>", re.DOTALL
)
_LANG = re.compile(r"\slang=[\"']([^\"']*)")
_HIDDEN = ' aria-hidden="true"'
_BREAK = "\x1e"
_ENDS = ".!?:;…。！？：；।؟؛"
_VOID = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})


_Made = tuple[str, dict[str, object], list[str]]
"""Digest of what an index holds, its line in Pagefind's list, and its files in the site."""


def add_indexes(
    site: Site, rows: Iterable[BuiltPage], theme: Path, staging: Staging, cache: Cache
) -> list[Finding]:
    """Puts the index of every language into the next site; raises `pagefind.NoIndex`.

    The index of a language whose pages are as they were is kept. Gives what is wrong with the
    rules of spelling.
    """
    by_code = _rows_by_language(site, rows)
    has_program = staging.keep_files(_COMMON)
    kept = {
        code: same
        for code, pages in by_code.items()
        if has_program and (same := _keep(site, code, pages, staging, cache))
    }
    if len(kept) < len(by_code):
        rules, findings = _read_rules(theme)
        if findings:
            return findings
        stale = {code: pages for code, pages in by_code.items() if code not in kept}
        made = _add_indexes(site, stale, Speller(rules), staging)
        for code, pages in stale.items():
            cache.put(_name(code), _digest_of_rows(pages), made[code])
        kept |= made
        staging.write(_SPELLING, _json(rules.as_data()))
    for code, (_, entry, _) in kept.items():
        staging.write(f"{_folder(code)}/{pagefind.ENTRY}", pagefind.entry_text(code, entry))
    return []


def _rows_by_language(site: Site, rows: Iterable[BuiltPage]) -> dict[str, list[BuiltPage]]:
    """Pages that can be found: all that authors wrote."""
    found: dict[str, list[BuiltPage]] = {}
    for row in rows:
        if row.source and not site.pages[row.source].is_generated:
            found.setdefault(row.language, []).append(row)
    return found


def _name(code: str) -> str:
    return f"index {code}"


def _folder(code: str) -> str:
    return f"{FOLDER}/{code.lower()}"


def _keep(
    site: Site, code: str, rows: Sequence[BuiltPage], staging: Staging, cache: Cache
) -> _Made | None:
    """Keeps the index of a language if its pages are as they were."""
    key = _digest_of_rows(rows)
    made: _Made | None = cache.peek(_name(code))
    # The pages of one language change with the translations of another, but not their words.
    is_same = made is not None and (
        cache.key(_name(code)) == key or made[0] == _digest_of_words(site, rows)
    )
    if made is None or not is_same or not staging.keep_files(made[2]):
        return None
    cache.put(_name(code), key, made)
    return made


def _digest_of_rows(rows: Iterable[BuiltPage]) -> str:
    return digest(*(part for row in rows for part in (row.url, row.fingerprint)))


def _digest_of_words(site: Site, rows: Iterable[BuiltPage]) -> str:
    """Digest of all that an index is made from, but for the theme and the code."""
    parts = []
    for row in rows:
        body = site.pages[row.source].rendered[row.language].html
        parts += [row.url, *_texts(site, row).values(), *read_texts(body, row.language)]
    return digest(*parts)


def _add_indexes(
    site: Site, stale: Mapping[str, Sequence[BuiltPage]], speller: Speller, staging: Staging
) -> dict[str, _Made]:
    words: dict[str, set[str]] = {code: set() for code in stale}
    indexes, program = pagefind.make_indexes(
        {
            code: [_record(site, row, speller, words[code]) for row in rows]
            for code, rows in stale.items()
        }
    )
    staging.write_bytes(f"{FOLDER}/{pagefind.SCRIPT}", program.script)
    made = {}
    for code, index in indexes.items():
        own = {f"{_folder(code)}/{name}": data for name, data in index.files.items()}
        own[f"{_folder(code)}/{pagefind.WASM}"] = program.wasm
        for file, data in own.items():
            staging.write_bytes(file, data)
        # What is typed is compared with these. Pairs of characters are found or they are not.
        listed = f"{FOLDER}/{code.lower()}.txt"
        spaced = (word for word in words[code] if not speller.is_unspaced(word))
        staging.write(listed, " ".join(sorted(spaced)))
        files = [listed, *own]
        made[code] = _digest_of_words(site, stale[code]), index.entry, files
    return made


def _read_rules(theme: Path) -> tuple[Spelling, list[Finding]]:
    """The rules of spelling: the theme's own, or ours."""
    path = theme / "search.yml"
    text = read_text(path if path.is_file() else OWN_THEME / "search.yml", spelling.FILE)
    if isinstance(text, Finding):
        return Spelling((), (), (), ()), [text]
    return spelling.read_spelling(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


# The words of a page.


def _record(site: Site, row: BuiltPage, speller: Speller, words: set[str]) -> Record:
    """A page for the index; its words are added to `words`."""
    page, language = site.pages[row.source], site.voices[row.language].language
    texts = _texts(site, row)
    title = texts.pop("shown")
    body, texts["headings"] = read_texts(page.rendered[row.language].html, row.language)
    fields = {name: set(_words(speller, text)) for name, text in texts.items()}
    # The name too: Pagefind leaves out a page without words, such as one of pictures alone.
    in_body = _words(speller, f"{title} {body}")
    words.update(in_body, *fields.values())
    is_fallback = page.rendered[row.language].title.is_fallback
    shown = {
        "title": title,
        "language": site.council.source_language.code if is_fallback else "",
        "description": texts["description"],
        "form": "yes" if row.source in site.forms else "",
        "introduces": "yes" if row.source.endswith("/index.md") else "",
        "text": bidi.isolate_text(body) if language.direction == "rtl" else body,
    }
    return Record(
        row.url,
        {name: text for name, text in shown.items() if text},
        map(as_key, in_body),
        {name: sorted(map(as_key, found)) for name, found in fields.items() if found},
    )


def _texts(site: Site, row: BuiltPage) -> dict[str, str]:
    """The words of a page beside its text, by the name of their field; and the title as shown."""
    rendered, voice = site.pages[row.source].rendered[row.language], site.voices[row.language]
    facts = voice.facts
    return {
        "title": _own(facts, rendered.title, rendered.label),
        "description": _own(facts, rendered.description),
        "also": _own(facts, rendered.also),
        # Letters from the council name a service in the source language: people search for that.
        "source": "" if voice.language.is_source else _source_names(site, row.source),
        "shown": facts.plain(rendered.title),
    }


def _own(facts: Facts, *texts: Words) -> str:
    """Those of the texts that are in the language."""
    return " ".join(facts.plain(words) for words in texts if not words.is_fallback)


def _source_names(site: Site, path: str) -> str:
    source = site.council.source_language.code
    rendered: Rendered = site.pages[path].rendered[source]
    return _own(site.voices[source].facts, rendered.title, rendered.label, rendered.also)


def _words(speller: Speller, text: str) -> list[str]:
    return [*speller.words(text), *speller.ends(text)]


@functools.cache
def read_texts(body: str, code: str) -> tuple[str, str]:
    """Text of a page and of its headings, without what is in another language than its own.

    What is hidden from screen readers says nothing that is not said beside it.
    """
    own = _without_foreign(body, code) if " lang=" in body or _HIDDEN in body else body
    return _plain(own), _plain("<p>".join(text for _, _, text in _HEADING.findall(own)))


def _without_foreign(body: str, code: str) -> str:
    """HTML without the elements that are in another language, and without hidden ones."""
    parts: list[str] = []
    foreign, depth, position = "", 0, 0
    for tag in _TAG.finditer(body):
        name = (tag.group(2) or "").lower()
        if foreign:
            if name == foreign:
                depth += -1 if tag.group(1) else 1
                foreign = foreign if depth else ""
                position = tag.end()
            continue
        lang = _LANG.search(tag.group(3) or "")
        is_foreign = lang is not None and lang.group(1) != code
        if (is_foreign or _HIDDEN in (tag.group(3) or "")) and name not in _VOID:
            parts.append(body[position : tag.start()])
            if name not in _INLINE:
                parts.append(f"<{name}>")
            foreign, depth = name, 1
    return "".join([*parts, "" if foreign else body[position:]])


def _plain(body: str) -> str:
    """Blocks of text one after the other; a dot parts those that do not end like a sentence."""
    text = _TAG.sub("", _BLOCK_TAG.sub(_BREAK, body))
    blocks = (" ".join(block.split()) for block in html.unescape(text).split(_BREAK))
    found = [block for block in blocks if block]
    return "".join(
        block + ("" if number == len(found) else " " if block[-1] in _ENDS else " · ")
        for number, block in enumerate(found, 1)
    )
