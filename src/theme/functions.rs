use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::Texts;

/// Gives templates their two functions: `t(key, n=…, name=…)`, a text in the page's language, and `asset(path)`, the
/// address of a file of the theme.
pub(super) fn add(environment: &mut Environment<'static>, texts: Arc<Texts>, assets: String) {
    environment
        .add_function("t", move |state: &State, key: &str, values: Kwargs| translate(&texts, state, key, &values));
    environment.add_function("asset", move |path: &str| format!("{assets}{path}"));
}

fn translate(texts: &Texts, state: &State, key: &str, values: &Kwargs) -> Result<Value, Error> {
    let language = state.lookup("lang").unwrap_or_default();
    let language = language.as_str().ok_or_else(|| Error::new(ErrorKind::UndefinedError, "the page has no `lang`"))?;
    let wording = texts.language(language);
    if let Some(plain) = wording.and_then(|wording| wording.plain(key)) {
        return Ok(plain.clone());
    }
    let named: Vec<(String, String)> = values
        .args()
        .map(|name| Ok((name.to_owned(), values.get::<Value>(name)?.to_string())))
        .collect::<Result<_, Error>>()?;
    let named: Vec<(&str, &str)> = named.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    wording
        .and_then(|wording| wording.find(key, &named))
        .map(Value::from)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no translation has the text `{key}`")))
}
