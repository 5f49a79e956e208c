"""Pages whose text is for the most part in a script that their lang does not have."""

from a11y.findings import ERROR

CRITERION = "3.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The page says that its language is "{language}", but it is written in another script.'
ADVICE = "Set lang of the page to the language that it is written in."
SCRIPT = """
const root = document.documentElement;
if (kit.mislabelled().has(root)) report(root, {language: root.getAttribute("lang")});
"""
_WHOLE = (
    "<!doctype html><html lang='{}'><head><meta charset='utf-8'><title>T</title></head>"
    "<body><main>{}</main></body></html>"
)
FAILS = (
    _WHOLE.format(
        "en", "<h1>أيام جمع النفايات</h1><p>نجمع نفاياتكم كل أسبوع. اتركوها أمام الباب.</p>"
    ),
    _WHOLE.format("ar", "<h1>Bin days</h1><p>We collect your bins every week, before seven.</p>"),
    _WHOLE.format("pa", "<h1>نجمع نفاياتكم</h1><p>نجمع نفاياتكم كل أسبوع أمام الباب.</p>"),
    _WHOLE.format(
        "en-GB", "<h1>垃圾收集日</h1><p>我们每周收集您的垃圾,请放在门前。</p><p>Testwick</p>"
    ),
    _WHOLE.format("zh-Hans", "<h1>Odbiór śmieci</h1><p>Odbieramy śmieci co tydzień.</p>"),
)
PASSES = (
    "<p>We collect your bins every week.</p>",
    _WHOLE.format("ar", "<h1>أيام الجمع</h1><p>نجمع نفاياتكم كل أسبوع.</p><p>Testwick Council</p>"),
    _WHOLE.format(
        "en", "<main lang='ar' dir='rtl'><p>نجمع نفاياتكم كل أسبوع أمام الباب.</p></main>"
    ),
    _WHOLE.format("sr", "<p>Vaše smeće odvozimo svake nedelje, pre sedam sati ujutru.</p>"),
    _WHOLE.format("ja", "<p>ごみは毎週収集します。東京の中央区です。</p>"),
    _WHOLE.format("ar", "<pre>We collect your bins every week, before seven.</pre><p>مثال</p>"),
    _WHOLE.format("", "<p>نجمع نفاياتكم كل أسبوع أمام الباب.</p>"),
    _WHOLE.format("zh", "<p>support@council.example https://council.example/how/to/apply</p>"),
)
