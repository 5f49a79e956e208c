// What checks of language and type know of a page's words: blocks of text, each in one language,
// and the scripts that languages are written in. It joins the kit.
((kit, wordLists) => {
  // Words that are no prose: what programs read, and what a page says not to translate.
  const NOT_PROSE = "script, style, noscript, template, code, pre, kbd, samp, var, math, textarea," +
    "iframe, object, [translate=no], .notranslate, [role=math]";
  const SCRIPTS = ["Latin", "Arabic", "Han", "Gurmukhi", "Cyrillic", "Hebrew", "Greek", "Devanagari",
    "Hiragana", "Katakana", "Hangul", "Bengali", "Tamil", "Telugu", "Gujarati", "Kannada",
    "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Armenian", "Georgian"]
    .map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")]);
  // What a script of ISO 15924 is made of, where it is not the one whose name begins alike.
  const PARTS = {Hans: ["Han"], Hant: ["Han"], Jpan: ["Han", "Hiragana", "Katakana"],
    Kore: ["Hangul", "Han"], Latn: ["Latin"], Guru: ["Gurmukhi"], Cyrl: ["Cyrillic"],
    Grek: ["Greek"], Deva: ["Devanagari"], Telu: ["Telugu"], Gujr: ["Gujarati"],
    Knda: ["Kannada"], Mlym: ["Malayalam"], Laoo: ["Lao"], Khmr: ["Khmer"], Mymr: ["Myanmar"]};
  const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}'’-]*/gu;
  const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
  const ADDRESS = /(?:https?:|www\.)\S+|\S+@\S+|[\p{L}\p{N}_-]+(?:[./][\p{L}\p{N}_-]+)+\/?/giu;

  const memory = {};
  const once = (name, key, work) => {
    const known = memory[name] ??= new Map();
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key);
  };
  const above = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  const styleOf = (element) => once("style", element, (it) => getComputedStyle(it));
  const blockOf = (element) => once("block", element, (it) =>
    above(it) && /^(inline|contents|ruby.*)$/.test(styleOf(it).display) ? blockOf(above(it)) : it);
  const holderOf = (element, name = "lang") => once(name, element, (it) =>
    it.hasAttribute(name) ? it : above(it) && holderOf(above(it), name));
  const isProse = (element) => once("prose", element, (it) =>
    !it.matches(NOT_PROSE) && (!above(it) || isProse(above(it))));
  const isShown = (element) => once("shown", element, (it) =>
    it.checkVisibility({visibilityProperty: true}));

  const gather = (root, found) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.shadowRoot) gather(node.shadowRoot, found);
      if (node.nodeType === Node.TEXT_NODE && /\S/.test(node.data)) found.push(node);
    }
    return found;
  };
  // Text nodes of prose that is shown or only read out.
  const textNodes = () => once("nodes", document, () =>
    (document.body ? gather(document.body, []) : []).filter(({parentElement: element}) =>
      element && isProse(element) && isShown(element)));

  const passages = () => once("passages", document, () => {
    const found = new Map();
    for (const node of textNodes()) {
      const block = blockOf(node.parentElement);
      const holder = holderOf(node.parentElement);
      const element = holder && holder !== block && block.contains(holder) ? holder : block;
      const passage = found.get(element) ??
        {element, block, holder, language: kit.languageOf(element).trim(), text: "", nodes: []};
      if (!passage.nodes.length && holder) {
        passage.language = holder.getAttribute("lang").trim().toLowerCase();
      }
      passage.text += passage.nodes.length && node.previousSibling?.localName === "br"
        ? ` ${node.data}` : node.data;
      passage.nodes.push(node);
      found.set(element, passage);
    }
    return [...found.values()].map((passage) => ({...passage, text: kit.squeeze(passage.text)}));
  });

  const scriptOf = (letter) => SCRIPTS.find(([, pattern]) => pattern.test(letter))?.[0] ?? "";
  const scriptsOf = (language) => once("scripts", language, () => {
    try {
      const locale = new Intl.Locale(language);
      const others = locale.script ? [] : wordLists[locale.language]?.other_scripts ?? [];
      return [locale.maximize().script ?? "", ...others].flatMap((script) => PARTS[script] ??
        SCRIPTS.map(([name]) => name).filter((name) => script && name.startsWith(script)));
    } catch {
      return [];
    }
  });
  const directionOf = (language) => once("direction", language, () => {
    try {
      const locale = new Intl.Locale(language);
      return (locale.getTextInfo?.() ?? locale.textInfo).direction ?? "";
    } catch {
      return "";
    }
  });

  // Words in a row that are not in any script of the language: {script, words, text}.
  const foreignStretches = (words, language) => {
    const own = scriptsOf(language);
    if (!own.length) return [];
    const stretches = [];
    let last = null;
    for (const [word] of words.replace(ADDRESS, " ").matchAll(WORD)) {
      const script = scriptOf(word[0]) || scriptOf(word[1] ?? "");
      if (!script || own.includes(script)) {
        if (script) last = null;
      } else if (last && (last.script === script || isEastAsian(last.script, script))) {
        last.words.push(word);
      } else {
        stretches.push(last = {script, words: [word]});
      }
    }
    return stretches.map((stretch) => ({...stretch, text: stretch.words.join(" ")}));
  };
  const isEastAsian = (...scripts) =>
    scripts.every((script) => /^(Han|Hiragana|Katakana|Hangul)$/.test(script));
  const countLetters = (words) => words.match(/\p{L}/gu)?.length ?? 0;
  // More than names, brands and terms, which may stand in any text as they are.
  const isSentence = ({script, words}, isWhole) => {
    const letters = countLetters(words.join(""));
    if (isEastAsian(script)) return letters >= (isWhole ? 2 : 6);
    if (script === "Latin") {
      const small = words.filter((word) => /^\p{Ll}{2}/u.test(word)).length;
      return small >= (isWhole ? 2 : 3) && small * 2 >= words.length;
    }
    return isWhole ? letters >= 3 : words.length >= 3 && letters >= 8;
  };
  // Stretches of a text that its language cannot be; the whole text or a part of it.
  const foreignParts = (words, language) => {
    const stretches = foreignStretches(words, language);
    const foreign = countLetters(stretches.map(({text}) => text).join(""));
    const isWhole = foreign && foreign === countLetters(words.replace(ADDRESS, " "));
    return stretches.filter((stretch) => isSentence(stretch, isWhole));
  };
  // Elements whose lang is in most of what they hold a script that the language does not have.
  const mislabelled = () => once("mislabelled", document, () => {
    const weights = new Map();
    for (const {holder, language, text} of passages()) {
      const weight = weights.get(holder) ?? {all: 0, foreign: 0};
      weight.all += countLetters(text.replace(ADDRESS, " "));
      for (const part of foreignParts(text, language)) weight.foreign += countLetters(part.text);
      weights.set(holder, weight);
    }
    return new Set([...weights].filter(([holder, {all, foreign}]) =>
      holder && foreign >= 12 && foreign > all * 0.6).map(([holder]) => holder));
  });

  // Lines of a passage as shown: {count, letters (in the longest, nearly)}.
  const linesOf = ({nodes, text}) => {
    const tops = new Map();
    let wide = 0;
    for (const node of nodes) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const {top, bottom, width} of range.getClientRects()) {
        if (width < 1) continue;
        const line = Math.round((top + bottom) / 8);
        const near = [line, line - 1, line + 1].find((each) => tops.has(each)) ?? line;
        tops.set(near, (tops.get(near) ?? 0) + width);
        wide += width;
      }
    }
    const longest = Math.max(0, ...tops.values());
    return {count: tops.size, letters: wide ? Math.round(longest / wide * text.length) : 0};
  };
  const HEADING = "h1, h2, h3, h4, h5, h6, [role=heading], legend, caption, button, svg";

  Object.assign(kit, {
    styleOf,
    linesOf,
    // Passages of running text that people see, with at least so many words.
    paragraphs: (words) => passages().filter(({element, text}) =>
      text.length > words * 2 && kit.wordCount(text) >= words && !element.closest(HEADING) &&
      kit.isSeen(element)),
    // Chinese, Japanese and Thai have no blanks: two letters count as a word there.
    wordCount: (words) => (words.match(WORD) ?? []).reduce((sum, word) =>
      sum + (isEastAsian(scriptOf(word[0])) ? Math.ceil(word.length / 2) : 1), 0),
    isEastAsian: (words) => isEastAsian(scriptOf(words.match(/\p{L}/u)?.[0] ?? "")),
    // Nearest element that is not laid out within a line.
    blockOf,
    // Nearest element with an attribute, itself or above it.
    holderOf,
    textNodes,
    // The words of each block, or of a part of it that has a lang of its own:
    // {element, block, holder (of lang), language, text, nodes}.
    passages,
    scriptOf,
    // Unicode names of the scripts of a language, by CLDR and words/other_scripts.yml.
    scriptsOf,
    // "ltr", "rtl", or "" where the language is unknown.
    directionOf,
    foreignParts,
    mislabelled,
    countLetters,
    isRightToLeft: (words) => RTL_LETTER.test(words),
  });
})
