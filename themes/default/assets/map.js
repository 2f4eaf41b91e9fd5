// Makes the drawn map one that can be zoomed, moved, filtered and asked "what is near me?".
//
// In: [data-map], whose value is the address of a JSON file beside the page. Inside it, with [data-live] hidden (the form
// only unseen) until
// this script runs: a form [data-choices] of checkboxes named after facets, a <select name="from"> of area codes and a
// button [data-near]; a stage with tools [data-zoom] and the drawn <svg class="map">; a line [data-result] with the
// texts that count; a list [data-list] with the <template data-entry> of its entries, and a button [data-more].
// Without the script, or where the JSON does not load, the drawn map and the lists of areas stand as they are.
//
//   {"id": the prefix of the SVG's ids, "country": its code,
//    "grid": {"west", "south", "east", "north", "knots", "points": [[x, y], …], "pixel"},
//    "places": [{"id": "collection/id", "title", "lang"?, "url", "operator"?, "place"?, "address"?,
//      "calls"?: [{"text", "url", "extension", "about"}], "status"?: {"label", "tone", "as_of"}, "others"?, "sign", "lat"?, "lon"?, "mark"?: "square-positive-approximate",
//      "facets": {key: [term, …]}, "serves"?: [area, …]}],
//    "areas": [{"code", "name", "url"?, "lat", "lon", "within": [area, …]}]}
//
// A position that the browser tells stays on this page: it is neither sent nor written into the address.

import { List } from "./map-list.js";
import { Markers } from "./map-marks.js";
import { View, control, counted, distance, projector } from "./map-view.js";

const root = document.querySelector("[data-map]");
const CLOSE = 12; // how many times the map is enlarged, at most, around an origin
const AROUND = 5; // places shown together with an origin

/** What is chosen in the form: facet → terms. */
function choices(form) {
  const chosen = new Map();
  for (const [key, value] of new FormData(form)) {
    if (value !== "") chosen.set(key, [...(chosen.get(key) || []), value]);
  }
  return chosen;
}

