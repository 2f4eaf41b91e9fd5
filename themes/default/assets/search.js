// Queries the search index as `spis search` does, to the same ranking. Format: docs/search-format.md.
// Twin of src/search/{analysis,query,matching,weights,rank,distance}.rs: change both.
// It runs on Chrome 70, Firefox 63 and Safari 12: no syntax and no built-in that is younger.

const FORMAT = 2,
  CODE = 480,
  RUNNING_TEXT = 16;
const EXACT = 16,
  FORM = 12,
  SOUND = 8,
  TYPO = 6,
  TYPO_FORM = 5,
  BEGINNING = 3;
const COMPLETIONS = 32,
  WHOLE_NUMBER = 5,
  TELEPHONE = 7,
  NAMED = 40,
  NEAREST = 10,
  MOST = 2 ** 24 - 1;
// What is known of a document (stride of the tallies), and of its best match of one word.
const SCORE = 0,
  UNITS = 1,
  DETAILS = 2,
  KINDS = 3,
  PLACES = 4,
  SHARE = 5,
  STRENGTH = 6,
  STRIDE = 7;

/** A regular expression with Unicode classes, or a likeness of it where the browser has none (Firefox before 78). */
function classes(unicode, alike) {
  try {
    return new RegExp(unicode, "gu");
  } catch (error) {
    return new RegExp(alike, "g");
  }
}

const WORD = classes(
  "[\\p{Alphabetic}\\p{N}]+",
  "[0-9A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u02c1\\u0370-\\u1fff\\u2c00-\\ud7ff\\uf900-\\uffdc]+",
);
const PRINTED_WORD = classes(
  "[\\p{Alphabetic}\\p{N}\\p{M}]+",
  "[0-9A-Za-z\\u00aa\\u00b5\\u00ba\\u00c0-\\u1fff\\u2c00-\\ud7ff\\uf900-\\uffdc]+",
);
const MARK = classes("\\p{M}", "[\\u0300-\\u036f\\u0483-\\u0489]");

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

/** The index at an address. `load(address, cache)` gives parsed JSON. */
export async function open(address, load = fetchJson, cache = "default") {
  const entry = await load(address, cache);
  if (!entry || entry.format !== FORMAT) throw new Unavailable("outdated");
  const folder = address.slice(0, address.lastIndexOf("/") + 1) + entry.folder;
  return new Index(entry, (name) => load(`${folder}/${name}.json`, "default"));
}

/** Gives `ask`: `ask(question)` runs `question(index)`, again on a fresh index where the site has changed meanwhile. */
export function connect(address) {
  let opened;
  return async (question) => {
    try {
      opened = opened || open(address);
      return await question(await opened);
    } catch (error) {
      opened = undefined;
      if (error.reason !== "outdated") throw error;
      opened = open(address, fetchJson, "reload");
      return question(await opened);
    }
  };
}

