"""In charge of composing a whole site: catalogues, pages in parallel, checks across pages."""

from __future__ import annotations

import functools
import json
import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from councilsite import atlas, directory, formpages, furnish, generated
from councilsite.atlas import Site
from councilsite.cache import Cache, digest
from councilsite.catalogues import Catalogue
from councilsite.compose import PageSet, Voice, check_text, compose_page
from councilsite.formwords import CATALOGUE, FormSet, speak
from councilsite.headers import header_files
from councilsite.links import check_links
from councilsite.model import Composed, Council, Finding, Place, Source
from councilsite.parallel import count_workers, run_all
from councilsite.project import Project, load_project
from councilsite.searchpage import make_search_page
from councilsite.segments import MarkdownPages
from councilsite.social import FEED
from councilsite.statementpage import make_statement_page
from councilsite.themewords import CHART_KEYS, FORM_KEYS, OFFICE_KEYS, TEXT_FILE, TEXT_KEYS
from councilsite.voices import INTERFACE, Choir, raise_voices

_PARALLEL_FROM = 150
"""Fewer pages than this are composed sooner than a second process starts."""


def compose_site(
    project: Project, cache: Cache, *, only_source: bool = False
) -> tuple[Site | None, list[Finding]]:
    """All pages in all languages, or None and why not.

    `only_source` leaves the translations out, for a preview while writing.
    """
    languages = project.council.languages[: 1 if only_source else None]
    files = _list_files(project.folder / "content")
    findings = [*_check_texts(project), *_check_addresses(project, files)]
    if not set(_wanted_keys(project)) <= project.texts.keys():
        return None, findings
    choir = raise_voices(project, languages, cache)
    findings += choir.findings
    if any(finding.severity == "error" for finding in findings):
        # The English is composed all the same: one run shows all faults.
        choir = raise_voices(project, languages[:1], Cache(None, ""))
    pages = _compose_pages(project, choir, cache)
    forms = _speak_forms(project, choir, cache)
    made = _generate(project, choir.voices, pages, forms)
    findings += generated.check_addresses(made, project.sources)
    menu = generated.add_to_menu(project.structure.menu, made)
    pages |= {digest(choir.seal, generated.key_of(page)): page for page in made}
    site = atlas.assemble(project.council, menu, choir.voices, pages, choir.seal, forms)
    findings += _check_pages(site, files)
    return (None if any(f.severity == "error" for f in findings) else site), findings


def compose_for_preview(folder: Path) -> tuple[list[Composed], list[Finding]]:
    """The pages of a project in its source language alone, for an engine's own command."""
    project, findings = load_project(folder)
    if project is None:
        return [], findings
    site, more = compose_site(project, Cache(None, ""), only_source=True)
    code = project.council.source_language.code
    if site is None:
        return [], [*findings, *more]
    return list(furnish.furnish(site, code, furnish.list_pages(site, code))), [*findings, *more]


# Pages.

MakePages = Callable[[Council, Sequence[Voice], Mapping[str, PageSet]], Collection[PageSet]]
"""Makes pages of its own from all that authors wrote, which comes by path.

A page with faults is there too, but rendered in no language.
"""

MAKERS: tuple[MakePages, ...] = (directory.make_pages, make_search_page)
"""All that make pages without Markdown, in the order of the menu."""


def _speak_forms(project: Project, choir: Choir, cache: Cache) -> tuple[FormSet, ...]:
    """Every form in its languages; none where nothing receives answers."""
    structure = project.structure
    parser: MarkdownPages | None = None
    found = []
    for form in project.forms if project.council.receiver else ():
        if not form.address:
            continue
        words = (choir.digest(voice, CATALOGUE) for voice in choir.voices)
        key = digest(choir.seal, repr(form), *words)
        one: FormSet | None = cache.get(form.file, key)
        if one is None:
            parser = parser or MarkdownPages(structure.extensions, structure.extension_settings)
            one = speak(form, project.council, choir.voices, parser)
            cache.put(form.file, key, one)
        found.append(one)
    return tuple(found)


