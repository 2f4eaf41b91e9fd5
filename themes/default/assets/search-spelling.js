// The nearest spelling of a query that found nothing. Loaded only then.

/** The words of a query, each unknown one replaced by the nearest known; nothing where none is near. */
async function nearest(index, query) {
  const words = query.slice(0, 200).split(/\s+/).slice(0, 8).filter(Boolean);
  const near = await Promise.all(words.map((word) => nearestWord(index, index.analysis.fold(word))));
  return near.some(Boolean) ? words.map((word, at) => near[at] || word).join(" ") : null;
}

/**
 * The nearest word as it is printed: at most one error in three letters. Of words that are equally near, the one that
 * begins with the same letter, then the one that sounds more alike, then the one that more documents have.
 */
async function nearestWord(index, word) {
  if (word.length < 3 || /\d/.test(word)) return null;
  const sound = index.analysis.sound(word);
  const starts = [
    word.slice(0, 2),
    word[1] + word[0],
    word.slice(1, 3),
    word[0],
    ...index.analysis.soundingStarts(word),
  ];
  let best = null,
    least = [Math.floor(word.length / 3) + 1];
  for (const entry of await index.words.covering(...starts)) {
    if (/\d/.test(entry.term) || Math.abs(entry.term.length - word.length) > least[0]) continue;
    const own = [
      distance(word, entry.term),
      +(word[0] !== entry.term[0]),
      distance(sound, index.analysis.sound(entry.term)),
      -(await entry.lexicon.postings(entry)).length,
    ];
    if (before(own, least)) [best, least] = [entry, own];
  }
  return best && printed(index, best);
}

/** Whether a list of numbers comes before another. */
function before(left, right) {
  for (let at = 0; at < right.length; at++) if (left[at] !== right[at]) return left[at] < right[at];
  return false;
}

/** A word of the dictionary as the first document that has it prints it. */
async function printed(index, entry) {
  const [, gap] = (await entry.lexicon.postings(entry)).match(/^\w+:(\w+)/);
  const [found] = await index.documents([parseInt(gap, 36) - 1]);
  const shown = `${found.title} ${found.operator} ${found.summary} ${found.place}`.split(/[^0-9A-Za-z\u00aa-\u1fff]+/);
  return shown.find((word) => index.analysis.fold(word) === entry.term) || entry.term;
}

/** Insertions, deletions, substitutions and swaps of neighbours that make the words equal. */
function distance(left, right) {
  let before = [],
    row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[right.length];
}

window.spisSpelling = { nearest };
