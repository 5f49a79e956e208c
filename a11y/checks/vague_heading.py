"""Headings that do not say what stands below them."""

from a11y.findings import ERROR

CRITERION = "2.4.6"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The heading "{text}" does not say what stands below it.'
ADVICE = "Say in the heading what people find below it, in a few words."
SCRIPT = """
const GAP = /^\\[[^\\]]{3,}\\]$|^\\{\\{?[^}]+\\}?\\}$|^<[\\w ]+>$|^lorem ipsum\\b/i;
const FAULT = new RegExp("\\\\b(?:uncaught|unhandled|fatal) (?:\\\\w+ )?(?:error|exception)\\\\b"
  + "|\\\\btraceback \\\\(most|\\\\bon line \\\\d+$|\\\\bstack trace:|\\\\bsyntax error[,:]"
  + "|\\\\bundefined (?:function|variable|index|offset)\\\\b", "i");
// A day may be what an entry is about; the minute of the day never says it.
const MOMENT =
  /^\\d{4}-\\d\\d-\\d\\d[T ]+\\d\\d:\\d\\d(?::\\d\\d)?\\s*(?:[A-Z]{1,4}|[+-][\\d:]+)?$/;
for (const heading of kit.all(kit.HEADINGS)) {
  const name = kit.squeeze(heading.textContent);
  if (!name || name.length > 200 || !kit.isHeard(heading)) continue;
  const words = kit.fold(name).replace(/ ?\\d+$/, "");
  const level = Number(heading.getAttribute("aria-level") ?? heading.localName.slice(1));
  // Above a whole page such words name none; a part of one may well be called Home or Page 2.
  const isTitle = level === 1 && kit.listOf("vague_titles", heading).includes(words);
  if (GAP.test(name) || FAULT.test(name) || MOMENT.test(name) || isTitle && words !== "welcome"
    || kit.listOf("vague_headings", heading).includes(words)) report(heading, {text: name});
}
"""
_PAGE = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Bins</title><main><h1>{}</h1>"
    "<p>Monday</p></main></html>"
)
FAILS = (
    _PAGE.format("Page 1"),
    _PAGE.format("Untitled"),
    _PAGE.format("2026-06-30 13:46 UTC"),
    _PAGE.format("Fatal error: Call to undefined function bins() in /var/www/b.php on line 4"),
    "<h2>[Put your heading here]</h2><p>Monday</p>",
    "<h2>Heading 2</h2><p>Monday</p>",
    "<h2>Lorem ipsum dolor sit amet</h2><p>Monday</p>",
    "<div role='heading' aria-level='2'>&lt;Title&gt;</div><p>Monday</p>",
    "<h2 lang='pl'>Nagłówek</h2><p lang='pl'>Poniedziałek</p>",
    "<h2 lang='zh-Hans'>请输入标题</h2><p lang='zh-Hans'>星期一</p>",
    "<h2 lang='ar'>عنوان الصفحة</h2>",
    "<h2 lang='pa'>ਸਿਰਲੇਖ</h2>",
)
PASSES = (
    _PAGE.format("Bin days"),
    _PAGE.format("Welcome"),
    "<h2>Chapter 4</h2><h2>Home</h2><h2>Contents</h2><h2>Page 2</h2>",
    "<h2>12 May 2026</h2><p>The pool opens.</p><h2>2026-05-12</h2><p>The pool shuts.</p>",
    "<h2>Opening hours?</h2><p>24/7</p>",
    "<h2>What to do when you see “Error 404”</h2><h2>Titles and headings</h2>",
    _PAGE.format("Header"),
    "<h2 lang='ar'>العنوان</h2>",
    "<h2 hidden>Heading</h2>",
)
