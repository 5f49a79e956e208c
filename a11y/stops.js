// Lists the elements that the Tab key stops at, in its order, and keeps them for later questions.
(() => {
  const SELECTOR = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary,"
    + "iframe, object, embed, audio[controls], video[controls], [tabindex], [contenteditable]";
  const list = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
    ...(element.matches(SELECTOR) ? [element] : []),
    ...(element.shadowRoot ? list(element.shadowRoot) : []),
  ]);
  // What is edited takes the focus, although Chromium says that its tabIndex is -1.
  const takesTab = (element) => element.tabIndex >= 0 || element.isContentEditable
    && !element.hasAttribute("tabindex") && !element.parentElement?.isContentEditable;
  const isLeft = (element) => {
    if (element.type !== "radio" || !element.name || element.checked) return false;
    const form = element.form ?? element.getRootNode();
    const group = [...form.querySelectorAll("input[type=radio]")].filter(
      (e) => e.name === element.name && !e.disabled);
    return group.some((e) => e.checked) || group[0] !== element;
  };
  const isFirst = (e) => e.localName !== "summary" || e.parentElement?.localName === "details"
    && e.parentElement.querySelector(":scope > summary") === e;
  const modal = [...document.querySelectorAll("dialog:modal")].pop();
  const stops = list(modal ?? document).filter((element) => takesTab(element)
    && isFirst(element) && !element.matches(":disabled") && !element.closest("[inert]")
    && (element.localName === "area" || element.checkVisibility({visibilityProperty: true}))
    && !isLeft(element));
  const numbered = stops.filter((e) => e.tabIndex > 0).sort((a, b) => a.tabIndex - b.tabIndex);
  const ordered = [...numbered, ...stops.filter((e) => !(e.tabIndex > 0))];
  Object.defineProperty(globalThis, "councilsiteStops", {value: ordered, configurable: true});
  return ordered.length;
})()
