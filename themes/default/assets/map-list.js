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
    Object.assign(this, { place, more, template, country, words });
    this.entries = new Map();
    more.addEventListener("click", () => {
      const first = this.limit;
      this.limit += STEP;
      this.draw();
      this.place.children[first]?.querySelector("a").focus();
    });
  }

  /** Shows places in their order; `area` is the one that some of them may serve. */
  show(places, area) {
    Object.assign(this, { places, area, limit: LISTED });
    this.draw();
  }

  draw() {
    this.place.replaceChildren(...this.places.slice(0, this.limit).map((place) => this.entry(place)));
    this.more.hidden = this.places.length <= this.limit;
  }

  entry(place) {
    if (!this.entries.has(place.id)) this.entries.set(place.id, this.made(place));
    const entry = this.entries.get(place.id);
    const far = place.far === undefined ? "" : this.words.distance.replace("{km}", Math.max(1, Math.round(place.far)));
    const serving = place.serving ? this.words.serves.replace("{area}", this.area.name) : "";
    for (const [name, text] of [["far", far], ["serving", serving]]) {
      const part = entry.querySelector(`[data-${name}]`);
      part.textContent = text;
      part.hidden = text === "";
    }
    return entry;
  }

  /** Shows an address whose lines break between each other rather than within a postal code. */
  address(part, text) {
    if (!text) return part.remove();
    const lines = text.split(/(?<=, )/).map((line) => {
      const piece = document.createElement("span");
      piece.className = "line";
      piece.textContent = line.trimEnd();
      return piece;
    });
    part.append(...lines.flatMap((line) => [line, " "]).slice(0, -1));
  }

  made(place) {
    const entry = this.template.content.firstElementChild.cloneNode(true);
    const part = (name) => entry.querySelector(`[data-${name}]`);
    entry.dataset.place = place.id;
    fill(part("title"), place.title, place.url);
    if (place.lang) part("title").lang = place.lang;
    this.address(part("address"), place.address);
    fill(part("phone"), ...(place.phone ?? []));
    if (place.status) part("status").classList.add(place.status.tone);
    fill(part("status"), place.status?.label);
    this.lead(part("osm"), part("geo"), place);
    return entry;
  }

  /** Links to maps: by the address where there is one, for the point may be that of the town. */
  lead(osm, geo, { address, lat, lon }) {
    const asked = address && encodeURIComponent(`${address}, ${this.country}`.replaceAll("\u00a0", " "));
    if (asked) osm.href = `https://www.openstreetmap.org/search?query=${asked}`;
    else if (lat !== undefined) osm.href = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=16/${lat}/${lon}`;
    else osm.remove();
    if (lat === undefined) geo.remove();
    else geo.href = `geo:${lat},${lon}?q=${asked || `${lat},${lon}`}`;
  }
}
