// Text that a reader cannot see whole: cut off by a box, outside the page, or under other text.
// Text that is there for screen readers only (a box of one pixel, or clipped away whole) is left
// out, and so is what a keyboard can scroll to.
() => {
  const found = [];
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const lineHeightPart = (box) => {
    // The box of a line holds room above and below the letters: what must be whole is its middle.
    const spare = box.height * 0.2;
    return {left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare};
  };
  const isClipping = (style) => [style.overflowX, style.overflowY].some((o) => o !== "visible");
  const isUnseen = (element, style) =>
    (style.clipPath !== "none" && style.position === "absolute") || style.opacity === "0" ||
    (isClipping(style) && (element.clientWidth <= 1 || element.clientHeight <= 1)
      && style.position === "absolute");
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
  const lines = [];

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility({visibilityProperty: true})) continue;
    const chain = [];
    for (let e = node.parentElement; e; e = e.parentElement) chain.push([e, getComputedStyle(e)]);
    if (chain.some(([element, style]) => isUnseen(element, style))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      if (whole.width < 1 || whole.height < 1) continue;
      const box = lineHeightPart(whole);
      const left = box.left + scrollX, right = box.right + scrollX;
      // A skip link waits far outside the page until it has the focus.
      const away = right < -90 || left > document.documentElement.scrollWidth + 90;
      if (away) continue;
      let across = false, down = false;
      for (const [element, style] of chain) {
        // What clips the body or the root clips at the edge of the page, which is asked for below.
        if (!isClipping(style) || element === document.body || element === document.documentElement) {
          continue;
        }
        const edge = element.getBoundingClientRect();
        across ||= scrolls(style.overflowX) && element.tabIndex >= 0;
        down ||= scrolls(style.overflowY) && element.tabIndex >= 0;
        if ((!across && (box.left < edge.left - 1 || box.right > edge.right + 1)) ||
            (!down && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1))) {
          found.push({fault: "cut off", by: element.tagName, text: short(node.data)});
        }
      }
      if (!across && (left < -1 || right > document.documentElement.clientWidth + 1)) {
        found.push({fault: "outside the page", by: `${Math.round(left)} to ${Math.round(right)}`,
          text: short(node.data)});
      }
      if (!across && !down) lines.push({...box, node});
    }
  }

  lines.sort((a, b) => a.top - b.top);
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < a.bottom - 2; j++) {
      const b = lines[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2) {
        found.push({fault: "overlap", by: short(b.node.data), text: short(a.node.data)});
      }
    }
  });
  return found.slice(0, 20);
}
