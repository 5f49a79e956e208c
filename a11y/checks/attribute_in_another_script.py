"""Names and hints in a script that their lang does not have: often nobody translated them."""

from a11y.findings import ERROR

CRITERION = "3.1.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = (
    'The {attribute} "{text}" is not in the language that is said to be its own, "{language}".'
)
ADVICE = "Translate the words: screen readers and search engines read them to people."
SCRIPT = """
const NAMES = ["alt", "title", "aria-label", "aria-description", "aria-roledescription",
  "aria-valuetext", "aria-placeholder", "placeholder", "label"];
const judge = (element, attribute, words) => {
  const language = kit.languageOf(element).trim();
  const [part] = language && words ? kit.foreignParts(words, language) : [];
  if (part) report(element, {attribute, text: kit.squeeze(words).slice(0, 60), language});
};
for (const element of kit.all(NAMES.map((name) => `[${name}]`).join())) {
  if (element.closest("[translate=no], template, head")) continue;
  for (const name of NAMES) {
    // A link to another language may say so in that language, beside its lang or hreflang.
    if (name === "title" && element.hasAttribute("hreflang")) continue;
    judge(element, name, element.getAttribute(name));
  }
}
for (const button of kit.all("input:is([type=submit], [type=button], [type=reset])[value]")) {
  judge(button, "value", button.value);
}
const root = document.documentElement;
if (!kit.mislabelled().has(root)) {
  judge(document.querySelector("title") ?? root, "title", document.title);
  const described = ["name=description", "property='og:title'", "property='og:description'"];
  for (const meta of document.querySelectorAll(described.map((pair) => `meta[${pair}]`).join())) {
    judge(meta, "description of the page", meta.content);
  }
}
"""
_WHOLE = (
    "<!doctype html><html lang='{}' dir='{}'><head><meta charset='utf-8'><title>{}</title>{}</head>"
    "<body><main>{}</main></body></html>"
)
_ARABIC = "<p>نجمع نفاياتكم كل أسبوع. اتركوها أمام الباب قبل السابعة صباحا.</p>"
_META = "<meta name='description' content='{}'>"
FAILS = (
    _WHOLE.format("ar", "rtl", "How to apply for help with rent", "", _ARABIC),
    _WHOLE.format("ar", "rtl", "المساعدة", _META.format("How to apply for help"), _ARABIC),
    _WHOLE.format(
        "ar", "rtl", "المساعدة", "", _ARABIC + "<img src='' alt='A red bin in the street'>"
    ),
    _WHOLE.format(
        "ar", "rtl", "المساعدة", "", "<input aria-label='Search in this site'>" + _ARABIC
    ),
    _WHOLE.format(
        "ar", "rtl", "المساعدة", "", "<input type='submit' value='Go to next page'>" + _ARABIC
    ),
    "<button aria-label='فتح القائمة'>=</button>",
    "<div lang='pl'><input placeholder='请输入您的邮编' title='Kod'></div>",
)
PASSES = (
    _WHOLE.format("ar", "rtl", "المساعدة - Testwick Borough Council", "", _ARABIC),
    _WHOLE.format("ar", "rtl", "المساعدة", _META.format("المساعدة في السكن"), _ARABIC),
    _WHOLE.format(
        "ar", "rtl", "المساعدة", "", "<img src='' alt='Testwick Borough Council'>" + _ARABIC
    ),
    _WHOLE.format("ar", "rtl", "المساعدة", "", "<img src='' lang='en' alt='A bin in the street'>"),
    "<button aria-label='Open the menu'>=</button><img src='' alt=''>",
    "<a href='/ar/' lang='ar' hreflang='ar' title='العربية'>العربية</a>",
    "<input placeholder='name@council.example' title='ZZ1 1AA'>",
    "<div translate='no'><img src='' alt='Привет всем друзьям'></div>",
)
