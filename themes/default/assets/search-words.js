// The words of a text and of a query, and a dictionary in shards that are fetched as they are needed.
// Twin of src/search/{analysis,query,lexicon}.rs: change both. Format: docs/search-format.md.

const CODE = 480,
  WHOLE_NUMBER = 5;

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

/** Units of a query: a word; `{ spellings, groups }`, a number; `{ joined, words }`, letters with punctuation inside. */
export function parse({ analysis, calling, phrases }, query) {
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

/** Numbers written as runs: `0*2 7` is 0, 0, 7. */
export function runs(text) {
  const numbers = [];
  for (const run of text ? text.split(" ") : []) {
    const [number, times] = run.split("*");
    for (let left = times || 1; left > 0; left--) numbers.push(+number);
  }
  return numbers;
}

/** Visits (document, impact) of postings `impact:gap+more.gap;…`, numbers in base 36; without an impact it is a code's. */
export function eachPosting(text, visit) {
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
export function lastUpTo(texts, text) {
  let at = texts.length;
  while (at-- && texts[at] > text);
  return at;
}

export class Lexicon {
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
