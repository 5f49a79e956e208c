"""Columns, menus and pictures made of spaces and signs."""

from a11y.findings import ERROR

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = "{what}: read aloud, it makes no sense."
ADVICE = "Make a table of columns; make a picture with a text alternative of what is drawn."
SCRIPT = """
const GAP = /\\S(?: ?\\t+ ?|[ \\u00a0]{3,}|[ \\u00a0]*\\|[ \\u00a0]*)(?=\\S)/g;
const APART = "code, samp, kbd, textarea, script, style, [role=img], [aria-hidden=true]";
const skipped = (element) => element.closest(APART)
  || element.querySelector("code, samp, kbd, a, button, span[class]");
// Two lines whose gaps end at the same place, or at a tab or a bar.
const columns = (lines) => {
  const ends = lines.map((line) => [...line.matchAll(GAP)].map((gap) => ({
    at: /[\\t|]/.test(gap[0]) ? "sign" : gap.index + gap[0].length, count: 1})));
  return lines.filter((line, index) => index && ends[index].length
    && ends[index].some((end) => ends[index - 1].some((other) => other.at === end.at))).length;
};
const isDrawing = (lines) => {
  const SIGN = /[^\\p{L}\\p{M}\\p{N}\\s.,]/gu;
  const drawn = lines.filter((line) => line.match(SIGN));
  const signs = drawn.join("").match(SIGN) ?? [];
  return drawn.length >= 3 && drawn.length >= 0.6 * lines.length && new Set(signs).size >= 4 &&
    signs.length >= 8 && signs.length >= 0.5 * drawn.join("").replace(/\\s/g, "").length;
};
for (const block of kit.all("pre, p, div, td, span, blockquote")) {
  const spaced = /^(pre|pre-wrap|break-spaces)$/.test(getComputedStyle(block).whiteSpace);
  if (!spaced && !/\\u00a0{3}|\\|/.test(block.textContent.slice(0, 4000))) continue;
  if (block.textContent.length > 6000
    || block.querySelector("p, div, table, ul, ol, pre")) continue;
  if (!block.textContent.trim() || skipped(block)) continue;
  if (block.parentElement?.closest("pre")) continue;
  let text = "";
  for (const node of block.childNodes) text += node.nodeName === "BR" ? "\\n" : node.textContent;
  const lines = (spaced ? text : text.replace(/[ \\t]+/g,
    " ")).split("\\n").filter((line) => line.trim());
  const what = isDrawing(lines) ? "A picture made of signs"
    : lines.length > 1 && columns(lines) >= (lines.length > 2 ? 2 : 1)
      ? "Columns made of spaces, tabs or bars" : "";
  if (what && kit.isSeen(block)) report(block, {what});
}
"""
FAILS = (
    "<pre>Day       Bin\nMonday    paper\nTuesday   glass</pre>",
    "<pre>Day\tBin\nMonday\tpaper</pre>",
    "<p>Day&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Bin<br>Monday&nbsp;&nbsp;&nbsp;&nbsp;paper<br>"
    "Friday&nbsp;&nbsp;&nbsp;&nbsp;glass</p>",
    "<p>Day | Bin<br>Monday | paper<br>Friday | glass</p>",
    "<pre>  /\\_/\\  \n ( o.o ) \n  > ^ <  \n</pre>",
    "<div style='white-space:pre'>Day       Bin\nMonday    paper\nTuesday   glass</div>",
)
PASSES = (
    "<pre>My love is like a red, red rose\n   That's newly sprung in June\n   O my love</pre>",
    "<pre><code>a    = 1\nbb   = 2\nccc  = 3</code></pre>",
    "<p>Home | News</p>",
    "<p>Testwick&nbsp;Council, 12&nbsp;May</p>",
    "<pre role='img' aria-label='A cat'>  /\\_/\\  \n ( o.o ) \n  > ^ <  \n</pre>",
    "<p style='white-space:pre-wrap'>We collect bins.\n\nPut them out by seven.</p>",
)
