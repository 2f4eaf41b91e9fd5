// Queries the search index as `spis search` does, to the same ranking. Format: docs/search-format.md.
// Twin of src/search/{weights,rank}.rs: change both. Its parts: search-words.js, search-matching.js; fetched where a query
// needs them, search-slips.js and search-distance.js.
// It runs on Chrome 70, Firefox 63 and Safari 12: no syntax and no built-in that is younger.

import { BEGINNING, FORM, Matcher, RUNNING_TEXT, TYPO } from "./search-matching.js";
import { Analysis, Lexicon, eachPosting, lastUpTo, parse, pieces, runs } from "./search-words.js";

const FORMAT = 2,
  NAMED = 40;
export const MOST = 2 ** 24 - 1;
// What is known of a document (stride of the tallies), and of its best match of one word.
const SCORE = 0,
  UNITS = 1,
  DETAILS = 2,
  KINDS = 3,
  PLACES = 4,
  SHARE = 5;
export const STRENGTH = 6,
  STRIDE = 7;

/** Why there is no answer: `outdated` (the site has changed since the page was opened) or `offline`. */
export class Unavailable extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function fetchJson(address, cache) {
  const response = await fetch(address, { cache }).catch(() => {
    throw new Unavailable("offline");
  });
  if (!response.ok) throw new Unavailable(response.status < 500 ? "outdated" : "offline");
  return response.json().catch(() => {
    throw new Unavailable("offline");
  });
}

/** The index at an address. `load(address, cache)` gives parsed JSON, `later(part)` the functions of search-<part>.js. */
export async function open(address, later, load = fetchJson, cache = "default") {
  const entry = await load(address, cache);
  if (!entry || entry.format !== FORMAT) throw new Unavailable("outdated");
  const folder = address.slice(0, address.lastIndexOf("/") + 1) + entry.folder;
  return new Index(entry, (name) => load(`${folder}/${name}.json`, "default"), later);
}

/** Gives `ask`: `ask(question)` runs `question(index)`, again on a fresh index where the site has changed meanwhile. */
export function connect(address, later) {
  let opened;
  return async (question) => {
    try {
      opened = opened || open(address, later);
      return await question(await opened);
    } catch (error) {
      opened = undefined;
      if (error.reason !== "outdated") throw error;
      opened = open(address, later, fetchJson, "reload");
      return question(await opened);
    }
  };
}

export class Index {
  constructor(entry, load, later) {
    Object.assign(this, entry, { load, later, slips: () => later("slips"), held: new Map() });
    this.analysis = new Analysis(entry.analysis);
    this.phrases = entry.phrases.map((phrase) => phrase.split(" "));
    [this.records, this.areas, this.pages, this.size] = entry.ends;
    this.ranks = runs(entry.ranks);
    this.words = new Lexicon(this, "w", entry.words);
    this.codes = new Lexicon(this, "c", entry.codes);
  }

  /** One of its files; asked for once, unless it failed. */
  file(name) {
    if (!this.held.has(name)) {
      const loaded = this.load(name);
      this.held.set(name, loaded);
      loaded.catch(() => this.held.delete(name));
    }
    return this.held.get(name);
  }

  /** The first `limit` documents for a query; see `find`. */
  async search(query, limit, options) {
    const found = await this.find(query, options);
    return Object.assign(found, { hits: await this.documents(found.numbers.slice(0, limit)) });
  }