export class Index {
  constructor(entry, load) {
    Object.assign(this, entry, { load, held: new Map() });
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
        hits = await this.byDistance(hits, found.tallies, asked, lonely && asked.place);
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

  /** Gives those for which distance counts a score by it; where nothing is there, adds the nearest records. */
  async byDistance(hits, tallies, asked, lonely) {
    const position = await this.positions(),
      origin = asked.from || this.origin(tallies, asked, position);
    asked.far = (number) => (origin && position(number) ? distance(origin, position(number)) : undefined);
    const nearness = (number) => (asked.far(number) === undefined ? 0 : MOST - Math.min(MOST, asked.far(number)));
    for (const hit of hits) if (hit.far) hit.score = nearness(hit.number) || hit.score;
    if (!lonely || !origin) return hits;
    const nearest = [];
    for (let number = 0; number < this.records; number++) {
      if (position(number)) nearest.push({ number, class: asked.elsewhere, score: nearness(number) });
    }
    nearest.sort((a, b) => b.score - a.score || a.number - b.number);
    return hits.filter((hit) => hit.number >= this.records).concat(nearest.slice(0, NEAREST));
  }

  /** Where the place is that the query names: where its best document is. */
  origin(tallies, asked, position) {
    let strength = 0,
      score = 0,
      origin = null;
    for (let number = 0; number < this.size; number++) {
      const at = number * STRIDE,
        own = tallies[at + STRENGTH];
      if (own < asked.place || own < strength || (own === strength && tallies[at] <= score) || !position(number))
        continue;
      [strength, score, origin] = [own, tallies[at], position(number)];
    }
    return origin;
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

  /** Gives `position(number)`: where a document is, in thousandths of a degree; nothing where that is not known. */
  async positions() {
    const file = await this.file("at");
    file.numbers = file.numbers || runs(file.of);
    return (number) => file.places[file.numbers[number] - 1];
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

/** Numbers written as runs: `0*2 7` is 0, 0, 7. */
export function runs(text) {
  const numbers = [];
  for (const run of text ? text.split(" ") : []) {
    const [number, times] = run.split("*");
    for (let left = times || 1; left > 0; left--) numbers.push(+number);
  }
  return numbers;
}

/** Tenths of a kilometre between two places in thousandths of a degree. */
export function distance([lat, lon], [otherLat, otherLon]) {
  const angle = (lat + otherLat) / 114591.559,
    square = angle * angle;
  const cosine = 1 - square / 2 + (square * square) / 24 - (square * square * square) / 720;
  const apart = Math.abs(lon - otherLon),
    across = Math.min(apart, 360000 - apart) * cosine,
    along = lat - otherLat;
  return Math.floor(Math.sqrt(across * across + along * along) * 1.11195);
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

/** Visits (document, impact) of postings `impact:gap+more.gap;…`, numbers in base 36; without an impact it is a code's. */
function eachPosting(text, visit) {
  let impact = CODE,
    next = 0,
    gap = 0,
    number = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 97) number = number * 36 + code - 87;
    else if (code >= 48 && code < 58) number = number * 36 + code - 48;
    else {
      if (code === 58) impact = number;
      else if (code === 43) gap = number;
      else {
        next += (gap || number) - 1;
        for (const end = next + (gap && number); next <= end; next++) visit(next, impact);
        gap = 0;
        if (code === 59) [impact, next] = [CODE, 0];
      }
      number = 0;
    }
  }
}

/** The place of the last of some sorted texts or numbers that is not after `text`; −1 where there is none. */
function lastUpTo(texts, text) {
  let at = texts.length;
  while (at-- && texts[at] > text);
  return at;
}

class Lexicon {
  constructor(index, letter, firsts) {
    Object.assign(this, { index, letter, firsts, shards: [] });
  }

  /** The entries of one shard, sorted. */
  async shard(number) {
    const file = await this.index.file(this.letter + number);
    if (!file.entries) {
      let term = "";
      file.lists = file.postings.split(" ");
      file.entries = file.terms.split(" ").map((text, at) => {
        term = term.slice(0, parseInt(text[0], 36)) + text.slice(1);
        return { term, lexicon: this, shard: number, at };
      });
    }
    return file.entries;
  }

  /** The entries of all shards that may hold terms with one of the beginnings. */
  async covering(...starts) {
    const wanted = new Set();
    for (const start of starts) {
      let after = this.firsts.length;
      while (after-- && !(this.firsts[after] < start || this.firsts[after].startsWith(start)));
      for (let number = Math.max(0, lastUpTo(this.firsts, start)); number <= after; number++) wanted.add(number);
    }
    const shards = await Promise.all([...wanted].sort((a, b) => a - b).map((number) => this.shard(number)));
    return [].concat(...shards);
  }

  async find(term) {
    const number = lastUpTo(this.firsts, term);
    return number < 0 ? undefined : (await this.shard(number)).find((entry) => entry.term === term);
  }

  async postings({ shard, at }) {
    return (await this.index.file(this.letter + shard)).lists[at];
  }
}

export class Analysis {
  constructor({ fold, stop, near, steps, sound, starts }) {
    Object.assign(this, { letters: fold, stop: new Set(stop), near: new Set(near), steps, sounds: sound });
    this.starts = starts.concat(starts.map(([left, right]) => [right, left]));
  }

  fold(text) {
    const letters = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(MARK, "");
    return letters
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\ud800-\udbff][\udc00-\udfff]/g, " ")
      .replace(/\S/g, (letter) => (typeof this.letters[letter] === "string" ? this.letters[letter] : letter));
  }

  words(text) {
    return this.fold(text).match(WORD) || [];
  }

  key(word) {
    return /\d/.test(word) ? word : this.steps.reduce(cut, word);
  }

  sound(key) {
    return this.sounds.reduce((sound, [from, to]) => sound.split(from).join(to), key).replace(/(.)\1+/g, "$1");
  }

  soundingStarts(word) {
    const starts = this.starts.filter(([start]) => word.startsWith(start) && word.length > start.length);
    return starts.map(([start, other]) => other + word[start.length]);
  }
}

function cut(word, { keep, endings }) {
  for (let at = 0; at < word.length; at++) {
    const replacement = endings[word.slice(at)];
    if (typeof replacement === "string" && at + replacement.length >= keep) return word.slice(0, at) + replacement;
  }
  return word;
}

/** Units of a query: a word; `{ spellings, groups }`, a number; `{ joined, words }`, letters with punctuation inside. */
function parse({ analysis, calling, phrases }, query) {
  const chunks = analysis.fold(Array.from(query.slice(0, 400)).slice(0, 200).join("")).split(/[\s\u0085,;]+/);
  const units = [];
  for (let at = 0; at < chunks.length;) {
    let end = at;
    while (isNumeric(chunks[end] || "")) end++;
    units.push(...(end > at ? [number(chunks.slice(at, end), calling)] : text(chunks[at])));
    at = Math.max(end, at + 1);
  }
  const all = joinPhrases(analysis, phrases, units),
    few = all.slice(0, 64);
  const telling = few.filter((unit) => !analysis.stop.has(unit));
  return { units: (telling.length ? telling : few).slice(0, 16), near: all.some((unit) => analysis.near.has(unit)) };
}

/** Words that make a phrase become one unit. A phrase: the keys of its words, then its abbreviation. */
function joinPhrases(analysis, phrases, units) {
  const keys = units.map((unit) => (typeof unit === "string" ? analysis.key(unit) : ""));
  const joined = [];
  for (let at = 0; at < units.length;) {
    const phrase = phrases.find((phrase) => phrase.slice(0, -1).every((key, next) => key === keys[at + next]));
    const end = at + (phrase ? phrase.length - 1 : 1);
    joined.push(phrase ? { joined: phrase[phrase.length - 1], words: units.slice(at, end) } : units[at]);
    at = end;
  }
  return joined;
}

function isNumeric(chunk) {
  return /^[-\d+()./]*\d[-\d+()./]*$/.test(chunk);
}

function number(run, calling) {
  const digits = run.join("").replace(/\D/g, "");
  const groups = run.length === 1 ? run[0].match(WORD) : run.map((chunk) => number([chunk], calling));
  if (groups.length === 1 && digits.length < WHOLE_NUMBER) return groups[0];
  const whole = digits.length >= WHOLE_NUMBER || (run.length === 1 && /^\d+-\d*$/.test(run[0]));
  return { spellings: whole ? spellings(digits, calling) : [], groups };
}

function spellings(digits, calling) {
  const prefixes = [`00${calling}`, `0${calling}`, calling, "0"].filter(
    (prefix) => prefix && digits.startsWith(prefix),
  );
  const cut = prefixes.map((prefix) => digits.slice(prefix.length)).filter((rest) => rest.length >= WHOLE_NUMBER);
  return [digits, ...cut];
}

function text(chunk) {
  const words = chunk.match(WORD) || [];
  return words.length > 1 ? [{ joined: words.join(""), words }] : words;
}

const exact = (entry) => ({ entry, closeness: EXACT });

class Matcher {
  constructor({ words, codes, analysis }) {
    Object.assign(this, { dictionary: words, code: codes, analysis });
  }

