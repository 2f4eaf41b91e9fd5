// Every page of the site in a browser: it asks no other host for anything, keeps nothing on the visitor's machine, says who
// may load what, and has no error in the console.
import assert from "node:assert/strict";
import { test } from "node:test";

import { DESK } from "./browser.mjs";
import { browser, site } from "./session.mjs";
import { pages } from "./kinds.mjs";

/** How many pages are open at once. */
const TABS = 4;

/** What a page shows of itself to those who look for leaks. */
function policies() {
  const of = (selector) => document.head.querySelector(selector)?.content ?? "";
  const before = [...document.head.children].findIndex((element) => element.httpEquiv === "Content-Security-Policy");
  const loads = [...document.head.children].findIndex((element) =>
    element.matches("link[rel=stylesheet], script[src], style"),
  );
  return {
    policy: of('meta[http-equiv="Content-Security-Policy"]'),
    referrer: of('meta[name="referrer"]'),
    late: loads !== -1 && loads < before,
    kept: localStorage.length + sessionStorage.length,
  };
}

async function walk(context, paths, problems, counts) {
  const page = await context.newPage();
  let path = "";
  page.on("request", (request) => {
    counts.requests += 1;
    if (!request.url().startsWith(site.url)) problems.push(`${path} asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => problems.push(`${path}: ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${path}: ${message.text()}`);
  });
  for (path = paths.pop(); path !== undefined; path = paths.pop()) {
    await page.goto(site.url + path, { waitUntil: "load" });
    const { policy, referrer, late, kept } = await page.evaluate(policies);
    if (!policy.startsWith("default-src 'self'") || policy.includes("unsafe") || late)
      problems.push(`${path}: policy ${policy}`);
    if (referrer !== "same-origin") problems.push(`${path}: referrer policy “${referrer}”`);
    if (kept > 0) problems.push(`${path} keeps ${kept} things`);
    counts.pages += 1;
  }
  await page.close();
}

test("no page asks another host, sets a cookie or reports an error", async () => {
  const context = await browser.newContext({ viewport: DESK });
  const paths = (await pages()).filter((path) => path !== "404.html");
  const all = paths.length;
  const problems = [];
  const counts = { pages: 0, requests: 0 };
  await Promise.all(Array.from({ length: TABS }, () => walk(context, paths, problems, counts)));
  const cookies = await context.cookies();
  await context.close();
  assert.deepEqual(problems, []);
  assert.deepEqual(cookies, []);
  assert.equal(counts.pages, all);
  assert.ok(all > 500 && counts.requests > all, `${all} pages, ${counts.requests} requests`);
});
