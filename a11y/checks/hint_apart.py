"""Hints that stand between a label and its field and are not tied to the field."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The hint "{text}" is not tied to its field. Look whether people need it to fill in the field.'
)
ADVICE = "Give the hint an id and name it in aria-describedby of the field."
SCRIPT = r"""
const hint = "hint|help|help-?(text|block)|form-?text|description|helper|tip|instructions?";
const isHint = (one) => RegExp(`(^|[-_\\s])(${hint})($|[-_\\s])`, "i")
  .test(`${one.getAttribute("class") ?? ""} ${one.id}`.replace(/([a-z])([A-Z])/g, "$1-$2"));
const isWords = (one) => one && kit.isSeen(one)
  && one.matches("p, span, div, small, em, i, b, strong, font")
  && !one.querySelector(kit.CONTROLS + ", table, ul, ol, h1, h2, h3, h4, label, legend, fieldset")
  && /\p{L}{2}/u.test(one.textContent) && kit.wordsOf(one).length < 300 && !kit.looksLikeError(one);
for (const field of kit.all(kit.FIELDS)) {
  const label = field.labels?.[0];
  if (!kit.isSeen(field) || !label || label.contains(field)) continue;
  if (["radio", "checkbox"].includes(field.type)) continue;
  const before = field.previousElementSibling, after = field.nextElementSibling;
  const hints = [];
  if (isWords(before) && before.previousElementSibling === label) hints.push(before);
  if (isWords(after) && (isHint(after) || after.localName === "small")) hints.push(after);
  const said = kit.saidWith(field);
  for (const hint of hints) {
    if (hint.closest("[aria-hidden=true], [aria-live], [role=status], [role=alert]")) continue;
    if (said.some((one) => one.contains(hint) || hint.contains(one))) continue;
    report(hint, {text: kit.wordsOf(hint).slice(0, 100)});
  }
}
"""
FAILS = (
    "<form><label for='a'>Reference</label><p>It stands on your letter</p><input id='a'></form>",
    "<form><div><label for='a'>Reference</label><input id='a'><small>It stands on your "
    "letter</small></div></form>",
    "<form><label for='a'>Reference</label> <span class='hint'>It stands on your letter</span> "
    "<input id='a'></form>",
    "<form><label for='a'>Day</label><select id='a'><option>1</select><div class='form-text'>A "
    "working day</div></form>",
)
PASSES = (
    "<form><label for='a'>Reference</label><p id='h'>It stands on your letter</p><input id='a' "
    "aria-describedby='h'></form>",
    "<form><label for='a'>Reference <small>It stands on your letter</small></label><input id='a'>"
    "</form>",
    "<form><label for='a'>Amount</label><div aria-hidden='true'>GBP</div><input id='a'></form>",
    "<form><label for='a'>Amount</label><span>£</span><input id='a'></form>",
    "<form><label for='a'>Street</label><input id='a'><p>Now the town:</p><label "
    "for='b'>Town</label><input id='b'></form>",
    "<form><p>All answers are kept secret.</p><label for='a'>Street</label><input id='a'></form>",
)
