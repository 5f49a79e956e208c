"""Text that stands on the page in another order than in its code."""

from a11y.findings import WARNING

CRITERION = "1.3.2"
SEVERITY = WARNING
DIFFERS_BY = ("content", "size")
MESSAGE = '"{text}" comes first on the screen, and after the text beside it for those who listen.'
ADVICE = "Put the text into the code in the order in which people read it."
SCRIPT = """
const HAS_TEXT = /[\\p{L}\\p{N}]/u;
const boxOf = (element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
};
const shifted = (element) => {
  const style = getComputedStyle(element);
  return style.order !== "0" || /absolute|relative/.test(style.position)
    && (style.top !== "auto" || style.bottom !== "auto")
    || style.gridRowStart !== "auto" || style.gridColumnStart !== "auto"
      || style.gridArea?.startsWith("auto") === false
    || style.float !== "none";
};
const isControl = (part) => kit.squeeze(part.textContent) === kit.squeeze([...part.querySelectorAll(
  "a, button, [role=button]")].map((control) => control.textContent).join(" "));
const turned = (parent) => {
  const style = getComputedStyle(parent);
  return /flex/.test(style.display) && (/reverse/.test(style.flexDirection)
    || style.flexWrap === "wrap-reverse");
};
// Which of two boxes people read first: the higher one, or the one where a line begins.
const comesFirst = (one, other, backwards) => {
  if (one.bottom <= other.top + 4) return true;
  if (other.bottom <= one.top + 4) return false;
  if (Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) < 8) return null;
  if (one.right <= other.left + 4) return !backwards;
  if (other.right <= one.left + 4) return backwards;
  return null;
};
const main = kit.main();
for (const parent of main ? [main, ...main.querySelectorAll("*")] : []) {
  if (parent.childElementCount < 2
    || parent.closest("svg, nav, header, footer, [role=navigation], select, button, a")) continue;
  const parts = [...parent.children].filter((child) => HAS_TEXT.test(child.textContent)
    && !/^(BR|SCRIPT|STYLE|TEMPLATE|SUP|SUB|TEXTAREA|SELECT)$/.test(child.nodeName));
  if (parts.length < 2 || parts.length > 60) continue;
  if (!turned(parent) && !parts.some(shifted)) continue;
  // What is only heard or only seen has no place in the other order, and a control may stand aside.
  const seen = parts.filter((part) => part.offsetWidth > 2 && part.offsetHeight > 2
    && !part.closest("[aria-hidden=true]") && !isControl(part) && kit.isSeen(part));
  const backwards = getComputedStyle(parent).direction === "rtl";
  const wordy = (element) => kit.countWords(element.textContent) >= 3;
  // A label after its box, a sign or a picture's badge is no reading order.
  const at = seen.findIndex((part, index) => index && wordy(part) && wordy(seen[index - 1])
    && !/^(LABEL|FIGCAPTION|INPUT)$/.test(part.nodeName)
    && comesFirst(boxOf(part), boxOf(seen[index - 1]), backwards) === true);
  // Steps or columns that all stand the other way round count with fewer words.
  const floats = seen.filter((part) => getComputedStyle(part).float !== "none");
  const isMirrored = floats.length > 2 && floats.every((part, index) =>
    /\\p{L}{4}|\\p{sc=Han}{2}/u.test(part.textContent)
    && !part.querySelector("a, button, input, label") && !part.matches("label, dt, dd")
    && (!index || comesFirst(boxOf(part), boxOf(floats[index - 1]), backwards) === true));
  if (at < 0 && isMirrored) {
    report(floats.at(-1), {text: kit.squeeze(floats.at(-1).textContent).slice(0, 60)});
  }
  if (at > 0) report(seen[at], {text: kit.squeeze(seen[at].textContent).slice(0, 60)});
}
"""
FAILS = (
    "".join(
        f"<div style='float:right;width:33%'>{word}</div>" for word in ("Wait", "Send", "Write")
    ),
    "<div style='display:flex;flex-direction:row-reverse'><p>Then you wait a week.</p>"
    "<p>First you send the form.</p></div>",
    "<div style='display:flex;flex-direction:column'><p style='order:2'>First you wait a week.</p>"
    "<p style='order:1'>Then you send the form.</p></div>",
    "<div style='position:relative;height:200px'><p style='position:absolute;top:100px'>You wait a"
    " week.</p><p style='position:absolute;top:0'>You send the form.</p></div>",
    "<div><p style='float:right;width:40%'>You wait a week.</p><p style='float:left;width:40%'>You"
    " send the form.</p></div>",
)
PASSES = (
    "<div><div style='float:right'><a href='/x' role='button'>Leave this page now</a></div><h2>The"
    " town hall in spring</h2></div>",
    "".join(
        f"<div style='float:left;width:33%'>{word}</div>" for word in ("Write", "Send", "Wait")
    ),
    "".join(
        f"<p style='float:right'><a href='/{a}'>Step {a}</a></p>" for a in ("two", "ten", "six")
    ),
    "<p>You send the form.</p><p>Then you wait a week.</p>",
    "<div style='display:flex'><p>You send the form.</p><p>Then you wait a week.</p></div>",
    "<div dir='rtl' style='display:flex'><p>You send the form.</p><p>Then you wait.</p></div>",
    "<div><p style='float:left;width:40%'>You send the form.</p><p style='float:left;width:40%'>You"
    " wait a week.</p></div>",
    "<div style='display:flex;flex-direction:column-reverse'><input aria-label='a'><p>Your name and"
    " your street</p></div>",
    "<div><p style='position:relative;top:90px'>You wait a week.</p><p aria-hidden='true' style='"
    "position:relative;top:-60px'>12 letters are left</p><p style='position:absolute;top:0;"
    "clip-path:inset(50%);width:1px;height:1px;overflow:hidden'>12 letters are left</p></div>",
    "<div><p style='position:relative;top:1px'>Your street and town</p><textarea aria-label='a'>"
    "High Street in Testwick</textarea></div>",
    "<table dir='rtl'><tr><th>First of all</th><td>You send a form</td></tr></table>",
)
