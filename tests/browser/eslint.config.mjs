// The theme's scripts run without a build step in Chrome 70, Firefox 63 and Safari 12: what those do not know is an error
// here, in syntax, in the language's library and in the browser's. The tests run in Node.js and, where they ask a page, in
// today's browser.
import js from "@eslint/js";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";

const ASSETS = ["themes/default/assets/*.js"];
const TESTS = ["tests/**/*.mjs"];

const names = (list) =>
  Object.fromEntries(
    list
      .trim()
      .split(/\s+/)
      .map((name) => [name, "readonly"]),
  );

const PAGE = names(`window document location history navigator console fetch matchMedia requestAnimationFrame setTimeout
  clearTimeout URL URLSearchParams FormData createImageBitmap DOMParser Event CustomEvent AbortController ResizeObserver CSS Intl performance
  getComputedStyle CSSStyleSheet Node NodeFilter scrollY cancelAnimationFrame innerWidth innerHeight sessionStorage localStorage`);

const NODE = names(
  "process console URL URLSearchParams setTimeout clearTimeout Buffer TextDecoder TextEncoder fetch performance",
);

/** Methods of elements that are younger than those browsers; the plug-ins see only names that stand alone. */
const YOUNGER = [
  "replaceChildren",
  "checkVisibility",
  "showModal",
  "showPopover",
  "toSorted",
  "toSpliced",
  "scrollIntoViewIfNeeded",
];

const RULES = {
  eqeqeq: "error",
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  "no-var": "error",
  "prefer-const": "error",
};

export default [
  js.configs.recommended,
  {
    files: ASSETS,
    plugins: { compat, "es-x": esx },
    languageOptions: { ecmaVersion: 2018, sourceType: "module", globals: PAGE },
    settings: {
      browsers: ["chrome 70", "firefox 63", "safari 12"],
      lintAllEsApis: true,
      "es-x": { aggressive: true, allowTestedProperty: true },
    },
    rules: {
      ...esx.configs["flat/restrict-to-es2018"].rules,
      ...RULES,
      "compat/compat": "error",
      // Of 2019, and all three have them.
      "es-x/no-array-prototype-flat": "off",
      // Of 2018, and not all three have them.
      "es-x/no-regexp-lookbehind-assertions": "error",
      "es-x/no-regexp-named-capture-groups": "error",
      "es-x/no-regexp-s-flag": "error",
      "es-x/no-regexp-unicode-property-escapes": "error",
      // The plug-in takes the map's own resize() for that of a buffer.
      "es-x/no-resizable-and-growable-arraybuffers": "off",
      "no-control-regex": "off",
      "no-restricted-properties": ["error", ...YOUNGER.map((property) => ({ property, message: "younger than 2018" }))],
    },
  },
  {
    files: TESTS,
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...PAGE, ...NODE } },
    rules: RULES,
  },
];
