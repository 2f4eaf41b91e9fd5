// The markers of a live map: places too close to be hit one by one are shown as one mark with their number.

import { Names } from "./map-names.js";
import { CLOSEST, counted } from "./map-view.js";

const SVG = "http://www.w3.org/2000/svg";
const TARGET = 28; // CSS pixels from one marker's middle to the next
const STEP = 4; // groups are made anew four times while the map doubles, not at every turn of the wheel
const SIGN = 10; // CSS pixels from one state's mark in a group to the next
const TONES = ["positive", "neutral", "warning", "negative", "plain"]; // in the order of rows
const FAN = 4; // from which enlargement on places at one point are fanned out

const node = (name, attributes = {}) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const isNear = (group, place, size) => Math.max(Math.abs(group.x - place.x), Math.abs(group.y - place.y)) < size;

/** Groups places so that no two groups are closer than a target; `scale` is drawing units for a CSS pixel. */
function cluster(places, scale) {
  const size = TARGET * scale;
  const cells = new Map();
  const groups = [];
  for (const place of places) {
    const [column, row] = [Math.floor(place.x / size), Math.floor(place.y / size)];
    let home;
    for (let r = row - 1; r <= row + 1 && !home; r += 1) {
      for (let c = column - 1; c <= column + 1 && !home; c += 1) {
        home = (cells.get(c * 1e6 + r) || []).find((group) => isNear(group, place, size));
      }
    }
    if (home) {
      home.places.push(place);
      continue;
    }
    const group = { x: place.x, y: place.y, places: [place] };
    groups.push(group);
    const key = column * 1e6 + row;
    if (cells.has(key)) cells.get(key).push(group);
    else cells.set(key, [group]);
  }
  return groups;
}

const tone = (place) => place.sign.split("-")[1];

/** How far apart the places of a group are, in drawing units. */
function span(group) {
  return Math.max(...group.places.map((place) => Math.max(Math.abs(place.x - group.x), Math.abs(place.y - group.y))));
}

/** Whether a group can be drawn as a ring of its places: all at one point, and with room around. */
function canFan(group, groups, scale) {
  const reach = radius(group.places.length) + TARGET;
  return (
    span(group) < scale &&
    groups.every(
      (other) => other === group || Math.max(Math.abs(other.x - group.x), Math.abs(other.y - group.y)) > reach * scale,
    )
  );
}

/** The radius in CSS pixels of a ring on which that many targets stand apart. */
function radius(count) {
  return Math.max(TARGET, (TARGET * 1.1) / (2 * Math.sin(Math.PI / count)));
}

/** The markers: as few elements as there are groups in sight, kept from one drawing to the next. */
export class Markers {
  constructor(view, data, words) {
    Object.assign(this, { view, data, words });
    this.layer = node("g", { class: "map-live-places" });
    this.here = node("circle", { class: "map-here" });
    view.svg.append(this.layer, this.here);
    this.names = new Names(view.svg);
    this.drawn = new Map();
    this.groups = [];
    this.places = [];
    this.grouped = 0;
  }

  show(places) {
    this.places = places;
    this.grouped = 0;
    this.draw();
  }

  draw() {
    const { scale, shown } = this.view;
    const grouped = 2 ** (Math.round(Math.log2(scale) * STEP) / STEP);
    if (this.grouped !== grouped) {
      this.groups = cluster(this.places, grouped);
      this.grouped = grouped;
    }
    const margin = 60 * scale;
    const inSight = ({ x, y }) =>
      x > shown.x - margin &&
      y > shown.y - margin &&
      x < shown.x + shown.width + margin &&
      y < shown.y + shown.height + margin;
    const marks = this.groups.filter(inSight).flatMap((group) => this.marks(group, scale));
    const next = new Map(marks.map((mark) => [mark.key, mark]));
    for (const [key, element] of this.drawn) {
      if (!next.has(key)) {
        element.remove();
        this.drawn.delete(key);
      }
    }
    for (const mark of marks) {
      let element = this.drawn.get(mark.key);
      if (!element) {
        element = mark.places.length > 1 ? this.bubble() : this.link(mark.places[0]);
        this.drawn.set(mark.key, element);
        this.layer.append(element);
      }
      if (mark.places.length > 1) this.count(element, mark);
      // The drawing's own marks are as large as one of its pixels says, the others are in CSS pixels.
      const size = mark.places.length > 1 ? scale : scale / this.data.grid.pixel;
      element.setAttribute(
        "transform",
        `translate(${mark.x.toFixed(2)} ${mark.y.toFixed(2)}) scale(${size.toFixed(4)})`,
      );
    }
    this.here.setAttribute("r", 7 * scale);
    const half = (mark) => (mark.places.length > 1 ? Math.max(13, mark.half || 0) : 11);
    this.names.place(
      marks.map((mark) => ({ x: mark.x, y: mark.y, half: half(mark) + 3 })),
      scale,
    );
  }

