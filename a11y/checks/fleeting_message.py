"""Messages that a script shows and takes away again after a while."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "2.2.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'A script of "{text}" shows a message and takes it away after {seconds} seconds:'
    " look whether people have the time to read it."
)
ADVICE = "Leave the message there until people close it or go on."
LISTENERS = True
SCRIPT = r"""
const SHOWS = new RegExp([
  /removeClass\(\s*['"][\w -]*(?:hid|none)/, /\.(?:show|fadeIn|slideDown|showModal|showPopover)\(/,
  /\.hidden\s*=\s*(?:false|!1)/, /removeAttribute\(\s*['"]hidden/,
  /display\s*=\s*['"](?:block|flex|inline|grid)/, /classList\.remove\(\s*['"][\w-]*(?:hid|none)/,
  /(?:classList\.add|addClass)\(\s*['"][\w -]*(?:show|visible|open|active)/,
  /\.(?:textContent|innerText|innerHTML)\s*=\s*(?!['"]{2})/, /append(?:Child|To)?\(/,
].map(({source}) => source).join("|"));
const HIDES = new RegExp([
  /addClass\(\s*['"][\w -]*(?:hid|none)/, /\.(?:hide|fadeOut|slideUp|hidePopover|close|remove)\(/,
  /\.hidden\s*=\s*(?:true|!0)/, /setAttribute\(\s*['"]hidden/, /display\s*=\s*['"]none/,
  /classList\.add\(\s*['"][\w-]*(?:hid|none)/, /removeChild\(/,
  /(?:classList\.remove|removeClass)\(\s*['"][\w -]*(?:show|visible|open|active)/,
  /\.(?:textContent|innerText|innerHTML)\s*=\s*['"]{2}/,
].map(({source}) => source).join("|"));
const MESSAGES = /alert|messag|notice|notif|toast|warn|error|flash|snack|announce/i;
const LATER = /setTimeout\s*\(([^]{0,400}?),\s*(\d{2,5})\s*\)/g;
const [LEAST, MOST] = [100, 20000];
const fleets = (source) => {
  if (!MESSAGES.test(source)) return 0;
  for (const found of source.matchAll(LATER)) {
    const delay = Number(found[2]);
    const before = source.slice(Math.max(0, found.index - 600), found.index);
    if (delay >= LEAST && delay <= MOST && SHOWS.test(before) && HIDES.test(found[1])) return delay;
  }
  return 0;
};
const told = new Set();
const look = (element, source, name) => {
  const delay = source.length < 100000 && fleets(source);
  if (!delay || told.has(source)) return;
  told.add(source);
  report(element, {text: name.slice(0, 60), seconds: delay / 1000});
};
for (const [target, rows] of globalThis.councilsiteListeners ?? []) {
  const element = target instanceof Element ? target : document.documentElement;
  const name = target instanceof Element ? kit.nameOf(target) || target.localName : "the page";
  for (const {source} of rows) look(element, source, name);
}
for (const script of document.scripts) {
  if (!script.src && !told.size) look(script, script.textContent, "the page");
}
"""


FAILS = (
    "<p id='alert' hidden>You have 20 minutes.</p><label>Name <input id='n'></label><script>"
    "n.onfocus = () => { alert.hidden = false; }</script><button id='b'>B</button><script>"
    "b.onclick = () => { const alert = document.getElementById('alert'); alert.hidden = false;"
    " setTimeout(() => { alert.hidden = true }, 500) }</script>",
    "<div class='toast'>Saved</div><script>const toast = document.querySelector('.toast');"
    "toast.style.display = 'block'; setTimeout(function () { toast.style.display = 'none' }, 3000)"
    "</script>",
    "<p class='notice hidden'>Saved</p>"
    "<button onclick=\"const n = document.querySelector('.notice'); n.classList.remove('hidden');"
    " setTimeout(() => n.classList.add('hidden'), 2000)\">Save</button>",
)
PASSES = (
    "<p id='m'>Saved</p><script>setTimeout(() => { m.textContent = 'Message sent' }, 500)</script>",
    '<button onblur="setTimeout(() => { menu.hidden = true }, 200)">Menu</button>'
    "<ul id='menu' hidden><li>Alerts</li></ul>",
    "<p role='alert' id='m'></p><button onclick=\"m.textContent = 'An error'\">Send</button>",
    "<script>let message = 1; setTimeout(() => load(message), 300)</script><p>Bins</p>",
)
