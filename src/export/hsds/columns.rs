use crate::plan::hsds::Table;

/// A column of a table of human services.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Whether every row has it.
    pub required: bool,
    /// What its cells hold.
    pub kind: Kind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// The identifier of something that has no table of its own here.
    Identifier,
    /// The identifier of a row of a table.
    Row(Table),
    /// A number.
    Number,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
    /// A mailbox.
    Email,
    /// An address on the web.
    Address,
}

impl Kind {
    /// The words for it in a Table Schema: type and format.
    pub fn table_schema(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("string", "default"),
            Self::Identifier | Self::Row(_) => ("string", "uuid"),
            Self::Number => ("number", "default"),
            Self::Date => ("date", "default"),
            Self::DateTime => ("datetime", "default"),
            Self::Time => ("time", "default"),
            Self::Email => ("string", "email"),
            Self::Address => ("string", "uri"),
        }
    }
}

/// The columns of a table, in the standard's order: also those of which a register knows nothing, so that programs find
/// all that they look for.
///
/// **Source**: Human Services Data Specification 3.1, `datapackage.json`.
pub fn columns(table: Table) -> impl Iterator<Item = Column> {
    words(table).split_whitespace().map(|word| {
        let (name, kind) = word.split_once(':').unwrap_or((word, "text"));
        let required = name.ends_with('!');
        Column { name: name.trim_end_matches('!'), required, kind: kind_of(kind) }
    })
}

fn kind_of(word: &str) -> Kind {
    match word {
        "uuid" => Kind::Identifier,
        "number" => Kind::Number,
        "date" => Kind::Date,
        "datetime" => Kind::DateTime,
        "time" => Kind::Time,
        "email" => Kind::Email,
        "uri" => Kind::Address,
        word => {
            Table::ALL.iter().find(|(_, name, _)| *name == word).map_or(Kind::Text, |(table, ..)| Kind::Row(*table))
        }
    }
}

/// The columns' names, with `!` where every row has one, and what they hold behind a colon: text where nothing is said.
fn words(table: Table) -> &'static str {
    match table {
        Table::Organization => {
            "id!:uuid name! alternate_name description! email:email website:uri tax_status tax_id \
             year_incorporated:number legal_status logo uri:uri parent_organization_id:uuid"
        }
        Table::Service => {
            "id!:uuid organization_id!:organization program_id:uuid name! alternate_name description url:uri email:email \
             status! interpretation_services application_process fees_description wait_time fees accreditations \
             eligibility_description minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses \
             alert last_modified:datetime"
        }
        Table::Location => {
            "id!:uuid location_type! url:uri organization_id:organization name alternate_name description transportation \
             latitude:number longitude:number external_identifier external_identifier_type"
        }
        Table::ServiceAtLocation => "id!:uuid service_id!:service location_id!:location description",
        Table::Phone => {
            "id!:uuid location_id:location service_id:service organization_id:organization contact_id:contact \
             service_at_location_id:service_at_location number! extension:number type description"
        }
        Table::Contact => {
            "id!:uuid organization_id:organization service_id:service service_at_location_id:service_at_location \
             location_id:location name title department email:email"
        }
        Table::Address => {
            "id!:uuid location_id:location attention address_1! address_2 city! region state_province! postal_code! \
             country! address_type!"
        }
        Table::Schedule => {
            "id!:uuid service_id:service location_id:location service_at_location_id:service_at_location valid_from:date \
             valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number byday byweekno \
             bymonthday byyearday description opens_at:time closes_at:time schedule_link:uri attending_type notes"
        }
        Table::ServiceArea => {
            "id!:uuid service_id:service service_at_location_id:service_at_location name description extent extent_type uri"
        }
        Table::Accessibility => "id!:uuid location_id:location description details url:uri",
        Table::Url => "id!:uuid label url!:uri organization_id:organization service_id:service",
        Table::Attribute => "id!:uuid link_id!:uuid taxonomy_term_id!:taxonomy_term link_type link_entity! value label",
        Table::Taxonomy => "id!:uuid name! description! uri:uri version",
        Table::TaxonomyTerm => {
            "id!:uuid code name! description! parent_id:uuid taxonomy language taxonomy_id:taxonomy term_uri:uri"
        }
        Table::Metadata => {
            "id!:uuid resource_id!:uuid resource_type! last_action_date!:date last_action_type! field_name! \
             previous_value! replacement_value! updated_by!"
        }
    }
}
