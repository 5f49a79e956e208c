"""Pages where many stops of the Tab key come before the content, and no link leads past them."""

from a11y.findings import WARNING

CRITERION = "2.4.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{count} links and controls come before the content, and no link leads past them."
ADVICE = "Put a link to the content at the top of the page; it may show only when it has the focus."
SCRIPT = """
const FEW = 8;
const headings = [...document.querySelectorAll("h1, [role=heading][aria-level='1']")];
const main = document.querySelector("main, [role=main]") ?? headings.find((e) => kit.isHeard(e));
if (main) {
  const isBefore = (e) => e.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING;
  const stops = [...document.querySelectorAll(`${kit.CONTROLS}, [tabindex='0']`)].filter(
    (e) => isBefore(e) && !main.contains(e) && kit.isStop(e));
  const leadsPast = (link) => {
    const name = (link.hash ?? "").slice(1);
    if (!(link.getAttribute("href") ?? "").includes("#") || !name) return false;
    let id = name;
    try { id = decodeURIComponent(name); } catch {}
    const target = document.getElementById(id) ?? document.getElementsByName(id)[0];
    return target && (!isBefore(target) || target.contains(main) || main.contains(target)
      || stops.filter((e) => isBefore(e)
        && target.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING).length < FEW);
  };
  if (stops.length >= FEW && !stops.slice(0, 5).some(leadsPast)) {
    report(null, {count: stops.length});
  }
}
"""
_MENU = "<nav>" + "".join(f"<a href='/{n}'>Page {n}</a> " for n in range(9)) + "</nav>"
_PAGE = (
    "<!doctype html><html lang='en'><title>Bins</title><body>{}<main id='m'><h1>Bins</h1></main>"
)
FAILS = (
    _PAGE.format(_MENU),
    _PAGE.format("<a href='#nowhere'>Skip to main content</a>" + _MENU),
    _PAGE.format(_MENU + "<a href='#m'>Skip to main content</a>"),
    "<!doctype html><html lang='en'><title>Bins</title><body>"
    + _MENU
    + "<h1>Bins</h1><p>Hello</p>",
)
PASSES = (
    _PAGE.format("<a href='#m'>Skip to main content</a>" + _MENU),
    _PAGE.format("<a href='/'>Home</a><a href='/news'>News</a>"),
    _PAGE.format("<a href='#c'>Cookies</a><a href='#m'>Skip to main content</a>" + _MENU),
    _PAGE.format("<div hidden>" + _MENU + "</div>"),
    _PAGE.format("") + _MENU,
    "<!doctype html><html lang='en'><title>Bins</title><body><a href='#x'>Skip</a>"
    + _MENU
    + "<div id='x'><h1>Bins</h1></div>",
)
