"""Empty paragraphs and runs of line breaks that only make space."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{what} only make space: some screen readers stop at each and say nothing."
ADVICE = "Take them out. Put each paragraph into a paragraph of its own, and space into the design."
SCRIPT = """
const blank = (node) => node.nodeType === 8 || (node.nodeType === 3
  && !node.data.replace(/\\u00a0/g, " ").trim());
const filled = (element) => [...element.attributes].some((attribute) =>
  /^(id|role|slot|contenteditable)$|^(aria|data|x|v|ng|hx)-|^[:@]/.test(attribute.name));
for (const paragraph of kit.all("p")) {
  const children = [...paragraph.childNodes];
  if (!children.every((node) => blank(node) || node.nodeName === "BR")) continue;
  // What a script fills later has a handle for it, and stands in a live region or is hidden.
  if (filled(paragraph) || paragraph.closest(`[aria-live], [role=alert], [role=status], [hidden],
    template`)) continue;
  if (getComputedStyle(paragraph).display === "none") continue;
  report(paragraph, {what: "Empty paragraphs"});
}
const afterBlanks = (node, way) => {
  let other = node[way];
  while (other && blank(other)) other = other[way];
  return other;
};
const told = new Set();
for (const line of kit.all("br + br")) {
  const block = line.parentElement;
  if (told.has(block) || block.closest("pre, [aria-hidden=true]")) continue;
  const before = afterBlanks(line, "previousSibling");
  if (before?.nodeName !== "BR" || !afterBlanks(before, "previousSibling")) continue;
  if (!afterBlanks(line, "nextSibling") || !kit.isSeen(block)) continue;
  told.add(block);
  report(line, {what: "Line breaks in a row"});
}
"""
FAILS = (
    "<p>Bins</p><p>&nbsp;</p><p>Permits</p>",
    "<p>Bins</p><p></p><p>Permits</p>",
    "<p>Bins</p><p class='x'><br></p><p>Permits</p>",
    "<p>We collect on Monday.<br><br>We do not on holidays.</p>",
    "<div>We collect on Monday.<br>\n<br>\n<br>We do not on holidays.</div>",
)
PASSES = (
    "<p>We collect on Monday.<br>We do not on holidays.</p>",
    "<p id='answer'></p>",
    "<p aria-live='polite'></p>",
    "<div role='status'><p></p></div>",
    "<p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='Map'></p>",
    "<p hidden></p>",
    "<div><p>Bins</p><div></div></div>",
)
