// Suggestions below every search form: an ARIA 1.2 combobox with a list box. Without this script the form just works.
// What the page must give: docs/search-markup.md.

const MOST = 8,
  WAIT = 60;
export const texts = JSON.parse(document.getElementById("search-texts").textContent);
export const language = document.documentElement.lang;
let loaded;

/** The client, with `ask` for the page's index: fetched when it is first needed, again where that failed. */
export function client() {
  loaded =
    loaded ||
    load("search", "spisSearch").then((module) => Object.assign({ ask: module.connect(texts.index) }, module));
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

/** What a module gives to the window. A script element, because Firefox before 67 has no `import()`. */
export function load(module, name) {
  return new Promise((resume, fail) => {
    if (window[name]) return resume(window[name]);
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

class SearchBox {
  constructor(form, number) {
    this.form = form;
    this.input = form.elements.q;
    this.list = make("ul", {
      id: `suggestions-${number}`,
      className: "suggestions",
      role: "listbox",
      hidden: true,
      "aria-label": say("suggestionsLabel"),
    });
    this.status = make("p", { className: "search-status", role: "status" });
    form.append(this.list, this.status);
    const combobox = {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    };
    for (const name of Object.keys(combobox)) this.input.setAttribute(name, combobox[name]);
    this.input.addEventListener("focus", () => client().catch(() => {}), { once: true });
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.follow(target.closest("[role=option]")));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.suggest(this.input.value), WAIT);
  }

  /** Asks for suggestions; an answer that comes after the next letter is dropped. */
  async suggest(query) {
    if (!query.trim()) return this.close();
    try {
      const { ask, pieces } = await client();
      const answer = await ask(async (index) =>
        Object.assign({ index }, await index.search(query, MOST, { enough: MOST })),
      );
      if (query === this.input.value && document.activeElement === this.input) this.show(answer, pieces);
    } catch (error) {
      this.close();
      if (query === this.input.value) this.tell(excuse(error), true);
    }
  }

  show({ index, hits, terms }, pieces) {
    this.close();
    fill(
      this.list,
      ...hits.map((hit, at) =>
        make(
          "li",
          { id: `${this.list.id}-${at}`, role: "option", "aria-selected": "false", "data-href": address(hit) },
          make(
            "span",
            {},
            ...marked(pieces(index.analysis, hit.operator ? `${hit.title} – ${hit.operator}` : hit.title, terms)),
          ),
          " ",
          make("small", {}, kind(hit)),
        ),
      ),
    );
    this.list.hidden = !hits.length;
    this.input.setAttribute("aria-expanded", hits.length > 0);
    this.tell(hits.length ? say("suggestions", { n: hits.length }) : say("noSuggestions"), !hits.length);
  }

  /** Announces a text; shows it too where there is nothing else to see. */
  tell(text, visible) {
    this.status.textContent = text;
    this.status.classList.toggle("visible", visible);
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    fill(this.list);
    this.select(null);
    this.input.setAttribute("aria-expanded", "false");
    this.tell("", false);
  }

  select(option) {
    const selected = this.list.querySelector("[aria-selected=true]");
    if (selected) selected.setAttribute("aria-selected", "false");
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  follow(option) {
    if (option) location.assign(option.dataset.href);
  }

  key(event) {
    const options = [...this.list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.isComposing || !options.length) return;
    if (event.key === "ArrowDown") this.select(options[at + 1] || null);
    else if (event.key === "ArrowUp") this.select(options[at < 0 ? options.length - 1 : at - 1] || null);
    else if (event.key === "Enter" && at >= 0) this.follow(options[at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

const forms = [...document.querySelectorAll("form[data-search]")];
forms.forEach((form, number) => new SearchBox(form, number));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !forms.length) return;
  event.preventDefault();
  (forms.find((form) => form.closest("main")) || forms[0]).elements.q.focus();
});
