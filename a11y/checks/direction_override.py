"""Letters that are forced to run against the direction of their script."""

from a11y.findings import ERROR

CRITERION = "1.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The letters of "{text}" are forced to run {forced}, against their script.'
ADVICE = "Take the override out: browsers know the direction of each letter. Use dir on an element."
SCRIPT = """
const LTR = /[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}]{2}/u;
const RTL = /[\\p{Script=Arabic}\\p{Script=Hebrew}]{2}/u;
const seen = new Set();
const judge = (element, words, direction) => {
  if (seen.has(element) || !(direction === "rtl" ? LTR : RTL).test(words)) return;
  seen.add(element);
  const forced = direction === "rtl" ? "right to left" : "left to right";
  report(element, {text: kit.squeeze(words).slice(0, 60), forced});
};
for (const node of kit.textNodes()) {
  const element = node.parentElement;
  const style = kit.styleOf(element);
  if (style.unicodeBidi.includes("override")) judge(element, node.data, style.direction);
  for (const [run, mark] of node.data.matchAll(/([\\u202D\\u202E])[^\\u202C\\u202D\\u202E]*/gu)) {
    judge(element, run.slice(1), mark === "\\u202E" ? "rtl" : "ltr");
  }
}
"""
FAILS = (
    "<p>Write to <bdo dir='rtl'>elpmaxe.licnuoc@olleh</bdo> today.</p>",
    "<p>Write <span style='direction: rtl; unicode-bidi: bidi-override'>elpmaxe@olleh</span></p>",
    "<p>Write to \u202eelpmaxe@olleh\u202c today.</p>",
    "<p lang='ar' dir='rtl'>\u202dسلام عليكم\u202c</p>",
    "<p lang='ar' dir='rtl'><bdo dir='ltr'>سلام عليكم</bdo></p>",
    "<p lang='he' dir='rtl' style='unicode-bidi: isolate-override; direction: ltr'>שלום לכם</p>",
)
PASSES = (
    "<p lang='ar' dir='rtl'>هاتف: <bdo dir='ltr'>01632 960100</bdo></p>",
    "<p lang='ar' dir='rtl'>هاتف: \u202d01632 960100\u202c</p>",
    "<p><bdo dir='ltr'>plain words</bdo> <bdi>سلام</bdi> <span dir='rtl'>سلام</span></p>",
    "<p lang='ar' dir='rtl'><bdo dir='rtl'>سلام عليكم</bdo> <bdi>Testwick</bdi></p>",
    "<p>\u2067سلام\u2069 and \u200fسلام\u200e</p>",
)
