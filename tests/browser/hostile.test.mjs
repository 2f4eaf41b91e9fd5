// Hostile values: every text of whole small registers that `check` lets be anything is markup, a script, a formula, a template or a
// broken line. What is published runs nothing, stays valid, and says the text as it was written.
import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { isScalar, parseAllDocuments, visit } from "yaml";

import { launch } from "./browser.mjs";

const SITES = fileURLToPath(new URL("../golden/sites/", import.meta.url));
const NAMES = ["areas", "figures", "values", "words"];

/** `x9` tells them; none is what a value of a narrower kind could be. */
const HOSTILE = [
  `<b-x9 onx9="1">x9</b-x9><script>window.x9 = 1</script>`,
  `" onx9="window.x9 = 1" title="x9`,
  `' onx9='1' x9`,
  `javascript:window.x9=1`,
  `=HYPERLINK("https://elsewhere.example/";"x9")`,
  `+cmd|' /C calc'!x9`,
  `@SUM(1;1) x9`,
  `-1+1|x9`,
  `{{ 7 * 7 }}{% if x9 %}`,
  `]]> --> </script></title></textarea></style> x9`,
  `x9\nEND:VCARD\nX9:1`,
  `&lt;b-x9&gt; &amp;amp; x9`,
  `😀 𝕏 x9 \u00ad\\0`,
  `%0d%0ax9: 1`,
];

