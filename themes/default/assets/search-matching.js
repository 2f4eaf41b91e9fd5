// Units of a query → entries of the dictionaries, from the word itself to its likely misspellings.
// Twin of src/search/matching.rs: change both. What is misspelt is looked for by search-slips.js, fetched only then.

export const EXACT = 16,
  FORM = 12,
  TYPO = 6,
  BEGINNING = 3,
  RUNNING_TEXT = 16;
const COMPLETIONS = 32,
  TELEPHONE = 7;

const exact = (entry) => ({ entry, closeness: EXACT });

export class Matcher {
  constructor({ words, codes, analysis, slips }) {
    Object.assign(this, { dictionary: words, code: codes, analysis, unlike: slips });
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
    const wrong = telephone ? await (await this.unlike()).misdialled(this, spellings) : [];
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

  async word(word, last) {
    const hasDigit = /\d/.test(word),
      found = await this.forms(word),
      known = found.length > 0;
    if (known && !hasDigit && !(await this.tellsAny(found))) await (await this.unlike()).namesBeside(this, word, found);
    if (last || !known) found.push(...(await this.completions(word)));
    if (!known || hasDigit) found.push(...(await this.codes([word])));
    if (found.length || hasDigit) return found;
    return (await this.unlike()).likely(this, word);
  }

  /** Whether a word says more of some document than running text does. */
  async tells({ entry }) {
    return parseInt(await entry.lexicon.postings(entry), 36) >> 3 > RUNNING_TEXT;
  }

  async tellsAny(matches) {
    for (const match of matches) if (await this.tells(match)) return true;
    return false;
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
    const stem = word.slice(0, Math.max(2, key.length - 3));
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