  /**
   * All documents for a query: `numbers`, the best first, with `scores`, of which those from `least` up are in the place that
   * the query names; `terms` that matched; `guessed`, whether no word was known; where distances count, `far(number)`, in
   * tenths of a kilometre.
   * `from`: where the person is, `[latitude, longitude]` in thousandths of a degree. `enough`: how many answers may do
   * without the order by distance of what comes after them.
   */
  async find(query, { from = null, enough = Infinity } = {}) {
    const { units, near } = parse(this, query);
    const found = await this.count(units);
    const asked = this.asked(found, near, from);
    let hits = [];
    for (let number = 0; number < this.size; number++) {
      if (found.tallies[number * STRIDE]) this.place(number, found.tallies, asked, hits);
    }
    const sure = hits.filter((hit) => hit.class > asked.elsewhere || hit.class === asked.there).length;
    if (asked.place || from) {
      const lonely = !hits.some((hit) => hit.number < this.records && hit.class);
      if (lonely || from || (sure < enough && hits.some((hit) => hit.far)))
        hits = await (await this.later("distance")).byDistance(this, hits, found.tallies, asked, lonely && asked.place);
    }
    const least = asked.place ? asked.there * 2 ** 24 : 0;
    return Object.assign(this.sort(hits), { terms: found.terms, guessed: found.guessed, far: asked.far, least });
  }

  /** Adds up what the words of a query say. */
  async count(units) {
    const tallies = new Int32Array(this.size * STRIDE),
      best = new Int32Array(this.size * 4),
      terms = new Set();
    let known = 0,
      guessed = true;
    for (const [unit, matches] of await new Matcher(this).matches(units)) {
      const bit = 1 << unit,
        lists = await Promise.all(matches.map(({ entry }) => entry.lexicon.postings(entry)));
      for (const { entry, closeness } of matches) {
        terms.add(entry.term);
        if (closeness > TYPO) guessed = false;
      }
      const sure = matches.some(({ closeness }) => closeness > TYPO);
      const { touched, telling } = bestOf(this.size, matches, lists, best);
      for (const number of touched) {
        const at = number * STRIDE,
          [value, share, strength, flags] = best.subarray(number * 4, number * 4 + 4);
        tallies[at + SCORE] += telling * value;
        tallies[at + UNITS] |= bit;
        if (flags & 1) tallies[at + DETAILS] |= bit;
        if (flags & 1 && sure) known |= bit;
        if (flags & 2) tallies[at + KINDS] |= bit;
        if (share) tallies[at + PLACES] |= bit;
        tallies[at + SHARE] += share;
        tallies[at + STRENGTH] += strength;
        best.fill(0, number * 4, number * 4 + 4);
      }
    }
    return { tallies, terms, known, guessed };
  }

  /** What holds of all documents. Classes: 3 is meant, 2 and 1 are there or elsewhere, 0 is what remains. */
  asked({ tallies, known }, near, from) {
    let place = 0,
      named = 0;
    for (let at = 0; at < tallies.length; at += STRIDE) {
      if (tallies[at + SHARE] >= NAMED) place = Math.max(place, Math.ceil(tallies[at + STRENGTH] / 2));
    }
    for (let at = 0; place && at < tallies.length; at += STRIDE)
      if (tallies[at + STRENGTH] >= place) named |= tallies[at + PLACES];
    return { known, place, named, from, there: near ? 1 : 2, elsewhere: near ? 2 : 1 };
  }

  /** Adds a document with its class and its score there, unless it only looks like an answer. `far`: distance counts. */
  place(number, tallies, asked, hits) {
    const at = number * STRIDE,
      record = number < this.records,
      kind = tallies[at + KINDS];
    const score = Math.min(MOST, Math.floor((tallies[at + SCORE] * (32 - this.rank(number))) / 32));
    const whole = number < this.areas && asked.known && (tallies[at + DETAILS] & asked.known) === asked.known;
    const there = asked.place && tallies[at + STRENGTH] >= asked.place,
      hit = { number, score, class: 0, far: false };
    if (!asked.place) {
      if (whole && record && (kind || asked.from)) Object.assign(hit, { class: 3, far: !!asked.from });
    } else if (whole || (kind && there)) Object.assign(hit, { class: 3, far: record && !!asked.from });
    else if (there) Object.assign(hit, { class: asked.there, far: record && !!asked.from });
    else if (record && kind) Object.assign(hit, { class: asked.elsewhere, far: true });
    else if (!record && number < this.areas && !(tallies[at + UNITS] & asked.named)) return;
    hits.push(hit);
  }

