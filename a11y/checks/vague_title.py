"""Titles of the page or of a frame that do not say what it is."""

from a11y.findings import ERROR

CRITERION = "2.4.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The title "{text}" of this {what} does not say what it is about.'
ADVICE = "Name what is on it; for a page, then the name of the site."
SCRIPT = """
const FILE = /^[\\w%-]+\\.(?:html?|php|aspx?|jsp|docx?|pdf)$/i;
const isVague = (title, element) => FILE.test(title) || /^(?:https?:|www\\.)\\S+$/i.test(title)
  || !/[\\p{L}\\p{N}]/u.test(title)
  || kit.listOf("vague_titles", element).includes(kit.fold(title).replace(/ ?\\d+$/, ""));
const title = kit.squeeze(document.title);
if (title && isVague(title, document.documentElement)) {
  report(document.querySelector("title") ?? document.documentElement, {text: title, what: "page"});
}
for (const frame of kit.all("iframe[title], frame[title], iframe[aria-label]")) {
  const words = kit.squeeze(frame.getAttribute("aria-label") ?? frame.title);
  if (words && isVague(words, frame)
    && kit.isHeard(frame)) report(frame, {text: words, what: "frame"});
}
"""
_PAGE = (
    '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><main><h1>Bin days</h1>'
    "<p>Monday</p></main>"
)
FAILS = (
    _PAGE.format("en", "Untitled Document"),
    _PAGE.format("en", "Home"),
    _PAGE.format("en", "Page 1"),
    _PAGE.format("en", "bins.html"),
    _PAGE.format("zh-Hans", "无标题"),
    _PAGE.format("pl", "Strona główna"),
    "<iframe title='iframe' src='about:blank'></iframe>",
    "<iframe title='Frame 2' src='about:blank'></iframe>",
)
PASSES = (
    _PAGE.format("en", "Home - Testwick Council"),
    _PAGE.format("en", "Bin days"),
    _PAGE.format("pl", "Terminy - Rada Testwick"),
    "<iframe title='Map of the libraries' src='about:blank'></iframe>",
    "<iframe title='' hidden></iframe>",
)
