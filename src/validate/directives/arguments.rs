use std::ops::Range;

use super::super::portal::{Dataset, Datum, Portal};
use super::fault::Fault;
use super::syntax::{Call, Word};
use crate::model::{CollectionIx, DatasetIx};
use crate::say;

/// The arguments of a directive, taken one by one; what is left over at the end is wrong.
pub struct Arguments<'p, 'm> {
    /// What the names mean.
    pub portal: &'p Portal,
    name: Word<'m>,
    plain: std::collections::VecDeque<Word<'m>>,
    named: Vec<(Word<'m>, Word<'m>)>,
    /// Keys that were asked for.
    known: Vec<&'static str>,
}

impl<'p, 'm> Arguments<'p, 'm> {
    /// The arguments of a call.
    pub fn new(portal: &'p Portal, call: Call<'m>) -> Self {
        Self { portal, name: call.name, plain: call.plain.into(), named: call.named, known: Vec::new() }
    }

    /// Where the directive's name stands, for what is wrong with it as a whole.
    pub fn place(&self) -> Range<usize> {
        self.name.range.clone()
    }

    /// The next word without a key.
    ///
    /// **Errors**: no word is left.
    pub fn next(&mut self, pl: &str, en: &str) -> Result<Word<'m>, Fault> {
        self.plain.pop_front().ok_or_else(|| {
            let name = self.name.text;
            let message = say!("W „{name}” brakuje: {pl}.", "“{name}” lacks: {en}.");
            Fault::argument(self.place(), message)
        })
    }

    /// The value of a key.
    pub fn key(&mut self, key: &'static str) -> Option<Word<'m>> {
        self.known.push(key);
        let at = self.named.iter().position(|(name, _)| name.text == key)?;
        Some(self.named.remove(at).1)
    }

    /// All keys that were not asked for, with their values.
    pub fn rest(&mut self) -> Vec<(Word<'m>, Word<'m>)> {
        std::mem::take(&mut self.named)
    }

    /// The value of a key, one of a few words.
    ///
    /// **Errors**: another word stands there.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Result<Option<T>, Fault> {
        let Some(word) = self.key(key) else { return Ok(None) };
        match choices.iter().find(|(name, _)| *name == word.text) {
            Some((_, value)) => Ok(Some(*value)),
            None => {
                let wrong = word.text;
                let message = say!("„{key}” nie może być „{wrong}”.", "“{key}” cannot be “{wrong}”.");
                Err(Fault::argument(word.range, message).known(wrong, choices.iter().map(|(name, _)| *name)))
            }
        }
    }

    /// The next word as a dataset, with its index in [`Portal::datasets`].
    ///
    /// **Errors**: no word is left; there is no such dataset.
    pub fn dataset(&mut self) -> Result<(DatasetIx, &'p Dataset), Fault> {
        let word = self.next("nazwa zestawu danych", "the name of a dataset")?;
        let datasets = &self.portal.datasets;
        datasets.iter_enumerated().find(|(_, dataset)| dataset.id == word.text).ok_or_else(|| {
            let wrong = word.text;
            let message = say!("Nie ma zestawu danych „{wrong}”.", "There is no dataset “{wrong}”.");
            Fault::argument(word.range, message)
                .known(wrong, datasets.iter().map(|dataset| dataset.id.as_str()))
                .echo(self.portal.is_unread(wrong))
        })
    }

    /// The next word as a row of a dataset.
    ///
    /// **Errors**: no word is left; the dataset has no such row.
    pub fn row(&mut self, dataset: &Dataset) -> Result<usize, Fault> {
        let word = self.next("nazwa wiersza", "the name of a row")?;
        self.row_named(dataset, &word)
    }

    /// A word as a row of a dataset.
    ///
    /// **Errors**: the dataset has no such row.
    pub fn row_named(&self, dataset: &Dataset, word: &Word<'_>) -> Result<usize, Fault> {
        let portal = self.portal;
        let at = dataset.rows.iter().position(|row| row_name(portal, &row[dataset.key]) == word.text);
        at.ok_or_else(|| {
            let (wrong, id) = (word.text, &dataset.id);
            let message = say!("Zestaw „{id}” nie ma wiersza „{wrong}”.", "The dataset “{id}” has no row “{wrong}”.");
            let names: Vec<String> = dataset.rows.iter().map(|row| row_name(portal, &row[dataset.key])).collect();
            Fault::argument(word.range.clone(), message).known(wrong, names.iter().map(String::as_str))
        })
    }

    /// The next word as a column of figures.
    ///
    /// **Errors**: no word is left; there is no such column, or it holds no figures.
    pub fn column(&mut self, dataset: &Dataset) -> Result<usize, Fault> {
        let word = self.next("nazwa kolumny", "the name of a column")?;
        column(dataset, &word)
    }

    /// The columns of figures that a key names, separated by commas.
    ///
    /// **Errors**: one of them is none of the dataset, or holds no figures.
    pub fn columns(&mut self, dataset: &Dataset) -> Result<Option<Vec<usize>>, Fault> {
        let Some(word) = self.key("columns") else { return Ok(None) };
        let quoted = usize::from(word.range.len() > word.text.len());
        let mut at = word.range.start + quoted;
        let mut columns = Vec::new();
        for name in word.text.split(',') {
            let range = at..at + name.len();
            at = range.end + 1;
            columns.push(column(dataset, &Word { text: name.trim(), range })?);
        }
        Ok(Some(columns))
    }

    /// The next word as a collection.
    ///
    /// **Errors**: no word is left; there is no such collection.
    pub fn collection(&mut self) -> Result<CollectionIx, Fault> {
        let word = self.next("nazwa zbioru", "the name of a collection")?;
        self.collection_named(&word)
    }

    /// A word as a collection.
    ///
    /// **Errors**: there is no such collection.
    pub fn collection_named(&self, word: &Word<'_>) -> Result<CollectionIx, Fault> {
        let collections = &self.portal.collections;
        collections.position(|collection| collection.schema.id == word.text).ok_or_else(|| {
            let wrong = word.text;
            let message = say!("Nie ma zbioru „{wrong}”.", "There is no collection “{wrong}”.");
            let known = collections.iter().map(|collection| collection.schema.id.as_str());
            Fault::argument(word.range.clone(), message).known(wrong, known).echo(self.portal.is_unread(wrong))
        })
    }

    /// Holds that nothing is left over.
    ///
    /// **Errors**: a word or a key is left that nobody asked for.
    pub fn close(mut self) -> Result<(), Fault> {
        let name = self.name.text;
        if let Some(word) = self.plain.pop_front() {
            let wrong = word.text;
            let message = say!("„{wrong}” to o jedno słowo za dużo.", "“{wrong}” is one word too many.");
            let help = say!("Nazwę ze spacją weź w cudzysłów: \"…\".", "Put a name with spaces in quotes: \"…\".");
            return Err(Fault::argument(word.range, message).help(help));
        }
        if let Some((key, _)) = self.named.into_iter().next() {
            let wrong = key.text;
            let message = say!("„{name}” nie zna klucza „{wrong}”.", "“{name}” does not know the key “{wrong}”.");
            return Err(Fault::argument(key.range, message).known(wrong, self.known));
        }
        Ok(())
    }
}

