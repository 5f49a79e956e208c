"""Things that say they are a button, a link or a field and that the Tab key never comes to."""

from a11y.findings import ERROR

CRITERION = "2.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" says that it is a {role}, and the Tab key never comes to it.'
ADVICE = "Use the element that HTML has for it: a button, a link with an address, a field."
SCRIPT = """
const ROLES = ["button", "link", "checkbox", "switch", "textbox", "searchbox", "combobox",
  "slider", "spinbutton"];
for (const element of kit.all(ROLES.map((role) => `[role=${role}]`).join(","))) {
  if (element.closest("[inert], [aria-disabled=true], [aria-hidden=true]")) continue;
  if (element.matches(":disabled") || !kit.isSeen(element) || kit.isReached(element)) continue;
  // Explicitly left out: the arrow keys, or another control, may do the same.
  if (element.hasAttribute("tabindex") || kit.isPartOfControl(element)) continue;
  if (element.matches(kit.CONTROLS) || element.getAttribute("aria-current")) continue;
  const text = (kit.nameOf(element) || element.localName).slice(0, 60);
  report(element, {text, role: element.getAttribute("role")});
}
"""
FAILS = (
    "<div role='button'>Show the bin days</div>",
    "<span role='link'>Bin days</span>",
    "<a role='button' class='btn'>Close</a>",
    "<div role='checkbox' aria-checked='false'>Send me news</div>",
)
PASSES = (
    "<div role='button' tabindex='0' onclick='a()' onkeydown='a()'>Show</div>",
    "<a role='button' href='#x'>Show</a><button role='link'>Bins</button>",
    "<div role='button' aria-disabled='true'>Send</div>"
    "<a role='link' aria-disabled='true'>Bins</a>",
    "<div hidden role='button'>Show</div>",
    "<div role='combobox' aria-expanded='false'><input aria-label='Street'></div>",
    "<div role='toolbar'><div role='button' tabindex='0'>Bold</div>"
    "<div role='button'>Italic</div></div>",
    "<a role='link' aria-current='page'>Home</a>",
)
