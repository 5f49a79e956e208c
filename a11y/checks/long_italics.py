"""Long texts in slanted letters, which many people with dyslexia find hard to read."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "look")
MESSAGE = '"{text}…" is a long text in italics.'
ADVICE = "Keep italics for single words and titles; set long texts upright."
SCRIPT = """
const isSlanted = (node) => /italic|oblique/.test(kit.styleOf(node.parentElement).fontStyle);
for (const {element, nodes, text} of kit.paragraphs(25)) {
  const slanted = nodes.filter(isSlanted).map((node) => node.data).join(" ");
  if (kit.wordCount(slanted) >= 25 && slanted.length > text.length * 0.6) {
    report(element, {text: text.slice(0, 60)});
  }
}
"""
_LONG = "We collect your bins every week. " * 6
FAILS = (
    f"<p><i>{_LONG}</i></p>",
    f"<p style='font-style: italic'>{_LONG}</p>",
    f"<blockquote style='font-style: oblique 10deg'>{_LONG}</blockquote>",
    f"<div><em>{_LONG}</em> Thank you.</div>",
)
PASSES = (
    f"<p>{_LONG}</p>",
    f"<p>{_LONG}<i>The bins of Testwick, a history of five hundred years</i></p>",
    "<p><em>We collect your bins every week.</em></p>",
    f"<div style='font-style: italic'><p style='font-style: normal'>{_LONG}</p></div>",
)
