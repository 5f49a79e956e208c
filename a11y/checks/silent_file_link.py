"""Links to files that do not say that they open or fetch a file."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" leads to a file of the kind {kind} and does not say so.'
ADVICE = "Say the kind and the size of the file in the link, such as (PDF, 2 MB)."
SCRIPT = """
const FILE = new RegExp("\\\\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|rar|7z|epub|exe|msi"
  + "|dmg|png|jpe?g|gif|webp|tiff?|bmp)$", "i");
for (const link of kit.all("a[href]")) {
  const address = link.getAttribute("href").trim();
  const kind = FILE.exec(address.split(/[?#]/)[0])?.[1];
  if (!kind || /^mailto:/i.test(address) || !kit.isHeard(link)) continue;
  // A small picture that leads to itself in large says what it shows.
  if (link.querySelector("img[alt]:not([alt=''])")) continue;
  const name = kit.nameOf(link);
  // The kind may stand right after the link, or in the row or the card that the link belongs to.
  const place = link.closest("li, tr, p, dd, figure") ?? link;
  const near = place.textContent.length < 600 ? place.textContent : link.parentElement.textContent;
  const said = `${name} ${near} ${link.title} ${link.getAttribute("type") ?? ""}`.toLowerCase();
  const kinds = kit.patternOf("file_kinds", link);
  if (kinds?.test(said) || said.includes(kind.toLowerCase())) continue;
  report(link, {text: name.slice(0, 80), kind: kind.toUpperCase()});
}
"""
FAILS = (
    "<p>See the <a href='/files/bins.pdf'>calendar of bins</a>.</p>".replace("calendar", "days"),
    "<p><a href='/files/budget.XLSX?v=2'>Our budget</a></p>",
    "<p>A favourite <a href='/img/bat.jpg'>bat</a></p>",
    "<p lang='pl'><a href='/a.docx'>Nasz budżet</a></p>",
)
PASSES = (
    "<p>See the <a href='/files/bins.pdf'>days of bins (PDF, 20 kB)</a>.</p>",
    "<ul><li><a href='/files/bins.pdf'>Days of bins</a> PDF, 20 kB</li></ul>",
    "<p><a href='/bins/'>Days of bins</a> <a href='mailto:a.pdf@example.org'>Write to us</a></p>",
    "<p><a href='/files/bins.pdf'>Download the days of bins</a></p>",
    "<p><a href='/img/hall.jpg'><img src='data:,' alt='Town hall'></a> <a href='/img/map.png'>Map"
    " (picture)</a></p>",
    "<p lang='zh'><a href='/a.docx'>下载预算</a></p>",
)
