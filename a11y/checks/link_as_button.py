"""Links without an address that a script makes into buttons."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "4.1.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The link "{text}" leads to "{address}" and does what a button does:'
    " look whether it should be one."
)
ADVICE = "Make what does something a button, and give a link the address of a page."
LISTENERS = True
SCRIPT = """
for (const link of kit.all("a[href], area[href]")) {
  const address = link.getAttribute("href").trim();
  const isCode = /^javascript:/i.test(address);
  const listens = kit.handlersOf(link, "click", "mousedown", "keydown").length > 0;
  if (!isCode && !(/^#!?0?$/.test(address) && listens)) continue;
  const role = link.getAttribute("role");
  if (role && role !== "link" || !kit.isHeard(link)) continue;
  // To the top of the page: an address that every browser knows.
  const isUp = /\\bscroll(?:To|Top|IntoView)?\\b/.test(
    kit.handlersOf(link, "click").map(({source}) => source).join(" "));
  if (!isCode && isUp) continue;
  const text = (kit.nameOf(link) || kit.wordsOf(link) || "a").slice(0, 60);
  report(link, {text, address: address.slice(0, 40)});
}
"""


FAILS = (
    "<a href=\"javascript:alert('Monday')\">Bin days</a>",
    "<a href='javascript:void(0)' onclick='show()'>Bin days</a>",
    "<a href='#' onclick='show(); return false'>Bin days</a>",
    "<a href='#' id='a'>Bin days</a><script>a.addEventListener('click', () => show())</script>",
    "<a href=' JavaScript:print()'>Print this page</a>",
)
PASSES = (
    "<a href='#'>Back to top</a>",
    "<a href='#bins' onclick='show()'>Bin days</a><h2 id='bins'>Bin days</h2>",
    "<a href='#' role='button' onclick='show()' onkeydown='show()'>Bin days</a>",
    "<a href='#' onclick=\"scrollTo({top: 0, behavior: 'smooth'})\">Up</a>",
    "<button onclick='show()'>Bin days</button>",
    "<a href='#' onclick='event.preventDefault()'>Bin days</a>",
    "<a href='/javascript:'>Code</a>",
)
