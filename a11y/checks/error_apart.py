"""Messages about a mistake that stand beside a field and are not tied to it."""

from a11y.findings import ERROR

CRITERION = "3.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    'The message "{text}" is not tied to its field: a screen reader does not say it with the field.'
)
ADVICE = "Give the message an id and name it in aria-describedby of the field."
SCRIPT = """
for (const field of kit.all(kit.FIELDS)) {
  if (!kit.isSeen(field)) continue;
  const said = kit.saidWith(field);
  for (const message of kit.errorsBeside(field)) {
    const isTied = said.some((one) => one.contains(message) || message.contains(one))
      || message.closest("[role=alert], [role=status], [aria-live]:not([aria-live=off])")
      || message.closest("label, legend, [aria-hidden=true]")
      || message.querySelector("[role=alert], [role=status], [aria-live]");
    if (isTied || message.parentElement && kit.looksLikeError(message.parentElement)
      && kit.errorsBeside(field).includes(message.parentElement)) continue;
    // A message that names its field can be understood wherever it is met.
    const label = kit.fold(field.labels?.[0]?.textContent ?? "");
    if (label.length > 2 && kit.fold(message.textContent).includes(label)) continue;
    report(message, {text: kit.squeeze(message.textContent).slice(0, 100)});
  }
}
"""
FAILS = (
    "<form><div><label for='a'>E-mail</label><span class='error-message'>Enter an address with an "
    "@</span>"
    "<input id='a'></div></form>",
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='true'><p class='error'>It has "
    "no @</p></form>",
    "<form><div class='field'><label for='a'>E-mail</label><input id='a' aria-describedby='hint'>"
    "<small id='hint'>We write to you</small><div class='invalid-feedback'>It has no @</div>"
    "</div></form>",
)
PASSES = (
    "<form><div><label for='a'>E-mail</label><span class='error-message' id='e'>It has no @</span>"
    "<input id='a' aria-describedby='e'></div></form>",
    "<form><div><label for='a'>E-mail <span class='error'>It has no @</span></label><input "
    "id='a'></div></form>",
    "<form><div><label for='a'>E-mail</label><input id='a' aria-errormessage='e' "
    "aria-invalid='true'>"
    "<p class='error' id='e'><b class='error-text'>It has no @</b></p></div></form>",
    "<form><div><label for='a'>E-mail</label><input id='a'><p class='error' role='alert'>It has "
    "no @</p></div></form>",
    "<form><div class='error'><label for='a'>E-mail</label><input id='a'></div></form>",
    "<form><fieldset aria-describedby='e'><legend>Bin</legend><p id='e' class='error'>Choose a "
    "bin</p>"
    "<label><input type='radio' name='b'> Green</label><label><input type='radio' name='b'> "
    "Brown</label></fieldset></form>",
    "<form><div><label for='a'>E-mail</label><input id='a'><p class='error' style='display: "
    "none'>No @</p></div></form>",
    "<form><div><label for='a'>E-mail</label><input id='a'><p class='error-message' "
    "aria-hidden='true'>You have 12 letters too many</p></div></form>",
    "<div class='error-summary'><p>There is a problem</p><a href='#a'>It has no @</a></div>"
    "<form><label for='a'>E-mail</label><input id='a'></form>",
)
