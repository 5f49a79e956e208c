"""In charge of composing a whole site: catalogues, pages in parallel, checks across pages."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from councilsite import catalogues, furnish, parity
from councilsite.cache import Cache, digest
from councilsite.catalogues import Catalogue, SourceCatalogue, Vocabulary
from councilsite.compose import PageSet, Voice, check_text, compose_page
from councilsite.facts import TEXT_KEYS, Facts
from councilsite.furnish import Site
from councilsite.links import check_links
from councilsite.model import Composed, Finding, Language, Place, Source
from councilsite.parity import Glossary
from councilsite.project import Project, load_project
from councilsite.segments import MarkdownPages
from councilsite.settings import TEXT_FILE
from councilsite.textfile import read_text

INTERFACE = "interface"
"""Name of the catalogue for all that is no page."""

_PARALLEL_FROM = 40
"""Fewer pages than this are composed sooner than a second process starts."""


def compose_site(
    project: Project, cache: Cache, *, only_source: bool = False
) -> tuple[Site | None, list[Finding]]:
    """All pages in all languages, or None and why not.

    `only_source` leaves the translations out, for a preview while writing.
    """
    languages = project.council.languages[: 1 if only_source else None]
    findings = [*_check_texts(project), *_check_addresses(project)]
    if any(finding.rule == "missing-key" for finding in findings):
        return None, findings
    read = {language.code: _read_catalogues(project, language, cache) for language in languages}
    for catalogue in read.values():
        findings += catalogue.findings
    if any(finding.severity == "error" for finding in findings):
        # The pages are composed all the same: one run shows all faults.
        read = {code: _Read({}, {}, []) for code in read}
    source = _voice(project, languages[0], read[languages[0].code])
    voices = [
        source,
        *(_voice(project, other, read[other.code], source.facts) for other in languages[1:]),
    ]
    pages = _compose_pages(project, voices, read, cache)
    site = furnish.assemble(project.council, project.structure.menu, voices, pages)
    findings += _check_pages(project, site)
    return (None if any(f.severity == "error" for f in findings) else site), findings


def compose_for_preview(folder: Path) -> tuple[list[Composed], list[Finding]]:
    """The pages of a project in its source language alone, for an engine's own command."""
    project, findings = load_project(folder)
    if project is None:
        return [], findings
    site, more = compose_site(project, Cache(None, ""), only_source=True)
    code = project.council.source_language.code
    return list(furnish.furnish(site, code)) if site is not None else [], [*findings, *more]


# Catalogues.


@dataclass(frozen=True, slots=True)
class _Read:
    """The catalogues of a language."""

    by_section: Mapping[str, Vocabulary]
    """By name of the section."""
    digests: Mapping[str, str]
    """Digest of each file, by name of the section."""
    findings: list[Finding]
    """What is wrong with them."""


def _read_catalogues(project: Project, language: Language, cache: Cache) -> _Read:
    if language.is_source:
        sections = {INTERFACE, *(source.section for source in project.sources)}
        return _Read({section: SourceCatalogue() for section in sections}, {}, [])
    folder = project.folder / "locales" / language.locale
    findings: list[Finding] = []
    glossary, seal = _read_glossary(project, language, findings)
    by_section: dict[str, Vocabulary] = {}
    digests: dict[str, str] = {}
    for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
        name = path.relative_to(project.folder).as_posix()
        text = read_text(path, name)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        digests[path.stem] = digest(text)
        key = digest(text, seal, _facts_digest(project))
        kept = cache.get(name, key)
        if kept is None:
            kept = _read_catalogue(project, text, name, language, glossary)
            cache.put(name, key, kept)
        by_section[path.stem] = kept[0]
        findings += kept[1]
    return _Read(by_section, digests, findings)


def _read_glossary(
    project: Project, language: Language, findings: list[Finding]
) -> tuple[Glossary, str]:
    name = f"locales/{language.locale}/glossary.yml"
    if not (project.folder / name).is_file():
        return parity.make_glossary({}), ""
    text = read_text(project.folder / name, name)
    if isinstance(text, Finding):
        findings.append(text)
        return parity.make_glossary({}), ""
    glossary, faults = parity.read_glossary(text, name)
    findings += faults
    return glossary, digest(text)


def _read_catalogue(
    project: Project, text: str, name: str, language: Language, glossary: Glossary
) -> tuple[Catalogue, list[Finding]]:
    """A catalogue with all checks of its translations, but for fuzzy ones: none is published."""
    catalogue, findings = catalogues.read_catalogue(text, name, language.locale)
    for (context, message_id), translation in catalogue.entries.items():
        if translation.state not in ("draft", "approved"):
            continue
        plural = context == "figure"
        findings += parity.check_translation(message_id, translation, glossary, plural)
        for form in translation.texts:
            if "{{" in form:
                findings += check_text(form, translation.place, project.council)
    return catalogue, findings


def _facts_digest(project: Project) -> str:
    return digest(repr(project.council), repr(project.texts))


