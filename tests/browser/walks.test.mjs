// A person's way through the site: by keyboard, without JavaScript, on paper.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK, PHONE } from "./browser.mjs";
import { browser, site } from "./session.mjs";

async function open(path, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(site.url + path);
  return page;
}

const nextFrame = () => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)));

/** What has the focus, once the page has scrolled to it. */
async function focused(page) {
  await page.evaluate(nextFrame);
  const stop = await page.evaluate(() => {
    const element = document.activeElement;
    const { width, height, top, right, bottom, left } = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return {
      name: `${element.tagName.toLowerCase()} ${(element.textContent || element.id).trim().slice(0, 40)}`,
      isBody: element === document.body,
      isSeen: width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
      hasRing: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
  });
  if (!stop.isBody && !stop.hasRing) stop.hasRing = await looksFocused(page);
  return stop;
}

/** Whether the page looks different than without the focus: drawings show it in their own ways. */
async function looksFocused(page) {
  const withFocus = await page.screenshot();
  const element = await page.evaluateHandle(() => document.activeElement);
  await element.evaluate((focused) => focused.blur());
  await page.evaluate(nextFrame);
  const without = await page.screenshot();
  await element.evaluate((focused) => focused.focus({ preventScroll: true }));
  return !withFocus.equals(without);
}

for (const path of ["", "centra/", "kluby/frombork-mgops/", "wykaz/", "szukaj/", "mapa/", "powiaty/olsztynski/"]) {
  test(`/${path} can be walked by keyboard`, async () => {
    const page = await open(path, { viewport: PHONE });
    await page.keyboard.press("Tab");
    const first = await focused(page);
    assert.ok(first.name.startsWith("a ") && first.isSeen, `the first stop is the link to the content: ${first.name}`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.goto(site.url + path);
    const stops = await page.locator("a[href], button, input, select, summary, [tabindex='0']").count();
    let walked = 0;
    for (; walked <= stops; walked += 1) {
      await page.keyboard.press("Tab");
      const stop = await focused(page);
      if (stop.isBody) break;
      assert.ok(stop.isSeen, `focus is off the screen: ${stop.name}`);
      assert.ok(stop.hasRing, `focus cannot be seen: ${stop.name}`);
    }
    assert.ok(walked > 5 && walked <= stops, `${walked} stops of ${stops}: the walk must come to an end`);
    await page.context().close();
  });
}

test("without JavaScript the way from the home page to a telephone is open", async () => {
  const page = await open("", { viewport: PHONE, javaScriptEnabled: false });
  await page.locator("main a[href$='/kluby/']:visible, header a[href$='/kluby/']:visible").first().click();
  assert.match(page.url(), /\/kluby\/$/);
  const facet = page.locator("a[href*='/kluby/powiaty/olsztynski/']").first();
  // A phone folds all filters, and each facet in them: from the outermost in.
  const folds = page.locator("details:has(a[href*='/kluby/powiaty/olsztynski/']) > summary");
  for (let fold = 0; fold < (await folds.count()) && !(await facet.isVisible()); fold += 1)
    await folds.nth(fold).click();
  await facet.click();
  assert.match(page.url(), /\/kluby\/powiaty\/olsztynski\/$/);
  await page.locator("main a.row-link[href*='/kluby/']").first().click();
  await page.locator("main a[href^='tel:+48']").first().waitFor();
  await page.context().close();
});

test("without JavaScript every county is two steps from the home page", async () => {
  const page = await open("", { viewport: PHONE, javaScriptEnabled: false });
  await page.locator("details.fold > summary").click();
  await page.locator("header a[href$='/powiaty/']:visible").first().click();
  for (const slug of ["elcki", "ostrodzki", "olsztyn"]) {
    assert.ok((await page.locator(`main a[href$='/powiaty/${slug}/']`).count()) > 0, slug);
  }
  await page.locator("main a[href$='/powiaty/ostrodzki/']").first().click();
  assert.ok(
    (await page.locator("main a[href*='/centra/'], main a[href*='/kluby/']").count()) > 0,
    "the nearest places",
  );
  await page.context().close();
});

test("without JavaScript the home page leads from a county to a commune", async () => {
  const page = await open("", { viewport: PHONE, javaScriptEnabled: false });
  await page.locator(".choose > summary").click();
  await page.locator(".choose .within > summary").filter({ hasText: "nowomiejski" }).click();
  await page.locator(".choose a[href$='/gminy/kurzetnik/']").click();
  assert.match(page.url(), /\/gminy\/kurzetnik\/$/);
  for (const section of ["nearest-open", "nearest-unknown"]) {
    assert.ok((await page.locator(`section[aria-labelledby=${section}] a.call`).count()) >= 3, section);
  }
  await page.context().close();
});

test("the head takes no more than a fifth of a telephone's first screen, in every language", async () => {
  for (const path of ["", "kluby/", "en/", "uk/", "uk/gminy/"]) {
    const page = await open(path, { viewport: { width: 360, height: 640 } });
    const { height } = await page.locator("body > header").boundingBox();
    assert.ok(height <= 128, `/${path}: ${height} px`);
    await page.context().close();
  }
});

test("the search page says what to do without JavaScript", async () => {
  const page = await open("szukaj/?q=elk", { viewport: PHONE, javaScriptEnabled: false });
  assert.ok((await page.locator("main a").count()) > 0, "there is a way on from here");
  await page.context().close();
});

test("the lists print on A4 with every place on them", async () => {
  const page = await open("wykaz/", { viewport: DESK });
  await page.emulateMedia({ media: "print" });
  // A4 less margins of 15 mm, at 96 px an inch.
  await page.setViewportSize({ width: 680, height: 1000 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  const rows = page.locator("main tbody tr:has(a[href*='/centra/'], a[href*='/kluby/'])");
  assert.equal(await rows.count(), 57);
  for (const row of await rows.all()) assert.ok(await row.isVisible());
  assert.ok(!(await page.locator("header form").isVisible()), "controls are not printed");
  const pdf = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets >= 2 && sheets <= 12, `${sheets} sheets`);
  await page.context().close();
});
