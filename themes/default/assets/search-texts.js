// What the search's scripts share: the page's texts, elements, and how the client is fetched.
// What the page must give: docs/search-markup.md.

export const texts = JSON.parse(document.getElementById("search-texts").textContent);
export const language = document.documentElement.lang;
let loaded;

/** The client, with `ask` for the page's index: fetched when it is first needed, again where that failed. */
export function client() {
  loaded =
    loaded ||
    load("search", "spisSearch").then((module) =>
      Object.assign({ ask: module.connect(texts.index, (part) => load(`search-${part}`, LATER[part])) }, module),
    );
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

/** What the client's parts give to the window that only some queries need. */
const LATER = { slips: "spisSlips", distance: "spisDistance" };

/** Modules that others import: asked for with them, so that the browser need not read those first. */
const PARTS = { search: ["search-words", "search-matching"] };

/** What a module gives to the window. A script element, because Firefox before 67 has no `import()`. */
export function load(module, name) {
  return new Promise((resume, fail) => {
    if (window[name]) return resume(window[name]);
    for (const part of PARTS[module] || [])
      document.head.append(make("link", { rel: "modulepreload", href: `${texts.scripts}${part}.js` }));
    const script = make("script", { type: "module", src: `${texts.scripts}${module}.js` });
    script.onload = () => (window[name] ? resume(window[name]) : fail(new Error(`${module} cannot run here`)));
    script.onerror = () => fail(Object.assign(new Error("the search cannot be fetched"), { reason: "offline" }));
    document.head.append(script);
  });
}

/** The plural form for a number; Safari before 13 has no rules, and takes the form for many. */
function plural(n) {
  if (Intl.PluralRules) return new Intl.PluralRules(language).select(n);
  return n === 1 ? "one" : "many";
}

/** A text of the page, with its placeholders filled in; `n` chooses the plural. */
export function say(name, values = {}) {
  const text = texts[name];
  const chosen = typeof text === "string" ? text : text[plural(values.n)] || text.other;
  return chosen.replace(/\{(\w+)\}/g, (_, key) => (values[key] === undefined ? "" : values[key]));
}

/** An element with properties, attributes (lower-case names with a hyphen, or `role`) and children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, properties[name]);
    else element[name] = properties[name];
  }
  element.append(...children);
  return element;
}

/** Puts other children into an element. */
export function fill(element, ...children) {
  element.textContent = "";
  element.append(...children);
}

/** A text with the words that were found marked. */
export function marked(pieces) {
  return pieces.map(([text, found]) => (found ? make("mark", {}, text) : text));
}

/** The name of a document's collection, and its address. */
export const kind = ({ collection }) => texts.kinds[collection] || "";
export const address = ({ url }) => texts.base.replace(/\/$/, "") + url;

/** What to say when the search failed: the site is another by now, the line is bad, or this browser cannot. */
export const excuse = ({ reason }) => say(reason || "broken");
