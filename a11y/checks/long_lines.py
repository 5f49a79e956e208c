"""Lines so long that people lose their place on the way back to the next one."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "size")
MESSAGE = 'The lines of "{text}…" are about {letters} letters long.'
ADVICE = "Limit the width of running text, such as max-width: 70ch."
SCRIPT = """
for (const passage of kit.paragraphs(25)) {
  const most = kit.isEastAsian(passage.text) ? 70 : 120;
  if (passage.element !== passage.block || passage.text.length < most * 1.3) continue;
  // In columns lines of several columns stand at one height.
  if (passage.block.getClientRects().length > 1) continue;
  const {count, letters} = kit.linesOf(passage);
  if (count > 1 && letters > most) {
    report(passage.element, {text: passage.text.slice(0, 60), letters});
  }
}
"""
_LONG = "We collect your bins every week, before seven. " * 12
FAILS = (
    f"<p>{_LONG}</p>",
    f"<div>{_LONG}<b>Thank you.</b></div>",
    f"<ul><li>{_LONG}</li></ul>",
    "<p lang='zh-Hans'>" + "我们每周收集您的垃圾。" * 30 + "</p>",
)
PASSES = (
    f"<p style='max-width: 70ch'>{_LONG}</p>",
    f"<p style='font-size: 2rem'>{_LONG}</p>",
    f"<main style='columns: 3'><p>{_LONG}</p></main>",
    "<p>We collect your bins every week, before seven.</p>",
    "<p lang='zh-Hans' style='max-width: 40em'>" + "我们每周收集您的垃圾。" * 30 + "</p>",
)
