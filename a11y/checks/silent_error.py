"""Fields that are marked as wrong, with no words that say so."""

from a11y.findings import ERROR

CRITERION = "3.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The field "{text}" is marked as wrong, and no words say what is wrong with it.'
ADVICE = "Say in words beside the field what is wrong; a colour or a sign alone is not enough."
SCRIPT = r"""
const words = (element) => kit.squeeze(element?.textContent ?? "");
// Clearly red, and not the grey or the dark of the other fields.
const isRed = (colour) => {
  const [red, green, blue, alpha] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return red > 140 && green < red * 0.45 && blue < red * 0.5 && alpha !== 0;
};
const redWords = (box) => [...box.querySelectorAll("*")]
  .some((one) => !one.matches("label *, label, abbr, sup")
  && kit.isSeen(one) && words(one).length > 1 && isRed(getComputedStyle(one).color));
const fields = kit.all(kit.FIELDS).filter((field) => kit.isSeen(field)
  && !["radio", "checkbox", "range", "color"].includes(field.type));
const style = (field) => getComputedStyle(field);
const isBordered = (field) => isRed(style(field).borderBlockEndColor)
  && isRed(style(field).borderInlineStartColor)
  && parseFloat(style(field).borderBlockEndWidth) > 0;
const isMarked = (field) => field.getAttribute("aria-invalid") === "true" || isBordered(field)
  && fields.some((other) => other !== field && !isBordered(other));
for (const field of fields.filter(isMarked)) {
  const told = kit.saidWith(field).some((one) => !one.matches("label, legend") && words(one));
  const label = field.labels?.[0];
  const inLabel = label
    && [...label.querySelectorAll("*")].some((one) => kit.looksLikeError(one) && words(one));
  const linked = field.id && [...document.querySelectorAll("a[href^='#']")]
    .some((link) => link.hash.slice(1) === field.id
      && link.closest("[role=alert], [class*=error], [class*=summary]"));
  const group = field.parentElement.closest(
    "fieldset, [role=group], [class*=group], [class*=field]") ?? field.parentElement;
  if (told || inLabel || linked || kit.errorsBeside(field).length || redWords(group)
    || field.validationMessage && field.matches(":user-invalid")) continue;
  report(field, {text: kit.nameOf(field)});
}
"""
FAILS = (
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='true'></form>",
    "<form><label for='a'>Name</label><input id='a'><br><label for='b'>E-mail</label>"
    "<input id='b' style='border: 2px solid red'></form>",
    "<form><label for='a'>Name</label><input id='a'><br><label for='b' style='color: "
    "#c00'>E-mail</label>"
    "<input id='b' style='border: 2px solid #c00'></form>",
)
PASSES = (
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='true' aria-describedby='e'><p "
    "id='e'>It has no @</p></form>",
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='false'></form>",
    "<form><label for='a'>Name</label><input id='a'><div><label for='b'>E-mail</label>"
    "<input id='b' style='border: 2px solid red'><p class='error'>It has no @</p></div></form>",
    "<form><label for='a'>Name</label><input id='a' style='border: 2px solid red'><label "
    "for='b'>E-mail</label>"
    "<input id='b' style='border: 2px solid red'></form>",
    "<div role='alert'><a href='#b'>The e-mail address has no @</a></div><form><label "
    "for='a'>Name</label><input id='a'>"
    "<label for='b'>E-mail</label><input id='b' aria-invalid='true'></form>",
    "<form><label for='a'>Name</label><input id='a'><div><label for='b'>E-mail</label>"
    "<input id='b' style='border: 2px solid red'><p style='color: red'>It has no @</p></div>"
    "</form>",
)
