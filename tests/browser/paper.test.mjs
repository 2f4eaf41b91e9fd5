// Paper loses nothing: what a list prints holds every record with its address and all its numbers, each by itself. The words
// are those of the PDF, not of the page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { FOLDER } from "./site.mjs";
import { browser, site } from "./session.mjs";

const run = promisify(execFile);
const MARGIN = { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" };

/** A text as it is compared: one kind of space, one kind of dash. */
const plain = (text) => text.replace(/\s+/g, " ").replace(/[‑–]/g, "-");

/** Letters and digits alone: columns and line ends may part words. */
const bare = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

async function printed(path) {
  const page = await browser.newPage();
  await page.goto(site.url + path, { waitUntil: "load" });
  if (await page.locator("[data-list]").count()) await page.locator("[data-list] > li").first().waitFor();
  const pdf = await page.pdf({ format: "A4", margin: MARGIN });
  await page.close();
  const folder = await mkdtemp(join(tmpdir(), "paper-"));
  await writeFile(join(folder, "a.pdf"), pdf);
  const { stdout } = await run("pdftotext", ["-raw", join(folder, "a.pdf"), "-"]);
  await rm(folder, { recursive: true });
  return plain(stdout);
}

async function records() {
  const { records } = JSON.parse(await readFile(join(FOLDER, "dane/rejestr.json"), "utf8"));
  return records;
}

/** The digits of a number as people see them: without the country's code. */
const digits = (phone) => phone.number.replace(/^\+48/, "");

/** What of a record a printed text lacks: a row says where it is, the tables its whole address. */
function missing(text, { title, address, phones }, isTable) {
  const letters = bare(text);
  const wanted = [address.street ?? "", address.locality ?? address.town, isTable ? (address.postal_code ?? "") : ""];
  const lost = wanted.filter((word) => word && !letters.includes(bare(word)));
  const numbers = phones.filter((phone) => !letters.includes(digits(phone)));
  return [...lost, ...numbers.map(digits)].map((word) => `${title}: ${word}`);
}

/** Two numbers that stand side by side with nothing between them. */
function joined(text, { title, phones }) {
  const words = text.split(" ");
  const glued = words.filter((word) => /^\d{3,}$/.test(word) && word.length > 9);
  const numbers = phones.map(digits);
  return glued.filter((word) => numbers.some((number) => word.includes(number))).map((word) => `${title}: ${word}`);
}

for (const [path, wanted] of [
  ["centra/", (record) => record.collection === "centra"],
  ["kluby/", (record) => record.collection === "kluby"],
  ["mapa/", () => true],
  ["wykaz/", () => true],
]) {
  test(`/${path} prints every record with its address and numbers`, async () => {
    const text = await printed(path);
    const found = (await records()).filter(wanted);
    assert.ok(found.length > 10);
    const faults = found.flatMap((record) => [...missing(text, record, path === "wykaz/"), ...joined(text, record)]);
    assert.deepEqual(faults, []);
  });
}

/** The county pages that records stand on, each with its records. */
async function counties() {
  const sheets = new Map();
  for (const record of await records()) {
    const html = await readFile(join(FOLDER, record.collection, record.id, "index.html"), "utf8");
    const path = html.match(/href="\/rejestr\/(powiaty\/[a-z0-9-]+\/)"/)?.[1];
    assert.ok(path, `${record.id} leads to no county`);
    sheets.set(path, [...(sheets.get(path) ?? []), record]);
  }
  return sheets;
}

test("the sheet of each county prints the addresses and numbers of all that stand there", async () => {
  const sheets = await counties();
  assert.ok(sheets.size > 15, `${sheets.size} counties`);
  const faults = [];
  for (const [path, found] of sheets) {
    const text = await printed(path);
    faults.push(
      ...found
        .flatMap((record) => [...missing(text, record, false), ...joined(text, record)])
        .map((fault) => `${path} ${fault}`),
    );
  }
  assert.deepEqual(faults, []);
});

/** The PDF of a page in the site's own format, and how many sheets it has. */
async function sheets(path) {
  const page = await browser.newPage();
  await page.goto(site.url + path, { waitUntil: "load" });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  const folder = await mkdtemp(join(tmpdir(), "leaflet-"));
  await writeFile(join(folder, "a.pdf"), pdf);
  const { stdout } = await run("pdftotext", ["-raw", join(folder, "a.pdf"), "-"]);
  const { stdout: about } = await run("pdfinfo", [join(folder, "a.pdf")]);
  await rm(folder, { recursive: true });
  return { text: plain(stdout), sheets: Number(about.match(/Pages:\s+(\d+)/)[1]) };
}

test("the leaflet of each county names all that stand there, on one sheet up to ten", async () => {
  const faults = [];
  const today = new Date().toLocaleDateString("pl", { dateStyle: "long" });
  for (const [path, found] of await counties()) {
    const leaflet = await sheets(`${path}print/`);
    const lost = found.flatMap((record) => [...missing(leaflet.text, record, false), ...joined(leaflet.text, record)]);
    faults.push(...lost.map((fault) => `${path} ${fault}`));
    if (found.length <= 10 && leaflet.sheets !== 1) faults.push(`${path} ${found.length}: ${leaflet.sheets} sheets`);
    const operators = found.filter(({ operator }) => operator && !bare(leaflet.text).includes(bare(operator)));
    faults.push(...operators.map(({ operator }) => `${path} ${operator}`));
    const undated = !leaflet.text.includes(today) || !leaflet.text.includes("31 grudnia 2024");
    if (undated || !bare(leaflet.text).includes(bare(path))) faults.push(`${path}: no date or no address`);
    if (leaflet.text.includes("@")) faults.push(`${path}: a mailbox`);
  }
  assert.deepEqual(faults, []);
});

test("the square on a leaflet holds the address of the area's page, in each language", async () => {
  const jsqr = await readFile(new URL("node_modules/jsqr/dist/jsQR.js", import.meta.url), "utf8");
  for (const prefix of ["", "en/", "uk/"]) {
    // The page's own policy lets it fetch nothing, not even the picture that is read here.
    const page = await browser.newPage({ bypassCSP: true });
    await page.goto(`${site.url}${prefix}powiaty/szczycienski/print/`);
    await page.evaluate(jsqr);
    const picture = (await page.locator("svg.qr").screenshot()).toString("base64");
    const read = await page.evaluate(async (png) => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return globalThis.jsQR(context.getImageData(0, 0, image.width, image.height).data, image.width, image.height)
        .data;
    }, picture);
    assert.equal(read, `https://site.example/rejestr/${prefix}powiaty/szczycienski/`);
    await page.close();
  }
});
