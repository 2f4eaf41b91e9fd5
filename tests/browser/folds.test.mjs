// Long pages fold on a telephone and lose nothing by it: the address of a place opens its fold, the search of areas looks
// into all of them, and paper has everything, with scripts and without.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { DESK, PHONE } from "./browser.mjs";
import { browser, site } from "./session.mjs";

const run = promisify(execFile);

/** The pages that fold, each with the most that it may be high on a telephone. */
const FOLDED = [
  ["pokrycie/", 6_000],
  ["uwagi-do-zrodla/", 11_000],
  ["dane/", 9_000],
  ["gminy/", 4_500],
  ["wykaz/", 3_500],
  ["uk/pokrycie/", 6_500],
];

async function open(path, options = {}) {
  const page = await browser.newPage({ viewport: PHONE, ...options });
  await page.goto(site.url + path, { waitUntil: "load" });
  return page;
}

/** The letters and digits of a printed page: lines and columns may part words. */
async function printed(page) {
  const folder = await mkdtemp(join(tmpdir(), "folds-"));
  await page.pdf({ path: join(folder, "a.pdf"), format: "A4" });
  const { stdout } = await run("pdftotext", ["-raw", join(folder, "a.pdf"), "-"]);
  await rm(folder, { recursive: true });
  return bare(stdout);
}

const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

for (const [path, most] of FOLDED) {
  test(`/${path} folds on a telephone`, async () => {
    const page = await open(path);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok((await page.locator(".part-fold:not([open])").count()) > 1, "nothing is folded");
    assert.ok(height < most, `${height} px`);
    await page.close();
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`/${path} is whole on paper ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      const page = await open(path, { javaScriptEnabled });
      const links = page.locator(".part-fold a:not(.part-fold .part-fold a)");
      const texts = (await links.allTextContents()).map(bare).filter((text) => text.length > 3);
      assert.ok(texts.length > 20, `${texts.length} links in folds`);
      const text = await printed(page);
      assert.deepEqual([...new Set(texts.filter((link) => !text.includes(link)))], []);
      assert.equal(await page.locator(".part-fold[open]").count(), 0, "folds stay open after printing");
      await page.close();
    });
  }
}

test("a wide screen has the tables of the annex open", async () => {
  const page = await open("wykaz/", { viewport: DESK });
  assert.equal(await page.locator(".part-fold:not([open])").count(), 0);
  await page.close();
});

test("the address of a place within a fold opens it, and only it", async () => {
  const page = await open("pokrycie/#in-2817");
  await page.locator("#in-2817 a").first().waitFor({ state: "visible" });
  assert.equal(await page.locator(".part-fold[open]").count(), 1);
  await page.evaluate(() => (location.hash = "in-2801"));
  await page.locator("#in-2801 a").first().waitFor({ state: "visible" });
  await page.evaluate(() => (location.hash = "%E0%A4%A"));
  await page.locator("h1").waitFor();
  await page.close();
});

test("typing the name of a commune opens the letter that it stands under", async () => {
  const page = await open("gminy/");
  await page.locator("#area-name").fill("szczyt");
  const found = page.locator("[data-areas] details[open] [data-name]:not([hidden])");
  assert.deepEqual(
    (await found.allTextContents()).map((text) => /Szczytno/.test(text)),
    (await found.allTextContents()).map(() => true),
  );
  assert.ok((await found.count()) >= 2 && (await found.first().isVisible()));
  await page.locator("#area-name").fill("");
  assert.equal(await page.locator("[data-areas] details[open]").count(), 0);
  await page.close();
});
