"""Pages that must be scrolled sideways in a window 320 pixels wide, as at 400% zoom."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.engines.browser import Browser
from a11y.findings import ERROR, Sighting
from a11y.texts import LOW, NARROW, own_window, see_texts

CRITERION = "1.4.10"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = "In a window of {width} pixels the page must be scrolled sideways by {spare} pixels."
ADVICE = (
    "Let the page become as narrow as its window. What must stay wide, such as a table of data or"
    " a map, gets a box of its own that scrolls."
)

SETTLED = 0.4
"""Seconds after which a page has made itself narrow, if it does so at all."""

# What may stay wide by SC 1.4.10, where it makes the page itself scroll: what needs two dimensions.
_MEASURE = """
const root = document.documentElement, body = document.body;
if (!body) return null;
const shut = (element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
const isShut = shut(root) || (getComputedStyle(root).overflowX === "visible" && shut(body));
const spare = Math.max(root.scrollWidth, isShut ? 0 : body.scrollWidth) - root.clientWidth;
if (isShut || spare <= 4) return null;
const mirrored = getComputedStyle(root).direction === "rtl";
const EXEMPT = "table, svg, canvas, iframe, video, object, embed, math, pre, [role=toolbar],"
  + " [role=grid], [role=table], [role=application], [role=img]";
let worst = null, reach = 4, isExempt = true;
for (const element of body.querySelectorAll("*")) {
  const box = element.getBoundingClientRect();
  const edges = [box];
  // Words that do not break reach out of their box.
  if (element.scrollWidth > element.clientWidth) {
    for (const node of element.childNodes) {
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      edges.push(range.getBoundingClientRect());
    }
  }
  const by = Math.max(...edges.map((edge) =>
    mirrored ? -edge.left - scrollX : edge.right + scrollX - root.clientWidth));
  if (by <= 4 || !box.height || !element.checkVisibility({visibilityProperty: true})) continue;
  // A box that scrolls or clips keeps to itself what stands in it.
  let kept = false;
  for (let one = edges.length > 1 ? element : element.parentElement; one
    && one !== body; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.overflowX !== "visible") {
      const own = one.getBoundingClientRect();
      kept = (mirrored ? -own.left - scrollX : own.right + scrollX - root.clientWidth) <= 4;
    }
    if (kept) break;
  }
  if (kept) continue;
  const exempt = Boolean(element.closest(EXEMPT));
  if (exempt && !isExempt) continue;
  if (by > reach || (isExempt && !exempt) || (by === reach && worst.contains(element))) {
    [worst, reach] = [element, by];
    isExempt &&= exempt;
  }
}
if (!worst || isExempt) return null;
axe.setup(document.documentElement);
try {
  return [axe.utils.getSelector(worst).toString(), worst.cloneNode(false).outerHTML.slice(0, 160),
    spare];
} finally { axe.teardown(); }
"""


def check(page: Browser) -> Iterator[Sighting]:
    """Looks at a phone's window and at one of 1280 by 1024 pixels at 400% zoom; at both sizes "
    "once."""
    texts = see_texts(page)
    with own_window(page):
        for view in (NARROW, LOW):
            if texts[view].spare <= 4:
                continue
            page.set_size(view.width, view.height)
            found = page.run(_MEASURE)
            if found:
                # Menus that measure themselves do so a moment after the window has changed.
                page.wait(SETTLED)
                found = page.run(_MEASURE)
            if found:
                selector, snippet, spare = found
                yield Sighting(selector, snippet, {"width": "320", "spare": str(round(spare))})
                return


FAILS = (
    "<p style='width: 500px'>Brown bins are emptied each second week in the year.</p>",
    "<p style='white-space: nowrap'>Brown bins are emptied each second week in the year, if put "
    "out.</p>",
    "<div style='display: flex'><div style='flex: 0 0 200px'>Brown</div><div style='flex: 0 0 "
    "200px'>Green"
    "</div></div>",
    "<div style='min-width: 960px'><p>Brown bins</p><table><tr><td>Day</td></tr></table></div>",
    "<p>Averyveryveryveryveryveryveryveryveryveryveryveryverylongword.example.council.example</p>",
    "<style>@media (height < 300px) {p {width: 400px}}</style><p>Brown bins</p>",
    "<p style='float: left; width: 50em'>Brown bins are emptied each second week</p>",
    "<!doctype html><html lang='ar' dir='rtl'><meta charset='utf-8'><title>الحاويات</title><meta"
    " name='viewport' content='width=device-width'><main><h1>الحاويات</h1><p style='width: 600px'>"
    "تفرغ الحاويات البنية كل أسبوعين</p></main>",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' alt='A bin' width='700' "
    "height='50'>",
)
PASSES = (
    "<p>Brown bins are emptied each second week in the year, and green ones in the others.</p>",
    "<div style='overflow-x: auto' tabindex='0'><p style='width: 500px'>Brown bins</p></div>",
    "<div style='overflow-x: auto'><table style='width: 700px'><tr><td>Brown</td></tr></table>"
    "</div>",
    "<table><tr><th>Name of the council's ward</th><th>Councillor</th><th>Telephone</th>"
    "<th>Averyverylongheading"
    "</th></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>",
    "<a href='#a' style='position: absolute; left: -999em'>Skip</a><p id='a'>Brown bins</p>",
    "<p style='max-width: 60em'>Brown bins are emptied each second week in the year.</p>",
    "<div style='overflow: hidden'><div style='width: 600px; height: 20px'></div></div>",
    "<iframe title='Map' style='width: 500px; height: 50px' srcdoc='<p>Map</p>'></iframe>",
)
