use serde::Serialize;

use crate::field::Field;
use crate::model::Tone;
use crate::render::shared::Scene;

/// A facet of the whole register: that of every collection which has a field of its name.
#[derive(Clone, Debug, Serialize)]
pub struct JoinedFacet {
    /// The field's name.
    pub key: String,
    /// What the first of the collections calls it.
    pub label: String,
    /// The terms that records have, each once. **Shape**: never empty.
    pub terms: Vec<JoinedTerm>,
}

/// A term of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct JoinedTerm {
    /// The word for it in data.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The language of the label, where that is not the page's.
    pub lang: Option<String>,
    /// Good news or bad, of a status: a class.
    pub tone: Option<&'static str>,
}

/// The facets of all collections whose fields are wanted, in the order of their schemas.
pub fn joined(scene: &Scene<'_>, wanted: impl Fn(&Field) -> bool) -> Vec<JoinedFacet> {
    let mut joined: Vec<JoinedFacet> = Vec::new();
    for (index, collection) in scene.portal.collections.iter_enumerated() {
        let facets = scene.indexes.facets(index).iter();
        for (facet, field) in facets.map(|facet| (facet, &collection.schema.fields[facet.field])) {
            if !wanted(field) {
                continue;
            }
            let at = joined.iter().position(|known| known.key == field.name).unwrap_or_else(|| {
                let (key, label) = (field.name.clone(), scene.say(&field.label));
                joined.push(JoinedFacet { key, label, terms: Vec::new() });
                joined.len() - 1
            });
            for term in &facet.terms {
                if joined[at].terms.iter().all(|known| known.key != term.about.key) {
                    let (key, label) = (term.about.key.clone(), scene.term_word(term));
                    let lang = term.about.label.lang(&scene.showing());
                    let tone = term.about.tone.map(Tone::as_str);
                    joined[at].terms.push(JoinedTerm { key, label, lang, tone });
                }
            }
        }
    }
    joined.retain(|facet| !facet.terms.is_empty());
    joined
}
