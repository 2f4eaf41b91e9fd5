// Search as a person meets it: suggestions by keyboard, the search page with its facets, and everything that can go wrong.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import axe from "axe-core";

import { DESK, PHONE } from "./browser.mjs";
import { browser, site } from "./session.mjs";
import { FOLDER } from "./site.mjs";

const RESULTS = "[data-search-page]";

/** Opens a page; `check` fails if a script did, or if anything left the site. */
async function open(path, options = { viewport: PHONE }, prepare = () => {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => faults.push(dialog.message()) && dialog.dismiss());
  page.on("request", (request) => request.url().startsWith(site.url) || faults.push(request.url()));
  await prepare(page);
  await page.goto(site.url + path);
  const check = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, check };
}

async function type(page, query) {
  await page.keyboard.press("/");
  await page.keyboard.type(query);
  await page.locator("[role=option]").first().waitFor();
}

const active = (page) =>
  page.evaluate(() => {
    const id = document.activeElement.getAttribute("aria-activedescendant");
    const option = id && document.getElementById(id);
    return option && { text: option.textContent, selected: option.getAttribute("aria-selected") };
  });

test("suggestions are walked with the arrows and opened with Enter", async () => {
  const { page, check } = await open("");
  await type(page, "klub w szczytn");
  const input = page.locator(":focus");
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  assert.match(await page.locator("form:focus-within [role=status]").textContent(), /^\d+\s\p{L}+/u);
  assert.equal(await active(page), null);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await active(page), {
    text: await page.locator("[role=option]").first().textContent(),
    selected: "true",
  });
  await page.keyboard.press("ArrowUp");
  assert.equal(await active(page), null);
  await page.keyboard.press("Escape");
  assert.equal(await input.getAttribute("aria-expanded"), "false");
  assert.equal(await input.inputValue(), "klub w szczytn");
  await page.keyboard.type("ie");
  await page.locator("[role=option]").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL("**/kluby/szczytno-mops/"), page.keyboard.press("Enter")]);
  await check();
});

