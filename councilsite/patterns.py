"""In charge of the pattern library: for each component of the theme a page with its examples."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from councilsite import links
from councilsite.atlas import Site
from councilsite.compose import Voice
from councilsite.furnish import shared_data
from councilsite.model import BuiltPage, Composed, Coverage, Finding, Place
from councilsite.textfile import read_text
from councilsite.yamltext import Node, Reader

FOLDER = "patterns/"
"""Where the library stands in the site."""
SUFFIX = ".examples.yml"
"""End of the name of the file beside a component that holds its examples."""

Data = dict[str, object]

_TITLE = "Pattern library"
_INNER_LINK = re.compile(r'\bhref="#([^"]+)"')
_IDS = re.compile(r'\b(id|for|aria-describedby|aria-labelledby)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Example:
    """A component as it looks with certain data."""

    name: str
    """What is special in it."""
    description: str
    """When it is so; may be empty."""
    language: str
    """Code of the language that its words are in; empty for the source language."""
    data: Data
    """What the theme is given, beside all that is the same on every page."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A component of the theme."""

    component: str
    """Name of its file without `.html`."""
    name: str
    """What people call it."""
    description: str
    """What it is for."""
    examples: tuple[Example, ...]
    """At least one."""

    @property
    def url(self) -> str:
        """Address of its page below the site's root."""
        return f"{FOLDER}{self.component.replace('_', '-')}/"


def read_patterns(theme: Path) -> tuple[list[Pattern], list[Finding]]:
    """Every component of a theme, by name, and what is wrong with their examples."""
    found: list[Pattern] = []
    findings: list[Finding] = []
    for path in sorted((theme / "components").glob("*.html")):
        file = f"theme/components/{path.stem}{SUFFIX}"
        text = read_text(path.with_name(f"{path.stem}{SUFFIX}"), file)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        reader = Reader(file)
        root = reader.parse(text)
        if root is not None:
            found.append(_read_pattern(reader, root, path.stem))
        elif not reader.findings:
            reader.complain(1, "empty-file", "this file is empty.", "Begin with name: and data:.")
        findings += reader.findings
    return found, findings


def _read_pattern(reader: Reader, root: Node, component: str) -> Pattern:
    values = reader.mapping(root, "a component", ("name", "description", "examples"))
    node = values.get("examples")
    examples: tuple[Example, ...] = ()
    if node is not None:
        examples = reader.each(node, "examples", lambda one: _read_example(reader, one))
        if node.value == []:
            reader.complain(
                node.line,
                "no-example",
                "the component has no example.",
                "Write - name: ... and the data: that the component shows.",
            )
    return Pattern(
        component,
        reader.words(values.get("name"), "name"),
        reader.words(values.get("description"), "description"),
        examples,
    )


def _read_example(reader: Reader, node: Node) -> Example:
    values = reader.mapping(node, "an example", ("name",), ("description", "language", "data"))
    data = values.get("data")
    entries = reader.entries(data, "data") if data is not None else {}
    return Example(
        reader.words(values.get("name"), "name"),
        reader.words(values.get("description"), "description"),
        reader.words(values.get("language"), "language"),
        {key: _plain(value) for key, value in entries.items()},
    )


