// Directories of a register of 700 trees, which go on to further pages: the filters combine all the same.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launch } from "./browser.mjs";

const SPIS = process.env.SPIS ?? join(import.meta.dirname, "../../target/debug/spis");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};
const DISTRICTS = ["north", "south", "west"];
const SPECIES = ["oak", "lime", "elm", "ash"];
const STATES = ["good", "weak"];

/** What stands in each record: spread so that every combination occurs. */
const trees = Array.from({ length: 700 }, (_, n) => ({
  n,
  district: DISTRICTS[(n * 7) % 3],
  species: SPECIES[(n * 5 + Math.floor(n / 11)) % 4],
  status: STATES[Math.floor(n / 3) % 2],
}));

let folder, server, browser, address;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "trees-"));
  const write = async (path, text) => {
    await mkdir(dirname(join(folder, "content", path)), { recursive: true });
    await writeFile(join(folder, "content", path), text);
  };
  await write(
    "site.yaml",
    "title: Trees\ndescription: Trees of a town.\nlanguages: [en]\nbase_url: https://trees.example/\npublisher: {name: Town}\ncontact: {email: office@town.example}\n",
  );
  await write(
    "registry/trees/_schema.yaml",
    `label: Trees
noun: {en: {one: tree, other: trees}}
title: "{name}"
group: district
fields:
  district: {type: choice, label: District, choices: {north: North, south: South, west: West}}
  species: {type: choice, label: Species, choices: {oak: Oak, lime: Lime, elm: Elm, ash: Ash}}
  status: {type: status, label: Health, choices: {good: {label: Good, tone: positive}, weak: {label: Weak, tone: warning, rank: 1}}}
facets: [district, species, status]
`,
  );
  for (const { n, district, species, status } of trees) {
    await write(
      `registry/trees/tree-${n}.yaml`,
      `name: Tree ${n}\nsource: {place: row ${n}}\ndistrict: ${district}\nspecies: ${species}\nstatus: {value: ${status}, as_of: 2026-10-01}\n`,
    );
  }
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      const body = await readFile(join(folder, "public", file));
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      response.writeHead(404).end();
    }
  });
  await new Promise((resume) => server.listen(0, "127.0.0.1", resume));
  address = `http://127.0.0.1:${server.address().port}/`;
  await promisify(execFile)(SPIS, [
    "build",
    "--root",
    folder,
    "--out",
    join(folder, "public"),
    "--base-url",
    address,
    "--build-date",
    "2026-11-22",
  ]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
  if (folder) await rm(folder, { recursive: true });
});

/** The rows that can be seen, as numbers of trees. */
const rows = (page) =>
  page
    .locator(".row:visible .row-title")
    .allTextContents()
    .then((titles) => titles.map((title) => Number(title.match(/\d+/)[0])).sort((a, b) => a - b));

const expected = (wanted) => trees.filter(wanted).map(({ n }) => n);

test("filters of a list on several pages combine, count, and come back from the address", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${address}trees/`);
  assert.equal((await rows(page)).length, 240);
  const elms = expected(({ species }) => species === "elm");
  await page.check("input[value=elm]");
  await page.waitForFunction(
    (n) => document.querySelector("[data-result]").textContent.startsWith(String(n)),
    elms.length,
  );
  await page.locator("[aria-busy]").waitFor({ state: "detached" });
  assert.deepEqual(await rows(page), elms);
  const both = expected(({ species, status }) => species === "elm" && status === "weak");
  await page.check("input[value=weak]");
  await page.waitForFunction(
    (n) =>
      document.querySelectorAll(".row").length > 0 &&
      document.querySelector("[data-result]").textContent.startsWith(String(n)),
    both.length,
  );
  await page.locator("[aria-busy]").waitFor({ state: "detached" });
  assert.deepEqual(await rows(page), both);
  const weak = await page.locator("label:has(input[value=oak]) .count").textContent();
  assert.equal(
    Number(weak),
    expected(({ species, status }) => species === "oak" && status === "weak").length,
    "what the other boxes would give",
  );
  await page.reload();
  await page.locator("[aria-busy]").waitFor({ state: "detached" });
  await page.waitForFunction((n) => document.querySelectorAll(".row").length >= n, both.length);
  assert.deepEqual(await rows(page), both, "after a reload");
  await page.uncheck("input[value=elm]");
  await page.uncheck("input[value=weak]");
  assert.equal((await rows(page)).length, 240, "the page as it was");
  await page.context().close();
});

test("more rows than one page has come when they are asked for", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${address}trees/`);
  const good = expected(({ status }) => status === "good");
  await page.check("input[value=good]");
  await page.locator("[data-result]").getByText(String(good.length)).waitFor();
  await page.locator("[aria-busy]").waitFor({ state: "detached" });
  assert.equal((await rows(page)).length, 240);
  await page.locator(".found > button").click();
  await page.waitForFunction((n) => document.querySelectorAll(".found > div .row").length === n, good.length);
  assert.deepEqual(await rows(page), good);
  await page.context().close();
});

test("without JavaScript every term has its list", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${address}trees/`);
  await page.locator(".narrow > summary").click();
  await page.locator("a[data-term=elm]").click();
  assert.match(page.url(), /trees\/species\/elm\/$/);
  assert.deepEqual(
    await rows(page),
    expected(({ species }) => species === "elm"),
  );
  await context.close();
});
