// Narrows a directory at once, without loading another page.
//
// In: the server's facet links and, for a list on one page, the rows' data-facets ("field:term field:term"). For a list
// on several pages the first has a <script id="filter-terms"> that tells the terms of every row:
//   {"pages": [address, …], "size": rows a page, "terms": ["field:term", …], "records": [[term, …], …]}
// and only the pages are loaded whose rows are shown. data-remove and data-unknown are words for what the address chooses.
// Without this script the links lead to pages built beforehand.

import { formFor } from "./plurals.js";

const place = document.querySelector("[data-filter]");
const MOST = 240; // rows shown at first, of a list on several pages

/** One checkbox for each facet link, in the link's place. */
function boxes(facet) {
  return [...facet.querySelectorAll("a[data-term]")].map((link) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.name = facet.dataset.facet;
    box.value = link.dataset.term;
    const text = link.firstChild.textContent.trim();
    label.append(box, ...link.childNodes);
    link.replaceWith(label);
    return { box, label: text, count: label.querySelector(".count") };
  });
}

/** The rows that stand on this page: hidden where they do not pass. */
class Whole {
  constructor() {
    this.groups = [...place.querySelectorAll(".group")];
    this.entries = [...place.querySelectorAll("[data-facets]")].map((node) => ({
      node,
      terms: new Set(node.dataset.facets.split(" ")),
    }));
  }

  show(found) {
    const shown = new Set(found);
    for (const entry of this.entries) entry.node.hidden = !shown.has(entry);
    for (const group of this.groups) {
      const left = group.querySelectorAll("[data-facets]:not([hidden])").length;
      group.hidden = left === 0;
      const count = group.querySelector("h2 .count");
      if (count) count.textContent = left;
    }
  }
}

/** The rows of a list on several pages: fetched as they are needed, under the headings that they have there. */
class Paged {
  constructor({ pages, size, terms, records }, list) {
    Object.assign(this, { pages, size, list });
    this.entries = records.map((own, index) => ({ index, terms: new Set(own.map((term) => terms[term])) }));
    this.own = [...list.querySelectorAll(".group, nav.pages")];
    this.made = document.createElement("div");
    this.more = document.createElement("button");
    Object.assign(this.more, { type: "button", className: "quiet", hidden: true, textContent: list.dataset.more });
    this.more.addEventListener("click", () => {
      this.limit += MOST;
      this.draw();
    });
    list.append(this.made, this.more);
    this.loaded = new Map([[0, Promise.resolve(this.rows(list))]]);
  }

  /** The rows of a page with the headings above them. */
  rows(root) {
    const rows = [...root.querySelectorAll("[data-facets]")];
    return rows.map((row) => ({ row, heading: row.closest(".group").querySelector("h2") }));
  }

  page(number) {
    if (!this.loaded.has(number)) {
      const load = fetch(this.pages[number])
        .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.status))))
        .then((text) => this.rows(new DOMParser().parseFromString(text, "text/html")));
      load.catch(() => this.loaded.delete(number));
      this.loaded.set(number, load);
    }
    return this.loaded.get(number);
  }

  show(found) {
    const all = found.length === this.entries.length;
    for (const part of this.own) part.hidden = !all;
    this.made.hidden = all;
    this.found = all ? [] : found;
    this.limit = MOST;
    return this.draw();
  }

  async draw() {
    const { found, limit } = this;
    const shown = found.slice(0, limit);
    this.list.setAttribute("aria-busy", "true");
    const numbers = [...new Set(shown.map(({ index }) => Math.floor(index / this.size)))];
    try {
      const pages = new Map(await Promise.all(numbers.map(async (number) => [number, await this.page(number)])));
      // Somebody may have chosen something else in the meantime.
      if (this.found !== found || this.limit !== limit) return;
      const groups = [];
      for (const { index } of shown) {
        const { row, heading } = pages.get(Math.floor(index / this.size))[index % this.size];
        const title = heading ? heading.firstChild.textContent : "";
        const last = groups[groups.length - 1];
        if (!last || last.title !== title) groups.push({ title, rows: [] });
        groups[groups.length - 1].rows.push(row.cloneNode(true));
      }
      this.made.textContent = "";
      this.made.append(...groups.map((group) => this.group(group)));
      this.more.hidden = found.length <= limit;
    } catch (error) {
      // The pages built beforehand still lead on: the lists of one term each.
      for (const part of this.own) part.hidden = false;
      this.made.textContent = "";
    } finally {
      this.list.removeAttribute("aria-busy");
    }
  }

  group({ title, rows }) {
    const section = document.createElement("section");
    section.className = "group";
    const list = document.createElement("ul");
    list.className = "rows";
    list.append(...rows);
    if (title) {
      const heading = document.createElement("h2");
      heading.textContent = title;
      section.append(heading);
    }
    section.append(list);
    return section;
  }
}

