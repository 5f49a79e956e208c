"""Lists that are only lines with a sign or a number in front."""

from a11y.findings import ERROR

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'Lines such as "{text}" look like a list, but are not marked up as one.'
ADVICE = "Make them a list, with bullets or numbers that the list itself brings."
SCRIPT = """
const SIGNS = "•·‣◦▪▫■□●○◆◇►▶▸▹»→➔➢➤✓✔✗✘★☆*⁃∙+";
const BULLET = new RegExp(`^(?:[${SIGNS}]|[-–—](?!\\\\d)|[oO](?=\\\\s\\\\p{Lu}))` +
  `\\\\s*(?=[\\\\p{L}\\\\p{N}"'“„«(])`, "u");
const NUMBER = new RegExp("^[(（]?([0-9٠-٩۰-۹੦-੯]{1,2}|[a-zA-Z]|[一二三四五六七八九十])" +
  "(?:[.)）](?=\\\\s|[^\\\\d\\\\sa-zA-Z])|[、．])\\\\s*(?=\\\\S)", "u");
const RANKS = {一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10};
const rank = (mark) => {
  if (mark in RANKS) return RANKS[mark];
  if (/^[a-z]$/i.test(mark)) return 100 + mark.toLowerCase().charCodeAt(0);
  return Number([...mark].map((digit) => {
    const code = digit.codePointAt(0);
    return [0x30, 0x660, 0x6f0, 0xa66].map((zero) => code - zero).find((value) => value >= 0
      && value < 10);
  }).join(""));
};
const markOf = (line) => {
  const number = NUMBER.exec(line);
  if (number) return {kind: "number", rank: rank(number[1])};
  const bullet = BULLET.exec(line);
  return bullet && {kind: bullet[0].trim(), rank: 0};
};
const isList = (first, second) => first && second && first.kind === second.kind &&
  (first.kind !== "number" || second.rank === first.rank + 1);
const skipped = (element) => element.closest(`pre, code, textarea, select, svg, script, style,
  noscript, [aria-hidden=true]`);
// Lines within one block, parted by <br>.
for (const line of kit.all("br")) {
  const block = line.parentElement;
  if (!block || block.querySelector("br") !== line || skipped(block)) continue;
  const lines = [""];
  for (const node of block.childNodes) {
    if (node.nodeName === "BR") lines.push("");
    else if (node.nodeType !== 8) lines[lines.length - 1] += node.textContent;
  }
  const shown = lines.map(kit.squeeze).filter(Boolean);
  const marks = shown.map(markOf);
  const at = marks.findIndex((mark, index) => isList(mark, marks[index + 1]));
  if (at >= 0 && kit.isSeen(block)) report(block, {text: shown[at].slice(0, 60)});
}
// Blocks in a row.
const reported = new Set();
for (const block of kit.all("p, div, span, font, dd, td")) {
  const next = block.nextElementSibling;
  if (!next || next.nodeName !== block.nodeName || block.childElementCount > 8) continue;
  const words = block.textContent.trimStart();
  const mark = markOf(words.slice(0, 40));
  if (!mark || reported.has(block.parentElement)) continue;
  // A dash at the beginning of a paragraph is how some languages write speech.
  if (/[–—]/.test(mark.kind) || !isList(mark, markOf(next.textContent.trimStart().slice(0,
    40)))) continue;
  // Cells of a table stand beside each other, and so may other things.
  if (next.nodeName === "TD" || skipped(block)
    || block.querySelector("p, div, table, h1, h2, h3, h4")) continue;
  if (next.querySelector("input, select, textarea") || !kit.isSeen(block)) continue;
  if (next.getBoundingClientRect().top < block.getBoundingClientRect().bottom - 2) continue;
  reported.add(block.parentElement);
  report(block, {text: kit.squeeze(words).slice(0, 60)});
}
"""
FAILS = (
    "<p>We take:<br>- paper<br>- glass<br>- tins</p>",
    "<p>• paper</p><p>• glass</p>",
    "<p>* paper<br>* glass</p>",
    "<div>1. Rinse it</div><div>2. Flatten it</div><div>3. Put it in the bin</div>",
    "<p>a) Rinse it<br>b) Flatten it</p>",
    "<p>&bull;&nbsp;Rinse it<br>&bull;&nbsp;Flatten it</p>",
    "<p lang='zh'>一、清洗<br>二、压平</p>",
    "<p lang='ar'>١. اغسلها<br>٢. اطوها</p>",
    "<p lang='pl'>– papier<br>– szkło</p>",
    "<table><tr><th>Bin</th></tr><tr><td>- paper<br>- glass</td></tr></table>",
)
PASSES = (
    "<ul><li>paper</li><li>glass</li></ul>",
    "<p>* This field must be filled in.</p><p>We answer within a week.</p>",
    "<p>-5 degrees<br>-7 degrees</p>",
    "<p lang='pl'>– Dzień dobry – powiedziała.</p><p lang='pl'>– Dzień dobry – odparł.</p>",
    "<p>12 High Street<br>Testwick</p>",
    "<p>3.5 tonnes<br>4.5 tonnes</p>",
    "<pre><code>- paper\n- glass</code></pre>",
    "<p>1. January is a holiday.</p><p>We are closed.</p>",
    "<p>A. Smith<br>J. Brown</p>",
    "<table><tr><th>No</th><th>Next</th></tr><tr><td>1. a</td><td>2. b</td></tr></table>",
)
