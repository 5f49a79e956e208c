"""Links that are called buttons, and that the space bar does not work."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "2.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    '"{text}" is called a button, and the space bar does not work it as it does buttons: try it.'
)
ADVICE = "Make it a button element, or a link without that role if it leads to another page."
LISTENERS = True
SCRIPT = """
const SPACE = /space|['"`] ['"`]|\\b32\\b|u0020|native code/i;
const OTHERS = /enter|escape|\\besc\\b|arrow|\\b(?:9|13|27|3[5-9]|40)\\b|['"`]tab['"`]/i;
// A handler that names no key at all may pass it on to what knows them.
const works = ({source}) => SPACE.test(source) || !OTHERS.test(source);
for (const element of kit.all("a[href][role=button], area[href][role=button]")) {
  if (!kit.isStop(element) || !kit.isSeen(element)) continue;
  if (element.getAttribute("aria-disabled") === "true") continue;
  if (kit.keyHandlersOf(element).some(works)) continue;
  report(element, {text: (kit.nameOf(element) || kit.wordsOf(element)).slice(0, 60)});
}
"""


FAILS = (
    "<a role='button' href='/next'>Continue</a>",
    "<a role='button' href='#' onclick='show()'>Show</a>",
    "<a role='button' href='#' onkeydown='if (event.key === \"Enter\") show()'>Show</a>",
    "<a role='button' href='/next'>Continue</a><script>document.addEventListener('keydown',"
    " (e) => { if (e.key === 'Escape') shut() })</script>",
)
PASSES = (
    "<a href='/next' class='button'>Continue</a>",
    "<button>Continue</button>",
    "<a role='button' href='#' onkeydown='if (event.key === \" \") this.click()'>Show</a>",
    "<a role='button' href='/next' class='b'>Continue</a><script>"
    "document.addEventListener('keydown', (e) => { if (e.keyCode === 32) e.target.click() })"
    "</script>",
    "<a role='button' href='/next' id='b'>Continue</a><script>"
    "b.addEventListener('keydown', (e) => this.handle(e))</script>",
    "<a role='button' aria-disabled='true' href='/next'>Continue</a>",
    "<a role='button' hidden href='/next'>Continue</a>",
)
