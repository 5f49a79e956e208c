"""Skip links that lead nowhere, or past nothing."""

from a11y.findings import ERROR

CRITERION = "2.4.1"
SEVERITY = ERROR
DIFFERS_BY = ("content",)
MESSAGE = 'The link "{text}" leads to nothing on this page: there is no visible "{target}".'
ADVICE = "Give the content the id that the link names."
SCRIPT = """
const links = kit.all("a[href^='#']").filter((link) => kit.isHeard(link)).slice(0, 5);
for (const link of links) {
  const words = kit.listOf("skip_links", link);
  const name = kit.fold(kit.nameOf(link));
  if (!words.some((word) => name.includes(kit.fold(word)))) continue;
  let id = link.getAttribute("href").slice(1);
  try { id = decodeURIComponent(id); } catch {}
  if (id === "top" || link.hasAttribute("onclick")) continue;
  const target = id && (document.getElementById(id) ?? document.getElementsByName(id)[0]);
  if (target && (target.checkVisibility() || !target.childElementCount)) continue;
  report(link, {text: kit.nameOf(link), target: `#${id}`});
}
"""
_PAGE = (
    "<!doctype html><html lang='{1}'><meta charset='utf-8'><title>Bins</title>"
    "<body>{0}<main id='m'><h1>Bins</h1></main>"
)
FAILS = (
    _PAGE.format("<a href='#main'>Skip to main content</a>", "en"),
    _PAGE.format("<a href='#'>Skip to content</a>", "en"),
    _PAGE.format("<a href='#n'>Skip to navigation</a><nav id='n' hidden><p>Bins</p></nav>", "en"),
    _PAGE.format("<a href='#main'>Przejdź do treści</a>", "pl"),
    _PAGE.format("<a href='#main'>跳到主要内容</a>", "zh-Hans"),
)
PASSES = (
    _PAGE.format("<a href='#m'>Skip to main content</a>", "en"),
    _PAGE.format("<a href='#bins'>Bins</a>", "en"),
    _PAGE.format("<a href='#n'>Skip to content</a><a id='n'></a>", "en"),
    _PAGE.format("<a href='#' onclick='go()'>Skip to content</a>", "en"),
    _PAGE.format("<a href='#m'>تخطى إلى المحتوى</a>", "ar"),
)
