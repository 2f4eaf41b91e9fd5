// Counts what the browser's client fetches for the first answers to a query that one file describes, the entry included: reads {"folder", "entry",
// "queries"} from standard input and prints, for each query, the names of the files, as one JSON array.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { client } from "./client.mjs";

const { open } = await client();
const { folder, entry, queries } = JSON.parse(await text(process.stdin));
const answers = [];
for (const query of queries) {
  const fetched = [];
  const index = await open(entry, async (name) => {
    fetched.push(name);
    return JSON.parse(await readFile(`${folder}/${name}`, "utf8"));
  });
  const { numbers } = await index.find(query, { enough: 10 });
  await index.documents(index.together(numbers.slice(0, 10)));
  answers.push(fetched);
}
console.log(JSON.stringify(answers));