  /** One mark for a group, or one for each of its places where they are fanned out. */
  marks(group, scale) {
    const { places } = group;
    if (places.length === 1) return [{ key: places[0].id, x: places[0].x, y: places[0].y, places }];
    if (this.view.enlarged < FAN || !canFan(group, this.groups, scale))
      return [{ key: `several ${places[0].id}`, x: group.x, y: group.y, places }];
    const ring = radius(places.length) * scale;
    return places.map((place, number) => {
      const angle = (2 * Math.PI * number) / places.length;
      return {
        key: place.id,
        x: group.x + ring * Math.sin(angle),
        y: group.y - ring * Math.cos(angle),
        places: [place],
      };
    });
  }

  link(place) {
    const [, tone] = place.mark.split("-");
    const link = node("a", { href: place.url, class: `map-place tone-${tone}`, "data-mark": place.id });
    const title = node("title");
    title.textContent = place.status ? `${place.title} (${place.status.label})` : place.title;
    link.append(title, node("use", { href: `#${this.data.id}-${place.mark}` }));
    return link;
  }

  /** A mark for several places; pressing it enlarges the map around them. */
  bubble() {
    const button = node("g", { class: "map-bubble", role: "button", tabindex: "0" });
    const text = node("text", { "text-anchor": "middle", y: 5, "aria-hidden": "true" });
    button.append(
      node("title"),
      node("rect", { class: "map-target", x: -16, y: -16, width: 32, height: 32 }),
      node("rect", { class: "map-pill" }),
      node("g", { "aria-hidden": "true" }),
      text,
    );
    const open = () => {
      const most = Math.max(this.view.enlarged * 2, FAN + 2);
      this.view.fit(button.places, Math.min(most, CLOSEST));
      this.view.svg.parentElement.focus({ preventScroll: true });
    };
    button.addEventListener("click", open);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      open();
    });
    return button;
  }

  /** Writes the number of places on their mark, with one small mark for each state that they have. */
  count(button, { places }) {
    if (!button.places || button.places.length !== places.length) {
      const states = new Map();
      for (const place of places) {
        const label = place.status ? place.status.label : "";
        const known = states.get(label);
        if (known) known.count += 1;
        else states.set(label, { place, count: 1, label });
      }
      const told = [...states.values()].sort((a, b) => TONES.indexOf(tone(a.place)) - TONES.indexOf(tone(b.place)));
      const words = told.filter(({ label }) => label).map(({ label, count }) => `${label}: ${count}`);
      const [title, , pill, signs, text] = button.children;
      title.textContent = [counted(this.words, places.length), ...words].join(". ");
      text.textContent = places.length;
      text.setAttribute("y", words.length > 0 ? -1 : 5);
      const half = Math.max(13, told.length * SIGN * 0.5 + 4);
      for (const [name, value] of Object.entries({ x: -half, y: -14, width: 2 * half, height: 28, rx: 13 }))
        pill.setAttribute(name, value);
      signs.textContent = "";
      const shown = words.length > 0 ? told : [];
      signs.append(...shown.map(({ place }, number) => this.sign(place, (number - (told.length - 1) / 2) * SIGN)));
    }
    button.places = places;
  }

  /** A small mark of a place's state, so many CSS pixels from the middle. */
  sign(place, x) {
    const size = 0.55 / this.data.grid.pixel;
    const mark = node("g", { class: `map-place tone-${tone(place)}`, transform: `translate(${x} 7) scale(${size})` });
    mark.append(node("use", { href: `#${this.data.id}-${place.sign}` }));
    return mark;
  }

  /** Marks where distances are counted from. */
  origin(point) {
    this.here.classList.toggle("map-here-known", Boolean(point));
    if (!point) return;
    this.here.setAttribute("cx", point.x);
    this.here.setAttribute("cy", point.y);
  }
}
