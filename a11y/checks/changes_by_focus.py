"""Controls that lead away, open a window or give the focus away as soon as they get it."""

from __future__ import annotations

from a11y.findings import ERROR

CRITERION = "3.2.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'As soon as "{text}" gets the focus, the page changes or the focus goes elsewhere.'
ADVICE = "Wait until people choose it: nothing may happen by coming to it with the Tab key."
LISTENERS = True
SCRIPT = """
const ASKS = /(?<![.\\w])(?:window\\.)?(?:alert|confirm|prompt)\\s*\\(/;
const FLEES = /\\bthis\\s*\\.\\s*blur\\s*\\(/;
const CHANGES = [kit.LEAVES, ASKS, FLEES];
for (const element of kit.all(`${kit.CONTROLS}, [tabindex], [contenteditable]`)) {
  if (!kit.isStop(element)) continue;
  const handlers = kit.handlersOf(element, "focus", "focusin");
  if (!handlers.some(({source}) => CHANGES.some((code) => code.test(source)))) continue;
  report(element, {text: (kit.nameOf(element) || element.localName).slice(0, 60)});
}
"""


FAILS = (
    "<a href='/bins' onfocus='this.blur()'>Bins</a>",
    "<label>Name <input onfocus=\"window.open('/help')\"></label>",
    "<button id='b'>Bins</button><script>b.addEventListener('focus', () => "
    "{ location.href = '/bins' })</script>",
    "<label>Name <input onfocus=\"alert('Two words')\"></label>",
)
PASSES = (
    "<label>Name <input onfocus='this.select()' onblur='check()'></label>",
    "<a href='/bins' onfocus='preload(this)'>Bins</a>",
    "<label>Name <input onfocus='hint.hidden = false'></label><p id='hint' hidden>Two words</p>",
)