  rank(number) {
    return number < this.records ? this.ranks[number] : 0;
  }

  /** Sorts by class, score, rank and number, and keeps the best of the sections of a page. */
  sort(hits) {
    const scores = new Map(),
      order = new Float64Array(hits.length),
      seen = new Set(),
      numbers = [];
    hits.forEach((hit, at) => {
      const score = hit.class * 2 ** 24 + hit.score;
      scores.set(hit.number, score);
      order[at] = ((2 ** 26 - score) * 10 + this.rank(hit.number)) * 2 ** 22 + hit.number;
    });
    order.sort();
    for (const place of order) {
      const number = place % 2 ** 22,
        page = this.page(number);
      if (page && seen.has(page)) continue;
      seen.add(page);
      numbers.push(number);
    }
    return { numbers, scores };
  }

  /** The number of the page that a document is a section of; 0 where it is none. */
  page(number) {
    if (number < this.areas || number >= this.pages) return 0;
    if (!this.pageOf) {
      this.pageOf = [];
      this.sections.forEach((count, page) => {
        for (let left = count; left; left--) this.pageOf.push(page + 1);
      });
    }
    return this.pageOf[number - this.areas];
  }

  /** Those of some documents, from the first on, of which one file says what is shown. */
  together(numbers) {
    const block = (number) => lastUpTo(this.blocks, number);
    const other = numbers.findIndex((number) => block(number) !== block(numbers[0]));
    return other < 0 ? numbers : numbers.slice(0, other);
  }

  /** What is shown of some documents. */
  documents(numbers) {
    return Promise.all(
      Array.from(numbers, async (number) => {
        const block = lastUpTo(this.blocks, number),
          columns = await this.file(`d${block}`),
          row = number - this.blocks[block];
        const of = (columns.collection.numbers = columns.collection.numbers || runs(columns.collection.of));
        const found = { number, collection: columns.collection.names[of[row]] };
        for (const name of ["title", "operator", "summary", "url", "place", "status", "calls"])
          found[name] = columns[name] ? columns[name][row] : "";
        return found;
      }),
    );
  }
}

/** Each document's best match of one word. Where the word or a form of it is known, only those say how rare it is. */
function bestOf(size, matches, lists, best) {
  const touched = [],
    known = matches.some(({ closeness }) => closeness >= FORM);
  let leftOut = 0,
    sure = 0;
  for (const pass of [true, false]) {
    matches.forEach(({ closeness }, which) => {
      if (closeness >= FORM !== pass) return;
      const means = (pass || !known) && closeness > BEGINNING;
      eachPosting(lists[which], (number, impact) => {
        if (!impact) return (leftOut += number);
        const weight = impact >> 3,
          share = means ? [0, 60, 30, 20][impact & 3] : 0,
          at = number * 4;
        if (!best[at]) touched.push(number);
        best[at] = Math.max(best[at], closeness * weight);
        best[at + 1] = Math.max(best[at + 1], share);
        best[at + 2] = Math.max(best[at + 2], closeness * share);
        if (means) best[at + 3] |= (weight > RUNNING_TEXT ? 1 : 0) | ((impact & 4) >> 1);
      });
    });
    if (pass) sure = touched.length + leftOut;
  }
  return { touched, telling: rarity(size, sure || touched.length + leftOut) };
}

/** 8 + 8·log2(all ÷ matched) in whole numbers. */
function rarity(all, matched) {
  const ratio = Math.max(8, Math.floor((all * 8) / Math.max(1, matched)));
  const bits = 31 - Math.clz32(ratio);
  return 8 + (bits - 3) * 8 + ((ratio >> (bits - 3)) & 7);
}

if (typeof window === "object") window.spisSearch = { connect, pieces, runs };
