"""Links within text that look like the text, or that only their colour tells from it."""

from a11y.findings import WARNING

CRITERION = "1.4.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" {fault}.'
ADVICE = "Underline links that stand within text."
SCRIPT = """
const SAME = ["fontWeight", "fontStyle", "fontSize", "fontFamily", "textTransform",
  "fontVariantCaps"];
const clear = (colour) => /^(?:transparent|rgba\\(.*, 0\\))$/.test(colour);
const colourOf = (words) => {
  const colour = new axe.commons.color.Color();
  colour.parseString(words);
  return colour;
};
const isLined = (element, around) => {
  const style = getComputedStyle(element);
  return style.textDecorationLine !== "none" || style.boxShadow !== "none"
    || ["Top", "Bottom", "Left"].some((side) => style[`border${side}Style`] !== "none"
      && parseFloat(style[`border${side}Width`]) > 0)
    || style.outlineStyle !== "none" || style.backgroundImage !== "none"
    || !clear(style.backgroundColor) && style.backgroundColor !== around.backgroundColor
    || ["::before", "::after"].some((part) => !["none", "normal", '""'].includes(
      getComputedStyle(element, part).content));
};
const textNodesIn = (block) => {
  const found = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (/\\p{L}/u.test(walker.currentNode.data) && kit.blockOf(holder) === block
      && !holder.closest("a, button, label")) found.push(walker.currentNode);
  }
  return found;
};
let sheets = null;
const hoverRules = () => sheets ??= [...document.styleSheets].flatMap((sheet) => {
  try { return [...sheet.cssRules]; } catch { return []; }
}).flatMap((rule) => rule.cssRules && !rule.selectorText ? [...rule.cssRules] : [rule])
  .filter((rule) => /:(?:hover|focus)/.test(rule.selectorText ?? "")
    && /underline|border|background|outline|shadow|weight/.test(rule.style?.cssText ?? ""));
const changes = (link) => hoverRules().some((rule) => {
  try { return link.matches(rule.selectorText.replace(/:(?:hover|focus(?:-visible)?)/g, "")); }
  catch { return false; }
});
for (const link of kit.all("a[href]")) {
  const words = kit.squeeze(link.textContent);
  if (!/[\\p{L}\\p{N}]/u.test(words) || link.querySelector("img, svg, i, button")
    || link.closest("nav, [role=navigation], header, footer, button, h1, h2, h3, h4, h5, h6")) {
    continue;
  }
  const block = kit.blockOf(link);
  if (block === link || !block || block.matches("body > *:only-child:has(nav)")) continue;
  const style = getComputedStyle(link), around = getComputedStyle(link.parentElement);
  if (isLined(link, around) || [...link.querySelectorAll("*")].some((one) =>
    isLined(one, around))) continue;
  let above = link.parentElement;
  while (above && above !== block && !isLined(above, around)) above = above.parentElement;
  if (above !== block) continue;
  const texts = textNodesIn(block);
  if (kit.countWords(texts.map((node) => node.data).join(" ")) < 2) continue;
  const other = getComputedStyle(texts[0].parentElement);
  if (SAME.some((name) => style[name] !== other[name]) || !kit.isSeen(link)) continue;
  const contrast = axe.commons.color.getContrast(colourOf(style.color), colourOf(other.color));
  if (contrast >= 3 && changes(link)) continue;
  report(link, {text: words.slice(0, 80), fault: contrast < 1.1 ? "looks like the text around it"
    : "is told from the text around it by its colour alone"});
}
"""
_P = "<p>We collect bins each week, see <a href='/a'{}>when we come</a> to your street.</p>"
FAILS = (
    _P.format(" style='text-decoration: none; color: inherit'"),
    _P.format(" style='text-decoration: none; color: #222'"),
    _P.format(" style='text-decoration: none; color: #005ea5'"),
    "<style>a { text-decoration: none; color: #c60 } a:hover { color: #06c }</style>"
    + _P.format(""),
    "<p style='font-weight: bold'>More about <a href='/a' style='text-decoration: none;"
    " font-weight: bold; color: black'>bins</a></p>",
    "<p lang='zh'>更多信息请见<a href='/a' style='text-decoration: none'>垃圾收集时间</a>。</p>",
)
PASSES = (
    _P.format(""),
    _P.format(" style='text-decoration: none; font-weight: bold'"),
    _P.format(" style='text-decoration: none; border-bottom: 1px solid'"),
    _P.format(" style='text-decoration: none; background: #ff0'"),
    "<style>a { text-decoration: none; color: #0645ff } a:hover { text-decoration: underline }"
    "</style>" + _P.format(""),
    "<nav><p>You are here: <a href='/a' style='text-decoration: none'>Bins</a></p></nav>",
    "<p><a href='/a' style='text-decoration: none'>Bins</a></p>",
    "<ul><li><a href='/a' style='text-decoration: none'>Bins</a></li></ul>",
    "<p>See our page: <a href='/a' style='text-decoration: none'><u>Bins</u></a></p>",
    "<p>See our page: <u><a href='/a' style='text-decoration: none'>Bins</a></u></p>",
)
