"""Fields of one form that have the same label."""

from a11y.findings import WARNING

CRITERION = "2.4.6"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'More than one field here is labelled "{text}". Look whether people can tell them apart.'
ADVICE = "Give each field a label of its own, or groups with a legend each."
SCRIPT = """
const seen = new Map();
for (const field of kit.all(kit.FIELDS)) {
  if (!kit.isSeen(field) || !kit.isHeard(field) || field.closest("td, th, [role=row]")) continue;
  const name = kit.fold(kit.nameOf(field));
  if (!name) continue;
  // Groups and what a field is described by tell it from others, and so do headings over parts.
  const group = field.closest("fieldset, [role=group], [role=radiogroup], [role=region], form,"
    + " section, article, li, [role=listitem], [role=search], search, details, dialog");
  const more = kit.namedBy(field, "aria-describedby")
    .map((one) => kit.squeeze(one.textContent)).join(" ");
  const key = [name, more, field.type].join("|");
  const others = seen.get(group) ?? seen.set(group, new Map()).get(group);
  const first = others.get(key);
  if (!first) {
    others.set(key, field);
    continue;
  }
  const headings = [...(group ?? document)
    .querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading], legend")];
  if (headings.some((heading) => first.compareDocumentPosition(heading) & 4
    && heading.compareDocumentPosition(field) & 4)) continue;
  report(field, {text: kit.nameOf(field)});
}
"""
FAILS = (
    "<form><label>Name <input></label><label>Name <input></label></form>",
    "<form><label for='a'>Telephone</label><input id='a'><label for='b'>Telephone:</label><input "
    "id='b'></form>",
    "<label for='a'>Name</label><input id='a'><label for='b'>Name</label><input id='b'>",
)
PASSES = (
    "<form><fieldset><legend>Mother</legend><label>Name <input></label></fieldset><fieldset>"
    "<legend>Father"
    "</legend><label>Name <input></label></fieldset></form>",
    "<form><h2>Mother</h2><label>Name <input></label><h2>Father</h2><label>Name <input></label>"
    "</form>",
    "<form><label>Search <input></label></form><form><label>Search <input></label></form>",
    "<table><tr><td><input type='checkbox' aria-label='Choose'></td></tr><tr><td><input "
    "type='checkbox'"
    " aria-label='Choose'></td></tr></table>",
    "<form><label>Name <input></label><label hidden>Name <input></label></form>",
)
