// Suggestions below every search form: an ARIA 1.2 combobox with a list box. Without this script the form just works.
// What the page must give: docs/search-markup.md.

import { address, client, excuse, fill, kind, make, marked, say } from "./search-texts.js";

const MOST = 8,
  WAIT = 60;

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

window.spisBox = true;

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !forms.length) return;
  event.preventDefault();
  (forms.find((form) => form.closest("main")) || forms[0]).elements.q.focus();
});
