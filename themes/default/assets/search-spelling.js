// The nearest spelling of a query that found nothing. Loaded only then.

/** The words of a query, each unknown one replaced by the nearest known; nothing where none is near. */
export async function nearest(index, query) {
  const part = index.parts[0];
  const words = query.slice(0, 200).split(/\s+/).slice(0, 8).filter(Boolean);
  const near = await Promise.all(words.map((word) => nearestWord(index, part, index.analysis.fold(word))));
  return near.some(Boolean) ? words.map((word, at) => near[at] ?? word).join(' ') : null;
}

/** The nearest word as it is printed: at most one error in three letters. */
async function nearestWord(index, part, word) {
  if (word.length < 3 || /\d/.test(word)) return null;
  const starts = [word.slice(0, 2), word[1] + word[0], word.slice(1, 3)];
  let best = null, least = Math.floor(word.length / 3) + 1;
  for (const entry of await part.dictionaries.w.covering(...starts)) {
    if (/\d/.test(entry.term) || Math.abs(entry.term.length - word.length) >= least) continue;
    const errors = distance(word, entry.term);
    if (errors < least) [best, least] = [entry, errors];
  }
  return best && printed(index, part, best);
}

/** A word of the dictionary as the first document that has it prints it. */
async function printed(index, part, entry) {
  const [, gap] = (await entry.lexicon.postings(entry)).match(/^\w+:(\w+)/);
  const { title, summary } = await part.document(part.first + parseInt(gap, 36) - 1);
  const shown = `${title} ${summary}`.match(/[\p{Alphabetic}\p{N}\p{M}]+/gu) ?? [];
  return shown.find((word) => index.analysis.fold(word) === entry.term) ?? entry.term;
}

/** Insertions, deletions, substitutions and swaps of neighbours that make the words equal. */
function distance(left, right) {
  let before = [], row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[right.length];
}
