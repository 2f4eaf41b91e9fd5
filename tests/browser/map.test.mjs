// The live map: by keyboard, wheel and buttons, from an area or a position, shared by its address, and without a script.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import axe from "axe-core";

import { DESK, PHONE } from "./browser.mjs";
import { browser, site } from "./session.mjs";
import { FOLDER, files } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** In a town with a place, and in the commune around it. */
const OLECKO = { latitude: 54.0365, longitude: 22.5049 };
const PURDA = "2814102";

let data;

before(async () => {
  data = JSON.parse(await readFile(join(FOLDER, "mapa/places.json"), "utf8"));
});

async function open(path, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: DESK, ...options });
  const page = await context.newPage();
  await page.goto(site.url + path);
  if (options?.javaScriptEnabled !== false) await page.locator("svg.map-live").waitFor();
  return page;
}

const result = (page) => page.locator("[data-result]");
const entries = (page) => page.locator("[data-list] > li");
const box = (page) =>
  page
    .locator("svg.map")
    .first()
    .evaluate((svg) => svg.getAttribute("viewBox").split(" ").map(Number));
/** Waits until the map is shown some other way than before. */
const moved = (page, before) =>
  page.waitForFunction((old) => document.querySelector("svg.map").getAttribute("viewBox") !== old, before.join(" "));
/** How many places the marks on the map stand for. */
const marked = (page) =>
  page.locator(".map-live-places").evaluate((layer) => {
    const bubbles = [...layer.querySelectorAll(".map-bubble text")].map((text) => Number(text.textContent));
    return layer.querySelectorAll("a").length + bubbles.reduce((sum, count) => sum + count, 0);
  });

test("the list and the marks show every place", async () => {
  const page = await open("mapa/");
  assert.equal(data.places.length, 57);
  assert.equal(await marked(page), 57);
  assert.match(await result(page).textContent(), /^57/);
  const first = entries(page).first();
  assert.match(
    await first.locator("[data-osm]").getAttribute("href"),
    /^https:\/\/www\.openstreetmap\.org\/search\?query=/,
  );
  assert.match(await first.locator("[data-geo]").getAttribute("href"), /^geo:5\d\.\d+,\d+\.\d+\?q=/);
  assert.match(await first.locator("a.call").first().getAttribute("href"), /^tel:\+48\d{9}/);
  let shown = await entries(page).count();
  while (await page.locator("[data-more]").isVisible()) {
    await page.locator("[data-more]").click();
    assert.ok((await entries(page).count()) > shown);
    shown = await entries(page).count();
    assert.ok(
      await page.evaluate(() => document.activeElement.closest("[data-list]") !== null),
      "the focus is on what came",
    );
  }
  assert.equal(shown, 57);
  await page.context().close();
});

test("buttons, keys and wheel enlarge and move the map", async () => {
  const page = await open("mapa/");
  const [, , whole] = await box(page);
  for (const enlarge of [
    () => page.locator("[data-zoom=in]").click(),
    () => page.locator(".map-stage").press("+"),
    async () => {
      await page.locator("svg.map").first().hover();
      await page.mouse.wheel(0, -200);
    },
  ]) {
    const before = await box(page);
    await enlarge();
    await moved(page, before);
    assert.ok((await box(page))[2] < before[2], "it shows less");
  }
  const before = await box(page);
  await page.locator(".map-stage").press("ArrowRight");
  await moved(page, before);
  assert.ok((await box(page))[0] > before[0], "it moved to the east");
  const out = await box(page);
  await page.locator("[data-zoom=out]").click();
  await moved(page, out);
  assert.ok((await box(page))[2] > out[2]);
  const near = await box(page);
  await page.locator(".map-stage").press("0");
  await moved(page, near);
  assert.equal((await box(page))[2], whole);
  await page.context().close();
});

test("no mark covers a name, however much the map is enlarged", async () => {
  const page = await open("mapa/");
  let named = 0;
  for (let step = 0; step < 6; step++) {
    const { names, covered } = await page.evaluate(() => {
      const boxes = (selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
      const names = [...document.querySelectorAll(".map-live .map-names text")].filter(
        (text) => getComputedStyle(text).visibility === "visible" && text.getClientRects().length,
      );
      const marks = boxes(".map-live-places .map-mark, .map-live-places use, .map-live-places .map-pill");
      const over = (one, other) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      const covered = names.filter((text) => marks.some((mark) => over(text.getBoundingClientRect(), mark)));
      return { names: names.length, covered: covered.map((text) => text.textContent) };
    });
    assert.deepEqual(covered, [], `after ${step} steps`);
    named += names;
    await page.locator("[data-zoom=in]").click();
    await page.evaluate(() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume))));
  }
  assert.ok(named > 10, `${named} names`);
  await page.context().close();
});

