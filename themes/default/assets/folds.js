// Long pages fold by area, letter or dataset. Opens the folds around the place that the address names, which browsers before
// 2022 do not do by themselves, and all of them for paper.

const folds = [...document.querySelectorAll(".part-fold")];

/** The place that the address names, if the page has it. */
function named() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch (error) {
    // An address that somebody broke names no place.
    if (error instanceof URIError) return null;
    throw error;
  }
}

function reveal() {
  const place = named();
  const around = folds.filter((fold) => place && fold.contains(place) && !fold.open);
  for (const fold of around) fold.open = true;
  if (around.length > 0) place.scrollIntoView();
}

// The style sheet shows these on a wide screen before this script is there; what assistive technology is told follows here.
if (window.matchMedia("(min-width: 64rem)").matches) {
  for (const fold of folds) if (fold.classList.contains("wide")) fold.open = true;
}

let openedForPaper = [];

window.addEventListener("beforeprint", () => {
  openedForPaper = folds.filter((fold) => !fold.open);
  for (const fold of openedForPaper) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of openedForPaper) fold.open = false;
});
window.addEventListener("hashchange", reveal);
reveal();
