// Orders what a query found by how far it is from a place or a person. Fetched when distance counts.
// Twin of src/search/distance.rs: change both.

import { MOST, STRENGTH, STRIDE } from "./search.js";
import { runs } from "./search-words.js";

const NEAREST = 10;

/** Gives those for which distance counts a score by it; where nothing is there, adds the nearest records. */
async function byDistance(index, hits, tallies, asked, lonely) {
  const position = await positions(index),
    origin = asked.from || named(index, tallies, asked, position);
  asked.far = (number) => (origin && position(number) ? distance(origin, position(number)) : undefined);
  const nearness = (number) => (asked.far(number) === undefined ? 0 : MOST - Math.min(MOST, asked.far(number)));
  for (const hit of hits) if (hit.far) hit.score = nearness(hit.number) || hit.score;
  if (!lonely || !origin) return hits;
  const nearest = [];
  for (let number = 0; number < index.records; number++) {
    if (position(number)) nearest.push({ number, class: asked.elsewhere, score: nearness(number) });
  }
  nearest.sort((a, b) => b.score - a.score || a.number - b.number);
  return hits.filter((hit) => hit.number >= index.records).concat(nearest.slice(0, NEAREST));
}

/** Where the place is that the query names: where its best document is. */
function named(index, tallies, asked, position) {
  let strength = 0,
    score = 0,
    origin = null;
  for (let number = 0; number < index.size; number++) {
    const at = number * STRIDE,
      own = tallies[at + STRENGTH];
    if (own < asked.place || own < strength || (own === strength && tallies[at] <= score) || !position(number))
      continue;
    [strength, score, origin] = [own, tallies[at], position(number)];
  }
  return origin;
}

/** Gives `position(number)`: where a document is, in thousandths of a degree; nothing where that is not known. */
async function positions(index) {
  const file = await index.file("at");
  file.numbers = file.numbers || runs(file.of);
  return (number) => file.places[file.numbers[number] - 1];
}

/** Tenths of a kilometre between two places in thousandths of a degree. */
function distance([lat, lon], [otherLat, otherLon]) {
  const angle = (lat + otherLat) / 114591.559,
    square = angle * angle;
  const cosine = 1 - square / 2 + (square * square) / 24 - (square * square * square) / 720;
  const apart = Math.abs(lon - otherLon),
    across = Math.min(apart, 360000 - apart) * cosine,
    along = lat - otherLat;
  return Math.floor(Math.sqrt(across * across + along * along) * 1.11195);
}

const parts = { byDistance };
if (typeof window === "object") window.spisDistance = parts;
export default parts;
