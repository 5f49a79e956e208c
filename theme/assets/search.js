// The search page: what is typed meets what the build has indexed, and Pagefind finds the pages.
// Without this script the page says so and names other ways.
"use strict";
(() => {
  const SCRIPT = document.currentScript.src;
  const FOLDER = new URL("search/", SCRIPT).href;
  const ROOT = new URL("../", SCRIPT).href;
  const CODE = document.documentElement.lang.toLowerCase();
  const MOST = 20; // pages shown
  const NAME = 0.4; // how much more a page counts whose name has all that was typed
  const INTRODUCTION = 0.45; // and one that is the first of its section
  const FORM = 0.5; // how much a form counts, beside the page about its service
  const EXCERPT = 180; // characters
  const TRIES = 8; // words of the site that one typed word may stand for
  // How much a word counts by where it stands; in the text it counts 1.
  const WEIGHTS = { title: 4, source: 3, headings: 1.5, description: 2.5, also: 4 };
  const WORD = /[\p{L}\p{M}\p{N}'\u2019\u00ad\u200b-\u200f]+/gu;

  // Spelling: the same as councilsite/spelling.py does with the same rules.

  let rules, first, prefixes;

  const isIn = (character, ranges) => {
    const code = character.codePointAt(0);
    return ranges.some(([from, to]) => from <= code && code <= to);
  };
  const isUnspaced = (character) => isIn(character, rules.unspaced);

  const setRules = (data) => {
    rules = data;
    prefixes = rules.prefixes;
    first = new Map();
    for (const group of rules.same) {
      for (const other of group) first.set(other, [...group][0]);
    }
  };

  const fold = (text) => {
    let folded = "";
    for (const character of text.normalize("NFKD").toLowerCase()) {
      if (isIn(character, rules.ignored)) continue;
      folded += /[\p{L}\p{M}\p{N}]/u.test(character) ? first.get(character) || character : " ";
    }
    return folded;
  };

  const withoutPrefix = (word) => {
    const length = [...word].length;
    for (const prefix of prefixes) {
      if (word.startsWith(prefix) && length - [...prefix].length >= rules.shortest) {
        return word.slice(prefix.length);
      }
    }
    return word;
  };

  const runs = (word) => {
    const found = [];
    for (const character of word) {
      const unspaced = isUnspaced(character);
      const last = found[found.length - 1];
      if (last && last.unspaced === unspaced) last.characters.push(character);
      else found.push({ unspaced, characters: [character] });
    }
    return found;
  };

  const words = (text) => {
    const found = [];
    for (const word of fold(text).split(" ")) {
      for (const { unspaced, characters } of word ? runs(word) : []) {
        if (!unspaced) found.push(withoutPrefix(characters.join("")));
        else if (characters.length === 1) found.push(characters[0]);
        else for (let i = 1; i < characters.length; i++) found.push(characters[i - 1] + characters[i]);
      }
    }
    return found;
  };

  const asKey = (word) =>
    Array.from(word, (c) => {
      const code = c.codePointAt(0);
      return code < 128 ? c : code.toString(36).padStart(3, "0");
    }).join("") + rules.end;

  // One character alone: the index has the pairs that begin with it.
  const isLone = (word) => isUnspaced(word) && [...word].length === 1;
  const asQuery = (word) => (isLone(word) ? asKey(word).slice(0, -rules.end.length) : asKey(word));

  // Words of the site that a typed word may stand for, each with how near it is.

  // Letters to add, leave out, change or swap, up to a limit (optimal string alignment).
  const distance = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before, row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  const sharedBeginning = (one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length++;
    return length;
  };

  // 1: the same word. 0: another word.
  const nearness = (typed, word) => {
    if (typed === word) return 1;
    const [shorter, longer] = [typed.length, word.length].sort((a, b) => a - b);
    const shared = sharedBeginning(typed, word);
    // Endings change with grammar: more than half of the letters are the same.
    if (shared > 2 && longer - shared < shared) {
      return 0.4 + (0.4 * shared) / longer;
    }
    const limit = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
    const apart = limit ? distance(typed, word, limit) : 1;
    if (apart <= limit) return 0.6 - 0.15 * apart;
    // A slip in the beginning and another ending.
    if (shorter < 6) return 0;
    const stem = Math.min(typed.length, word.length) - 1;
    return distance(typed.slice(0, -2), word.slice(0, stem - 1), 1) < 2 ? 0.2 : 0;
  };

  // Typed words, with those parted or joined that the site writes otherwise.
  const asWritten = (typed, vocabulary) => {
    const known = new Set(vocabulary);
    const found = [];
    for (const word of typed) {
      const last = found[found.length - 1];
      if (last && known.has(last + word) && !(known.has(last) && known.has(word))) {
        found[found.length - 1] = last + word;
      } else found.push(...(known.has(word) ? [word] : halves(word, known)));
    }
    return new Set(found);
  };

  const halves = (word, known) => {
    for (let i = 3; i <= word.length - 3; i++) {
      const found = [word.slice(0, i), word.slice(i)];
      if (found.every((half) => known.has(half))) return found;
    }
    return [word];
  };

  const standsFor = (typed, vocabulary) => {
    if (isUnspaced(typed)) return [[typed, 1]];
    const near = [];
    for (const word of vocabulary) {
      const much = nearness(typed, word);
      if (much > 0) near.push([word, much]);
    }
    near.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    // A slip of the pen counts little less than the word that was meant.
    const scale = near.length && near[0][1] < 0.8 ? 0.8 / near[0][1] : 1;
    return near.slice(0, TRIES).map(([word, much]) => [word, much * scale]);
  };

  // The search itself. Nothing of it is loaded before somebody searches.

  let loading;
  const load = () => {
    loading ||= Promise.all([
      import(`${FOLDER}pagefind.js`),
      fetch(`${FOLDER}spelling.json`).then((answer) => answer.json()),
      fetch(`${FOLDER}${CODE}.txt`).then((answer) => answer.text()),
    ]).then(([pagefind, data, list]) => {
      setRules(data);
      // A page that has a word often counts more than Pagefind lets it.
      const ranking = { metaWeights: WEIGHTS, termSaturation: 2 };
      const engine = pagefind.createInstance({ basePath: `${FOLDER}${CODE}/`, noWorker: true, ranking });
      return { engine, vocabulary: list.split(" ") };
    });
    return loading;
  };

  const search = async (query) => {
    const { engine, vocabulary } = await load();
    const pages = new Map();
    const wanted = [];
    let exact = true;
    for (const typed of asWritten(words(query), vocabulary)) {
      const near = standsFor(typed, vocabulary);
      if (!near.length || near[0][0] !== typed) exact = false;
      const best = await findWord(engine, near);
      // What the word can give at most says how much it tells: a common word tells little.
      const most = Math.max(0, ...[...best.values()].map(({ score }) => score));
      wanted.push({ near: new Set(near.map(([word]) => word)), most });
      for (const [id, { score, result }] of best) {
        const page = pages.get(id) || { score: 0, covered: 0, result };
        page.score += score;
        page.covered += most;
        pages.set(id, page);
      }
    }
    const all = wanted.reduce((sum, { most }) => sum + most, 0);
    const found = [...pages.values()];
    for (const page of found) page.score *= 0.5 + (0.5 * page.covered) / all;
    const marked = new Set(wanted.flatMap(({ near }) => [...near]));
    return { exact, marked, pages: await readPages(found, wanted, all) };
  };

  // Every page that has one of the words, each with its best score.
  const findWord = async (engine, near) => {
    const best = new Map();
    for (const [word, much] of near) {
      for (const result of (await engine.search(asQuery(word))).results) {
        const score = result.score * much;
        if (score > (best.get(result.id)?.score || 0)) best.set(result.id, { score, result });
      }
    }
    return best;
  };

  const readPages = async (found, wanted, all) => {
    found.sort((a, b) => b.score - a.score);
    const good = found.filter((page) => page.score >= found[0].score / 4).slice(0, MOST);
    const read = await Promise.all(good.map(async ({ score, result }) => {
      const page = readPage(await result.data());
      const own = new Set(words(page.title));
      const named = wanted.filter(({ near }) => [...near].some((word) => own.has(word)));
      const share = named.reduce((sum, { most }) => sum + most, 0) / all;
      // A name that says all that was typed, and the page that introduces a section, come first.
      const bonus = 1 + NAME * share + (share && page.introduces ? INTRODUCTION : 0);
      // The page about a service comes before its form, to which it leads: it says what to check first.
      return { ...page, score: score * bonus * (page.form ? FORM : 1) };
    }));
    return read.sort((a, b) => b.score - a.score);
  };

  const readPage = ({ raw_url: url, meta }) => {
    const shown = (name) => meta[name] || "";
    return {
      form: shown("form"),
      introduces: shown("introduces"),
      url: new URL(url.replace(/^\//, ""), ROOT).href,
      title: shown("title"),
      language: shown("language"),
      texts: [shown("description"), shown("text")].filter(Boolean),
    };
  };

  // What the reader sees. Text goes in as text, never as HTML.

  // Parts of a text, each with whether it is one of the words looked for.
  const parts = (text, marked) => {
    const found = [];
    let end = 0;
    const add = (from, to, isMarked) => {
      if (to > from) found.push({ text: text.slice(from, to), from, isMarked });
    };
    for (const match of text.matchAll(WORD)) {
      let at = match.index;
      for (const { unspaced, characters } of runs(match[0])) {
        const pieces = unspaced
          ? pairsMarked(characters, marked)
          : [[characters.join(""), words(characters.join("")).some((word) => marked.has(word))]];
        for (const [piece, isMarked] of pieces) {
          if (isMarked) {
            add(end, at, false);
            add(at, at + piece.length, true);
            end = at + piece.length;
          }
          at += piece.length;
        }
      }
    }
    add(end, text.length, false);
    return found;
  };

  const pairsMarked = (characters, marked) => {
    const isMarked = (i, length) => marked.has(words(characters.slice(i, i + length).join("")).join(" "));
    const isFound = (c, i) => isMarked(i, 1) || isMarked(i, 2) || (i > 0 && isMarked(i - 1, 2));
    return characters.map((c, i) => [c, isFound(c, i)]);
  };

  // The part of a text with most of the words looked for; a short text is its own excerpt.
  const excerpt = (text, marked) => {
    const places = parts(text, marked).filter((part) => part.isMarked);
    // A character of a script without spaces tells as much as two letters.
    const unspaced = Array.from(text).filter(isUnspaced).length;
    const length = unspaced > text.length / 2 ? EXCERPT / 2 : EXCERPT;
    let start = 0, most = 0;
    for (const place of text.length > length ? places : []) {
      const near = places.filter((p) => p.from >= place.from && p.from < place.from + length * 0.7);
      const kinds = new Set(near.flatMap((p) => words(p.text))).size;
      if (kinds > most) [most, start] = [kinds, place.from];
    }
    if (start) start = Math.max(0, text.lastIndexOf(" ", Math.max(0, start - 30)) + 1, start - 60);
    let stop = Math.min(text.length, start + length);
    if (stop < text.length) stop = Math.max(text.lastIndexOf(" ", stop), stop - 30);
    const piece = text.slice(start, stop).trim();
    return (start ? "… " : "") + piece + (stop < text.length ? " …" : "");
  };

  const make = (name, properties = {}, children = []) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const withMarks = (text, marked) =>
    parts(text, marked).map((part) => (part.isMarked ? make("mark", { textContent: part.text }) : part.text));

  const countMarks = (text, marked) =>
    new Set(parts(text, marked).filter((part) => part.isMarked).flatMap((part) => words(part.text))).size;

  const say = (name, fields = {}) => {
    const said = document.querySelector(`template[data-say=${name}]`).content.cloneNode(true);
    for (const element of said.querySelectorAll("[data-field]")) {
      element.textContent = fields[element.dataset.field];
    }
    return said;
  };

  const pageEntry = ({ url, title, language, texts }, marked) => {
    const link = make("a", { href: url }, withMarks(title, marked));
    if (language) Object.assign(link, { lang: language, dir: "ltr" });
    const excerpts = texts.map((text) => excerpt(text, marked));
    const counts = excerpts.map((text) => countMarks(text, marked));
    const chosen = excerpts[counts.indexOf(Math.max(...counts))] || "";
    return make("li", {}, [make("h2", {}, [link]), make("p", {}, withMarks(chosen, marked))]);
  };

  const form = document.querySelector(".search-page");
  const input = document.getElementById("council_query");
  const place = document.getElementById("council_found");
  const title = document.title;
  // There before it speaks: screen readers read what changes in it.
  const status = make("div");
  const list = make("ol", { className: "results" });
  status.setAttribute("role", "status");
  place.replaceChildren(status, list);
  let latest = 0;

  const show = (query, { exact, marked, pages }) => {
    if (!pages.length) {
      status.replaceChildren(
        make("p", {}, [say("none", { query })]),
        make("p", {}, [say("none_help")]),
      );
      list.replaceChildren();
      return;
    }
    const said = [make("p", {}, [say("found", { query, count: pages.length })])];
    if (!exact) said.push(make("p", {}, [say("similar")]));
    status.replaceChildren(...said);
    list.replaceChildren(...pages.map((page) => pageEntry(page, marked)));
  };

  const run = async (query) => {
    const mine = ++latest;
    input.value = query;
    document.title = query ? `${query} – ${title}` : title;
    list.replaceChildren();
    status.replaceChildren();
    if (!query) return;
    // Only a slow search says that it is at work: a quick one has better to say.
    const timer = setTimeout(() => status.replaceChildren(make("p", {}, [say("busy")])), 600);
    try {
      const found = await search(query);
      if (mine === latest) show(query, found);
    } catch {
      // What did not load may load when it is asked for again.
      loading = null;
      if (mine === latest) status.replaceChildren(make("p", {}, [say("failed")]));
    } finally {
      clearTimeout(timer);
      if (mine === latest) place.dataset.query = query;
    }
  };

  const queryOfAddress = () => (new URLSearchParams(location.search).get("q") || "").trim();

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = input.value.trim();
    if (query === queryOfAddress() && query) return;
    const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
    history.pushState(null, "", address);
    run(query);
  });
  addEventListener("popstate", () => run(queryOfAddress()));
  run(queryOfAddress());
  globalThis.councilSearch = { load, search, words, asKey };
})();
