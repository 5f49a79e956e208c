"""In charge of MkDocs and Material: the only module that knows them.

`build_language` lays composed pages into the theme. The same file is the hook of mkdocs.yml, so
that a plain `mkdocs build` or `mkdocs serve` gives the site in its source language.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import logging
import posixpath
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from councilsite.assembly import compose_for_preview
from councilsite.model import Composed, Finding, Place
from councilsite.terminal import show_findings

PLUGIN = "councilsite"


def build_language(
    pages: Sequence[Composed], config_file: Path, theme: Path, out: Path, cache: Path
) -> list[Finding]:
    """Writes the pages of one language below `out`, beside what is there already.

    `cache` holds compiled templates between runs. Gives what MkDocs refuses in mkdocs.yml and
    Jinja2 in the theme.
    """
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        _build_language(pages, config_file, theme, out, cache)
    except TemplateError as fault:
        return [_broken_template(fault, theme)]
    except (MkDocsException, Abort) as fault:
        why = "; ".join(complaints.messages) or str(fault)
        return [_refused(config_file.name, 1, f"MkDocs refuses these settings: {why}.")]
    finally:
        logger.removeHandler(complaints)
        logger.propagate = True
    return []


def warm_up(config_file: Path, theme: Path, out: Path, cache: Path) -> None:
    """Loads what is the same for all languages, unless it is wrong: `build_language` tells that."""
    with contextlib.suppress(MkDocsException, Abort, TemplateError):
        config = _load(config_file, config_file.read_bytes(), theme, out, cache)
        env = config.theme.get_env()
        env.bytecode_cache = FileSystemBytecodeCache(str(cache))
        env.get_template("main.html")


def render_components(
    theme: Path, wanted: Iterable[tuple[str, Mapping[str, object]]]
) -> tuple[list[str], list[Finding]]:
    """HTML of single components of a theme, each with its name and data."""
    env = Environment(loader=FileSystemLoader(str(theme)))
    try:
        return [
            env.get_template(f"components/{name}.html").render(council=data)
            for name, data in wanted
        ], []
    except TemplateError as fault:
        return [], [_broken_template(fault, theme)]


def _broken_template(fault: TemplateError, theme: Path) -> Finding:
    """What Jinja2 cannot use, with the template's name below the theme's folder."""
    name = getattr(fault, "filename", None) or getattr(fault, "name", None) or "main.html"
    path = theme / name
    file = path.relative_to(theme) if path.is_relative_to(theme) else Path(path.name)
    line = getattr(fault, "lineno", None) or 1
    message = f"Jinja2 cannot use this template: {fault}."
    return _refused(f"theme/{file.as_posix()}", line, message)


class _Complaints(logging.Handler):
    """What MkDocs logs as errors, for the finding that it belongs into."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage().rstrip("."))


def _refused(file: str, line: int, message: str) -> Finding:
    text = " ".join(message.split())
    return Finding("engine", Place(file, line), text, "Mend it; nothing was written.")


def _build_language(
    pages: Sequence[Composed], config_file: Path, theme: Path, out: Path, cache: Path
) -> None:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = copy.deepcopy(_load(config_file, config_file.read_bytes(), theme, out, cache))
    config.plugins[PLUGIN] = ComposedPages(pages, cache=cache, with_files=False)
    # A "dirty" build is one that does not empty the folder first: other languages write there too.
    build(config, dirty=True)


