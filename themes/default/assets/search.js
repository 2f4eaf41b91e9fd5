// Queries the search index as `spis search` does, to the same ranking. Format: docs/search-format.md.
// Twin of src/search/{analysis,query,matching,weights,rank}.rs: change both.

const FORMAT = 1;
const CODE = 60, EXACT = 16, FORM = 12, TYPO = 6, TYPO_FORM = 5, BEGINNING = 3;
const MOST_COMPLETIONS = 32, WHOLE_NUMBER = 5, POSITIONS = 512;
const WORD = /[\p{Alphabetic}\p{N}]+/gu;
const PRINTED_WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;

/** Why there is no answer: `outdated` (the site has changed since the page was opened) or `offline`. */
export class Unavailable extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

async function fetchJson(address, cache) {
  const response = await fetch(address, { cache }).catch(() => { throw new Unavailable('offline'); });
  if (!response.ok) throw new Unavailable(response.status < 500 ? 'outdated' : 'offline');
  return response.json().catch(() => { throw new Unavailable('offline'); });
}

/** The index at an address. `load(address, cache)` gives parsed JSON. */
export async function open(address, load = fetchJson, cache = 'default') {
  const entry = await load(address, cache);
  if (entry?.format !== FORMAT) throw new Unavailable('outdated');
  const folder = address.slice(0, address.lastIndexOf('/') + 1) + entry.folder;
  return new Index(entry, (name) => load(`${folder}/${name}`, 'default'));
}

/** Gives `ask`: `ask(question)` runs `question(index)`, again on a fresh index where the site has changed meanwhile. */
export function connect(address) {
  let opened;
  return async (question) => {
    try {
      return await question(await (opened ??= open(address)));
    } catch (error) {
      opened = undefined;
      if (error.reason !== 'outdated') throw error;
      return question(await (opened = open(address, fetchJson, 'reload')));
    }
  };
}

export class Index {
  constructor(entry, load) {
    this.analysis = new Analysis(entry.analysis);
    this.calling = entry.calling;
    this.phrases = entry.phrases.map((phrase) => phrase.split(' '));
    this.size = 0;
    this.parts = entry.parts.map((head, number) => {
      const part = new Part(head, number, this.size, load);
      this.size += part.ranks.length;
      return part;
    });
  }

  /** The first `limit` documents for a query, of the first `parts` parts, and how many there are. */
  async search(query, limit, parts = 2) {
    const found = await this.find(query, parts);
    return { ...found, hits: await this.documents(best(found.order, limit)) };
  }

  /**
   * All documents for a query: `order`, one number each that `best` sorts by and `numberOf` reads; `words[number]`, a bit
   * for each word of the query that it has; `terms` that matched; `guessed`, whether no word was known.
   */
  async find(query, parts = 2) {
    const units = parse(this, query);
    const scores = new Int32Array(this.size), words = new Uint16Array(this.size), terms = new Set();
    let guessed = true;
    for (const part of this.parts.slice(0, parts)) {
      const before = words.slice();
      for (const [unit, found] of await new Matcher(part, this.analysis).matches(units)) {
        await part.count(found, 1 << unit, before, scores, words);
        for (const { entry, closeness } of found) {
          terms.add(entry.term);
          guessed &&= closeness <= TYPO;
        }
      }
    }
    const order = new Float64Array(this.size), ranks = this.parts.map((part) => part.ranks).join('');
    let found = 0;
    for (let number = 0; number < this.size; number++) {
      if (!scores[number]) continue;
      const rank = ranks.charCodeAt(number) - 48;
      scores[number] = Math.floor(scores[number] * (32 - rank) / 32);
      order[found++] = ((2 ** 25 - scores[number]) * 10 + rank) * 2 ** 24 + number;
    }
    return { order: order.subarray(0, found), scores, words, terms, guessed };
  }

  /** Where a document is: `[latitude, longitude]` in thousandths of a degree, or 0. */
  async position(number) {
    const part = this.partOf(number), at = number - part.first;
    return (await part.file(`at${Math.floor(at / POSITIONS)}`))[at % POSITIONS];
  }

  /** What is shown of some documents. */
  documents(numbers) {
    return Promise.all(Array.from(numbers, (number) => this.partOf(number).document(number)));
  }

  partOf(number) {
    return this.parts.findLast((part) => part.first <= number);
  }
}

/** The number of a document in an `order`: by score, then rank, then number, the best being the least. */
export const numberOf = (place) => place % 2 ** 24;

