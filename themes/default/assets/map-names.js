// The names of areas on a live map: each in the free spot nearest its own, none below a mark and none over another.

const LETTER = 6.6, // CSS pixels that a letter of a name takes, halo and all
  HEIGHT = 15,
  MARK = 15, // CSS pixels from a mark's middle to its edge
  SPOTS = [0, 20, -20, 32, -32, 44, -44]; // CSS pixels down from the name's own place

const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** The names of a drawing. */
export class Names {
  constructor(svg) {
    this.blocks = [];
    for (const text of svg.querySelectorAll(".map-names text")) {
      const [x, y] = [+text.getAttribute("x"), +text.getAttribute("y")];
      const last = this.blocks[this.blocks.length - 1];
      // A name in several lines: each is a text of its own, one below another.
      if (last && last.x === x && y > last.y) last.texts.push(text);
      else this.blocks.push({ texts: [text], x, y });
    }
  }

  /** Moves the names out of the way of marks; `scale` is drawing units for a CSS pixel. */
  place(marks, scale) {
    const taken = marks.map(({ x, y, half }) => box(x, y, half * scale, MARK * scale));
    for (const { texts, x, y } of this.blocks) {
      const longest = Math.max(...texts.map((text) => text.textContent.length));
      const [wide, high] = [(longest * LETTER * scale) / 2, (texts.length * HEIGHT * scale) / 2];
      const area = (down) => box(x, y + (down - 11) * scale + high, wide, high);
      const spot = SPOTS.find((down) => !taken.some((other) => overlap(area(down), other)));
      for (const text of texts) text.classList.toggle("map-covered", spot === undefined);
      if (spot === undefined) continue;
      taken.push(area(spot));
      // The lines of a name stand as far apart as its letters are high, whatever the enlargement.
      texts.forEach((text, line) =>
        text.setAttribute(
          "transform",
          `translate(0 ${(y + (spot + line * HEIGHT) * scale - text.getAttribute("y")).toFixed(2)})`,
        ),
      );
    }
  }
}

const box = (x, y, wide, high) => ({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });
