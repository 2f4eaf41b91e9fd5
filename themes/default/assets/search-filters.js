// What narrows the results of the search page: chips for what is chosen, the facets, and what can be done with the
// results. Loaded after the first rows, or before them where something is chosen.

import { make, say, texts } from "./search-texts.js";

const { facets } = texts;

/** The values that each document has, by facet; kept with the index. */
async function facetValues(index, { runs }) {
  const file = await index.file("facets");
  for (const { key } of facets) {
    if (!file[key]) continue;
    const named = file[key].sets.map((set) => set.map((value) => file[key].values[value]));
    file[key].numbers = file[key].numbers || runs(file[key].of).map((set) => named[set]);
  }
  return (key, number) => (file[key] ? file[key].numbers[number] : []);
}

/** Whether a document passes all facets but one. */
function passes(number, values, choice, except) {
  return [...choice.values].every(
    ([key, set]) => key === except || values(key, number).some((value) => set.has(value)),
  );
}

/** What narrows the results, each with a button that takes it away; what of the address means nothing, too. */
function chips(choice, choose) {
  const chip = (text, without) =>
    make(
      "li",
      {},
      make(
        "button",
        { type: "button", onclick: () => choose(without) },
        `${text} `,
        make("span", { "aria-hidden": "true" }, "×"),
        make("span", { className: "hidden" }, say("remove")),
      ),
    );
  const active = [].concat(
    ...[...choice.values].map(([key, set]) =>
      [...set].map((value) => {
        const facet = facets.find((facet) => facet.key === key);
        return chip(
          `${facet.label}: ${facet.values.find(([known]) => known === value)[1]}`,
          Object.assign({}, choice, { values: without(choice.values, key, value) }),
        );
      }),
    ),
  );
  const unknown = choice.unknown.map((pair) =>
    chip(
      say("unknownFilter", { filter: pair.join("=") }),
      Object.assign({}, choice, { unknown: choice.unknown.filter((other) => other !== pair) }),
    ),
  );
  const all = active.concat(unknown);
  return all.length ? [make("ul", { className: "search-chosen" }, ...all)] : [];
}

/** The chosen values but for one. */
function without(values, key, value) {
  const rest = new Map([...values].map(([key, set]) => [key, new Set(set)]));
  rest.get(key).delete(value);
  if (!rest.get(key).size) rest.delete(key);
  return rest;
}

/** Printing, and where the person is. `here()` gives the position, `more` shows all, `show` asks again. */
function tools({ here, all, show }) {
  const print = make("button", { type: "button", onclick: () => all().then(() => window.print()) }, say("print"));
  const note = make("span", { role: "status" });
  const locate = make(
    "button",
    {
      type: "button",
      onclick: () =>
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => {
            sessionStorage.setItem("position", JSON.stringify([coords.latitude, coords.longitude]));
            show();
          },
          () => {
            note.textContent = say("noPosition");
          },
        ),
    },
    say("locate"),
  );
  const forget = make(
    "button",
    {
      type: "button",
      onclick: () => {
        sessionStorage.removeItem("position");
        show();
      },
    },
    say("forgetPosition"),
  );
  const place = navigator.geolocation ? [" ", here() ? forget : locate, " ", note] : [];
  return make("p", { className: "search-tools" }, print, ...place);
}

/** The facets: what each value would leave, if it were chosen too. */
async function filters({ choice, all, index, runs, choose }, side) {
  const values = await facetValues(index, { runs }).catch(() => null);
  if (!values) return;
  for (const { key, label, values: known } of facets) {
    const counts = new Map();
    for (const number of all) {
      if (passes(number, values, choice, key))
        for (const value of values(key, number)) counts.set(value, (counts.get(value) || 0) + 1);
    }
    const set = choice.values.get(key) || new Set();
    const offered = known.filter(([value]) => counts.get(value) || set.has(value));
    if (offered.length < 2 && !set.size) continue;
    side.append(
      make(
        "fieldset",
        {},
        make("legend", {}, label),
        ...offered.map(([value, name]) => option({ choice, choose }, key, set, value, name, counts.get(value) || 0)),
      ),
    );
  }
  const box = document.getElementById((history.state && history.state.focus) || "");
  if (box) box.focus();
}

function option({ choice, choose }, key, set, value, name, count) {
  const id = `facet-${key}-${value}`;
  const box = make("input", {
    type: "checkbox",
    id,
    checked: set.has(value),
    onchange: async () => {
      const next = new Map(choice.values).set(key, new Set(set).add(value));
      const shown = choose(
        Object.assign({}, choice, { values: set.has(value) ? without(choice.values, key, value) : next }),
      );
      history.replaceState({ focus: id }, "");
      await shown;
    },
  });
  return make("label", {}, box, ` ${name} `, make("small", {}, `(${count})`));
}

window.spisFilters = { chips, facetValues, filters, passes, tools };