test("turned back where all of it is shown, the wheel scrolls the page", async () => {
  const page = await open("mapa/");
  await page.locator("svg.map").first().hover();
  const from = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction((y) => scrollY > y, from);
  await page.context().close();
});

test("a keyboard reaches tools, marks and entries, and opens a mark for several", async () => {
  const page = await open("mapa/");
  const bubble = page.locator(".map-bubble").first();
  const before = await box(page);
  const found = [];
  await page.locator(".map-stage").focus();
  for (let step = 0; step < 200 && !found.includes("entry"); step += 1) {
    await page.keyboard.press("Tab");
    found.push(
      await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused.dataset.zoom) return "tool";
        if (focused.matches(".map-live-places *")) return "mark";
        return focused.closest("[data-list]") ? "entry" : "other";
      }),
    );
  }
  assert.deepEqual(
    [...new Set(found)].filter((name) => name !== "other"),
    ["tool", "mark", "entry"],
  );
  await bubble.focus();
  await page.keyboard.press("Enter");
  await moved(page, before);
  assert.ok((await box(page))[2] < before[2]);
  assert.ok(await page.evaluate(() => document.activeElement.matches(".map-stage")), "the focus stays on the map");
  await page.context().close();
});

test("an entry lights its mark", async () => {
  const page = await open("mapa/?collection=centra");
  const alone = page.locator(".map-live-places a").first();
  const id = await alone.getAttribute("data-mark");
  while (await page.locator("[data-more]").isVisible()) await page.locator("[data-more]").click();
  await page.locator(`[data-place="${id}"] a`).first().focus();
  assert.match(await alone.getAttribute("class"), /map-lit/);
  await page.context().close();
});

test("what is chosen is in the address, and comes back from it", async () => {
  const page = await open("mapa/");
  await page.locator("[data-choices] summary").first().click();
  await page.locator("input[name=collection][value=centra]").check();
  assert.equal(new URL(page.url()).search, "?collection=centra");
  assert.match(await result(page).textContent(), /^14/);
  assert.equal(await marked(page), 14);
  await page.goto(`${site.url}mapa/?collection=kluby&status=suspended&from=${PURDA}`);
  await page.locator("svg.map-live").waitFor();
  const expected = data.places.filter(
    ({ facets }) => facets.collection[0] === "kluby" && facets.status[0] === "suspended",
  ).length;
  assert.ok(expected > 0);
  assert.equal(await entries(page).count(), expected);
  assert.ok(await page.locator("input[name=status][value=suspended]").isVisible(), "what is chosen is open to see");
  assert.equal(await page.locator("select[name=from]").inputValue(), PURDA);
  await page.locator("button[type=reset]").click();
  await page.waitForFunction(() => location.search === "");
  assert.match(await result(page).textContent(), /^57/);
  await page.context().close();
});

test("nonsense in the address changes nothing", async () => {
  const page = await open("mapa/?from=nowhere&collection=none&utm=1");
  assert.match(await result(page).textContent(), /^57/);
  assert.equal(await page.locator("select[name=from]").inputValue(), "");
  await page.context().close();
});

test("from an area, those that serve it come first and say so, then the nearest", async () => {
  const page = await open("mapa/");
  const whole = await box(page);
  await page.locator("select[name=from]").selectOption(PURDA);
  await moved(page, whole);
  const area = data.areas.find(({ code }) => code === PURDA);
  const serving = data.places.filter(({ serves }) => serves?.some((index) => area.within.includes(index)));
  assert.ok(serving.length > 0);
  const first = entries(page).first();
  assert.equal(await first.getAttribute("data-place"), serving[0].id);
  assert.match(await first.locator("[data-serving]").textContent(), /Purda/);
  assert.match(await page.locator("[data-area]").getAttribute("href"), /\/gminy\/purda\/$/);
  const far = await page.locator("[data-list] [data-far]").allTextContents();
  const kilometres = far.slice(serving.length).map((text) => Number(text.match(/\d+/)[0]));
  assert.deepEqual(
    kilometres,
    kilometres.toSorted((a, b) => a - b),
  );
  assert.ok((await box(page))[2] < whole[2], "the map comes near");
  assert.equal(new URL(page.url()).searchParams.get("from"), PURDA);
  await page.context().close();
});

