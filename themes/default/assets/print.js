// The button that prints, and the day of printing. Without this script the browser's own menu prints, and the day is a line
// to be filled in by hand.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The register is a European one in each of its languages: the day before the month.
const { lang } = document.documentElement;
const today = () => new Date().toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });

function date() {
  for (const place of document.querySelectorAll("[data-today]")) place.textContent = today();
}

date();
// A page may stay open for days.
window.addEventListener("beforeprint", date);
