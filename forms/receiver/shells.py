"""In charge of the frame: the built first page of a form, with something else where the form is.

So residents see one site, and the receiver knows nothing of menus, footers and other languages.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jinja2

from forms.receiver.texts import Texts

_BEGIN, _END = "<!-- form:begin -->", "<!-- form:end -->"
_TITLE = re.compile(r"(<title[^>]*>)(.*?)(</title>)", re.DOTALL)
_HEADING = re.compile(r'(<h1 id="council_title">)(.*?)(</h1>)', re.DOTALL)
_RELATIVE = re.compile(r'( (?:href|src|action)=")(?![a-z][a-z0-9+.-]*:|#|/)([^"]*)')
_SWITCHER = re.compile(r'<nav class="languages".*?</nav>', re.DOTALL)
_LANGUAGE = re.compile(r'<a href="[^"]*"( lang="([^"]+)") hreflang="[^"]+"([^>]*)>(.*?)</a>')
_STEP = "components/form_step.html"

Data = Mapping[str, Any]


@functools.lru_cache(maxsize=200)
def _read(path: Path, address: str, changed: int) -> tuple[str, str]:
    """What stands before and after the form, with links from the server's root on."""
    del changed  # a page that was built again is read again
    page = path.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    after = rest.partition(_END)[2]
    root = functools.partial(_RELATIVE.sub, lambda m: f"{m[1]}{urljoin(address, m[2])}")
    return root(before), root(after)


@functools.cache
def _templates(theme: Path) -> jinja2.Environment:
    # What the templates show is escaped where it is made, here as in the build.
    return jinja2.Environment(loader=jinja2.FileSystemLoader(theme), autoescape=False)


def step(theme: Path, data: Data) -> str:
    """HTML of a step, by the same templates as the build's."""
    return _templates(theme).get_template(_STEP).render(council=data)


def page(
    texts: Texts,
    own: Data | None,
    base: str,
    title: str,
    heading: str,
    main: str,
    *,
    form: str = "",
) -> str:
    """A whole page. `own`: the form's texts; title and heading are HTML, an empty one stays.

    `form`: id of a form in `main` whose answers go along into another language.
    """
    if own is None or not own["file"]:
        return _plain(title or heading, heading, main)
    file = texts.site / own["file"]
    try:
        before, after = _read(file, f"{base}{own['page']}", file.stat().st_mtime_ns)
    except OSError:
        return _plain(title or heading, heading, main)
    if title:
        before = _TITLE.sub(lambda m: f"{m[1]}{_titled(m[2], own, title)}{m[3]}", before, count=1)
    if heading:
        before = _HEADING.sub(lambda m: f"{m[1]}{heading}{m[3]}", before, count=1)
    if form:
        before = _SWITCHER.sub(lambda m: _with_answers(m[0], form), before, count=1)
    return f"{before}{main}{after}"


def _with_answers(switcher: str, form: str) -> str:
    """The language switcher as buttons of a form: nothing that was typed is lost."""
    buttons = _LANGUAGE.sub(
        lambda m: (
            f'<button form="{form}" name="go" value="language-{m[2]}"{m[1]}{m[3]}>{m[4]}</button>'
        ),
        switcher,
    )
    # The Enter key in a field presses the first button of a form: that must be none of these.
    unseen = 'class="hidden" tabindex="-1" aria-hidden="true"'
    first = f'<button form="{form}" name="go" value="next" {unseen}></button>'
    return buttons.replace("<ul>", f"{first}<ul>", 1)


def _titled(found: str, own: Data, title: str) -> str:
    """The page's title with another name before that of the council."""
    old = own["title_plain"]
    return f"{title}{found.removeprefix(old)}" if found.startswith(old) else title


def _plain(title: str, heading: str, main: str) -> str:
    """A page for where the site is not there: better than none."""
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body><main><h1>{heading}</h1>{main}</main></body></html>"
    )
