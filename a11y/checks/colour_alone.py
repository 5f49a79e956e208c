"""Items or cells that only their colours tell apart."""

from a11y.findings import WARNING

CRITERION = "1.4.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "Only colours tell these items apart. Look whether the colours mean something."
ADVICE = "Say in words, or with a sign that has a text, what the colour means."
SCRIPT = r"""
// The hue of a clear colour in degrees; null for black, white and greys.
const hueOf = (words) => {
  const [red, green, blue, alpha] = (words.match(/[\d.]+/g) ?? []).map(Number);
  const most = Math.max(red, green, blue), spread = most - Math.min(red, green, blue);
  if (!words.startsWith("rgb") || alpha < 0.5 || spread < 70) return null;
  const hue = most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread
    : 4 + (red - green) / spread;
  return (hue * 60 + 360) % 360;
};
const apart = (hues) => hues.some((a) => hues.some((b) => {
  const gap = Math.abs(a - b);
  return Math.min(gap, 360 - gap) > 50;
}));
const SIGNS = "img, svg, i, [role=img], [class*=icon], a, button, abbr, strong, em, b, input";
for (const list of kit.all("ul, ol")) {
  if (list.closest("nav, [role=navigation], header, footer") || !kit.isSeen(list)) continue;
  const items = [...list.children].filter((item) => item.localName === "li"
    && kit.squeeze(item.textContent));
  if (items.length < 3 || items.some((item) => item.childElementCount > 1
    || item.querySelector(SIGNS)
    || ["::before", "::after"].some((part) => !["none", "normal"].includes(getComputedStyle(item,
      part).content))
    || getComputedStyle(item).backgroundImage !== "none")) continue;
  const inner = items.map((item) => getComputedStyle(item.firstElementChild ?? item));
  const shapes = inner.map((style) =>
    style.fontWeight + style.fontStyle + style.textDecorationLine);
  if (new Set(shapes).size > 1) continue;
  const hues = inner.map((style) => hueOf(style.color)).filter((hue) => hue !== null);
  if (hues.length === items.length && apart(hues)) report(list);
}
for (const table of kit.all("table")) {
  if (!kit.isSeen(table)) continue;
  const cells = [...table.querySelectorAll("td")].filter((cell) => !cell.childElementCount
    && !kit.squeeze(cell.textContent) && !cell.title && !cell.getAttribute("aria-label"));
  const hues = cells.map((cell) => hueOf(getComputedStyle(cell).backgroundColor))
    .filter((hue) => hue !== null);
  if (hues.length > 1 && (apart(hues) || hues.length < cells.length)
    && table.querySelector("th")) report(table);
}
"""
FAILS = (
    "<ul><li style='color: #a00'>Amanita</li><li style='color: #060'>Porcini</li><li "
    "style='color: #060'>"
    "Shiitake</li></ul>",
    "<table><tr><th>Monday</th><th>Tuesday</th></tr><tr><td style='background: #0a0'></td>"
    "<td style='background: #c00'></td></tr></table>",
    "<ol><li><span style='color: red'>One</span></li><li><span style='color: green'>Two</span></li>"
    "<li><span style='color: red'>Three</span></li></ol>",
)
PASSES = (
    "<ul><li style='color: #222'>Amanita</li><li style='color: #444'>Porcini</li>"
    "<li>Shiitake</li></ul>",
    "<ul style='color: #060'><li>Amanita</li><li>Porcini</li><li>Shiitake</li></ul>",
    "<ul><li style='color: #a00'>Amanita <b>poisonous</b></li><li style='color: #060'>Porcini "
    "<b>safe</b></li>"
    "<li style='color: #060'>Shiitake <b>safe</b></li></ul>",
    "<table><tr><th>Monday</th><th>Tuesday</th></tr><tr><td style='background: #0a0'>Open</td>"
    "<td style='background: #c00'>Closed</td></tr></table>",
    "<table><tr><th>Monday</th><th>Tuesday</th></tr><tr><td></td><td></td></tr></table>",
    "<nav aria-label='Bins'><ul><li style='color: #a00'>One</li><li style='color: #060'>Two</li>"
    "<li style='color: #060'>Three</li></ul></nav>",
)
