"""Placeholders whose colour is too near to that of the field."""

from a11y.findings import ERROR

CRITERION = "1.4.3"
SEVERITY = ERROR
DIFFERS_BY = ("content", "look")
MESSAGE = 'The placeholder "{text}" has a contrast of {ratio}:1 with its field; 4.5:1 is needed.'
ADVICE = "Make the placeholder darker, or write the hint above the field instead."
SCRIPT = """
const {Color, getContrast, flattenColors} = axe.commons.color;
const parse = (words) => { const colour = new Color(); colour.parseString(words); return colour; };
for (const field of kit.all("input[placeholder], textarea[placeholder]")) {
  const text = kit.squeeze(field.getAttribute("placeholder"));
  if (!text || field.value || field.disabled || !kit.isSeen(field)) continue;
  if (matchMedia("(forced-colors: active)").matches) continue;
  const style = getComputedStyle(field, "::placeholder");
  let behind = null;
  for (let one = field; one && !behind; one = one.parentElement) {
    const own = getComputedStyle(one);
    if (own.backgroundImage !== "none" || own.opacity !== "1") break;
    const colour = parse(own.backgroundColor);
    if (colour.alpha === 1) behind = colour;
    else if (colour.alpha > 0) break;
    else if (!one.parentElement) behind = parse("#fff");
  }
  if (!behind) continue;
  const front = parse(style.color);
  front.alpha *= parseFloat(style.opacity || "1");
  if (front.alpha === 0) continue;
  const size = parseFloat(style.fontSize), bold = parseFloat(style.fontWeight) >= 700;
  const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
  const ratio = getContrast(behind, flattenColors(front, behind));
  if (ratio < needed - 0.005) report(field, {text: text.slice(0, 80), ratio: ratio.toFixed(2)});
}
"""
FAILS = (
    "<style>::placeholder {color: #aaa}</style><label>Street <input placeholder='Mere Street'>"
    "</label>",
    "<style>::placeholder {color: #000; opacity: .4}</style><label>Street <input "
    "placeholder='Mere'></label>",
    "<label>Street <textarea style='background: #555' placeholder='Mere Street'></textarea>"
    "</label>",
)
PASSES = (
    "<label>Street <input placeholder='Mere Street'></label>",
    "<style>::placeholder {color: #666}</style><label>Street <input placeholder='Mere Street'>"
    "</label>",
    "<style>::placeholder {color: #aaa}</style><label>Street <input value='Mere' "
    "placeholder='Mere'></label>",
    "<style>::placeholder {color: transparent}</style><label>Street <input placeholder='Mere'>"
    "</label>",
    "<style>::placeholder {color: #aaa}</style><label>Street <input disabled placeholder='Mere'>"
    "</label>",
)
