"""Groups of fields whose legend says nothing."""

from a11y.findings import ERROR

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    "The legend of a group of fields is empty, or does not come first in it: the group has no name."
)
ADVICE = "Write into the legend what the fields have in common, and put it first in the fieldset."
SCRIPT = """
for (const group of kit.all("fieldset")) {
  const legend = group.querySelector("legend");
  if (legend && legend.closest("fieldset") === group && kit.isHeard(group) && !kit.nameOf(group)
    && group.querySelectorAll(kit.FIELDS).length > 1) {
    report(legend);
  }
}
"""
FAILS = (
    "<form><fieldset><legend></legend><label>Street <input></label><label>Town <input></label>"
    "</fieldset></form>",
    "<form><fieldset><legend>&nbsp;</legend><label><input type='radio' name='a'> Yes</label>"
    "<label><input type='radio' name='a'> No</label></fieldset></form>",
    "<form><fieldset><legend><img src='data:,' alt=''></legend><label>Street <input></label>"
    "<label>Town <input></label></fieldset></form>",
)
PASSES = (
    "<form><fieldset><legend>Address</legend><label>Street <input></label><label>Town <input>"
    "</label></fieldset></form>",
    "<form><fieldset><legend><h2>Address</h2></legend><label>Street <input></label><label>Town "
    "<input></label>"
    "</fieldset></form>",
    "<form><fieldset aria-label='Address'><legend></legend><label>Street <input></label>"
    "<label>Town <input></label></fieldset></form>",
    "<form hidden><fieldset><legend></legend><input><input></fieldset></form>",
)
