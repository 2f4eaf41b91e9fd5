// The report as people read it: charts whose texts keep apart, tables that sort, the whole of it on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import axe from "axe-core";

import { DESK, PHONE } from "./browser.mjs";
import { browser, site } from "./session.mjs";
import { FOLDER, files } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The height of an A4 page between its margins. In CSS pixels. */
const PAPER = { width: 182 * 3.78, height: 265 * 3.78 };

/** Pages with charts or tables of datasets. */
const charted = [];
/** The pages with a whole report. */
const whole = [];

before(async () => {
  for (const file of (await files()).filter((path) => path.endsWith("/index.html"))) {
    const html = await readFile(join(FOLDER, file), "utf8");
    const path = file.slice(0, -"index.html".length);
    if (html.includes('class="whole"')) whole.push(path);
    else if (html.includes('class="figure-box')) charted.push(path);
  }
});

async function open(path, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(site.url + path);
  return { page, close: () => context.close() };
}

/** Texts of charts that overlap another one or leave their drawing. */
function crowded() {
  const faults = [];
  let count = 0;
  for (const svg of document.querySelectorAll("svg.chart")) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const boxes = texts.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    const bars = [...svg.querySelectorAll(".chart-bar")].map((bar) => bar.getBoundingClientRect());
    count += boxes.length;
    boxes.forEach(({ words, box }, index) => {
      // Letters such as j reach a little beyond the place where they begin.
      if (
        box.left < frame.left - 3 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1
      ) {
        faults.push(`${svg.id || document.title}: “${words}” leaves the drawing`);
      }
      for (const bar of texts[index].matches(".chart-label") ? bars : []) {
        const wide = Math.min(box.right, bar.right) - Math.max(box.left, bar.left);
        const high = Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top);
        if (wide > 1 && high > 1) faults.push(`${document.title}: “${words}” touches a bar`);
      }
      for (const other of boxes.slice(index + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // A line's box is higher than its letters.
        if (wide > 1 && high > 0.35 * Math.min(box.height, other.box.height)) {
          faults.push(`${document.title}: “${words}” overlaps “${other.words}”`);
        }
      }
    });
  }
  return { faults, count };
}

const NARROW = { width: 320, height: 568 };
const TABLET = { width: 768, height: 1024 };

for (const [viewport, colorScheme] of [
  [NARROW, "dark"],
  [PHONE, "light"],
  [TABLET, "light"],
  [DESK, "dark"],
]) {
  test(`texts of charts keep apart, ${viewport.width} px, ${colorScheme}`, async () => {
    assert.ok(charted.length > 15, "the report has its pages");
    const { page, close } = await open("", { viewport, colorScheme });
    let texts = 0;
    for (const path of charted) {
      await page.goto(site.url + path);
      const { faults, count } = await page.evaluate(crowded);
      assert.deepEqual(faults, []);
      texts += count;
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, path);
    }
    assert.ok(texts > 200, `${texts} texts were measured`);
    await close();
  });
}

test("a page with charts is accessible in light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(charted[0], { viewport: PHONE, colorScheme });
    await page.evaluate(axe.source);
    const found = await page.evaluate((rules) => globalThis.axe.run("main", { runOnly: rules }), RULES);
    assert.deepEqual(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
      [],
    );
    await close();
  }
});

const column = (table, index) =>
  table.evaluate(
    (element, at) => [...element.tBodies[0].rows].map((row) => Number(row.cells[at].dataset.value)),
    index,
  );

test("a table sorts by keyboard, says how, and comes back to its own order", async () => {
  const path = charted.find((path) => path.endsWith("finanse/"));
  const { page, close } = await open(path, { viewport: PHONE });
  const table = page.locator(".figure-table table").first();
  const original = await column(table, 1);
  const head = table.locator("th").nth(1);
  await head.locator("button").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(
    await column(table, 1),
    original.slice().sort((a, b) => a - b),
  );
  await page.keyboard.press("Space");
  assert.equal(await head.getAttribute("aria-sort"), "none");
  assert.deepEqual(await column(table, 1), original);
  await close();
});

