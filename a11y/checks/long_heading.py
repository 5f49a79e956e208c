"""Whole paragraphs that are marked up as headings."""

from a11y.findings import WARNING

CRITERION = "2.4.6"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = "This heading has {words} words: it reads like a paragraph."
ADVICE = "Make it a paragraph, or shorten it to what the text below is about."
SCRIPT = """
const LONG = 26, SENTENCES = 14;
for (const heading of kit.all(kit.HEADINGS)) {
  if (heading.textContent.length < 30 || !kit.isSeen(heading)) continue;
  const text = kit.wordsOf(heading), words = kit.countWords(text);
  // "Mr." and "St." end no sentence.
  const ends = /[\\p{L}\\p{M}]{3,}\\)?[.!?؟।](?=\\s+[^\\p{Ll}])|[.!?؟।]$|[。！？]/gu;
  const sentences = text.match(ends)?.length ?? 0;
  if (words >= LONG || (words >= SENTENCES && sentences > 1)) report(heading, {words});
}
"""
FAILS = (
    "<h2>You can renew your garden waste permit in March. You will get a letter from us and a"
    " sticker for the bin.</h2>",
    "<h3>We collect garden waste from the first Monday in March until the last Friday in November"
    " from every house that has bought a permit and has put the sticker on the bin</h3>",
    "<div role='heading' aria-level='2' lang='ar'>يمكنك تجديد تصريح نفايات الحديقة في شهر مارس"
    " من كل عام. سوف تتلقى رسالة منا وملصقا للحاوية الخاصة بك.</div>",
)
PASSES = (
    "<h2>What happens after you have renewed your garden waste permit</h2>",
    "<h2>Is your bin full? Order a larger one</h2>",
    "<h2>How Testwick Borough Council, St. Mary's Parish Council and Dr. Smith's trust share the"
    " costs of the new library</h2>",
    "<p>You can renew your permit in March. You will get a letter and a sticker.</p>",
)
