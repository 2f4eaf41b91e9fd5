//! The words of schema.org that a record can have.

use crate::diagnostic::{codes, did_you_mean};
use crate::reading::{Fields, Reading};
use crate::say;

/// The properties of organisations, places and services that a field can be published as.
///
/// **Source**: schema.org 30.0, without words that others have taken the place of.
const PROPERTIES: &str = " acceptedPaymentMethod additionalProperty additionalType address aggregateRating alternateName alumni \
    amenityFeature areaServed audience availableChannel availableLanguage award branchCode brand category companyRegistration \
    contactPoint containedInPlace containsPlace currenciesAccepted department description disambiguatingDescription \
    dissolutionDate duns email employee event faxNumber founder foundingDate foundingLocation funder funding \
    globalLocationNumber hasCertification hasCredential hasDriveThroughService hasMap hasOfferCatalog hoursAvailable \
    identifier image isAccessibleForFree isRelatedTo isSimilarTo isicV4 iso6523Code jurisdiction keywords knowsAbout \
    knowsLanguage legalAddress legalName legalRepresentative leiCode location logo mainEntityOfPage makesOffer \
    maximumAttendeeCapacity member memberOf naics nonprofitStatus numberOfEmployees offers openingHours \
    openingHoursSpecification owner owns parentOrganization paymentAccepted photo potentialAction priceRange provider \
    providerMobility publicAccess publishingPrinciples review sameAs seeks serviceOperator serviceOutput serviceType skills \
    slogan smokingAllowed specialOpeningHoursSpecification sponsor subOrganization subjectOf taxID telephone termsOfService \
    tourBookingPage url vatID ";

/// What every record says by itself.
const OWN: [&str; 4] = ["@context", "@id", "@type", "name"];

/// Reads the property of schema.org that a field is published as.
///
/// **Errors**: `schema/field` for a word that is none, or that every record has by itself.
pub(super) fn read_property(reading: &Reading<'_>, keys: &Fields<'_, '_>) -> Option<String> {
    let node = keys.take("schema_org")?;
    let word = reading.text(node)?;
    if PROPERTIES.split(' ').any(|known| known == word) {
        return Some(word.to_owned());
    }
    let message = match OWN.contains(&word) {
        true => say!("Słowo „{word}” ma już każdy rekord.", "Every record has the word “{word}” already."),
        false => say!(
            "schema.org nie ma dla placówek słowa „{word}”.",
            "schema.org has no word “{word}” for organisations, places or services."
        ),
    };
    let known: Vec<&str> = PROPERTIES.split_whitespace().collect();
    let help = did_you_mean(word, known).unwrap_or_else(|| {
        say!(
            "Napisz np. telephone, email, address, areaServed, parentOrganization, openingHours, description albo url.",
            "Write for example telephone, email, address, areaServed, parentOrganization, openingHours, description or url."
        )
    });
    reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    None
}
