"""Links in a line with nothing but a space between them, so that they look like one."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The links "{one}" and "{two}" stand beside each other like one link.'
ADVICE = "Make a list of the links, or put a sign or clear space between them."
SCRIPT = """
const isPlain = (link) => {
  const style = getComputedStyle(link);
  return style.display === "inline" && style.backgroundImage === "none"
    && /^rgba\\(0, 0, 0, 0\\)$|^transparent$/.test(style.backgroundColor)
    && style.borderInlineStartStyle === "none" && style.borderInlineEndStyle === "none"
    && !link.querySelector("img, svg, i, button, input, p, div, h1, h2, h3, h4, h5, h6, br");
};
const hasSign = (link, part) => !["none", "normal"].includes(
  getComputedStyle(link, part).content);
for (const link of kit.all("a[href] + a[href]")) {
  const before = link.previousElementSibling;
  let node = before.nextSibling, only = true;
  for (; node !== link; node = node.nextSibling) only &&= node.nodeType === 8
    || node.nodeType === 3 && !node.data.trim();
  if (!only || !kit.squeeze(link.textContent) || !kit.squeeze(before.textContent)) continue;
  if (!isPlain(link) || !isPlain(before) || !kit.isSeen(link) || !kit.isSeen(before)) continue;
  if (hasSign(before, "::after") || hasSign(link, "::before")) continue;
  const last = [...before.getClientRects()].at(-1), first = link.getClientRects()[0];
  if (!last || !first || Math.abs(last.bottom - first.bottom) > 4) continue;
  const gap = Math.max(first.left - last.right, last.left - first.right);
  const size = parseFloat(getComputedStyle(link).fontSize);
  if (gap > 0.45 * size) continue;
  report(link, {one: kit.squeeze(before.textContent).slice(0, 60),
    two: kit.squeeze(link.textContent).slice(0, 60)});
}
"""
FAILS = (
    "<p><a href='/a'>Bins</a> <a href='/b'>Permits</a></p>",
    "<div><a href='/a'>Bins</a>\n<!-- --><a href='/b'>Permits</a> <a href='/c'>Taxes</a></div>",
    "<p><a href='/a'>Bins</a><a href='/b'>Permits</a></p>",
    "<p dir='rtl' lang='ar'><a href='/a'>النفايات</a> <a href='/b'>التصاريح</a></p>",
)
PASSES = (
    "<p><a href='/a'>Bins</a> | <a href='/b'>Permits</a></p>",
    "<ul><li><a href='/a'>Bins</a></li><li><a href='/b'>Permits</a></li></ul>",
    "<p><a href='/a'>Bins</a><br><a href='/b'>Permits</a></p>",
    "<p><a href='/a' style='margin-right: 1em'>Bins</a> <a href='/b'>Permits</a></p>",
    "<p style='display: flex; gap: 1em'><a href='/a'>Bins</a> <a href='/b'>Permits</a></p>",
    "<style>a + a::before { content: '· ' }</style><p><a href='/a'>Bins</a> <a href='/b'>Taxes</a>"
    "</p>",
    "<style>a { background: #eee; padding: 0 4px }</style><p><a href='/a'>Bins</a> "
    "<a href='/b'>Taxes</a></p>",
    "<p><a href='/a'>Bins</a> and <a href='/b'>Permits</a></p>",
)