def _generate(
    project: Project,
    voices: Sequence[Voice],
    pages: Mapping[str, PageSet],
    forms: Sequence[FormSet],
) -> list[PageSet]:
    """The pages that the build writes itself."""
    by_path = {page.source.path: page for page in pages.values()}
    made = list(formpages.make_pages(project.council, voices, forms))
    by_path |= {page.source.path: page for page in made}
    for make in MAKERS:
        found = make(project.council, voices, by_path)
        # Later makers may link to what earlier ones made.
        by_path |= {page.source.path: page for page in found}
        made += found
    return [*made, *make_statement_page(project.statement, voices, by_path)]


def _compose_pages(project: Project, choir: Choir, cache: Cache) -> dict[str, PageSet]:
    """All pages by their keys; those whose inputs did not change come from the cache."""
    base = digest(
        choir.seal,
        repr(project.structure.extensions),
        json.dumps(project.structure.extension_settings, sort_keys=True),
        repr(project.images),
    )
    seals = {source.path: digest(base, repr(source)) for source in project.sources}
    found: dict[str, tuple[str, PageSet]] = {}
    stale: list[Source] = []
    for source in project.sources:
        kept = _find_kept(source, choir, seals[source.path], cache)
        if kept is None:
            stale.append(source)
        else:
            found[source.path] = kept
    for page in _compose_all(project, choir.voices, stale):
        path = page.source.path
        key = _page_key(page.source, page.keys, choir, seals[path])
        found[path] = (key, page)
        cache.put(path, key, page.results)
        cache.put(f"{path} texts", _texts_key(page.source, choir, seals[path]), page.keys)
    return dict(found[source.path] for source in project.sources)


def _find_kept(source: Source, choir: Choir, seal: str, cache: Cache) -> tuple[str, PageSet] | None:
    """The page with its key, where what it is composed from is as it was.

    If the files of its section are the same, its texts are. Else its own texts are compared,
    for which the catalogues have to be read. `seal` stands for all else.
    """
    name, texts_key = f"{source.path} texts", _texts_key(source, choir, seal)
    if cache.keep(name, texts_key):
        key = cache.key(source.path)
    else:
        keys = cache.peek(name)
        if keys is None:
            return None
        key = _page_key(source, keys, choir, seal)
        if cache.key(source.path) == key:
            cache.put(name, texts_key, keys)
    results = cache.get(source.path, key)
    return (key, PageSet(source, *results)) if results is not None else None


def _texts_key(source: Source, choir: Choir, seal: str) -> str:
    """Digest of the page's file and of the catalogues of its section."""
    return digest(seal, *(choir.digest(voice, source.section) for voice in choir.voices))


def _page_key(source: Source, keys: Sequence[tuple[str, str]], choir: Choir, seal: str) -> str:
    """Digest of all that a page is composed from: its text, its translations, the facts."""
    parts = [seal]
    for voice in choir.voices:
        vocabulary = voice.vocabulary(source.section)
        if isinstance(vocabulary, Catalogue):
            parts.append("\0".join(_say_all(vocabulary, keys)))
    return digest(*parts)


def _say_all(catalogue: Catalogue, keys: Sequence[tuple[str, str]]) -> list[str]:
    """What a catalogue has for texts: the state of each, how many forms there are, and these."""
    said: list[str] = []
    for key in keys:
        entry = catalogue.entries.get(key)
        said += (entry.state, str(len(entry.texts)), *entry.texts) if entry is not None else ("",)
    return said


def _compose_all(
    project: Project, voices: Sequence[Voice], sources: Sequence[Source]
) -> Iterator[PageSet]:
    is_many = len(sources) >= _PARALLEL_FROM
    workers = count_workers() if is_many else 1
    shares = [sources[start::workers] for start in range(workers)]
    jobs = [functools.partial(_compose_some, project, voices, share) for share in shares if share]
    for pages in run_all(jobs, in_parallel=is_many):
        yield from pages


def _compose_some(
    project: Project, voices: Sequence[Voice], sources: Sequence[Source]
) -> list[PageSet]:
    structure = project.structure
    pages = MarkdownPages(structure.extensions, structure.extension_settings, project.images)
    return [compose_page(source, project.council, voices, pages) for source in sources]


