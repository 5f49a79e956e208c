"""Paragraphs whose lines stand so close that the eye slips from one to the next."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "size", "look")
MESSAGE = 'The lines of "{text}…" are only {ratio} times as high as its letters.'
ADVICE = "Set line-height to 1.5 for running text, without a unit."
SCRIPT = """
for (const passage of kit.paragraphs(15)) {
  const {element, block, text} = passage;
  const style = kit.styleOf(block);
  const ratio = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  if (element === block && ratio < 1.2 - 0.01 && kit.linesOf(passage).count > 1) {
    report(element, {text: text.slice(0, 60), ratio: Math.round(ratio * 100) / 100});
  }
}
"""
_LONG = "We collect your bins every week. " * 12
FAILS = (
    f"<p style='line-height: 1'>{_LONG}</p>",
    f"<p style='line-height: 16px'>{_LONG}</p>",
    f"<div style='line-height: 90%'>{_LONG}</div>",
    f"<article style='line-height: 1.1'><p>{_LONG}</p></article>",
)
PASSES = (
    f"<p>{_LONG}</p>",
    f"<p style='line-height: 1.2'>{_LONG}</p>",
    "<p style='line-height: 1'>We collect your bins every week.</p>",
    f"<h2 style='line-height: 1.05'>{_LONG[:99]}</h2>",
    f"<div style='line-height: 1'><p style='line-height: 1.5'>{_LONG}</p></div>",
)