/** Puts the address's query into the form, and opens what is chosen. */
function recall(form) {
  const query = new URLSearchParams(location.search);
  for (const control of form.elements) {
    if (!control.name) continue;
    const values = query.getAll(control.name);
    if (control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = [...control.options].some(({ value }) => value === values[0]) ? values[0] : "";
    const details = control.closest("details");
    if (control.checked && details) details.open = true;
  }
}

function remember(chosen) {
  const query = new URLSearchParams([...chosen].flatMap(([key, terms]) => terms.map((term) => [key, term]))).toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

/** Whether a place passes every facet: terms of one facet widen, facets narrow. */
const passes = (place, chosen) =>
  [...chosen].every(([key, terms]) => terms.some((term) => (place.facets[key] || []).includes(term)));

const away = ({ far }) => (far === undefined ? Infinity : far);

/** Those that serve the area first, then the nearest; those without a known place last. */
const order = (a, b) => (b.serving || 0) - (a.serving || 0) || away(a) - away(b) || 0;

/** Whether a place that is not closed serves an area. */
const isServing = ({ status, serves }, area) =>
  !(status && status.tone === "negative") && (serves || []).some((code) => area.within.includes(code));

class LiveMap {
  constructor(data) {
    const find = (name) => root.querySelector(`[data-${name}]`);
    this.form = find("choices");
    this.result = find("result");
    this.area = find("area");
    const project = projector(data.grid);
    const placed = (thing) => {
      const [x, y] = project(thing);
      return Object.assign(thing, { x, y });
    };
    this.places = data.places.map((place) => (place.lat === undefined ? place : placed(place)));
    this.areas = new Map(data.areas.map((area) => [area.code, placed(area)]));
    this.placed = placed;
    this.nearby = null;
    this.list = new List(find("list"), find("more"), find("entry"), data.country, { ...root.dataset, id: data.id });
    this.view = new View(root.querySelector("svg.map"), () => this.markers.draw());
    this.markers = new Markers(this.view, data, this.result.dataset);
  }

  /** The area chosen in the form. */
  get from() {
    const { from } = this.form.elements;
    return (from && this.areas.get(from.value)) || null;
  }

  update() {
    const chosen = choices(this.form);
    const from = this.nearby ? null : this.from;
    const origin = this.nearby || from;
    chosen.delete("from");
    const found = this.places.filter((place) => passes(place, chosen));
    for (const place of found) {
      place.far = origin && place.x !== undefined ? distance(origin, place) : undefined;
      place.serving = from !== null && isServing(place, from);
    }
    if (origin) found.sort(order);
    this.found = found;
    this.markers.show(found.filter((place) => place.x !== undefined));
    this.markers.origin(origin);
    this.list.show(found, from);
    const count = counted(this.result.dataset, found.length);
    this.result.textContent = origin && found.length > 0 ? root.dataset.nearest.replace("{list}", count) : count;
    this.area.hidden = !(from && from.url);
    if (!this.area.hidden) this.area.href = from.url;
  }

  /** Shows the origin with the places that come first. */
  approach() {
    const origin = this.nearby || this.from;
    if (!origin) return;
    const first = this.found.filter((place) => place.x !== undefined).slice(0, AROUND);
    this.view.fit([origin, ...first], CLOSE);
  }

  changed(event) {
    if (event.target.name === "from") this.nearby = null;
    remember(choices(this.form));
    this.update();
    if (event.target.name === "from" && !this.from) this.view.whole();
    else this.approach();
  }

  reset() {
    this.nearby = null;
    remember(new Map());
    this.update();
    this.view.whole();
  }

  locate(button) {
    const done = (text) => {
      button.removeAttribute("aria-busy");
      if (text) this.result.textContent = text;
    };
    const found = ({ coords }) => {
      this.nearby = this.placed({ lat: coords.latitude, lon: coords.longitude });
      if (this.form.elements.from) this.form.elements.from.value = "";
      remember(choices(this.form));
      this.update();
      this.approach();
      done();
    };
    const failed = (error) => done(error.code === error.PERMISSION_DENIED ? root.dataset.denied : root.dataset.unknown);
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 300000 });
  }

  listen() {
    const { form, view } = this;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("reset", () => setTimeout(() => this.reset()));
    const near = root.querySelector("[data-near]");
    near.disabled = !("geolocation" in navigator);
    near.addEventListener("click", () => this.locate(near));
    root.querySelector("[data-tools]").addEventListener("click", (event) => {
      const button = event.target.closest("[data-zoom]");
      const way = button && button.dataset.zoom;
      if (way === "all") view.whole();
      else if (way) view.zoom(way === "in" ? 1.6 : 1 / 1.6);
    });
    light(view.svg, this.list.place);
    control(view.svg.parentElement, view);
    // Safari before 13 tells only of the window's new size.
    if (window.ResizeObserver) new ResizeObserver(() => view.resize()).observe(view.svg);
    else window.addEventListener("resize", () => view.resize());
  }

  start() {
    const stage = this.view.svg.parentElement;
    stage.tabIndex = 0;
    stage.setAttribute("aria-describedby", "map-keys");
    root.classList.add("map-runs");
    this.view.svg.classList.add("map-live");
    for (const hidden of root.querySelectorAll("[data-live]")) {
      hidden.hidden = false;
      hidden.classList.remove("scripted");
    }
    recall(this.form);
    this.listen();
    this.update();
    this.approach();
  }
}

/** An entry and its marker are lit together, whichever is pointed at or focused. */
function light(svg, list) {
  const lit = (id, on) => {
    const name = CSS.escape(id);
    const both = [svg.querySelector(`[data-mark="${name}"]`), list.querySelector(`[data-place="${name}"]`)];
    for (const one of both.filter(Boolean)) one.classList.toggle("map-lit", on);
  };
  for (const place of [svg, list]) {
    for (const [type, on] of [
      ["pointerover", true],
      ["pointerout", false],
      ["focusin", true],
      ["focusout", false],
    ]) {
      place.addEventListener(type, (event) => {
        const found = event.target.closest("[data-mark], [data-place]");
        if (found) lit(found.dataset.mark || found.dataset.place, on);
      });
    }
  }
}

if (root) {
  fetch(root.dataset.map)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status} ${answer.url}`))))
    .then((data) => new LiveMap(data).start())
    .catch((error) => console.error("The map stays as it was drawn:", error));
}
