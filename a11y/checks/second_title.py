"""Pages with more than one title, of which only the first is shown and read out."""

from a11y.findings import ERROR

CRITERION = "2.4.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The page has a second title, "{text}", which nobody is told.'
ADVICE = "Keep one title, the one that says what this page is about."
SCRIPT = """
const [first, ...others] = document.head?.querySelectorAll("title") ?? [];
const words = (title) => kit.squeeze(title.textContent);
const other = others.find((title) => words(title) && words(title) !== words(first));
if (other) report(other, {text: words(other)});
"""
_PAGE = (
    "<!doctype html><html lang='en'><head><title>Bins</title>{}</head><body><h1>Bins</h1></body>"
    "</html>"
)
FAILS = (
    _PAGE.format("<title>Bin days - Testwick</title>"),
    _PAGE.format("<meta charset='utf-8'><title>Testwick</title>"),
)
PASSES = (
    _PAGE.format(""),
    _PAGE.format("<title>Bins</title>"),
    _PAGE.format("") + "<svg width='9' height='9'><title>Town</title></svg>",
)
