"""Places that the Tab key comes to and does not get out of again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.guard import guarded
from a11y.listeners import note_listeners
from a11y.stops import list_stops, sight

CRITERION = "2.1.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The {key} key does not get out of "{text}": the focus stays there.'
ADVICE = "Take out the script that keeps the focus, or let Escape end it and say so."

MOST_WALKS = 4
MOST_PRESSES = 25

# Which stops may hold the focus: a listener stops Tab, or takes the focus back.
_SUSPECT = """
async (done) => {
  const stops = globalThis.councilsiteStops;
  const types = ["keydown", "keyup", "keypress", "focus", "focusin", "blur", "focusout"];
  const listeners = [...(globalThis.councilsiteListeners ?? [])].filter(
    ([target, rows]) => rows.some(({type}) => types.includes(type)));
  // Nothing can be asked of the listeners in a frame; without a script it has none.
  const frames = stops.filter(({contentDocument: inner}) => inner?.querySelector("a[href], button,"
    + "input, select, textarea, [tabindex], [contenteditable]")
    && inner.querySelector("script, [onkeydown], [onkeypress], [onblur], [onfocus], [onfocusout]"));
  if (!listeners.length) return done(frames.slice(0, 3).map((frame) => stops.indexOf(frame)));
  const later = /setTimeout|requestAnimationFrame|async|await|then|queue/;
  const slow = listeners.some(([, rows]) => rows.some(({type, source}) =>
    /blur|focus/.test(type) && later.test(source)));
  const deepest = () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };
  const pause = () => new Promise((go) => setTimeout(go, slow ? 15 : 0));
  const found = new Set();
  for (const [index, stop] of stops.slice(0, 300).entries()) {
    stop.focus({preventScroll: true});
    if (slow) await pause();
    if (deepest() !== stop) {
      // Somebody else has taken it: the stop before, that would not let go, or this one's listener.
      const holder = stops.indexOf(deepest());
      found.add(holder >= 0 ? holder : index);
      continue;
    }
    if (frames.includes(stop)) found.add(index);
    for (const shiftKey of [false, true]) {
      const go = {key: "Tab", code: "Tab", keyCode: 9, which: 9, shiftKey, bubbles: true,
        cancelable: true, composed: true};
      const allowed = stop.dispatchEvent(new KeyboardEvent("keydown", go));
      if (!allowed || deepest() !== stop) found.add(index);
      if (deepest() !== stop) stop.focus({preventScroll: true});
    }
  }
  done([...found].sort((a, b) => a - b));
}
"""

_WHERE = """(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  globalThis.councilsitePath ??= [];
  const inner = active?.contentDocument?.activeElement ?? active;
  const path = globalThis.councilsitePath;
  if (!path.includes(inner)) path.push(inner);
  const isOut = !active || active === document.body || active === document.documentElement;
  return [isOut ? -1 : path.indexOf(inner), globalThis.councilsiteStops.indexOf(active)];
})()
"""
# A dialog may keep the focus as long as something in it ends that.
_MAY_STAY = """(() => {
  const active = document.activeElement;
  const dialog = active?.closest("dialog:modal, [aria-modal=true], [role$=dialog]");
  const ways = dialog?.querySelectorAll(
    "button, [role=button], input[type=submit], input[type=button], a[href]") ?? [];
  return [...ways].some((way) => way.checkVisibility());
})()
"""
# Keys that the page says lead out, such as "Ctrl + M"; signs of keys are Latin in every language.
_LEAVE_AS_TOLD = """
const HELD = "(?:ctrl|control|alt|option|shift)\\\\s*[+-]\\\\s*";
const ONE = "esc(?:ape)?|f\\\\d\\\\d?|[a-z]";
const [before, after] = ["(?<![\\\\p{L}\\\\p{N}])", "(?![\\\\p{L}\\\\p{N}])"];
const KEYS = new RegExp(`${before}((?:${HELD})*)(${ONE})${after}`, "giu");
const FOLLOWED = globalThis.councilsitePath;
const told = [...document.body.innerText.matchAll(KEYS)].filter(
  ([, held, key]) => held || key.length > 1).slice(0, 6);
