"""Text alternatives that are very long, begin with "image of", or say again what stands beside."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'The text alternative "{text}" {fault}.'
ADVICE = "Say in one short sentence what the picture adds; put long descriptions into the page."
SCRIPT = """
const LONG = 220;
const besides = (picture) => {
  const figure = picture.closest("figure");
  const caption = figure?.querySelector("figcaption");
  const holder = picture.closest("picture, a, p") ?? picture;
  const only = !holder.textContent.trim();
  return [caption, picture.nextElementSibling, picture.previousElementSibling,
    ...(only ? [holder.nextElementSibling, holder.previousElementSibling] : [])];
};
for (const picture of kit.all("img[alt]:not([alt='']), [role=img][aria-label]")) {
  const alt = kit.squeeze(picture.getAttribute("alt") ?? picture.getAttribute("aria-label"));
  if (!alt || !kit.isHeard(picture)) continue;
  const tell = (fault) => report(picture, {text: alt.slice(0, 80), fault});
  const opening = kit.patternOf("alt_openings", picture);
  const said = opening && new RegExp(`^(?:${opening.source})`, "iu").test(alt);
  const end = opening && /\\$/.test(opening.source) && opening.test(alt);
  if (alt.length > LONG) tell("is long: nobody can go back in it or skip a part");
  else if (said || end) tell("says that it is a picture, which screen readers say themselves");
  else if (alt.length > 4 && besides(picture).some((other) => other
    && other.textContent.length < 400
    && !other.matches("script, style, noscript")
      && kit.fold(other.textContent) === kit.fold(alt))) {
    tell("says again what is written beside the picture");
  }
}
"""
_SRC = "src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='90' height='90'"
FAILS = (
    f"<p><img {_SRC} alt='Image of the town hall'></p>",
    f"<p lang='pl'><img {_SRC} alt='Obraz przedstawiający ratusz'></p>",
    f"<p><img {_SRC} alt='{'The town hall and its clock. ' * 10}'></p>",
    f"<figure><img {_SRC} alt='The town hall'><figcaption>The town hall.</figcaption></figure>",
    f"<p><img {_SRC} alt='The town hall'></p><p>The town hall</p>",
)
PASSES = (
    f"<p><img {_SRC} alt='The town hall from the market square'></p>",
    f"<figure><img {_SRC} alt='A red brick house'><figcaption>The town hall.</figcaption></figure>",
    f"<p><img {_SRC} alt='Photograph of the town hall in 1890'></p>",
    f"<p><img {_SRC} alt=''> The town hall</p>",
)
