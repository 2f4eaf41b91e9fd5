// The search page: results in the index's own order, as rows; facets below them; its state is in the address.
// What the page must give: docs/search-markup.md.

import "./search.js";
import { address, client, excuse, fill, kind, language, load, make, marked, say, texts } from "./search-texts.js";

const PAGE = 10;
const root = document.querySelector("[data-search-page]"),
  lists = document.querySelector("[data-browse]");
const form = document.getElementById(root.dataset.searchPage),
  input = form.elements.q;
const { facets } = texts;
const waiting = [...root.childNodes];
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
  if (root.hidden) return suggest();
  wait();
  try {
    const tool = await client(),
      from = here();
    const state = await tool.ask(async (index) => {
      const found = await index.find(choice.query, { from, enough: before.shown ? Infinity : PAGE });
      const numbers = await narrowed(found.numbers, choice, index, tool);
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
  suggest();
}

/** Suggestions below the forms: not before the first answer. */
function suggest() {
  load("search-box", "spisBox").catch(() => {});
}

/** The page's own word and grey rows of the real height, where there is no answer yet. */
function wait() {
  root.setAttribute("aria-busy", "true");
  status.textContent = say("searching");
  if (!root.querySelector(".row")) fill(root, ...waiting.map((part) => part.cloneNode(true)));
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
  const chips = await chosenChips(choice);
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
  fill(root, heading, ...chips, ...notes, ...jump, state.rows);
  list(state, state.shown);
  state.below = [state.more, side];
  status.textContent = heading.textContent;
  document.title = `${heading.textContent} – ${title}`;
}

/** Adds the rows that came later than the first, and what stands below all rows: so nothing that is seen moves. */
function complete(state, rest) {
  list(state, rest);
  root.append(...state.below);
  root.removeAttribute("aria-busy");
  if (state.all.length) furnish(state).catch(() => {});
}

/** Adds what can be done with the results. */
async function furnish(state) {
  const { tools } = await narrowing();
  if (state.more.isConnected) root.append(tools({ here, show, all: () => more(state, Infinity) }));
}

/** Chips for what is chosen, where anything is. */
async function chosenChips(choice) {
  if (!choice.values.size && !choice.unknown.length) return [];
  return (await narrowing()).chips(choice, (other) => choose(other).then(focus));
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
      state.numbers = await narrowed(found.numbers, choice, index, tool);
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
function dial([shown, dialled, kind, label], closed) {
  const [, extension] = dialled.split(";ext=");
  const call = make(closed ? "span" : "a", { className: "call" }, shown.replace(/ /g, "\u00a0"));
  if (!closed) call.href = `tel:${dialled}`;
  if (extension) call.append(" ", make("span", { className: "extension" }, say("extension", { number: extension })));
  const about = [kind && say(`phone-${kind}`), label].filter(Boolean).join(", ");
  if (about) call.append(" ", make("span", { className: "call-about" }, `(${about})`));
  return call;
}

const focus = () => {
  const heading = root.querySelector("h2");
  if (heading) heading.focus();
};

/** What narrows: its own part of the script, which the first rows do not wait for. */
const narrowing = () => load("search-filters", "spisFilters");

/** The numbers that pass what is chosen. */
async function narrowed(numbers, choice, index, tool) {
  if (!choice.values.size) return numbers;
  const { facetValues, passes } = await narrowing(),
    values = await facetValues(index, tool);
  return numbers.filter((number) => passes(number, values, choice));
}

/** The position that the person gave, in thousandths of a degree; it leaves neither the browser nor the tab. */
function here() {
  try {
    return JSON.parse(sessionStorage.getItem("position")).map((degrees) => Math.round(degrees * 1000));
  } catch (error) {
    return null;
  }
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
    if (side.open && side.children.length < 2)
      narrowing()
        .then(({ filters }) => filters(Object.assign({ choose }, state), side))
        .catch(() => {});
  });
  return side;
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