/// A word as a column of figures.
///
/// **Errors**: no word is left; there is no such column, or it holds no figures.
pub fn column(dataset: &Dataset, word: &Word<'_>) -> Result<usize, Fault> {
    let (wrong, id) = (word.text, &dataset.id);
    let numbers = |index: &usize| dataset.is_numeric(*index);
    match dataset.column_index(wrong) {
        Some(index) if dataset.is_numeric(index) => Ok(index),
        Some(_) => {
            let message = say!("W kolumnie „{wrong}” nie ma liczb.", "The column “{wrong}” holds no numbers.");
            let known = (0..dataset.columns.len()).filter(numbers).map(|index| dataset.columns[index].id.as_str());
            Err(Fault::argument(word.range.clone(), message).known("", known))
        }
        None => {
            let message =
                say!("Zestaw „{id}” nie ma kolumny „{wrong}”.", "The dataset “{id}” has no column “{wrong}”.");
            let known = dataset.columns.iter().map(|column| column.id.as_str());
            Err(Fault::argument(word.range.clone(), message).known(wrong, known))
        }
    }
}

/// What a row is called in directives: its text or number, the code of its area, `collection/id` of its record.
fn row_name(portal: &Portal, key: &Datum) -> String {
    match key {
        Datum::Text(text) => text.original().to_owned(),
        Datum::Number(number) => number.to_string(),
        Datum::Area(area) => portal.areas.areas[*area].code.clone(),
        Datum::Record(at) => format!("{}/{}", portal.collection_of(*at).schema.id, portal.record(*at).id),
        Datum::Missing => String::new(),
    }
}