  /** What each word stands for, with the place of its unit. */
  async matches(units) {
    const found = await Promise.all(units.map((unit, at) => this.unit(unit, at === units.length - 1)));
    return [].concat(...found.map((words, at) => words.map((matches) => [at, matches])));
  }

  async unit(unit, last) {
    if (typeof unit === "string") return [await this.word(unit, last)];
    const { groups, words, spellings, joined } = unit;
    const whole = groups ? await this.number(spellings) : await this.whole(joined);
    if (whole.length) return [whole];
    const telephone = groups && spellings.length && spellings[0].length >= TELEPHONE;
    const wrong = telephone ? await this.misdialled(spellings) : [];
    if (wrong.length) return [wrong];
    const within = groups || words;
    const found = [].concat(
      ...(await Promise.all(within.map((each, at) => this.unit(each, last && at === within.length - 1)))),
    );
    return telephone && ![].concat(...found).some(({ entry }) => entry.lexicon === this.code) ? [] : found;
  }

  async number(spellings) {
    const codes = await this.codes(spellings);
    const entry = !codes.length && spellings.length ? await this.dictionary.find(spellings[0]) : undefined;
    return entry ? [exact(entry)] : codes;
  }

  async whole(joined) {
    const entry = await this.dictionary.find(joined);
    return entry ? [exact(entry)] : this.codes([joined]);
  }

