// The smallest screens: what a record is for – the number to call – comes on a telephone without scrolling, in the widest
// font and in every language.
import assert from "node:assert/strict";
import { test } from "node:test";

import { PHONE } from "./browser.mjs";
import { FONTS, wear } from "./fonts.mjs";
import { records } from "./kinds.mjs";
import { browser, site } from "./session.mjs";

const [WIDEST] = FONTS;

async function opened(path, options = {}) {
  const page = await browser.newPage({ viewport: PHONE, ...options });
  await page.goto(site.url + path);
  return page;
}

/** The middle of the first number to call. In CSS pixels from the top of the page; nothing where there is no number. */
function middleOfNumber() {
  const box = document.querySelector("a.call")?.getBoundingClientRect();
  return box && box.top + box.height / 2;
}

test("every record shows its number on the first screen of a telephone", async () => {
  const page = await opened("", { javaScriptEnabled: false });
  const late = [];
  let numbers = 0;
  for (const path of await records()) {
    await page.goto(site.url + path);
    await wear(page, WIDEST);
    const middle = await page.evaluate(middleOfNumber);
    if (middle !== undefined) numbers += 1;
    if (middle > PHONE.height) late.push(`${path}: ${middle} px`);
  }
  assert.deepEqual(late, []);
  assert.ok(numbers > 150, `${numbers} numbers`);
  await page.context().close();
});

test("the rows beside the map are those of the lists: the same parts in the same order", async () => {
  const page = await opened("mapa/");
  const row = page.locator("[data-list] > .row").first();
  await row.waitFor();
  const parts = (node) =>
    node.evaluate((all) =>
      [...all.querySelectorAll("[class^=row-], .call")]
        .filter((part) => !part.matches(".row-onward, .row-distance, .row-note"))
        .map(
          (part) =>
            `${part.getAttribute("class")}: ${[...part.childNodes]
              .filter((text) => text.nodeType === 3)
              .map((text) => text.data.trim())
              .join("")}`,
        ),
    );
  const beside = await parts(row);
  const [, collection, id] = (await row.locator("a.row-link").getAttribute("href")).match(/([^/]+)\/([^/]+)\/$/);
  await page.goto(new URL(`../${collection}/`, page.url()).href);
  const listed = await parts(page.locator(`.row:has(a[href$="/${collection}/${id}/"])`).first());
  assert.deepEqual(beside, listed);
  assert.ok(
    listed.some((part) => part.startsWith("call: ")) && listed.some((part) => part.startsWith("row-date: ")),
    listed.join("; "),
  );
  await page.close();
});

test("every number in a row can be hit", async () => {
  const page = await opened("powiaty/olsztynski/");
  const heights = await page
    .locator("a.call")
    .evaluateAll((all) => all.map((call) => call.getBoundingClientRect().height));
  assert.ok(heights.length > 10 && heights.every((height) => height >= 40), heights.join(" "));
  await page.close();
});

test("a section with a single field of its own name does not say the name twice", async () => {
  const page = await opened("kluby/frombork-mgops/");
  const twice = await page
    .locator("section.part")
    .evaluateAll(
      (all) =>
        all.filter((part) =>
          [...part.querySelectorAll("dt:not(.hidden)")].some(
            (term) => term.textContent === part.querySelector("h2").textContent,
          ),
        ).length,
    );
  assert.equal(twice, 0);
  await page.close();
});
