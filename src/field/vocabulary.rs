//! The words of schema.org that a record can have.

use crate::diagnostic::{Diagnostic, codes, did_you_mean};
use crate::reading::{Fields, Reading};
use crate::say;
use crate::source::Location;

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

/// What a record is to schema.org, which decides what can be said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Something that people or offices do together.
    Organization,
    /// A place, which is an organisation as well: a library, a shop.
    Business,
    /// A place and nothing more: a park.
    Place,
    /// What somebody does for others.
    Service,
}

/// The types that a collection's records can have.
///
/// **Source**: schema.org 30.0: the subtypes of Organization, LocalBusiness, Place and Service that registers keep.
const TYPES: [(Thing, &str); 4] = [
    (
        Thing::Organization,
        " Organization Airline Consortium Cooperative Corporation FundingAgency GovernmentOrganization LibrarySystem \
         MedicalOrganization MusicGroup NGO NewsMediaOrganization OnlineBusiness OnlineStore PerformingGroup PoliticalParty \
         Project ResearchOrganization ResearchProject SearchRescueOrganization SportsOrganization SportsTeam TheaterGroup \
         WorkersUnion ",
    ),
    (
        Thing::Business,
        " LocalBusiness AnimalShelter ArchiveOrganization ArtGallery AutoRepair AutomotiveBusiness Bakery BarOrPub \
         BookStore CafeOrCoffeeShop Campground ChildCare CollegeOrUniversity CommunityHealth Dentist EducationalOrganization \
         ElementarySchool EmergencyService EmploymentAgency EntertainmentBusiness ExerciseGym FinancialService FireStation \
         FoodEstablishment GovernmentOffice HealthAndBeautyBusiness HealthClub HighSchool HomeAndConstructionBusiness Hospital \
         Hostel Hotel InternetCafe LegalService Library LodgingBusiness MedicalBusiness MedicalClinic MiddleSchool Notary \
         NightClub Optician Pharmacy Physician PoliceStation PostOffice Preschool ProfessionalService PublicSwimmingPool \
         RadioStation RealEstateAgent RecyclingCenter Resort Restaurant School SelfStorage ShoppingCenter \
         SportsActivityLocation SportsClub StadiumOrArena Store TelevisionStation TouristInformationCenter TravelAgency \
         VeterinaryCare ",
    ),
    (
        Thing::Place,
        " Place Accommodation AdministrativeArea Airport Aquarium Beach BoatTerminal Bridge BuddhistTemple BusStation \
         BusStop Cemetery Church CityHall CivicStructure Courthouse Crematorium EducationalInstitution Embassy EventVenue \
         GovernmentBuilding HinduTemple LandmarksOrHistoricalBuildings LegislativeBuilding Mosque MovieTheater Museum \
         MusicVenue Park ParkingFacility PerformingArtsTheater PlaceOfWorship Playground PublicToilet Residence SubwayStation \
         Synagogue TaxiStand TouristAttraction TouristDestination TrainStation Zoo ",
    ),
    (Thing::Service, " Service BroadcastService FinancialProduct FoodService GovernmentService TaxiService WebAPI "),
];

/// The words for what a service offers, where it does so and how it is reached.
const OF_SERVICES: &str = " additionalType address alternateName amenityFeature areaServed audience availableLanguage award \
    brand category contactPoint description disambiguatingDescription email faxNumber hasCertification hasMap hasOfferCatalog \
    hoursAvailable identifier image isAccessibleForFree isRelatedTo isSimilarTo jurisdiction keywords logo mainEntityOfPage \
    offers openingHours openingHoursSpecification parentOrganization photo potentialAction provider providerMobility review \
    sameAs serviceOperator serviceOutput serviceType slogan subjectOf telephone termsOfService url ";

/// Reads what the records of a collection are to schema.org; an organisation where the schema does not say.
///
/// **Errors**: `schema/field` for a word that is no such type.
pub fn read_type(reading: &Reading<'_>, keys: &Fields<'_, '_>) -> (String, Thing) {
    let default = || ("Organization".to_owned(), Thing::Organization);
    let Some(node) = keys.take("schema_org") else { return default() };
    let Some(word) = reading.text(node) else { return default() };
    let known = TYPES.iter().find(|(_, words)| words.split(' ').any(|known| !known.is_empty() && known == word));
    if let Some((thing, _)) = known {
        return (word.to_owned(), *thing);
    }
    let message =
        say!("schema.org nie zna dla rekordów rodzaju „{word}”.", "schema.org knows no type “{word}” for records.");
    let words: Vec<&str> = TYPES.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
    let help = did_you_mean(word, words).unwrap_or_else(|| {
        say!(
            "Napisz np. Service, GovernmentService, Library, Museum, Place albo Organization.",
            "Write for example Service, GovernmentService, Library, Museum, Place or Organization."
        )
    });
    reading.report(codes::SCHEMA_FIELD, &node.span, message, Some(help));
    default()
}

/// Reports a property that what the records are cannot have. `location`: that of the field.
///
/// **Errors**: `schema/field`.
pub fn check_property(reading: &Reading<'_>, of: &(String, Thing), property: &str, location: &Location) {
    let (word, thing) = of;
    if *thing != Thing::Service || OF_SERVICES.split(' ').any(|known| known == property) {
        return;
    }
    let message = say!(
        "W schema.org usługa ({word}) nie ma słowa „{property}”.",
        "In schema.org, a service ({word}) has no word “{property}”."
    );
    let help = say!(
        "Usuń schema_org z tego pola albo zmień rodzaj rekordów.",
        "Remove schema_org from this field, or give the records another type."
    );
    reading.push(Diagnostic::new(codes::SCHEMA_FIELD, location.clone(), message).help(help));
}

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
