// The built site and a browser for the tests of one file: both start before its first test and end after its last.
import { after, before } from "node:test";

import { launch } from "./browser.mjs";
import { serve } from "./site.mjs";

export let site;
export let browser;

before(async () => {
  site = await serve();
  browser = await launch();
});

after(async () => {
  await browser.close();
  await site.close();
});
