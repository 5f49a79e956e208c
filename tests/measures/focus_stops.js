// Focuses every element that Tab can reach, one after another, there and back: where it is then, if
// anything lies over it, and what it looks like before and after (a "kind" of element). Elements
// of one kind look alike, so that a picture of one will do for all. Where only colours differ from
// what was measured before, places need not be measured again.
(withPlaces) => {
  const looks = ["color", "backgroundColor", "backgroundImage", "outlineColor", "outlineStyle",
    "outlineWidth", "outlineOffset", "boxShadow", "borderColor", "borderStyle", "borderWidth",
    "borderRadius", "textDecoration", "textDecorationThickness", "fontWeight", "fontSize",
    "display", "position", "overflow", "opacity", "filter", "clipPath", "accentColor"];
  const describe = (element) => {
    const style = getComputedStyle(element);
    return looks.map((name) => style[name]).join("|");
  };
  const surroundings = (element) => {
    const chain = [];
    for (let e = element.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      chain.push([style.backgroundColor, style.backgroundImage, style.overflow, style.clipPath]);
    }
    return chain.filter((c, i) => i === 0 || c.join() !== "rgba(0, 0, 0, 0),none,visible,none");
  };
  const name = (element) => element.outerHTML.slice(0, 140).replace(/\s+/g, " ");

  document.querySelectorAll("details").forEach((details) => (details.open = true));
  const stops = [...document.querySelectorAll(
    "a[href], area[href], button, input, select, textarea, summary, iframe, audio, video, [tabindex], [contenteditable]"
  )].filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden"
    && element.checkVisibility({visibilityProperty: true}));
  const before = stops.map((element) => [describe(element), JSON.stringify(surroundings(element))]);
  const found = stops.map(() => ({faults: []}));

  const look = (element, stop) => {
    element.focus();
    stop.name ??= name(element);
    if (document.activeElement !== element) return stop.faults.push("takes no focus");
    if (!element.matches(":focus-visible")) return stop.faults.push("shows no focus");
    const shown = element.getClientRects().length ? element : element.parentElement;
    const box = [...shown.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0);
    if (!box) return stop.faults.push("has no box");
    if (box.left < -1 || box.right > innerWidth + 1 ||
        (box.height <= innerHeight && (box.top < -1 || box.bottom > innerHeight + 1))) {
      stop.faults.push(`outside the window: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    }
    // Not at its very edge: letters of the next line reach into a box of text.
    const inset = {x: Math.min(3, box.width / 4), y: box.height * 0.3};
    const xs = [box.left + inset.x, (box.left + box.right) / 2, box.right - inset.x];
    const ys = [box.top + inset.y, (box.top + box.bottom) / 2, box.bottom - inset.y];
    for (const y of ys) for (const x of xs) {
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
      const top = document.elementFromPoint(x, y);
      if (!top) continue;
      const own = element.contains(top) || top.contains(element) || top.control === element
        || (element.labels && [...element.labels].some((label) => label.contains(top)));
      if (!own) stop.faults.push(`under ${name(top)}`);
    }
  };

  const last = stops.map((_, i) => stops.length - 1 - i);
  if (withPlaces) for (const i of [...stops.keys(), ...last]) look(stops[i], found[i]);
  stops.forEach((element, i) => {
    element.focus({preventScroll: true});
    const tag = `${element.tagName} ${element.type ?? ""}`;
    found[i].kind = [tag, ...before[i], describe(element)].join(" / ");
    found[i].index = i;
    found[i].name ??= name(element);
  });
  document.activeElement?.blur();
  // For pictures of single elements later on.
  globalThis.councilsiteStops = stops;
  return found.map((stop) => ({...stop, faults: [...new Set(stop.faults)]}));
}
