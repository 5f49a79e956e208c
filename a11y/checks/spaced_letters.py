"""Words whose letters are set apart with blanks, which are then read letter by letter."""

from a11y.findings import ERROR

CRITERION = "1.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The letters of "{text}" stand apart with blanks, so nobody can hear or find the word.'
ADVICE = "Write the word without blanks, and set it apart with letter-spacing in the style."
SCRIPT = """
const RUN =
  /(?<!\\S)\\p{L}\\p{M}*(?:[ \\u00A0\\u2002-\\u200A]\\p{L}\\p{M}*){3,}(?![^\\s.!?:,])/gu;
const LISTS = ["nesw", "mtwtf", "mtwtfss", "smtwtfs"];
for (const node of kit.textNodes()) {
  if (node.data.length < 7 || node.parentElement.closest("[aria-hidden=true]")) continue;
  for (const [run] of node.data.matchAll(RUN)) {
    const letters = run.toLowerCase().split(/\\s/u);
    const isOrdered = letters.every((letter, at) => !at || letters[at - 1] <= letter);
    // Codes of keys or grades use a few letters again and again.
    const distinct = new Set(letters).size;
    const isCode = distinct < 3 || distinct < letters.length * 0.65;
    if (!isOrdered && !isCode && !LISTS.includes(letters.join(""))) {
      report(node.parentElement, {text: run});
    }
  }
}
"""
FAILS = (
    "<h2>W e l c o m e</h2>",
    "<p>This is very I M P O R T A N T!</p>",
    "<p>W&nbsp;e&nbsp;l&nbsp;c&nbsp;o&nbsp;m&nbsp;e</p>",
    "<p lang='pl'>U W A G A</p>",
    "<p lang='zh-Hans'>重 要 通 知</p>",
    "<p lang='ar' dir='rtl'>م ر ح ب ا</p>",
)
PASSES = (
    "<p>Bins A B C D E and F are full.</p>",
    "<p>J R R Tolkien, M T W T F S S, N E S W</p>",
    "<ul><li>W</li><li>e</li><li>l</li><li>c</li><li>o</li></ul>",
    "<p style='letter-spacing: 0.3em'>Welcome</p>",
    "<p lang='pl'>I o tym, i o owym, a w domu u nas.</p>",
    "<p lang='zh-Hans'>重要通知</p><p>I am a b.</p><p>X X X X</p><p>U U D D L R L R B A S</p>",
    "<p><span aria-hidden='true'>W e l c o m e</span></p>",
    "<pre>W e l c o m e</pre>",
)
