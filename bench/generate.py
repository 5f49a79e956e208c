#!/usr/bin/env python3
"""Writes a site of pseudo-pages for councilsite and the same pages for other builders.

It needs Babel and PyYAML: run.py calls it with the Python of the benchmark's environment.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import peers
import prose
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from printing import without_large_print
from prose import LANGUAGES, SECTIONS, Page, Translator

ROOT = Path(__file__).resolve().parent.parent
OURS = "councilsite"
EXPECTED = "expected.json"
"""File that says what a builder should make of the pages."""


def main(words: list[str]) -> int:
    """Writes the projects; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("folder", type=Path, help="a new folder for the projects")
    parser.add_argument("--pages", type=int, default=100, help="English pages (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts")
    parser.add_argument("--only-ours", action="store_true", help="leave the other builders out")
    options = parser.parse_args(words)
    fewest = len(SECTIONS) + 1
    if options.pages < fewest:
        parser.error(f"--pages must be {fewest} or more: a home page and one for each section")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    generate(options.folder, options.pages, options.seed, only_ours=options.only_ours)
    return 0


def generate(folder: Path, count: int, seed: int, *, only_ours: bool) -> None:
    """Writes the projects below a folder, and what is expected of them."""
    pages = prose.make_pages(count, seed)
    translators = [Translator(language, read_glossary(language.locale)) for language in LANGUAGES]
    write_project(folder / OURS, pages)
    fill_catalogues(folder / OURS, translators)
    if not only_ours:
        assets = ROOT / "theme" / "assets"
        peers.write_mkdocs(folder / peers.MKDOCS, pages, translators, assets)
        peers.write_hugo(folder / peers.HUGO, pages, translators, assets)
    expected = {
        "pages": count * (1 + len(LANGUAGES)),
        "page": pages[prose.EDITED].path.removesuffix(".md").removesuffix("/index"),
        "headings": headings(pages[prose.EDITED], translators),
    }
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / EXPECTED).write_text(text + "\n", encoding="utf-8")


def headings(page: Page, translators: Sequence[Translator]) -> dict[str, str]:
    """A page's first heading by language: what must stand in the finished page."""
    english = next(block.texts[0] for block in page.blocks if block.kind == "##")
    return {"en": english} | {t.language.code: t.say(english) for t in translators}


# The project for councilsite.


def write_project(folder: Path, pages: Sequence[Page]) -> None:
    """English pages with the settings, interface catalogues and glossaries of the demonstration."""
    folder.mkdir(parents=True)
    # The other builders make neither PDFs nor a search index.
    council = without_large_print((ROOT / "council.yml").read_text(encoding="utf-8"))
    (folder / "council.yml").write_text(f"{council}\nsearch: no\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings(pages), encoding="utf-8")
    for page in pages:
        path = folder / "content" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        front = (
            f"---\ntitle: {page.title}\nshort_title: {page.short_title}\n"
            f"description: {page.description}\nowner: customer-services\n"
            "reviewed: 2026-10-12\ntranslation: partial\n---\n\n"
        )
        body = prose.markdown(page, prose.speak_english)
        path.write_text(f"{front}{body}\n", encoding="utf-8")
    for language in LANGUAGES:
        source, target = (base / "locales" / language.locale for base in (ROOT, folder))
        (target / "LC_MESSAGES").mkdir(parents=True)
        shutil.copy(source / "LC_MESSAGES" / "interface.po", target / "LC_MESSAGES")
        shutil.copy(source / "glossary.yml", target)


def settings(pages: Sequence[Page]) -> str:
    """The demonstration's mkdocs.yml with another menu."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[0]
    # The theme that this setting names stands in the repository, not in the project.
    text = re.sub(r"\nwatch:\n(  .*\n)+", "\n", text)
    # JSON is YAML.
    return f"{text}\nnav: {json.dumps(prose.menu(pages), indent=1)}\n"


def read_glossary(locale: str) -> dict[str, str]:
    """For each English term of a glossary one of the forms that translations may use."""
    text = (ROOT / "locales" / locale / "glossary.yml").read_text(encoding="utf-8")
    return {
        term.lower(): str(entry["forms"][0])
        for term, entry in (yaml.safe_load(text) or {}).items()
        if entry.get("forms")
    }


# Its catalogues.


def fill_catalogues(project: Path, translators: Sequence[Translator]) -> None:
    """Lets councilsite extract what is to be translated, and translates it."""
    python = Path(sys.base_prefix) / "bin" / "python3"
    command = [str(python), str(ROOT / "build.py"), "translate", "--project", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        sys.exit(f"build.py translate refuses the generated project:\n{done.stdout}{done.stderr}")
    for translator in translators:
        locale = translator.language.locale
        for path in sorted((project / "locales" / locale / "LC_MESSAGES").glob("*.po")):
            filled = fill(path, locale, translator.say)
            # The menu's labels are the generated project's own, so nobody has translated them.
            missing = filled - len(SECTIONS)
            if path.stem == "interface" and missing > 0:
                print(f"{locale}: {missing} messages of interface.po have pseudo-translations")


def fill(path: Path, locale: str, say: Callable[[str], str]) -> int:
    """Translates what a catalogue lacks; returns how many messages that were."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=locale)
    lacking = [message for message in catalog if message.id and is_lacking(message)]
    for message in lacking:
        translate(catalog, message, say)
    for message in catalog:
        # Babel takes "a 50% discount" for a format string.
        message.flags -= {"python-format", "python-brace-format"}
    # Else Babel writes the time of day.
    catalog.creation_date = catalog.revision_date
    with path.open("wb") as file:
        write_po(file, catalog, width=76)
    return len(lacking)


def is_lacking(message: Message) -> bool:
    """Whether a message has no translation that may be published."""
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.fuzzy or not all(texts)


def translate(catalog: Catalog, message: Message, say: Callable[[str], str]) -> None:
    """Gives a message its pseudo-translation, in every plural form."""
    message.flags.discard("fuzzy")
    if isinstance(message.id, (tuple, list)):
        message.string = tuple(say(message.id[1]) for _ in range(catalog.num_plurals))
    else:
        message.string = say(message.id)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
