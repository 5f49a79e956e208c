"""Text in a script that its lang does not have, such as Arabic letters in English text."""

from a11y.findings import ERROR

CRITERION = "3.1.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" is not in the language that is said to be its own, "{language}".'
ADVICE = "Translate the text, or put its language in the lang of an element around it."
SCRIPT = """
const wrong = kit.mislabelled();
for (const holder of wrong) {
  if (holder !== document.documentElement) {
    report(holder, {text: kit.squeeze(holder.textContent).slice(0, 60),
      language: holder.getAttribute("lang")});
  }
}
for (const {element, holder, language, text} of kit.passages()) {
  const [part] = wrong.has(holder) ? [] : kit.foreignParts(text, language);
  if (part) report(element, {text: part.text.slice(0, 60), language});
}
"""
_WHOLE = (
    "<!doctype html><html lang='{}' dir='{}'><head><meta charset='utf-8'><title>T</title></head>"
    "<body><main>{}</main></body></html>"
)
_ARABIC = "<p>نجمع نفاياتكم كل أسبوع. اتركوها أمام الباب قبل السابعة صباحا.</p>"
_CHINESE = "<p>我们每周收集您的垃圾,请在早上七点之前放在门前。</p>"
FAILS = (
    "<p>We help you in your language.</p><p>نساعدكم بلغتكم في جميع المكاتب</p>",
    "<ul><li><a href='/ar/'>العربية</a></li><li><a href='/en/'>English</a></li></ul>",
    "<p>In Chinese this is <b>我们每周收集您的垃圾</b>, which you may hear often.</p>",
    "<p lang='pl'>Odbieramy śmieci co tydzień.</p><p lang='pl'>ਅਸੀਂ ਹਰ ਹਫ਼ਤੇ ਕੂੜਾ ਚੁੱਕਦੇ ਹਾਂ</p>",
    "<p>Bins.</p><div lang='ar'><p>We collect your bins every week before seven.</p></div>",
    _WHOLE.format("ar", "rtl", _ARABIC + "<p>How to apply for help with council tax</p>"),
    _WHOLE.format("zh-Hans", "ltr", _CHINESE + "<p>见 how to apply for a new bin 网页。</p>"),
    _WHOLE.format("zh-Hans", "ltr", _CHINESE + "<button>Skip to main content</button>"),
)
PASSES = (
    "<p>We help you in your language.</p><p lang='ar' dir='rtl'>نساعدكم بلغتكم في المكاتب</p>",
    "<ul><li><a href='/ar/' lang='ar' hreflang='ar'>العربية</a></li></ul>",
    "<p>The word for peace is سلام, and Liu Wei (刘伟) wrote it. The angle α is small.</p>",
    "<p>Prices from 10 € (≈ 12 $). Ångström, café, naïve, Łódź, Đà Nẵng.</p>",
    "<p lang='ja'>東京の中央区でごみを収集します。コンピューター</p><p lang='ko'>한국어 漢字</p>",
    "<p translate='no'>Привет всем друзьям</p><code>Привет всем друзьям</code>",
    "<p lang=''>Привет всем друзьям</p><p lang='sr'>Zdravo svima, dobar dan</p>",
    "<p lang='sr'>Здраво свима, добар дан</p><p lang='zh'>使用 WhatsApp 或 Zoom 联系我们。</p>",
    _WHOLE.format("ar", "rtl", _ARABIC + "<p>افتح Microsoft Word أو PDF من council.example</p>"),
    _WHOLE.format("ar", "rtl", _ARABIC + "<p>12 Mere Street, Thornmere ZZ1 1AA</p>"),
    _WHOLE.format("ar", "rtl", _ARABIC + "<p>housing.options@council.example</p>"),
    _WHOLE.format("zh-Hans", "ltr", _CHINESE + "<p>iPhone, iPad, eBay</p><p>English</p>"),
    _WHOLE.format("pa", "ltr", "<p>ਅਸੀਂ ਹਰ ਹਫ਼ਤੇ University of Leeds ਨਾਲ ਕੰਮ ਕਰਦੇ ਹਾਂ।</p>"),
    "<svg role='img' aria-label='Logo'><text x='1' y='9'>Logo</text></svg>",
)
