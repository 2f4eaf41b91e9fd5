// The search page: results in the index's own order, as rows; facets below them; its state is in the address.
// What the page must give: docs/search-markup.md.

import "./search.js";
import { address, client, excuse, fill, kind, language, load, make, marked, say, texts } from "./search-box.js";

const PAGE = 10;
const root = document.querySelector("[data-search-page]"),
  lists = document.querySelector("[data-browse]");
const form = document.getElementById(root.dataset.searchPage),
  input = form.elements.q;
const { facets } = texts;
const status = make("p", { className: "search-status", role: "status", "aria-live": "polite" });
const kilometres = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const title = document.title;

/** What the person has chosen: the query, facet → set of values, and what of the address is neither. */
function chosen() {
  const values = new Map(),
    unknown = [];
  for (const [key, value] of new URLSearchParams(location.search)) {
    const facet = facets.find((facet) => facet.key === key);
    if (key === "q") continue;
    if (!facet || !facet.values.some(([known]) => known === value)) unknown.push([key, value]);
    else values.set(key, (values.get(key) || new Set()).add(value));
  }
  return { query: new URLSearchParams(location.search).get("q") || "", values, unknown };
}

function choose({ query, values, unknown = [] }) {
  const parameters = new URLSearchParams(query ? { q: query } : {});
  values.forEach((set, key) => set.forEach((value) => parameters.append(key, value)));
  unknown.forEach(([key, value]) => parameters.append(key, value));
  history.pushState(null, "", `${parameters}` ? `?${parameters}` : location.pathname);
  return show();
}

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

let latest = 0;
let asked;

async function show() {
  const turn = ++latest,
    choice = chosen(),
    before = history.state || {};
  asked = location.search;
  input.value = choice.query;
  root.hidden = !choice.query.trim();
  lists.classList.toggle("waiting", !root.hidden);
  document.title = title;
  if (root.hidden) return;
  wait();
  try {
    const tool = await client(),
      from = here();
    const state = await tool.ask(async (index) => {
      const found = await index.find(choice.query, { from, enough: before.shown ? Infinity : PAGE });
      const values = choice.values.size ? await facetValues(index, tool) : null;
      const numbers = values ? found.numbers.filter((number) => passes(number, values, choice)) : found.numbers;
      const wanted = numbers.slice(0, before.shown || PAGE);
      const shown = await index.documents(index.together(wanted));
      return Object.assign({}, found, tool, { index, choice, all: found.numbers, numbers, wanted, shown, from });
    });
    if (turn === latest) await render(state, turn);
    const rest = await state.index.documents(state.wanted.slice(state.shown.length));
    if (turn === latest) complete(state, rest);
    if (turn === latest && before.y) window.scrollTo(0, before.y);
  } catch (error) {
    if (turn === latest) fail(error);
  }
  if (turn === latest) lists.classList.remove("waiting");
}

/** Grey rows of the real height and a word, where there is no answer yet. */
function wait() {
  root.setAttribute("aria-busy", "true");
  status.textContent = say("searching");
  if (root.querySelector(".row")) return;
  const row = () =>
    make(
      "li",
      { className: "row skeleton", "aria-hidden": "true" },
      make("span", {}),
      make("span", {}),
      make("span", {}),
    );
  fill(
    root,
    make("p", { className: "search-count" }, say("searching")),
    make("ul", { className: "rows" }, row(), row(), row()),
  );
}

function fail(error) {
  root.removeAttribute("aria-busy");
  status.textContent = "";
  fill(root, make("p", { role: "alert" }, excuse(error), " ", make("a", { href: "#browse" }, say("lists"))));
}

async function render(state, turn) {
  const { choice, numbers, all, guessed, index } = state;
  const there = numbers.filter((number) => state.scores.get(number) >= state.least).length;
  const n = there || numbers.length;
  const heading = make(
    "h2",
    { tabIndex: -1, className: "search-count" },
    say(numbers.length ? "results" : "nothing", { n, query: choice.query }),
  );
  const notes = guessed && numbers.length ? [make("p", {}, say("guessed", { query: choice.query }))] : [];
  if (!all.length) notes.push(...(await nearest(choice, index)));
  if (turn !== latest) return;
  Object.assign(state, { there, rows: make("div", { className: "search-rows" }), listed: 0 });
  state.more = make("button", { type: "button", onclick: () => more(state) });
  const side = all.length ? drawer(state) : "";
  const jump = side
    ? [
        make(
          "a",
          {
            href: "#search-filters",
            className: "search-narrow",
            onclick: () => {
              side.open = true;
            },
          },
          say("filters"),
        ),
      ]
    : [];
  fill(root, heading, ...chips(choice), ...notes, ...jump, state.rows);
  list(state, state.shown);
  state.below = [state.more, side, all.length ? tools(state) : ""];
  status.textContent = heading.textContent;
  document.title = `${heading.textContent} – ${title}`;
}

/** Adds the rows that came later than the first, and what stands below all rows: so nothing that is seen moves. */
function complete(state, rest) {
  list(state, rest);
  root.append(...state.below);
  root.removeAttribute("aria-busy");
}

/** Adds rows; what lies elsewhere than in the place that was named stands below a heading of its own. */
function list(state, documents) {
  for (const found of documents) {
    const elsewhere = state.listed >= state.there && state.there > 0;
    if (!state.listed || (elsewhere && !state.elsewhere)) {
      if (elsewhere) state.rows.append(make("h3", {}, say("elsewhere")));
      state.list = make("ol", { className: "rows results" });
      state.elsewhere = elsewhere;
      state.rows.append(state.list);
    }
    state.list.append(result(found, state, elsewhere || state.from));
    state.listed += 1;
  }
  const left = state.numbers.length - state.listed;
  state.more.hidden = left < 1;
  state.more.textContent = say("more", { n: Math.min(PAGE, left) });
}

