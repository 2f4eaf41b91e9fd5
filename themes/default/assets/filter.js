// Narrows a directory at once, without loading another page.
// In: the server's facet links and the entries' data-facets ("field:term field:term").
// Without this script the links lead to pages that were built beforehand.

const place = document.querySelector("[data-filter]");

/** One checkbox for each facet link, in the link's place. */
function boxes(facet) {
  return [...facet.querySelectorAll("a[data-term]")].map((link) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.name = facet.dataset.facet;
    box.value = link.dataset.term;
    label.append(box, ...link.childNodes);
    link.replaceWith(label);
    return { box, count: label.querySelector(".count") };
  });
}

function start() {
  const facets = [...place.querySelectorAll("[data-facet]")].map((node) => ({ key: node.dataset.facet, terms: boxes(node), node }));
  const groups = [...place.querySelectorAll(".group")];
  const entries = [...place.querySelectorAll("[data-facets]")].map((node) => ({ node, terms: new Set(node.dataset.facets.split(" ")) }));
  const result = place.querySelector("[data-result]");
  const plurals = new Intl.PluralRules(document.documentElement.lang);

  const chosen = (facet) => facet.terms.filter(({ box }) => box.checked).map(({ box }) => `${facet.key}:${box.value}`);
  /** Whether an entry passes every facet but the one left out: terms of one facet widen, facets narrow. */
  const passes = (entry, choices, without) =>
    choices.every(([facet, terms]) => facet === without || terms.length === 0 || terms.some((term) => entry.terms.has(term)));

  function show() {
    const choices = facets.map((facet) => [facet, chosen(facet)]);
    let shown = 0;
    for (const entry of entries) {
      entry.node.hidden = !passes(entry, choices, null);
      if (!entry.node.hidden) shown += 1;
    }
    for (const group of groups) {
      const left = group.querySelectorAll("[data-facets]:not([hidden])").length;
      group.hidden = left === 0;
      const count = group.querySelector("h2 .count");
      if (count) count.textContent = left;
    }
    for (const facet of facets) {
      const others = entries.filter((entry) => passes(entry, choices, facet));
      for (const { box, count } of facet.terms) {
        count.textContent = others.filter((entry) => entry.terms.has(`${facet.key}:${box.value}`)).length;
      }
    }
    const words = shown === 0 ? result.dataset.none : result.dataset[plurals.select(shown)] ?? result.dataset.other;
    result.textContent = words.replace("{n}", shown);
    remember(choices);
  }

  /** Keeps the choice in the address, so that it can be shared and survives going back. */
  function remember(choices) {
    const query = new URLSearchParams();
    for (const [facet, terms] of choices) for (const term of terms) query.append(facet.key, term.slice(facet.key.length + 1));
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  }

  const query = new URLSearchParams(location.search);
  for (const facet of facets) {
    for (const { box } of facet.terms) box.checked = query.getAll(facet.key).includes(box.value);
    if (facet.terms.some(({ box }) => box.checked)) facet.node.open = true;
  }
  place.addEventListener("change", show);
  if (location.search) show();
}

if (place) start();
