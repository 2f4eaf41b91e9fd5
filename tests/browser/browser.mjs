// The distribution's own Chromium, without a profile and without anything that it would fetch for itself.
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A phone and a desk. Height and width in CSS pixels. */
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
}
