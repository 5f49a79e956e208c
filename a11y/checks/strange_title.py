"""A title of the page that has no word in common with what stands on it."""

from a11y.findings import WARNING

CRITERION = "2.4.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'No word of the title "{text}" stands in the headings or the text of this page.'
ADVICE = "Look whether it is the title of another page; name what is on this one."
SCRIPT = """
const title = kit.squeeze(document.title);
const words = kit.fold(title).match(/\\p{sc=Han}|[\\p{L}\\p{M}\\p{N}]{3,}/gu) ?? [];
const names = kit.all("img[alt], [aria-label]").map((one) => `${one.alt ?? ""} ${one.ariaLabel}`);
const page = kit.fold([document.body?.innerText.slice(0, 100000), ...names].join(" "));
const frame = globalThis.top === globalThis;
// By the stem, as languages bend words.
const stem = (word) => (word.length > 5 ? word.slice(0, Math.ceil(word.length * 0.6)) : word);
if (frame && words.length && kit.countWords(page) >= 80
  && !words.some((word) => page.includes(stem(word)))) {
  report(document.querySelector("title") ?? document.documentElement, {text: title});
}
"""
_PAGE = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>{}</title><main><h1>Bin days</h1>"
    "<p>{}</p></main>"
)
_TEXT = "We collect the bins of every street on Monday morning. " * 9
FAILS = (
    _PAGE.format("Parking permits", _TEXT),
    _PAGE.format("停车许可证", _TEXT),
)
PASSES = (
    _PAGE.format("Parking permits - Testwick", _TEXT + "<img alt='Testwick' src='data:,'>"),
    _PAGE.format("Bin days - Testwick Council", _TEXT),
    _PAGE.format("When is the next collection?", _TEXT),
    _PAGE.format("Parking permits", "Soon."),
    _PAGE.format("", _TEXT),
)
