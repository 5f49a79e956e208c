"""Keys that the page takes as shortcuts of its own: the person's own programs may need them."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" has the accesskey "{key}"{twice}: look whether it is needed.'
ADVICE = "Take the accesskey away: it may be a key that screen readers or browsers use."
SCRIPT = """
const keyed = kit.all("[accesskey]").filter((element) => element.getAttribute("accesskey").trim());
const keyOf = (element) => element.getAttribute("accesskey").trim().toLowerCase();
for (const element of keyed) {
  const isTwice = keyed.some((other) => other !== element && keyOf(other) === keyOf(element));
  const text = (kit.nameOf(element) || kit.wordsOf(element) || element.localName).slice(0, 60);
  report(element, {text, key: keyOf(element), twice: isTwice ? ", as another has too" : ""});
}
"""
FAILS = (
    "<a href='/bins' accesskey='b'>Bins</a>",
    "<button accesskey='S'>Send</button><button accesskey='s'>Search</button>",
    "<label accesskey='n'>Name <input></label>",
    "<a href='#m' accesskey='1 2'>Skip</a>",
)
PASSES = (
    "<a href='/bins' accesskey=''>Bins</a>",
    "<a href='/bins'>Bins</a>",
    "<a href='/b' data-accesskey='b'>B</a>",
)
