"""Several tables of data on a page, of which one has neither caption nor heading nor name."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "Nothing says what this table is about, and the page has {count} tables."
ADVICE = "Give the table a caption."
SCRIPT = """
const tables = kit.all("table:not([role=presentation]):not([role=none])")
  .filter((table) => table.querySelector("th") && kit.isSeen(table)
    && !table.closest("[aria-hidden=true]"));
const before = (table) => {
  let element = table;
  while (element && element !== document.body
    && !element.previousElementSibling) element = element.parentElement;
  return element?.previousElementSibling;
};
for (const table of tables.length > 1 ? tables : []) {
  if (table.caption?.textContent.trim()
    || table.matches("[aria-label], [aria-labelledby], [title], [summary]")) continue;
  const previous = before(table);
  const told = previous?.matches(kit.HEADINGS)
    || table.closest("figure")?.querySelector("figcaption") ||
    previous?.querySelector(kit.HEADINGS) || previous?.nodeName === "P"
      || table.closest("details, [role=tabpanel]");
  if (!told) report(table, {count: tables.length});
}
"""
_TABLE = "<table><tr><th>Day</th></tr><tr><td>Monday</td></tr></table>"
FAILS = (
    _TABLE + _TABLE,
    f"<h2>Bins</h2>{_TABLE}<div>{_TABLE}</div>",
)
PASSES = (
    _TABLE,
    f"<h2>Bins</h2>{_TABLE}<h2>Glass</h2>{_TABLE}",
    f"<h2>Bins</h2>{_TABLE}<figure>{_TABLE}<figcaption>Glass</figcaption></figure>",
    (_TABLE * 2).replace("<table>", "<table><caption>Days</caption>"),
    f"<h2>Bins</h2>{_TABLE}<p>And these are the days for glass:</p><div>{_TABLE}</div>",
)
