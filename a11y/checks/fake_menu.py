"""Rows of links that only signs part from each other."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{count} links stand in a row, parted by {sign}, and are no list."
ADVICE = "Make them a list: people hear how many links it has and can skip it."
SCRIPT = """
const PARTING = /^[\\s\\u00a0]*(?:[|\\/•·»›>–—~*\\\\\\\\]|::|&gt;)?[\\s\\u00a0]*$/;
const told = new Set();
for (const first of kit.all("a[href]")) {
  const parent = first.parentElement;
  if (!parent || told.has(parent)
    || parent.closest("li, td, th, [role=listitem], [role=menu], [role=tablist]")) continue;
  told.add(parent);
  let count = 0, sign = "";
  for (const node of parent.childNodes) {
    if (node.nodeType === 8) continue;
    if (node.nodeName === "A" && node.hasAttribute("href")) { count++; continue; }
    const text = node.textContent;
    if (node.nodeName === "BR" || (node.nodeType === 1
      && !/^(SPAN|B|I)$/.test(node.nodeName))) { count = 0; break; }
    if (!PARTING.test(text)) { count = 0; break; }
    if (text.trim()) sign = text.trim();
  }
  if (count >= 4 && sign && kit.isSeen(parent)) report(parent, {count, sign});
}
"""
_LINKS = [f"<a href='/{name}'>{name}</a>" for name in ("bins", "parks", "roads", "tax")]
FAILS = (
    f"<p>{' | '.join(_LINKS)}</p>",
    f"<div>{' <span>/</span> '.join(_LINKS)}</div>",
)
PASSES = (
    f"<ul><li>{'</li><li>'.join(_LINKS)}</li></ul>",
    f"<p>See {', '.join(_LINKS)}.</p>",
    f"<p>{' '.join(_LINKS)}</p>",
    f"<p>{' | '.join(_LINKS[:2])}</p>",
)
