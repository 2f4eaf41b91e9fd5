// One page of every kind, by its path below the base path, and all pages of the narrative ones.
import { files } from "./site.mjs";

const KINDS = [
  "",
  "404.html",
  "centra/",
  "centra/elk-altercis/",
  "centra/powiaty/elcki/",
  "deklaracja-dostepnosci/",
  "dane/",
  "gminy/",
  "gminy/elk-gmina-wiejska/",
  "kluby/",
  "kluby/frombork-mgops/",
  "kluby/status/unknown/",
  "latwy-tekst/",
  "mapa/",
  "pokrycie/",
  "powiaty/",
  "powiaty/elcki/",
  "powiaty/olsztynski/",
  "powiaty/ostrodzki/",
  "prywatnosc/",
  "raport/",
  "raport/2024/",
  "raport/2024/centra-finanse/",
  "raport/2024/kluby-uczestnicy/",
  "slownik/",
  "szukaj/",
  "uwagi-do-zrodla/",
  "wykaz/",
  "en/",
  "en/centra/elk-altercis/",
  "en/wykaz/",
  "uk/",
  "uk/kluby/",
];

/** The paths of one page of every kind. */
export const kinds = () => KINDS;

/** The paths of all pages. */
export async function pages() {
  const html = (await files()).filter((file) => file.endsWith(".html"));
  return html.map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
}

/** The paths of all records, in every language. */
export async function records() {
  return (await pages()).filter((path) => /^(en\/|uk\/)?(centra|kluby)\/[^/]+\/$/.test(path));
}
