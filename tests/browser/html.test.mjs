// Every page and drawing is valid HTML by the Nu Html Checker of the W3C, and every picture says how large it is.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { FOLDER, files } from "./site.mjs";

const jar = createRequire(import.meta.url)("vnu-jar");

test("every page is valid HTML", () => {
  const arguments_ = ["-Xss2m", "-jar", jar, "--format", "json", "--skip-non-html", FOLDER];
  const { stderr, error } = spawnSync("java", arguments_, { encoding: "utf8", maxBuffer: 2 ** 28 });
  assert.equal(error, undefined);
  const messages = JSON.parse(stderr).messages.filter(({ type }) => type !== "info");
  const faults = messages.map(
    ({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} ${extract ?? ""}`,
  );
  assert.deepEqual(faults.slice(0, 40), [], `${faults.length} faults`);
});

test("every picture says how large it is, so that nothing jumps when it comes", async () => {
  const pages = (await files()).filter((path) => path.endsWith(".html"));
  const pictures = [];
  for (const path of pages) {
    const html = await readFile(join(FOLDER, path), "utf8");
    pictures.push(...[...html.matchAll(/<img\b[^>]*>/g)].map(([tag]) => `${path}: ${tag}`));
  }
  assert.ok(pictures.length > 30, `${pictures.length} pictures`);
  const sized = (tag) => /\bwidth="[1-9]\d*"/.test(tag) && /\bheight="[1-9]\d*"/.test(tag);
  assert.deepEqual(
    pictures.filter((tag) => !sized(tag)),
    [],
  );
});
