"""Tables of data without header cells, with nothing but header cells, or said to be no tables."""

from a11y.findings import ERROR

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = "This table {fault}."
ADVICE = "Mark the cells that name a column or a row as headers (th), and only those."
SCRIPT = """
const filled = (cell) => cell.textContent.trim() !== "" || cell.querySelector("img, svg");
const PARTS = `table, h1, h2, h3, h4, h5, h6, form, ul, nav, header, footer, iframe,
  section, article`;
const plain = (cell) => kit.countWords(cell.textContent) <= 15 &&
  !cell.querySelector(PARTS);
for (const table of kit.all("table")) {
  if (!kit.isSeen(table) || table.closest("[aria-hidden=true]")) continue;
  const rows = [...table.rows], cells = rows.flatMap((row) => [...row.cells]);
  const heads = cells.filter((cell) => cell.nodeName === "TH"
    || /^(column|row)header$/.test(cell.getAttribute("role")));
  const role = table.getAttribute("role");
  if (/^(presentation|none)$/.test(role)) {
    const told = heads.length ? "header cells" : table.caption?.textContent.trim()
      ? "a caption" : "";
    if (told) report(table, {fault: `has ${told}, but is said to be there for layout only`});
    continue;
  }
  const wide = Math.max(0, ...rows.map((row) => row.cells.length));
  if (role && role !== "table" && role !== "grid" && role !== "treegrid") continue;
  if (heads.length && heads.length === cells.length && wide > 1) {
    report(table, {fault: "has only header cells and no data"});
  }
  if (heads.length || rows.length < 2 || wide < 2) continue;
  const controls = table.querySelectorAll("input, select, textarea").length;
  const square = rows.filter((row) => row.cells.length === wide).length >= rows.length / 2;
  const data = cells.filter(plain).length === cells.length
    && cells.filter(filled).length >= 0.6 * cells.length;
  const said = table.caption || table.tHead || table.summary
    || cells.some((cell) => cell.scope || cell.headers);
  if (said || (data && square && cells.length >= 4 && controls <= 1)) {
    report(table, {fault: "has no header cells"});
  }
}
"""
_ROWS = "<tr><td>Monday</td><td>paper</td></tr><tr><td>Tuesday</td><td>glass</td></tr>"
FAILS = (
    "<table><thead><tr><th>Day</th><th>Bin</th></tr></thead></table>",
    f"<table>{_ROWS}</table>",
    f"<table><caption>Bin days</caption>{_ROWS}</table>",
    f"<table><tr><td><b>Day</b></td><td><b>Bin</b></td></tr>{_ROWS}</table>",
    f"<table>{_ROWS.replace('td>', 'th>')}</table>",
    f"<table role='presentation'><tr><th>Day</th><th>Bin</th></tr>{_ROWS}</table>",
    f"<table><thead><tr><td>Day</td><td>Bin</td></tr></thead>{_ROWS}</table>",
)
PASSES = (
    f"<table><tr><th>Day</th><th>Bin</th></tr>{_ROWS}</table>",
    "<table><tr><th>Day</th><td>Monday</td></tr><tr><th>Bin</th><td>paper</td></tr></table>",
    f"<table role='presentation'>{_ROWS}</table>",
    "<table><tr><th>Total</th></tr></table>",
    "<table><tr><td><h2>Bins</h2><p>Paper</p></td><td><form><input aria-label='Street'></form></td>"
    "</tr><tr><td>We collect</td><td>Map</td></tr></table>",
    f"<table hidden>{_ROWS}</table>",
    "<div role='table'><div role='row'><span role='columnheader'>Day</span></div></div>",
)
