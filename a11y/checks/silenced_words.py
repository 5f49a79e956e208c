"""Words that people see and screen readers are told to leave out."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'People see "{text}", and screen readers leave it out.'
ADVICE = "Take aria-hidden away, unless the same is said in other words to those who listen."
SCRIPT = """
const UNHEARD = "[aria-hidden=true], script, style, noscript, template";
const DIALOGS = "dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]";
const heard = (element) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const parts = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(UNHEARD)) parts.push(walker.currentNode.data);
  }
  const names = kit.all("[aria-label], [alt]").map((named) =>
    `${named.getAttribute("aria-label") ?? ""} ${named.getAttribute("alt") ?? ""}`);
  return kit.fold([...parts, ...names].join(" "));
};
let whole = null;
// Behind an open dialog everything is hidden, and rightly.
const modal = kit.all(DIALOGS).some(kit.isSeen);
for (const element of modal ? [] : kit.all("[aria-hidden=true]")) {
  if (element.parentElement?.closest("[aria-hidden=true]") || element.closest("svg")) continue;
  const text = kit.squeeze(element.textContent);
  if (kit.countWords(text) < 3 || !/\\p{L}{3}|\\p{sc=Han}{2}/u.test(text)
    || !kit.isSeen(element)) continue;
  const words = element.checkVisibility() ? kit.squeeze(element.innerText) : "";
  if (kit.countWords(words) < 3) continue;
  // What sits in a named control, or repeats what is said elsewhere, is not lost.
  if (element.closest("[aria-label], [aria-labelledby], [role=img]")) continue;
  whole ??= heard(element);
  const parts = kit.fold(words).match(/\\p{sc=Han}|[\\p{L}\\p{M}\\p{N}]+/gu) ?? [];
  const lost = parts.filter((part) => !whole.includes(part));
  if (lost.length > 1 && lost.length >= 0.3 * parts.length)
    report(element, {text: words.slice(0, 80)});
}
for (const heading of kit.all("h1, h2, h3, h4, h5, h6")) {
  if (!/^(none|presentation)$/.test(heading.getAttribute("role")) || !kit.isSeen(heading)) continue;
  const text = kit.squeeze(heading.textContent);
  if (text) report(heading, {text: `the heading ${text.slice(0, 80)}`});
}
"""
FAILS = (
    "<p aria-hidden='true'>We are closed on bank holidays.</p>",
    "<div aria-hidden='true'><h2>Opening times</h2><p>From nine to five</p></div>",
    "<h2 role='presentation'>Opening times</h2>",
)
PASSES = (
    "<p><span aria-hidden='true'>Mon Tue Wed Thu</span>"
    "<span style='position:absolute;clip:rect(0 0 0 0)'>"
    "Mon Tue Wed Thu</span></p>",
    "<p><span aria-hidden='true'>→ </span>Bins</p>",
    "<p aria-hidden='true' hidden>We are closed on bank holidays.</p>",
    "<p><i aria-hidden='true'>arrow_forward</i> Bins</p>",
    "<a href='/a' aria-label='Open from nine to five'><span aria-hidden='true'>Opening hours of all"
    "</span></a>",
    "<dialog open aria-label='Sure?'>Sure?</dialog><p aria-hidden='true'>We are closed today.</p>",
)
