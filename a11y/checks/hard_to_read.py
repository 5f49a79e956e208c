"""Pages whose sentences and words are far harder than most people can follow."""

from a11y.findings import WARNING

CRITERION = "3.1.5"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "The text is very hard to read: its sentences have {words} words on average{rest}."
ADVICE = "Write short sentences, with one thought in each, and everyday words."
# Flesch and Kincaid's grade where syllables can be counted, as in English; elsewhere the length of
# sentences alone. 9 is usual for public pages, 12 is hard; 16 is what academic papers have.
SCRIPT = """
const GRADE = 17;
const LONGEST = 38;
const SENTENCE = /(?<=\\p{L}{2}[.!?;:]["'”’)]?)\\s+|[。！？।۔؟；]/u;
const HARDEST = "nav, header, footer, table, li, form, blockquote, aside, [role=contentinfo]";
const texts = kit.passages().filter(({element, text}) =>
  !element.closest(HARDEST) && kit.wordCount(text) >= 12 && /[.!?。！？।۔؟]/u.test(text));
const languages = new Map();
for (const {language, text} of texts) {
  languages.set(language, [...(languages.get(language) ?? []), text]);
}
const syllablesOf = (word) => {
  const groups = word.toLowerCase().replace(/(?:[^laeiouy]es|[^td]ed|[^l]e)$/u,
    (end) => end[0]).match(/[aeiouy]+/gu);
  return Math.max(1, groups?.length ?? 1);
};
for (const [language, found] of languages) {
  const segments = found.flatMap((text) => text.split(SENTENCE)).filter((part) =>
    /\\p{L}/u.test(part));
  const words = segments.reduce((sum, part) => sum + kit.wordCount(part), 0);
  const average = words / segments.length;
  if (words < 50 || segments.length < 2) continue;
  if (language.split("-")[0] === kit.listOf("syllables", document.body)[0]) {
    const all = segments.join(" ").match(/\\p{L}+/gu);
    const syllables = all.reduce((sum, word) => sum + syllablesOf(word), 0) / all.length;
    const grade = 0.39 * average + 11.8 * syllables - 15.59;
    if (grade >= GRADE) {
      report(document.body, {words: Math.round(average),
        rest: `, and many long words (school year ${Math.round(grade)})`});
    }
  } else if (average > LONGEST) {
    report(document.body, {words: Math.round(average), rest: ""});
  }
}
"""
_HARD = (
    "The discretionary administration of supplementary accommodation entitlements necessitates "
    "comprehensive documentation substantiating residential eligibility, notwithstanding any "
    "preliminary determination communicated previously by authorised representatives. "
)
_EASY = "We collect your bins every week. Put them outside your front door before seven. "
FAILS = (
    f"<p>{_HARD * 3}</p>",
    f"<p>{_HARD}</p><p>{_HARD}</p><p>{_HARD}</p>",
    f"<div>{_HARD}<br>{_HARD}{_HARD}</div>",
    "<p lang='pl'>"
    + ("Odbieramy śmieci " + "oraz inne rzeczy co tydzień " * 9 + "wam. ") * 3
    + "</p>",
)
PASSES = (
    f"<!doctype html><html><meta charset='utf-8'><title>Bins</title><body><p>{_EASY * 8}</p>",
    f"<p>{_EASY * 8}</p>",
    f"<p>{_HARD}</p>",
    f"<p>{_EASY * 4}</p><footer><p>{_HARD * 3}</p></footer>",
    "<ul>"
    + "<li>Bins, boxes and bags of every size and colour that we collect</li>" * 12
    + "</ul>",
    "<p lang='pl'>" + "Odbieramy śmieci co tydzień, przed siódmą rano. " * 10 + "</p>",
    "<p lang='zh-Hans'>" + "我们每周收集您的垃圾,请在早上七点之前放在门前。" * 10 + "</p>",
    "<p lang='ar' dir='rtl'>" + "نجمع نفاياتكم كل أسبوع، فاتركوها أمام الباب. " * 10 + "</p>",
)
