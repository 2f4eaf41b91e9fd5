// The search of a built site beside Pagefind on the same pages: bytes over the wire, time of a query, and, where judged
// queries are given, how often the first result is right.
//
//     npm install && node run.mjs PUBLIC [BASE] [QUERIES]
//
// PUBLIC: folder with the built site. BASE: its base path (/). QUERIES: table with the columns category, query, expected
// (as tests/search/queries.csv); only rows that expect records (`collection/id`) are asked, since both know their pages.
// Bytes are bodies compressed with gzip -6, as most static hosts do. Everything runs in one Chromium, one after the other.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

const [folder, base = "/", table] = process.argv.slice(2);
if (!folder) throw new Error("usage: node run.mjs PUBLIC [BASE] [QUERIES]");
const LANGUAGE = "pl";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".wasm": "application/wasm" };

let sent = 0;

async function answer(request, response, pagefind) {
  const { pathname } = new URL(request.url, "http://localhost");
  const below = decodeURIComponent(pathname).slice(base.length);
  const path = below.startsWith("pagefind/") ? join(pagefind, below.slice(9)) : join(folder, below.replace(/(^|\/)$/, "$1index.html"));
  try {
    const body = gzipSync(await readFile(path), { level: 6 });
    sent += body.length;
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Encoding": "gzip" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** Rows of a table of comma-separated values without quotes. */
async function judged() {
  if (!table) return [];
  const rows = (await readFile(table, "utf8")).trim().split("\n").slice(1).map((line) => line.split(","));
  const paths = rows.map(([, query, expected]) => ({ query, expected: expected.split("|").map((id) => `/${id}/`) }));
  return paths.filter(({ expected }) => expected.every((path) => !/\/\d+\/$/.test(path)));
}

/** Words of titles all over the register, as first queries. */
async function sample(page) {
  return page.evaluate(async ([at, count]) => {
    const { open } = await import(`${at}assets/search.js`);
    const index = await open(`${at}assets/search/pl.json`);
    const { size } = index;
    const step = Math.max(1, Math.floor(size / count));
    const documents = await index.documents(Array.from({ length: Math.min(size, count) }, (_, number) => number * step));
    return documents.map(({ title }) => title.split(/[\s,–]+/).filter((word) => word.length > 3).slice(0, 2).join(" ").toLowerCase());
  }, [base, 40]);
}

/** The two searches as functions of the page: `ask(query, limit)` gives addresses. Ours asks as its suggestions do. */
const SEARCHES = {
  spis: async ([at, language]) => {
    const { open } = await import(`${at}assets/search.js`);
    const index = await open(`${at}assets/search/${language}.json`);
    globalThis.ask = async (query, limit) => {
      const details = await index.search(query, limit, 1);
      const { hits } = details.hits.length < limit ? await index.search(query, limit) : details;
      return hits.map(({ url }) => url);
    };
  },
  pagefind: async ([at]) => {
    const pagefind = await import(`${at}pagefind/pagefind.js`);
    await pagefind.init();
    globalThis.ask = async (query, limit) => {
      const { results } = await pagefind.search(query);
      const shown = await Promise.all(results.slice(0, limit).map((result) => result.data()));
      return shown.map(({ url }) => url);
    };
  },
};

async function measure(browser, url, name, queries, judgedQueries) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  sent = 0;
  await page.evaluate(SEARCHES[name], [base, LANGUAGE]);
  const asked = [];
  for (const query of queries) {
    const cold = await page.evaluate(async (query) => {
      const start = performance.now();
      await globalThis.ask(query, 8);
      return performance.now() - start;
    }, query);
    const warm = await page.evaluate(async (query) => {
      const start = performance.now();
      for (let time = 0; time < 5; time += 1) await globalThis.ask(query, 8);
      return (performance.now() - start) / 5;
    }, query);
    asked.push({ bytes: sent, cold, warm });
    sent = 0;
  }
  let first = 0;
  for (const { query, expected } of judgedQueries) {
    const [found] = await page.evaluate((query) => globalThis.ask(query, 1), query);
    first += Number(expected.some((path) => found?.endsWith(path)));
  }
  await page.context().close();
  const later = asked.slice(1).map(({ bytes }) => bytes);
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return {
    search: name,
    "first query, bytes": asked[0].bytes,
    "later, median": middle(later),
    "later, most": Math.max(...later),
    "warm query, median ms": middle(asked.map(({ warm }) => warm)).toFixed(2),
    "warm, most ms": Math.max(...asked.map(({ warm }) => warm)).toFixed(2),
    "success@1": judgedQueries.length ? `${(first / judgedQueries.length).toFixed(3)} of ${judgedQueries.length}` : "–",
  };
}

const temporary = mkdtempSync(join(tmpdir(), "spis-search-bench-"));
const pagefind = join(temporary, "pagefind");
const program = fileURLToPath(new URL("node_modules/pagefind/lib/runner/bin.cjs", import.meta.url));
const start = performance.now();
execFileSync(process.execPath, [program, "--site", folder, "--output-path", pagefind, "--force-language", LANGUAGE], { stdio: "ignore" });
console.log(`Pagefind indexed the site in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
const server = createServer((request, response) => answer(request, response, pagefind));
await new Promise((resume) => server.listen(0, "127.0.0.1", resume));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const url = `http://127.0.0.1:${server.address().port}${base}404.html`;
  const page = await browser.newPage();
  await page.goto(url);
  const queries = await sample(page);
  await page.close();
  const rows = [];
  for (const name of Object.keys(SEARCHES)) rows.push(await measure(browser, url, name, queries, await judged()));
  console.table(rows);
} finally {
  await browser.close();
  server.close();
  rmSync(temporary, { recursive: true });
}
