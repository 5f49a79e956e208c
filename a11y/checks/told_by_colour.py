"""Words that tell things apart by their colour alone."""

from a11y.findings import WARNING

CRITERION = "1.4.1"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" helps only people who see the colour.'
ADVICE = "Say it in words or with a sign too, as in: (required)."
SCRIPT = """
kit.wordedBlocks((block, words) => {
  const found = kit.patternOf("colours_told", block)?.exec(words)?.[0];
  if (found && kit.isSeen(block)) report(block, {text: found});
});
"""
FAILS = (
    "<p>Fields in red are required.</p>",
    "<p>Press the green button to go on.</p>",
    "<p>Holidays are highlighted in yellow.</p>",
    "<p>Dates shown in <span style='color:red'>red</span> are taken.</p>",
    "<p lang='pl'>Pola zaznaczone na czerwono są wymagane.</p>",
    "<p lang='zh'>红色的字段为必填项。</p>",
    "<p lang='ar'>الحقول المكتوبة باللون الأحمر مطلوبة.</p>",
    "<p lang='pa'>ਲਾਲ ਰੰਗ ਵਿੱਚ ਲਿਖੇ ਖਾਨੇ ਭਰੋ।</p>",
)
PASSES = (
    "<p>Put paper in the blue bin and garden waste in the green bin.</p>",
    "<p>Wait for the green man.</p>",
    "<p>She wore a dress in red. The Red Lion is shut.</p>",
    "<p>Fields marked with a star are required.</p>",
    "<p lang='pl'>Papier wrzucaj do niebieskiego pojemnika.</p>",
    "<p lang='zh'>请将纸张放入蓝色垃圾桶。</p>",
    "<p lang='ar'>ضع الورق في الحاوية الزرقاء.</p>",
)
