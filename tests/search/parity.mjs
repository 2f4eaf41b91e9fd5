// Answers queries with the browser's client in Node: reads {"folder", "entry", "limit", "queries"} from standard input and
// prints, for each query, the address, score and place of what was found, as one JSON array.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { client } from "./client.mjs";

const { open } = await client();
const { folder, entry, limit, queries } = JSON.parse(await text(process.stdin));
const index = await open(entry, async (name) => JSON.parse(await readFile(`${folder}/${name}`, "utf8")));
const answers = [];
for (const query of queries) {
  const { hits, scores, least } = await index.search(query, limit);
  answers.push(hits.map(({ url, number }) => [url, scores.get(number), scores.get(number) >= least]));
}
console.log(JSON.stringify(answers));
