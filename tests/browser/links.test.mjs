// Every link, image, script and heading of the built site leads somewhere. No browser: the files themselves are read.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "parse5";

import { BASE, FOLDER, fileOf, files } from "./site.mjs";

const SITE = `https://site.example${BASE}`;
const ADDRESSES = { href: ["a", "area", "link", "use"], src: ["img", "script", "source", "iframe"], action: ["form"] };

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

/** The identifiers and the addresses of one page. */
async function read(file) {
  const ids = [];
  const links = [];
  for (const element of elements(parse(await readFile(join(FOLDER, file), "utf8")))) {
    for (const { name, value } of element.attrs) {
      if (name === "id") ids.push(value);
      if (ADDRESSES[name]?.includes(element.tagName)) links.push(value);
      if (name === "srcset") links.push(...value.split(",").map((candidate) => candidate.trim().split(/\s+/)[0]));
    }
  }
  return { ids, links };
}

const all = new Set(await files());
const pages = new Map();
for (const file of all) {
  if (file.endsWith(".html")) pages.set(file, await read(file));
}

/** What is wrong with a link, or nothing. */
function fault(file, link) {
  const page = SITE + file.replace(/(^|\/)index\.html$/, "$1");
  if (!URL.canParse(link, page)) return "is no address";
  const url = new URL(link, page);
  if (["mailto:", "tel:", "geo:"].includes(url.protocol)) return url.pathname === "" ? "is empty" : undefined;
  if (url.protocol !== "https:") return "is neither https nor on this site";
  if (url.host !== "site.example") return undefined;
  if (!url.pathname.startsWith(BASE)) return "leaves the base path";
  const target = fileOf(decodeURIComponent(url.pathname.slice(BASE.length)));
  if (!all.has(target)) return "leads nowhere";
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (anchor && pages.has(target) && !pages.get(target).ids.includes(anchor)) return "names no heading of its page";
  return undefined;
}

test("there are pages to look at", () => {
  assert.ok(pages.size > 100, `${pages.size} pages`);
});

test("every link leads somewhere", () => {
  const faults = [];
  for (const [file, { links }] of pages) {
    for (const link of links) {
      const reason = fault(file, link);
      if (reason) faults.push(`${file}: ${link} ${reason}`);
    }
  }
  assert.deepEqual(faults, []);
});

test("no identifier stands twice on a page", () => {
  const twice = [];
  for (const [file, { ids }] of pages) {
    if (new Set(ids).size !== ids.length)
      twice.push(`${file}: ${ids.filter((id, place) => ids.indexOf(id) !== place)}`);
  }
  assert.deepEqual(twice, []);
});

/** Pages that search engines are not to list: redirects, and those that say so themselves. */
async function isListed(file) {
  const html = await readFile(join(FOLDER, file), "utf8");
  return !/(^|\/)404\.html$/.test(file) && !/http-equiv="?refresh|<meta name="robots" content="noindex/i.test(html);
}

test("the sitemap has every page that is to be listed, and no other", async () => {
  const sitemap = await readFile(join(FOLDER, "sitemap.xml"), "utf8");
  const listed = new Set([...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => new URL(url).pathname));
  const missing = [];
  for (const file of pages.keys()) {
    const path = BASE + file.replace(/(^|\/)index\.html$/, "$1");
    if ((await isListed(file)) && !listed.delete(path)) missing.push(path);
  }
  assert.deepEqual({ missing, surplus: [...listed] }, { missing: [], surplus: [] });
});