async function below(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Runs the program: what it says, and whether it ended well. */
function spis(...words) {
  return new Promise((resume) => {
    execFile(process.env.SPIS, words, { maxBuffer: 2 ** 28 }, (error, stdout) => resume({ done: !error, stdout }));
  });
}

/** The scalars of a file that are values: where each begins and ends, and on which line. */
function slots(text, path) {
  const front = path.endsWith(".md") ? text.match(/^---\n([^]*?)\n---\n/) : null;
  if (path.endsWith(".md") && !front) return [];
  const [yaml, start] = front ? [front[1], 4] : [text, 0];
  const found = [];
  for (const document of parseAllDocuments(yaml)) {
    visit(document, {
      Scalar(key, node) {
        if (key === "key" || !isScalar(node) || typeof node.value !== "string" || !node.range) return;
        const [from, to] = [node.range[0] + start, node.range[1] + start];
        // A block text goes on to its last line; it is left as it is.
        if (text.slice(from, to).includes("\n")) return;
        found.push({ from, to, line: text.slice(0, from).split("\n").length });
      },
    });
  }
  return found;
}

/** A file with its slots, of which those in `kept` are hostile. */
class Source {
  constructor(path, text, number) {
    Object.assign(this, { path, text, slots: slots(text, path), kept: new Set() });
    this.slots.forEach((slot, at) => Object.assign(slot, { value: HOSTILE[(number + at) % HOSTILE.length] }));
  }

  write() {
    let text = this.text;
    for (const slot of [...this.slots].reverse())
      if (this.kept.has(slot)) text = text.slice(0, slot.from) + JSON.stringify(slot.value) + text.slice(slot.to);
    return writeFile(this.path, text);
  }

  /** Makes of some slots those hostile with which the register still has no error: all, or else those of either half. */
  async take(slots, isSound) {
    slots.forEach((slot) => this.kept.add(slot));
    await this.write();
    if (await isSound()) return;
    slots.forEach((slot) => this.kept.delete(slot));
    if (slots.length === 1) return this.write();
    const half = slots.length >> 1;
    await this.take(slots.slice(0, half), isSound);
    await this.take(slots.slice(half), isSound);
  }
}

/** A register with every text hostile that the program lets be so; how many those are. */
async function hostile(name, folder) {
  await cp(join(SITES, name, "site"), folder, { recursive: true });
  const paths = (await below(join(folder, "content"))).filter((path) => /\.(yaml|md)$/.test(path)).sort();
  const sources = await Promise.all(
    paths.map(async (path, number) => new Source(path, await readFile(path, "utf8"), number)),
  );
  const isSound = async () => (await spis("check", "--root", folder, "--build-date", "2026-11-22")).done;
  assert.ok(await isSound(), `${name} has errors of its own`);
  for (const source of sources) if (source.slots.length) await source.take(source.slots, isSound);
  return sources.reduce((sum, source) => sum + source.kept.size, 0);
}

/** The cells of a table by RFC 4180. */
function cells(text) {
  return [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r?\n|$)/g)].map(([, cell]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

const FORMATS = {
  ".json": (text) => JSON.parse(text),
  ".geojson": (text) => JSON.parse(text),
  ".csv": (text) => {
    const run = cells(text).filter((cell) =>
      /^\s*[=@＝＋－＠|%\t\r]|^\s*[+-](?![\d., ;ext=+-]*\d[\d., ;ext=+-]*$)/.test(cell),
    );
    assert.deepEqual(run, []);
  },
  ".vcf": (text) => {
    for (const line of text.split("\r\n").filter(Boolean)) {
      assert.match(line, /^( |[A-Z-]+[;:])/);
      assert.ok(Buffer.byteLength(line) <= 75, line);
    }
    assert.equal(text.match(/^BEGIN:VCARD/gm).length, text.match(/^END:VCARD/gm).length);
  },
};

/** What a page shows that only ran or got out could make. */
function traces() {
  const attributes = [...document.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some(({ name }) => name.startsWith("on")),
  );
  const links = [...document.querySelectorAll("[href], [src], [action]")].filter((element) =>
    /^\s*(javascript|data|vbscript):/i.test(element.getAttribute("href") || element.getAttribute("src") || ""),
  );
  return {
    ran: "x9" in window,
    elements: document.querySelectorAll("b-x9").length,
    attributes: attributes.length,
    links: links.length,
    said: document.documentElement.textContent.includes("x9"),
    computed: document.body && /(^|\D)49(\D|$)/.test(document.body.textContent.match(/.{0,6}x9 %\}/)?.[0] || ""),
  };
}

for (const name of NAMES) {
  test(`nothing runs and all stays valid where every text of the register “${name}” is hostile`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "hostile-"));
    const browser = await launch();
    try {
      const taken = await hostile(name, folder);
      assert.ok(taken > 20, `only ${taken} texts are free`);
      const out = join(folder, "public");
      const built = await spis("build", "--root", folder, "--build-date", "2026-11-22", "--out", out);
      assert.ok(built.done, built.stdout);
      const published = await below(out);
      for (const path of published) {
        const check = FORMATS[extname(path)];
        try {
          if (check) check(await readFile(path, "utf8"));
        } catch (error) {
          throw new Error(`${name}: ${relative(out, path)}: ${error.message}`);
        }
      }
      const page = await browser.newPage();
      const problems = [];
      page.on("dialog", (dialog) => dialog.dismiss() && problems.push(`dialog on ${page.url()}`));
      let said = 0;
      for (const path of published.filter((path) => /\.(html|svg|xml)$/.test(path)).sort()) {
        // An old address leads on at once.
        if ((await readFile(path, "utf8")).includes('http-equiv="refresh"')) continue;
        await page.goto(pathToFileURL(path).href, { waitUntil: "load" });
        const found = await page.evaluate(traces);
        const broken = await page.evaluate(() => document.querySelector("parsererror")?.textContent || "");
        if (found.ran || found.elements || found.attributes || found.links || found.computed || broken)
          problems.push(`${relative(out, path)}: ${JSON.stringify(found)} ${broken}`);
        said += found.said ? 1 : 0;
      }
      assert.deepEqual(problems.slice(0, 10), []);
      assert.ok(said > 3, `${said} pages say a hostile text`);
      const jar = createRequire(import.meta.url)("vnu-jar");
      const { stderr } = spawnSync("java", ["-Xss2m", "-jar", jar, "--format", "json", "--skip-non-html", out], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      const faults = JSON.parse(stderr).messages.filter(({ type }) => type !== "info");
      assert.deepEqual(
        faults.slice(0, 10).map(({ url, message, extract }) => `${url}: ${message} ${extract}`),
        [],
      );
      console.log(`${name}: ${taken} hostile texts, ${published.length} files, ${said} pages say one`);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  });
}
