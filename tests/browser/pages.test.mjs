// One page of every kind, on a phone and on a desk, in light and in dark: accessible by axe, no wider than the screen,
// nothing fetched from elsewhere, no error in the console.
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";

import { DESK, PHONE } from "./browser.mjs";
import { kinds } from "./kinds.mjs";
import { browser, site } from "./session.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ""}`),
  );
}

/** How far the page reaches beyond the screen. In CSS pixels. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

async function look(path, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  const elsewhere = [];
  const errors = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const response = await page.goto(site.url + path, { waitUntil: "load" });
  const seen = {
    status: response.status(),
    elsewhere,
    errors,
    overflow: await page.evaluate(overflow),
    violations: await violations(page),
  };
  await context.close();
  return seen;
}

for (const path of kinds()) {
  test(`/${path}`, async () => {
    const good = { status: 200, elsewhere: [], errors: [], overflow: 0, violations: [] };
    for (const [viewport, scheme] of [
      [PHONE, "light"],
      [PHONE, "dark"],
      [DESK, "light"],
      [DESK, "dark"],
    ]) {
      assert.deepEqual(await look(path, viewport, scheme), good, `${viewport.width} px, ${scheme}`);
    }
  });
}

test("what is not there is answered by the page for it, also deep below", async () => {
  const context = await browser.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const response = await page.goto(`${site.url}kluby/no-such-club/deeper/`);
  assert.equal(response.status(), 404);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).margin), "0px", "the style sheet is found");
  await page.locator("header a").first().click();
  assert.equal(page.url(), site.url);
  await context.close();
});
