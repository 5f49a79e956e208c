"""In charge of the same pages for other builders, which are handed ready translations."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import prose
from prose import LANGUAGES, SECTIONS, Page, Translator

MKDOCS = "mkdocs-static-i18n"
SMALL = "mkdocs-static-i18n, small theme"
HUGO = "hugo"

PREFIXES = {
    "councilsite": {"zh-Hans": "zh-hans"},
    # The theme and Hugo know Chinese by these codes.
    MKDOCS: {"zh-Hans": "zh"},
    SMALL: {"zh-Hans": "zh"},
    HUGO: {"zh-Hans": "zh-hans"},
}
"""Folder of a language in the finished site, where it is not the code."""

_WITHOUT_THEME_WORDS = {"pa": "en"}
"""Languages that Material for MkDocs has no words for, and the one whose words it shows instead."""

_HERE = Path(__file__).resolve().parent

SMALL_CONFIG = "mkdocs-small.yml"
"""The same project for MkDocs with a theme as small as ours."""

Say = Callable[[str], str]


def voices(translators: Sequence[Translator]) -> Iterator[tuple[str, Say]]:
    """Every language, English first, with what translates into it."""
    yield "en", prose.without_placeholders(prose.speak_english)
    for translator in translators:
        yield translator.language.code, prose.without_placeholders(translator.say)


def write_pages(folder: Path, pages: Sequence[Page], say: Say, finish: Say) -> None:
    """The pages in one language; `finish` adapts path and Markdown to a builder."""
    for number, page in enumerate(pages, start=1):
        path = folder / finish(page.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        front = {
            "title": say(page.title),
            "linkTitle": say(page.short_title),
            "description": say(page.description),
            "reviewed": "2026-10-12",
            "weight": number,
        }
        lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
        body = finish(prose.markdown(page, say))
        path.write_text(f"---\n{lines}---\n\n{body}\n", encoding="utf-8")


# mkdocs-static-i18n.


def write_mkdocs(
    folder: Path, pages: Sequence[Page], translators: Sequence[Translator], assets: Path
) -> None:
    """A project for mkdocs-static-i18n in its folder structure, with Material and a small theme."""
    prefixes = PREFIXES[MKDOCS]
    for code, say in voices(translators):
        locale = prefixes.get(code, code)
        write_pages(folder / "docs" / locale, pages, say, lambda text: text)
    config = {
        "site_name": "Thornmere Borough Council",
        "site_url": "https://www.thornmere.example/",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "plugins": [{"i18n": _i18n(translators)}],
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "def_list",
            "fenced_code",
            "footnotes",
            "md_in_html",
            "sane_lists",
            "tables",
        ],
        "nav": prose.menu(pages),
    }
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(config, indent=1), encoding="utf-8")
    shutil.copytree(_HERE / "mkdocs" / "theme", folder / "theme")
    shutil.copytree(assets, folder / "theme" / "assets")
    config |= {"theme": {"name": None, "custom_dir": "theme"}, "extra": _extra()}
    (folder / SMALL_CONFIG).write_text(json.dumps(config, indent=1), encoding="utf-8")


def _extra() -> dict[str, object]:
    """What the small theme knows of the languages."""
    languages = {PREFIXES[SMALL].get(lang.code, lang.code): lang for lang in LANGUAGES}
    return {
        "direction": {"en": "ltr"} | {code: lang.direction for code, lang in languages.items()},
        "name": {"en": "English"} | {code: lang.name for code, lang in languages.items()},
    }


def _i18n(translators: Sequence[Translator]) -> dict[str, object]:
    english = {"locale": "en", "name": "English", "default": True, "build": True}
    return {
        "docs_structure": "folder",
        "reconfigure_search": False,
        "languages": [english, *(_i18n_language(translator) for translator in translators)],
    }


def _i18n_language(translator: Translator) -> dict[str, object]:
    code = translator.language.code
    locale = PREFIXES[MKDOCS].get(code, code)
    settings: dict[str, object] = {
        "locale": locale,
        "name": translator.language.name,
        "build": True,
        "nav_translations": {label: translator.say(label) for label in SECTIONS.values()},
    }
    if code in _WITHOUT_THEME_WORDS:
        settings["theme"] = {"language": _WITHOUT_THEME_WORDS[code]}
    return settings


# Hugo.


def write_hugo(
    folder: Path, pages: Sequence[Page], translators: Sequence[Translator], assets: Path
) -> None:
    """A project for Hugo with a template like ours."""
    folder.mkdir(parents=True)
    shutil.copytree(_HERE / "hugo" / "layouts", folder / "layouts")
    shutil.copytree(assets, folder / "static" / "assets")
    prefixes = PREFIXES[HUGO]
    for code, say in voices(translators):
        below = folder / "content" / prefixes.get(code, code)
        write_pages(below, pages, say, _as_branch)
        for section, label in SECTIONS.items():
            # The label of a section in the menu is a parameter of its page.
            path = below / section / "_index.md"
            text = path.read_text(encoding="utf-8")
            text = text.replace("---\n", f"---\nlabel: {json.dumps(say(label))}\n", 1)
            path.write_text(text, encoding="utf-8")
    languages: dict[str, dict[str, object]] = {
        "en": {"label": "English", "direction": "ltr", "contentDir": "content/en", "weight": 1}
    }
    for number, language in enumerate(LANGUAGES, start=2):
        name = prefixes.get(language.code, language.code)
        languages[name] = {
            "label": language.name,
            "direction": language.direction,
            "contentDir": f"content/{name}",
            "weight": number,
        }
    config = {
        "title": "Thornmere Borough Council",
        "baseURL": "https://www.thornmere.example/",
        "disableKinds": ["taxonomy", "term", "RSS", "404"],
        "defaultContentLanguage": "en",
        "disableDefaultLanguageRedirect": True,
        "languages": languages,
    }
    (folder / "hugo.json").write_text(json.dumps(config, indent=1), encoding="utf-8")


def _as_branch(text: str) -> str:
    """Hugo keeps a folder's own page in _index.md; links follow."""
    return re.sub(r"(^|[(/])index\.md(?=\)|$)", r"\1_index.md", text)
