//! A value from a table laid over the one that a record has.

use super::cells::{canonical, item_text};
use super::outgoing::cell;
use super::planner::Planner;
use super::rows::Given;
use crate::field::{Field, Part};
use crate::model::LanguageTag;
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
        let Some(new) = &given.tree else { return self.other_languages(old?) };
        let Some(old) = old else { return Some(new.clone()) };
        match (old, new) {
            (Value::Sequence(before), Value::Sequence(now)) => {
                let mut used = vec![false; before.len()];
                let items = now.iter().enumerate().map(|(place, item)| {
                    let text = |value: &Value| canonical(field, &item_text(value), self.asked.portal.site.country);
                    let same = |at: &usize| !used[*at] && text(&before[*at].value) == text(&item.value);
                    // An item that says the same keeps its label and source wherever it has moved; else the one in
                    // its place is taken.
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
        let translated = self.is_translated(before);
        let parts = field.kind.about().parts;
        // The part that stands for the whole value where nothing else is said of it: a number, a mailbox.
        let own = parts.iter().find(|part| part.column.is_none()).map(|part| part.key);
        let wrapped = match (new, if translated { Some(self.language()) } else { own }) {
            (Value::Mapping(_), _) | (_, None) => new.clone(),
            (other, Some(key)) => Value::mapping([(key, Some(other.clone()))]),
        };
        let Value::Mapping(now) = &wrapped else { return new.clone() };
        if !field.kind.fields().is_empty() {
            return self.overlaid_block(field, before, now, given);
        }
        let is_given = |key: &str| given.cells.iter().any(|(part, _, column)| part.key == key && column.is_some());
        // What is no part of the kind, such as the days of a week, stands in the cell of the whole.
        let is_shown = |key: &str| is_given(if parts.iter().any(|part| part.key == key) { key } else { "" });
        let is_kept = |key: &str| if translated { true } else { !is_shown(key) };
        let kept = before.entries.iter().filter(|entry| now.get(&entry.key).is_none() && is_kept(&entry.key));
        let of_old = before.entries.iter().filter_map(|entry| {
            let new = now.entry(&entry.key)?;
            Some(self.in_its_language(&entry.value.value, new))
        });
        let of_new = now.entries.iter().filter(|entry| before.get(&entry.key).is_none());
        let mut entries: Vec<_> = of_old.chain(of_new.cloned()).chain(kept.cloned()).collect();
        let order = |key: &str| before.entries.iter().position(|entry| entry.key == key).unwrap_or(usize::MAX);
        entries.sort_by_key(|entry| order(&entry.key));
        Value::Mapping(yaml::Mapping { entries })
    }

    /// An old block with the fields that the table gives.
    fn overlaid_block(&self, field: &Field, before: &yaml::Mapping, now: &yaml::Mapping, given: &Given) -> Value {
        let value = |at: usize, inner: &Field| {
            let (old, new) = (before.get(&inner.name).map(|node| &node.value), now.get(&inner.name));
            let own = given.cells.iter().filter(|(part, ..)| part.inner.is_some_and(|of| usize::from(of) == at));
            let cells: Vec<_> =
                own.map(|(part, cell, column)| (Part { inner: None, ..*part }, cell.clone(), *column)).collect();
            let is_same = || Some(self.said(inner, old?) == self.said(inner, &new?.value));
            if cells.is_empty() || is_same() == Some(true) {
                return old.cloned();
            }
            self.merged(inner, old, &Given { cells, tree: new.map(|node| node.value.clone()), ..*given })
        };
        let fields = field.kind.fields().iter().enumerate();
        let entries: Vec<_> = fields.map(|(at, inner)| (inner.name.as_str(), value(at, inner))).collect();
        Value::mapping(entries)
    }

    fn language(&self) -> &str {
        self.asked.portal.site.languages.default_language().as_str()
    }

    /// Whether a mapping is a text by language, of which a table shows the default one.
    fn is_translated(&self, mapping: &yaml::Mapping) -> bool {
        mapping.get(self.language()).is_some()
            && mapping.entries.iter().all(|entry| LanguageTag::parse(&entry.key).is_some())
    }

    /// What is left of a value when the cell that showed its default language is empty.
    fn other_languages(&self, old: &Value) -> Option<Value> {
        let Value::Mapping(mapping) = old else { return None };
        let others = mapping.entries.iter().filter(|entry| entry.key != self.language()).cloned();
        let entries: Vec<_> = others.collect();
        (self.is_translated(mapping) && !entries.is_empty()).then_some(Value::Mapping(yaml::Mapping { entries }))
    }

    /// A part with its new text in the language that the table shows, and the old ones in all others.
    fn in_its_language(&self, old: &Value, new: &yaml::Entry) -> yaml::Entry {
        let mut entry = new.clone();
        if let (Value::Mapping(before), Value::Scalar(_)) = (old, &new.value.value)
            && self.is_translated(before)
        {
            let mut languages = before.clone();
            let shown = languages.entries.iter_mut().filter(|of| of.key == self.language());
            shown.for_each(|of| of.value.value = new.value.value.clone());
            entry.value.value = Value::Mapping(languages);
        }
        entry
    }
}