/** The numbers of the best `count` documents of an `order`. Sorting is slow, so most of a long one is cut off first. */
export function best(order, count) {
  let some = order;
  while (some.length > 4096 && some.length > 4 * count) {
    let least = Infinity, most = -Infinity;
    for (const place of some) {
      if (place < least) least = place;
      if (place > most) most = place;
    }
    const bucket = (place) => Math.floor((place - least) / (most - least) * 255);
    const sizes = new Uint32Array(256);
    for (const place of some) sizes[bucket(place)]++;
    let last = 0;
    for (let size = sizes[0]; size < count; size += sizes[last]) last++;
    some = some.filter((place) => bucket(place) <= last);
  }
  return Array.from(some.slice().sort().subarray(0, count), numberOf);
}

class Part {
  constructor(head, number, first, load) {
    Object.assign(this, head, { first, held: new Map(Object.entries(head.files ?? {})) });
    this.load = (name) => load(`${number}${name}.json`);
    this.dictionaries = { w: new Lexicon(this, 'w', head.words), c: new Lexicon(this, 'c', head.codes) };
  }

  /** One of its files; asked for once, unless it failed. */
  file(name) {
    if (!this.held.has(name)) {
      const loaded = this.whole && name && !/^(at|facets)/.test(name) ? this.file('').then((files) => files[name]) : this.load(name && `-${name}`);
      this.held.set(name, loaded);
      loaded.catch(() => this.held.delete(name));
    }
    return Promise.resolve(this.held.get(name));
  }

  async document(number) {
    const at = number - this.first;
    const { title, summary, url, collection } = await this.file(`d${Math.floor(at / this.block)}`);
    const row = at % this.block;
    return { number, title: title[row], summary: summary[row], url: url[row], collection: this.collections[collection[row]] };
  }

  /** Numbers of the documents of the part before that are members of this one too, its first. */
  async alsoNumbers() {
    if (this.numbers || !this.also) return this.numbers ??= [];
    const numbers = [];
    eachPosting(await this.file('also'), (number) => numbers.push(number));
    return this.numbers = numbers;
  }

  /** Adds one word's matches to the scores. Where the word or a form of it is known, only those say how rare it is. */
  async count(found, bit, before, scores, words) {
    const also = await this.alsoNumbers(), touched = [];
    const closest = this.closest ??= new Int32Array(also.length + this.ranks.length);
    const lists = await Promise.all(found.map(({ entry }) => entry.lexicon.postings(entry)));
    const fill = (sure) => found.forEach(({ closeness }, which) => {
      if (closeness >= FORM === sure) eachPosting(lists[which], (at, impact) => {
        const value = closeness * impact;
        if (!impact) leftOut += at;
        else if (!closest[at]) touched.push(at);
        if (value > closest[at]) closest[at] = value;
      });
    });
    let leftOut = 0;
    fill(true);
    const sure = touched.length + leftOut;
    fill(false);
    const telling = rarity(closest.length, sure || touched.length + leftOut);
    for (const at of touched) {
      const number = at < also.length ? also[at] : this.first + at - also.length;
      if (!(before[number] & bit)) {
        scores[number] += telling * closest[at];
        words[number] |= bit;
      }
      closest[at] = 0;
    }
  }
}

/** 8 + 8·log2(all ÷ matched) in whole numbers. */
function rarity(all, matched) {
  const ratio = Math.max(8, Math.floor(all * 8 / Math.max(1, matched)));
  const bits = 31 - Math.clz32(ratio);
  return 8 + (bits - 3) * 8 + (ratio >> (bits - 3) & 7);
}

/** Visits (member, impact) of postings `impact:gap+more.gap;…`, numbers in base 36; without an impact it is a code's. */
function eachPosting(text, visit) {
  let impact = CODE, next = 0, gap = 0, number = 0;
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

class Lexicon {
  constructor(part, letter, firsts) {
    Object.assign(this, { part, letter, firsts, shards: [], lists: {} });
  }

  /** The entries of one shard, sorted. */
  shard(number) {
    return this.shards[number] ??= this.part.file(this.letter + number).then(({ terms, cuts }) => {
      let term = '';
      return terms.split(' ').map((text, at) => {
        term = term.slice(0, parseInt(text[0], 36)) + text.slice(1);
        return { term, lexicon: this, shard: number, at, cuts };
      });
    }).catch((error) => {
      delete this.shards[number];
      throw error;
    });
  }

  /** The entries of all shards that may hold terms with one of the beginnings. */
  async covering(...starts) {
    const wanted = new Set();
    for (const start of starts) {
      const after = this.firsts.findLastIndex((first) => first < start || first.startsWith(start));
      for (let number = Math.max(0, this.firsts.findLastIndex((first) => first <= start)); number <= after; number++) wanted.add(number);
    }
    const shards = await Promise.all([...wanted].sort((a, b) => a - b).map((number) => this.shard(number)));
    return shards.length === 1 ? shards[0] : shards.flat();
  }

  async find(term) {
    const number = this.firsts.findLastIndex((first) => first <= term);
    return number < 0 ? undefined : (await this.shard(number)).find((entry) => entry.term === term);
  }

  async postings({ shard, at, cuts }) {
    const file = cuts.findLastIndex((cut) => cut <= at);
    const name = `${this.letter}${shard}p${file + 1}`;
    return (this.lists[name] ??= (await this.part.file(name)).split(' '))[at - (cuts[file] ?? 0)];
  }
}

export class Analysis {
  constructor({ fold, stop, steps }) {
    this.letters = fold;
    this.stop = new Set(stop);
    this.steps = steps;
  }

  fold(text) {
    const letters = text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
    return letters.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[\u{10000}-\u{10ffff}]/gu, ' ')
      .replace(/\S/g, (letter) => this.letters[letter] ?? letter);
  }

  words(text) {
    return this.fold(text).match(WORD) ?? [];
  }

  key(word) {
    return /\d/.test(word) ? word : this.steps.reduce(cut, word);
  }
}

