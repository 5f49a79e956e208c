"""Buttons that empty a form."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The button "{text}" empties the form. Look whether anybody needs it.'
ADVICE = "Leave it out: who presses it by mistake loses all that they have entered."
SCRIPT = """
for (const button of kit.all("form input[type=reset], form button[type=reset]")) {
  const fields = button.form?.querySelectorAll(
    "input:is(:not([type]), [type=text], [type=email], [type=tel]), textarea");
  if (kit.isSeen(button) && fields?.length > 1) report(button, {text: kit.nameOf(button)});
}
"""
FAILS = (
    "<form><label>Name <input></label><label>Street <input></label><button "
    "type='reset'>Clear</button></form>",
    "<form><label>Name <input type='text'></label><label>Notes <textarea></textarea></label>"
    "<input type='reset'></form>",
)
PASSES = (
    "<form><label>Name <input></label><label>Street <input></label><button>Send</button></form>",
    "<form><label>Search <input></label><button type='reset'>Clear</button></form>",
)
