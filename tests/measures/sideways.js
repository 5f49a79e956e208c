// How many CSS pixels a page can be scrolled sideways, and what reaches furthest out of it.
() => {
  const root = document.documentElement;
  const spare = Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
  if (spare <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].map((element) => {
    const box = element.getBoundingClientRect();
    const mirrored = getComputedStyle(root).direction === "rtl";
    return {by: Math.round(mirrored ? -box.left : box.right - root.clientWidth),
      html: element.outerHTML.slice(0, 120)};
  });
  return [{fault: `scrolls sideways by ${spare} px`,
    furthest: out.sort((a, b) => b.by - a.by).slice(0, 3)}];
}
