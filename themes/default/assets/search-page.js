// The search page: results with facets, their counts, marked words and distances; its state is in the address.
// What the page must give: docs/search-markup.md.

import { address, client, excuse, kind, make, marked, say, texts } from './search-box.js';

const PAGE = 20;
const root = document.querySelector('[data-search-page]');
const form = document.getElementById(root.dataset.searchPage);
const input = form.elements.q;
const { facets } = texts;
const status = make('p', { className: 'search-status', role: 'status' });
const kilometres = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });

/** What the person has chosen: the query, and facet → set of values. */
function chosen() {
  const parameters = new URLSearchParams(location.search);
  const values = facets.map(({ key }) => [key, new Set(parameters.getAll(key))]);
  return { query: parameters.get('q') ?? '', values: new Map(values.filter(([, set]) => set.size)) };
}

function choose({ query, values }, push) {
  const parameters = new URLSearchParams(query ? { q: query } : {});
  values.forEach((set, key) => set.forEach((value) => parameters.append(key, value)));
  history[push ? 'pushState' : 'replaceState'](null, '', `${parameters}` ? `?${parameters}` : location.pathname);
  return show();
}

/** Facet → for each document, the values it has; kept with the index. */
function facetValues(index) {
  return index.facetValues ??= readFacets(index);
}

async function readFacets(index) {
  const parts = await Promise.all(index.parts.map((part) => part.file('facets')));
  const values = facets.map(({ key }) => [key, parts.flatMap((facets, at) => (
    facets[key] ? unpack(facets[key]) : Array.from(index.parts[at].ranks, () => [])
  ))]);
  return Object.fromEntries(values);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The values of each document in one facet. */
function unpack({ values, sets, width, documents }) {
  const named = sets.map((set) => set.map((value) => values[value]));
  const number = (at) => Array.from(documents.slice(at, at + width)).reduce((sum, digit) => sum * 64 + DIGITS.indexOf(digit), 0);
  return Array.from({ length: documents.length / width }, (_, at) => named[number(at * width)]);
}

/** Whether a document passes all facets but one. */
function passes(number, values, choice, except) {
  return [...choice.values].every(([key, set]) => key === except || values[key][number].some((value) => set.has(value)));
}

let latest = 0;

async function show() {
  const turn = ++latest, choice = chosen();
  input.value = choice.query;
  root.hidden = !choice.query.trim();
  if (root.hidden) return;
  try {
    const { ask, ...tool } = await client();
    const answer = await ask(async (index) => ({ index, ...await index.find(choice.query), values: await facetValues(index) }));
    if (turn === latest) await render({ choice, answer, ...tool }, turn);
  } catch (error) {
    if (turn === latest) root.replaceChildren(make('p', { role: 'alert' }, excuse(error)));
  }
}

async function render(state, turn) {
  const { choice, answer: { order, words, values, guessed, index }, numberOf } = state;
  const count = (place) => bits(words[numberOf(place)]);
  const most = order.reduce((most, place) => Math.max(most, count(place)), 0);
  const matching = order.filter((place) => count(place) === most);
  const passing = (place) => passes(numberOf(place), values, choice);
  const full = matching.filter(passing);
  const some = order.filter((place) => count(place) !== most && passing(place));
  Object.assign(state, { full, some, shown: 0, list: make('ol', { className: 'results' }) });
  state.more = make('button', { type: 'button', onclick: () => extend(state, PAGE) });
  await extend(state, PAGE);
  const heading = make('h2', { tabIndex: -1 }, say(order.length ? 'results' : 'nothing', { n: full.length, query: choice.query }));
  const notes = guessed && order.length ? [make('p', {}, say('guessed', { query: choice.query }))] : [];
  if (!order.length) notes.push(...await nearest(choice, index));
  const facets = order.length ? filters(state, Array.from(matching, numberOf)) : '';
  if (turn === latest) root.replaceChildren(heading, ...notes, facets, state.list, state.more, order.length ? tools(state) : '');
}

function bits(mask) {
  let count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}

/** Shows some more results: those that match in full, and after all of those the others. */
async function extend(state, count) {
  const { answer, best, full, some, list, more } = state;
  const [from, start] = state.shown < full.length ? [full, state.shown] : [some, state.shown - full.length];
  const documents = await answer.index.documents(best(from, start + count).slice(start));
  list.append(...await Promise.all(documents.map((found) => result(found, state))));
  state.shown += documents.length;
  const rest = full.length - state.shown, other = full.length + some.length - state.shown;
  more.hidden = !other;
  more.textContent = rest > 0 ? say('more', { n: Math.min(PAGE, rest) }) : say('partial', { n: other });
}

/** Whether a place is open, in a word: the term with a tone that it has in a facet. */
function states(number, values) {
  const terms = facets.flatMap((facet) => facet.values.filter(([value, , tone]) => tone && values[facet.key][number]?.includes(value)));
  return terms.map(([, label, tone]) => make('span', { className: `status ${tone}` }, label));
}

async function result(found, { answer: { index, terms, values }, pieces }) {
  const mark = (text) => marked(pieces(index.analysis, text, terms));
  const from = here(), to = from && await index.position(found.number);
  return make(
    'li', {}, make('a', { href: address(found) }, ...mark(found.title)), ' ', make('small', {}, kind(found)),
    ...found.summary && found.summary !== kind(found) ? [make('p', {}, ...mark(found.summary))] : [],
    ...states(found.number, values),
    ...to ? [make('p', { className: 'distance' }, say('distance', { n: kilometres.format(howFar(from, to)) }))] : [],
  );
}

/** The position that the person gave, kept for this visit; it leaves neither the browser nor the tab. */
function here() {
  try {
    return JSON.parse(sessionStorage.getItem('position'));
  } catch {
    return null;
  }
}

/** Kilometres from a position (degrees) to another (thousandths of a degree), on a sphere. */
function howFar(from, position) {
  const radians = ([lat, lon]) => [lat * Math.PI / 180, lon * Math.PI / 180];
  const [[latA, lonA], [latB, lonB]] = [radians(from), radians(position.map((degrees) => degrees / 1000))];
  const square = Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin((lonB - lonA) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, square)));
}

