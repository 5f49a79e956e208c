"""Menus, tips and the like that only a pointer brings into sight."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from a11y.engines.browser import Browser
from a11y.engines.own import look
from a11y.findings import ERROR, Sighting
from a11y.guard import guarded

CRITERION = "2.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The pointer on "{text}" shows something that the keyboard does not bring into sight.'
ADVICE = "Show it as well when the focus is there, or at the press of a button."

MOST_TRIGGERS = 8
PATIENCE = 200
"""How long a script may take to show something, in milliseconds."""

LISTENERS = True
# What style sheets and scripts say may show something when the pointer is on it.
SCRIPT = r"""
const found = new Map();
const note = (element, isScript) => {
  if (found.has(element) || !kit.isSeen(element)) return;
  found.set(element, isScript);
};
const SHOWS = ["display", "visibility", "opacity", "left", "right", "top", "inset", "clip",
  "clip-path", "height", "max-height", "width", "max-width", "transform", "content", "margin-left"];
const isHidden = (element) => !element.checkVisibility({opacityProperty: true,
  visibilityProperty: true}) || element.getBoundingClientRect().height <= 1
  || element.getBoundingClientRect().right <= 0;
const RULE = /^(.*?):hover((?:[:.#[][^\s>+~]*)*)(\s*[>+~\s].*|(?<!:)::?(?:before|after))$/;
const FOCUS = /:(?:hover|focus|focus-within|focus-visible|active)\b/g;
// Hidden elements that a rule is about, where the pointer is on this one.
const targetsOf = (element, rest) => {
  const isBeside = /^\s*[+~]/.test(rest);
  const target = rest.replace(FOCUS, "");
  try {
    return isBeside
      ? [...element.parentElement.querySelectorAll(`:scope > * ${target}`)].filter(isHidden)
      : [...element.querySelectorAll(`:scope ${target}`)].filter(isHidden);
  } catch { return []; }
};
const lookAt = (selector) => {
  for (const one of selector.split(/,(?![^(]*\))/)) {
    const parts = RULE.exec(one.trim());
    if (!parts || /[(][^)]*$/.test(parts[1])) continue;
    const [, before, more, rest] = parts;
    const any = /(?:^|[\s>+~])$/.test(before) ? "*" : "";
    let triggers = [];
    try { triggers = kit.all(before + any + more); } catch {}
    let taken = 0;
    for (const element of triggers.slice(0, 40)) {
      const shows = rest.startsWith(":") || targetsOf(element, rest).some(
        (target) => kit.squeeze(target.textContent) || target.querySelector("img"));
      if (!shows || taken === 2) continue;
      note(element, false);
      taken += 1;
    }
  }
};
const walk = (rules) => {
  for (const rule of rules) {
    if (rule.selectorText?.includes(":hover")
      && SHOWS.some((name) => rule.style.getPropertyValue(name))) lookAt(rule.selectorText);
    if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
    if (rule.cssRules?.length) walk(rule.cssRules);
    if (rule.styleSheet) try { walk(rule.styleSheet.cssRules); } catch {}
  }
};
for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
  if (sheet.media?.mediaText && !matchMedia(sheet.media.mediaText).matches) continue;
  try { walk(sheet.cssRules); } catch {}
}
const OVER = ["mouseenter", "mouseover", "pointerenter", "pointerover"];
for (const element of globalThis.councilsiteListeners?.keys() ?? []) {
  if (!(element instanceof Element) || element.matches("html, body, main")) continue;
  if (kit.handlersOf(element, ...OVER).length && element.isConnected) note(element, true);
}
const rows = [...found].slice(0, MOST);
globalThis.councilsiteTriggers = rows.map(([element]) => element);
for (const [element, isScript] of rows) {
  report(element, {script: isScript ? "yes" : "no"});
}
""".replace("MOST", str(MOST_TRIGGERS))


def check(page: Browser, triggers: Sequence[Sighting]) -> Iterable[Sighting]:
    """Puts the pointer on what may show something, and then the focus."""
    if not triggers:
        return []
    with guarded(page):
        page.run(_read_script())
        page.press("Tab")
        found = [*_find_unshown(page, triggers)]
    script = (
        f"for (const index of {json.dumps(found)}) {{"
        "const trigger = globalThis.councilsiteTriggers[index];"
        "const text = kit.wordsOf(trigger) || kit.nameOf(trigger) || trigger.localName;"
        "report(trigger, {text: text.slice(0, 60)}); }"
    )
    return look(page, {"hover": script})["hover"] if found else []


def _find_unshown(page: Browser, triggers: Sequence[Sighting]) -> Iterator[int]:
    away = page.ask("[innerWidth - 1, innerHeight - 1]")
    try:
        for index, trigger in enumerate(triggers):
            x, y = page.run("return globalThis.councilsiteHover.aim(arguments[0])", index)
            page.point(*away)
            page.run("globalThis.councilsiteHover.remember(arguments[0])", index)
            page.point(x, y)
            patience = PATIENCE if trigger.values["script"] == "yes" else 0
            shows = _ask(page, "shows", index, patience)
            page.point(*away)
            if shows and not _ask(page, "showsByFocus", index):
                yield index
    finally:
        page.point(*away)


def _ask(page: Browser, question: str, *arguments: object) -> bool:
    asked = f"(...given) => globalThis.councilsiteHover.{question}(...given)"
    return bool(page.wait_for(asked, *arguments))


@cache
def _read_script() -> str:
    return (Path(__file__).parent.parent / "hovering.js").read_text(encoding="utf-8")


_MENU = (
    "<style>nav ul ul { display: none } RULE { display: block }</style><nav><ul>"
    "<li id='o'><a href='/b'>Bins</a><ul id='s'><li><a href='/d'>Bin days</a></li></ul></li></ul>"
    "</nav>"
)
_TIP = (
    "<style>.tip { display: none } RULE { display: block }</style>"
    "<p>Number <span class='i' TAB>?</span><span class='tip'>It is on your letter</span></p>"
)
FAILS = (
    _MENU.replace("RULE", "li:hover > ul"),
    _MENU.replace("RULE", "nav li:hover ul"),
    _TIP.replace("RULE", ".i:hover + .tip"),
    _TIP.replace("RULE", ".i:hover + .tip").replace("TAB", "tabindex='0'"),
    _MENU.replace("RULE", "x") + "<script>o.onmouseenter = () => { s.style.display = 'block' };"
    "o.onmouseleave = () => { s.style.display = '' }</script>",
    "<style>[data-tip]:hover::after { content: attr(data-tip) }</style>"
    "<p><button data-tip='It is on your letter'>?</button></p>",
    "<style>.c p { opacity: 0 } .c:hover p { opacity: 1 }</style>"
    "<div class='c'><h2><a href='/b'>Bins</a></h2><p>We come on Monday</p></div>",
)
PASSES = (
    _MENU.replace("RULE", "li:hover > ul, li:focus-within > ul"),
    _TIP.replace("RULE", ".i:hover + .tip, .i:focus + .tip").replace("TAB", "tabindex='0'"),
    _MENU.replace("RULE", "li:hover > ul").replace(
        "<a href='/b'>Bins</a>", "<button aria-expanded='false'>Bins</button>"
    ),
    _MENU.replace("RULE", "x")
    + "<script>for (const name of ['mouseenter', 'focusin']) o.addEventListener(name, () => {"
    " s.style.display = 'block' })</script>",
    "<style>a:hover { color: red; text-decoration: none } a:hover span { left: 2px }</style>"
    "<p><a href='/b'>Bins <span>→</span></a></p>",
    "<style>[data-tip]:is(:hover, :focus)::after { content: attr(data-tip) }</style>"
    "<p><button data-tip='It is on your letter'>?</button></p>",
    "<style>h2 .l { opacity: 0 } h2:hover .l, h2 .l:focus { opacity: 1 }</style>"
    "<h2 id='b'>Bins <a class='l' href='#b'>Link to this</a></h2>",
    "<style>.t { display: none } button:hover .t { display: inline }</style>"
    "<p><button aria-label='Close'><span aria-hidden='true'>×</span>"
    "<span class='t'>Close</span></button></p>",
    "<p id='p'>Bins</p><script>p.onmouseover = () => { p.style.color = 'red' }</script>",
)
