// The first screen of an old telephone: what the search page shows, when, and with how little.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { browser, site } from "./session.mjs";
import { FOLDER } from "./site.mjs";

const SMALL = { width: 360, height: 640 };
const FIRST = "[data-search-page] ol > li";

async function open(path, { options = {}, prepare = () => {} } = {}) {
  const context = await browser.newContext({ viewport: SMALL, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await prepare(page);
  await page.goto(site.url + path);
  return { page, faults, close: () => context.close() };
}

const zipped = async (urls) => {
  const files = await Promise.all(urls.map((url) => readFile(`${FOLDER}/${url.slice(site.url.length)}`)));
  return files.reduce((sum, body) => sum + gzipSync(body).length, 0);
};

test("the first result is on the first screen, nothing jumps, and little is fetched", async () => {
  const fetched = [];
  const watch = (page) =>
    page.addInitScript(() => {
      window.shifted = 0;
      new window.PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      // What was asked for before the first row was there.
      new window.MutationObserver((_, observer) => {
        if (!document.querySelector("[data-search-page] ol > li")) return;
        observer.disconnect();
        window.before = window.performance.getEntriesByType("resource").map(({ name }) => name);
      }).observe(document, { childList: true, subtree: true });
    });
  const prepare = async (page) => {
    await watch(page);
    page.on("request", (request) => fetched.push(request.url()));
  };
  const { page, faults, close } = await open("szukaj/?q=olsztyn", { prepare });
  await page.locator(`${FIRST} a.call`).first().waitFor();
  await page.waitForTimeout(500);
  const { y, height } = await page.locator(FIRST).first().boundingBox();
  assert.ok(y + height <= SMALL.height, `it ends at ${y + height}`);
  assert.ok((await page.evaluate(() => window.shifted)) <= 0.05);
  assert.match(await page.title(), /olsztyn/);
  const index = fetched.filter((url) => url.includes("/assets/search/"));
  assert.ok(index.length <= 3, index.join(" "));
  const before = await page.evaluate(() => window.before);
  const ranking = before.filter((url) => /assets\/search[^/]*\.js$|assets\/search\/.*(pl|w\d+)\.json$/.test(url));
  const bytes = await zipped(ranking);
  assert.ok(ranking.length >= 6 && bytes <= 15_500, `${bytes} bytes: ${ranking.join(" ")}`);
  const engine = await zipped(ranking.filter((url) => !/search-(page|texts)\.js$/.test(url)));
  assert.ok(engine <= 12_000, `${engine} bytes`);
  const rows = await zipped(index.filter((url) => /\/d\d+\.json$/.test(url)));
  assert.ok(rows > 0 && rows <= 8_000, `${rows} bytes`);
  assert.deepEqual(faults, []);
  await close();
});

test("before any script comes there is a word, and rows of grey; without scripts there is neither", async () => {
  const prepare = (page) => page.route("**/*.js", (route) => setTimeout(() => route.continue(), 2000));
  const context = await browser.newContext({ viewport: SMALL });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${site.url}szukaj/?q=olsztyn`, { waitUntil: "commit" });
  await page.locator("[data-search-page] .skeleton").first().waitFor({ timeout: 1000 });
  assert.ok(await page.locator("[data-search-page] .search-count").isVisible());
  await context.close();
  const plain = await open("szukaj/", { options: { javaScriptEnabled: false } });
  assert.equal(await plain.page.locator("[data-search-page]").isVisible(), false);
  await plain.close();
  const empty = await open("szukaj/");
  await empty.page.locator("[data-search-page]").waitFor({ state: "hidden" });
  await empty.close();
});

test("on a slow line there is a word at once, and rows of grey", async () => {
  const prepare = (page) =>
    page.route("**/assets/search/**", async (route) => {
      await new Promise((resume) => setTimeout(resume, 1500));
      await route.continue();
    });
  const { page, close } = await open("szukaj/?q=olsztyn", { prepare });
  await page.locator("[data-search-page] .skeleton").first().waitFor({ timeout: 1000 });
  assert.ok(await page.locator("[data-search-page] .search-count").isVisible());
  await page.locator(`${FIRST} a`).first().waitFor();
  assert.equal(await page.locator(".skeleton").count(), 0);
  await close();
});

test("what browsers of 2018 lack is not needed", async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      for (const of of [Array, String, Uint8Array, Int32Array, Float64Array]) {
        for (const name of [
          "at",
          "findLast",
          "findLastIndex",
          "toSorted",
          "flat",
          "flatMap",
          "replaceAll",
          "matchAll",
        ]) {
          delete of.prototype[name];
        }
      }
      delete Object.getPrototypeOf(Int32Array.prototype).at;
      delete Object.fromEntries;
      delete Promise.allSettled;
      delete Promise.any;
      delete window.Element.prototype.replaceChildren;
      delete Intl.PluralRules;
      delete globalThis.structuredClone;
    });
  const { page, faults, close } = await open("szukaj/?q=klub+szczytno", { prepare });
  await page.locator(`${FIRST} a`).first().waitFor();
  assert.match(await page.locator(FIRST).first().textContent(), /Szczytno/);
  await page.fill("#search [name=q]", "ełk");
  await page.locator("[role=option]").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("an unknown filter of an address is shown, and can be cleared", async () => {
  const { page, close } = await open("szukaj/?q=olsztyn&colour=blue&county=9999");
  const chips = page.locator(".search-chosen button");
  await chips.first().waitFor();
  assert.equal(await chips.count(), 2);
  assert.ok((await page.locator(FIRST).count()) > 0);
  await chips.first().click();
  await page.waitForFunction(() => document.querySelectorAll(".search-chosen button").length === 1);
  assert.doesNotMatch(page.url(), /colour/);
  await close();
});

test("the way back leads to the same place after more was shown", async () => {
  const { page, close } = await open("szukaj/?q=klub");
  await page.locator("[data-search-page] > button").click();
  await page.waitForFunction((first) => document.querySelectorAll(first).length === 20, FIRST);
  const row = page.locator(`${FIRST} a.row-link`).nth(15);
  await row.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);
  await row.click();
  await page.locator("[data-search-page]").waitFor({ state: "detached" });
  await page.goBack();
  await page.waitForFunction((first) => document.querySelectorAll(first).length === 20, FIRST);
  await page.waitForFunction((before) => Math.abs(window.scrollY - before) < 50, before);
  await close();
});

test("what lies elsewhere stands below a heading, with its distance", async () => {
  const { page, close } = await open("szukaj/?q=klub+kurz%C4%99tnik");
  await page.locator("[data-search-page] h3").waitFor();
  const lists = page.locator("[data-search-page] ol");
  assert.equal(await lists.count(), 2);
  const far = await lists.nth(1).locator(".row-distance").allTextContents();
  const kilometres = far.map((text) => Number(text.match(/\d+/)?.[0] ?? 0));
  assert.ok(kilometres.length > 3, far.join());
  assert.deepEqual(
    kilometres,
    [...kilometres].sort((a, b) => a - b),
  );
  await close();
});

test("a script that fails is not blamed on the line", async () => {
  const prepare = (page) =>
    page.route("**/assets/search/pl-*/w*.json", (route) =>
      route.fulfill({ contentType: "application/json", body: "{}" }),
    );
  const { page, close } = await open("szukaj/?q=olsztyn", { prepare });
  const alert = page.locator("[data-search-page] [role=alert]");
  await alert.waitFor();
  assert.match(await alert.textContent(), /przeglądarce/);
  await alert.locator("a[href='#browse']").click();
  assert.ok(await page.locator("[data-browse] a").first().isVisible());
  await close();
});

test("without scripts the page says so and offers the lists at once", async () => {
  const { page, close } = await open("szukaj/?q=olsztyn", { options: { javaScriptEnabled: false } });
  assert.match(await page.locator("main").textContent(), /JavaScript/);
  const list = page.locator("[data-browse] a").first();
  assert.equal(await list.evaluate((node) => getComputedStyle(node).visibility).catch(() => "visible"), "visible");
  assert.ok(await list.isVisible());
  await close();
});
