"""Warning signs that style sheets draw beside text, which nobody hears."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'A style sheet draws a sign, "{sign}", beside "{text}", and no words say it.'
ADVICE = "Begin the text with what the sign says, such as “Warning:”; it may be hidden from sight."
SCRIPT = """
const SIGN = new RegExp("(?:^|[^a-z])(warn(?:ing)?s?|important|alert|errors?|danger|caution"
  + "|exclamation|hazard|attention|urgent)(?:[^a-z]|$)", "i");
const fileIn = (image) => {
  const source = /url\\("?([^")]*)"?\\)/.exec(image)?.[1] ?? "";
  return source.startsWith("data:") || !source ? "" : source.split(/[?#]/)[0].split("/").pop();
};
const looks = ["", "::before", "::after"];
for (const element of kit.all("body *")) {
  if (element.childElementCount > 12 || !element.textContent.trim()) continue;
  for (const look of looks) {
    const style = getComputedStyle(element, look || null);
    const image = look && style.content !== "none" && /url\\(/.test(style.content)
      ? style.content : style.backgroundImage;
    if (!/url\\(/.test(image) || (look && style.content === "none")) continue;
    if (!look && /^repeat/.test(style.backgroundRepeat)) continue;
    const sign = SIGN.exec(fileIn(image))?.[1] ?? SIGN.exec(element.className)?.[1];
    const told = sign && kit.patternOf("signs", element);
    const group = element.closest("[role=alert], [role=status], fieldset, section, aside, form");
    if (!told || told.test(element.textContent) || told.test(kit.nameOf(element))
      || group?.matches("[role=alert], [role=status]") || !kit.isSeen(element)) continue;
    report(element, {sign, text: kit.squeeze(element.textContent).slice(0, 60)});
    break;
  }
}
"""
FAILS = (
    "<div style='padding-left:40px;background:url(/img/warning.png) no-repeat'>You lose money if"
    " you come too late.</div>",
    "<style>.important-sign{background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) no-repeat}"
    "</style><p class='important-sign'>You lose money if you come too late.</p>",
    "<style>.a::before{content:url(/img/icon-alert.svg)}</style><p class='a'>The pool is shut.</p>",
    "<p lang='pl' style='background:url(/img/warning.png) no-repeat'>Basen jest nieczynny.</p>",
)
PASSES = (
    "<div style='background:url(/img/warning.png) no-repeat'>Warning: you lose money.</div>",
    "<div style='background:url(/img/warning.png) no-repeat'><span style='position:absolute;"
    "clip:rect(0 0 0 0)'>Important</span> The pool is shut.</div>",
    "<div style='background:url(/img/arrow.png) no-repeat'>The pool is shut.</div>",
    "<div style='background:url(/img/warning-stripes.png)'>The pool is shut.</div>",
    "<div class='warning'>The pool is shut.</div>",
    "<p lang='de' style='background:url(/img/warning.png) no-repeat'>Das Bad ist zu.</p>",
)