test("near me asks only on a click, sends nothing and sorts by distance", async () => {
  const page = await open("mapa/", { geolocation: OLECKO, permissions: ["geolocation"] });
  const sent = [];
  page.on("request", (request) => sent.push(request.url()));
  assert.equal(await page.locator("[data-list] [data-far]:visible").count(), 0, "nothing is known before the click");
  await page.locator("[data-near]").click();
  await page.locator("[data-list] [data-far]:visible").first().waitFor();
  assert.match(await entries(page).first().textContent(), /Olecko/);
  assert.equal(await page.locator(".map-here-known").count(), 1);
  assert.deepEqual(sent, []);
  assert.ok(!page.url().includes("54"), "the address does not tell the position");
  await page.context().close();
});

test("a position that is refused leaves everything and says what to do", async () => {
  const page = await open("mapa/");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Browser.setPermission", {
    permission: { name: "geolocation" },
    setting: "denied",
    origin: new URL(site.url).origin,
  });
  await page.locator("[data-near]").click();
  await page.waitForFunction(
    (text) => document.querySelector("[data-result]").textContent === text,
    await page.locator("[data-map]").getAttribute("data-denied"),
  );
  assert.ok((await entries(page).count()) > 0);
  await page.context().close();
});

for (const [name, options] of [
  ["without JavaScript", { javaScriptEnabled: false }],
  ["where the data does not load", {}],
]) {
  test(`${name} the drawn map and the lists stand as they are`, async () => {
    const context = await browser.newContext({ viewport: PHONE, ...options });
    const page = await context.newPage();
    await page.route("**/places.json", (route) => route.abort());
    await page.goto(`${site.url}mapa/`, { waitUntil: "networkidle" });
    const svg = page.locator("svg.map").first();
    assert.ok(await svg.isVisible());
    assert.ok((await svg.locator(".map-places a").count()) > 50, "every place has its mark");
    assert.ok((await page.locator("main .areas a").count()) >= 21, "every area is listed");
    for (const control of await page.locator("[data-live]").all()) assert.ok(!(await control.isVisible()));
    assert.equal(await page.locator(".map-stage[tabindex]").count(), 0, "there is no stop without use");
    await context.close();
  });
}

test("the maps of coverage say the same as its tables, in signs and words", async () => {
  const page = await open("pokrycie/", { javaScriptEnabled: false });
  const levels = await page.locator("section[aria-labelledby^=level-]").evaluateAll((sections) =>
    sections.map((section) => ({
      rows: [...section.querySelectorAll(".listing tbody tr:not(.group-head)")]
        .map((row) => `${row.cells[0].textContent}: ${row.cells[1].textContent}`)
        .sort(),
      told: [...section.querySelectorAll("svg.map title")].map((title) => title.textContent),
      figures: [...section.querySelectorAll(".map-figures text")].map((text) => text.textContent),
      legend: [...section.querySelectorAll(".legend li")].map((entry) => entry.textContent.trim()),
    })),
  );
  assert.deepEqual(
    levels.map(({ rows }) => rows.length),
    [21, 116],
  );
  for (const { rows, told, figures, legend } of levels) {
    assert.deepEqual(told.filter((title) => title.includes(":") && rows.includes(title)).sort(), rows);
    for (const state of new Set(rows.map((row) => row.split(": ")[1]))) {
      assert.ok(
        legend.some((entry) => entry.endsWith(state)),
        `${state} is explained`,
      );
    }
    for (const figure of new Set(figures))
      assert.ok(
        legend.some((entry) => entry.startsWith(figure)),
        figure,
      );
  }
  assert.ok(levels[0].figures.length >= 19);
  for (const format of ["csv", "json", "geojson"]) {
    const link = page.locator(`main a[download][href$="/pokrycie.${format}"]`);
    const answer = await page.request.get(new URL(await link.getAttribute("href"), site.url).href);
    assert.equal(answer.status(), 200, format);
    if (format === "geojson") assert.equal((await answer.json()).features.length, 21 + 116);
  }
  await page.context().close();
});

test("on paper the map is there and its controls are gone", async () => {
  const page = await open("mapa/");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 680, height: 1000 });
  assert.ok(await page.locator("svg.map").first().isVisible());
  assert.ok(await page.locator(".map-live-places").isVisible());
  for (const control of ["[data-choices]", "[data-tools]", "[data-more]", "#map-keys"]) {
    assert.ok(!(await page.locator(control).isVisible()), control);
  }
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  await page.context().close();
});

