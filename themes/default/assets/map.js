// Makes the drawn map one that can be zoomed, moved, filtered and asked "what is near me?".
//
// In: [data-map], whose value is the address of a JSON file beside the page; inside it the drawn <svg class="map">,
// a form [data-choices], a line [data-result], tools [data-tools] and a list [data-list]. Forms and tools are hidden
// until this script runs; without it the drawn map and the list stand as they are.
//
//   <div data-map="mapa.json">
//     <form data-choices hidden> checkboxes and selects named after facets; <select name="from"> of area codes;
//       <button type="button" data-near>; <button type="reset"> </form>
//     <p><span role="status" data-result data-one="{n} place" data-other="{n} places" data-none="Nothing found"
//       data-denied="…" data-unknown="…">57 places</span></p>
//     <div class="map-stage" tabindex="0" role="group" aria-label="…">
//       <div class="map-tools" data-tools hidden> <button type="button" data-zoom="in|out|all" aria-label="…"> </div>
//       <svg class="map">…</svg> </div>
//     <ol data-list> <li data-place="collection/id">…</li> … </ol> <button type="button" data-more hidden>…</button>
//   </div>
//
//   {"id": the prefix of the SVG's ids,
//    "grid": {"west", "south", "east", "north", "knots", "points": [[x, y], …], "pixel"},
//    "places": [{"id": "collection/id", "title", "url", "lat", "lon", "shape", "tone", "approximate", "facets": {key: [term, …]}}],
//    "areas": [{"code", "name", "url", "lat", "lon"}]}
//
// A position that the browser tells stays on this page: it is neither sent nor written into the address.

import { Markers } from "./map-marks.js";
import { View, control, counted, distance, language, projector } from "./map-view.js";

const LISTED = 60; // entries shown before "more"

const root = document.querySelector("[data-map]");

/** The list beside the map: entries of the page where it has them, else plain links. */
class List {
  constructor(place, more) {
    this.place = place;
    this.more = more;
    this.entries = new Map([...place.querySelectorAll("[data-place]")].map((entry) => [entry.dataset.place, entry]));
    this.limit = LISTED;
    this.kilometres = new Intl.NumberFormat(language, { style: "unit", unit: "kilometer", maximumFractionDigits: 0 });
    more?.addEventListener("click", () => {
      const first = this.limit;
      this.limit += LISTED;
      this.draw();
      this.place.children[first]?.querySelector("a")?.focus();
    });
  }

  show(places) {
    this.places = places;
    this.limit = LISTED;
    this.draw();
  }

  draw() {
    this.place.replaceChildren(...this.places.slice(0, this.limit).map((place) => this.entry(place)));
    if (this.more) this.more.hidden = this.places.length <= this.limit;
  }

  entry(place) {
    let entry = this.entries.get(place.id);
    if (!entry) {
      entry = document.createElement("li");
      entry.className = "entry";
      entry.dataset.place = place.id;
      const link = document.createElement("a");
      link.href = place.url;
      link.textContent = place.title;
      entry.append(link);
      this.entries.set(place.id, entry);
    }
    let far = entry.querySelector("[data-distance]");
    if (place.far === undefined) far?.remove();
    else {
      if (!far) {
        far = document.createElement("span");
        far.className = "distance";
        far.dataset.distance = "";
        (entry.querySelector(".facts") ?? entry).append(" ", far);
      }
      far.textContent = this.kilometres.format(place.far);
    }
    return entry;
  }
}

/** What is chosen in the form: facet → terms. */
function choices(form) {
  const chosen = new Map();
  for (const [key, value] of new FormData(form)) {
    if (value !== "") chosen.set(key, [...(chosen.get(key) ?? []), value]);
  }
  return chosen;
}

/** Puts the address's query into the form. */
function recall(form) {
  const query = new URLSearchParams(location.search);
  for (const control of form.elements) {
    if (!control.name) continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = query.getAll(control.name).includes(control.value);
    else if (query.has(control.name)) control.value = query.get(control.name);
  }
}

function remember(chosen) {
  const query = new URLSearchParams([...chosen].flatMap(([key, terms]) => terms.map((term) => [key, term])));
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function start(data) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [form, result, tools] = [find("choices"), find("result"), find("tools")];
  const svg = root.querySelector("svg.map");
  const project = projector(data.grid);
  const placed = (thing) => {
    const [x, y] = project(thing);
    return Object.assign(thing, { x, y });
  };
  const places = data.places.map(placed);
  const areas = new Map(data.areas.map((area) => [area.code, placed(area)]));
  let markers;
  const view = new View(svg, () => markers.draw());
  markers = new Markers(view, data, result.dataset);
  const list = new List(find("list"), find("more"));
  let nearby = null;

  function update(event) {
    const chosen = choices(form);
    remember(chosen);
    const from = areas.get(chosen.get("from")?.[0]);
    chosen.delete("from");
    if (event?.target?.name === "from") nearby = null;
    const origin = nearby ?? from ?? null;
    const passes = (place) => [...chosen].every(([key, terms]) => terms.some((term) => place.facets[key]?.includes(term)));
    const found = places.filter(passes);
    for (const place of found) place.far = origin ? distance(origin, place) : undefined;
    if (origin) found.sort((a, b) => a.far - b.far);
    markers.show(found);
    markers.origin(origin);
    list.show(found);
    result.textContent = counted(result.dataset, found.length);
    if (origin && event) view.fit([origin, ...found.slice(0, 5)], 12);
  }

  const near = find("near");
  if (near) {
    near.hidden = !("geolocation" in navigator);
    near.addEventListener("click", () => {
      near.setAttribute("aria-busy", "true");
      const done = (text) => {
        near.removeAttribute("aria-busy");
        if (text) result.textContent = text;
      };
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        nearby = placed({ lat: coords.latitude, lon: coords.longitude });
        if (form.elements.from) form.elements.from.value = "";
        done();
        update({});
      }, (error) => done(error.code === error.PERMISSION_DENIED ? result.dataset.denied : result.dataset.unknown), { timeout: 15000, maximumAge: 300000 });
    });
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(() => {
    nearby = null;
    update();
    view.zoom(0.001);
  }));
  tools?.addEventListener("click", (event) => {
    const way = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (way) view.zoom({ in: 1.6, out: 1 / 1.6, all: 0.001 }[way]);
  });
  light(view.svg, list.place);
  control(svg.parentElement, view);
  new ResizeObserver(() => view.resize()).observe(svg);
  recall(form);
  svg.classList.add("map-live");
  for (const hidden of [form, tools]) if (hidden) hidden.hidden = false;
  update();
  const from = areas.get(form.elements.from?.value);
  if (from) view.fit([from, ...list.places.slice(0, 5)], 12);
}

/** An entry and its marker are lit together, whichever is pointed at or focused. */
function light(svg, list) {
  const lit = (id, on) => {
    for (const one of [svg.querySelector(`[data-mark="${CSS.escape(id)}"]`), list.querySelector(`[data-place="${CSS.escape(id)}"]`)]) one?.classList.toggle("map-lit", on);
  };
  for (const place of [svg, list]) {
    for (const [type, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
      place.addEventListener(type, (event) => {
        const found = event.target.closest("[data-mark], [data-place]");
        if (found) lit(found.dataset.mark ?? found.dataset.place, on);
      });
    }
  }
}

if (root) {
  fetch(root.dataset.map)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status} ${answer.url}`))))
    .then(start)
    .catch((error) => console.error("The map stays as it was drawn:", error));
}
