// The browser's client in Node. Its modules are files of no package, so they are copied into a folder that is one.
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const assets = fileURLToPath(new URL("../../themes/default/assets/", import.meta.url));

/** `open(address, load)` of `search.js`. */
export async function client() {
  const folder = await mkdtemp(join(tmpdir(), "client-"));
  try {
    await writeFile(join(folder, "package.json"), '{"type": "module"}');
    for (const name of ["search.js", "search-words.js", "search-matching.js", "search-slips.js"])
      await copyFile(join(assets, name), join(folder, name));
    const part = (name) => import(pathToFileURL(join(folder, name)).href);
    const [{ open }, slips] = await Promise.all([part("search.js"), part("search-slips.js")]);
    return { open: (address, load) => open(address, async () => slips.default, load) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
