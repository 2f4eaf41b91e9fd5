// The built site, served the way GitHub Pages serves it: under a base path, with 404.html for what is not there.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** The path under which the site lies. The runner builds it with this. */
export const BASE = "/rejestr/";

/** The folder with the built site. */
export const FOLDER = process.env.SPIS_PUBLIC;
if (!FOLDER) throw new Error("SPIS_PUBLIC names no folder: start the tests with tests/browser/run");

const MEDIA_TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".geojson": "application/geo+json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Every file of the site, relative to its folder, with forward slashes. */
export async function files() {
  const entries = await readdir(FOLDER, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => relative(FOLDER, path).split(sep).join("/")).sort();
}

/** The file that a path below the base path leads to. */
export function fileOf(path) {
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** What a strict office allows: nothing from elsewhere, no script and no style within a page. A breach is an error in the console. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'";

async function answer(url) {
  const { pathname } = new URL(url, "http://localhost");
  if (!pathname.startsWith(BASE)) return { status: 404, body: "outside the site", type: "text/plain" };
  const file = fileOf(decodeURIComponent(pathname.slice(BASE.length)));
  try {
    const type = MEDIA_TYPES[extname(file)] ?? "application/octet-stream";
    return { status: 200, body: await readFile(join(FOLDER, file)), type };
  } catch (error) {
    if (!["ENOENT", "EISDIR", "ENOTDIR"].includes(error.code)) throw error;
    return { status: 404, body: await readFile(join(FOLDER, "404.html")), type: MEDIA_TYPES[".html"] };
  }
}

/** Serves the site on this machine until `close` is called; `url` is the address of its home page. */
export async function serve() {
  const server = createServer(async (request, response) => {
    const { status, body, type } = await answer(request.url);
    response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": POLICY });
    response.end(body);
  });
  await new Promise((resume) => server.listen(0, "127.0.0.1", resume));
  const close = () => new Promise((resume) => server.close(resume) && server.closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}${BASE}`, close };
}