/** Shows some more results: the whole order is needed now. */
async function more(state, count = PAGE) {
  const { index, choice, from, listed } = state,
    tool = await client();
  try {
    if (!state.whole) {
      const found = await index.find(choice.query, { from });
      const values = choice.values.size ? await facetValues(index, tool) : null;
      state.numbers = values ? found.numbers.filter((number) => passes(number, values, choice)) : found.numbers;
      state.far = found.far;
      state.whole = true;
    }
    list(state, await index.documents(state.numbers.slice(listed, listed + count)));
    history.replaceState({ shown: state.listed }, "");
    const first = state.rows.querySelectorAll("a.row-link")[listed];
    if (first) first.focus();
  } catch (error) {
    fail(error);
  }
}

/** A result: a record's row, or what it is and a line on it. Its parts are those of every row: templates/_rows.html. */
function result(found, { index, terms, pieces, far }, distant) {
  const mark = (text) => marked(pieces(index.analysis, text, terms));
  const [word, tone, day] = found.status || [],
    closed = tone === "negative";
  const row = make("li", { className: "row" });
  if (tone) row.setAttribute("data-tone", tone);
  row.innerHTML = (texts.marks[found.collection] || {})[tone || ""] || "";
  const link = make(
    "a",
    { className: "row-link", href: address(found) },
    make("span", { className: "row-title" }, ...mark(found.title)),
  );
  if (found.operator) link.append(" ", make("span", { className: "row-operator" }, ...mark(found.operator)));
  const line = (name, ...children) => row.append(make("p", { className: `row-${name}` }, ...children));
  row.append(link);
  const distance = distant && far ? far(found.number) : undefined;
  if (distance !== undefined)
    line("distance", distance < 5 ? say("distanceSame") : say("distance", { km: kilometres.format(distance / 10) }));
  if (!row.querySelector(".mark"))
    line(
      "summary",
      [kind(found), found.summary].filter((text, at, all) => text && all.indexOf(text) === at).join(" · "),
    );
  if (found.place) line("where", ...mark(found.place));
  if (word)
    line(
      "status",
      make("strong", {}, word),
      " ",
      day ? make("span", { className: "row-date" }, say("asOf", { date: day })) : "",
      ...(closed ? [" ", make("a", { href: `${address(found)}#s-nearby` }, say("others"))] : []),
    );
  if (found.calls && found.calls.length) line("calls", ...found.calls.map((call) => dial(call, closed)));
  return row;
}

/** A telephone number; that of a closed place must not invite a call. */
function dial([shown, dialled], closed) {
  const [, extension] = dialled.split(";ext=");
  const call = make(closed ? "span" : "a", { className: "call" }, shown.replace(/ /g, "\u00a0"));
  if (!closed) call.href = `tel:${dialled}`;
  if (extension) call.append(" ", make("span", { className: "extension" }, say("extension", { number: extension })));
  return call;
}

/** What narrows the results, each with a button that takes it away; what of the address means nothing, too. */
function chips(choice) {
  const chip = (text, without) =>
    make(
      "li",
      {},
      make(
        "button",
        { type: "button", onclick: () => choose(without).then(focus) },
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

const focus = () => {
  const heading = root.querySelector("h2");
  if (heading) heading.focus();
};

/** The position that the person gave, in thousandths of a degree; it leaves neither the browser nor the tab. */
function here() {
  try {
    return JSON.parse(sessionStorage.getItem("position")).map((degrees) => Math.round(degrees * 1000));
  } catch (error) {
    return null;
  }
}

function tools(state) {
  const print = make(
    "button",
    { type: "button", onclick: () => more(state, Infinity).then(() => window.print()) },
    say("print"),
  );
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

/** The facets, a drawer below the results; filled when it is first opened, and at once beside them on a wide screen. */
function drawer(state) {
  const wide = matchMedia("(min-width: 60rem)").matches,
    open = wide || state.choice.values.size > 0;
  const side = make(
    "details",
    { className: "search-facets", id: "search-filters", open },
    make("summary", {}, say("filters")),
  );
  side.addEventListener("toggle", () => {
    if (side.open && side.children.length < 2) filters(state, side);
  });
  return side;
}

/** The facets: what each value would leave, if it were chosen too. */
async function filters({ choice, all, index, runs }, side) {
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
        ...offered.map(([value, name]) => option(choice, key, set, value, name, counts.get(value) || 0)),
      ),
    );
  }
  const box = document.getElementById((history.state && history.state.focus) || "");
  if (box) box.focus();
}

function option(choice, key, set, value, name, count) {
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

/** The nearest spelling of what was not found, as a link. */
async function nearest({ query }, index) {
  const { nearest } = await load("search-spelling", "spisSpelling");
  const meant = await nearest(index, query);
  if (!meant) return [];
  return [make("p", {}, `${say("meant")} `, make("a", { href: `?${new URLSearchParams({ q: meant })}` }, meant))];
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  choose(Object.assign(chosen(), { query: input.value })).then(focus);
});
history.scrollRestoration = "manual";
window.addEventListener("pagehide", () => history.replaceState(Object.assign({}, history.state, { y: scrollY }), ""));
root.before(status);
// A link within the page is a step of the history too, and asks for nothing else.
window.addEventListener("popstate", () => {
  if (location.search !== asked) show();
});
show();
