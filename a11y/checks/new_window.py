"""Links that open another window or tab and do not say so."""

from a11y.findings import WARNING

CRITERION = "3.2.5"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" opens a new window or tab and does not say so.'
ADVICE = "Let it open in the same window, or say in its words that it opens in a new one."
SCRIPT = """
const OWN = ["", "_self", "_parent", "_top", "_unfencedtop"];
const base = kit.squeeze(document.querySelector("base[target]")?.target).toLowerCase();
const frames = kit.all("iframe[name], frame[name]").map((frame) => frame.name.toLowerCase());
const isOther = (target) => !OWN.includes(target) && !frames.includes(target);
// What calls itself a help or a guide in a small window says so by its words; the rest must tell.
const saysSo = (element) => {
  const described = (element.getAttribute("aria-describedby") ?? "").split(/\\s+/).map(
    (id) => id && element.getRootNode().getElementById?.(id)?.textContent);
  const images = [...element.querySelectorAll("[alt], [title], [aria-label]")].flatMap(
    (e) => [e.getAttribute("alt"), e.getAttribute("title"), e.getAttribute("aria-label")]);
  // A sentence before a list of links, or the rest of the item, may tell it for the link.
  const near = element.closest("li, p, td, dd, figure, figcaption, label") ?? element;
  const group = element.closest("ul, ol, dl, section, table")?.previousElementSibling;
  const told = [kit.nameOf(element), element.textContent, element.title, ...described, ...images,
    near.textContent.slice(0, 600), (group?.textContent ?? "").slice(-300)];
  const folded = kit.fold(told.filter(Boolean).join(" "));
  // A page in one language may link to another in the words of that one.
  const words = [element, element.parentElement, document.documentElement].flatMap(
    (e) => (e ? kit.listOf("new_window", e) : []));
  return [...new Set(words)].some((word) => folded.includes(kit.fold(word)));
};
for (const link of kit.all("a[href], area[href], form[target], [onclick]")) {
  const target = kit.squeeze(link.getAttribute("target") ?? base).toLowerCase();
  const isLink = link.matches("a[href], area[href]");
  const href = link.getAttribute("href") ?? "";
  const opens = /\\bwindow\\.open\\s*\\(/.test(link.getAttribute("onclick") ?? "")
    || /^javascript:[^]*\\bwindow\\.open\\s*\\(/i.test(href);
  const leads = isLink && isOther(target) && !/^(?:mailto|tel|sms|javascript):|^#/i.test(href)
    && !link.hasAttribute("download");
  if (!(opens || leads) || !kit.isHeard(link)) continue;
  // Without its language known there are no words to look for.
  if (!kit.listOf("new_window", link).length || saysSo(link)) continue;
  report(link, {text: (kit.nameOf(link) || href).slice(0, 60)});
}
"""
_POLISH = "<!doctype html><html lang='pl'><title>Kosze</title><body><main><h1>Kosze</h1>{}</main>"
FAILS = (
    "<a href='https://a.example/' target='_blank'>Recycling map</a>",
    "<a href='/map' target='map'>Recycling map</a>",
    "<a href='#' onclick=\"window.open('/map')\">Recycling map</a>",
    "<button onclick=\"window.open('/map', 'm', 'width=300')\">Recycling map</button>",
    _POLISH.format("<a href='/mapa' target='_blank'>Mapa</a>"),
    "<a href='/map' target='_BLANK'><img src='m.png' alt='Map'></a>",
)
PASSES = (
    "<a href='/map'>Map</a><a href='/map' target='_self'>Map</a>"
    "<a href='/map' target='_top'>Map</a>",
    "<a href='/map' target='_blank'>Map (opens in a new tab)</a>",
    "<a href='/map' target='_blank' title='Opens in a new window'>Map</a>",
    "<a href='/map' target='_blank'>Map <img src='x.png' alt='(new window)'></a>",
    "<a href='/map' target='_blank' aria-label='Map, opens in new tab'>Map</a>",
    "<p id='n'>Opens in a new window</p>"
    "<a href='/map' target='_blank' aria-describedby='n'>Map</a>",
    "<iframe name='view' title='Map' srcdoc='<p>Map</p>'></iframe>"
    "<a href='/map' target='view'>Map</a>",
    _POLISH.format("<a href='/mapa' target='_blank'>Mapa (otwiera się w nowym oknie)</a>"),
    _POLISH.format("<a href='/m' target='_blank' lang='en'>Map (opens in new tab)</a>"),
    "<a href='mailto:a@b.example' target='_blank'>Write to us</a>",
    "<p>These links open in a new window:</p><ul><li><a href='/a' target='_blank'>A</a></li></ul>",
)