const nameOf = (key) => /^esc/i.test(key) ? "Escape"
  : key.length > 1 ? key.toUpperCase() : key.toLowerCase();
for (const [, held, key] of told) {
  const name = nameOf(key);
  const number = name === "Escape" ? 27
    : key.length > 1 ? 111 + Number(key.slice(1)) : key.toUpperCase().charCodeAt(0);
  const code = key.length > 1 ? name : `Key${key.toUpperCase()}`;
  const ways = {key: name, code, keyCode: number, which: number, bubbles: true, cancelable: true,
    composed: true, ctrlKey: /ctrl|control/i.test(held), altKey: /alt|option/i.test(held),
    shiftKey: /shift/i.test(held)};
  for (const stop of FOLLOWED.filter((e) => e?.isConnected && e !== document.body)) {
    stop.focus();
    const at = document.activeElement;
    at.dispatchEvent(new KeyboardEvent("keydown", ways));
    at.dispatchEvent(new KeyboardEvent("keyup", ways));
    if (!FOLLOWED.includes(document.activeElement)) return true;
  }
}
return false;
"""


def check(page: Browser) -> Iterable[Sighting]:
    """Walks with Tab, there and back, from where a listener may hold the focus."""
    note_listeners(page)
    if list_stops(page) < 2 and not page.ask("document.querySelector('iframe') !== null"):
        return []
    with guarded(page):
        suspects = page.wait_for(_SUSPECT)
        return sight(page, _find_traps(page, suspects))


def _find_traps(page: Browser, suspects: list[int]) -> Iterator[tuple[int, dict[str, str]]]:
    found = 0
    passed: set[int] = set()
    for index in suspects[: MOST_WALKS * 3]:
        if found >= MOST_WALKS or index in passed:
            continue
        for back in (False, True):
            way = _walk(page, index, back=back)
            if way is None:
                continue
            found += 1
            passed |= way
            yield index, {"key": "Shift + Tab" if back else "Tab"}
            break


def _walk(page: Browser, index: int, *, back: bool) -> set[int] | None:
    """The stops of a trap that begins with this one; None where the focus gets out."""
    page.run(
        "document.activeElement?.blur?.(); globalThis.councilsitePath = [];"
        "globalThis.councilsiteStops[arguments[0]].focus()",
        index,
    )
    total = page.ask("globalThis.councilsiteStops.length")
    steps = [tuple(page.ask(_WHERE))]
    for _ in range(MOST_PRESSES):
        page.press("Tab", shift=back)
        steps.append(tuple(page.ask(_WHERE)))
        if steps[-1][0] == -1:
            return None  # out of the page, to the browser's own controls
        if steps.count(steps[-1]) >= 3:
            break
    else:
        return None
    seen = {stop for _, stop in steps}
    if len(seen) >= total and total > 2 or page.ask(_MAY_STAY):
        return None
    if page.run(_LEAVE_AS_TOLD):
        return None
    if page.ask(
        "document.activeElement.isContentEditable || document.activeElement.matches("
        "'textarea, [role=textbox], [role=application]')"
    ):
        page.press("Escape")
        page.press("Tab", shift=back)
        if tuple(page.ask(_WHERE)) not in steps:
            return None
    return seen


_REST = "<p><a href='#a'>One</a> <a href='#b'>Two</a> {} <a href='#c'>Three</a></p>"
FAILS = (
    _REST.format(
        "<input aria-label='Name' onkeydown='if (event.key == \"Tab\") event.preventDefault()'>"
    ),
    _REST.format("<input aria-label='Name' onblur='this.focus()'>"),
    _REST.format("<input aria-label='Name' onblur='setTimeout(() => this.focus(), 5)'>"),
    _REST.format("<button id=x>One</button><button id=y>Two</button>")
    + "<script>x.onkeydown = (e) => { if (e.key === 'Tab') { e.preventDefault(); y.focus() } };"
    "y.onkeydown = (e) => { if (e.key === 'Tab') { e.preventDefault(); x.focus() } }</script>",
    _REST.format("<button id=x>One</button>") + "<script>document.addEventListener('keydown',"
    " (e) => { if (e.keyCode === 9 && e.target === x) { return e.preventDefault() } })</script>",
    _REST.format("<div id=w><button id=x>One</button><button id=y>Two</button></div>")
    + "<script>w.addEventListener('focusout', (e) => { if (!w.contains(e.relatedTarget))"
    " x.focus() })</script>",
    _REST.format(
        "<input aria-label='Name' id=x onkeydown="
        "'if (event.key == \"Tab\" && !event.shiftKey) event.preventDefault()'>"
    ),
    _REST.format("<div contenteditable=true aria-label='Letter' role=textbox id=x>Dear</div>")
    + "<script>x.onkeydown = (e) => { if (e.key === 'Tab') { e.preventDefault();"
    " document.execCommand('insertText', false, '  ') } }</script>",
    _REST.format(
        "<iframe title=Map srcdoc=\"<button onkeydown='event.preventDefault()'>A</button>\">"
        "</iframe>"
    ),
    "<p>Press Ctrl+M to leave</p>"
    + _REST.format("<button id=x>One</button><button id=y>Two</button>")
    + "<script>for (const [a, b] of [[x, y], [y, x]]) a.onkeydown = (e) => {"
    " if (e.key === 'Tab') { e.preventDefault(); b.focus() } }</script>",
    _REST.format("<input aria-label='Bin' onblur='if (!this.value) { alert(1); this.focus() }'>"),
)
PASSES = (
    _REST.format("<iframe title=Map srcdoc='<p>Bins</p>'></iframe>"),
    "<iframe title=Map srcdoc='<p>Bins</p>'></iframe><iframe title=Map src='about:blank'></iframe>",
    "<p lang='zh'>按 Ctrl + M 退出</p>"
    + _REST.format("<button id=x>One</button><button id=y>Two</button>")
    + "<a href='#d' id=out>Out</a><script>let on = true; for (const [a, b] of [[x, y], [y, x]])"
    " a.onkeydown = (e) => { if (e.key === 'Tab' && on) { e.preventDefault(); b.focus() }"
    " if (e.keyCode === 77 && e.ctrlKey) { on = false; out.focus() } }</script>",
    _REST.format("<button>Show</button>"),
    _REST.format(
        "<input aria-label='Name' onblur='this.className = \"seen\"' onkeydown='count()'>"
    ),
    _REST.format("<div contenteditable=true aria-label='Letter' role=textbox id=x>Dear</div>")
    + "<script>let free = false; x.onkeydown = (e) => { if (e.key === 'Escape') free = true;"
    " if (e.key === 'Tab' && !free) e.preventDefault() }</script>",
    "<div role=dialog aria-modal=true aria-label=Cookies id=w><button id=x>Yes</button>"
    "<button id=y>No</button></div><a href='#a'>One</a><script>"
    "w.addEventListener('keydown', (e) => { if (e.key !== 'Tab') return; e.preventDefault();"
    " (document.activeElement === x ? y : x).focus() })</script>",
    _REST.format("<button id=x>One</button><button id=y>Two</button>")
    + "<script>x.onkeydown = (e) => { if (e.key === 'Tab' && !e.shiftKey) { e.preventDefault();"
    " y.focus() } }</script>",
    "<input aria-label='Name' onblur='check(this)'>",
    _REST.format("<div role=toolbar aria-label=Tools><button>B</button></div>")
    + "<script>document.addEventListener('focusin', (e) => { e.target.dataset.was = 1 })</script>",
    _REST.format("<iframe title=Map srcdoc='<a href=#x>A</a>'></iframe>"),
    _REST.format("<button id=x tabindex=-1 onfocus='console.log(1)'>A</button>"),
)