test("a wide table scrolls in a named region that a keyboard reaches", async () => {
  const path = charted.find((path) => path.endsWith("finanse/"));
  const { page, close } = await open(path, { viewport: PHONE, javaScriptEnabled: false });
  const region = page.getByRole("region").last();
  await region.focus();
  assert.ok(await region.evaluate((element) => element === document.activeElement && element.tabIndex === 0));
  assert.ok(
    await region.evaluate((element) => document.getElementById(element.getAttribute("aria-labelledby")).textContent),
  );
  await close();
});

test("without scripts the figures are all there", async () => {
  const { page, close } = await open(charted[0], { viewport: PHONE, javaScriptEnabled: false });
  assert.ok((await page.locator("svg.chart, .figure-table table").count()) > 0);
  assert.equal(await page.locator("th button").count(), 0);
  for (const link of await page.locator(".figure-source a").all()) {
    const answer = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
    assert.equal(answer.status(), 200);
  }
  await close();
});

test("on paper no chart is cut and no heading stands alone", async () => {
  assert.ok(whole.length > 0, "there is a whole report");
  const { page, close } = await open(whole[0], { viewport: { width: Math.round(PAPER.width), height: 1000 } });
  await page.emulateMedia({ media: "print" });
  const figures = await page.evaluate(() =>
    [...document.querySelectorAll(".figure-box:not(.figure-table)")].map((figure) => ({
      whole: getComputedStyle(figure).breakInside,
      height: figure.getBoundingClientRect().height,
      id: figure.id,
    })),
  );
  assert.ok(figures.length > 30, `${figures.length} charts`);
  assert.deepEqual(
    figures.filter((figure) => figure.whole !== "avoid" || figure.height > PAPER.height),
    [],
  );
  assert.ok(
    await page.evaluate(() =>
      [...document.querySelectorAll(".chapter h2, .chapter h3")].every(
        (heading) => getComputedStyle(heading).breakAfter === "avoid",
      ),
    ),
  );
  assert.deepEqual((await page.evaluate(crowded)).faults, []);
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((element) => element.id));
  assert.equal(new Set(ids).size, ids.length);
  await close();
});

/** Mentions of areas and of places' towns that stand outside of links, before the section has linked to them. */
function unlinked({ areas, towns }) {
  const letters = "\\p{L}";
  const found = [];
  for (const prose of document.querySelectorAll("article .prose")) {
    let linked = new Set();
    const walker = document.createTreeWalker(prose, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (/^H[1-6]$/.test(node.nodeName)) linked = new Set();
      if (node.nodeName === "A") linked.add(new URL(node.href).pathname);
      const parent = node.parentElement;
      if (
        node.nodeType !== Node.TEXT_NODE ||
        parent.closest("a, h1, h2, h3, h4, svg, table, code, .legend, .legend-label, .conflict-note")
      )
        continue;
      const text = node.data.replaceAll("\u00a0", " ");
      for (const { stem, path } of areas) {
        const named = new RegExp(`(?<!${letters})${stem}(i|iego|iemu|im|ich|imi)(?!${letters})`, "u").exec(text);
        if (named && ![...linked].some((other) => other.endsWith(path))) found.push(`${named[0]}: ${text}`);
      }
      for (const { stem, paths } of towns) {
        const named = new RegExp(`(centr|klub)[^.]{0,60} we? ${stem}${letters}{0,4}(?!${letters})`, "iu").exec(text);
        if (named && ![...linked].some((other) => paths.some((path) => other.endsWith(path))))
          found.push(`${named[0]}: ${text}`);
      }
    }
  }
  return found;
}

