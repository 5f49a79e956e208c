"""Fields whose name nobody can see once something stands in them."""

from a11y.findings import WARNING

CRITERION = "3.3.2"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    'The field "{text}" has no label that can be seen. Look whether people know what to enter.'
)
ADVICE = "Show the label, so that people know what to enter and can check what they have entered."
SCRIPT = """
const kinds = "input:is(:not([type]), [type=text], [type=email], [type=tel], [type=url],"
  + " [type=password], [type=number], [type=date]), textarea";
for (const field of kit.all(kinds)) {
  const name = kit.nameOf(field);
  if (!name || !kit.isSeen(field) || !kit.isHeard(field)) continue;
  const labels = [...(field.labels ?? []), ...kit.namedBy(field, "aria-labelledby")];
  if (labels.some((label) => kit.isSeen(label)
    && label.getBoundingClientRect().width > 2)) continue;
  if (labels.length === 0 && !kit.squeeze(field.getAttribute("aria-label"))) continue;
  // One field and its button say together what they are for, and cells have their headers.
  const form = field.closest("form, [role=search], search, fieldset") ?? field.parentElement;
  const others = [...form.querySelectorAll(kit.FIELDS)].filter((other) => other !== field
    && kit.isSeen(other));
  if (others.length === 0
    || field.closest("[role=search], search, td, th, [role=cell], [role=gridcell]")) continue;
  // Words beside it are seen as its label, though another check may say that they are not.
  const beside = field.parentElement;
  const room = beside.querySelectorAll(kit.FIELDS).length === 1
    && beside.getBoundingClientRect().height < field.getBoundingClientRect().height + 120;
  const near = room ? [beside, ...beside.querySelectorAll("*")] : [field.previousElementSibling];
  if (near.some((one) => one && one !== field && kit.isSeen(one)
    && one.getBoundingClientRect().width > 2
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))) continue;
  if (kit.squeeze(field.previousSibling?.data ?? "")) continue;
  report(field, {text: name});
}
"""
FAILS = (
    "<form><input aria-label='Name' placeholder='Name'><input aria-label='Street'>"
    "<button>Send</button></form>",
    "<style>.out {position: absolute; width: 1px; height: 1px; overflow: hidden}</style><form>"
    "<label class='out' for='a'>Name</label><input id='a'><br>"
    "<label class='out' for='b'>Street</label><input id='b'><button>Send</button></form>",
)
PASSES = (
    "<form role='search'><input aria-label='Search'><button>Search</button></form>",
    "<form><input aria-label='E-mail'><button>Subscribe</button></form>",
    "<form><label>Name <input></label><label>Street <input></label></form>",
    "<form><p>Name <input aria-label='Name'></p><p>Street <input aria-label='Street'></p></form>",
    "<table><tr><th id='n'>Name</th></tr><tr><td><input aria-label='Name'></td></tr>"
    "<tr><td><input aria-label='Name 2'></td></tr></table>",
    "<form><label for='a'>Name</label><div><input id='a'></div><label for='b'>Street</label>"
    "<div><input id='b'></div></form>",
)
