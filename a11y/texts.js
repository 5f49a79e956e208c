// How much of each text can be seen in the window as it is: a row for each text node, in the order of
// the page. "whole", "cut" (letters or lines are missing), "short" (cut, and an ellipsis says so),
// "gone" (clipped away wholly) or "hidden". And what lies upon what, and whether the page is too wide.
// With `spacing`, a style sheet, as a reader sees it who asks for that.
((spacing, wanted) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spacing);
  if (spacing) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const ALL = {left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity};
  const MOVING = /carousel|slider|slide|swiper|slick|glide|splide|marquee|ticker|sr-only|visually-?hidden|offscreen|screen-?reader/i;
  const root = document.documentElement;
  const rootStyle = getComputedStyle(root), bodyStyle = getComputedStyle(document.body ?? root);
  const rtl = rootStyle.direction === "rtl";
  const shut = (style) => ["hidden", "clip"].includes(style.overflowX);
  // What stands before the page's first edge cannot be scrolled to.
  const page = {...ALL, top: -scrollY, by: null};
  const isShut = shut(rootStyle) || (rootStyle.overflowX === "visible" && shut(bodyStyle));
  if (!rtl || isShut) page.left = -scrollX;
  if (rtl || isShut) page.right = root.clientWidth - scrollX;
  const known = new Map();
  const meet = (base, box, style, element) => {
    const clip = {...base};
    for (const [first, last, overflow] of [["left", "right", style.overflowX], ["top", "bottom", style.overflowY]]) {
      if (overflow === "visible") continue;
      if (overflow === "auto" || overflow === "scroll") {
        clip[first] = -Infinity;
        clip[last] = Infinity;
        clip.scrolls = true;
        continue;
      }
      if (box[first] > clip[first]) { clip[first] = box[first]; clip.by = element; }
      if (box[last] < clip[last]) { clip[last] = box[last]; clip.by = element; }
    }
    return clip;
  };
  const look = (element) => {
    if (known.has(element)) return known.get(element);
    const above = element.parentElement ? look(element.parentElement)
      : {flow: page, absolute: page, fixed: ALL, hidden: false, layer: false};
    const style = getComputedStyle(element);
    const out = style.position === "absolute" || style.position === "fixed";
    const base = style.position === "fixed" ? above.fixed : out ? above.absolute : above.flow;
    const isRoot = element === root || element === document.body;
    const clips = !isRoot && (style.overflowX !== "visible" || style.overflowY !== "visible")
      && style.display !== "inline" && style.display !== "contents";
    const box = clips ? element.getBoundingClientRect() : null;
    const flow = clips ? meet(base, box, style, element) : base;
    const holds = style.position !== "static" || style.transform !== "none" || style.filter !== "none";
    const tiny = clips && (box.width <= 2 || box.height <= 2);
    const mine = {
      flow, clips, style,
      absolute: holds ? flow : above.absolute,
      fixed: style.transform !== "none" ? flow : above.fixed,
      hidden: above.hidden || tiny || style.opacity === "0" || (style.clip !== "auto" && out)
        || style.clipPath !== "none" || MOVING.test(element.getAttribute("class") ?? "")
        || element.getAttribute("aria-roledescription") === "carousel",
      layer: above.layer || style.position === "fixed" || style.position === "sticky",
      ellipsis: (clips && (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none")) || (!clips && above.ellipsis),
    };
    known.set(element, mine);
    return mine;
  };
  const rows = [], elements = [], lines = [];
  const walker = document.createTreeWalker(document.body ?? root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!/[\p{L}\p{N}]/u.test(node.data) || element.closest("script, style, noscript, template, svg, option")) continue;
    const text = node.data.trim().replace(/\s+/g, " ").slice(0, 80);
    elements.push(element);
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) { rows.push([text, "hidden"]); continue; }
    const {flow, hidden, ellipsis, style, layer} = look(element);
    if (hidden || parseFloat(style.fontSize) < 3) { rows.push([text, "hidden"]); continue; }
    const range = document.createRange();
    range.selectNodeContents(node);
    let seen = 0, cut = 0, low = false, by = null;
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue;
      // The box of a line holds room above and below the letters: what must be whole is its middle.
      const spare = rect.height * 0.22;
      const box = {left: rect.left, right: rect.right, top: rect.top + spare, bottom: rect.bottom - spare};
      const width = Math.min(box.right, flow.right) - Math.max(box.left, flow.left);
      const height = Math.min(box.bottom, flow.bottom) - Math.max(box.top, flow.top);
      if (width <= 1 || height <= 1) { cut++; continue; }
      seen++;
      const isLow = box.bottom - box.top - height > 1.5;
      low ||= isLow;
      if (rect.width - width > 4 || isLow) cut++;
      else if (!layer && !flow.scrolls) lines.push({...box, node, row: rows.length});
    }
    const clipper = flow.by?.getBoundingClientRect();
    let state = seen && !cut ? "whole" : seen ? "cut" : cut ? "gone" : "hidden";
    // Lines that have gone from a box that shows others are cut off; a box that is shut hides them.
    if (state === "gone" && clipper && clipper.height > 12 && clipper.width > 40) {
      const line = range.getBoundingClientRect();
      if (line.left < clipper.right && line.right > clipper.left && line.top >= clipper.bottom - line.height) state = "below";
    }
    // Dots stand for what is missing at the end of a line, not for the lower half of its letters.
    if (state === "cut" && ellipsis && !low) state = "short";
    rows.push([text, state]);
  }
  const upon = [];
  lines.sort((a, b) => a.top - b.top);
  lines.slice(0, 3000).forEach((a, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < a.bottom - 2 && upon.length < 200; j++) {
      const b = lines[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3) upon.push([a.row, b.row]);
    }
  });
  const spare = Math.max(root.scrollWidth, document.body?.scrollWidth ?? 0) - root.clientWidth;
  if (spacing) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  if (!wanted) return {rows, upon, spare};
  const shown = [];
  for (const row of wanted) shown.push(elements[row]);
  return shown;
})
