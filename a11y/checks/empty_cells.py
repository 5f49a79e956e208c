"""Tables of data with cells that say nothing."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{count} cells of this table are empty: nobody hears whether something is missing there."
ADVICE = "Write into the cells what their emptiness means, such as “none” or “not known”."
SCRIPT = """
const isEmpty = (cell) => !kit.squeeze(cell.textContent) && !cell.querySelector(
  "img, svg, input, select, textarea, button, canvas, video, audio, object, iframe, [aria-label]")
  && !cell.matches("[aria-label], [title], [aria-labelledby]")
  && getComputedStyle(cell).backgroundImage === "none"
  && ["::before", "::after"].every((part) => ["none", "normal", '""'].includes(
    getComputedStyle(cell, part).content));
for (const table of kit.all("table")) {
  if (!table.querySelector("th") || /^(?:presentation|none)$/.test(table.getAttribute("role"))
    || !kit.isSeen(table)) continue;
  const rows = [...table.rows].filter((row) =>
    row.cells.length > 1 && kit.squeeze(row.textContent));
  const cells = rows.flatMap((row) => [...row.cells]).filter((cell) => cell.localName === "td");
  // The corner above a column of row headers has nothing to say, and rows of sums skip columns.
  const corner = rows[0]?.cells[0];
  const empty = cells.filter((cell) => cell !== corner && !cell.closest("tfoot") && isEmpty(cell));
  if (empty.length) report(empty[0], {count: empty.length});
}
"""
_HEAD = "<tr><th>Day</th><th>Bin</th><th>From</th></tr>"
FAILS = (
    f"<table>{_HEAD}<tr><td>Monday</td><td> </td><td>Seven</td></tr></table>",
    f"<table>{_HEAD}<tr><th>Monday</th><td>Glass</td><td>&nbsp;</td></tr></table>",
    f"<table>{_HEAD}<tr><td>Monday</td><td>Glass</td><td><span></span></td></tr></table>",
)
PASSES = (
    f"<table>{_HEAD}<tr><td>Monday</td><td>–</td><td>Seven</td></tr></table>",
    "<table><tr><td></td><th>Glass</th></tr><tr><th>Monday</th><td>Seven</td></tr></table>",
    f"<table>{_HEAD}<tr><td>Monday</td><td><img alt='Glass' src='data:,'></td><td>Nine</td></tr>"
    "</table>",
    f"<table role='presentation'>{_HEAD}<tr><td>Monday</td><td></td><td></td></tr></table>",
    f"<table>{_HEAD}<tr><td>Monday</td><td><input aria-label='Bin'></td><td>Nine</td></tr></table>",
    "<table><tr><td>Monday</td><td></td></tr></table>",
)
