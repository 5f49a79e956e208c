"""Paragraphs that are stretched to both edges, which tears uneven gaps between words."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "size", "look")
MESSAGE = '"{text}…" is justified: gaps between its words are uneven.'
ADVICE = "Let lines end where they end: text-align: start."
SCRIPT = """
for (const passage of kit.paragraphs(15)) {
  const {element, block, text} = passage;
  if (kit.styleOf(block).textAlign !== "justify" || kit.isEastAsian(text)) continue;
  if (element === block && kit.linesOf(passage).count > 1) {
    report(element, {text: text.slice(0, 60)});
  }
}
"""
_LONG = "We collect your bins every week. " * 12
FAILS = (
    f"<p style='text-align: justify'>{_LONG}</p>",
    f"<div style='text-align: justify; width: 20em'><p>{_LONG}</p></div>",
    f"<p align='justify'>{_LONG}</p>",
    f"<p style='text-align: justify'>{_LONG}<b>Thank you.</b></p>",
)
PASSES = (
    f"<p>{_LONG}</p>",
    "<p style='text-align: justify'>We collect your bins every week.</p>",
    f"<div style='text-align: justify'><p style='text-align: start'>{_LONG}</p></div>",
    "<p lang='zh-Hans' style='text-align: justify'>" + "我们每周收集您的垃圾。" * 30 + "</p>",
)