test("nothing is fetched for the search until it is used, and little then", async () => {
  const fetched = [];
  const { page, check } = await open("", { viewport: PHONE }, (page) =>
    page.on("request", (request) => fetched.push(request.url())),
  );
  const used = () =>
    fetched.filter((url) => /search(-words|-matching|-slips|-distance)?\.js$|assets\/search\//.test(url));
  assert.deepEqual(used(), []);
  await type(page, "ełk");
  const ranking = used().filter((url) => !/\/d\d+\.json$/.test(url));
  const sizes = await Promise.all(ranking.map((url) => readFile(`${FOLDER}/${url.slice(site.url.length)}`)));
  const bytes = sizes.reduce((sum, body) => sum + gzipSync(body).length, 0);
  assert.ok(sizes.length > 3 && bytes < 15_000, `${bytes} bytes: ${ranking.join(" ")}`);
  await check();
});

test("the search page ranks a word with little, and its rows come in one file", async () => {
  const fetched = [];
  const { page, check } = await open("szukaj/?q=olsztyn", { viewport: PHONE }, (page) =>
    page.on("request", (request) => fetched.push(request.url())),
  );
  await page.locator("[data-search-page] .row-link").first().waitFor();
  const before = fetched.filter(
    (url) => /assets\/search.*\.js(on)?$/.test(url) && !/search-(box|filters)\.js$/.test(url),
  );
  const rows = before.filter((url) => /\/d\d+\.json$/.test(url));
  const size = async (url) => gzipSync(await readFile(`${FOLDER}/${url.slice(site.url.length)}`)).length;
  const ranking = await Promise.all(before.filter((url) => !rows.includes(url)).map(size));
  const bytes = ranking.reduce((sum, size) => sum + size, 0);
  assert.ok(ranking.length > 5 && bytes < 15_000, `${bytes} bytes: ${before.join(" ")}`);
  assert.equal(rows.length, 1);
  assert.ok((await size(rows[0])) < 8_000);
  await check();
});

test("the first answer to a question as people type it is right", async () => {
  const { page, check } = await open("szukaj/", { viewport: DESK });
  for (const [query, path] of [
    ["Białej Piskiej", "/centra/biala-piska-betel/"],
    ["gops stawiguda", "/kluby/stawiguda-gops/"],
    ["877377243", "/centra/elk-altercis/"],
    ["12-230", "/centra/biala-piska-betel/"],
    ["Gizycko", "/centra/gizycko-gmina-miejska/"],
    ["osrodek w oleku", "/kluby/olecko-mops/"],
    ["powiat ełcki", "/powiaty/elcki/"],
    ["gmina purda", "/gminy/purda/"],
  ]) {
    await page.fill("#search [name=q]", query);
    await page.press("#search [name=q]", "Enter");
    await page.waitForFunction(
      (query) => document.querySelector("[data-search-page] h2")?.textContent.includes(query),
      query,
    );
    assert.ok((await page.locator(`${RESULTS} li a`).first().getAttribute("href")).endsWith(path), query);
  }
  await check();
});

test("results say whether a place is open", async () => {
  const { page, check } = await open("szukaj/?q=klub+frombork");
  const first = page.locator(`${RESULTS} ol > li`).first();
  assert.match(await first.textContent(), /Frombork.*zawieszony/su);
  assert.equal(await first.getAttribute("data-tone"), "warning");
  await check();
});

test("facets narrow the results, and the address remembers them", async () => {
  const { page, check } = await open("szukaj/?q=szczytno", { viewport: DESK });
  const list = page.locator(`${RESULTS} ol > li`);
  await list.first().waitFor();
  const all = await list.count();
  const box = page.locator("#facet-collection-kluby");
  await box.check();
  await page.waitForFunction((all) => document.querySelectorAll("[data-search-page] ol > li").length < all, all);
  assert.match(page.url(), /\?q=szczytno&collection=kluby$/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "facet-collection-kluby");
  const label = await page.locator("label:has(#facet-collection-kluby)").textContent();
  assert.equal(await list.count(), Number(label.match(/\((\d+)\)/)[1]), "the count keeps its word");
  await page.reload();
  await list.first().waitFor();
  assert.ok(await box.isChecked());
  await page.goBack();
  await page.waitForFunction((all) => document.querySelectorAll("[data-search-page] ol > li").length === all, all);
  assert.ok((await page.locator(`${RESULTS} mark`).count()) > 0, "what was found is marked");
  await check();
});

test("a search without results offers the nearest spelling and the lists", async () => {
  const { page, check } = await open("szukaj/?q=stwigdua");
  const link = page.locator(`${RESULTS} a`);
  await link.waitFor();
  assert.equal(await link.textContent(), "Stawiguda");
  assert.ok(await page.locator("[data-browse] a[href*='/powiaty/']").first().isVisible());
  await link.click();
  await page.locator(`${RESULTS} li a[href$='/kluby/stawiguda-gops/']`).waitFor();
  await check();
});

test("a distance is shown once a position was given", async () => {
  const context = { viewport: DESK, permissions: ["geolocation"], geolocation: { latitude: 53.78, longitude: 20.49 } };
  const { page, check } = await open("szukaj/?q=pasym", context);
  await page.locator(".search-tools button").last().click();
  const distance = await page.locator(`${RESULTS} .row-distance`).first().textContent();
  const kilometres = Number(distance.match(/\d+/)[0]);
  assert.ok(kilometres > 20 && kilometres < 45, distance);
  await check();
});

for (const query of [
  "<img src=x onerror=alert(1)>",
  '"><script>alert(1)</script>',
  "🎉",
  "مرحبا بالعالم",
  "x".repeat(10_000),
  "%",
  "__proto__",
]) {
  test(`a query of ${query.slice(0, 30)} is only text`, async () => {
    const { page, check } = await open(`szukaj/?q=${encodeURIComponent(query)}`);
    await page.locator(`${RESULTS} h2`).waitFor();
    assert.equal(await page.locator(`${RESULTS} img, ${RESULTS} script`).count(), 0);
    assert.ok(
      (await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0,
      "the page keeps its width",
    );
    await check();
  });
}

const answers =
  (status, body = "") =>
  (route) =>
    route.fulfill({ status, contentType: "application/json", body });

for (const [name, pattern, answer] of [
  ["cannot be reached", "**/assets/search/**", (route) => route.abort()],
  ["answers with an error", "**/assets/search/pl.json", answers(503)],
  ["is of another version", "**/assets/search/pl.json", answers(200, '{"format": 99}')],
  ["has lost its shards", "**/assets/search/pl-*/**", answers(404)],
  ["is no JSON", "**/assets/search/pl.json", answers(200, "<html>")],
]) {
  test(`an index that ${name} gives a calm message`, async () => {
    const { page, check } = await open("szukaj/?q=raport", { viewport: PHONE }, (page) => page.route(pattern, answer));
    assert.ok((await page.locator(`${RESULTS} [role=alert]`).textContent()).length > 20);
    assert.ok(await page.locator("[data-browse] a").first().isVisible(), "the lists are still there");
    await check();
  });
}

test("a page older than the site asks the new index", async () => {
  let gone = 1;
  const lose = (route) => (gone-- > 0 ? answers(404)(route) : route.continue());
  const { page, check } = await open("szukaj/?q=raport", { viewport: PHONE }, (page) =>
    page.route("**/assets/search/pl-*/**", lose),
  );
  await page.locator(`${RESULTS} li`).first().waitFor();
  await check();
});

test("suggestions and results have no accessibility fault that a machine finds", async () => {
  for (const [path, act] of [
    ["", (page) => type(page, "olsztyn")],
    ["szukaj/?q=olsztyn", (page) => page.locator(`${RESULTS} li`).first().waitFor()],
  ]) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, check } = await open(path, { viewport: PHONE, colorScheme });
      await act(page);
      await page.keyboard.press("ArrowDown");
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() =>
        globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
      );
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
        [],
      );
      await check();
    }
  }
});