  async codes(spellings) {
    for (const spelling of spellings) {
      const entry = await this.code.find(spelling);
      if (entry) return [exact(entry)];
    }
    for (const spelling of spellings.filter((spelling) => spelling.length >= 3)) {
      const begun = shortestFirst(await this.code.covering(spelling), spelling);
      if (begun.length) return begun;
    }
    return [];
  }

  /** Telephone numbers that one wrong digit keeps from being one of the spellings. */
  async misdialled(spellings) {
    for (const digits of spellings.filter(({ length }) => length >= TELEPHONE)) {
      const same = (await this.code.covering(digits.slice(0, 3))).filter(({ term }) => term.length === digits.length);
      const begun = same.filter(({ term }) => oneSlip(digits, term)).map((entry) => ({ entry, closeness: TYPO }));
      if (begun.length) return begun;
      const entry = await this.code.find(digits.slice(-6));
      if (entry) return [{ entry, closeness: TYPO }];
    }
    return [];
  }

  async word(word, last) {
    const hasDigit = /\d/.test(word),
      found = await this.forms(word),
      known = found.length > 0;
    if (known && !hasDigit) await this.namesBeside(word, found);
    if (last || !known) found.push(...(await this.completions(word)));
    if (!known || hasDigit) found.push(...(await this.codes([word])));
    if (found.length || hasDigit) return found;
    const slips = await this.slips(word);
    return slips.length ? slips : this.sameBeginning(word);
  }

  /** To a word that only running text has: what says more and sounds alike, as near. */
  async namesBeside(word, found) {
    const tells = async ({ entry }) => parseInt(await entry.lexicon.postings(entry), 36) >> 3 > RUNNING_TEXT;
    for (const match of found) if (await tells(match)) return;
    const sounding = [];
    for (const match of await this.slips(word))
      if (match.closeness === SOUND && (await tells(match))) sounding.push(match);
    if (!sounding.length) return;
    for (const match of found) match.closeness = SOUND;
    found.push(...sounding);
  }

  key(entry) {
    return (entry.key = entry.key || this.analysis.key(entry.term));
  }

  sound(entry) {
    return (entry.sound = entry.sound || this.analysis.sound(this.key(entry)));
  }

  async near(start) {
    return (await this.dictionary.covering(start)).filter((entry) => entry.term.startsWith(start));
  }