/** What is chosen, each with a button that takes it away. `chosen`: [text, what takes it away]. */
function chips(list, chosen) {
  list.textContent = "";
  list.hidden = !chosen.length;
  for (const [text, take] of chosen) {
    const button = document.createElement("button");
    button.type = "button";
    button.innerHTML = '<span aria-hidden="true"> ×</span><span class="hidden"></span>';
    button.lastChild.textContent = ` ${place.dataset.remove}`;
    button.prepend(text);
    button.addEventListener("click", take);
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
}

function start() {
  const narrow = place.querySelector(".narrow");
  if (narrow && matchMedia("(min-width: 48rem)").matches) narrow.open = true;
  const facets = [...place.querySelectorAll("[data-facet]")].map((node) => ({
    key: node.dataset.facet,
    terms: boxes(node),
    node,
  }));
  const terms = document.getElementById("filter-terms");
  const list = terms ? new Paged(JSON.parse(terms.textContent), place.querySelector(".found")) : new Whole();
  const { entries } = list;
  const result = place.querySelector("[data-result]");

  const picked = document.createElement("ul");
  picked.className = "chosen no-print";
  result.parentNode.after(picked);
  /** What the address asks for and no list knows. */
  let unknown = [];

  const chosen = (facet) => facet.terms.filter(({ box }) => box.checked).map(({ box }) => `${facet.key}:${box.value}`);
  /** Whether an entry passes every facet but the one left out: terms of one facet widen, facets narrow. */
  const passes = (entry, choices, without) =>
    choices.every(
      ([facet, terms]) => facet === without || terms.length === 0 || terms.some((term) => entry.terms.has(term)),
    );

  function show() {
    const choices = facets.map((facet) => [facet, chosen(facet)]);
    const found = entries.filter((entry) => passes(entry, choices, null));
    for (const facet of facets) {
      const counts = new Map();
      for (const entry of entries) {
        if (passes(entry, choices, facet))
          for (const term of entry.terms) counts.set(term, (counts.get(term) || 0) + 1);
      }
      for (const { box, count } of facet.terms) count.textContent = counts.get(`${facet.key}:${box.value}`) || 0;
    }
    const words = formFor(result.dataset, found.length);
    result.textContent = words.replace("{n}", found.length);
    remember(choices);
    name();
    list.show(found);
  }

  /** Says above the rows what narrows them. */
  function name() {
    const boxes = [].concat(...facets.map(({ terms }) => terms.filter(({ box }) => box.checked)));
    const known = boxes.map(({ box, label }) => [
      label,
      () => {
        box.checked = false;
        again();
      },
    ]);
    const strange = unknown.map((pair) => [
      place.dataset.unknown.replace("{filter}", pair.join("=")),
      () => {
        unknown = unknown.filter((other) => other !== pair);
        again();
      },
    ]);
    chips(picked, known.concat(strange));
  }

  /** Shows the rest, with the focus where it does not get lost. */
  function again() {
    show();
    (picked.querySelector("button") || result).focus();
  }

  /** Keeps the choice in the address, so that it can be shared and survives going back. */
  function remember(choices) {
    const query = new URLSearchParams();
    for (const [facet, terms] of choices)
      for (const term of terms) query.append(facet.key, term.slice(facet.key.length + 1));
    for (const [key, value] of unknown) query.append(key, value);
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }

  const query = new URLSearchParams(location.search);
  for (const facet of facets) {
    for (const { box } of facet.terms) box.checked = query.getAll(facet.key).includes(box.value);
    if (facet.terms.some(({ box }) => box.checked)) facet.node.open = true;
  }
  const known = ([key, value]) =>
    facets.some((facet) => facet.key === key && facet.terms.some(({ box }) => box.value === value));
  unknown = [...query].filter((pair) => !known(pair));
  place.addEventListener("change", show);
  if (location.search) show();
}

if (place) start();
