// The list beside the live map: entries made from a template as they are needed.

const LISTED = 12; // entries shown at first
const STEP = 24; // entries that "more" adds

/** Shows a part of an entry with a text, or takes it away. */
function fill(part, text, url) {
  if (!text) return part.remove();
  part.textContent = text;
  if (url) part.href = url;
}

export class List {
  /** `words` are the texts for distances and for who is served. */
  constructor(place, more, template, country, words) {
    Object.assign(this, { place, more, template, country, words, places: [], limit: LISTED });
    this.entries = new Map();
    // Paper has no button for more.
    window.addEventListener("beforeprint", () => this.draw(this.places.length));
    window.addEventListener("afterprint", () => this.draw());
    more.addEventListener("click", () => {
      const first = this.limit;
      this.limit += STEP;
      this.draw();
      const next = this.place.children[first];
      if (next) next.querySelector("a").focus();
    });
  }

  /** Shows places in their order; `area` is the one that some of them may serve. */
  show(places, area) {
    Object.assign(this, { places, area, limit: LISTED });
    this.draw();
  }

  draw(limit = this.limit) {
    this.place.textContent = "";
    this.place.append(...this.places.slice(0, limit).map((place) => this.entry(place)));
    this.more.hidden = this.places.length <= limit;
  }

  entry(place) {
    if (!this.entries.has(place.id)) this.entries.set(place.id, this.made(place));
    const entry = this.entries.get(place.id);
    const far = place.far === undefined ? "" : this.words.distance.replace("{km}", Math.max(1, Math.round(place.far)));
    const serving = place.serving ? this.words.serves.replace("{area}", this.area.name) : "";
    for (const [name, text] of [
      ["far", far],
      ["serving", serving],
    ]) {
      const part = entry.querySelector(`[data-${name}]`);
      part.textContent = text;
      part.hidden = text === "";
    }
    return entry;
  }

  made(place) {
    const entry = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => entry.querySelector(`[data-${name}]`);
    entry.dataset.place = place.id;
    if (place.status) entry.dataset.tone = place.status.tone;
    const [, tone] = place.sign.split("-");
    part("mark").setAttribute("class", `map-place tone-${tone}`);
    part("mark").setAttribute("href", `#${this.words.id}-${place.sign}`);
    part("link").href = place.url;
    if (place.lang) part("title").lang = place.lang;
    for (const name of ["title", "operator", "where"]) fill(part(name), name === "where" ? place.place : place[name]);
    this.state(part("status"), place);
    this.calls(part("calls"), place);
    this.lead(part("osm"), part("geo"), place);
    return entry;
  }

  /** The status with its day; a closed place leads to others. */
  state(line, { status, others }) {
    if (!status) return line.remove();
    line.querySelector("strong").textContent = status.label;
    fill(line.querySelector(".row-date"), status.as_of);
    const link = line.querySelector("a");
    if (others) link.href = others;
    else link.remove();
  }

  /** Every number, one a line; that of a closed place does not invite a call. */
  calls(line, { calls = [], others }) {
    if (calls.length === 0) return line.remove();
    line.append(
      ...calls.map(({ text, url, extension, about }) => {
        const call = document.createElement(others ? "span" : "a");
        call.className = "call";
        call.textContent = extension ? `${text} ${this.words.extension.replace("{number}", extension)}` : text;
        if (about) call.append(` (${about})`);
        if (!others) call.href = url;
        return call;
      }),
    );
  }

  /** Links to maps: by the address where there is one, for the point may be that of the town. */
  lead(osm, geo, { address, lat, lon }) {
    const asked = address && encodeURIComponent(`${address}, ${this.country}`.replace(/\u00a0/g, " "));
    if (asked) osm.href = `https://www.openstreetmap.org/search?query=${asked}`;
    else if (lat !== undefined)
      osm.href = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
    else osm.remove();
    if (lat === undefined) geo.remove();
    else geo.href = `geo:${lat},${lon}?q=${asked || `${lat},${lon}`}`;
  }
}
