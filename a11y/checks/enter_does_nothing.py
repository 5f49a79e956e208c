"""Things that take the focus and are worked by a click, and that no key works."""

from __future__ import annotations

from a11y.findings import ERROR

CRITERION = "2.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" takes the focus and does something when it is clicked, but no key works it.'
ADVICE = "Make it a button, or a link with an address: the Enter key then works it."
LISTENERS = True
SCRIPT = """
// Keys that only close or move are no help; a handler that we cannot read may do anything.
const WORK = /enter|space|['"`] ['"`]|\\b(?:13|32)\\b|click|native code/i;
const mayWork = ({source}) => WORK.test(source)
  || !/escape|\\besc\\b|\\b27\\b|arrow|\\b(?:37|38|39|40)\\b|\\btab\\b|\\b9\\b/i.test(source);
const isWorkedByKeys = (element) => kit.keyHandlersOf(element).some(mayWork);
for (const element of globalThis.councilsiteListeners?.keys() ?? []) {
  if (!(element instanceof HTMLElement || element instanceof SVGElement)) continue;
  if (!element.isConnected || !kit.handlersOf(element, "click", "mousedown", "mouseup",
    "pointerdown", "pointerup", "touchstart", "touchend", "dblclick").length) continue;
  // Enter works these, unless they listen to something other than the click.
  const isNative = element.matches(`${kit.CONTROLS}, label, option, iframe, audio, video, object,`
    + "embed, canvas, [contenteditable]") || element.localName.includes("-");
  const down = kit.handlersOf(element, "mousedown", "mouseup", "pointerdown", "pointerup",
    "touchstart", "touchend", "dblclick");
  const isButton = element.matches("button, input[type=button]") && !element.form
    && down.length && !element.hasAttribute("popovertarget") && !element.hasAttribute("commandfor")
    && !kit.handlersOf(element, "click", "focus", "focusin").length;
  if (isNative && !isButton) continue;
  if (!kit.isStop(element) || !kit.isSeen(element)) continue;
  if (element.querySelector(`${kit.CONTROLS}, [tabindex='0']`)) continue;
  const delegated = isButton && [document, document.body, window].some(
    (e) => kit.handlersOf(e, "click").length);
  if (delegated || kit.isPartOfControl(element) && !element.matches("[role=tab]")) continue;
  if (element.getAttribute("aria-disabled") === "true" || isWorkedByKeys(element)) continue;
  const words = kit.nameOf(element) || kit.wordsOf(element);
  report(element, {text: words.slice(0, 60) || element.localName});
}
"""


FAILS = (
    "<div role='button' tabindex='0' onclick='show()'>Show</div>",
    "<span tabindex='0' id='s' class='btn'>Show</span>"
    "<script>s.addEventListener('click', () => { s.textContent = 'Monday' })</script>",
    "<a tabindex='0' role='link' onclick=\"location='/bins'\">Bins</a>",
    "<button onmousedown='show()'>Show</button>",
    "<div role='checkbox' aria-checked='false' tabindex='0' onclick='toggle()'>Yes</div>",
    "<div role='button' tabindex='0' onclick='show()'>Show</div><script>"
    "document.addEventListener('keydown', (e) => { if (e.key === 'Escape') shut() })</script>",
)
PASSES = (
    "<div role='button' tabindex='0' onclick='a()'"
    " onkeydown='if (event.key == \"Enter\") a()'>A</div>",
    "<button onclick='show()'>Show</button><button onmousedown='a()' onclick='b()'>B</button>",
    "<div id='d' role='button' tabindex='0' onclick='a()'>A</div><script>"
    "document.addEventListener('keyup', (e) => {"
    " if (e.keyCode === 13) e.target.click() })</script>",
    "<div tabindex='0' role='region' aria-label='Map' onclick='a()'><button>Zoom</button></div>",
    "<div tabindex='-1' onclick='event.stopPropagation()'>Bins</div>",
    "<form onmousedown='a()'><button onmousedown='ripple()'>Send</button></form>",
    "<div role='tablist' onkeydown='move()'>"
    "<span role='tab' tabindex='0' onclick='a()'>A</span></div>",
)
