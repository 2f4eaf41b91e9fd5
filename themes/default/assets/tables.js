// Sorting of tables by their headers. Without this script the tables stand in their source's order.

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

for (const table of document.querySelectorAll("table[data-sortable]")) {
  if (table.tBodies.length > 0 && table.tBodies[0].rows.length > 1) makeSortable(table);
}

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const original = [...table.tBodies[0].rows];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(table, heads, original, column));
  });
}

// Numbers start with the largest, words with A; the third press brings the source's order back.
function sort(table, heads, original, column) {
  const rows = original.slice();
  const isNumber = rows.some((row) => row.cells[column].dataset.value !== undefined);
  const [first, second] = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
  const now = heads[column].getAttribute("aria-sort");
  const next = now === "none" ? first : now === first ? second : "none";
  heads.forEach((head) => head.setAttribute("aria-sort", head === heads[column] ? next : "none"));
  if (next !== "none") {
    const sign = next === "ascending" ? 1 : -1;
    rows.sort((a, b) => compare(a.cells[column], b.cells[column], isNumber, sign));
  }
  table.tBodies[0].append(...rows);
}

// Cells without a figure stay last in both directions.
function compare(a, b, isNumber, sign) {
  if (!isNumber) return sign * collator.compare(a.textContent, b.textContent);
  const [left, right] = [a, b].map(({ dataset }) => (dataset.value === undefined ? NaN : Number(dataset.value)));
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) - Number.isNaN(right);
  return sign * (left - right);
}
