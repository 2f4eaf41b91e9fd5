// The widest common font and two narrow ones: a page must hold under each, whatever this machine would have chosen.
import assert from "node:assert/strict";

/** Families by width, the widest first. `run-tests` installs them by name. */
export const FONTS = ["DejaVu Sans", "Noto Sans", "Liberation Sans"];

/** Sets the page in a family and proves that its text is really drawn with it; `css` is laid on top. */
export async function wear(page, family, css = "") {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    // The browser tells the fonts of its last layout: make it this one.
    document.body.getBoundingClientRect();
  }, `:root { --sans: "${family}" !important; } ${css}`);
  assert.equal(await drawnWith(page), family, "the page is not drawn with the font; ./run-tests installs it");
}

/** The family that draws most letters of the heading, as the browser itself says. */
async function drawnWith(page) {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("DOM.enable");
    await session.send("CSS.enable");
    const { root } = await session.send("DOM.getDocument");
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "h1" });
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    fonts.sort((one, other) => other.glyphCount - one.glyphCount);
    return fonts[0].familyName;
  } finally {
    await session.detach();
  }
}
