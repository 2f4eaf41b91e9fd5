// The smallest screens: 400 % zoom on a desk is 320 px wide, readers widen the spacing of text, and on a telephone what a
// record is for – the number to call – comes without scrolling.
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE } from "./browser.mjs";
import { kinds } from "./kinds.mjs";
import { browser, site } from "./session.mjs";

/** WCAG 2.2, 1.4.10: 1280 px at 400 %. In CSS pixels. */
const ZOOMED = { width: 320, height: 256 };

/** WCAG 2.2, 1.4.12: the spacing that a reader may ask for. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;

/** How far the page reaches beyond the screen. In CSS pixels. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
}

function widen(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

async function opened(path, viewport) {
  const page = await browser.newPage({ viewport });
  await page.goto(site.url + path);
  return page;
}

for (const path of kinds()) {
  test(`/${path} is read in one direction at 400 %, also with wide spacing`, async () => {
    const page = await opened(path, ZOOMED);
    assert.equal(await page.evaluate(overflow), 0, "as it comes");
    await page.evaluate(widen, SPACING);
    assert.equal(await page.evaluate(overflow), 0, "with the reader's spacing");
    await page.close();
  });
}

for (const path of ["centra/elk-altercis/", "kluby/biskupiec-mops/", "kluby/frombork-mgops/", "uk/kluby/szczytno-mops/"]) {
  test(`/${path} shows its number on the first screen of a telephone`, async () => {
    const page = await opened(path, PHONE);
    const { y, height } = await page.locator("a.call").first().boundingBox();
    assert.ok(y + height / 2 < PHONE.height, `the middle of the number lies at ${y + height / 2} px`);
    await page.close();
  });
}

test("the rows beside the map are those of the lists: the same parts in the same order", async () => {
  const page = await opened("mapa/", PHONE);
  const row = page.locator("[data-list] > .row").first();
  await row.waitFor();
  const parts = (node) => node.evaluate((all) => [...all.querySelectorAll("[class^=row-], .call")]
    .filter((part) => !part.matches(".row-onward, .row-distance, .row-note"))
    .map((part) => `${part.getAttribute("class")}: ${[...part.childNodes].filter((text) => text.nodeType === 3).map((text) => text.data.trim()).join("")}`));
  const beside = await parts(row);
  const [, collection, id] = (await row.locator("a.row-link").getAttribute("href")).match(/([^/]+)\/([^/]+)\/$/);
  await page.goto(new URL(`../${collection}/`, page.url()).href);
  const listed = await parts(page.locator(`.row:has(a[href$="/${collection}/${id}/"])`).first());
  assert.deepEqual(beside, listed);
  assert.ok(listed.some((part) => part.startsWith("call: ")) && listed.some((part) => part.startsWith("row-date: ")), listed.join("; "));
  await page.close();
});

test("every number in a row can be hit", async () => {
  const page = await opened("powiaty/olsztynski/", PHONE);
  const heights = await page.locator("a.call").evaluateAll((all) => all.map((call) => call.getBoundingClientRect().height));
  assert.ok(heights.length > 10 && heights.every((height) => height >= 40), heights.join(" "));
  await page.close();
});

test("a section with a single field of its own name does not say the name twice", async () => {
  const page = await opened("kluby/frombork-mgops/", PHONE);
  const twice = await page.locator("section.part").evaluateAll((all) =>
    all.filter((part) => [...part.querySelectorAll("dt:not(.hidden)")].some((term) => term.textContent === part.querySelector("h2").textContent)).length);
  assert.equal(twice, 0);
  await page.close();
});
