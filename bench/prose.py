"""In charge of what the benchmark's pages say: English pages and pseudo-translations of them."""

from __future__ import annotations

import posixpath
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECTIONS = {
    "benefits": "Benefits",
    "business": "Business",
    "community": "Community",
    "environment": "Environment",
    "housing": "Housing",
    "leisure": "Leisure",
    "planning": "Planning",
    "schools": "Schools",
    "streets": "Streets",
    "waste": "Waste",
}
"""Folders of the content and their labels in the menu."""

FACTS = {
    "{{ phone.main }}": "01632 960100",
    "{{ phone.waste }}": "01632 960130",
    "{{ email.main }}": "customer.services@thornmere.example",
    "{{ hours.switchboard }}": "Monday to Friday, 8:30am to 5:30pm",
    "{{ promise.letters-answer | within }}": "within 10 working days",
    "{{ promise.complaint-answer | within }}": "within 10 working days",
}
"""Placeholders for facts in the demonstration's council.yml, and the same in words."""

FIRST_EDITION = 90_000
"""A number that stands once in the whole site, so that it can be changed in all files alike."""

EDITED = 5
"""Position of the page with that number."""

_WORDS = (Path(__file__).resolve().parent / "words.txt").read_text(encoding="utf-8").split()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page."""

    kind: str
    """`##`, `###`, `text`, `bullets`, `steps` or `table`."""
    texts: tuple[str, ...]
    """One text; the items of a list; the cells of a table of three columns, row by row."""


@dataclass(frozen=True, slots=True)
class Page:
    """An English page, with placeholders."""

    path: str
    """Path below content/, such as `waste/page-010.md`."""
    title: str
    """h1."""
    short_title: str
    """Name in menus."""
    description: str
    """For search results."""
    blocks: tuple[Block, ...]
    """The body."""


@dataclass(frozen=True, slots=True)
class Language:
    """How words of a language look."""

    code: str
    """As council.yml has it."""
    locale: str
    """Name of its folder below locales/."""
    name: str
    """Its own name."""
    direction: str
    """ltr or rtl."""
    syllables: tuple[str, ...]
    """What its pseudo-words are made of."""
    longest: int
    """Most syllables of a word."""
    space: str
    """What stands between words."""


_GURMUKHI = tuple(a + b for a in "ਸਹਕਗਜਟਡਤਦਨਪਬਮਰਲਵ" for b in ("", "ਾ", "ਿ", "ੀ", "ੇ", "ੋ"))
_POLISH = tuple(a + b for a in "bcdgkłlmnprsśtwzżź" for b in "aąeęioóuy")

LANGUAGES = (
    Language("ar", "ar", "العربية", "rtl", tuple("ابتجحخدرزسشصضطعغفقكلمنهوي"), 7, " "),
    Language(
        "zh-Hans", "zh_Hans", "简体中文", "ltr", tuple(map(chr, range(0x4E00, 0x4F80))), 2, ""
    ),
    Language("pl", "pl", "Polski", "ltr", _POLISH, 4, " "),
    Language("pa", "pa", "ਪੰਜਾਬੀ", "ltr", _GURMUKHI, 4, " "),
)
"""The languages that the English is translated to."""

# English pages.


def make_pages(count: int, seed: int) -> list[Page]:
    """The pages of a site: a home page, then the sections' pages in turn, each with its index."""
    paths = ["index.md"]
    for number in range(1, count):
        section = list(SECTIONS)[(number - 1) % len(SECTIONS)]
        name = "index.md" if number <= len(SECTIONS) else f"page-{number:03}.md"
        paths.append(f"{section}/{name}")
    return [_make_page(position, paths, seed) for position in range(count)]


def menu(pages: Sequence[Page]) -> list[object]:
    """The home page, then the sections with their pages."""
    entries: list[object] = ["index.md"]
    for section, label in SECTIONS.items():
        below = [page.path for page in pages if page.path.startswith(f"{section}/")]
        # The section's own page comes first: the menu leads to it.
        entries.append(
            {label: sorted(below, key=lambda path: (not path.endswith("index.md"), path))}
        )
    return entries


