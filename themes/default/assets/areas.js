// Finds areas while their name is typed.
// In: a list of links whose items have data-name. Without this script the list and its alphabet are all there.

import { formFor } from "./plurals.js";

const place = document.querySelector("[data-areas]");

// Marks above and below letters, and what stands between words. Firefox knows \p{…} only since 78.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/g;
const BETWEEN = /[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+/;

/** Small letters without marks: what a telephone's keyboard makes of a name. */
const plain = (text) =>
  text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/ł/g, "l").replace(/ß/g, "ss").replace(/ø/g, "o");

/** How many letters two words share from their beginning. */
function shared(a, b) {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n += 1;
  return n;
}

/** Whether two words are the same but for their endings, as names are in languages with cases. */
const alike = (a, b) =>
  shared(a, b) >= Math.max(3, Math.min(a.length, b.length) - 2) && Math.abs(a.length - b.length) <= 4;

const words = (text) => plain(text).split(BETWEEN).filter(Boolean);

/** The items that have every word of the query: as the beginning of a word, or else but for its ending. */
function find(items, query) {
  const asked = words(query);
  const all = (item, fits) => asked.every((word) => item.words.some((own) => fits(own, word)));
  const exact = items.filter((item) => all(item, (own, word) => own.startsWith(word)));
  return exact.length > 0 ? exact : items.filter((item) => all(item, alike));
}

function start() {
  const form = place.querySelector("form");
  const input = form.querySelector("input");
  const result = form.querySelector("[role=status]");
  const others = [place.querySelector("nav"), document.querySelector("[data-grouped]")].filter(Boolean);
  const items = [...place.querySelectorAll("[data-name]")].map((node) => ({ node, words: words(node.dataset.name) }));
  const letters = [...place.querySelectorAll("details")];
  let found = items;

  function show() {
    const asking = words(input.value).length > 0;
    found = asking ? find(items, input.value) : items;
    const kept = new Set(found);
    for (const item of items) item.node.hidden = !kept.has(item);
    for (const letter of letters) {
      letter.hidden = !letter.querySelector("[data-name]:not([hidden])");
      letter.open = asking && !letter.hidden;
    }
    for (const other of others) other.hidden = asking;
    const text = formFor(result.dataset, found.length);
    result.textContent = asking ? text.replace("{n}", found.length) : "";
  }

  form.classList.remove("scripted");
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (found.length === 1) found[0].node.querySelector("a").click();
  });
  if (input.value) show();
}

if (place) start();
