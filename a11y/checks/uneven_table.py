"""Tables whose rows have different numbers of columns."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "The rows of this table have different numbers of columns: {low} to {high}."
ADVICE = "Give each row the same columns, with empty cells where there is nothing to say."
SCRIPT = """
const spread = (table, widths) => {
  const low = Math.min(...widths), high = Math.max(...widths);
  if (widths.length > 1 && low !== high) report(table, {low, high});
};
const CELLS = "[role=cell], [role=gridcell], [role=columnheader], [role=rowheader]";
for (const table of kit.all("[role=table], [role=grid]")) {
  const rows = [...table.querySelectorAll("[role=row]")].filter((row) => kit.isSeen(row)
    && row.closest("[role=table], [role=grid]") === table);
  if (table.matches("table") || table.querySelector("[aria-rowspan], [aria-owns], [rowspan]")
    || !table.querySelector("[role=columnheader]")) continue;
  spread(table, rows.map((row) => [...row.querySelectorAll(CELLS)].reduce((sum, cell) =>
    sum + (Number(cell.getAttribute("aria-colspan")) || cell.colSpan || 1), 0)).filter(Boolean));
}
for (const table of kit.all("table")) {
  if (/^(presentation|none)$/.test(table.getAttribute("role"))
    || !table.querySelector("th")) continue;
  if (!kit.isSeen(table)) continue;
  const groups = [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean);
  const widths = groups.flatMap((group) => {
    const rows = [...group.rows], taken = rows.map(() => 0);
    rows.forEach((row, at) => {
      for (const cell of row.cells) {
        const rowSpan = cell.rowSpan || rows.length;
        for (let i = at; i < Math.min(at + rowSpan, rows.length); i++) taken[i] += cell.colSpan;
      }
    });
    return taken.filter((width, at) => rows[at].cells.length);
  });
  spread(table, widths);
}
"""
_HEAD = "<tr><th>Day</th><th>Bin</th></tr>"
_GRID = (
    "<div role='table'><div role='row'><span role='columnheader'>Day</span> <span"
    " role='columnheader'>Bin</span></div><div role='row'>{}</div></div>"
)
FAILS = (
    _GRID.format("<span role='cell'>Monday</span>"),
    f"<table>{_HEAD}<tr><td>Monday</td></tr><tr><td>Friday</td><td>glass</td></tr></table>",
    f"<table><thead>{_HEAD}</thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>",
)
PASSES = (
    _GRID.format("<span role='cell'>Monday</span> <span role='cell'>glass</span>"),
    _GRID.format("<span role='cell' aria-colspan='2'>Closed</span>"),
    "<div role='grid'><div role='row'><span role='gridcell'>1</span></div><div role='row'>"
    "<span role='gridcell'>2</span><span role='gridcell'>3</span></div></div>",
    f"<table>{_HEAD}<tr><td>Monday</td><td>glass</td></tr></table>",
    f"<table>{_HEAD}<tr><td colspan='2'>Closed</td></tr></table>",
    f"<table>{_HEAD}<tr><td rowspan='2'>Monday</td><td>glass</td></tr><tr><td>tins</td></tr>"
    "</table>",
    "<table role='presentation'><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>",
)
