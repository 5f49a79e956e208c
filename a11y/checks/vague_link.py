"""Links whose words do not say where they lead."""

from a11y.findings import ERROR

CRITERION = "2.4.4"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" does not say where it leads.'
ADVICE = "Make the name of the page or the thing the words of the link."
SCRIPT = """
for (const link of kit.all("a[href]")) {
  const name = kit.nameOf(link);
  if (kit.isHeard(link) && kit.listOf("vague_links", link).includes(kit.fold(name))) {
    report(link, {text: name});
  }
}
"""
FAILS = (
    "<p>To see the bin days <a href='/bins'>click here</a>.</p>",
    "<p>Bin days. <a href='/bins'>Read more…</a></p>",
)
PASSES = (
    "<p><a href='/bins'>See the bin days</a>.</p>",
    "<p>Bin days. <a href='/bins' aria-label='Read more about bin days'>Read more</a></p>",
)
