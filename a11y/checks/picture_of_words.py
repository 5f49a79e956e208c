"""Pictures that look like words: long and low, with a whole sentence as text alternative."""

from a11y.findings import WARNING

CRITERION = "1.4.5"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'This picture seems to show the words "{text}": look whether it does.'
ADVICE = "Write words as text: pictures of them do not grow, change colour or get translated."
SCRIPT = """
const KINDS = "text|heading|headline|title|quote|slogan|words|caption|btn|button";
const NAMED = new RegExp(`(?:^|[^a-z])(?:${KINDS})(?:[^a-z]|$)`, "i");
for (const picture of kit.all("img[alt]:not([alt='']), input[type=image][alt]")) {
  const alt = kit.squeeze(picture.getAttribute("alt"));
  const words = kit.countWords(alt);
  const box = picture.getBoundingClientRect();
  if (words < 2 || !box.height || /logo/i.test(alt + picture.src + picture.className)) continue;
  const source = picture.getAttribute("src") ?? "";
  const named = !source.startsWith("data:") && NAMED.test(source.split(/[?#]/)[0].split("/").pop());
  // Where the picture has not come, the box is that of its text alternative.
  const low = picture.naturalWidth !== 0
    && box.width >= 3.5 * box.height && box.width >= 150 && box.height <= 160 && words >= 4;
  if ((low || named) && kit.isSeen(picture)) report(picture, {text: alt.slice(0, 80)});
}
"""
_SRC = "src='data:image/gif;base64,R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs='"
FAILS = (
    f"<p><img {_SRC} width='500' height='60' alt='Sign up for bin days by e-mail'></p>",
    "<p><img src='/img/heading-bins.png' width='200' height='80' alt='Bin days'></p>",
    f"<p lang='zh'><img {_SRC} width='500' height='60' alt='欢迎来到我们的市议会'></p>",
)
PASSES = (
    "<p><img src='/img/none.png' alt='The town hall from the market square on a sunny day'></p>",
    f"<p><img {_SRC} width='300' height='200' alt='The town hall from the market square'></p>",
    f"<p><img {_SRC} width='500' height='60' alt='Testwick Council'></p>",
    "<p><img src='/logo.png' width='500' height='60' "
    "alt='Testwick Borough Council logo in red'></p>",
)
