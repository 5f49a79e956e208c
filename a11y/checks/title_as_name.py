"""Controls that only a tooltip names, and tooltips that say the link's words again."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The tooltip "{text}" {fault}.'
ADVICE = "Write the words into the page: a tooltip never comes up by keyboard or touch."
SCRIPT = """
for (const element of kit.all("a[href][title], button[title], [role=button][title]")) {
  const title = kit.squeeze(element.title);
  if (!title || !kit.isSeen(element)) continue;
  const named = element.matches("[aria-label], [aria-labelledby]") ||
    element.querySelector("img[alt]:not([alt='']), svg title, [aria-label], [role=img]");
  const words = kit.squeeze(element.textContent);
  if (!words && !named) report(element, {text: title, fault: "is all that names this control"});
  else if (words && kit.fold(words) === kit.fold(title)) {
    report(element, {text: title, fault: "only says again what is written there"});
  }
}
"""
FAILS = (
    "<a href='/f' title='Facebook'><svg width='20' height='20'><rect width='20' height='20'/>"
    "</svg></a>",
    "<button title='Close'><i style='display:block;width:9px;height:9px'></i></button>",
    "<p><a href='/bins' title='Bin days'>Bin days</a></p>",
)
PASSES = (
    "<p><a href='/bins' title='All streets'>Bin days</a></p>",
    "<button title='Close' aria-label='Close'>×</button>",
    "<a href='/f' title='Facebook'><img width='20' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='"
    " alt='Facebook'></a>",
)
