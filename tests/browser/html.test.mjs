// Every page and drawing is valid HTML by the Nu Html Checker of the W3C.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";

import { FOLDER } from "./site.mjs";

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
