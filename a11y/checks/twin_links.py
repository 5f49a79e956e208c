"""Links beside each other that lead to the same place."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'Two links side by side lead to "{text}": people hear and pass it twice.'
ADVICE = "Make one link of both, with the picture and the words in it."
SCRIPT = """
const beside = (link) => {
  let node = link.nextSibling;
  while (node && ((node.nodeType === 3 && !node.data.trim()) || node.nodeType === 8
    || node.nodeName === "BR")) node = node.nextSibling;
  return node;
};
for (const link of kit.all("a[href]")) {
  let next = beside(link);
  // The words may stand in a paragraph or heading of their own below the picture.
  const only = next?.nodeType === 1 && next.nodeName !== "A" && next.children.length === 1
    && next.firstElementChild.nodeName === "A" ? next.firstElementChild : null;
  if (only && kit.squeeze(next.textContent) === kit.squeeze(only.textContent)) next = only;
  if (next?.nodeName !== "A" || !next.hasAttribute("href")) continue;
  const href = link.getAttribute("href");
  if (href !== next.getAttribute("href") || href === "#"
    || href.startsWith("javascript:")) continue;
  if (!kit.isHeard(link) || !kit.isHeard(next) || !kit.isSeen(link) || !kit.isSeen(next)) continue;
  if (link.tabIndex < 0 || next.tabIndex < 0) continue;
  report(next, {text: kit.nameOf(next).slice(0, 80)});
}
"""
_PICTURE = (
    "<img src='data:image/gif;base64,R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs=' width='60' alt='Park'>"
)
FAILS = (
    f"<p><a href='/park'>{_PICTURE}</a> <a href='/park'>The park</a></p>",
    f"<div><a href='/park'>{_PICTURE}</a><h2><a href='/park'>The park</a></h2></div>",
)
PASSES = (
    f"<p><a href='/park'>{_PICTURE} The park</a></p>",
    f"<p><a href='/park'>{_PICTURE}</a> <a href='/pool'>The pool</a></p>",
    f"<p><a href='/park' tabindex='-1' aria-hidden='true'>{_PICTURE}</a>"
    "<a href='/park'>Park</a></p>",
    "<p><a href='#'>One</a> <a href='#'>Two</a></p>",
)
