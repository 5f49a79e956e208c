// Keeps the page open while checks use it: notes what would lead away or open something, stops it.
(() => {
  if (globalThis.councilsiteGuard) return;
  const log = [];
  const kept = [];
  const replace = (owner, name, stand) => {
    const own = Object.getOwnPropertyDescriptor(owner, name);
    kept.push(() => (own ? Object.defineProperty(owner, name, own) : delete owner[name]));
    Object.defineProperty(owner, name, {value: stand, configurable: true, writable: true});
  };
  const note = (what, to) => log.push({what, to: String(to ?? ""), focus: document.activeElement});
  let isOwnHistory = false;
  const stay = (event) => {
    if (event.hashChange || isOwnHistory) return;
    note("navigation", event.destination.url);
    if (event.cancelable) event.preventDefault();
  };
  for (const name of ["pushState", "replaceState"]) {
    const own = history[name];
    replace(history, name, (...state) => {
      isOwnHistory = true;
      try { return own.apply(history, state); } finally { isOwnHistory = false; }
    });
  }
  const sent = (event) => {
    if (event.defaultPrevented) return;
    note("submission", event.target.action);
    event.preventDefault();
  };
  navigation.addEventListener("navigate", stay);
  window.addEventListener("submit", sent);
  kept.push(() => navigation.removeEventListener("navigate", stay));
  kept.push(() => window.removeEventListener("submit", sent));
  replace(window, "open", (address) => (note("window", address), null));
  replace(HTMLFormElement.prototype, "submit", function () { note("submission", this.action); });
  for (const [name, answer] of [["alert"], ["confirm", false], ["prompt", null], ["print"]]) {
    replace(window, name, (words) => (note(name, words), answer));
  }
  const quick = new CSSStyleSheet();
  quick.replaceSync("*, ::before, ::after { transition: none !important;"
    + "scroll-behavior: auto !important; caret-color: transparent !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, quick];
  kept.push(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== quick);
  });
  const guard = {log, release: () => {
    kept.forEach((undo) => undo());
    delete globalThis.councilsiteGuard;
  }};
  Object.defineProperty(globalThis, "councilsiteGuard", {value: guard, configurable: true});
})()
