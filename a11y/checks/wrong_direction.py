"""Text whose direction is not that of its script, so that its ends and lines are out of place."""

from a11y.findings import ERROR

CRITERION = "1.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" is laid out {direction}, against its script: punctuation and figures move.'
ADVICE = 'Set dir="rtl" or dir="ltr" wherever lang changes to a language of the other direction.'
SCRIPT = """
const countRtl = (words) => [...words].filter((letter) => kit.isRightToLeft(letter)).length;
const MARKS = /[.!?:,;)؟،؛…]["'”’»]?$/u;
const moves = (words, isRtl) => {
  const whole = words.replace(/\\([\\p{Lu}\\d]+\\)$/u, "");
  const core = whole.replace(/[.!?:,;)؟،؛…"'”’»]+$/u, "");
  return MARKS.test(whole) || (isRtl && /\\p{L}\\P{L}*\\p{N}|\\p{N}\\P{L}*\\p{L}/u.test(core));
};
const isIsolated = (element) => /plaintext/.test(kit.styleOf(element).unicodeBidi);
const wrong = new Map();
for (const passage of kit.passages()) {
  const {element, block, text} = passage;
  const isBlock = element === block;
  const rtl = kit.isRightToLeft(text) ? countRtl(text) : 0;
  const ltr = kit.countLetters(text) - rtl;
  const words = kit.wordCount(text);
  if (!(rtl > 2 * ltr || (ltr && !rtl))) continue;
  const wanted = rtl ? "rtl" : "ltr";
  if (kit.styleOf(element).direction === wanted) continue;
  if (isIsolated(element) || isIsolated(block)) continue;
  const setter = kit.holderOf(element, "dir");
  const isContrary = setter && passage.holder?.contains(setter) &&
    kit.directionOf(passage.language) === wanted;
  const isLong = words >= (isBlock ? 3 : 2);
  const isWrong = rtl
    ? isBlock ? isLong || (words && moves(text, true)) : isLong && moves(text, true)
    : isBlock && ((words >= 4 && moves(text, false)) || (words >= 2 && isContrary));
  if (!isWrong) continue;
  const holder = setter ?? document.documentElement;
  wrong.set(holder, [...(wrong.get(holder) ?? []), {element, text, wanted}]);
}
for (const [holder, found] of wrong) {
  const isRoot = holder === document.documentElement && found.length > 2 &&
    kit.directionOf(kit.languageOf(holder)) === found[0].wanted;
  for (const {element, text, wanted} of isRoot ? found.slice(0, 1) : found) {
    const direction = wanted === "rtl" ? "left to right" : "right to left";
    report(isRoot ? holder : element, {text: text.slice(0, 60), direction});
  }
}
"""
_WHOLE = (
    "<!doctype html><html lang='ar'{}><head><meta charset='utf-8'><title>T</title></head>"
    "<body><main>{}</main></body></html>"
)
_ARABIC = "<h1>أيام الجمع</h1><p>نجمع نفاياتكم كل أسبوع.</p><p>اتركوها أمام الباب قبل السابعة.</p>"
FAILS = (
    _WHOLE.format("", _ARABIC),
    _WHOLE.format(" dir='ltr'", _ARABIC + _ARABIC),
    "<p lang='ar'>نجمع نفاياتكم كل أسبوع.</p>",
    "<p lang='he'>אנחנו אוספים את האשפה כל שבוע</p>",
    "<p lang='ur'>ہم ہر ہفتے آپ کا کوڑا اٹھاتے ہیں</p>",
    "<p>They say <span lang='ar'>نجمع نفاياتكم كل أسبوع!</span> every day.</p>",
    "<div dir='rtl' lang='ar'><p lang='en'>We collect your bins every week.</p></div>",
    "<p dir='rtl'>We collect your bins every week, before seven (or later).</p>",
    "<p lang='en' dir='rtl'>Help with rent</p>",
    "<p lang='ar' dir='rtl' style='direction: ltr'>نجمع نفاياتكم كل أسبوع.</p>",
)
PASSES = (
    _WHOLE.format(" dir='rtl'", _ARABIC),
    _WHOLE.format("", "<main dir='rtl'>" + _ARABIC + "</main>"),
    "<p lang='ar' dir='rtl'>نجمع نفاياتكم كل أسبوع.</p><p dir='auto'>نجمع نفاياتكم كل أسبوع.</p>",
    "<ul><li><a href='/ar/' lang='ar'>العربية</a></li></ul><a lang='ur' href='/ur/'>اردو</a>",
    "<p>They say <span lang='ar'>السلام عليكم</span> and <span lang='ar'>سلام</span>.</p>",
    "<p>They say <span lang='ar' dir='rtl'>نجمع نفاياتكم كل أسبوع!</span> every day.</p>",
    "<div dir='rtl' lang='ar'><p>Microsoft Word</p><p>help@council.example</p><p>12 MB</p></div>",
    "<div dir='rtl' lang='ar'><p lang='en' dir='ltr'>We collect your bins every week.</p></div>",
    "<div dir='rtl' lang='ar'><p>راسلوا Testwick Borough Council, Mere Street, Testwick.</p></div>",
    "<p style='unicode-bidi: plaintext'>نجمع نفاياتكم كل أسبوع.</p>",
    "<div dir='rtl' lang='ar'><a href='/en/' lang='en'>Read this page in English</a></div>",
)
