"""Abbreviations that the page never explains."""

from a11y.findings import WARNING

CRITERION = "3.1.4"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The page does not say what "{text}" stands for.'
ADVICE = "Write the words in full where the abbreviation comes first, with it in brackets."
SCRIPT = r"""
const CAPITALS = /(?<![\p{L}\p{N}.&/_@#-])\p{Lu}{3,4}s?(?![\p{L}\p{N}&/_@-]|\.\p{L})/gu;
const EITHER_SIDE = /^(?:\p{Lu}{2,}|\p{N}.*)$/u;
const bare = (word) => word.replace(/[^\p{L}\p{N}]/gu, "");
const page = kit.passages();
const whole = page.map(({text}) => text).join("\n");
const initials = whole.match(/\p{L}+/gu)?.map((word) => word[0]).join("").toUpperCase() ?? "";
const escaped = (short) => short.replace(/[^\p{L}\p{N}]/gu, "\\$&");
const isExplained = (short) => initials.includes(short.toUpperCase()) ||
  new RegExp(`\\(${escaped(short)}s?\\)|${escaped(short)}s? ?(?:\\(\\p{L}{3,}|[–—=:] )`, "u")
    .test(whole);
const isTitled = (short) => kit.all("abbr[title], dfn[title], dfn, dt").some((element) =>
  element.textContent.includes(short) &&
  (element.localName === "dt" || element.localName === "dfn" || kit.squeeze(element.title)));
const done = new Set();
const judge = (element, short, known) => {
  const stem = short.replace(/s$/u, "");
  if (done.has(stem) || known.includes(stem)) return;
  done.add(stem);
  if (!isExplained(stem) && !isTitled(stem)) report(element, {text: stem});
};
for (const {element, text} of page) {
  const known = kit.listOf("known_abbreviations", element);
  if (!known.length || element.closest("[translate=no]")) continue;
  for (const abbr of element.querySelectorAll("abbr:not([title])")) {
    const short = kit.squeeze(abbr.textContent);
    if (/^\p{Lu}{2,}$/u.test(short)) judge(abbr, short, known);
  }
  if (kit.wordCount(text) < 5 || !/\p{Ll}{3}/u.test(text)) continue;
  for (const {0: short, index} of text.matchAll(CAPITALS)) {
    const before = bare(text.slice(0, index).trim().split(" ").pop());
    const after = bare(text.slice(index + short.length).trim().split(" ")[0]);
    const isCry = EITHER_SIDE.test(before) || EITHER_SIDE.test(after);
    const isWord = new RegExp(`\\b${short.toLowerCase()}\\b`, "u").test(whole);
    const isNumber = /^[IVXLCDM]+$/u.test(short);
    if (!isCry && !isWord && !isNumber) judge(element, short, known);
  }
}
"""
FAILS = (
    "<p>The LHA rate is set once a year by the government.</p>",
    "<p><abbr>GDS</abbr> is a part of the Cabinet Office, and writes standards.</p>",
    "<p>Ask for a DHP if your rent is too high for you.</p><p>A DHP is not a loan.</p>",
    "<p lang='pl'>Wniosek o przydział składa się w MOPR do końca miesiąca.</p>",
)
PASSES = (
    "<p>The Local Housing Allowance (LHA) rate is set once a year. The LHA is small.</p>",
    "<p>The <abbr title='Local Housing Allowance'>LHA</abbr> rate is set once a year.</p>",
    "<p>The LHA (local housing allowance) rate is set once a year by us.</p>",
    "<p>Ask your GP or the NHS, or send a PDF to HMRC about your VAT.</p>",
    "<p>Please do NOT put batteries in your bin. It is not safe.</p>",
    "<p>PLEASE DO LEAVE the bins at home, and call DHP FORM LINE today.</p>",
    "<p>King George VIII and Louis XIV met in the year MDCC of our time.</p>",
    "<p>Our address is ZZ1 1AA, and your reference is ABC 123 456.</p>",
    "<p>Discretionary housing payments are for you. A DHP is not a loan for your rent.</p>",
    "<p lang='fr'>La CAF verse une aide aux familles chaque mois.</p>",
)