# Checks.


def _wanted_keys(project: Project) -> tuple[str, ...]:
    """Keys of the words that the theme has to have."""
    forms = (*FORM_KEYS, *OFFICE_KEYS) if project.forms else ()
    return (*TEXT_KEYS, *forms, *(CHART_KEYS if project.figures.reports else ("chart_none",)))


def _check_texts(project: Project) -> Iterator[Finding]:
    """Words that the theme lacks; placeholders that mean nothing, or stand in names."""
    for key in _wanted_keys(project):
        if key not in project.texts:
            yield Finding(
                "missing-key",
                Place(TEXT_FILE, 1),
                f'the theme has no words for "{key}".',
                f"Add a line {key}: ...",
            )
    names = [segment for segment in project.interface_segments() if segment.context != "interface"]
    for segment in names:
        if "{{" in segment.text:
            yield Finding(
                "unknown-placeholder",
                segment.place,
                f'the name "{segment.text}" holds a placeholder.',
                "Write names and labels out.",
            )
    for text in project.texts.values():
        yield from check_text(text.text, text.place, project.council)


def _list_files(content: Path) -> list[str]:
    """Every file below the folder, by path."""
    found = []
    start = len(f"{content}/")
    for parent, _, names in os.walk(content):
        paths = (f"{parent}/{name}" for name in names)
        found += [path[start:] for path in paths if os.path.isfile(path)]
    return sorted(found, key=lambda file: file.split("/"))


def _check_addresses(project: Project, files: Sequence[str]) -> Iterator[Finding]:
    """Pages that would stand at the same address, and a site without a home page."""
    reserved = {
        language.path: f"the {language.english_name} site"
        for language in project.council.languages[1:]
    }
    reserved["assets/"] = "the theme's files"
    reserved["patterns/"] = "the pattern library"
    receiver = _folder_of_receiver(project)
    taken: dict[str, str] = {}
    yield from _check_files(project, files)
    yield from formpages.check_addresses(project.forms, project.sources)
    for source in project.sources:
        if source.section == INTERFACE:
            yield _clash(source, "the catalogue of the interface")
        if source.section == CATALOGUE and project.forms:
            yield _clash(source, "the catalogue of the forms")
        other = reserved.get(f"{source.url.partition('/')[0]}/") or taken.get(source.url)
        if receiver and source.url.startswith(receiver):
            other = "the receiver of forms"
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


def _folder_of_receiver(project: Project) -> str:
    """The folder whose addresses the web server hands to the receiver; empty where it has none."""
    base = urlsplit(project.council.url).path
    return project.council.receiver.removeprefix(base.rstrip("/")).lstrip("/")


def _check_files(project: Project, files: Sequence[str]) -> Iterator[Finding]:
    """Images and downloads that would take the place of a page or of a file of the build."""
    receiver = _folder_of_receiver(project)
    taken = {f"{source.url}index.html" for source in project.sources}
    taken |= {
        "404.html",
        "sitemap.xml",
        "pages.json",
        "forms.json",
        *header_files(project.council.url, project.council.receiver),
    }
    taken |= {f"{language.path}{FEED}" for language in project.council.languages}
    for file in files:
        if file in taken or file.startswith(("assets/", "patterns/")):
            expected = "the build makes a file with this name itself."
        elif receiver and file.startswith(receiver):
            expected = "its address belongs to the receiver of forms."
        else:
            continue
        place = Place(f"content/{file}", 1)
        yield Finding("same-address", place, expected, "Give the file another name.")


def _clash(source: Source, other: str) -> Finding:
    return Finding(
        "same-address",
        Place(source.file, 1),
        f'the page\'s address "/{source.url}" belongs to {other}.',
        "Give the file another name.",
    )


def _check_pages(site: Site, files: Sequence[str]) -> Iterator[Finding]:
    downloads = {file for file in files if posixpath.splitext(file)[1] != ".md"}
    yield from formpages.check_forms(site.all_forms, site.targets, downloads)
    for page in site.pages.values():
        yield from page.findings
        yield from check_links(page.source.file, page.links, site.targets, downloads)
