//! Whether each output has one source, on every disk.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::{Format, OutputIx, Plan, Subject, address};
use crate::diagnostic::{Diagnostic, codes};
use crate::index::Indexes;
use crate::say;
use crate::source::Location;
use crate::validate::Portal;

/// Reports two sources for one path, for paths that some disk holds for one, files where others need a folder, and
/// folders that are not theirs. Each fault once, also where it comes in every language.
pub(super) fn check(plan: &Plan, portal: &Portal, indexes: &Indexes) -> Vec<Diagnostic> {
    let mut judge = Judge { plan, portal, indexes, told: HashSet::new(), diagnostics: Vec::new() };
    let folded = judge.same_path();
    judge.file_for_folder(&folded);
    judge.foreign_language();
    judge.reserved();
    judge.diagnostics
}

struct Judge<'p> {
    plan: &'p Plan,
    portal: &'p Portal,
    indexes: &'p Indexes,
    /// The pairs that were reported.
    told: HashSet<(Subject, Subject)>,
    diagnostics: Vec<Diagnostic>,
}

impl Judge<'_> {
    /// The outputs by their paths as a disk may see them that knows no case and no second way to write an accent.
    fn same_path(&mut self) -> HashMap<String, OutputIx> {
        let mut first: HashMap<String, OutputIx> = HashMap::with_capacity(self.plan.outputs.len());
        for (at, output) in self.plan.outputs() {
            match first.entry(fold(output.path.as_str())) {
                std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(at)),
                std::collections::hash_map::Entry::Occupied(mut taken) => {
                    let other = *taken.get();
                    let (stays, gives_way) = if self.rank(at) < self.rank(other) { (at, other) } else { (other, at) };
                    // Whoever keeps the address is what a third one is held against.
                    taken.insert(stays);
                    self.two_sources(stays, gives_way);
                }
            }
        }
        first
    }

    /// Who keeps an address of which two want it: lower keeps it. Old addresses give way to all others.
    fn rank(&self, at: OutputIx) -> u8 {
        match self.plan.output(at).subject {
            Subject::Record(_)
            | Subject::Gravestone(..)
            | Subject::Level(_)
            | Subject::Area(_)
            | Subject::Leaflet(_) => 1,
            Subject::List(list, 1) if self.plan.list(list).term.is_none() => 1,
            Subject::List(..) | Subject::Download(..) | Subject::Dataset(..) => 2,
            Subject::Page(_) | Subject::PrintedReport(_) | Subject::MapData(_) | Subject::Drawing(_) => 3,
            Subject::File(_) => 4,
            Subject::Alias(_) => 5,
            _ => 0,
        }
    }

    fn two_sources(&mut self, stays: OutputIx, gives_way: OutputIx) {
        // In every language, and on every page of a list, it would be the same fault again.
        if !self.told.insert((whole(self.plan, stays), whole(self.plan, gives_way))) {
            return;
        }
        let (one, other) = (self.plan.output(stays), self.plan.output(gives_way));
        if one.subject == Subject::Home && one.language != other.language && other.language.is_some() {
            // It lies in the folder of another language, which is told with all that does.
            return;
        }
        let (path, location) = (address(&one.path), self.origin(gives_way));
        let message = if one.path != other.path {
            let other = address(&other.path);
            say!(
                "Adresy /{path} i /{other} różnią się tylko wielkością lub zapisem liter: na wielu dyskach to jeden plik.",
                "The addresses /{path} and /{other} differ only in case or in how letters are written: on many disks they are one file."
            )
        } else if self.is_made_by_program(stays) {
            say!("Plik „{path}” tworzy spis.", "The file “{path}” is made by spis.")
        } else {
            let (first, second) = (self.name(stays), self.name(gives_way));
            say!(
                "Adres /{path} ma dwa źródła: {first} i {second}.",
                "The address /{path} has two sources: {first} and {second}."
            )
        };
        let help = say!("Usuń jedno z nich albo zmień jego adres.", "Remove one of them, or change its address.");
        let diagnostic = Diagnostic::new(codes::OUTPUT_CONFLICT, location, message).help(help);
        self.push(diagnostic, stays);
    }

    /// Reports files that lie where others need a folder, each once.
    fn file_for_folder(&mut self, folded: &HashMap<String, OutputIx>) {
        let mut seen = HashSet::new();
        for (at, output) in self.plan.outputs() {
            let path = fold(output.path.as_str());
            let folders = path.match_indices('/').map(|(end, _)| &path[..end]);
            for file in folders.filter_map(|folder| folded.get(folder)).copied().collect::<Vec<_>>() {
                if seen.insert(file) {
                    let name = &self.plan.output(file).path;
                    let message = say!(
                        "Plik „{name}” leży tam, gdzie strona potrzebuje folderu.",
                        "The file “{name}” lies where the site needs a folder."
                    );
                    let help = say!("Zmień jego nazwę.", "Rename it.");
                    let diagnostic = Diagnostic::new(codes::OUTPUT_CONFLICT, self.origin(file), message).help(help);
                    self.push(diagnostic, at);
                }
            }
        }
    }

    /// Reports pages, lists, levels and old addresses in the folder of one of the site's other languages.
    fn foreign_language(&mut self) {
        let plan = self.plan;
        let others: Vec<&str> = plan.languages.iter().skip(1).map(|tag| tag.as_str()).collect();
        for (at, output) in plan.outputs().filter(|(_, output)| output.language == Some(super::LanguageIx::DEFAULT)) {
            let own = match output.subject {
                Subject::Page(_) | Subject::Level(_) => true,
                Subject::List(list, 1) => plan.list(list).term.is_none(),
                Subject::Alias(_) => true,
                _ => false,
            };
            let folder = output.path.as_str().split('/').next().unwrap_or_default();
            if own && others.contains(&folder) {
                let message = say!(
                    "Adres „{folder}/” należy do wersji językowej strony.",
                    "The address “{folder}/” belongs to a language of the site."
                );
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, self.origin(at), message));
            }
        }
    }

    /// Reports files in the folders in which the parts of the search indexes will lie.
    fn reserved(&mut self) {
        let own: Vec<String> = self.plan.languages.iter().map(|tag| format!("assets/search/{tag}-")).collect();
        for (at, output) in self.plan.outputs() {
            let path = fold(output.path.as_str());
            if own.iter().any(|folder| path.starts_with(folder.as_str())) {
                let message = say!(
                    "Folder „assets/search” na stronie wypełnia spis.",
                    "The folder “assets/search” of the site is filled by spis."
                );
                self.diagnostics.push(Diagnostic::new(codes::OUTPUT_CONFLICT, self.origin(at), message));
            }
        }
    }

    /// Reports a conflict with `other`, whose place is told too where it has one.
    fn push(&mut self, diagnostic: Diagnostic, other: OutputIx) {
        let location = self.origin(other);
        self.diagnostics.push(match self.is_made_by_program(other) {
            true => diagnostic,
            false => diagnostic.related(location, say!("Drugie jest tutaj.", "The other one is here.")),
        });
    }

    fn is_made_by_program(&self, at: OutputIx) -> bool {
        match self.plan.output(at).subject {
            Subject::Home => self.origin(at) == self.portal.site.location,
            Subject::Lost
            | Subject::OpenSearch
            | Subject::Asset(_)
            | Subject::Search
            | Subject::Sitemap(_)
            | Subject::Robots
            | Subject::Llms => true,
            _ => false,
        }
    }

    /// What an output is called in a message: the word of a list, else the file that it comes from.
    fn name(&self, at: OutputIx) -> String {
        if let Subject::List(list, _) = self.plan.output(at).subject
            && let list = self.plan.list(list)
            && let Some((facet, term)) = list.term
        {
            return self.indexes.facets(list.collection)[facet].terms[term].about.key.clone();
        }
        self.origin(at).path().display().to_string()
    }

    fn origin(&self, at: OutputIx) -> Location {
        self.plan.origin(at, self.portal, self.indexes)
    }
}

/// The subject without the number of its page or its format, and an alias by where it stands: in every language it is the same.
fn whole(plan: &Plan, at: OutputIx) -> Subject {
    match plan.output(at).subject {
        Subject::List(list, _) => Subject::List(list, 1),
        Subject::Download(holds, _) => Subject::Download(holds, Format::Csv),
        Subject::Alias(alias) => {
            let location = &plan.alias(alias).location;
            let first = plan.aliases.iter().position(|other| other.location == *location);
            first.map_or(Subject::Alias(alias), |first| Subject::Alias(super::AliasIx(super::index(first))))
        }
        other => other,
    }
}

/// A path as the least exact of common disks sees it: composed letters, all small.
fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_compared_as_disks_do() {
        assert_eq!(fold("A/ŁÓDŹ.pdf"), fold("a/\u{142}o\u{301}dz\u{301}.pdf"));
        assert_ne!(fold("a/łódź.pdf"), fold("a/lodz.pdf"));
    }
}
