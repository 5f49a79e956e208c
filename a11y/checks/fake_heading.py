"""Short lines that look like a heading of the text after them and are none."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" looks like a heading, but is only bold, large or underlined text.'
ADVICE = "If it is the heading of what follows, make it a heading; if not, write it without bold."
SCRIPT = """
const SHORT = 12, FOLLOWING = 6;
const PLACES = `a, button, label, legend, caption, figcaption, summary, th, dt, dd, nav, address,
  blockquote, pre, code, hgroup, header, [role=banner], [role=navigation], [role=alert],
    [role=status], [role=tab],
  [role=button], [role=link], [role=menu], [aria-hidden=true], footer, form li, aside, [role=note],
  [class*=admonition], [class*=alert], [class*=callout], [class*=notice], [class*=banner],
  [class*=error], [class*=warning], [class*=card], ${kit.HEADINGS}`;
const INNER = `a, button, input, select, textarea, img, svg, label, code, kbd, time, br, p, div,
  li, td, ${kit.HEADINGS}`;
const isBlock = (element) => !/^(inline|contents|none)/.test(getComputedStyle(element).display);
const isBlank = (node) => node.nodeType === 8 || (node.nodeType === 3 && !node.data.trim());
const textsIn = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (/[\\p{L}\\p{N}]/u.test(walker.currentNode.data))
    found.push(walker.currentNode);
  return found;
};
const styleOf = (node) => {
  const style = getComputedStyle(node.parentElement);
  const underlined = Boolean(node.parentElement.closest("u, ins, [style*=underline]"));
  return {bold: Number(style.fontWeight) >= 600, size: parseFloat(style.fontSize), underlined};
};
const following = (node) => {
  let next = node.nextSibling;
  while (next && (isBlank(next) || next.nodeName === "BR"
    || next.nodeName === "HR")) next = next.nextSibling;
  return next;
};
// The rest of the line or block that begins at a node, and its first text.
const restFrom = (start) => {
  if (start.nodeType === 1 && isBlock(start)) {
    return /^(P|DIV|UL|OL|SECTION|ARTICLE|SPAN|FONT|CENTER)$/.test(start.nodeName)
      && !start.matches("[role]")
      && !start.matches(":has(input, select, textarea, label)")
      ? {words: start.textContent, texts: textsIn(start)} : null;
  }
  const texts = [];
  for (let node = start; node && node.nodeName !== "BR"; node = node.nextSibling) {
    if (node.nodeType === 1 && isBlock(node)) break;
    if (/^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(node.nodeName)) return null;
    texts.push(...(node.nodeType === 3 ? [node] : textsIn(node)));
  }
  return {words: texts.map((text) => text.data).join(" "), texts};
};
const standsAlone = (element) => {
  if (isBlock(element)) return true;
  let before = element.previousSibling;
  while (before && isBlank(before)) before = before.previousSibling;
  let after = element.nextSibling;
  while (after && isBlank(after)) after = after.nextSibling;
  const ends = (node) => !node || node.nodeName === "BR" || (node.nodeType === 1 && isBlock(node));
  return Boolean(after) && ends(before) && ends(after);
};
for (const element of kit.all("p, div, center, b, strong, big, font, u, em, span")) {
  const words = kit.squeeze(element.textContent);
  if (words.length < 3 || words.length > 100 || !/\\p{L}{2}/u.test(words)) continue;
  if (/[.!?…。！？؟।॥,،;؛；、]$/u.test(words) || kit.countWords(words) > SHORT) continue;
  if (element.closest(PLACES) || element.querySelector(INNER) || !standsAlone(element)) continue;
  const next = following(element);
  const rest = next && restFrom(next);
  if (!rest?.texts.length || kit.countWords(rest.words) < FOLLOWING) continue;
  if (/[:：]$/.test(words) && /^[UO]L$/.test(next.nodeName)) continue;
  if (rest.words.length <= words.length) continue;
  const texts = textsIn(element);
  if (!texts.length) continue;
  const own = texts.map(styleOf), other = styleOf(rest.texts[0]);
  const bolder = own.every((style) => style.bold) && !other.bold;
  const larger = own.every((style) => style.size >= 1.2 * other.size);
  const underlined = own.every((style) => style.underlined) && !other.underlined;
  if ((bolder || larger || underlined) && kit.isSeen(element)) report(element, {text: words});
}
"""
FAILS = (
    "<p><strong>When we collect</strong></p><p>We collect bins from every street once a week.</p>",
    "<div style='font-weight:700'>When we collect</div><div>We collect bins from every street"
    " once a week.</div>",
    "<p><b>When we collect</b><br>We collect bins from every street once a week.</p>",
    "<b>When we collect:</b><br>We collect bins from every street once a week.",
    "<p><u>Opening times</u></p><p>The office is open from nine to five on every weekday.</p>",
    "<div><span style='font-size:2em'>Opening times</span></div>"
    "<p>The office is open from nine to five on every weekday.</p>",
    "<p lang='zh'><b>垃圾收集时间</b></p><p lang='zh'>"
    "我们每周一次从每条街道收集垃圾桶,请在早上七点之前放好。</p>",
)
PASSES = (
    "<div><b>Choose a place</b> <select aria-label='Place'><option>The old town hall on the market"
    " square</option></select></div>",
    "<h2>When we collect</h2><p>We collect bins from every street once a week.</p>",
    "<p><strong>You must book first.</strong></p><p>We collect bins from every street once.</p>",
    "<p><strong>Warning:</strong> we collect bins from every street only once a week.</p>",
    "<p><b>Town Hall</b><br>High Street<br>Testwick<br>TE1 1ST</p>",
    "<form><p><b>Your name</b></p><input aria-label='Your name'></form>",
    "<table><caption><b>Bins</b></caption><tr><th><b>Day</b></th></tr><tr><td>Monday</td></tr>"
    "</table>",
    "<dl><dt><b>Address</b></dt><dd>1 High Street in the town of Testwick, TE1</dd></dl>",
    "<div style='font-weight: bold'><h2>Bins</h2></div><p>We collect bins from every street once a"
    " week.</p>",
    "<form><p class='error-message' style='font-weight: bold'>Enter your street</p><p>We collect"
    " bins from every street once a week.</p></form>",
    "<p><b>We collect:</b></p><ul><li>paper that is clean and dry</li><li>glass and tins</li></ul>",
    "<p><strong>We collect bins every Monday</strong></p><p><strong>Not on bank holidays, when"
    " we come a day later</strong></p>",
    "<p><a href='/a'><b>Bin days</b></a></p><p>We collect bins from every street once a week.</p>",
)
