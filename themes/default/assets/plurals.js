// The form of a word that goes with a number, in the language of the page.

const language = document.documentElement.lang;
// eslint-disable-next-line compat/compat -- asked for first
const rules = Intl.PluralRules && new Intl.PluralRules(language);

/** "one", "few", "many" … Safari before 13 has no rules: one and many are told apart there. */
export function plural(n) {
  if (rules) return rules.select(n);
  return n === 1 ? "one" : "many";
}

/** The text for a number out of its forms; `none` is the one for 0 where it is given. */
export function formFor(forms, n) {
  return (n === 0 && forms.none) || forms[plural(n)] || forms.other;
}
