// What checks have in common: which elements there are, what people see and hear of them, and how a
// sighting is handed over. axe-core is in the page; what it knows of names and roles is used here.
((wordLists) => {
  const SNIPPET = 160;
  const sightings = [];
  const patterns = new Map();
  let blocks = null;
  const {text, aria, dom} = axe.commons;
  const virtual = (element) => axe.utils.getNodeFromTree(element);

  // Elements that match, in the order of the page, those in open shadow trees too.
  const all = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)];
    for (const host of root.querySelectorAll("*")) {
      if (host.shadowRoot) found.push(...all(selector, host.shadowRoot));
    }
    return found;
  };
  const squeeze = (words) => (words ?? "").replace(/\s+/g, " ").trim();

  const kit = {
    all,
    squeeze,
    // Elements that take the focus or that a pointer works, by HTML alone.
    CONTROLS: "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary",
    // Elements that people fill in or choose with.
    FIELDS: "input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image]), select, textarea",
    // Elements that an attribute names by their ids.
    namedBy: (element, attribute) => (element.getAttribute(attribute) ?? "").split(/\s+/)
      .flatMap((id) => (id && element.getRootNode().getElementById?.(id)) || []),
    // What a screen reader says with a field: its labels, descriptions and errors, and those of its groups.
    saidWith: (field) => {
      const said = [...(field.labels ?? [])];
      for (let one = field; one; one = one.parentElement?.closest("fieldset, [role=group], [role=radiogroup]")) {
        for (const name of ["aria-labelledby", "aria-describedby", "aria-errormessage", "aria-details"]) {
          said.push(...kit.namedBy(one, name));
        }
        if (one.matches("fieldset")) said.push(...one.querySelectorAll(":scope > legend"));
      }
      return said;
    },
    // Says that something was filled in wrongly, as its class or id tells.
    looksLikeError: (element) => !/error-?(summary|page|list)|no-?error/i.test(element.className + " " + element.id)
      && /(^|[-_\s])(error|errors|invalid|error-?(message|text|msg)|(message|text|msg)-?error|invalid-?feedback)($|[-_\s])/i
        .test(`${element.getAttribute("class") ?? ""} ${element.id ?? ""}`.replace(/([a-z])([A-Z])/g, "$1-$2")),
    // Seen messages about mistakes in a field, in the smallest box around it that holds no other field.
    errorsBeside: (field) => {
      let box = field;
      const others = (one) => [...one.querySelectorAll(kit.FIELDS)].some((other) => other !== field
        && !(other.type === field.type && other.name && other.name === field.name));
      for (let up = 0; up < 4 && box.parentElement && !others(box.parentElement)
        && !box.parentElement.matches("body, main, form"); up++) box = box.parentElement;
      const near = [...box.querySelectorAll("*")];
      if (box === field) near.push(field.previousElementSibling, field.nextElementSibling);
      return near.filter((one) => one && one.localName !== "label" && !one.matches(kit.FIELDS) && !one.querySelector(kit.FIELDS)
        && kit.looksLikeError(one) && kit.isSeen(one) && kit.squeeze(one.textContent));
    },
    // Somebody who looks at the page can see it (somewhere on it, perhaps after scrolling).
    isSeen: (element) =>
      element.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
      dom.isVisibleOnScreen(element),
    // A screen reader comes to it.
    isHeard: (element) => dom.isVisibleToScreenReaders(element),
    // Accessible name and role, as axe-core works them out.
    nameOf: (element) => (virtual(element) ? squeeze(text.accessibleText(element)) : ""),
    roleOf: (element) => (virtual(element) ? aria.getRole(element) : null),
    // The words of an element that people see, hidden parts left out.
    wordsOf: (element) => squeeze(virtual(element) ? text.visible(element, true) : element.innerText),
    // Language that an element's text is said to be in, such as "en" or "zh-hans"; "" where none is.
    languageOf: (element) => (element.closest("[lang]")?.getAttribute("lang") ?? "").toLowerCase(),
    // Small letters, plain spaces, no signs: for comparing with lists of words.
    fold: (words) =>
      squeeze(words.normalize("NFKC").toLowerCase().replace(/[\p{P}\p{S}\p{Cf}]+/gu, " ")),
    // The words of a list in the language of an element, as in words/<name>.yml; where the page does
    // not say its language, those of all languages.
    listOf: (name, element) => {
      const language = kit.languageOf(element);
      if (!language) return Object.values(wordLists).flatMap((lists) => lists[name] ?? []);
      return (wordLists[language] ?? wordLists[language.split("-")[0]])?.[name] ?? [];
    },
    // Listeners of an element for these events; known once listeners.py has noted them.
    handlersOf: (element, ...types) =>
      (globalThis.councilsiteListeners?.get(element) ?? []).filter(({type}) => types.includes(type)),
    // Listeners for keys that may act for an element: its own, and those of all around it.
    keyHandlersOf: (element) => {
      const found = kit.handlersOf(window, "keydown", "keypress", "keyup");
      for (let one = element; one; one = one.parentNode ?? one.host) {
        found.push(...kit.handlersOf(one, "keydown", "keypress", "keyup"));
      }
      return found;
    },
    // What is edited takes the focus, although Chromium says that its tabIndex is -1.
    takesTab: (element) => element.tabIndex >= 0 || element.isContentEditable
      && !element.hasAttribute("tabindex") && !element.parentElement?.isContentEditable,
    // Code that leads away from the page, sends a form or opens a window.
    LEAVES: new RegExp([
      /\blocation\s*(?:\.\s*href\s*)?=(?!=)/, /\blocation\s*\.\s*(?:assign|replace)\s*\(/,
      /\bwindow\s*\.\s*open\s*\(/, /\.\s*(?:submit|requestSubmit)\s*\(\s*\)/,
      /(?<![.\w])submit\s*\(\s*\)/, /__doPostBack\s*\(/, /\bMM_jumpMenu\w*\s*\(/,
    ].map(({source}) => source).join("|")),
    // Tab comes to it.
    isStop: (element) => kit.takesTab(element) && !element.matches(":disabled")
      && !element.closest("[inert]") && element.checkVisibility({visibilityProperty: true}),
    // Tab comes to it, to something in it, or to something around it that works as one with it.
    isReached: (element) => {
      const stops = `${kit.CONTROLS}, [tabindex], [contenteditable], iframe, audio, video`;
      for (let e = element; e?.matches && e !== document.body; e = e.parentElement) {
        if (e.matches(`${stops}, label`) && (e.matches("label") || kit.isStop(e))) return true;
      }
      return [...element.querySelectorAll(`${stops}, label`)].some(
        (inner) => inner.matches("label") ? inner.control && kit.isStop(inner.control) : kit.isStop(inner));
    },
    // A part of a larger control, such as a tab or an option, that the arrow keys come to.
    isPartOfControl: (element) => {
      const part = element.closest("[role=tab], [role=option], [role=menuitem], [role=treeitem],"
        + "[role=menuitemcheckbox], [role=menuitemradio], [role=radio], [role=gridcell], [role=row],"
        + "[role=columnheader], [role=rowheader]");
      const whole = element.closest("[role=tablist], [role=listbox], [role=menu], [role=menubar],"
        + "[role=tree], [role=treegrid], [role=grid], [role=radiogroup], [role=toolbar]");
      if (!part && !whole) return false;
      const owner = (whole ?? part.parentElement);
      const stops = [owner, ...(owner?.querySelectorAll("*") ?? [])].filter(Boolean);
      if (stops.some((e) => e !== element && e.tabIndex >= 0 && e.checkVisibility())) return true;
      return [...document.querySelectorAll("[aria-activedescendant], [role=combobox], [list],"
        + "[aria-haspopup][aria-controls]")].some((e) => kit.isStop(e));
    },
    // One pattern of a list whose entries are patterns; null where the language has none. Whole
    // words only, but in Chinese, where no spaces part them.
    patternOf: (name, element) => {
      const key = `${name} ${kit.languageOf(element)}`;
      if (!patterns.has(key)) {
        const parts = kit.listOf(name, element).map((entry) =>
          /\p{sc=Han}/u.test(entry) ? entry : `(?<![\\p{L}\\p{M}])(?:${entry})(?![\\p{L}\\p{M}])`);
        patterns.set(key, parts.length ? new RegExp(parts.join("|"), "iu") : null);
      }
      return patterns.get(key);
    },
    // How many words a text has; two Chinese characters make about one.
    countWords: (words) => {
      const signs = words.match(/\p{sc=Han}/gu)?.length ?? 0;
      const others = words.replace(/\p{sc=Han}+/gu, " ").match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0;
      return others + Math.ceil(signs / 2);
    },
    // Calls a function with each paragraph, cell and the like, and its words.
    wordedBlocks: (look) => {
      blocks ??= all("p, li, td, th, dd, dt, label, legend, figcaption, caption, summary, blockquote,"
        + "h1, h2, h3, h4, h5, h6, div, span").filter((block) =>
        [...block.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
        && !(block.matches("span, label") && block.parentElement?.closest("p, li, td, th, dd, legend")))
        .map((block) => [block, block.textContent]).filter(([, words]) => words.length < 2000)
        .map(([block, words]) => [block, squeeze(words)]);
      for (const [block, words] of blocks) look(block, words);
    },
    HEADINGS: "h1, h2, h3, h4, h5, h6, [role=heading]",
    // Main part of the page, or all of it where it does not say what is main.
    main: () => document.querySelector("main, [role=main]") ?? document.body,
    // Boxes of what an element shows, in the page's own pixels from the window's corner.
    boxesOf: (element) => [...element.getClientRects()].filter((box) => box.width && box.height),
    describe: (element) => ({
      selector: element instanceof Element ? axe.utils.getSelector(element).toString() : "",
      snippet: element instanceof Element
        ? squeeze(element.cloneNode(element.childElementCount < 20).outerHTML).slice(0, SNIPPET) : "",
    }),
  };
  const report = (element, values = {}) => {
    const strings = Object.entries(values).map(([name, value]) => [name, String(value)]);
    sightings.push({...kit.describe(element), values: Object.fromEntries(strings)});
  };
  return {kit, report, take: () => sightings.splice(0)};
})
