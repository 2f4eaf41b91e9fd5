/// The territory in which most readers of a language live, for formats that ask for a language of a country.
///
/// **Source**: CLDR 47, likely subtags.
const TERRITORIES: [(&str, &str); 46] = [
    ("ar", "EG"),
    ("be", "BY"),
    ("bg", "BG"),
    ("bs", "BA"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("cy", "GB"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "US"),
    ("es", "ES"),
    ("et", "EE"),
    ("eu", "ES"),
    ("fa", "IR"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("ga", "IE"),
    ("gl", "ES"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hr", "HR"),
    ("hu", "HU"),
    ("hy", "AM"),
    ("is", "IS"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ka", "GE"),
    ("ko", "KR"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("mk", "MK"),
    ("mt", "MT"),
    ("nb", "NO"),
    ("nl", "NL"),
    ("pl", "PL"),
    ("pt", "BR"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("sq", "AL"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("tr", "TR"),
    ("uk", "UA"),
];

/// A language with a territory: the one that its tag names, else `country` where the language is at home there too, else
/// the one where most of its readers live. **Shape**: `pl_PL`; the tag alone for a language that is not known.
pub fn with_territory(tag: &str, country: Option<&str>) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag);
    let own = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    let spoken = country.filter(|country| language == "en" && ["GB", "IE", "AU", "NZ", "CA"].contains(country));
    let likely = || TERRITORIES.iter().find(|(known, _)| *known == language).map(|(_, territory)| *territory);
    match own.or_else(|| spoken.or_else(likely).map(str::to_owned)) {
        Some(territory) => format!("{language}_{territory}"),
        None => language.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_the_territory_of_its_readers() {
        assert_eq!(with_territory("pl", Some("PL")), "pl_PL");
        assert_eq!(with_territory("uk", Some("PL")), "uk_UA");
        assert_eq!(with_territory("en", Some("GB")), "en_GB");
        assert_eq!(with_territory("en", Some("PL")), "en_US");
        assert_eq!(with_territory("pt-br", None), "pt_BR");
        assert_eq!(with_territory("szl", Some("PL")), "szl");
    }
}
