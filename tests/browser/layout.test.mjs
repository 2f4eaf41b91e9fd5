// No page is wider than its screen: from a folded telephone to a wide desk, in the widest common font and in narrow ones,
// and with the spacing that a reader may ask for.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK } from "./browser.mjs";
import { FONTS, wear } from "./fonts.mjs";
import { kinds } from "./kinds.mjs";
import { browser, site } from "./session.mjs";

/** In CSS pixels. 320 is 1280 at 400 % (WCAG 2.2, 1.4.10). */
const WIDTHS = [280, 320, 360, 768, 1024, 1280, 1920];
const ZOOMED = 320;

/** WCAG 2.2, 1.4.12. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;

/** How far the page, or a table of the register within it, reaches beyond its room. In CSS pixels. */
function overflow() {
  const tables = [...document.querySelectorAll(".listing")].map((table) => table.parentElement);
  return Math.max(
    ...[document.documentElement, ...tables].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  );
}

/** The widths at which the page is too wide, with the pixels. */
async function tooWide(page, widths, label) {
  const found = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    const pixels = await page.evaluate(overflow);
    if (pixels > 0) found.push(`${label}, ${width} px: ${pixels} px too wide`);
  }
  return found;
}

for (const path of kinds()) {
  test(`/${path} is read in one direction at every width, in every font`, async () => {
    const page = await browser.newPage({ viewport: DESK });
    await page.goto(site.url + path);
    const faults = [];
    for (const font of FONTS) {
      await wear(page, font);
      faults.push(...(await tooWide(page, WIDTHS, font)));
      await wear(page, font, SPACING);
      faults.push(...(await tooWide(page, [ZOOMED], `${font} with wide spacing`)));
    }
    assert.deepEqual(faults, []);
    await page.close();
  });
}
