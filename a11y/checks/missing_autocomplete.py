"""Fields for a person's own details that do not say so in code."""

from a11y.findings import WARNING

CRITERION = "1.3.5"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The field "{text}" has no autocomplete="{token}". Look whether it asks for the'
    " person's own details."
)
ADVICE = "Set autocomplete, so that browsers can fill the field in and show signs for what it asks."
SCRIPT = r"""
const kinds = "input:is(:not([type]), [type=text], [type=email], [type=tel], [type=date])";
for (const field of kit.all(kinds)) {
  if (!kit.isSeen(field) || field.disabled || field.readOnly) continue;
  const given = (field.getAttribute("autocomplete") ?? "").trim().toLowerCase();
  if (given && !["off", "on", "nope", "new"].includes(given)) continue;
  if (field.closest("[role=search], search, td")
    || /search|find/i.test(field.name + field.id)) continue;
  const form = field.form;
  const fields = form ? [...form.querySelectorAll(kit.FIELDS)].filter((one) => kit.isSeen(one))
    : [];
  const name = kit.fold(kit.nameOf(field).replace(/\([^()]*\)|\*/g, ""));
  const found = kit.listOf("own_details", field).find((entry) => entry.split("=")[0] === name);
  if (!found) continue;
  const token = found.split("=")[1];
  // A postcode alone is looked up more often than it is the person's own.
  if (token === "postal-code" && fields.length < 2) continue;
  report(field, {text: kit.nameOf(field), token});
}
"""
FAILS = (
    "<form><label>E-mail address <input type='email'></label><button>Send</button></form>",
    "<form><label>Your name <input autocomplete='off'></label><label>Postcode <input></label>"
    "</form>",
    "<form lang='pl'><label>Imię i nazwisko: <input></label><label>Telefon * <input type='tel'>"
    "</label></form>",
)
PASSES = (
    "<form><label>E-mail address <input type='email' autocomplete='email'></label></form>",
    "<form><label>E-mail address <input autocomplete='section-a home email'></label></form>",
    "<form><label>Postcode <input></label><button>Find</button></form>",
    "<form><label>Your child's name <input></label></form>",
    "<form role='search'><label>Surname <input></label></form>",
    "<form><label>National Insurance number <input></label></form>",
)
