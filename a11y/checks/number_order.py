"""Telephone numbers and addresses that right-to-left text shows with their parts swapped."""

from a11y.findings import ERROR

CRITERION = "1.3.2"
SEVERITY = ERROR
DIFFERS_BY = ("content", "size")
MESSAGE = (
    '"{text}" is shown with its parts in another order, because right-to-left text is around it.'
)
ADVICE = 'Put the number or address in an element of its own with dir="ltr".'
SCRIPT = """
const GROUPS = "(?:[ \\\\u00A0\\\\u202F().-]{1,2}\\\\p{Nd}+)+";
const TELEPHONE = new RegExp(`(?<![\\\\p{Nd}.,])(?:\\\\+|\\\\(?[0٠۰])\\\\p{Nd}*${GROUPS}`, "gu");
const IN_LINK = new RegExp(`\\\\+?\\\\p{Nd}+${GROUPS}`, "gu");
const PLUS = /\\+\\p{Nd}{6,}/gu;
const ADDRESS = /(?:https?:\\/\\/|www\\.)[\\x21-\\x7E]+|[\\w.+-]+@[\\w.-]+\\.\\w+/gu;
const range = document.createRange();
const boxOf = (node, start, end) => {
  range.setStart(node, start);
  range.setEnd(node, end);
  const boxes = range.getClientRects();
  return boxes.length === 1 && boxes[0].width ? boxes[0] : null;
};
const isSwapped = (node, start, token) => {
  let last = null;
  for (const part of token.matchAll(/[\\p{L}\\p{N}]+|[+/:]/gu)) {
    const box = boxOf(node, start + part.index, start + part.index + part[0].length);
    if (box && last && Math.abs(box.top - last.top) < box.height / 2 && box.left < last.left - 1) {
      return true;
    }
    last = box ?? last;
  }
  return false;
};
const digits = (token) => token.match(/\\p{Nd}/gu)?.length ?? 0;
for (const node of kit.textNodes()) {
  const element = node.parentElement;
  if (!/[\\p{Nd}@/.]/u.test(node.data)) continue;
  if (kit.styleOf(kit.blockOf(element)).direction !== "rtl") continue;
  const patterns = [element.closest("a[href^='tel:']") ? IN_LINK : TELEPHONE, PLUS, ADDRESS];
  for (const [token, start] of patterns.flatMap((pattern) =>
    [...node.data.matchAll(pattern)].map((match) => [match[0], match.index]))) {
    const isNumber = digits(token) >= 7 && digits(token) <= 15;
    if ((isNumber || /[@/]|www/.test(token)) && isSwapped(node, start, token)) {
      report(element, {text: token});
      break;
    }
  }
}
"""
FAILS = (
    "<p lang='ar' dir='rtl'>اتصل بنا على الرقم 01632 960100 كل يوم.</p>",
    "<p lang='ar' dir='rtl'>هاتف: <a href='tel:+441632960100'>01632 960100</a></p>",
    "<p lang='ar' dir='rtl'>الهاتف +44 1632 960100</p>",
    "<p lang='ar' dir='rtl'>الهاتف +441632960100</p>",
    "<p lang='ar' dir='rtl'>الهاتف ٠١٦٣٢ ٩٦٠١٠٠</p>",
    "<p lang='he' dir='rtl'>טלפון +44 1632 960100</p>",
    "<table dir='rtl' lang='ar'><tr><th>هاتف</th><td>020 7946 0000</td></tr></table>",
    "<p lang='ar' dir='rtl'>الموقع https://council.example/bins/</p>",
)
PASSES = (
    "<p lang='ar' dir='rtl'>اتصل بنا على الرقم <span dir='ltr'>01632 960100</span> كل يوم.</p>",
    "<p lang='ar' dir='rtl'>هاتف: <bdi>01632</bdi> أو \u206601632 960100\u2069</p>",
    "<p lang='ar' dir='rtl'>من 9:00 إلى 17:30، يوم 12/05/2026، صفحة 10-15</p>",
    "<p lang='ar' dir='rtl'>الحافلات 101 102 103 والرسوم 1,250.50</p>",
    "<p lang='ar' dir='rtl'>راسلنا: help@council.example أو ZZ1 1AA</p>",
    "<p>Call 01632 960100. العربية 01632 960100</p>",
    "<p lang='ar' dir='rtl'>رقم الطلب 016329601000</p>",
)