  async forms(word) {
    if (word.length < 2) {
      const entry = await this.dictionary.find(word);
      return entry ? [exact(entry)] : [];
    }
    const key = this.analysis.key(word);
    const stem = word.slice(0, Math.max(2, key.length - 4));
    return (await this.near(stem))
      .filter((entry) => entry.term === word || this.key(entry) === key)
      .map((entry) => ({ entry, closeness: entry.term === word ? EXACT : FORM }));
  }

  async completions(word) {
    if (word.length < 2) return [];
    const key = this.analysis.key(word);
    return shortestFirst(
      (await this.near(word)).filter((entry) => entry.term !== word && this.key(entry) !== key),
      word,
    );
  }

  /** Words that sound like this one or that one slip makes of it, or their forms. */
  async slips(word) {
    if (word.length < 3) return [];
    const key = this.analysis.key(word),
      sound = this.analysis.sound(key);
    const near = (left, right) => left.length > 3 && right.length > 3 && oneSlip(left, right);
    const closeness = (entry) => {
      if (word.length > 3 && this.sound(entry) === sound) return SOUND;
      if (word.length < 4 && entry.term[0] !== word[0]) return 0;
      if (oneSlip(word, entry.term)) return TYPO;
      const long = key.length > 3 && this.key(entry).length > 3;
      return long && (near(key, this.key(entry)) || near(sound, this.sound(entry))) ? TYPO_FORM : 0;
    };
    const starts = [word.slice(0, 2), word[1] + word[0], word.slice(1, 3), ...this.analysis.soundingStarts(word)];
    const candidates = await this.dictionary.covering(...starts);
    return candidates.map((entry) => ({ entry, closeness: closeness(entry) })).filter((match) => match.closeness);
  }

  async sameBeginning(word) {
    let best = Math.max(4, Math.ceil(word.length / 2)),
      found = [];
    for (const entry of await this.near(word.slice(0, 2))) {
      const common = commonStart(word, entry.term);
      if (common < best || entry.term.length > common + 4) continue;
      if (common > best) found = [];
      best = common;
      found.push({ entry, closeness: BEGINNING });
    }
    return found.slice(0, COMPLETIONS);
  }
}

/** Of some entries those that begin with `start`: the shortest, the closer the fewer letters follow. */
function shortestFirst(entries, start) {
  const begun = entries.filter(({ term }) => term.startsWith(start));
  begun.sort((a, b) => a.term.length - b.term.length || (a.term < b.term ? -1 : 1));
  return begun.slice(0, COMPLETIONS).map((entry) => {
    const rest = entry.term.length - start.length;
    return { entry, closeness: rest <= 2 ? 9 : rest <= 4 ? 8 : 7 };
  });
}

function commonStart(left, right) {
  let same = 0;
  while (same < left.length && left[same] === right[same]) same++;
  return same;
}

/** Whether one insertion, deletion, substitution or swap of neighbours makes the words equal. */
function oneSlip(left, right) {
  const longer = left.length - right.length;
  if (left === right || longer > 1 || longer < -1) return false;
  const same = commonStart(left, right);
  const l = left.slice(same),
    r = right.slice(same);
  if (longer) return longer > 0 ? l.slice(1) === r : l === r.slice(1);
  return l.slice(1) === r.slice(1) || (l[0] === r[1] && l[1] === r[0] && l.slice(2) === r.slice(2));
}

/** A text in pieces `[text, matched]`, for marking the words that were found. */
export function pieces(analysis, text, terms) {
  const result = [];
  let end = 0;
  text.replace(PRINTED_WORD, (word, index) => {
    if (!analysis.words(word).some((folded) => terms.has(folded))) return word;
    if (index > end) result.push([text.slice(end, index), false]);
    result.push([word, true]);
    end = index + word.length;
    return word;
  });
  if (end < text.length) result.push([text.slice(end), false]);
  return result;
}

if (typeof window === "object") window.spisSearch = { connect, pieces, runs, distance };
