//! A value from a table laid over the one that a record has.

use super::cells::{canonical, item_text};
use super::outgoing::cell;
use super::planner::Planner;
use super::rows::Given;
use crate::field::Field;
use crate::validate::Record;
use crate::yaml::{self, Value};

impl Planner<'_> {
    /// Whether each cell of a field shows what the record has.
    pub(super) fn says_the_same(&self, given: &Given, field: &Field, record: &Record) -> bool {
        let values = &record.values[given.field];
        given.cells.iter().all(|(part, new, column)| {
            let old = cell(self.asked.portal, field, values, *part);
            column.is_none()
                || old == *new
                || old.to_string().trim().replace("\r\n", "\n") == new.to_string().replace("\r\n", "\n")
        })
    }

    /// The new value with all of the old one that the table cannot show: translations, labels, sources.
    pub(super) fn merged(&self, field: &Field, old: Option<&Value>, given: &Given) -> Option<Value> {
        let Some(new) = &given.tree else {
            return None;
        };
        let Some(old) = old else { return Some(new.clone()) };
        match (old, new) {
            (Value::Sequence(before), Value::Sequence(now)) => {
                let mut used = vec![false; before.len()];
                let items = now.iter().enumerate().map(|(place, item)| {
                    let text = |value: &Value| canonical(field, &item_text(value), self.asked.portal.site.country);
                    let same = |at: &usize| !used[*at] && text(&before[*at].value) == text(&item.value);
                    let found = (0..before.len()).find(same);
                    let at = found.or_else(|| (before.len() == now.len()).then_some(place)).filter(|at| !used[*at]);
                    at.iter().for_each(|at| used[*at] = true);
                    match (found, at) {
                        (Some(at), _) => before[at].value.clone(),
                        (None, Some(at)) => self.overlaid(field, &before[at].value, &item.value, given),
                        (None, None) => item.value.clone(),
                    }
                });
                Some(Value::list(items.collect::<Vec<_>>()))
            }
            (before, now) => Some(self.overlaid(field, before, now, given)),
        }
    }

    /// An old item with the parts that the table gives.
    fn overlaid(&self, field: &Field, old: &Value, new: &Value, given: &Given) -> Value {
        let Value::Mapping(before) = old else { return new.clone() };
        let language = self.asked.portal.site.languages.default_language().as_str();
        let whole = if field.kind.about().translates { language } else { "number" };
        let wrapped = match new {
            Value::Mapping(_) => new.clone(),
            other => Value::mapping([(whole, Some(other.clone()))]),
        };
        let Value::Mapping(now) = &wrapped else { return new.clone() };
        let is_given = |key: &str| given.cells.iter().any(|(part, _, column)| part.key == key && column.is_some());
        let kept = before.entries.iter().filter(|entry| now.get(&entry.key).is_none() && !is_given(&entry.key));
        let of_old = before.entries.iter().filter_map(|entry| now.entry(&entry.key));
        let of_new = now.entries.iter().filter(|entry| before.get(&entry.key).is_none());
        let mut entries: Vec<_> = of_old.chain(of_new).chain(kept).cloned().collect();
        let order = |key: &str| before.entries.iter().position(|entry| entry.key == key).unwrap_or(usize::MAX);
        entries.sort_by_key(|entry| order(&entry.key));
        Value::Mapping(yaml::Mapping { entries })
    }
}
