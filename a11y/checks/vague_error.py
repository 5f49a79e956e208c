"""Messages that say only that something is wrong, and not what."""

from a11y.findings import WARNING

CRITERION = "3.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The message "{text}" does not say what is wrong. Look whether people know what to do.'
ADVICE = "Name the field, say what is wrong with it, and how to put it right."
SCRIPT = """
const seen = new Set();
for (const field of kit.all(kit.FIELDS)) {
  const said = kit.saidWith(field).filter((one) => field.getAttribute("aria-invalid") === "true"
    && !one.matches("label, legend"));
  for (const message of [...said, ...kit.errorsBeside(field)]) {
    if (seen.has(message) || !kit.isSeen(message)) continue;
    seen.add(message);
    if (kit.listOf("vague_errors", message).includes(kit.fold(message.textContent))) {
      report(message, {text: kit.squeeze(message.textContent)});
    }
  }
}
"""
FAILS = (
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='true' aria-describedby='e'>"
    "<span id='e'>Error</span></form>",
    "<form><p><label for='a'>E-mail</label><input id='a'><span "
    "class='error-message'>Invalid!</span></p></form>",
    "<div lang='pl'><form><p><label for='a'>E-mail</label><input id='a'><em "
    "class='error'>Wystąpił błąd.</em></p></form></div>",
)
PASSES = (
    "<form><label for='a'>E-mail</label><input id='a' aria-invalid='true' aria-describedby='e'>"
    "<span id='e'>Error: the e-mail address has no @</span></form>",
    "<form><label for='a'>E-mail</label><input id='a'></form><p class='error'>Error</p>",
    "<form><p><label for='a'>E-mail</label><input id='a'><span class='error' hidden>Error</span>"
    "</p></form>",
)
