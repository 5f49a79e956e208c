"""Sentences in capital letters, which are slow to read: words lose their shapes."""

from a11y.findings import WARNING

CRITERION = ""
SEVERITY = WARNING
DIFFERS_BY = ("content", "look")
MESSAGE = '"{text}" is a long text in capital letters.'
ADVICE = "Write it as an ordinary sentence; make what matters bold, or a heading."
SCRIPT = """
const WORDS = 8;
for (const {element, nodes} of kit.passages()) {
  let run = [];
  let isFound = false;
  for (const node of nodes) {
    const isRaised = kit.styleOf(node.parentElement).textTransform === "uppercase";
    for (const [word] of node.data.matchAll(/[\\p{L}\\p{M}\\p{N}'’-]+/gu)) {
      const shown = isRaised ? word.toUpperCase() : word;
      if (/\\p{Ll}|\\p{Lo}/u.test(shown)) run = [];
      else if (/\\p{Lu}/u.test(shown)) run.push(shown);
      const letters = run.join("").length;
      if (!isFound && run.length >= WORDS && letters >= 5 * WORDS && kit.isSeen(element)) {
        isFound = true;
        report(element, {text: run.join(" ")});
      }
    }
  }
}
"""
_WORDS = "PLEASE LEAVE YOUR BINS OUTSIDE BEFORE SEVEN ON THE MORNING OF COLLECTION"
_PLAIN = "Please leave your bins outside before seven on the morning of collection."
FAILS = (
    f"<p>{_WORDS}.</p>",
    f"<p>Bins. {_WORDS}. Thank you for helping us.</p>",
    f"<p style='text-transform: uppercase'>{_PLAIN}</p>",
    f"<div>{_WORDS[:30]} <b>{_WORDS[30:]}</b></div>",
    "<p lang='pl'>PROSIMY WYSTAWIĆ POJEMNIKI PRZED GODZINĄ SIÓDMĄ RANO W DNIU ODBIORU ŚMIECI</p>",
)
PASSES = (
    f"<p>{_PLAIN}</p>",
    "<p>The DWP, HMRC, NHS, DVLA, TV, BBC, FAQ and PDF are well known.</p>",
    "<h2 style='text-transform: uppercase'>Bin days and times</h2>",
    "<p>DO NOT put batteries IN YOUR BIN. WE CANNOT take them.</p>",
    "<p>نجمع نفاياتكم كل أسبوع اتركوها أمام الباب قبل السابعة صباحا من فضلكم</p>",
    f"<p style='text-transform: capitalize'>{_PLAIN}</p>",
    "<p>A1 B2 C3 D4 E5 F6 G7 H8 I9 J10 K11 L12</p>",
    "<code>SELECT NAME FROM BINS WHERE DAY LESS THAN SEVEN ORDER BY STREET</code>",
)
