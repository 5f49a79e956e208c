"""Links whose words do not say where they lead."""

from a11y.findings import ERROR

CRITERION = "2.4.4"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" does not say where it leads.'
ADVICE = "Make the name of the page or the thing the words of the link."
SCRIPT = """
// Words beside the link in its paragraph, item or row, or of what it says describes it.
const hasCompany = (link, name) => {
  const place = link.closest("tr, li, p, dd, dt, figure, article, [role=row], [role=listitem]");
  if (place && kit.countWords(place.textContent) > kit.countWords(name)) return true;
  // What belongs to a term is about it, as the actions at the end of a row are.
  if (link.closest("dd")?.parentElement.querySelector("dt")) return true;
  // An entry of a list within an entry goes on with what the outer one says.
  const outer = place?.matches("li") && place.parentElement.closest("li");
  return Boolean(outer) && [...outer.childNodes].some((node) =>
    !/^(?:UL|OL|#comment)$/.test(node.nodeName) && kit.squeeze(node.textContent));
};
const isDescribed = (link) => (link.getAttribute("aria-describedby") ?? "").split(/\\s+/)
  .some((id) => id && link.getRootNode().getElementById?.(id)?.textContent.trim());
// What is a button by its role is pressed, as in: Continue.
for (const link of kit.all("a[href], area[href], [role=link]")) {
  if (link.matches("[role=button], [role=tab], [role^=menuitem]")) continue;
  const name = kit.nameOf(link);
  if (!name || name.length > 80 || !kit.isHeard(link) || isDescribed(link)) continue;
  const words = kit.fold(name);
  const weak = kit.listOf("weak_links", link).includes(words) && !hasCompany(link, name) &&
    !link.closest("nav, [role=navigation]");
  // Arrows, dots and other signs alone; but a figure is the name of a page of results.
  const signs = !/[\\p{L}\\p{N}]/u.test(name);
  if (weak || signs || kit.listOf("vague_links", link).includes(words)) report(link, {text: name});
}
"""
FAILS = (
    "<p>To see the bin days <a href='/bins'>click here</a>.</p>",
    "<p>Bin days. <a href='/bins'>Read more…</a></p>",
    "<p>Bin days. <a href='/bins'>Click here to read</a></p>",
    "<p>Bin days. <a href='/bins'><b>&gt;&gt; More info</b></a></p>",
    "<p>Bin days. <a href='/bins'>→</a></p>",
    "<a href='/bins.pdf'>Download</a>",
    "<p>Bin days</p><ul><li><a href='/a.html'>HTML</a></li><li><a href='/a.epub'>EPUB</a></li>"
    "</ul>",
    "<p>Bin days <a href='/bins'><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='"
    " alt='click here'></a></p>",
    "<p lang='ar'>لمعرفة المواعيد <a href='/bins'>اضغط هنا</a></p>",
    "<p lang='zh-Hans'>收集日期请<a href='/bins'>点击此处</a>。</p>",
    "<p lang='pl'>Terminy: <a href='/bins'>Kliknij tutaj!</a></p>",
)
PASSES = (
    "<p><a href='/bins'>See the bin days</a>.</p>",
    "<p>Bin days. <a href='/bins' aria-label='Read more about bin days'>Read more</a></p>",
    "<p id='b'>Bin days.</p><a href='/bins' aria-describedby='b'>Read more</a>",
    "<p><a href='/bins'>Read more<span style='position:absolute;clip:rect(0 0 0 0)'> about bin"
    " days</span></a></p>",
    "<ul><li>Bin days<ul><li><a href='/a.html'>HTML</a></li><li><a href='/a.epub'>EPUB</a></li>"
    "</ul></li></ul>",
    "<dl><div><dt>Bin days</dt><dd>Monday</dd><dd><ul><li><a href='/bins'>Change</a>"
    "</li></ul></dd></div></dl>",
    "<table><tr><th>Bin days</th><td><a href='/bins.pdf'>Download</a></td></tr></table>",
    "<nav aria-label='Pages'><a href='/2'>2</a> <a href='/3'>Next</a></nav>",
    "<p><a href='/next' role='button'>Continue</a></p>",
    "<p>We are <a href='/bins'>here</a></p>".replace("here", "hereabouts"),
)
