"""In charge of dialogs: opens each once, sees how the keyboard fares in it, and closes it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import Sighting
from a11y.guard import guarded
from a11y.listeners import note_listeners

MOST_OPENERS = 8
"""How many controls are tried on one page at most."""

EXAMPLE = (
    "<button id=o>Show the map</button><p><a href='#a'>Bins</a></p><div id=d class=lightbox"
    " style='position: fixed; inset: 20%; background: #fff; display: none'><button id=x>Close"
    "</button> <a href='#m'>Map</a></div><p><a href='#b'>Dates</a></p>"
    "<script>o.onclick = () => { d.style.display = 'block'; x.focus() };"
    "const shut = () => { if (d.style.display === 'none') return;"
    " d.style.display = 'none'; o.focus() };"
    "x.onclick = shut; addEventListener('keyup', (e) => { if (e.keyCode === 27) shut() });"
    "d.addEventListener('keydown', (e) => { if (e.key !== 'Tab') return; e.preventDefault();"
    "[...d.querySelectorAll('a, button')].find((one) => one !== e.target).focus() })</script>"
)
"""A dialog made of a div that does all that it should; checks take from it for their examples."""
EXAMPLE_NATIVE = (
    "<button id=o>Show the map</button><p><a href='#a'>Bins</a></p>"
    "<dialog id=d aria-label=Map><button id=x>Close</button></dialog>"
    "<script>o.onclick = () => d.showModal(); x.onclick = () => d.close()</script>"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What happens to the focus of the keyboard in a dialog."""

    opener: int
    """Number of what opens it, in `councilsiteOpeners`, in the page."""
    is_modal: bool
    """The page behind it is out of use, or it is made to look so."""
    is_declared: bool
    """Screen readers are told that it is a dialog."""
    is_focused: bool
    """The focus goes in when it opens."""
    is_next: bool
    """The Tab key comes to it next."""
    lets_out: bool
    """Tab or Shift and Tab get out of it to the page behind."""
    escape_closes: bool
    mouse_closes: bool
    """Only a mouse reaches what closes it."""
    is_given_back: bool
    """Once it has been closed the focus is somewhere useful; true where nobody could close it."""


def open_dialogs(page: Browser) -> list[Opened]:
    """All dialogs that controls of the open page open; found once for all who ask."""
    if "dialogs" not in page.notes:
        page.notes["dialogs"] = [*_open_all(page)]
    return cast(list[Opened], page.notes["dialogs"])


def sight_openers(page: Browser, found: list[Opened]) -> list[Sighting]:
    """Sightings of what opens these dialogs; "{text}" in a message is its name."""
    if not found:
        return []
    script = (
        f"for (const index of {json.dumps([opened.opener for opened in found])}) {{"
        "const opener = globalThis.councilsiteOpeners[index];"
        "report(opener, {text: (kit.nameOf(opener) || kit.wordsOf(opener)"
        " || opener.localName).slice(0, 60)}); }"
    )
    return look(page, {"openers": script})["openers"]


def _open_all(page: Browser) -> Iterator[Opened]:
    if not page.ask(_MAY_OPEN):
        return
    note_listeners(page)
    number = len(look(page, {"openers": _OPENERS})["openers"])
    if not number:
        return
    with guarded(page):
        page.run(_read_script())
        for index in range(number):
            opened = _open(page, index)
            if opened is not None:
                yield opened


def _open(page: Browser, index: int) -> Opened | None:
    try:
        seen = page.wait_for("(...given) => globalThis.councilsiteDialog.open(...given)", index)
        if seen is None:
            return None
        lets_out = bool(seen["isModal"] and seen["stops"]) and any(
            _gets_out(page, back=back) for back in (False, True)
        )
        page.run("globalThis.councilsiteDialog.goTo(0)")
        page.press("Escape")
        escape_closes = _tell(page, "isClosed")
        mouse_closes = not escape_closes and page.ask("councilsiteDialog.isMouseClosed()")
        is_closed = escape_closes or (
            bool(page.ask("councilsiteDialog.pressClose()")) and _tell(page, "isClosed")
        )
        return Opened(
            opener=index,
            is_modal=seen["isModal"],
            is_declared=seen["isDeclared"],
            is_focused=seen["isIn"],
            is_next=seen["isNext"],
            lets_out=lets_out,
            escape_closes=escape_closes,
            mouse_closes=bool(mouse_closes),
            is_given_back=not is_closed or _tell(page, "isBack"),
        )
    finally:
        page.run("globalThis.councilsiteDialog.undo()")


def _gets_out(page: Browser, *, back: bool) -> bool:
    page.run("globalThis.councilsiteDialog.goTo(arguments[0])", 0 if back else -1)
    page.press("Tab", shift=back)
    return bool(page.ask("globalThis.councilsiteDialog.where()") == "page")


def _tell(page: Browser, question: str) -> bool:
    return bool(page.wait_for(f"(done) => globalThis.councilsiteDialog.{question}(done)"))


# Most pages have nothing that could open: no box that may be a dialog, no script that makes one.
_MAY_OPEN = """(() => {
  const HINT = "dialog, [role=dialog], [role=alertdialog], [aria-modal], [aria-haspopup=dialog],"
    + "[class*=modal i], [class*=lightbox i], [class*=dialog i], [class*=popup i], [id*=modal i],"
    + "[id*=lightbox i], [id*=dialog i], [class*=overlay i], [data-toggle], [data-bs-toggle]";
  return document.querySelector(HINT) !== null || [...document.scripts].some(
    ({textContent}) => /dialog|modal|lightbox/i.test(textContent));
})()"""

# What may open a dialog: a control that leads nowhere and listens, those with a hint first.
_OPENERS = """
const HINT = /modal|lightbox|dialog|popup|overlay/i;
const LEADS = /^(?!#|javascript:)./i;
const hints = (element) => element.getAttribute("aria-haspopup") === "dialog"
  || [...element.attributes].some(({name, value}) => name !== "href" && HINT.test(value)
    || name === "href" && value.startsWith("#") && HINT.test(value))
  || kit.handlersOf(element, "click").some(({source}) => HINT.test(source));
const opens = (element) => {
  if (element.matches("a[href]") && LEADS.test(element.getAttribute("href"))
    && !element.getAttribute("aria-haspopup") && !HINT.test(element.className)) return false;
  if (element.form && element.type === "submit") return false;
  return kit.handlersOf(element, "click").length > 0 || hints(element)
    || element.matches("[popovertarget], [commandfor], [aria-controls]");
};
const found = kit.all("button, a, [role=button], input[type=button]").filter((element) =>
  opens(element) && kit.isSeen(element) && !element.matches(":disabled")
  && !element.closest("[inert], dialog, [role=dialog], [role=alertdialog], [aria-modal=true]"));
found.sort((one, other) => hints(other) - hints(one));
globalThis.councilsiteOpeners = found.slice(0, MOST);
globalThis.councilsiteOpeners.forEach((element) => report(element));
""".replace("MOST", str(MOST_OPENERS))


@cache
def _read_script() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
