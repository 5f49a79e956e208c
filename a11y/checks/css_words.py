"""Words that come from the style sheet, where some people's software does not look."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The words "{text}" come from the style sheet and are lost where styles are off.'
ADVICE = "Write words into the page; leave signs that only decorate to the style sheet."
SCRIPT = """
const told = new Set();
for (const element of kit.all("body, body *")) {
  for (const side of ["::before", "::after"]) {
    const {content, display} = getComputedStyle(element, side);
    // Quotation marks, counters, printed addresses and signs of icon fonts are no words.
    if (content === "none" || content === "normal" || !/\\p{L}/u.test(content)
      || /attr\\(|url\\(/.test(content)) continue;
    const words = [...content.split(/(?<=") \\/ /)[0].matchAll(/"((?:[^"\\\\\\\\]|\\\\\\\\.)*)"/g)]
      .map((match) => match[1]).join("");
    if (!/\\p{L}{2}|\\p{sc=Han}/u.test(words)
      || /^\\s*\\(?https?:|^\\s*[(\\[]?\\//.test(words) || told.has(words)) continue;
    if (/^[a-z]+(?:_[a-z]+)+$/.test(words) || element.closest("[aria-hidden=true], svg")
      || display === "none") continue;
    if (/icon|symbol|awesome|glyph/i.test(getComputedStyle(element, side).fontFamily)) continue;
    if (!kit.isSeen(element)) continue;
    told.add(words);
    report(element, {text: kit.squeeze(words).slice(0, 60)});
  }
}
"""
FAILS = (
    "<style>.n::before{content:'Note: '}</style><p class='n'>We are closed.</p>",
    "<style>.n::after{content:' (required)'}</style><label class='n'>Name<input></label>",
    "<style>.n::after{content:'新'}</style><p class='n'>Bins</p>",
)
PASSES = (
    "<style>.n::before{content:'→ '}</style><p class='n'>We are closed.</p>",
    "<style>.n::before{content:'\\\\f101'}</style><p class='n'>We are closed.</p>",
    "<style>.n::after{content:' (' attr(href) ')'}</style><a class='n' href='/a'>Bins</a>",
    "<style>li{counter-increment:n}li::before{content:counter(n) '. '}</style>"
    "<ol><li>Bins</li></ol>",
    "<style>.n::before{content:'a'}</style><p class='n' aria-hidden='true'>We are closed.</p>",
    "<q>We are closed.</q>",
)