function tools(state) {
  const print = make('button', { type: 'button', onclick: async () => {
    await extend(state, state.full.length - state.shown);
    window.print();
  } }, say('print'));
  const note = make('span', { role: 'status' });
  const locate = make('button', { type: 'button', onclick: () => navigator.geolocation.getCurrentPosition(({ coords }) => {
    sessionStorage.setItem('position', JSON.stringify([coords.latitude, coords.longitude]));
    show();
  }, () => { note.textContent = say('noPosition'); }) }, say('locate'));
  return make('p', { className: 'search-tools' }, print, ...navigator.geolocation && !here() ? [' ', locate, ' ', note] : []);
}

/** The facets: what each value would leave, if it were chosen too. */
function filters({ choice, answer }, numbers) {
  const groups = facets.map(({ key, label, values }) => {
    const counts = new Map();
    for (const number of numbers) {
      if (passes(number, answer.values, choice, key)) for (const value of answer.values[key][number]) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const set = choice.values.get(key) ?? new Set();
    const offered = values.filter(([value]) => counts.get(value) || set.has(value));
    return offered.length > 1 || set.size
      ? [make('fieldset', {}, make('legend', {}, label), ...offered.map(([value, name]) => option(choice, key, set, value, name, counts.get(value) ?? 0)))]
      : [];
  }).flat();
  const open = choice.values.size > 0 || matchMedia('(min-width: 60rem)').matches;
  return groups.length ? make('details', { className: 'search-facets', open }, make('summary', {}, say('filters')), ...groups) : '';
}

function option(choice, key, set, value, name, count) {
  const id = `facet-${key}-${value}`;
  const box = make('input', { type: 'checkbox', id, checked: set.has(value), onchange: async () => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    const values = new Map(choice.values).set(key, next);
    if (!next.size) values.delete(key);
    await choose({ query: choice.query, values }, true);
    document.getElementById(id)?.focus();
    status.textContent = root.querySelector('h2').textContent;
  } });
  return make('label', {}, box, ` ${name} `, make('small', {}, `(${count})`));
}

/** The nearest spelling of what was not found, as a link. */
async function nearest({ query }, index) {
  const { nearest } = await import('./search-spelling.js');
  const meant = await nearest(index, query);
  if (!meant) return [];
  const link = make('a', { href: `?${new URLSearchParams({ q: meant })}` }, meant);
  return [make('p', {}, `${say('meant')} `, link)];
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  choose({ query: input.value, values: chosen().values }, true).then(() => root.querySelector('h2')?.focus());
});
root.before(status);
addEventListener('popstate', show);
show();
