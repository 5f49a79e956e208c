// Sees what comes into sight when the pointer is on something, and whether the focus shows it too.
(() => {
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const tool = {};
  const isShown = (element) => {
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
      && box.bottom > -innerHeight && getComputedStyle(element).clip !== "rect(0px, 0px, 0px, 0px)";
  };
  // Elements that show words of their own, and texts that style sheets put beside the trigger.
  const worded = (trigger) => {
    const found = new Set();
    for (const element of document.body.querySelectorAll("*")) {
      const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
        || element.matches("img[alt]:not([alt=''])");
      if (hasWords && isShown(element)) found.add(element);
    }
    for (const part of ["::before", "::after"]) {
      const {content, display, visibility, opacity} = getComputedStyle(trigger, part);
      if (/[\p{L}]{2}/u.test(content.replace(/^none|normal|url\(.*/, "")) && display !== "none"
        && visibility === "visible" && Number(opacity) > 0.1) found.add(part);
    }
    return found;
  };
  const isStop = (e) => e.tabIndex >= 0 && !e.matches(":disabled") && e.checkVisibility({visibilityProperty: true});
  tool.aim = (index) => {
    document.activeElement?.blur?.();
    const trigger = globalThis.councilsiteTriggers[index];
    trigger.scrollIntoView({block: "center", behavior: "instant"});
    const inner = trigger.querySelector(STOPS) ?? trigger;
    const box = [...(isShown(inner) ? inner : trigger).getClientRects()][0] ?? trigger.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + Math.min(box.height / 2, 40)];
  };
  const fold = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();
  tool.remember = (index) => {
    const trigger = globalThis.councilsiteTriggers[index];
    tool.before = worded(trigger);
    const said = [...tool.before].filter((one) => one instanceof Element && trigger.contains(one));
    tool.name = fold([trigger, ...trigger.querySelectorAll("[aria-label]")].map(
      (one) => one.getAttribute("aria-label") ?? "").concat(said.map((one) => one.textContent)).join(" "));
  };
  const newly = (index) => [...worded(globalThis.councilsiteTriggers[index])].filter((one) => !tool.before.has(one));
  const soon = async (isDone, most) => {
    const end = performance.now() + most;
    while (!isDone() && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
    return isDone();
  };
  tool.shows = async (index, patience, done) => {
    await soon(() => newly(index).length > 0, patience);
    // What only says again how the thing is called tells nothing new.
    tool.shown = newly(index).filter((one) => typeof one === "string"
      || !tool.name.includes(fold(one.textContent || one.alt || "")));
    done(tool.shown.length);
  };
  tool.showsByFocus = async (index, done) => {
    const trigger = globalThis.councilsiteTriggers[index];
    const hidden = tool.shown.filter((one) => one instanceof Element);
    const around = trigger.parentElement?.closest(STOPS);
    const stops = [trigger, ...trigger.querySelectorAll(STOPS), ...(around ? [around] : []),
      ...hidden.flatMap((one) => [one, ...(one.closest("ul, div, nav, section, span")?.querySelectorAll(STOPS) ?? [])]),
    ].filter((e) => e.matches(STOPS) && isStop(e));
    for (const stop of [...new Set(stops)].slice(0, 6)) {
      // What opens at a press of the button needs no pointer.
      if (stop.matches("[aria-expanded], [aria-haspopup], [popovertarget], [commandfor], summary")) return done(true);
      stop.focus({preventScroll: true});
      const isBack = () => {
        const now = worded(trigger);
        return tool.shown.some((one) => now.has(one)) || newly(index).length > 0;
      };
      if (await soon(isBack, 60)) return done(true);
    }
    done(false);
  };
  Object.defineProperty(globalThis, "councilsiteHover", {value: tool, configurable: true});
})()