def _make_page(position: int, paths: Sequence[str], seed: int) -> Page:
    # Each page has a chance of its own, so that a page does not change with the number of pages.
    chance = random.Random(f"{seed}:{position}")
    path = paths[position]
    paragraphs = [_paragraph(chance) for _ in range(10)]
    for number in (1, 4, 7):
        target = posixpath.relpath(chance.choice(paths), posixpath.dirname(path) or ".")
        paragraphs[number] += f" Read [{_phrase(chance, 3)}]({target})."
    for number in (2, 5):
        paragraphs[number] += f" **{_sentence(chance, 4)}**"
    placeholders = chance.sample(sorted(FACTS), 3)
    for number, placeholder in zip((0, 3, 6), placeholders, strict=True):
        paragraphs[number] += f" {_phrase(chance, 3).capitalize()}: {placeholder}."
    paragraphs[8] += f" {_phrase(chance, 2).capitalize()} {chance.randint(2, 90)} {_word(chance)}."
    if position == EDITED:
        paragraphs[3] = f"Edition {FIRST_EDITION}. {paragraphs[3]}"
    return Page(
        path=path,
        title=f"{_phrase(chance, 4).capitalize()} {position}",
        short_title=f"{_phrase(chance, 2).capitalize()} {position}",
        description=_sentence(chance, 18),
        blocks=tuple(_arrange(chance, paragraphs)),
    )


def _arrange(chance: random.Random, paragraphs: list[str]) -> list[Block]:
    """Ten paragraphs under six headings, two lists and a table."""
    plan = (
        "text text ## text text ## text bullets ## text text ### text steps ## table text ## text"
    )
    left = iter(paragraphs)
    blocks = []
    for kind in plan.split():
        if kind == "text":
            texts = [next(left)]
        elif kind == "table":
            texts = [_phrase(chance, chance.randint(1, 4)).capitalize() for _ in range(12)]
        elif kind in ("bullets", "steps"):
            texts = [_phrase(chance, chance.randint(5, 12)) for _ in range(4)]
            texts[1] += f": {chance.choice(sorted(FACTS))}"
            texts[2] += f" {chance.randint(2, 30)} {_word(chance)}"
        else:
            texts = [_phrase(chance, chance.randint(3, 6)).capitalize()]
        blocks.append(Block(kind, tuple(texts)))
    return blocks


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)


def _phrase(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length))


def _sentence(chance: random.Random, length: int) -> str:
    return _phrase(chance, length).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    """Two sentences of 20 to 26 words together."""
    return f"{_sentence(chance, chance.randint(8, 13))} {_sentence(chance, chance.randint(12, 13))}"


# Other languages.

_TOKEN = re.compile(
    r"(?P<kept>\{\{[^{}]*\}\}|\{[a-z_]+\}|\]\([^()]*\)|<[^<>]+>|`[^`]+`|[\w.+-]+@[\w.-]+)"
    r"|(?P<word>[A-Za-z][A-Za-z'’-]*)"
)
_CHINESE_SPACE = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Translator:
    """Pseudo-translations into one language."""

    language: Language
    """The language."""
    glossary: Mapping[str, str]
    """For each English term, in small letters, a form that a translation of it must hold."""

    def say(self, text: str) -> str:
        """The text with every word replaced; numbers, links and placeholders stay."""

        def replace(match: re.Match[str]) -> str:
            return match["kept"] or pseudo_word(match["word"], self.language)

        said = _TOKEN.sub(replace, text)
        if not self.language.space:
            said = _CHINESE_SPACE.sub("", said)
        prose = _TOKEN.sub(lambda match: match["word"] or " ", text).lower()
        forms = [form for term, form in self.glossary.items() if _has_term(term, prose)]
        return " ".join([said, *forms])


def _has_term(term: str, prose: str) -> bool:
    return term in prose and re.search(rf"\b{re.escape(term)}s?\b", prose) is not None


@cache
def pseudo_word(word: str, language: Language) -> str:
    """The same word of a language for the same English word."""
    chance = random.Random(f"{language.code}:{word.lower()}")
    length = min(
        language.longest, max(1, (len(word) + 1) // 2 if language.longest < 7 else len(word))
    )
    said = "".join(chance.choices(language.syllables, k=length))
    return said.capitalize() if word[0].isupper() else said


def speak_english(text: str) -> str:
    """The English itself."""
    return text


def without_placeholders(say: Callable[[str], str]) -> Callable[[str], str]:
    """Says texts with the facts in words, for builders that know no placeholders."""
    words = {placeholder: say(fact) for placeholder, fact in FACTS.items()}

    def say_in_words(text: str) -> str:
        said = say(text)
        for placeholder, fact in words.items():
            said = said.replace(placeholder, fact)
        return said

    return say_in_words


# Markdown.


def markdown(page: Page, say: Callable[[str], str]) -> str:
    """The body of a page in a language."""
    return "\n\n".join(_block(block, [say(text) for text in block.texts]) for block in page.blocks)


def _block(block: Block, texts: list[str]) -> str:
    if block.kind == "bullets":
        return "\n".join(f"- {text}" for text in texts)
    if block.kind == "steps":
        return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
    if block.kind == "table":
        rows = ["| " + " | ".join(texts[start : start + 3]) + " |" for start in (0, 3, 6, 9)]
        return "\n".join([rows[0], "|---|---|---|", *rows[1:]])
    return texts[0] if block.kind == "text" else f"{block.kind} {texts[0]}"