for (const viewport of [PHONE, DESK]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the live map is accessible, ${viewport.width} px, ${colorScheme}`, async () => {
      for (const path of [`mapa/?from=${PURDA}&status=active`, "en/mapa/", "pokrycie/"]) {
        const context = await browser.newContext({ viewport, colorScheme });
        const page = await context.newPage();
        await page.goto(site.url + path, { waitUntil: "networkidle" });
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0].html}`),
          [],
        );
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, path);
        await context.close();
      }
    });
  }
}

test("on a telephone marks are large enough to be hit and apart", async () => {
  const page = await open("mapa/", { viewport: PHONE });
  const boxes = await page.locator(".map-live-places .map-target, .map-live-places a").evaluateAll((marks) =>
    marks.map((mark) => {
      const { left, top, width, height } = mark.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, width, height };
    }),
  );
  assert.ok(boxes.length > 10);
  for (const [index, { x, y, width, height }] of boxes.entries()) {
    assert.ok(width >= 24 && height >= 24, `${width} by ${height}`);
    for (const other of boxes.slice(0, index)) {
      const apart = Math.max(Math.abs(other.x - x), Math.abs(other.y - y));
      assert.ok(apart >= 23.5, `${apart} px`);
    }
  }
  await page.context().close();
});

/** The time between frames while something is done, sorted. In milliseconds. */
async function frames(page, act) {
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      globalThis.clock = requestAnimationFrame(frame);
    };
    globalThis.clock = requestAnimationFrame(frame);
  });
  await act();
  return page.evaluate(() => {
    cancelAnimationFrame(globalThis.clock);
    return globalThis.frames.slice(2).sort((a, b) => a - b);
  });
}

test("5 000 places stay smooth", async (t) => {
  const context = await browser.newContext({ viewport: DESK });
  const page = await context.newPage();
  // The same places again and again, each some steps from where it stands.
  const places = Array.from({ length: 5000 }, (_, number) => {
    const place = data.places[number % data.places.length];
    const [lat, lon] = [place.lat + ((number * 37) % 101) / 400 - 0.125, place.lon + ((number * 53) % 103) / 250 - 0.2];
    return { ...place, id: `${place.id}-${number}`, lat, lon };
  });
  await page.route("**/places.json", (route) => route.fulfill({ json: { ...data, places } }));
  await page.goto(`${site.url}mapa/`);
  await page.locator("svg.map-live").waitFor();
  assert.equal(await marked(page), 5000);
  await page.locator("svg.map").first().hover();
  const { x, y, width, height } = await page.locator("svg.map").first().boundingBox();
  const wheel = async (step) => {
    for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, step);
  };
  const drag = async () => {
    await page.mouse.down();
    for (let step = 0; step < 60; step += 1) await page.mouse.move(x + width / 2 + step * 3, y + height / 2 + step);
    await page.mouse.up();
  };
  for (const [name, act] of [
    ["enlarging", () => wheel(-40)],
    ["moving", drag],
    ["coming back", () => wheel(40)],
  ]) {
    const times = await frames(page, act);
    const [median, slow] = [0.5, 0.95].map((part) => times[Math.floor(times.length * part)]);
    t.diagnostic(
      `${name}: ${times.length} frames, half within ${median.toFixed(1)} ms, 95 % within ${slow.toFixed(1)} ms`,
    );
    assert.ok(times.length > 5 && median < 50, `${name}: ${median} ms a frame`);
  }
  await context.close();
});

test("drawings and scripts are small", async () => {
  for (const file of (await files()).filter((path) => path.endsWith(".html"))) {
    const html = await readFile(join(FOLDER, file), "utf8");
    const limit = /(^|\/)(powiaty|gminy)\/[^/]+\/index\.html$/.test(file) ? 15_000 : 40_000;
    for (const [svg] of html.matchAll(/<svg[^>]* class="map"[\s\S]*?<\/svg>/g)) {
      assert.ok(Buffer.byteLength(svg) < limit, `${file}: a map of ${Buffer.byteLength(svg)} bytes`);
    }
  }
  const scripts = await Promise.all(
    ["map", "map-list", "map-marks", "map-view"].map((name) => readFile(join(FOLDER, `assets/${name}.js`))),
  );
  const packed = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  assert.ok(packed < 15_000, `${packed} bytes`);
});

test("only the page of the map loads its script", async () => {
  for (const file of (await files()).filter((path) => path.endsWith(".html"))) {
    const html = await readFile(join(FOLDER, file), "utf8");
    assert.equal(html.includes("assets/map.js"), /(^|\/)mapa\/index\.html$/.test(file), file);
  }
});
