// Opens a dialog as a person does, and puts back what has changed. Sees councilsiteOpeners.
(() => {
  const HINT = /(?:^|[-_\s])(?:modal|lightbox|dialog|overlay|popup)/i;
  const MODAL = /(?:^|[-_\s])(?:modal|lightbox)/i;
  const NO_DIALOG = "[role=menu], [role=listbox], [role=tooltip], [role=grid], [role=tree], nav, select, body, html";
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe,"
    + "[contenteditable], [tabindex], audio[controls], video[controls]";
  const classOf = (element) => `${element.getAttribute("class") ?? ""} ${element.id}`;
  const isShown = (element) => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && element.getBoundingClientRect().width > 20 && element.getBoundingClientRect().height > 20;
  const isDeclared = (element) => element.matches("dialog, [role=dialog], [role=alertdialog], [aria-modal=true]");
  const isDialog = (element) => isDeclared(element)
    || HINT.test(classOf(element)) && !element.matches(NO_DIALOG) && ["fixed", "absolute"].includes(
      getComputedStyle(element).position) && element.textContent.trim() !== "";
  const shown = () => [...document.querySelectorAll("dialog, [role], [class], [id]")].filter(
    (element) => isDialog(element) && isShown(element));
  const deepest = () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };
  const soon = async (isDone, most) => {
    const end = performance.now() + most;
    while (!isDone() && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
    return isDone();
  };
  const isIn = (dialog, element) => Boolean(dialog && element && (dialog.contains(element)
    || dialog.contains(element.getRootNode().host ?? null)));
  // Whether most of the page behind it is out of a pointer's reach.
  const covers = (dialog) => {
    const places = [0.05, 0.35, 0.65, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x, y]));
    const fixed = (e) => {
      for (; e; e = e.parentElement) if (getComputedStyle(e).position === "fixed") return true;
      return false;
    };
    return places.every(([x, y]) => {
      const top = document.elementFromPoint(innerWidth * x, innerHeight * y);
      return !top || isIn(dialog, top) || top.contains(dialog) && top !== document.body
        && top !== document.documentElement && fixed(top) || fixed(top);
    });
  };
  const stopsIn = (dialog) => [...dialog.querySelectorAll(STOPS)].filter((e) =>
    (e.tabIndex >= 0 || e.isContentEditable) && !e.matches(":disabled") && !e.closest("[inert]")
    && e.checkVisibility({visibilityProperty: true}));
  const CLOSE = /(?:^|[-_\s])(?:close|dismiss|cancel|exit)|^\s*[x×✕✖✗╳]\s*$/i;
  const closersIn = (dialog) => [...dialog.querySelectorAll("*")].filter((e) => e.childElementCount < 4
    && [e.textContent, e.getAttribute("aria-label"), e.getAttribute("title"), e.getAttribute("alt"),
      classOf(e), ...[...e.attributes].filter(({name}) => /dismiss|close/.test(name)).map(({name}) => name)]
      .some((words) => words && words.length < 60 && CLOSE.test(words)) && isShown2(e));
  const isShown2 = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const tool = {};
  let watcher, now, place;
  tool.open = async (index, done) => {
    const opener = globalThis.councilsiteOpeners[index];
    tool.opener = opener;
    tool.dialog = null;
    place = location.href;
    watcher = new MutationObserver(() => {});
    tool.changes = [];
    watcher = new MutationObserver((records) => tool.changes.push(...records));
    watcher.observe(document, {subtree: true, childList: true, characterData: true,
      characterDataOldValue: true, attributes: true, attributeOldValue: true});
    const before = new Set(shown());
    opener.focus({preventScroll: true});
    opener.click();
    const find = () => {
      now = shown().filter((element) => !before.has(element) && !isIn(element, opener));
      // The part that is said to be the dialog, else the outermost.
      return now.find(isDeclared) ?? now[0];
    };
    await soon(find, 150);
    tool.dialog = find() ?? null;
    if (!tool.dialog) return done(null);
    await soon(() => isIn(tool.dialog, deepest()), 300);
    tool.dialog = find() ?? tool.dialog;
    const {dialog} = tool;
    // A box around the declared dialog may hold its close button.
    tool.whole = now.find((element) => element.contains(dialog)) ?? dialog;
    const isModal = dialog.matches(":modal, [aria-modal=true]") || MODAL.test(classOf(tool.whole))
      || MODAL.test(classOf(dialog)) || covers(tool.whole);
    const next = stopsIn(document).find((e) => opener.compareDocumentPosition(e) & 4 && !opener.contains(e));
    done({isModal, isDeclared: isDeclared(dialog), isIn: isIn(tool.whole, deepest()),
      isNext: isIn(tool.whole, next), stops: stopsIn(tool.whole).length});
  };
  tool.goTo = (end) => stopsIn(tool.whole).at(end)?.focus({preventScroll: true});
  // Where the focus is: in the dialog, in the page behind it, or in the browser's own controls.
  tool.where = () => {
    const active = deepest();
    if (!active || active === document.body || active === document.documentElement) return "browser";
    return isIn(tool.whole, active) ? "dialog" : "page";
  };
  tool.isClosed = async (done) => done(await soon(() => !isShown(tool.dialog) || !tool.dialog.isConnected, 250));
  tool.isBack = async (done) => done(await soon(() => {
    const active = deepest();
    return active === tool.opener || active && active !== document.body && active.checkVisibility()
      && active !== document.documentElement && !isIn(tool.whole, active);
  }, 250));
  const isReached = (e) => {
    for (let one = e; one && one !== tool.whole; one = one.parentElement) {
      if (one.matches(`${STOPS}, label`) && (one.matches("label") || one.tabIndex >= 0)) return true;
    }
    return stopsIn(e).length > 0;
  };
  tool.closers = () => closersIn(tool.whole);
  // Whether people without a mouse have nothing to close it with although others do.
  tool.isMouseClosed = () => {
    const closers = tool.closers().filter((e) => e.matches("a, button, span, div, i, img, svg, p, input, label"));
    return closers.length > 0 && !closers.some(isReached);
  };
  tool.pressClose = () => {
    const closer = tool.closers().find(isReached) ?? tool.closers()[0];
    const control = closer?.closest("a, button, [role=button]") ?? closer;
    control?.focus?.({preventScroll: true});
    control?.click?.();
    return Boolean(control);
  };
  tool.undo = () => {
    tool.changes.push(...watcher.takeRecords());
    watcher.disconnect();
    if (tool.dialog?.matches("dialog[open]")) tool.dialog.close();
    for (const {type, target, attributeName, attributeNamespace, oldValue, addedNodes, removedNodes, nextSibling}
      of tool.changes.reverse()) {
      if (type === "characterData") target.data = oldValue;
      else if (type === "attributes") {
        if (attributeName === "open" && target.matches("dialog")) continue;
        if (oldValue === null) target.removeAttributeNS(attributeNamespace, attributeName);
        else target.setAttributeNS(attributeNamespace, attributeName, oldValue);
      } else {
        addedNodes.forEach((node) => node.parentNode === target && node.remove());
        removedNodes.forEach((node) => target.insertBefore(node,
          nextSibling?.parentNode === target ? nextSibling : null));
      }
    }
    if (location.href !== place) history.replaceState(history.state, "", place);
  };
  Object.defineProperty(globalThis, "councilsiteDialog", {value: tool, configurable: true});
})()