function cut(word, { keep, endings }) {
  for (let at = 0; at < word.length; at++) {
    const replacement = endings[word.slice(at)];
    if (typeof replacement === 'string' && at + replacement.length >= keep) return word.slice(0, at) + replacement;
  }
  return word;
}

/** Units of a query: a word; `{ spellings, groups }`, a number; `{ joined, words }`, letters with punctuation inside. */
function parse({ analysis, calling, phrases }, query) {
  const chunks = analysis.fold(Array.from(query.slice(0, 400)).slice(0, 200).join('')).split(/[\s\u0085,;]+/);
  const units = [];
  for (let at = 0; at < chunks.length;) {
    let end = at;
    while (isNumeric(chunks[end] ?? '')) end++;
    units.push(...(end > at ? [number(chunks.slice(at, end), calling)] : text(chunks[at])));
    at = Math.max(end, at + 1);
  }
  const few = joinPhrases(analysis, phrases, units).slice(0, 16);
  const telling = few.filter((unit) => !analysis.stop.has(unit));
  return telling.length ? telling : few;
}

/** Words that make a phrase become one unit. A phrase: the keys of its words, then its abbreviation. */
function joinPhrases(analysis, phrases, units) {
  const keys = units.map((unit) => typeof unit === 'string' ? analysis.key(unit) : '');
  const joined = [];
  for (let at = 0; at < units.length;) {
    const phrase = phrases.find((phrase) => phrase.slice(0, -1).every((key, next) => key === keys[at + next]));
    const end = at + (phrase ? phrase.length - 1 : 1);
    joined.push(phrase ? { joined: phrase.at(-1), words: units.slice(at, end) } : units[at]);
    at = end;
  }
  return joined;
}

function isNumeric(chunk) {
  return /^[-\d+()./]*\d[-\d+()./]*$/.test(chunk);
}

function number(run, calling) {
  const digits = run.join('').replace(/\D/g, '');
  const groups = run.length === 1 ? run[0].match(WORD) : run.map((chunk) => number([chunk], calling));
  if (groups.length === 1 && digits.length < WHOLE_NUMBER) return groups[0];
  const whole = digits.length >= WHOLE_NUMBER || run.length === 1 && /^\d+-\d*$/.test(run[0]);
  return { spellings: whole ? spellings(digits, calling) : [], groups };
}

function spellings(digits, calling) {
  const prefixes = [`00${calling}`, `0${calling}`, calling, '0'].filter((prefix) => prefix && digits.startsWith(prefix));
  const cut = prefixes.map((prefix) => digits.slice(prefix.length)).filter((rest) => rest.length >= WHOLE_NUMBER);
  return [digits, ...cut];
}

function text(chunk) {
  const words = chunk.match(WORD) ?? [];
  return words.length > 1 ? [{ joined: words.join(''), words }] : words;
}

class Matcher {
  constructor(part, analysis) {
    this.words = part.dictionaries.w;
    this.code = part.dictionaries.c;
    this.analysis = analysis;
  }

  async matches(units) {
    const found = await Promise.all(units.map((unit, at) => this.unit(unit, at === units.length - 1)));
    return found.flatMap((words, at) => {
      if (typeof units[at] !== 'string' && this.hasCode(words)) units[at] = null;
      return words.map((matches) => [at, matches]);
    });
  }

  hasCode(words) {
    return words.flat().some(({ entry }) => entry.lexicon === this.code);
  }

