"""Things that a mouse works and the keyboard cannot even come to."""

from __future__ import annotations

from a11y.findings import ERROR

CRITERION = "2.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" does something when it is clicked, and the Tab key never comes to it.'
ADVICE = "Make it a button, or a link with an address."
LISTENERS = True
SCRIPT = """
const EVENTS = ["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart",
  "touchend", "dblclick"];
// What reaches over most of the page listens on behalf of what is in it, or to clicks outside.
const WHOLES = "html, body, main, [role=main], form, fieldset, dialog";
const isWhole = (element) => element.matches(WHOLES)
  || (element.getAttribute("role") ?? "").endsWith("dialog")
  || element.offsetWidth * element.offsetHeight > innerWidth * innerHeight * 0.6;
// A box of texts may listen for the links that it can hold: it does not look clickable.
const BOX_ROLES = ["alert", "status", "log", "region", "group", "list", "none", "presentation",
  "tablist", "navigation", "search", null];
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, ul, ol, dl, div, table, section";
const isBox = (element) => !element.hasAttribute("onclick")
  && getComputedStyle(element).cursor !== "pointer"
  && BOX_ROLES.includes(element.getAttribute("role"))
  && element.querySelectorAll(BLOCKS).length > 1;
const controls = kit.all(`${kit.CONTROLS}, [tabindex]`).filter((e) => kit.isStop(e));
const worked = new Set(controls.flatMap((e) => kit.handlersOf(e, ...EVENTS).flatMap(
  ({handler, source}) => [handler, /^function on/.test(source) ? source : handler])));
const names = new Set(controls.map((e) => kit.fold(kit.nameOf(e))).filter(Boolean));
const found = [];
for (const element of globalThis.councilsiteListeners?.keys() ?? []) {
  if (!(element instanceof Element) || !element.isConnected) continue;
  const handlers = kit.handlersOf(element, ...EVENTS);
  if (!handlers.length || isWhole(element) || isBox(element) || !kit.isSeen(element)) continue;
  if (element.matches("label, option, optgroup, video, audio, canvas, iframe, :disabled")) continue;
  if (element.closest("[inert], [aria-disabled=true]") || kit.isReached(element)) continue;
  if (kit.isPartOfControl(element)) continue;
  // An easier way to what a control does as well.
  if (handlers.every(({handler, source}) => worked.has(handler) || worked.has(source))) continue;
  const words = kit.wordsOf(element) || kit.nameOf(element);
  if (names.has(kit.fold(words)) && words) continue;
  // Behind an open menu or dialog: a click closes what Escape closes too.
  const style = getComputedStyle(element);
  if (!words && !element.querySelector("img, svg") && !element.matches("img, svg, svg *")
    && style.backgroundImage === "none" && style.cursor !== "pointer") continue;
  found.push(element);
}
for (const element of found) {
  if (found.some((other) => other !== element && element.contains(other))) continue;
  const words = kit.wordsOf(element) || kit.nameOf(element);
  report(element, {text: words.slice(0, 60) || element.localName});
}
"""


FAILS = (
    "<p><span onclick='show()'>Show the bin days</span></p>",
    "<p><a onclick='show()'>Show the bin days</a></p>",
    "<img alt='Next month' width=40 height=40 onclick='show()' "
    "src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "<div role='button' id='more'>More dates</div>"
    "<script>more.addEventListener('click', () => { more.textContent = 'Monday' })</script>",
    "<div id='area' role='button' tabindex='-1'>Close</div>"
    "<script>area.onmousedown = () => area.remove()</script>",
    "<ul><li id='tab'>Dates</li></ul>"
    "<script>tab.addEventListener('click', () => { tab.className = 'on' })</script>",
    "<a onclick=\"location='/bins'\" style='cursor:pointer'>Bin days</a>",
    "<div style='cursor: pointer' id='c'><h2>Bins</h2><p>When we come</p></div>"
    "<script>c.addEventListener('click', () => { location = '/bins' })</script>",
    "<svg width='20' height='20' onclick='show()'><circle r='9' cx='10' cy='10'></circle></svg>",
)
PASSES = (
    "<button onclick='show()'>Show</button><a href='#x' onclick='show()'>Show</a>",
    "<div onclick='show()' role='button' tabindex='0' onkeydown='show()'>Show</div>",
    "<div onclick='go()'><h2><a href='/bins'>Bin days</a></h2><p>When we come.</p></div>",
    "<button><span onclick='show()'>Show</span></button>",
    "<label onclick='count()'>Yes <input type='checkbox'></label>",
    "<p onclick='event.stopPropagation()'>Bin days</p>",
    "<div id='e'><div role='alert'><h2>There is a problem</h2><ul><li>Wrong name</li></ul></div>"
    "</div><script>e.addEventListener('click', (event) => { follow(event.target) })</script>",
    "<p id='p'>Bin days</p><script>document.addEventListener('click', () => { p.hidden = true });"
    "document.body.addEventListener('click', () => { p.hidden = true })</script>",
    "<div role='tablist'><span role='tab' tabindex='0' onclick='a()'>One</span>"
    "<span role='tab' tabindex='-1' onclick='a()'>Two</span></div>",
    "<input id='a' role='combobox' aria-controls='l' aria-expanded='true' aria-label='Street'>"
    "<ul id='l' role='listbox'><li role='option' onclick='pick()'>Mill Lane</li></ul>",
    "<div onclick='close()' style='position:fixed;inset:0;background:#0001'></div>",
    "<div hidden onclick='show()'>Show</div>",
    "<div onclick='show()'><button onclick='show()'>Show</button></div>",
    "<span onclick='show()'>+</span> <button onclick='show()'>Show the dates</button>",
    "<p onclick='dataLayer.push({event: 1})'>Bin days</p>",
    "<label for='f'>Name</label><input id='f'><span onclick='x()' aria-disabled='true'>Send</span>",
)
