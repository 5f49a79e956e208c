"""Radio buttons and checkboxes whose question stands before them and is not tied to them."""

from a11y.findings import ERROR

CRITERION = "1.3.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    'The question "{text}" is not tied to its answers: a screen reader does not say it with them.'
)
ADVICE = "Put the answers into a fieldset and make the question its legend."
SCRIPT = r"""
const groups = new Map();
for (const field of kit.all("input[type=radio], input[type=checkbox]")) {
  if (!kit.isHeard(field) || field.closest("td, th, [role=row], [role=menu]")) continue;
  const owner = field.form ?? field.getRootNode();
  const kind = field.type + " " + field.name.replace(/\[.*|[-_.]?\d+$/, "");
  if (!field.name) continue;
  const kinds = groups.get(owner) ?? groups.set(owner, new Map()).get(owner);
  kinds.set(kind, [...(kinds.get(kind) ?? []), field]);
}
const holds = (element, fields) => fields.every((field) => element.contains(field));
for (const fields of [...groups.values()].flatMap((kinds) => [...kinds.values()])) {
  if (fields.length < 2) continue;
  let shared = fields[0].parentElement;
  while (shared && !holds(shared, fields)) shared = shared.parentElement;
  if (!shared) continue;
  const grouping = shared.closest(
    "fieldset, [role=group], [role=radiogroup], [role=listbox], [role=toolbar]");
  if (grouping && kit.nameOf(grouping)) continue;
  if (fields.every((field) => kit.namedBy(field, "aria-labelledby").length > 1
    || kit.namedBy(field, "aria-describedby").length)) continue;
  // The words right before the first answer: in the common box, or before it.
  let text = "", from = null;
  const own = fields[0].labels?.[0];
  const first = own && shared.contains(own)
    && own.compareDocumentPosition(fields[0]) & 4 ? own : fields[0];
  const isOther = (node) => node instanceof Element
    && (node.matches(kit.CONTROLS) || node.querySelector(kit.CONTROLS)
      || node.matches("hr, table, nav"));
  for (let node = first, steps = 0; node && !text && steps < 12; steps++) {
    const before = node.previousSibling;
    if (!before) {
      if (node.parentElement?.matches("form, fieldset, main, body, section, article")
        || !node.parentElement) break;
      node = node.parentElement;
      continue;
    }
    node = before;
    if (node instanceof Element && node.matches("script, style, template")) continue;
    if (isOther(node)) break;
    if (node instanceof Element && (!kit.isSeen(node) || kit.looksLikeError(node))) continue;
    const words = node instanceof Element ? kit.wordsOf(node) : kit.squeeze(node.data);
    if (words && node.nodeType !== 8) [text, from] = [words, node];
  }
  // A sentence is rather an introduction; a question or a label is short, or asks.
  const element = from instanceof Element ? from : from?.parentElement;
  if (!text || text.length > 200 || !/\p{L}/u.test(text)) continue;
  if (!/[?:？：؟]\s*\*?$/.test(text) && (text.length > 60 || /[.。।]$/.test(text))) continue;
  report(element, {text: text.slice(0, 100)});
}
"""
FAILS = (
    "<form><p>Do you own a bin?</p><input type='radio' name='o' id='y'><label for='y'>Yes</label>"
    "<input type='radio' name='o' id='n'><label for='n'>No</label></form>",
    "<form><div><strong>Bins</strong></div><div><label><input type='checkbox' name='b[]'> "
    "Green</label></div>"
    "<div><label><input type='checkbox' name='b[]'> Brown</label></div></form>",
    "<form>Colour: <label><input type='radio' name='c'> Green</label>"
    "<label><input type='radio' name='c'> Brown</label></form>",
    "<form><h2>Do you own a bin?</h2><ul><li><label><input type='radio' name='o'> Yes</label></li>"
    "<li><label><input type='radio' name='o'> No</label></li></ul></form>",
    "<form><label>Do you own a bin?</label><br><input type='radio' name='o' id='y'><label "
    "for='y'>Yes</label>"
    "<input type='radio' name='o' id='n'><label for='n'>No</label></form>",
    "<form><fieldset><p>هل لديك حاوية؟</p><label><input type='radio' name='o'> نعم</label>"
    "<label><input type='radio' name='o'> لا</label></fieldset></form>",
)
PASSES = (
    "<form><fieldset><legend>Do you own a bin?</legend><label><input type='radio' name='o'> "
    "Yes</label>"
    "<label><input type='radio' name='o'> No</label></fieldset></form>",
    "<form><p id='q'>Do you own a bin?</p><div role='radiogroup' aria-labelledby='q'>"
    "<label><input type='radio' name='o'> Yes</label><label><input type='radio' name='o'> "
    "No</label></div></form>",
    "<form><label><input type='radio' name='o'> Yes</label><label><input type='radio' name='o'> "
    "No</label></form>",
    "<form><label for='s'>Street</label><input id='s'><label><input type='checkbox' name='agree'> "
    "I agree</label></form>",
    "<form><p class='error-message'>Choose one:</p><label><input type='radio' name='o'> Yes</label>"
    "<label><input type='radio' name='o'> No</label></form>",
    "<form><p>Do you agree?</p><label><input type='checkbox' name='agree'> I agree</label></form>",
    "<form><p>Answer all that you can, and leave out what you do not know. We shall ask you again "
    "later.</p>"
    "<label><input type='radio' name='o'> Yes</label><label><input type='radio' name='o'> "
    "No</label></form>",
    "<form><span id='q'>Bin?</span><input type='radio' name='o' aria-labelledby='q y'><span "
    "id='y'>Yes</span>"
    "<input type='radio' name='o' aria-labelledby='q n'><span id='n'>No</span></form>",
    "<div role='group' aria-label='Colours'><p>Colours</p><input type='radio' name='o' "
    "aria-label='Light'>"
    "<input type='radio' name='o' aria-label='Dark'></div>",
)