def _voice(project: Project, language: Language, read: _Read, source: Facts | None = None) -> Voice:
    empty: Vocabulary = SourceCatalogue() if language.is_source else Catalogue({}, "")
    interface = read.by_section.get(INTERFACE, empty)
    facts = Facts(project.council, language, interface, project.texts, source)
    return Voice(language, read.by_section, facts)


# Pages.


def _compose_pages(
    project: Project, voices: Sequence[Voice], read: Mapping[str, _Read], cache: Cache
) -> list[PageSet]:
    """All pages; those whose inputs did not change come from the cache."""
    base = digest(
        _facts_digest(project),
        repr(project.structure.extensions),
        json.dumps(project.structure.extension_settings, sort_keys=True),
        *(read[voice.language.code].digests.get(INTERFACE, "") for voice in voices),
    )
    found: dict[str, PageSet] = {}
    stale: list[Source] = []
    for source in project.sources:
        kept = cache.peek(source.path)
        page = cache.get(source.path, _page_key(source, kept.keys, voices, base)) if kept else None
        if page is None:
            stale.append(source)
        else:
            found[source.path] = page
    for page in _compose_all(project, voices, stale):
        found[page.source.path] = page
        cache.put(page.source.path, _page_key(page.source, page.keys, voices, base), page)
    return [found[source.path] for source in project.sources]


def _page_key(
    source: Source, keys: Sequence[tuple[str, str]], voices: Sequence[Voice], base: str
) -> str:
    """Digest of all that a page is composed from: its text, its translations, the facts."""
    parts = [base, repr(source)]
    for voice in voices:
        vocabulary = voice.vocabulary(source.section)
        if isinstance(vocabulary, Catalogue):
            entries = (vocabulary.entries.get(key) for key in keys)
            parts.append(repr([(e.texts, e.state) if e is not None else None for e in entries]))
    return digest(*parts)


def _compose_all(
    project: Project, voices: Sequence[Voice], sources: Sequence[Source]
) -> Iterator[PageSet]:
    workers = min(os.cpu_count() or 1, 8)
    if len(sources) < _PARALLEL_FROM or workers == 1:
        yield from _compose_some(project, voices, sources)
        return
    shares = [sources[start::workers] for start in range(workers)]
    # Forked workers have the catalogues already; only the pages travel back.
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        tasks = [pool.submit(_compose_share, number) for number in _shares(project, voices, shares)]
        for task in tasks:
            yield from task.result()


def _compose_some(
    project: Project, voices: Sequence[Voice], sources: Sequence[Source]
) -> list[PageSet]:
    if not sources:
        return []
    pages = MarkdownPages(project.structure.extensions, project.structure.extension_settings)
    return [compose_page(source, project.council, voices, pages) for source in sources]


_work: list[tuple[Project, Sequence[Voice], Sequence[Source]]] = []
"""What forked workers compose: set just before the fork, never changed by them."""


def _shares(project: Project, voices: Sequence[Voice], shares: Sequence[Sequence[Source]]) -> range:
    _work[:] = [(project, voices, share) for share in shares]
    return range(len(shares))


def _compose_share(number: int) -> list[PageSet]:
    return _compose_some(*_work[number])


# Checks.


def _check_texts(project: Project) -> Iterator[Finding]:
    """Words that the theme lacks, and placeholders in them that mean nothing."""
    for key in TEXT_KEYS:
        if key not in project.texts:
            yield Finding(
                "missing-key",
                Place(TEXT_FILE, 1),
                f'the theme has no words for "{key}".',
                f"Add a line {key}: ...",
            )
    for text in project.texts.values():
        yield from check_text(text.text, text.place, project.council)


def _check_addresses(project: Project) -> Iterator[Finding]:
    """Pages that would stand at the same address, and a site without a home page."""
    reserved = {
        language.path: f"the {language.english_name} site"
        for language in project.council.languages[1:]
    }
    reserved["assets/"] = "the theme's files"
    taken: dict[str, str] = {}
    for source in project.sources:
        other = reserved.get(f"{source.url.partition('/')[0]}/") or taken.get(source.url)
        if other is not None:
            yield _clash(source, other)
        taken[source.url] = source.file
    if not any(source.path == "index.md" for source in project.sources):
        yield Finding(
            "no-home-page",
            Place("content/index.md", 1),
            "there is no home page.",
            "Write content/index.md.",
        )


def _clash(source: Source, other: str) -> Finding:
    return Finding(
        "same-address",
        Place(source.file, 1),
        f'the page\'s address "/{source.url}" belongs to {other}.',
        "Give the file another name.",
    )


def _check_pages(project: Project, site: Site) -> Iterator[Finding]:
    content = project.folder / "content"
    files = {
        path.relative_to(content).as_posix()
        for path in content.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    for page in site.pages.values():
        yield from page.findings
        yield from check_links(page.source.file, page.links, site.targets, files)


def cache_of(project: Path, seal: str, *, fresh: bool) -> Cache:
    """The cache of a project; `fresh` begins anew."""
    path = project / ".cache" / "pages.pickle"
    if fresh:
        path.unlink(missing_ok=True)
    return Cache(path, seal)
