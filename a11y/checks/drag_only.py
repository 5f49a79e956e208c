"""Things that are dragged, with no button or field that does the same."""

from __future__ import annotations

from a11y.findings import WARNING

CRITERION = "2.5.7"
SEVERITY = WARNING
DIFFERS_BY = ("content",)
MESSAGE = '"{text}" can be dragged: look whether it can be moved without dragging as well.'
ADVICE = "Give people buttons, such as Move up and Move down, that do the same."
LISTENERS = True
SCRIPT = """
const items = kit.all("[draggable=true], .ui-draggable, .ui-sortable > *, .ui-slider-handle")
  .filter((element) => kit.isSeen(element));
const groups = new Map();
for (const item of items) groups.set(item.parentElement, groups.get(item.parentElement) ?? item);
for (const [group, item] of groups) {
  if (!group || item.closest("[inert], [aria-disabled=true]")) continue;
  const drags = kit.handlersOf(item, "dragstart", "drag", "dragend").length > 0
    || item.matches("[class*=ui-]");
  const near = [...group.parentElement?.querySelectorAll(":scope > *") ?? [], group];
  const takes = [document, document.body, ...near].some(
    (one) => kit.handlersOf(one, "drop", "dragover", "dragstart").length > 0);
  if (!drags && !takes) continue;
  // Keys or controls in it or beside it may do the same.
  const keyed = kit.keyHandlersOf(item).length > 0 && kit.isReached(item);
  const place = group.matches("body, main") ? item : group;
  const helped = place.querySelector("button, select, input, [role=button], [role=slider]");
  if (keyed || helped) continue;
  report(item, {text: (kit.wordsOf(item) || kit.nameOf(item) || item.localName).slice(0, 60)});
}
"""


_LIST = "<ul id='l'><li draggable='true'>Bins</li><li draggable='true'>Parking</li></ul>"
_DROPS = "<script>l.ondragstart = () => mark(); l.ondrop = () => sort()</script>"
FAILS = (
    _LIST + _DROPS,
    "<div draggable='true' ondragstart='mark()'>Bins</div><div ondrop='put()'>Basket</div>",
)
PASSES = (
    _LIST,
    _LIST.replace("Bins", "Bins <button onclick='up()'>Move up</button>") + _DROPS,
    "<img draggable='false' alt='Bins' src='b.png'><a href='/b'>Bins</a>",
    _LIST.replace("<li ", "<li tabindex='0' onkeydown='move(event)' ") + _DROPS,
)
