"""Fields that only their placeholder names: it goes when somebody types."""

from a11y.findings import ERROR

CRITERION = "3.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The field has no label but its placeholder "{text}", which goes when somebody types.'
ADVICE = "Give the field a label that stands beside it and stays."
SCRIPT = """
for (const field of kit.all("input[placeholder], textarea[placeholder]")) {
  const text = kit.squeeze(field.getAttribute("placeholder"));
  const labels = [...(field.labels ?? []), ...kit.namedBy(field, "aria-labelledby")];
  const named = ["aria-label", "title"].some((name) => kit.squeeze(field.getAttribute(name)));
  if (text && !named && kit.isSeen(field) && kit.isHeard(field)
    && !labels.some((label) => kit.squeeze(label.textContent)
      || label.querySelector("img[alt]:not([alt='']), [aria-label]"))) {
    report(field, {text});
  }
}
"""
FAILS = (
    "<form><input type='text' placeholder='Your name'><button>Send</button></form>",
    "<form><textarea placeholder='Your message'></textarea><button>Send</button></form>",
    "<form><label for='a'></label><input id='a' placeholder='Street'><button>Send</button></form>",
    "<form><label><input type='search' placeholder='Search this site'></label></form>",
)
PASSES = (
    "<form><label for='a'>Street</label> <input id='a' placeholder='Mere Street'></form>",
    "<form><label>Street <input placeholder='Mere Street'></label></form>",
    "<form><input aria-label='Search' placeholder='Search'><button>Search</button></form>",
    "<form><span id='s'>Street</span><input aria-labelledby='s' placeholder='Mere Street'></form>",
    "<form><input title='Search' placeholder='Search'><button>Search</button></form>",
    "<form hidden><input placeholder='Street'></form>",
    "<input type='hidden' placeholder='Street'>",
    "<label for='a'><img src='data:,' alt='Street'></label><input id='a' placeholder='Mere "
    "Street'>",
)
