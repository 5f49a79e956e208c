// Notes which elements have listeners, for which events, and what these do, so that checks can ask
// kit.handlersOf(element, "click"). Only the console's own getEventListeners knows them; what React
// and jQuery keep at the top of the page for elements below is noted for the elements themselves.
(() => {
  const known = new Map();
  const NAMES = {doubleclick: "dblclick"};
  const COUNTS = /^(?:window\.)?(?:dataLayer\.push|gtag|ga|_paq\.push|fbq|_gaq\.push)\(/;
  const QUIET = /^(?:\w+\.)?(?:stopPropagation|stopImmediatePropagation|preventDefault)\(\)$/;

  // What a handler is made of besides keeping events to itself and counting visitors.
  const doesSomething = (source) => {
    const plain = source.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
    const body = /^[^{]*=>\s*([^{\s][^]*)$/.exec(plain)?.[1]
      ?? plain.slice(plain.indexOf("{") + 1, plain.lastIndexOf("}"));
    return body.split(/[;\n]/).map((part) => part.trim()).some((part) =>
      part && !/^return(?:\s+(?:false|true|!1|!0|void 0))?$/.test(part)
      && !QUIET.test(part) && !COUNTS.test(part));
  };
  const note = (target, type, handler) => {
    const work = typeof handler === "function" ? handler : handler?.handleEvent;
    const source = String(work ?? "");
    // To take every key away is to do something.
    const takesKeys = type === "keydown" && source.includes("preventDefault");
    if (!work || !(takesKeys || source.includes("[native code]") || doesSomething(source))) return;
    if (!known.has(target)) known.set(target, []);
    known.get(target).push({type, source, handler});
  };
  const visit = (target) => {
    for (const [type, rows] of Object.entries(getEventListeners(target))) {
      for (const row of rows) note(target, type, row.listener);
    }
    const props = Object.keys(target).find((key) => key.startsWith("__reactProps$"));
    for (const [name, handler] of Object.entries((props && target[props]) || {})) {
      const type = name.slice(2).replace(/Capture$/, "").toLowerCase();
      if (/^on[A-Z]/.test(name)) note(target, NAMES[type] ?? type, handler);
    }
    let delegated = {};
    try { delegated = globalThis.jQuery?._data?.(target, "events") ?? {}; } catch {}
    for (const row of Object.values(delegated).flat()) {
      // What listens itself is known by jQuery's own listener alone, which tells nothing.
      if (row && !row.selector) note(target, row.origType, row.handler);
      if (!row?.selector || !target.querySelectorAll) continue;
      try {
        for (const match of target.querySelectorAll(row.selector)) {
          note(match, row.origType, row.handler);
        }
      } catch {}
    }
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      visit(element);
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element.localName === "iframe" && element.contentDocument) {
        visit(element.contentDocument);
        walk(element.contentDocument);
      }
    }
  };
  visit(window);
  visit(document);
  walk(document);
  Object.defineProperty(globalThis, "councilsiteListeners", {value: known, configurable: true});
})()
