"""Different pictures with the same text alternative."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '{count} different pictures on this page have the text alternative "{text}".'
ADVICE = "Say of each picture what it shows and the others do not."
SCRIPT = """
const SMALL = 64;
const groups = new Map();
for (const picture of kit.all("img[alt]:not([alt=''])")) {
  const box = picture.getBoundingClientRect();
  // The same sign or logo may come in several files.
  if (box.width < SMALL || box.height < SMALL || !kit.isHeard(picture)) continue;
  const alt = kit.fold(picture.alt), file = picture.getAttribute("src");
  if (!alt || !file) continue;
  const group = groups.get(alt) ?? groups.set(alt, new Map()).get(alt);
  const link = picture.closest("a[href]")?.getAttribute("href");
  if (![...group.values()].some((other) => link
    && other.closest("a")?.getAttribute("href") === link)) {
    if (!group.has(file)) group.set(file, picture);
  }
}
for (const group of groups.values()) {
  const [first, second] = group.values();
  if (second) report(second, {text: first.alt.slice(0, 80), count: group.size});
}
"""
_ONE, _TWO = (
    "src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22"
    f" id=%22{name}%22/>' height='90'"
    for name in "ab"
)
FAILS = (
    f"<p><img {_ONE} width='90' alt='Town hall'> <img {_TWO} width='90' alt='Town hall'></p>",
    f"<ul><li><img {_ONE} width='90' alt='A house.'></li><li><img {_TWO} width='90' alt='A house'>"
    "</li></ul>",
)
PASSES = (
    f"<p><img {_ONE} width='90' alt='Town hall'> <img {_ONE} width='90' alt='Town hall'></p>",
    f"<p><img {_ONE} width='90' alt='Town hall'> <img {_TWO} width='90' alt='Library'></p>",
    f"<p><img {_ONE} width='90' alt=''> <img {_TWO} width='90' alt=''></p>",
    f"<p><img {_ONE} width='20' alt='Star'> <img {_TWO} width='20' alt='Star'></p>",
)
