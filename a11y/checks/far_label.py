"""Fields that stand far away from their label."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "size")
MESSAGE = 'The label "{text}" stands {gap} pixels away from its field.'
ADVICE = "Put the label right above or beside its field: who enlarges the page sees only a part."
SCRIPT = """
for (const field of kit.all(kit.FIELDS)) {
  const labels = [...(field.labels ?? [])].filter((label) => !label.contains(field)
    && kit.isSeen(label));
  if (labels.length !== 1 || !kit.isSeen(field)) continue;
  const range = document.createRange();
  range.selectNodeContents(labels[0]);
  const words = range.getBoundingClientRect(), box = field.getBoundingClientRect();
  // A field that is only there for the keyboard has its picture beside the label.
  if (words.width < 2 || box.width < 6 || getComputedStyle(field).opacity === "0") continue;
  const across = Math.max(words.left - box.right, box.left - words.right);
  const down = Math.max(words.top - box.bottom, box.top - words.bottom, 0);
  const gap = Math.round(Math.max(across, 0) + down);
  if (gap > 300 && down < 300) report(labels[0], {text: kit.squeeze(labels[0].textContent)
    .slice(0, 80), gap});
}
"""
FAILS = (
    "<p style='width: 900px'><label for='a' style='float: left'>Country</label>"
    "<input id='a' style='float: right'></p>",
    "<div style='display: flex; justify-content: space-between; width: 900px'><label for='a'>I "
    "agree</label>"
    "<input type='checkbox' id='a'></div>",
)
PASSES = (
    "<label for='a'>Country</label><input id='a'>",
    "<div style='display: grid; grid-template-columns: 250px 1fr'><label for='a'>Country</label>"
    "<input id='a'></div>",
    "<label for='a' style='display: block; width: 900px'>Country</label><input id='a'>",
    "<label for='a' style='position: absolute; left: -999em'>Search</label><input id='a'>",
    "<div style='display: grid; grid-template-columns: 400px 1fr'><label for='a' "
    "style='text-align: right'>"
    "Country</label><input id='a'></div>",
)