  async unit(unit, last) {
    if (!unit) return [];
    if (typeof unit === 'string') return [await this.word(unit, last)];
    const whole = unit.groups ? await this.number(unit.spellings) : await this.whole(unit.joined);
    if (whole.length) return [whole];
    const within = unit.groups ?? unit.words;
    const found = (await Promise.all(within.map((each, at) => this.unit(each, last && at === within.length - 1)))).flat();
    return unit.spellings?.[0]?.length >= 7 && !this.hasCode(found) ? [] : found;
  }

  async number(spellings) {
    const codes = await this.codes(spellings);
    const entry = !codes.length && spellings.length ? await this.words.find(spellings[0]) : undefined;
    return entry ? [{ entry, closeness: EXACT }] : codes;
  }

  async whole(joined) {
    const entry = await this.words.find(joined);
    return entry ? [{ entry, closeness: EXACT }] : this.codes([joined]);
  }

  async codes(spellings) {
    for (const spelling of spellings) {
      const entry = await this.code.find(spelling);
      if (entry) return [{ entry, closeness: EXACT }];
    }
    for (const spelling of spellings.filter((spelling) => spelling.length >= 3)) {
      const begun = shortestFirst(await this.code.covering(spelling), spelling);
      if (begun.length) return begun;
    }
    return [];
  }

  async word(word, last) {
    const hasDigit = /\d/.test(word), found = await this.forms(word), known = found.length > 0;
    if (last || !known) found.push(...await this.completions(word));
    if (!known || hasDigit) found.push(...await this.codes([word]));
    if (found.length || hasDigit) return found;
    const typos = await this.typos(word);
    return typos.length ? typos : this.sameBeginning(word);
  }

  key(entry) {
    return entry.key ??= this.analysis.key(entry.term);
  }

  async near(start) {
    return (await this.words.covering(start)).filter((entry) => entry.term.startsWith(start));
  }

  async forms(word) {
    if (word.length < 2) {
      const entry = await this.words.find(word);
      return entry ? [{ entry, closeness: EXACT }] : [];
    }
    const key = this.analysis.key(word);
    return (await this.near(word.slice(0, 2))).filter((entry) => entry.term === word || this.key(entry) === key)
      .map((entry) => ({ entry, closeness: entry.term === word ? EXACT : FORM }));
  }

  async completions(word) {
    if (word.length < 2) return [];
    const key = this.analysis.key(word);
    return shortestFirst((await this.near(word)).filter((entry) => entry.term !== word && this.key(entry) !== key), word);
  }

  async typos(word) {
    if (word.length < 3) return [];
    const key = this.analysis.key(word);
    const closeness = (entry) => {
      if (word.length < 4 && entry.term[0] !== word[0]) return 0;
      if (oneSlip(word, entry.term)) return TYPO;
      return key.length > 3 && this.key(entry).length > 3 && oneSlip(key, this.key(entry)) ? TYPO_FORM : 0;
    };
    const candidates = await this.words.covering(word.slice(0, 2), word[1] + word[0], word.slice(1, 3));
    return candidates.map((entry) => ({ entry, closeness: closeness(entry) })).filter((match) => match.closeness);
  }

  async sameBeginning(word) {
    let best = Math.max(4, Math.ceil(word.length / 2)), found = [];
    for (const entry of await this.near(word.slice(0, 2))) {
      const common = commonStart(word, entry.term);
      if (common < best || entry.term.length > common + 4) continue;
      if (common > best) found = [];
      best = common;
      found.push({ entry, closeness: BEGINNING });
    }
    return found.slice(0, MOST_COMPLETIONS);
  }
}

/** Of some entries those that begin with `start`: the shortest, the closer the fewer letters follow. */
function shortestFirst(entries, start) {
  const begun = entries.filter(({ term }) => term.startsWith(start)).sort((a, b) => a.term.length - b.term.length);
  return begun.slice(0, MOST_COMPLETIONS).map((entry) => {
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
  const l = left.slice(same), r = right.slice(same);
  if (longer) return longer > 0 ? l.slice(1) === r : l === r.slice(1);
  return l.slice(1) === r.slice(1) || l[0] === r[1] && l[1] === r[0] && l.slice(2) === r.slice(2);
}

/** A text in pieces `[text, matched]`, for marking the words that were found. */
export function pieces(analysis, text, terms) {
  const result = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(PRINTED_WORD)) {
    if (!analysis.words(word).some((folded) => terms.has(folded))) continue;
    if (index > end) result.push([text.slice(end, index), false]);
    result.push([word, true]);
    end = index + word.length;
  }
  if (end < text.length) result.push([text.slice(end), false]);
  return result;
}
