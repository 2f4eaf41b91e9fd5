// Entries of the dictionaries that a misspelt word may mean. Fetched when a word is not known as it is typed.
// Twin of src/search/{matching,spelling}.rs: change both.

const SOUND = 8,
  TYPO = 6,
  TYPO_FORM = 5,
  BEGINNING = 3;
const MOST = 32,
  TELEPHONE = 7;

/**
 * What an unknown word may mean: what sounds like it or is one slip away, looked for where most slips are, for each place
 * more is another file to fetch; then under the first letter, where those in the second one are; else what begins like it.
 */
async function likely(matcher, word) {
  let found = await slips(matcher, word, starts(matcher, word));
  if (!found.length) found = await slips(matcher, word, [word[0]]);
  return found.length ? found : sameBeginning(matcher, word);
}

/** How the right word may begin, if one slip was made or it sounds like this one. */
function starts(matcher, word) {
  if (word.length < 3) return [];
  return [word.slice(0, 2), word[1] + word[0], word.slice(1, 3), ...matcher.analysis.soundingStarts(word)];
}

/** Telephone numbers that one wrong digit keeps from being one of the spellings. */
async function misdialled(matcher, spellings) {
  for (const digits of spellings.filter(({ length }) => length >= TELEPHONE)) {
    const same = (await matcher.code.covering(digits.slice(0, 3))).filter(({ term }) => term.length === digits.length);
    const begun = same.filter(({ term }) => oneSlip(digits, term)).map((entry) => ({ entry, closeness: TYPO }));
    if (begun.length) return begun;
    const entry = await matcher.code.find(digits.slice(-6));
    if (entry) return [{ entry, closeness: TYPO }];
  }
  return [];
}

/** To a word that only running text has: what says more and sounds alike, as near. */
async function namesBeside(matcher, word, found) {
  const sounding = [];
  for (const match of await slips(matcher, word, starts(matcher, word)))
    if (match.closeness === SOUND && (await matcher.tells(match))) sounding.push(match);
  if (!sounding.length) return;
  for (const match of found) match.closeness = SOUND;
  found.push(...sounding);
}

/** Words with one of some beginnings that sound like this one or that one slip makes of it, or their forms. */
async function slips(matcher, word, starts) {
  if (word.length < 3) return [];
  const key = matcher.analysis.key(word),
    sound = matcher.analysis.sound(key);
  const near = (left, right) => left.length > 3 && right.length > 3 && oneSlip(left, right);
  const closeness = (entry) => {
    if (word.length > 3 && matcher.sound(entry) === sound) return SOUND;
    if (word.length < 4 && entry.term[0] !== word[0]) return 0;
    if (oneSlip(word, entry.term)) return TYPO;
    const long = key.length > 3 && matcher.key(entry).length > 3;
    return long && (near(key, matcher.key(entry)) || near(sound, matcher.sound(entry))) ? TYPO_FORM : 0;
  };
  const candidates = await matcher.dictionary.covering(...starts);
  return candidates.map((entry) => ({ entry, closeness: closeness(entry) })).filter((match) => match.closeness);
}

async function sameBeginning(matcher, word) {
  let best = Math.max(4, Math.ceil(word.length / 2)),
    found = [];
  for (const entry of await matcher.near(word.slice(0, 2))) {
    const common = commonStart(word, entry.term);
    if (common < best || entry.term.length > common + 4) continue;
    if (common > best) found = [];
    best = common;
    found.push({ entry, closeness: BEGINNING });
  }
  return found.slice(0, MOST);
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

const parts = { likely, misdialled, namesBeside };
if (typeof window === "object") window.spisSlips = parts;
export default parts;
