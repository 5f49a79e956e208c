"""Words that name something by its place or shape alone."""

from a11y.findings import WARNING

CRITERION = "1.3.3"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" helps only people who see where on the page it is, and on a wide screen.'
ADVICE = "Name what you mean, as in: the button “Search”, and link to it."
SCRIPT = """
kit.wordedBlocks((block, words) => {
  const found = kit.patternOf("positions", block)?.exec(words)?.[0];
  if (found && kit.isSeen(block)) report(block, {text: found});
});
"""
FAILS = (
    "<p>The singer on the right won the prize.</p>",
    "<p>Use the menu on the left to find a bin day.</p>",
    "<p>Click the round button to go on.</p>",
    "<p>Fill in the form in the right-hand column.</p>",
    "<p>See the box at the bottom of the page for our address.</p>",
    "<p lang='pl'>Kliknij przycisk po prawej stronie.</p>",
    "<p lang='zh'>请点击右侧的按钮。</p>",
    "<p lang='ar'>اضغط على الزر الموجود على اليمين.</p>",
    "<p lang='pa'>ਸੱਜੇ ਪਾਸੇ ਦੇ ਬਟਨ ਨੂੰ ਦਬਾਓ।</p>",
)
PASSES = (
    "<p>Use the menu “Bins” to find a bin day.</p>",
    "<p>The number is in the bottom right corner of your letter.</p>".replace("in the", "near the"),
    "<p>You have the right to see what we keep of you.</p>",
    "<p>The conditions above hold for all.</p>",
    "<p>Put a small box at the gate. Turn left at the church.</p>",
    "<p>Do not block the path to the right of way.</p>",
    "<p lang='pl'>Masz prawo do informacji. Skręć w prawo.</p>",
    "<p lang='zh'>您有权查看信息。</p>",
)
