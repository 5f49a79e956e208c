// Focuses every stop, there and back: whether it is in sight then, and whether something lies over it.
(() => {
  const stops = globalThis.councilsiteStops;
  const isReal = (box) => box.width > 1 && box.height > 1;
  const boxesOf = (element) => {
    const own = [...element.getClientRects()].filter(isReal);
    return own.length ? own
      : [...element.querySelectorAll("*")].flatMap((e) => [...e.getClientRects()]).filter(isReal);
  };
  const opacityOf = (element) => {
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    return opacity;
  };
  const cut = (box, by) => {
    const left = Math.max(box.left, by.left), right = Math.min(box.right, by.right);
    const top = Math.max(box.top, by.top), bottom = Math.min(box.bottom, by.bottom);
    return {left, right, top, bottom, width: right - left, height: bottom - top};
  };
  const WINDOW = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  // What is left of an element's boxes after the window and all around it have cut theirs off.
  const shownOf = (element) => {
    if (opacityOf(element) < 0.05) return [];
    let boxes = boxesOf(element).map((box) => cut(box, WINDOW));
    let position = getComputedStyle(element).position;
    for (let e = element; e && boxes.length; e = e.parentElement ?? e.getRootNode().host) {
      const style = getComputedStyle(e);
      const clipped = /^rect\((?:0|1)px,? (?:0|1)px,? (?:0|1)px,? (?:0|1)px\)$/.test(style.clip)
        && ["absolute", "fixed"].includes(style.position);
      if (clipped || /^inset\((?:50|100)%\)|^circle\(0/.test(style.clipPath)) return [];
      if (e === element || e === document.body || e === document.documentElement) continue;
      const holds = position === "fixed" ? style.transform !== "none"
        : position !== "absolute" || style.position !== "static" || style.transform !== "none";
      if (!holds) continue;
      if (style.overflow !== "visible" && style.display !== "inline") {
        const frame = e.getBoundingClientRect();
        boxes = boxes.map((box) => cut(box, frame));
      }
      position = style.position;
    }
    return boxes.filter(isReal);
  };
  // A field may be drawn by what is around it: its label, or a sibling with a style of its own.
  const drawnBy = (element) => [element, ...(element.localName === "input"
    ? [...(element.labels ?? []), element.nextElementSibling, element.parentElement].filter(Boolean) : [])];
  const isOpaque = (element) => {
    const style = getComputedStyle(element);
    const alpha = /rgba\(.*, ([\d.]+)\)$|\/ ([\d.]+)\)$/.exec(style.backgroundColor);
    return opacityOf(element) > 0.7 && (element.matches("img, video, canvas, iframe")
      || style.backgroundImage !== "none" || !alpha || Number(alpha[1] ?? alpha[2]) > 0.7);
  };
  const coverAt = (stop, x, y) => {
    let top = stop.getRootNode().elementFromPoint?.(x, y);
    if (!top || drawnBy(stop).some((e) => e.contains(top)) || top.contains(stop)) return null;
    if ([...(stop.labels ?? [])].some((label) => label.contains(top))) return null;
    for (; top && !top.contains(stop); top = top.parentElement) if (isOpaque(top)) return top;
    return null;
  };
  const coverOf = (stop, boxes) => {
    let cover = null;
    for (const box of boxes) {
      for (const across of [0.1, 0.5, 0.9]) for (const down of [0.2, 0.5, 0.8]) {
        const found = coverAt(stop, box.left + box.width * across, box.top + box.height * down);
        if (!found) return null;
        cover = found;
      }
    }
    return cover;
  };
  document.activeElement?.blur?.();
  const found = stops.map((stop, index) => ({index, taken: false, hidden: false,
    cover: "", isText: stop.matches("textarea, select, [contenteditable], input:not([type=checkbox],"
      + "[type=radio], [type=button], [type=submit], [type=reset], [type=image], [type=file],"
      + "[type=range], [type=color])") && !stop.matches("select"),
    isFrame: stop.matches("iframe, object, embed, audio, video, area")}));
  const visit = (stop, row) => {
    stop.focus();
    const active = stop.getRootNode().activeElement;
    row.taken = active === stop;
    if (!row.taken || row.isFrame) return;
    stop.getAnimations?.().forEach((animation) => { try { animation.finish(); } catch {} });
    const boxes = drawnBy(stop).map(shownOf).find((shown) => shown.length) ?? [];
    if (!boxes.length) row.hidden = true;
    const cover = boxes.length ? coverOf(stop, boxes) : null;
    if (cover) row.cover = (cover.id || cover.className?.baseVal || cover.className || cover.localName) + "";
  };
  // The way back differs only where something stays at the window's edges while the page scrolls.
  const sticks = [...document.querySelectorAll("*")].some(
    (e) => ["fixed", "sticky"].includes(getComputedStyle(e).position));
  const order = [...stops.keys()];
  for (const index of order) visit(stops[index], found[index]);
  if (sticks) for (const index of order.reverse()) visit(stops[index], found[index]);
  document.activeElement?.blur?.();
  return found;
})()
