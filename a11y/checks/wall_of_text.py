"""Long text without headings, lists or anything else that parts it."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{words} words follow each other here without a heading or a list."
ADVICE = "Break the text up: a heading for each subject, a list for what is listed."
SCRIPT = """
const PARAGRAPH = 150, RUN = 350;
const main = kit.main();
const parts = `${kit.HEADINGS}, p, div, td, blockquote, ul, ol, dl, table, figure, form, pre,
  details, section`;
let run = 0, first = null, told = false;
const start = () => { run = 0; first = null; told = false; };
const BREAKS = `${kit.HEADINGS}, ul, ol, dl, table, form, details, section, article, aside,
  figure, summary, legend`;
for (const part of main?.querySelectorAll(parts) ?? []) {
  if (part.matches(BREAKS)) { start(); continue; }
  if (part.querySelector(parts) || part.closest(`nav, footer, pre, form,
    [aria-hidden=true]`)) continue;
  if (part.textContent.length < 15) continue;
  const words = kit.countWords(part.textContent);
  run += words;
  first ??= part;
  if (told || (words < PARAGRAPH && run < RUN) || !kit.isSeen(part)) continue;
  told = true;
  report(words >= PARAGRAPH ? part : first, {words: words >= PARAGRAPH ? words : run});
}
"""
_SENTENCE = "We collect the bins of every street in the town once in each week of the year. "
FAILS = (
    f"<p>{_SENTENCE * 10}</p>",
    f"<p>{_SENTENCE * 6}</p>" * 4,
    f"<div>{_SENTENCE * 6}<br><br>{_SENTENCE * 6}</div>",
    "<p lang='zh'>" + "我们每周一次收集镇上每条街道的垃圾桶。" * 20 + "</p>",
)
PASSES = (
    f"<p>{_SENTENCE * 4}</p><p>{_SENTENCE * 4}</p>",
    f"<h2>Bins</h2><p>{_SENTENCE * 8}</p>" * 4,
    f"<ul><li>{_SENTENCE * 12}</li></ul>",
)
