"""Rows of controls that the Tab key goes through in another order than that of the eye."""

from a11y.findings import WARNING

CRITERION = "2.4.3"
SEVERITY = WARNING
DIFFERS_BY = ("content", "size")
MESSAGE = (
    'After "{before}" the Tab key goes back to "{text}", past others beside it:'
    " look whether the order makes sense."
)
ADVICE = "Put links and buttons into the page in the order in which people see them."
SCRIPT = """
const OUT = ["absolute", "fixed", "sticky"];
const stops = kit.all(`${kit.CONTROLS}, [tabindex]`).filter((e) => kit.isStop(e)
  && e.getRootNode() === document && kit.isSeen(e) && !e.closest("svg, table, [role=grid]"));
// Parts of a box in which there are stops, by box, in the order of the page.
const boxes = new Map();
for (const stop of stops) {
  for (let part = stop; part.parentElement && part !== document.body; part = part.parentElement) {
    const parts = boxes.get(part.parentElement) ?? [];
    if (parts.at(-1)?.part === part) break;
    boxes.set(part.parentElement, [...parts, {part, stop}]);
  }
}
const isLoose = (part) => {
  const {position, display} = getComputedStyle(part);
  return OUT.includes(position) || display === "contents" || kit.boxesOf(part).length !== 1;
};
// In a line from right to left, words of the other direction stand from left to right.
const isInline = ({part}) => getComputedStyle(part).display === "inline";
const share = (from, to, least) => Math.max(0, to - from) / Math.max(1, least);
for (const [box, parts] of boxes) {
  if (parts.length < 3 || parts.some(({part}) => isLoose(part))) continue;
  const isRight = getComputedStyle(box).direction === "rtl";
  const places = parts.map(({part}) => part.getBoundingClientRect());
  for (let index = 1; index < parts.length; index += 1) {
    const [was, is] = [places[index - 1], places[index]];
    if (isInline(parts[index - 1]) && isInline(parts[index])) continue;
    const inRow = share(Math.max(was.top, is.top), Math.min(was.bottom, is.bottom),
      Math.min(was.height, is.height)) > 0.6;
    const inColumn = share(Math.max(was.left, is.left), Math.min(was.right, is.right),
      Math.min(was.width, is.width)) > 0.6;
    const goesBack = inRow && !inColumn
      && (isRight ? is.left >= was.right - 1 : is.right <= was.left + 1);
    const goesUp = inColumn && !inRow && is.bottom <= was.top + 1;
    if (!goesBack && !goesUp) continue;
    const name = ({stop}) => (kit.nameOf(stop) || stop.localName).slice(0, 60);
    report(parts[index].stop, {before: name(parts[index - 1]), text: name(parts[index])});
    break;
  }
}
"""
_LINKS = "<a href='#1'>One</a> <a href='#2'>Two</a> <a href='#3'>Three</a>"
FAILS = (
    "<style>a:nth-child(1) { float: left } a:nth-child(2) { float: right }</style>"
    f"<div>{_LINKS}</div>",
    "<style>a { float: left } a:nth-child(2) { float: right }</style>" + f"<div>{_LINKS}</div>",
    f"<div style='display: flex; flex-direction: row-reverse'>{_LINKS}</div>",
    f"<div style='display: flex; flex-direction: column-reverse'>{_LINKS}</div>",
    "<style>a:nth-child(1) { order: 3 }</style>" + f"<div style='display: flex'>{_LINKS}</div>",
    "<ul style='display: flex; flex-direction: row-reverse'><li><a href='#3'>Three</a></li>"
    "<li><a href='#4'>Four</a></li><li><button>Five</button></li></ul>",
    f"<div dir='rtl'><div style='display: flex; direction: ltr'>{_LINKS}</div></div>".replace(
        "display: flex", "display: flex; flex-direction: row-reverse"
    ),
)
PASSES = (
    f"<div>{_LINKS}</div><div style='display: flex'>{_LINKS}</div>",
    f"<div dir='rtl' style='display: flex'>{_LINKS}</div><p dir='rtl'>{_LINKS}</p>",
    f"<p style='width: 9em'>{_LINKS * 9}</p>",
    f"<div style='columns: 2'>{'<p>' + '</p><p>'.join([_LINKS] * 6) + '</p>'}</div>",
    "<a href='#l' style='float: right'>Log in</a><nav aria-label='Main'><a href='#1'>One</a></nav>",
    f"<div style='display: grid; grid-template-columns: 1fr 1fr'>{_LINKS}</div>",
    "<div style='position: relative; height: 9em'>"
    "<a href='#1' style='position: absolute; top: 5em'>One</a>"
    "<a href='#2'>Two</a><br><a href='#3'>Three</a></div>",
)
