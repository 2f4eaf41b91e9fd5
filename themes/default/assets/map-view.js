// The window onto a drawn map: where positions are, what is shown, and how wheel, fingers and keys move it.

import { formFor } from "./plurals.js";

export const CLOSEST = 24; // how many times the map can be enlarged
const language = document.documentElement.lang;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** From longitude and latitude to the drawing, between the knots of the grid. */
export function projector({ west, south, east, north, knots, points }) {
  const steps = knots - 1;
  return ({ lon, lat }) => {
    const across = clamp(((lon - west) / (east - west)) * steps, 0, steps);
    const up = clamp(((lat - south) / (north - south)) * steps, 0, steps);
    const column = Math.min(Math.floor(across), steps - 1);
    const row = Math.min(Math.floor(up), steps - 1);
    const [x, y] = [across - column, up - row];
    const knot = (r, c, axis) => points[(row + r) * knots + column + c][axis];
    const mix = (axis) =>
      (knot(0, 0, axis) * (1 - x) + knot(0, 1, axis) * x) * (1 - y) +
      (knot(1, 0, axis) * (1 - x) + knot(1, 1, axis) * x) * y;
    return [mix(0), mix(1)];
  };
}

/** Great-circle distance in kilometres. */
export function distance(a, b) {
  const radians = Math.PI / 180;
  const square =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(square)));
}

const numbers = new Intl.NumberFormat(language);

/** Writes "{n} places" in the form that the language wants. */
export function counted(words, n) {
  return formFor(words, n).replace("{n}", numbers.format(n));
}

/** The window onto the drawing: what is shown, and how. */
export class View {
  constructor(svg, redraw) {
    this.svg = svg;
    this.redraw = redraw;
    const { width, height } = svg.viewBox.baseVal;
    this.full = { width, height };
    this.shown = { x: 0, y: 0, width, height };
    this.pending = 0;
    this.names = svg.querySelector(".map-names");
    this.resize();
  }

  /** Measures the window: not at every step, for measuring makes the browser lay everything out. */
  resize() {
    this.width = this.svg.clientWidth || this.full.width;
    this.move(0, 0);
  }

  /** Drawing units for a CSS pixel. */
  get scale() {
    return this.shown.width / this.width;
  }

  get enlarged() {
    return this.full.width / this.shown.width;
  }

  /** The point of the drawing under a point of the window. */
  pointOf(clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    return { x: this.shown.x + (clientX - box.left) * this.scale, y: this.shown.y + (clientY - box.top) * this.scale };
  }

  /** Enlarges by a factor and keeps a point where it is. */
  zoom(factor, point = this.middle()) {
    const width = clamp(this.shown.width / factor, this.full.width / CLOSEST, this.full.width);
    const part = width / this.shown.width;
    this.show(point.x - (point.x - this.shown.x) * part, point.y - (point.y - this.shown.y) * part, width);
  }

  /** Shows everything. */
  whole() {
    this.show(0, 0, this.full.width);
  }

  middle() {
    return { x: this.shown.x + this.shown.width / 2, y: this.shown.y + this.shown.height / 2 };
  }

  move(x, y) {
    this.show(this.shown.x + x, this.shown.y + y, this.shown.width);
  }

  /** Shows points with some room around them, enlarged at most as much as given. */
  fit(points, most = CLOSEST) {
    const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const ratio = this.full.width / this.full.height;
    const width = clamp(Math.max(east - west, (south - north) * ratio) * 1.5, this.full.width / most, this.full.width);
    this.show((west + east - width) / 2, (north + south - width / ratio) / 2, width);
  }

  show(x, y, width) {
    const height = (width * this.full.height) / this.full.width;
    this.shown = { x: clamp(x, 0, this.full.width - width), y: clamp(y, 0, this.full.height - height), width, height };
    if (this.pending) return;
    this.pending = requestAnimationFrame(() => {
      this.pending = 0;
      const box = this.shown;
      this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
      if (this.names) this.names.style.fontSize = `${12 * this.scale}px`;
      this.svg.classList.toggle("map-enlarged", this.enlarged > 1.01);
      this.svg.parentElement.classList.toggle("map-moves", this.enlarged > 1.01);
      this.svg.classList.toggle("map-names-fit", this.scale < 0.95);
      this.redraw();
    });
  }
}

/** Wheel, pointers and keys move the view. */
export function control(stage, view) {
  const pointers = new Map();
  let dragged = false;
  stage.addEventListener(
    "wheel",
    (event) => {
      const factor = Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022));
      // Where the whole map is shown, turning the wheel back scrolls the page as ever.
      if (factor < 1 && view.enlarged < 1.01) return;
      event.preventDefault();
      view.zoom(factor, view.pointOf(event.clientX, event.clientY));
    },
    { passive: false },
  );
  stage.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (!event.target.closest("button")) pointers.set(event.pointerId, event);
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [x, y] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!dragged && Math.hypot(x, y) < 5) return;
    if (!dragged) stage.setPointerCapture(event.pointerId);
    dragged = true;
    const other = [...pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    pointers.set(event.pointerId, event);
    if (!other) return view.move(-x * view.scale, -y * view.scale);
    const apart = (a, b) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
    view.zoom(
      apart(event, other) / apart(before, other),
      view.pointOf((event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2),
    );
  });
  for (const type of ["pointerup", "pointercancel", "pointerleave"])
    stage.addEventListener(type, (event) => pointers.delete(event.pointerId));
  stage.addEventListener(
    "click",
    (event) => {
      if (!dragged) return;
      event.preventDefault();
      event.stopPropagation();
      dragged = false;
    },
    true,
  );
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = 60 * view.scale;
    const keys = {
      "+": () => view.zoom(1.6),
      "=": () => view.zoom(1.6),
      "-": () => view.zoom(1 / 1.6),
      0: () => view.whole(),
      ArrowLeft: () => view.move(-step, 0),
      ArrowRight: () => view.move(step, 0),
      ArrowUp: () => view.move(0, -step),
      ArrowDown: () => view.move(0, step),
    };
    const act = keys[event.key];
    if (!act || (event.key.startsWith("Arrow") && view.enlarged < 1.01)) return;
    event.preventDefault();
    act();
  });
}
