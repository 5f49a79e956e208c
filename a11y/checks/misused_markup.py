"""Markup that means something, used for its looks; and looks written into the markup."""

from a11y.findings import WARNING

CRITERION = "1.3.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "{what}."
ADVICE = "Use the markup for what it means, and leave looks to the style sheet."
SCRIPT = """
for (const block of kit.all("pre")) {
  if (block.querySelector("code, samp, kbd, var, output") || !kit.isSeen(block)
    || block.matches("[role], [aria-label]")) continue;
  if (block.closest("figure, code, samp") || !block.textContent.trim()) continue;
  report(block, {what: "Text stands in <pre>, which is for code and the like, without <code>"});
}
for (const quote of kit.all("blockquote")) {
  if (!kit.isSeen(quote) || quote.matches("[cite], [role], [class*=quote]")) continue;
  const inner = quote.querySelector("h1, h2, h3, h4, h5, h6, form, input, table, blockquote");
  const text = quote.textContent.trim();
  const alone = quote.parentElement?.nodeName === "BLOCKQUOTE"
    && quote.parentElement.children.length === 1;
  if (!text ? quote.querySelector("img, iframe") : inner || alone) {
    report(quote, {what: "A quotation (<blockquote>) holds what is no quotation"});
  }
}
for (const article of kit.all("article")) {
  const navigation = article.querySelector(":scope > nav");
  const besides = [...article.childNodes].filter((node) => node !== navigation
    && !(node.nodeType === 1 && node.matches(`${kit.HEADINGS}, header`)))
    .some((node) => node.nodeType !== 8 && kit.squeeze(node.textContent));
  if (navigation && !besides && kit.isSeen(article)) {
    report(article, {what: "An <article> that holds navigation alone is no article"});
  }
}
const COLOURED = `[bgcolor], body[text], body[link], body[vlink], body[alink], basefont,
  hr[color], font[color]`;
for (const element of kit.all(COLOURED)) {
  report(element, {what: "Colours stand in the markup, not in the style sheet"});
}
"""
FAILS = (
    "<article><h2>Elsewhere</h2><nav aria-label='Elsewhere'><a href='/a'>Bins</a></nav></article>",
    "<pre>We are closed on\nbank holidays.</pre>",
    "<blockquote><h2>Opening times</h2><p>We open at nine.</p></blockquote>",
    "<blockquote><blockquote><p>We open at nine.</p></blockquote></blockquote>",
    "<table bgcolor='#ff0000'><tr><th>Day</th></tr><tr><td>Monday</td></tr></table>",
    "<p><font color='red'>We are closed.</font></p>",
)
PASSES = (
    "<article><h2>Bins</h2><nav aria-label='Pages'><a href='/a'>Days</a></nav><p>We collect</p>"
    "</article>",
    "<article><h3><a href='/a'>Bins are collected early</a></h3></article>",
    "<pre><code>bins = 3</code></pre>",
    "<pre role='img' aria-label='A cat'>=^.^=</pre>",
    "<blockquote><p>We open at nine.</p></blockquote>",
    "<article><h2>Opening times</h2><p>We open at nine.</p></article>",
    "<article><p>We open at nine.</p><p>We shut at five.</p></article>",
    "<article>A comment in a few words</article>",
    "<p style='color:#800'>We are closed.</p>",
)
