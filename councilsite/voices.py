"""In charge of giving each language its voice: its catalogues, read and checked, and its facts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from councilsite import catalogues, content, parity
from councilsite.cache import Cache, digest
from councilsite.catalogues import Catalogue, SourceCatalogue, Vocabulary
from councilsite.compose import Voice, check_text
from councilsite.facts import Facts
from councilsite.model import Finding, Language, State, Translation
from councilsite.parity import Glossary
from councilsite.pofile import Key
from councilsite.project import Project
from councilsite.textfile import read_text

INTERFACE = "interface"
"""Name of the catalogue for all that is no page."""


class Choir(NamedTuple):
    """All languages of a site."""

    voices: tuple[Voice, ...]
    """The source language first."""
    digests: Mapping[tuple[str, str], str]
    """Digest of each catalogue's file, by language code and section."""
    seal: str
    """Digest of the facts and words that any page may show."""
    findings: tuple[Finding, ...]
    """What is wrong with the catalogues and glossaries."""

    def digest(self, voice: Voice, section: str) -> str:
        """Digest of a catalogue's file; empty where there is none."""
        return self.digests.get((voice.language.code, section), "")


class _Shelf(NamedTuple):
    """The catalogues of a language, each read when it is asked for."""

    open: Callable[[str], Vocabulary | None]
    """By section."""
    digests: Mapping[str, str]
    """Digest of each file, by section."""
    findings: tuple[Finding, ...]
    """What is wrong with them."""


def raise_voices(project: Project, languages: Sequence[Language], cache: Cache) -> Choir:
    """The voices of the languages, the source language first."""
    source = _speak_source(project, languages[0])
    facts_seal = digest(repr(project.council), repr(project.texts), repr(project.figures))
    voices = [source]
    digests: dict[tuple[str, str], str] = {}
    findings: list[Finding] = []
    for language in languages[1:]:
        shelf = _fill_shelf(project, language, facts_seal, cache)
        vocabulary = shelf.open(INTERFACE) or Catalogue({}, "")
        facts, strict = (
            Facts(
                project.council,
                language,
                vocabulary,
                project.texts,
                least,
                source.facts,
                project.figures,
            )
            for least in _least_states(project)
        )
        voices.append(Voice(language, shelf.open, facts, strict))
        digests |= {(language.code, section): seal for section, seal in shelf.digests.items()}
        findings += shelf.findings
    interface = (digests.get((language.code, INTERFACE), "") for language in languages)
    return Choir(tuple(voices), digests, digest(facts_seal, *interface), tuple(findings))


def _speak_source(project: Project, language: Language) -> Voice:
    catalogue = SourceCatalogue()
    facts = Facts(
        project.council, language, catalogue, project.texts, "draft", figures=project.figures
    )
    return Voice(language, lambda section: catalogue, facts, facts)


def _least_states(project: Project) -> tuple[State, State]:
    """For pages of the policies `partial` and `complete`."""
    publish = project.council.publish
    return publish["partial"], publish["complete"]


def _fill_shelf(project: Project, language: Language, facts_seal: str, cache: Cache) -> _Shelf:
    """Checks every catalogue whose file is new; the others are read when they are asked for."""
    glossary, seal, findings = _read_glossary(project, language, cache)
    seal = digest(seal, facts_seal)
    readers: dict[str, Callable[[], Catalogue]] = {}
    digests: dict[str, str] = {}
    folder = project.folder / "locales" / language.locale / "LC_MESSAGES"
    for path in sorted(folder.glob("*.po")):
        name = path.relative_to(project.folder).as_posix()
        digests[path.stem] = project.digests.of(path)
        key = f"{digests[path.stem]} {seal}"
        if cache.keep(name, key):
            readers[path.stem] = functools.partial(_read_checked, path, name, language)
            continue
        catalogue, faults = _read(path, name, language)
        faults += _check_all(project, glossary, catalogue)
        # A catalogue with faults is checked again by the next run, which has to show them too.
        if not faults:
            cache.put(name, key, True)
        findings += faults
        readers[path.stem] = functools.partial(_same, catalogue)

    @functools.cache
    def open_catalogue(section: str) -> Vocabulary | None:
        return readers[section]() if section in readers else None

    return _Shelf(open_catalogue, digests, tuple(findings))


def _read(path: Path, name: str, language: Language) -> tuple[Catalogue, list[Finding]]:
    text = read_text(path, name)
    if isinstance(text, Finding):
        return Catalogue({}, ""), [text]
    return catalogues.read_catalogue(text, name, language.locale)


def _read_checked(path: Path, name: str, language: Language) -> Catalogue:
    """A catalogue in which an earlier run has found no fault."""
    return _read(path, name, language)[0]


def _same(catalogue: Catalogue) -> Catalogue:
    return catalogue


def _read_glossary(
    project: Project, language: Language, cache: Cache
) -> tuple[Glossary, str, list[Finding]]:
    """The glossary of a language, its digest and its faults; an empty one where there is none."""
    name = f"locales/{language.locale}/glossary.yml"
    if not (project.folder / name).is_file():
        return parity.make_glossary({}), "", []
    text = read_text(project.folder / name, name)
    if isinstance(text, Finding):
        return parity.make_glossary({}), "", [text]
    seal = digest(text)
    terms = cache.get(name, seal)
    if terms is not None:
        return parity.make_glossary(terms), seal, []
    glossary, findings = parity.read_glossary(text, name)
    if not findings:
        cache.put(name, seal, glossary.terms)
    return glossary, seal, findings


def _check_all(project: Project, glossary: Glossary, catalogue: Catalogue) -> Iterator[Finding]:
    """Faults of the translations; fuzzy ones are not published, so not checked."""
    for key, translation in catalogue.entries.items():
        if translation.state in ("draft", "approved"):
            yield from _check(project, glossary, key, translation)


def _check(
    project: Project, glossary: Glossary, key: Key, translation: Translation
) -> Iterable[Finding]:
    context, message_id = key
    if context == content.ALSO:
        # Other words to find a page by are not translated one by one.
        return _check_placeholders(project, translation)
    if len(translation.texts) == 1 and parity.is_alike(message_id, translation.text):
        # Its placeholders are those of the English, which are checked with the page.
        if not glossary.find(message_id):
            return ()
        return parity.check_glossary(message_id, translation, glossary)
    return _check_closely(project, glossary, message_id, translation, context == "figure")


def _check_closely(
    project: Project, glossary: Glossary, message_id: str, translation: Translation, plural: bool
) -> Iterator[Finding]:
    yield from parity.check_translation(message_id, translation, glossary, plural)
    yield from _check_placeholders(project, translation)


def _check_placeholders(project: Project, translation: Translation) -> Iterator[Finding]:
    for text in translation.texts:
        if "{{" in text:
            yield from check_text(text, translation.place, project.council)
