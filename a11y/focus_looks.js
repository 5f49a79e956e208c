// Compares what stops look like with the focus and without it, by computed styles: one stop of each
// make is looked at. Kinds that certainly stand out are "strong"; of the others one stop each must be
// looked at in pictures.
((rows, makes) => {
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "outlineColor", "outlineStyle",
    "outlineWidth", "outlineOffset", "boxShadow", "borderColor", "borderStyle", "borderWidth",
    "borderRadius", "textDecoration", "textDecorationThickness", "fontWeight", "fontSize",
    "display", "position", "overflow", "opacity", "filter", "clipPath", "accentColor", "transform"];
  const LEAST_CONTRAST = 3;
  const LINE = 2;
  const {Color, getContrast, flattenColors} = axe.commons.color;
  const stops = globalThis.councilsiteStops;
  const styleOf = (element, part) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === "none") return "";
    return LOOKS.map((name) => style[name]).join("|");
  };
  const lookOf = (element) => {
    const near = [element.nextElementSibling, element.labels?.[0], element.parentElement];
    return [styleOf(element), styleOf(element, "::before"), styleOf(element, "::after"),
      ...near.map((e) => (e ? styleOf(e) + styleOf(e, "::before") + styleOf(e, "::after") : "")),
    ].join("/");
  };
  const groundsOf = (element) => {
    let grounds = "";
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      const own = ["backgroundColor", "backgroundImage", "borderImageSource", "overflow", "clipPath"]
        .map((name) => style[name]).join();
      if (own !== "rgba(0, 0, 0, 0),none,none,visible,none") grounds += `${own};`;
    }
    return grounds;
  };
  const colours = new Map();
  const colourOf = (words) => {
    if (!colours.has(words)) {
      const colour = new Color();
      try { colour.parseString(words); } catch { colour.alpha = NaN; }
      colours.set(words, colour);
    }
    return colours.get(words);
  };
  // The plain colour behind a place in an element; null where it is mixed, or a picture.
  const groundOf = (element) => {
    for (let e = element; e; e = e.parentElement ?? e.getRootNode().host) {
      const style = getComputedStyle(e);
      const isPlain = style.backgroundImage === "none" && style.borderImageSource === "none"
        && style.filter === "none" && style.opacity === "1" && style.mixBlendMode === "normal"
        && ["::before", "::after"].every((part) => {
          const {content, position, backgroundColor, backgroundImage} = getComputedStyle(e, part);
          return content === "none" || position === "static"
            || backgroundImage === "none" && colourOf(backgroundColor).alpha === 0;
        });
      if (!isPlain || e.matches("img, video, canvas, iframe, svg *")) return null;
      const colour = colourOf(style.backgroundColor);
      if (colour.alpha === 1) return colour;
      if (colour.alpha !== 0) return null;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? null : colourOf("rgb(255, 255, 255)");
  };
  const differs = (one, other) => Boolean(one && other && getContrast(one, other) >= LEAST_CONTRAST);
  // Whether a line of this colour stands out at a place outside a stop's box.
  const standsOutAt = (stop, [x, y], words) => {
    if (x < 1 || y < 1 || x > innerWidth - 1 || y > innerHeight - 1) return false;
    const under = stop.getRootNode().elementFromPoint?.(x, y);
    if (!under?.contains(stop) && under !== stop) return false;
    for (let e = stop.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.clipPath !== "none" || style.contain.includes("paint")) return false;
      if (style.overflow === "visible" || e === document.documentElement || e === document.body) continue;
      const box = e.getBoundingClientRect();
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) return false;
    }
    const ground = groundOf(under);
    const colour = colourOf(words);
    return Boolean(ground && colour.alpha > 0.1) && differs(flattenColors(colour, ground), ground);
  };
  const sidesAt = (box, by) => {
    const across = box.left + box.width / 2, down = box.top + box.height / 2;
    return [[across, box.top - by], [across, box.bottom + by], [box.left - by, down], [box.right + by, down]];
  };
  const isRinged = (stop, box, by, colour) =>
    sidesAt(box, by).filter((place) => standsOutAt(stop, place, colour)).length >= 2;
  const hasOutline = (stop, box, before, after) => {
    const width = after.outlineStyle === "auto" ? LINE : parseFloat(after.outlineWidth);
    if (after.outlineStyle === "none" || width < LINE || !(before.outlineStyle === "none"
      || parseFloat(before.outlineWidth) === 0)) return false;
    if (/dotted|double|groove|ridge|inset|outset/.test(after.outlineStyle)) return false;
    return isRinged(stop, box, parseFloat(after.outlineOffset) + width / 2, after.outlineColor);
  };
  const hasShadow = (stop, box, before, after) => {
    if (before.boxShadow !== "none" || after.boxShadow === "none") return false;
    let drawn = 0;
    return after.boxShadow.split(/,(?![^(]*\))/).some((shadow) => {
      const colour = shadow.match(/[a-z]+\([^)]*\)/)?.[0] ?? "";
      const [right, down, blur, spread] = [...shadow.replace(colour, "").matchAll(/(-?[\d.]+)px/g)].map(
        ([, number]) => Number(number));
      if (shadow.includes("inset") || blur > 1 || right) return false;
      if (!down && spread >= drawn + LINE) {
        const by = (drawn + spread) / 2;
        drawn = spread;
        return isRinged(stop, box, by, colour);
      }
      return down >= LINE && box.width >= box.height && !drawn
        && standsOutAt(stop, [box.left + box.width / 2, box.bottom + (down + spread) / 2], colour);
    });
  };
  const hasBorder = (before, after) => ["Top", "Bottom"].some((side) => {
    const [was, is] = [before, after].map((style) => style[`border${side}Color`]);
    return was !== is && parseFloat(after[`border${side}Width`]) >= LINE && after[`border${side}Style`] === "solid"
      && before[`border${side}Width`] === after[`border${side}Width`]
      && [was, is].every((words) => colourOf(words).alpha === 1) && differs(colourOf(was), colourOf(is));
  });
  // Skip links come into sight with the focus.
  const isAway = (box) => !box || box.right <= 0 || box.left >= innerWidth;
  const copy = (style) => Object.fromEntries(["outlineStyle", "outlineWidth", "boxShadow", "borderTopColor",
    "borderBottomColor", "borderTopWidth", "borderBottomWidth", "borderLeftWidth", "padding", "width", "height"]
    .map((name) => [name, style[name]]));
  const isOpaque = (element) => !element || Number(getComputedStyle(element).opacity) > 0.9
    && isOpaque(element.parentElement);
  const boxOf = (stop) => [...stop.getClientRects()].find((box) => box.width > 1 && box.height > 1);
  const isStrong = (stop, before, ground) => {
    const after = getComputedStyle(stop);
    const box = boxOf(stop);
    if (before.isAway && box && box.right > 1 && box.left < innerWidth - 1) return true;
    if (!box || after.clipPath !== "none" || !isOpaque(stop)) return false;
    return hasOutline(stop, box, before, after) || hasShadow(stop, box, before, after)
      || hasBorder(before, after) || differs(ground, groundOf(stop));
  };
  // How far outside its box a stop is drawn; it reaches as far as its outline and its shadows do.
  const reachOf = (stop) => {
    const {outlineStyle, outlineWidth, outlineOffset, boxShadow} = getComputedStyle(stop);
    const outline = outlineStyle === "none" ? 0 : parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const shadows = [...boxShadow.matchAll(/(-?[\d.]+)px/g)].map(([, number]) => Math.abs(number));
    return Math.max(0, outline, ...shadows);
  };
  const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((q) => matchMedia(q).matches);
  const kinds = new Map();
  document.activeElement?.blur?.();
  const kindOf = {};
  for (const [make, [index, ...others]] of Object.entries(makes)) {
    const stop = stops[index];
    document.activeElement?.blur?.();
    const before = {...copy(getComputedStyle(stop)), isAway: isAway(boxOf(stop))};
    const [look, grounds, ground] = [lookOf(stop), groundsOf(stop.parentElement), groundOf(stop)];
    stop.focus();
    stop.getAnimations?.().forEach((animation) => { try { animation.finish(); } catch {} });
    const after = copy(getComputedStyle(stop));
    const isMoved = ["borderTopWidth", "borderBottomWidth", "borderLeftWidth", "padding", "width", "height"].some(
      (name) => before[name] !== after[name]);
    const kind = [stop.localName, stop.type ?? "", ...media, look, grounds, lookOf(stop)].join(" ");
    const row = kinds.get(kind) ?? {...rows[index], kind, count: 0, isMoved, reach: reachOf(stop),
      isStrong: isStrong(stop, before, ground)};
    row.count += 1 + others.length;
    kindOf[make] = row.isStrong ? "" : kind;
    kinds.set(kind, row);
  }
  document.activeElement?.blur?.();
  return {kindOf, doubtful: [...kinds.values()].filter((row) => !row.isStrong)};
})
