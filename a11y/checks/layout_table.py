"""Tables that only put things beside each other."""

from a11y.findings import WARNING

CRITERION = "1.3.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "This {what} seems to be there for layout: {why}."
ADVICE = "Lay the page out with styles; where that cannot be, give the table role=presentation."
SCRIPT = """
const BLOCKS = "h1, h2, h3, h4, h5, h6, form, nav, header, footer, iframe, section, article, table";
for (const table of kit.all("table:not([role])")) {
  if (!kit.isSeen(table)) continue;
  const cells = [...table.rows].flatMap((row) => [...row.cells]);
  if (table.querySelector("table")) {
    report(table, {what: "table", why: "it holds another table"});
    continue;
  }
  if (!cells.length || cells.some((cell) => cell.nodeName === "TH" || cell.scope)) continue;
  if (table.caption || table.tHead) continue;
  const wide = Math.max(...[...table.rows].map((row) => row.cells.length));
  const inputs = cells.filter((cell) => cell.querySelector("input, select, textarea")).length;
  const why = cells.length === 1 ? "it has one cell" : table.rows.length === 1 ? "it has one row"
    : wide === 1 ? "it has one column"
    : cells.some((cell) => cell.querySelector(BLOCKS)) ? "its cells hold whole parts of the page"
    : inputs >= 2 ? "its cells hold form fields"
    : cells.some((cell) => kit.countWords(cell.textContent) > 60)
      ? "its cells hold whole texts" : "";
  if (why) report(table, {what: "table", why});
}
// What styles make look like a table, of elements that are none.
for (const box of kit.all("div:not([role]), span:not([role]), section:not([role])")) {
  if (getComputedStyle(box).display !== "table"
    || box.closest("table, dl, ul, ol, [role]:not(main)")) continue;
  const cells = [...box.querySelectorAll("*")].filter((inner) =>
    getComputedStyle(inner).display === "table-cell" && inner.textContent.trim());
  if (cells.length && kit.isSeen(box)) {
    report(box, {what: "element with display: table", why: "it is no table in the page's code"});
  }
}
"""
FAILS = (
    "<table><tr><th>Day</th></tr><tr><td><table><tr><th>Bin</th></tr></table></td></tr></table>",
    "<table><tr><td>Bins</td></tr></table>",
    "<table><tr><td><a href='/a'>Bins</a></td><td><a href='/b'>Permits</a></td></tr></table>",
    "<table><tr><td><h2>Bins</h2></td><td>Map</td></tr><tr><td>We collect</td><td>Now</td></tr>"
    "</table>",
    "<table><tr><td>Name</td><td><input aria-label='Name'></td></tr><tr><td>Street</td><td>"
    "<input aria-label='Street'></td></tr></table>",
    "<div style='display:table'><div style='display:table-row'><div style='display:table-cell'>Bins"
    "</div><div style='display:table-cell'>Permits</div></div></div>",
)
PASSES = (
    "<table><tr><th>Day</th><th>Bin</th></tr><tr><td>Monday</td><td>paper</td></tr></table>",
    "<table role='presentation'><tr><td>Bins</td></tr></table>",
    "<dl style='display:table'><div style='display:table-row'><dt style='display:table-cell'>Day"
    "</dt><dd style='display:table-cell'>Monday</dd></div></dl>",
    "<div style='display:table'>Bins</div>",
    "<table><tr><th>Total</th></tr></table>",
)
