"""Punctuation of another script than that of the words around it."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'In "{text}" the mark {mark} belongs to another script; {right} is usual here.'
ADVICE = "Use the punctuation of the language, so that pauses and directions are right."
SCRIPT = """
const ARABIC = "\\\\p{Script=Arabic}[\\\\p{M}»”)]*";
const HAN = "\\\\p{Script=Han}[”』」》）]*";
const LETTER = "[\\\\p{Script=Latin}\\\\p{Script=Cyrillic}]";
const RULES = [
  [`${ARABIC}([,;?])(?=\\\\s|$)`, {",": "،", ";": "؛", "?": "؟"}],
  [`${HAN}([,;?!])(?=\\\\p{Script=Han}|\\\\s|$)`,
    {",": "，", ";": "；", "?": "？", "!": "！"}],
  [`${HAN}(\\\\.)$`, {".": "。"}],
  [`${LETTER}([،؛؟])`, {"،": ",", "؛": ";", "؟": "?"}],
  [`${LETTER}{2}([。，、；？！])`,
    {"。": ".", "，": ",", "、": ",", "；": ";", "？": "?", "！": "!"}],
  [`${LETTER}{2}\\\\s?([।])`, {"।": "."}],
].map(([pattern, marks]) => [new RegExp(pattern, "u"), marks]);
const latin = ["Latin", "Cyrillic"];
for (const {element, language, text} of kit.passages()) {
  const scripts = language ? kit.scriptsOf(language) : [];
  if (kit.wordCount(text) < 3 || !scripts.length) continue;
  for (const [pattern, marks] of RULES) {
    // Latin words in Arabic or Chinese text stand before the marks of that text.
    const isLatinRule = "،。।".split("").some((mark) => mark in marks);
    if (isLatinRule !== scripts.some((script) => latin.includes(script))) continue;
    const found = pattern.exec(text);
    if (!found) continue;
    const start = Math.max(0, found.index - 30);
    report(element, {text: text.slice(start, found.index + found[0].length + 10),
      mark: found[1], right: marks[found[1]]});
    break;
  }
}
"""
FAILS = (
    "<p lang='ar' dir='rtl'>نجمع نفاياتكم كل أسبوع, فاتركوها أمام الباب.</p>",
    "<p lang='ar' dir='rtl'>متى تجمعون نفايات المنزل?</p>",
    "<p lang='zh-Hans'>我们每周收集您的垃圾,请放在门前。</p>",
    "<p lang='zh-Hans'>我们每周收集您的垃圾?</p>",
    "<p lang='en'>When do you collect our bins؟</p>",
    "<p lang='en'>We collect your bins every week。Thank you.</p>",
    "<p lang='pl'>Odbieramy śmieci co tydzień।</p>",
)
PASSES = (
    "<p lang='ar' dir='rtl'>نجمع نفاياتكم كل أسبوع، فاتركوها أمام الباب. متى؟</p>",
    "<p lang='ar' dir='rtl'>افتحوا Word, Excel وكذلك PDF؟ نعم 1,250.50</p>",
    "<p lang='zh-Hans'>我们每周收集您的垃圾，请使用 WhatsApp, Zoom。联系 IKEA。</p>",
    "<p lang='zh-Hans'>版本 1.2, 1.3 和 a.b 有效。时间: 9:30</p>",
    "<p lang='en'>We collect your bins, boxes; and bags? Yes!</p>",
    "<p lang='pa'>ਅਸੀਂ ਹਰ ਹਫ਼ਤੇ ਕੂੜਾ ਚੁੱਕਦੇ ਹਾਂ। ਕੀ ਤੁਸੀਂ ਆਓਗੇ?</p>",
    "<p lang='pa'>ਸਾਡਾ WhatsApp। ਅਸੀਂ ਇੱਥੇ ਹਾਂ, ਆਓ।</p>",
)
