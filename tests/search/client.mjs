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
    for (const name of ["", "-words", "-matching", "-slips", "-distance"].map((part) => `search${part}.js`))
      await copyFile(join(assets, name), join(folder, name));
    const part = (name) => import(pathToFileURL(join(folder, name)).href);
    const { open } = await part("search.js");
    const later = {
      slips: (await part("search-slips.js")).default,
      distance: (await part("search-distance.js")).default,
    };
    return { open: (address, load) => open(address, async (name) => later[name], load) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
