// Focuses one of the stops that focus_stops.js found; gives its boxes in the window. It stands in
// the middle then, so that the window's edge takes nothing of what is around it.
(index) => {
  const element = globalThis.councilsiteStops[index];
  element.focus();
  element.scrollIntoView({block: "center", behavior: "instant"});
  return [...element.getClientRects()].map((box) => [box.left, box.top, box.right, box.bottom]);
}
