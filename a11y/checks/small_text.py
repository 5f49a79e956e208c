"""Text so small that few people can read it without enlarging it."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "size", "look")
MESSAGE = '"{text}" is only {size} px high.'
ADVICE = "Use at least 1rem for text, and not less than 0.75rem for anything."
SCRIPT = """
const seen = new Set();
for (const node of kit.textNodes()) {
  const element = node.parentElement;
  const size = parseFloat(kit.styleOf(element).fontSize);
  if (!(size > 1 && size < 10)) continue;
  if (element.closest("sup, sub, rt, svg, [aria-hidden=true]")) continue;
  const block = kit.blockOf(element);
  if (kit.wordCount(node.data) < 3 || seen.has(block) || !kit.isSeen(element)) continue;
  seen.add(block);
  report(element, {text: kit.squeeze(node.data).slice(0, 60), size: Math.round(size * 10) / 10});
}
"""
FAILS = (
    "<p style='font-size: 8px'>We collect your bins every week.</p>",
    "<p>Bins <span style='font-size: 0.5em'>We collect your bins every week.</span></p>",
    "<ul style='font-size: 9px'><li>Bins of every colour</li></ul>",
    "<p><font size='1' style='font-size: 60%'>Terms and conditions</font></p>",
)
PASSES = (
    "<p style='font-size: 12px'>We collect your bins every week.</p>",
    "<p>Bins<sup style='font-size: 8px'>see the note below</sup></p>",
    "<p style='font-size: 0'>We collect your bins every week.</p>",
    "<div style='font-size: 8px'><p style='font-size: 1rem'>We collect your bins.</p></div>",
    "<p style='font-size: 8px; position: absolute; left: -9999px'>We collect your bins.</p>",
    "<p style='font-size: 10px'>We collect your bins every week.</p>",
)
