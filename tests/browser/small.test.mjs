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

test("the addresses beside the map never break within a postal code", async () => {
  const page = await opened("mapa/", PHONE);
  const lines = page.locator("[data-list] [data-address] .line:last-child");
  await lines.first().waitFor();
  const broken = await lines.evaluateAll((all) => all.filter((line) => line.getClientRects().length > 1 || line.offsetHeight > 40));
  assert.deepEqual(broken, []);
  await page.close();
});

test("a section with a single field of its own name does not say the name twice", async () => {
  const page = await opened("kluby/frombork-mgops/", PHONE);
  const twice = await page.locator("section.part").evaluateAll((all) =>
    all.filter((part) => [...part.querySelectorAll("dt:not(.hidden)")].some((term) => term.textContent === part.querySelector("h2").textContent)).length);
  assert.equal(twice, 0);
  await page.close();
});
