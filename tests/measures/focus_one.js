// Focuses one of the stops that focus_stops.js found; gives its boxes in the window.
(index) => {
  const element = globalThis.councilsiteStops[index];
  element.focus();
  return [...element.getClientRects()].map((box) => [box.left, box.top, box.right, box.bottom]);
}