@functools.lru_cache(maxsize=1)
def _load(config_file: Path, text: bytes, theme: Path, out: Path, cache: Path) -> MkDocsConfig:
    """MkDocs' settings, the same for all languages; `text` says when to read them anew."""
    nothing = cache / "no-sources"
    nothing.mkdir(parents=True, exist_ok=True)
    config = load_config(
        str(config_file),
        site_dir=str(out),
        docs_dir=str(nothing),
        theme={"name": "material", "custom_dir": str(theme), "font": False},
        plugins=[],
        hooks=[],
        watch=[],
        # The menu is in our pages' data: MkDocs would look for each of its pages, in vain.
        nav=[],
        use_directory_urls=True,
        # The pages are HTML already: MkDocs' own Markdown has nothing to do.
        markdown_extensions=[],
    )
    config.theme = _Theme(name="material", custom_dir=str(theme))
    return config


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Hook of mkdocs.yml: composes the source language for a plain MkDocs run."""
    pages, findings = compose_for_preview(Path(config.config_file_path or ".").parent)
    if show_findings(findings):
        raise Abort("The site was not built.")
    config.site_name = str(pages[0].data["name_plain"])
    config.markdown_extensions = []
    config.plugins[PLUGIN] = ComposedPages(pages, cache=None, with_files=True)
    return config


class _Loader(FileSystemLoader):
    """Finds Material's templates but does not list them.

    MkDocs lists all templates to copy the theme's files, and to Jinja2 each of Material's ten
    thousand icons is one: 0.1 seconds a language. `staging` copies our theme's files.
    """

    def list_templates(self) -> list[str]:
        return []


class _Environment(Environment):
    """Looks into dictionaries first: our templates get nothing else.

    Jinja2 asks for an attribute first, which fails slowly: that was half of the time of a page.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary: the names of Jinja2's chain of two are gathered at every include."""
        return {**self.globals, **(d or {})}


class _Theme(Theme):
    """Material with our theme in front of it, loaded once for all languages."""

    def __deepcopy__(self, memo: dict[int, object]) -> _Theme:
        return self

    def get_env(self) -> Environment:
        return self._env

    @functools.cached_property
    def _env(self) -> Environment:
        env = super().get_env()
        env.__class__ = _Environment
        env.loader = _Loader(self.dirs)
        # Jinja2 asks the file system and builds a key anew for each of a page's twenty includes.
        env.get_template = functools.cache(env.get_template)  # type: ignore[method-assign]
        return env


class _Page(Page):
    """A page whose HTML comes from us: there is no Markdown to render."""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""


class ComposedPages(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Hands MkDocs empty pages and puts composed HTML and the theme's data in."""

    def __init__(self, pages: Sequence[Composed], *, cache: Path | None, with_files: bool) -> None:
        super().__init__()
        self._pages = {_name_for_mkdocs(page): page for page in pages}
        self._cache = cache
        self._with_files = with_files

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Our pages; in a plain MkDocs run also the files beside them and our theme's assets."""
        own_theme = str(config.theme.dirs[0])
        kept = [
            file
            for file in files
            if self._with_files
            and not file.is_documentation_page()
            and (
                file.src_dir == config.docs_dir
                or (str(file.src_dir) == own_theme and file.src_uri.startswith("assets/"))
            )
        ]
        return Files([*kept, *(self._file(page, config) for page in self._pages.values())])

    @staticmethod
    def _file(page: Composed, config: MkDocsConfig) -> File:
        """A page without a source on disk, at the address that we chose."""
        file = File.generated(config, _name_for_mkdocs(page), content="")
        file.dest_uri = page.file
        file.url = page.url
        file.inclusion = InclusionLevel.NOT_IN_NAV
        file.page = _Page(None, file, config)
        return file

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compiled templates are kept between runs; Material's static templates are not ours."""
        if self._cache is not None:
            env.bytecode_cache = FileSystemBytecodeCache(str(self._cache))
        config.theme.static_templates = set()
        return env

    def on_page_content(
        self, content: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The composed main content."""
        return self._composed(page).html

    def on_page_context(
        self, context: Any, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """The theme's data, under one name."""
        data: Mapping[str, object] = self._composed(page).data
        context["council"] = {**data, "html": self._composed(page).html}
        return context

    def _composed(self, page: Page) -> Composed:
        return self._pages[page.file.src_uri]


def _name_for_mkdocs(page: Composed) -> str:
    """A source for MkDocs; that of a page without one is no name that an author can use."""
    return page.path if page.path.endswith(".md") else f"_{posixpath.splitext(page.path)[0]}.md"
