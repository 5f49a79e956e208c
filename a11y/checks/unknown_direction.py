"""A dir that is not one of the three directions, and is ignored."""

from a11y.findings import ERROR

CRITERION = "1.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'dir="{direction}" is no direction, so the browser ignores it.'
ADVICE = 'Write dir="ltr", dir="rtl" or dir="auto".'
SCRIPT = """
for (const element of kit.all("[dir]")) {
  const direction = element.getAttribute("dir");
  if (element.namespaceURI === "http://www.w3.org/1999/xhtml" &&
      !/^(ltr|rtl|auto)$/i.test(direction)) {
    report(element, {direction});
  }
}
"""
FAILS = (
    "<p lang='ar' dir='right'>سلام</p>",
    "<p dir='r2l'>سلام</p>",
    "<p dir=''>Bins</p>",
    "<p dir=' rtl'>سلام</p>",
)
PASSES = (
    "<p lang='ar' dir='rtl'>سلام</p><p dir='LTR'>Bins</p><p dir='auto'>Bins</p>",
    "<p>Bins</p>",
)
