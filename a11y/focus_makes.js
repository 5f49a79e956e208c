// Numbers of the stops of each make: stops in like places with like classes show their focus alike.
// Before them, all else that the look of a stop depends on: styles, scripts, colours, width, language.
((rows) => {
  const surroundings = () => {
    const sheets = [...document.styleSheets].map((sheet) =>
      [sheet.href ?? sheet.ownerNode?.textContent, sheet.disabled, sheet.media.mediaText]);
    const adopted = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText);
    const scripts = [...document.scripts].filter(({type}) => !type || /javascript|module/.test(type))
      .map((script) => script.src || script.textContent);
    const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((q) => matchMedia(q).matches);
    return JSON.stringify([sheets, adopted, scripts, media, innerWidth, document.documentElement.lang]);
  };
  const makeOf = (stop) => {
    let make = ["type", "role", "aria-current", "aria-expanded", "onfocus", "onblur"].map(
      (name) => stop.getAttribute(name) ?? "").join();
    for (let e = stop; e; e = e.parentElement ?? e.getRootNode().host) {
      const [names, style, dir] = ["class", "style", "dir"].map((name) => e.getAttribute(name) ?? "");
      make += ` ${e.localName}.${names}#${e === stop ? "" : e.id}${style && `{${style}}`}${dir && `:${dir}`}`;
    }
    return make;
  };
  const makes = {};
  for (const row of rows) {
    if (!row.taken || row.isFrame || row.hidden || row.cover) continue;
    (makes[makeOf(globalThis.councilsiteStops[row.index])] ??= []).push(row.index);
  }
  return [surroundings(), makes];
})
