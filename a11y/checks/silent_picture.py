"""Pictures, drawings and backgrounds that may mean something and have no text alternative."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "This {kind} has no text alternative: look whether it tells people something."
ADVICE = "Write what it tells into the page or its text alternative; if it only decorates, hide it."
SCRIPT = """
const KINDS = "charts?|graphs?|diagrams?|maps?|infographics?|infografika|poster|flyer|leaflet|" +
  "plakat|ulotka|screenshots?|timetable|wykres|mapa|schemat|floorplan";
const TELLING = new RegExp(`(?:^|[^a-z])(?:${KINDS})(?:[^a-z]|$)`, "i");
const HIDING = "[aria-hidden=true], a, button, [role=img], [role=button]";
const silent = (element) => !element.closest(HIDING)
  && !element.matches(`[aria-label], [aria-labelledby], [role=presentation],
    [role=none], [title]`);
const large = (element, width, height) => {
  const box = element.getBoundingClientRect();
  return box.width >= width && box.height >= height;
};
for (const picture of kit.all("img[alt='']")) {
  const file = (picture.getAttribute("src") ?? "").split(/[?#]/)[0].split("/").pop();
  const described = picture.closest("figure")?.querySelector("figcaption");
  if (TELLING.test(file) && !file.startsWith("data:") && !described && large(picture, 100, 60)
    && silent(picture)
    && kit.isSeen(picture)) report(picture, {kind: "picture"});
}
// A page of pictures alone says nothing at all where they say nothing.
const said = kit.squeeze(document.body?.innerText) || document.body?.querySelector(
  "img[alt]:not([alt='']), [aria-label], video, audio, iframe, object, embed, canvas, svg, form");
const alone = said ? null : [...document.images].find((picture) => kit.isSeen(picture)
  && picture.getAttribute("alt") === "" && large(picture, 24, 24));
if (alone) report(alone, {kind: "picture, which is all that the page shows,"});
for (const drawing of kit.all("svg, canvas")) {
  if (drawing.parentElement?.closest("svg") || !silent(drawing)
    || !large(drawing, 100, 60)) continue;
  if (drawing.querySelector("a, foreignObject")) continue;
  const told = drawing.nodeName === "CANVAS" ? drawing.textContent.trim()
    : drawing.querySelector("title, desc, text, [aria-label]") ?? drawing.getAttribute("role");
  if (!told && kit.isSeen(drawing)) report(drawing, {kind: "drawing"});
}
for (const element of kit.all("div, span, i, figure, section, p, li, td")) {
  if (element.childElementCount || element.textContent.trim()
    || element.hasAttribute("role")) continue;
  const style = getComputedStyle(element);
  if (!/url\\(/.test(style.backgroundImage)
    || /^repeat(?:-[xy])?$/.test(style.backgroundRepeat)) continue;
  if (silent(element) && large(element, 60, 40) && kit.isSeen(element)) {
    report(element, {kind: "picture in the background"});
  }
}
"""
_ALONE = (
    "<!doctype html><html lang='en'><title>Bins</title><main><img alt='' width='90' height='90'"
    " src='/img/park.png'>{}</main></html>"
)
FAILS = (
    _ALONE.format(""),
    "<p><img src='/img/bus-map.png' alt='' width='300' height='200'></p>",
    "<canvas width='300' height='200'></canvas>",
    "<svg width='300' height='200'><rect width='90' height='90'/></svg>",
    "<div style='width:200px;height:90px;background:url(/img/a.png) no-repeat'></div>",
)
PASSES = (
    _ALONE.format("<p>The park</p>"),
    "<p><img src='/img/bus-map.png' alt='Bus lines of the town' width='300' height='200'></p>",
    "<p><img src='/img/park.png' alt='' width='300' height='200'></p>",
    "<canvas width='300' height='200' role='img' aria-label='Bus lines'></canvas>",
    "<canvas width='300' height='200'>12 people came in May, 14 in June.</canvas>",
    "<svg width='300' height='200' aria-hidden='true'><rect width='90' height='90'/></svg>",
    "<svg width='20' height='20'><rect width='9' height='9'/></svg>",
    "<div style='width:200px;height:90px;background:url(/img/a.png)'>Bus lines</div>",
    "<div style='width:200px;height:90px;background:linear-gradient(red, blue)'></div>",
    "<div style='width:20px;height:20px;background:url(/img/a.png) no-repeat'></div>",
)
