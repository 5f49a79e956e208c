"""Messages that there are mistakes in a form, with no word about which fields they are in."""

from a11y.findings import ERROR

CRITERION = "3.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The message "{text}" says that there are mistakes, and nothing says in which fields.'
ADVICE = "List the mistakes, each with a link to its field, and say at each field what is wrong."
SCRIPT = r"""
const kinds = "[role=alert], [class*=error], [class*=validation], [class*=alert], [id*=error]";
const boxes = new Set(kit.all(kinds).filter((box) => !box.querySelector(kit.FIELDS)));
for (const box of boxes) {
  if (!kit.isSeen(box) || boxes.has(box.parentElement) || box.matches(kit.FIELDS)) continue;
  const text = kit.wordsOf(box), folded = kit.fold(text);
  if (!text || text.length > 250 || box.querySelector("a, li, button, " + kit.FIELDS)) continue;
  if (!kit.listOf("error_words", box).some((word) => folded.includes(word))) continue;
  const form = box.closest("form") ?? (box.nextElementSibling?.matches("form")
    ? box.nextElementSibling
    : box.nextElementSibling?.querySelector("form"));
  const fields = form ? [...form.querySelectorAll(kit.FIELDS)]
    .filter((field) => kit.isSeen(field)) : [];
  if (fields.length < 2) continue;
  const named = fields.some((field) => {
    const label = kit.fold(kit.nameOf(field));
    return (label.length > 1 && folded.includes(label))
      || field.getAttribute("aria-invalid") === "true"
      || kit.errorsBeside(field).some((one) => !box.contains(one) && !one.contains(box));
  });
  const told = [...form.querySelectorAll("*")].some((one) => !box.contains(one)
    && !one.contains(box)
    && kit.looksLikeError(one) && kit.isSeen(one) && !one.matches(kit.FIELDS)
      && kit.squeeze(one.textContent));
  if (!named && !told) report(box, {text: text.slice(0, 100)});
}
"""
FAILS = (
    "<form class='has-errors'><div class='validation-summary'>There are errors.</div>"
    "<label>Name <input></label><label>Street <input></label></form>",
    "<form><div role='alert'>You need to fix the errors on this page.</div><label>Name <input>"
    "</label>"
    "<label>Street <input></label></form>",
    "<p class='form-error'>There is a problem with your answers.</p><form><label>Name <input>"
    "</label>"
    "<label>Street <input></label></form>",
    "<div lang='pl'><form><div class='alert'>Popraw błędy na tej stronie.</div><label>Ulica "
    "<input></label>"
    "<label>Miasto <input></label></form></div>",
)
PASSES = (
    "<form class='has-errors'><div role='alert'>There are errors.</div><label>Name <input></label>"
    "<p class='error'>Enter a name</p><label>Street <input></label></form>",
    "<form><div role='alert'>There is a problem: <a href='#a'>enter a name</a></div><label>Name "
    "<input id='a'>"
    "</label><label>Street <input></label></form>",
    "<form><div role='alert'>There are errors.</div><label for='a'>Name</label><input id='a' "
    "aria-invalid='true'"
    " aria-describedby='e'><p id='e'>Enter a name</p><label>Street <input></label></form>",
    "<form><div role='alert'>Error: the street is missing</div><label>Name <input></label>"
    "<label>Street <input>"
    "</label></form>",
    "<div role='alert'>There are problems with the brown bins this week.</div><p>Bins</p>",
    "<form><div role='alert' hidden>There are errors.</div><label>Name <input></label>"
    "<label>Street <input></label></form>",
)
