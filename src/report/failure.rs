//! Why a command could not run, for the person who typed it.

use std::io::ErrorKind;

use crate::diagnostic::MessageLanguage;
use crate::source::Error;

/// What was being done when the machine failed, in Polish: the word that [`Error::action`] has, and what stands before the path.
const ACTIONS: &[(&str, &str)] = &[
    ("begin a record of", "zacząć wpisu w zbiorze"),
    ("begin in", "zacząć rejestru w"),
    ("compare with", "porównać z"),
    ("create", "utworzyć"),
    ("export to", "zapisać tabeli w"),
    ("import", "wczytać"),
    ("import into", "wczytać tabeli, bo jest coś nie tak z"),
    ("listen on", "czekać na przeglądarkę pod"),
    ("lock", "zająć"),
    ("print to", "pisać na"),
    ("publish into", "opublikować strony w"),
    ("read", "odczytać"),
    ("read the revision", "odczytać rewizji"),
    ("remove", "usunąć"),
    ("rename", "zmienić nazwy"),
    ("replace", "zastąpić"),
    ("search in that language", "szukać w tym języku; patrz"),
    ("serve", "pokazać strony pod"),
    ("sync", "utrwalić na dysku"),
    ("unlock", "zwolnić"),
    ("write", "zapisać"),
];

/// Reasons of the program's own, in Polish.
const REASONS: &[(&str, &str)] = &[
    ("a folder contains itself through a link", "folder zawiera sam siebie przez odsyłacz"),
    ("a name of a revision does not begin with a hyphen", "nazwa rewizji nie zaczyna się od łącznika"),
    ("another run of the program is writing it", "zapisuje go właśnie inne uruchomienie programu"),
    ("every name is taken", "wszystkie nazwy są zajęte"),
    ("it cannot be used; see: spis check", "nie da się go użyć; powie o tym: spis check"),
    (
        "it has changed since it was read; run the command again",
        "zmienił się od czasu odczytu; uruchom polecenie jeszcze raz",
    ),
    ("not a regular file", "to nie jest zwykły plik"),
    ("other builds keep replacing it", "ciągle zastępują go inne uruchomienia"),
    ("the folder is not empty; choose another one", "folder nie jest pusty; wybierz inny"),
    ("the program `git` is not installed", "na tym komputerze nie ma programu git"),
    ("this is a link; name the folder itself", "to odsyłacz; podaj sam folder"),
    ("this is not a folder", "to nie jest folder"),
];

/// Says what could not be done, to what, and why.
pub fn failure(error: &Error, language: MessageLanguage) -> String {
    if language == MessageLanguage::English {
        return format!("spis: {error}\n");
    }
    let action = found(ACTIONS, error.action()).unwrap_or(error.action());
    format!("spis: nie można {action} {}: {}\n", error.path().display(), reason(error))
}

/// The program's own reason, or that of the system; of a rarer one in the system's words.
fn reason(error: &Error) -> String {
    let cause = error.cause();
    let told = cause.to_string();
    let of_system = match cause.kind() {
        ErrorKind::NotFound => Some("nie ma takiego pliku ani folderu"),
        ErrorKind::PermissionDenied => Some("brak uprawnień"),
        ErrorKind::AlreadyExists => Some("już tam jest plik o tej nazwie"),
        ErrorKind::IsADirectory => Some("to jest folder"),
        ErrorKind::NotADirectory => Some("to nie jest folder"),
        ErrorKind::StorageFull => Some("na dysku nie ma miejsca"),
        ErrorKind::ReadOnlyFilesystem => Some("dysk jest tylko do odczytu"),
        ErrorKind::AddrInUse => Some("ten port jest zajęty"),
        ErrorKind::DirectoryNotEmpty => Some("folder nie jest pusty"),
        _ => None,
    };
    // The system's reasons have no text of the program's own.
    let own = cause.get_ref().is_some();
    found(REASONS, &told).or(of_system.filter(|_| !own)).map_or(told.clone(), str::to_owned)
}

fn found(words: &'static [(&str, &str)], word: &str) -> Option<&'static str> {
    words.iter().find(|(english, _)| *english == word).map(|(_, polish)| *polish)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io;

    use regex::Regex;

    use super::*;

    /// What stands in the sources of the program behind a call, such as `Error::new("read"`.
    fn written(pattern: &str) -> BTreeSet<String> {
        let pattern = Regex::new(pattern).expect("it is a pattern");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut words = BTreeSet::new();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.expect("readable");
            if entry.path().extension().is_some_and(|extension| extension == "rs")
                && !entry.path().ends_with("failure.rs")
            {
                let code = std::fs::read_to_string(entry.path()).expect("readable");
                words.extend(pattern.captures_iter(&code).map(|found| found[1].to_owned()));
            }
        }
        words
    }

    #[test]
    fn every_action_and_reason_has_polish_words() {
        let known = |words: &[(&str, &str)]| words.iter().map(|(word, _)| (*word).to_owned()).collect::<BTreeSet<_>>();
        let actions = written(r#"[^a-z]Error::new\(\s*"([^"]+)""#);
        assert!(actions.len() > 10);
        assert_eq!(actions.difference(&known(ACTIONS)).collect::<Vec<_>>(), Vec::<&String>::new());
        let reasons = written(r#"Error::other\(\s*"([^"]+)""#);
        assert_eq!(reasons.difference(&known(REASONS)).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn a_failure_is_told_in_the_persons_language() {
        let error = Error::new("read", "content/site.yaml", io::ErrorKind::PermissionDenied.into());
        assert_eq!(
            failure(&error, MessageLanguage::Polish),
            "spis: nie można odczytać content/site.yaml: brak uprawnień\n"
        );
        assert!(failure(&error, MessageLanguage::English).starts_with("spis: cannot read content/site.yaml: "));
        let own = Error::new("begin in", "x", io::Error::other("the folder is not empty; choose another one"));
        let told = failure(&own, MessageLanguage::Polish);
        assert_eq!(told, "spis: nie można zacząć rejestru w x: folder nie jest pusty; wybierz inny\n");
        let other = Error::new("read", "x", io::Error::other("nie ma takiego zbioru"));
        assert_eq!(failure(&other, MessageLanguage::Polish), "spis: nie można odczytać x: nie ma takiego zbioru\n");
    }
}
