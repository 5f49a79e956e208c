"""Pictures that only make space."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "This picture only makes space, {fault}."
ADVICE = "Take it out and put the space into the design."
SCRIPT = """
const WORDS = "spacer|blank|transparent|trans|clear|shim|dot|1x1|empty|pixel";
const NAME = new RegExp(`^(?:${WORDS})[-_\\\\d]*\\\\.(?:gif|png)$`, "i");
for (const picture of kit.all("img")) {
  const source = picture.getAttribute("src") ?? "";
  const named = NAME.test(source.split(/[?#]/)[0].split("/").pop());
  const box = picture.getBoundingClientRect();
  const thin = picture.complete && picture.naturalWidth > 0 && picture.naturalWidth <= 2 &&
    picture.naturalHeight <= 2;
  const speaks = kit.squeeze(picture.getAttribute("alt")) !== "" && kit.isHeard(picture);
  const styled = /url|gradient/.test(getComputedStyle(picture).backgroundImage);
  const stretched = thin && box.width * box.height > 4 && !source.startsWith("data:");
  if (styled || !(named || stretched || (thin && speaks && box.width * box.height <= 4))) continue;
  // What counts visits is not seen, and no layout depends on it.
  if (!speaks && (box.width * box.height <= 1 || !picture.checkVisibility())) continue;
  report(picture, {fault: speaks ? "and screen readers read it out" : "as pages of old did"});
}
"""
_DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
FAILS = (
    "<p>Bins <img src='/img/spacer.gif' alt='' width='30' height='10'> Permits</p>",
    "<p>Bins <img src='/img/transparent.png' alt='space' width='30' height='10'> Permits</p>",
    f"<p>Bins <img src={_DOT} alt='space' width='1' height='1'></p>",
)
PASSES = (
    "<p>Bins <img src='/img/house.png' alt='' width='30' height='10'> Permits</p>",
    "<p>Bins <img src='/img/dotted-line.png' alt='' width='30' height='10'> Permits</p>",
    f"<p>Bins <img src={_DOT} alt='Town hall' width='90' height='90'></p>",
    "<p>Bins <img src='/count/pixel.gif' alt='' width='1' height='1'></p>",
)
