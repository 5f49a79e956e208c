"""Text that the Tab key stops at although nothing can be done with it."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "2.4.3"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The Tab key stops at "{text}", which is no control: look whether anything can be done there.'
)
ADVICE = "Take the tabindex away: screen readers come to text without it."
LISTENERS = True
SCRIPT = """
const EVENTS = ["click", "keydown", "keyup", "keypress", "focus", "focusin", "blur", "mousedown",
  "pointerdown", "touchstart", "mouseenter", "mouseover", "dragstart"];
const TEXTS = "p, h1, h2, h3, h4, h5, h6, li, ul, ol, dl, dt, dd, span, div, section, article,"
  + "header, footer, main, nav, aside, strong, em, b, i, img, label, blockquote, figure, table,"
  + "tr, td, th";
const HINTS = /tip|pop|drop|menu|toggle|sort|drag|tab\\b/i;
const scrolls = (element) => {
  const style = getComputedStyle(element);
  return /auto|scroll/.test(style.overflow + style.overflowX + style.overflowY);
};
for (const element of kit.all("[tabindex]")) {
  if (!element.matches(TEXTS) || element.tabIndex < 0 || element.hasAttribute("role")) continue;
  if (!kit.isStop(element) || !kit.wordsOf(element) && !element.matches("img")) continue;
  if (element.isContentEditable || scrolls(element) || element.shadowRoot) continue;
  if (kit.handlersOf(element, ...EVENTS).length || element.querySelector("video, audio")) continue;
  // Where it tells more when it has the focus, or is dragged, there is something to do.
  if (element.matches("[draggable=true], [popovertarget], [aria-haspopup], [aria-describedby],"
    + "[title], [data-tooltip], [data-tip], abbr, dfn")) continue;
  if ([...element.classList].some((name) => HINTS.test(name))) continue;
  const delegates = [document, document.body, window].some((e) =>
    kit.handlersOf(e, "click", "keydown", "keyup", "focusin").length);
  if (delegates && getComputedStyle(element).cursor === "pointer") continue;
  report(element, {text: (kit.wordsOf(element) || element.localName).slice(0, 60)});
}
"""


FAILS = (
    "<p tabindex='0'>Bins are emptied on Monday.</p>",
    "<h2 tabindex='0'>Bins</h2>",
    "<div tabindex='0'><p>Bins are emptied on Monday.</p></div>",
    "<ul><li tabindex='0'>Monday</li></ul>",
)
PASSES = (
    "<p tabindex='-1'>Bins</p><h2 tabindex='-1'>Bins</h2>",
    "<div tabindex='0' role='region' aria-label='Dates' style='overflow: auto'>Monday</div>",
    "<div tabindex='0' style='overflow-x: auto'><table><tr><td>Monday</td></tr></table></div>",
    "<span tabindex='0' onclick='a()' onkeydown='a()'>Show</span>",
    "<span tabindex='0' title='Monday to Friday'>Weekdays</span>",
    "<div tabindex='0' role='button'>Show</div>",
)
