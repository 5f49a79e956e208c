"""Pictures whose text alternative and title say different things."""

from a11y.findings import WARNING

CRITERION = "1.1.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = 'This picture is called "{alt}" in its text alternative and "{title}" in its title.'
ADVICE = "Keep the text alternative, and leave out the title: few people ever see it."
SCRIPT = """
const SHORT = 8;
for (const picture of kit.all("img[alt][title], input[type=image][alt][title]")) {
  const alt = kit.fold(picture.getAttribute("alt")), title = kit.fold(picture.title);
  // A title that tells more is a sentence; two short ones are two names.
  if (!alt || !title || alt === title || !kit.isHeard(picture)) continue;
  if (kit.countWords(alt) > SHORT || kit.countWords(title) > SHORT) continue;
  report(picture, {alt: kit.squeeze(picture.getAttribute("alt")),
    title: kit.squeeze(picture.title)});
}
"""
_SRC = "src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' width='90' height='90'"
FAILS = (
    f"<p><img {_SRC} alt='Town hall' title='Testwick in spring'></p>",
    f"<a href='/'><img {_SRC} alt='Testwick' title='Testwick home page'></a>",
    f"<form><input type='image' {_SRC} alt='Search' title='Go'></form>",
)
PASSES = (
    f"<p><img {_SRC} alt='Town hall' title='Town hall'></p>",
    f"<p><img {_SRC} alt='Town hall' title=''></p>",
    f"<p><img {_SRC} alt='Town hall'></p>",
    f"<p><img {_SRC} alt='Town hall' title='The town hall was built in 1874 by the same people"
    " who built the bridge'></p>",
)
