// What a list is for – its rows – begins on the first screen of the smallest telephone: filters are folded, introductions
// stand below. All lists and areas, without and with scripts, in every language, in the site's own font and in the widest.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK } from "./browser.mjs";
import { FONTS, wear } from "./fonts.mjs";
import { pages } from "./kinds.mjs";
import { browser, site } from "./session.mjs";

const SMALL = { width: 360, height: 640 };
const [WIDEST] = FONTS;

/** Lists of records, their tables, areas and lists of areas, in every language. */
const LISTS = /^(en\/|uk\/)?((centra|kluby)\/(\w+\/[^/]+\/)?|wykaz\/|(gminy|powiaty)\/([^/]+\/)?)$/;
const SOME = ["centra/", "kluby/", "kluby/status/unknown/", "wykaz/", "gminy/", "powiaty/", "gminy/kurzetnik/"];

/** Where the first row begins, and where its first number – of a list of areas its name – ends. In CSS pixels. */
function firstRow() {
  const row = document.querySelector("main .row, main .listing tbody tr:not(.group-head), main .areas li");
  const told = row && (row.querySelector("a[href^=tel]") || row.querySelector("a"));
  return row && { begins: row.getBoundingClientRect().top, ends: told.getBoundingClientRect().bottom };
}

/** Those pages whose first row is not on the first screen. */
async function late(page, paths, see) {
  const found = [];
  for (const path of paths) {
    await page.goto(site.url + path);
    const row = await see();
    if (!row || row.ends > SMALL.height) found.push(`${path}: ${JSON.stringify(row)}`);
  }
  return found;
}

test("every list shows its first row and its number on the first screen", async () => {
  const page = await browser.newPage({ viewport: SMALL, javaScriptEnabled: false });
  const lists = (await pages()).filter((path) => LISTS.test(path));
  assert.ok(lists.length > 400, `${lists.length} lists`);
  assert.deepEqual(await late(page, lists, () => page.evaluate(firstRow)), []);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the first row begins on the first screen in the widest font, scripts ${javaScriptEnabled}`, async () => {
    const page = await browser.newPage({ viewport: SMALL, javaScriptEnabled });
    const paths = ["", "en/", "uk/"].flatMap((language) => SOME.map((path) => language + path));
    const see = async () => {
      await wear(page, WIDEST);
      const row = await page.evaluate(firstRow);
      return row && { ends: row.begins };
    };
    assert.deepEqual(await late(page, paths, see), []);
    await page.context().close();
  });
}

test("the coverage says its figures on the first screen", async () => {
  const page = await browser.newPage({ viewport: SMALL });
  for (const language of ["", "en/", "uk/"]) {
    await page.goto(`${site.url}${language}pokrycie/`);
    const bottom = await page.evaluate(() => document.querySelector(".reach").getBoundingClientRect().bottom);
    assert.ok(bottom < SMALL.height, `${language}pokrycie/: ${bottom}`);
  }
  await page.context().close();
});

test("without scripts the filters unfold and lead on; a wide screen shows them at once", async () => {
  const small = await browser.newPage({ viewport: SMALL, javaScriptEnabled: false });
  await small.goto(`${site.url}kluby/`);
  assert.ok(!(await small.locator("a[data-term]").first().isVisible()));
  await small.locator(".narrow > summary").click();
  await small.locator("a[data-term=unknown]").click();
  assert.match(small.url(), /kluby\/status\/unknown\/$/);
  await small.context().close();
  for (const javaScriptEnabled of [true, false]) {
    const wide = await browser.newPage({ viewport: DESK, javaScriptEnabled });
    await wide.goto(`${site.url}kluby/`);
    await wide.locator("[data-term=unknown], [value=unknown]").first().waitFor({ state: "visible" });
    await wide.context().close();
  }
});

test("what narrows a list is named above it and can be taken away, a filter that nobody knows too", async () => {
  const page = await browser.newPage({ viewport: SMALL });
  await page.goto(`${site.url}kluby/?status=unknown&colour=green`);
  const chips = page.locator(".chosen button");
  assert.equal(await chips.count(), 2);
  assert.match(await chips.nth(1).textContent(), /colour=green/);
  const some = await page.locator(".row:visible").count();
  await chips.nth(1).click();
  assert.equal(new URL(page.url()).search, "?status=unknown");
  await chips.first().click();
  assert.equal(new URL(page.url()).search, "");
  assert.ok((await page.locator(".row:visible").count()) > some);
  assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-result")), true);
  await page.context().close();
});

test("what comes late moves nothing, on a slow line and a slow telephone", async () => {
  for (const path of ["kluby/", "kluby/?status=unknown", "gminy/", "mapa/", "szukaj/?q=olsztyn"]) {
    const context = await browser.newContext({ viewport: SMALL });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const line = { offline: false, latency: 400, downloadThroughput: 100_000, uploadThroughput: 50_000 };
    await session.send("Network.emulateNetworkConditions", line);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(() => {
      window.shifted = 0;
      new window.PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.url + path);
    await page.waitForTimeout(2500);
    const shifted = await page.evaluate(() => window.shifted);
    assert.ok(shifted <= 0.05, `${path}: ${shifted}`);
    await context.close();
  }
});

test("without scripts a wide map has the whole page", async () => {
  const page = await browser.newPage({ viewport: DESK, javaScriptEnabled: false });
  await page.goto(`${site.url}mapa/`);
  assert.equal(await page.locator("[data-choices]").isVisible(), false);
  assert.ok((await page.locator("svg.map").first().boundingBox()).width > 900);
  await page.context().close();
});
