"""Pictures whose text alternative is a file name or a word such as "image"."""

from a11y.findings import ERROR

CRITERION = "1.1.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The text alternative "{text}" does not say what this picture shows.'
ADVICE = "Write what the picture tells people who see it; leave it empty if it only decorates."
SCRIPT = """
const FILE = /\\.(jpe?g|png|gif|svg|webp|avif|bmp|tiff?|ico|heic)$/i;
const MAKERS = "img|dsc|dscn|dscf|pict?|p|image|photo|screenshot|screen shot|wa|mvimg|pxl";
const CAMERA = new RegExp(`^(${MAKERS})[-_ ]?\\\\d{3,}[\\\\w() -]*$`, "i");
const isCode = (alt) => /^[\\d_-]+$/.test(alt)
  || /^(?=.*\\d)(?=.*[a-f])[\\da-f]{8,}(?:-[\\da-f]+)*$/i.test(alt)
  || /^[a-z0-9]+(?:[_-][a-z0-9]+)*_[a-z0-9_-]+$/i.test(alt);
const fileOf = (element) => {
  const source = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
  const name = source.startsWith("data:") ? "" : source.split(/[?#]/)[0].split("/").pop();
  try { return decodeURIComponent(name); } catch { return name; }
};
const looksLikeFile = (element, alt) => {
  if (FILE.test(alt) || CAMERA.test(alt) || isCode(alt)) return true;
  const file = fileOf(element), stem = file.replace(/\\.\\w{2,5}$/, "");
  // A name such as "town-hall.jpg" may be what a good alternative says too, in words.
  return Boolean(stem) && ((alt === file && file !== stem)
    || (alt === stem && /[_-]|\\d$/.test(stem)
    && !/\\s/.test(stem)));
};
const PICTURES = `img[alt], input[type=image], area[alt], svg[role=img], [role=img], object,
  svg[role^=graphics]`;
for (const picture of kit.all(PICTURES)) {
  const alt = kit.squeeze(picture.hasAttribute("aria-label")
    || picture.hasAttribute("aria-labelledby") ||
    !picture.hasAttribute("alt") ? kit.nameOf(picture) : picture.getAttribute("alt"));
  if (!alt || alt.length > 120 || !kit.isHeard(picture)) continue;
  const words = kit.fold(alt).replace(/ ?\\d+$/, "");
  const empty = !/[\\p{L}\\p{N}\\p{Extended_Pictographic}+<>×=]/u.test(alt);
  if (!empty && !looksLikeFile(picture, alt)
    && !kit.listOf("vague_alts", picture).includes(words)) continue;
  report(picture, {text: alt});
}
"""
_SRC = "src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='90' height='90'"
FAILS = (
    f"<p><img {_SRC} alt='IMG_2041.JPG'></p>",
    f"<p><img {_SRC} alt='DSC00123'></p>",
    f"<p><img {_SRC} alt='Image'></p>",
    f"<p><img {_SRC} alt='photo 2'></p>",
    f"<p><img {_SRC} alt='spacer'></p>",
    f"<p><img {_SRC} alt='town_hall_final_2'></p>",
    "<p><img src='/i/town-hall-3.jpg' width='90' height='90' alt='town-hall-3'></p>",
    f"<p lang='zh-Hans'><img {_SRC} alt='图片'></p>",
    f"<p lang='ar'><img {_SRC} alt='صورة'></p>",
    f"<p><img {_SRC} alt='--'></p>",
    f"<form><input type='image' {_SRC} alt='button'></form>",
    "<p><svg role='img' aria-label='icon' width='20' height='20'><rect width='9' height='9'/></svg>"
    "</p>",
)
PASSES = (
    f"<p><img {_SRC} alt='The town hall from the market square'></p>",
    f"<p><img {_SRC} alt=''></p>",
    f"<p><img {_SRC} alt='Testwick logo'></p>",
    f"<p><img {_SRC} alt='Testwick'></p>",
    "<p><img src='/i/town-hall.jpg' width='90' height='90' alt='Town hall'></p>",
    "<p><img src='/i/w3c.png' width='90' height='90' alt='w3c'></p>",
    "<p><img src='/i/w3c' width='90' height='90' alt='w3c'></p>",
    f"<p><img {_SRC} alt='2026'></p>".replace("2026", "Budget 2026"),
    f"<p><img {_SRC} alt='×'></p>",
    f"<p><img {_SRC} alt='Map of the town'></p>",
)
