"""Tags in the source without their counterparts, where browsers guess what is meant."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.engines.browser import Browser
from a11y.findings import WARNING, Sighting
from a11y.html_source import find_unmatched_tags

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = (
    "Tags of this page do not match: {tags}. Look whether text, links and styles end where they"
    " should."
)
ADVICE = "Mend the template or the text in which these tags stand."

SHOWN = 3
"""How many tags are named."""

_FETCH = """(done) => fetch(location.href, {cache: "force-cache"})
  .then((answer) => answer.text()).then(done, () => done(""))"""

_PAGE = (
    "<!doctype html><html lang='en'><head><title>Bins</title></head><body><main><h1>Bins</h1>{}"
    "</main></body></html>"
)
FAILS = (
    "<div>strings of pearls</span></div>",
    "<p>All <b>bold<i>slanted</b></i></p>",
    "<div><p>All</div></div>",
    "<p>We have <div>bins</div></p>",
    "<p>Bins<br></br>Glass</p>",
    "<ul><li><a href='/a'>Bins</li><li>Glass</li></ul>",
    "<div/><p>Bins</p>",
)
PASSES = (
    "<p>Bins<p>Glass<ul><li>Paper<li>Tins</ul>",
    "<table><tr><td>Bins<td>Glass<tr><td>Paper</table>",
    "<p>Bins <br/> <img src='data:,' alt='' /> <input aria-label='a'></p>",
    "<svg width='9' height='9'><path d='M0 0'/><g><title>A</title></g></svg>",
    "<textarea aria-label='a'><div></span></textarea><script>'</span>'</script>",
    "<select aria-label='a'><option>Bins<option>Glass</select><!-- </div> -->",
    "<p>3 &lt; 4 and 5 < 6</p>",
    "<dl><dt>Bins<dd>Glass</dl><p><a href='/a'>One<br>two</a></p>",
    "<button><p>Bins</button><p>Bins <ruby>漢<rp>(<rt>Kan<rp>)</ruby></p>",
)


def check(page: Browser) -> Iterator[Sighting]:
    """Reads the source as the server sent it."""
    found = find_unmatched_tags(_source_of(page))
    if found:
        named = [f"{each.tag} in line {each.line}" for each in found[:SHOWN]]
        more = len(found) - SHOWN
        tags = ", ".join(named) + (f" and {more} more" if more > 0 else "")
        yield Sighting(
            selector="", snippet=" ".join(each.tag for each in found), values={"tags": tags}
        )


def _source_of(page: Browser) -> str:
    """Empty where the page is no HTML, or does not let itself be fetched again."""
    if page.answer().kind != "text/html":
        return ""
    return str(page.wait_for(_FETCH))
