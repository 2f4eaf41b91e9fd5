// Whether a place is open now, told by a clock that stands still.
import assert from "node:assert/strict";
import { test } from "node:test";

import { browser, site } from "./session.mjs";

const WEEK = "480-960,1020-1140;480-960;;-;1320-120;?;0-1440";

/** What the script says of a week at a moment; empty where it says nothing. */
async function said(now, { week = WEEK, zone = "Europe/Warsaw", asOf = "2026-01-15" } = {}) {
  const page = await browser.newPage({ timezoneId: "America/New_York" });
  await page.clock.setFixedTime(new Date(now));
  await page.goto(`${site.url}latwy-tekst/`);
  await page.evaluate(
    ([week, zone, asOf]) => {
      const line = document.createElement("p");
      line.className = "hours-now";
      line.hidden = true;
      Object.assign(line.dataset, { week, zone, asOf, open: "open until {time}", closed: "closed", asked: "asked" });
      document.body.append(line);
    },
    [week, zone, asOf],
  );
  await page.addScriptTag({ type: "module", url: `${site.url}assets/hours.js` });
  const line = page.locator(".hours-now");
  const text = await line.evaluate((line) => (line.hidden ? "" : line.textContent));
  await page.context().close();
  return text;
}

test("a place is open by the clocks where it is, not by those of the reader", async () => {
  // 2 March 2026 is a Monday; Warsaw is one hour before UTC, New York six behind it.
  for (const [now, words] of [
    ["2026-03-02T06:59:00Z", "closed"],
    ["2026-03-02T07:00:00Z", "open until 16:00"],
    ["2026-03-02T15:00:00Z", "closed"],
    ["2026-03-02T16:30:00Z", "open until 19:00"],
    ["2026-03-04T10:00:00Z", "closed"],
    ["2026-03-05T10:00:00Z", "asked"],
    ["2026-03-06T22:00:00Z", "open until 2:00"],
    ["2026-03-07T00:30:00Z", "open until 2:00"],
    ["2026-03-07T10:00:00Z", ""],
    ["2026-03-08T10:00:00Z", "open until 0:00"],
    // Summer time.
    ["2026-07-06T06:00:00Z", "open until 16:00"],
  ])
    assert.equal(await said(now), words, now);
});

test("nothing is said of hours that are over a year old", async () => {
  assert.equal(await said("2027-01-11T09:00:00Z"), "open until 16:00");
  assert.equal(await said("2027-01-18T09:00:00Z"), "");
});