def _plain(node: Node) -> object:
    """A value without its lines."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value


def check_languages(site: Site, patterns: Iterable[Pattern]) -> Iterator[Finding]:
    """Examples in languages that the site does not have."""
    for pattern in patterns:
        for example in pattern.examples:
            if example.language and example.language not in site.voices:
                yield Finding(
                    "unknown-reference",
                    Place(f"theme/components/{pattern.component}{SUFFIX}", 1),
                    f'the example "{example.name}" is in "{example.language}", '
                    "which council.yml does not have.",
                    f"Known: {', '.join(site.voices)}.",
                )


def list_examples(site: Site, patterns: Iterable[Pattern]) -> list[tuple[str, Data]]:
    """Component and data of every example, for an engine to render."""
    return [
        (pattern.component, _data(site, pattern, example))
        for pattern in patterns
        for example in pattern.examples
    ]


def _data(site: Site, pattern: Pattern, example: Example) -> Data:
    voice = _voice(site, example)
    base = "../" * pattern.url.count("/")
    own: Data = {"base": base, "home": base + voice.language.path, "address": pattern.url}
    return {**shared_data(site, voice), **own, **example.data}


def _voice(site: Site, example: Example) -> Voice:
    return site.voices[example.language or site.council.source_language.code]


def make_library(
    site: Site, patterns: Sequence[Pattern], rendered: Iterable[str]
) -> list[Composed]:
    """The library's first page, then a page for each component, ready for an engine.

    `rendered` is the HTML of every example that `list_examples` names.
    """
    bodies = iter(rendered)
    pages = [_page(site, FOLDER, _TITLE, _index(patterns), patterns)]
    for pattern in patterns:
        parts = [f"<p>{html.escape(pattern.description)}</p>"]
        for number, example in enumerate(pattern.examples, 1):
            parts += _show(site, example, number, next(bodies))
        pages.append(_page(site, pattern.url, pattern.name, "\n".join(parts), patterns))
    return pages


def library_rows(pages: Iterable[Composed]) -> list[BuiltPage]:
    """The library's pages as files of the site; they are no pages for residents."""
    return [BuiltPage(p.url, p.language, p.file, "", Coverage(), {}, "", "") for p in pages]


def _index(patterns: Iterable[Pattern]) -> str:
    rows = "".join(
        f'<dt><a href="{links.relative(FOLDER, pattern.url)}">{html.escape(pattern.name)}</a></dt>'
        f"<dd>{html.escape(pattern.description)}</dd>\n"
        for pattern in patterns
    )
    about = "The parts that pages are made of, with examples. Templates and examples are in "
    return f"<p>{about}<code>theme/components/</code>.</p>\n<dl>\n{rows}</dl>"


def _show(site: Site, example: Example, number: int, body: str) -> Iterator[str]:
    """HTML of an example under a heading of its own."""
    language = _voice(site, example).language
    yield f'<h2 id="example-{number}">{html.escape(example.name)}</h2>'
    if example.description:
        yield f"<p>{html.escape(example.description)}</p>"
    marks = f'lang="{language.code}" dir="{language.direction}"'
    yield f'<div class="example" {marks}>\n{_with_own_ids(body, number)}\n</div>'


def _with_own_ids(body: str, number: int) -> str:
    """The HTML with ids that no other example has; landmarks are named by their example too."""

    def rename(match: re.Match[str]) -> str:
        kind, names = match.groups()
        renamed = [f"{name}-{number}" for name in names.split()]
        renamed += [f"example-{number}"] if kind == "aria-labelledby" else []
        return f'{kind}="{" ".join(renamed)}"'

    def lead(match: re.Match[str]) -> str:
        is_here = f'id="{match.group(1)}"' in body
        return f'href="#{match.group(1)}-{number}"' if is_here else match.group()

    return _INNER_LINK.sub(lead, _IDS.sub(rename, body))


def _page(site: Site, url: str, title: str, body: str, patterns: Sequence[Pattern]) -> Composed:
    """A page of the library, in the source language and in the site's own theme."""
    voice = site.voices[site.council.source_language.code]
    base = "../" * url.count("/")
    heading = html.escape(title)
    own: Data = {
        "base": base,
        "home": base,
        "title": heading,
        "heading": heading,
        "robots": "noindex",
        "kind": "page",
        "section": _section(url, patterns),
        "breadcrumb": [
            {"label": voice.facts.html(voice.facts.say("home")), "url": base},
            *([] if url == FOLDER else [{"label": _TITLE, "url": links.relative(url, FOLDER)}]),
        ],
    }
    data = {**shared_data(site, voice), **own}
    path = f"{url.rstrip('/')}.html"
    return Composed(path, voice.language.code, url, f"{url}index.html", body, data)


def _section(url: str, patterns: Iterable[Pattern]) -> Data:
    pages: list[Data] = [
        {
            "label": html.escape(pattern.name),
            "url": links.relative(url, pattern.url),
            "current": pattern.url == url,
        }
        for pattern in patterns
    ]
    home = links.relative(url, FOLDER)
    return {"label": _TITLE, "url": home, "current": url == FOLDER, "pages": pages}