test("every area and every place that the report mentions is a link, once a section", async () => {
  const register = JSON.parse(await readFile(join(FOLDER, "dane/rejestr.json"), "utf8"));
  const list = await readFile(join(FOLDER, "powiaty/index.html"), "utf8");
  const named = [...list.matchAll(/href="[^"]*(\/powiaty\/[^"]+)"><span class="name">powiat (\p{L}+i)</gu)];
  const areas = [...new Map(named.map(([, path, name]) => [path, { path, stem: name.slice(0, -1) }])).values()];
  assert.ok(areas.length >= 15, `${areas.length} areas`);
  const towns = new Map();
  for (const { collection, id, address } of register.records) {
    const stem = address.town.length > 4 ? address.town.slice(0, -2) : address.town.slice(0, 2);
    towns.set(stem, [...(towns.get(stem) ?? []), `/${collection}/${id}/`]);
  }
  const asked = { areas, towns: [...towns].map(([stem, paths]) => ({ stem, paths })) };
  const { page, close } = await open("", { viewport: DESK });
  await page.setContent(
    `<article><div class="prose"><p>w powiecie ${areas[0].stem}im, klub we ${asked.towns[0].stem}ie</p></div></article>`,
  );
  assert.equal((await page.evaluate(unlinked, asked)).length, 2, "what is not linked is found");
  const sections = (await files()).filter(
    (path) => /^raport\/\d+\/.+\/index\.html$/.test(path) && !whole.includes(path.slice(0, -10)),
  );
  assert.ok(sections.length > 20, `${sections.length} pages`);
  const missing = [];
  for (const path of sections) {
    await page.goto(site.url + path.slice(0, -"index.html".length));
    missing.push(...(await page.evaluate(unlinked, asked)).map((text) => `${path}: ${text}`));
  }
  assert.deepEqual(missing, []);
  await close();
});

/** What each table of a page says: its figures by row. */
function told() {
  return [...document.querySelectorAll("main table")].map((table) => {
    const name = table.caption ? table.caption.textContent.trim() : "";
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const cells = rows.flatMap(({ cells: [head, ...rest] }) =>
      rest.filter((cell) => /\d/.test(cell.textContent)).map((cell) => `${head.textContent} = ${cell.textContent}`),
    );
    return { name, cells: [...new Set(cells)] };
  });
}

/** The tables of a page whose every figure another table of it says too. */
function repeated(tables) {
  const within = (small, large) => small.cells.every((cell) => large.cells.includes(cell));
  const twice = ({ cells }, at) =>
    cells.length > 1 && tables.some((other, to) => to !== at && within(tables[at], other));
  return tables.filter(twice).map(({ name }) => name);
}

test("no page prints the figures of a table twice", async () => {
  const { page, close } = await open("");
  const faults = [];
  let count = 0;
  for (const path of [...charted, ...whole]) {
    await page.goto(site.url + path);
    const tables = await page.evaluate(told);
    count += tables.length;
    faults.push(...repeated(tables).map((name) => `${path}: ${name}`));
  }
  assert.ok(count > 100, `${count} tables`);
  assert.deepEqual(faults, []);
  await close();
});

/** Letters and digits alone: lines, kinds of spaces and signs within a text do not count. */
const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

test("the chapters tell every contradiction of every dataset, in each language", async () => {
  const { page, close } = await open("");
  const datasets = (await files()).filter((path) => /^dane\/v1\/datasets\/.*\.json$/.test(path));
  const all = await Promise.all(datasets.map(async (path) => JSON.parse(await readFile(join(FOLDER, path), "utf8"))));
  for (const [language, folder] of [
    ["pl", "raport/"],
    ["en", "en/raport/"],
    ["uk", "uk/raport/"],
  ]) {
    let text = "";
    for (const path of charted.filter((path) => path.startsWith(folder))) {
      await page.goto(site.url + path);
      text += bare(await page.locator("main").textContent());
    }
    const missing = all.flatMap(({ id, conflicts }) =>
      conflicts
        .filter(({ printed, taken, reason }) =>
          [printed, taken, reason].some((part) => !text.includes(bare(part[language] || part.pl))),
        )
        .map(({ printed }) => `${language} ${id}: ${printed[language]}`),
    );
    assert.deepEqual(missing, []);
  }
  await close();
});
