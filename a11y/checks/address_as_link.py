"""Links whose words are a web address."""

from a11y.findings import WARNING

CRITERION = "2.4.4"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The words of this link are an address, "{text}": read aloud, it is a row of letters.'
ADVICE = "Make the name of the page the words of the link, and keep the address in the link."
SCRIPT = """
const ADDRESS = /^(?:(?:https?|ftp):\\/\\/\\S+|www\\.\\S+|[\\w.-]+\\.[a-z]{2,}\\/\\S{3,})$/i;
for (const link of kit.all("a[href]")) {
  if (!ADDRESS.test(kit.squeeze(link.textContent))) continue;
  const name = kit.nameOf(link);
  if (ADDRESS.test(name) && kit.isHeard(link)) report(link, {text: name.slice(0, 80)});
}
"""
FAILS = (
    "<p>See <a href='https://example.org/bins'>https://example.org/bins</a>.</p>",
    "<p>See <a href='https://www.example.org/bins?a=1'>www.example.org/bins?a=1</a>.</p>",
    "<p>See <a href='https://example.org/bins/days'>example.org/bins/days</a>.</p>",
)
PASSES = (
    "<p>See <a href='https://example.org/bins'>bin days</a>.</p>",
    "<p>Write to <a href='mailto:bins@example.org'>bins@example.org</a>.</p>",
    "<p>See <a href='https://example.org'>example.org</a>.</p>",
    "<p>See <a href='https://example.org/bins' aria-label='Bin days'>example.org/bins</a>.</p>",
)
