//! What a kind of field can do: one file a kind, holding all that the kind knows of itself.
//!
//! In: a schema's definition of a field, a record's located values. Out: [`Field`] with its [`Kind`], and proven [`Value`]s
//! that can be written back, ordered, counted, searched, published as data and shown. What comes out is plain data: a
//! [`Shown`], a [`Cell`], a [`Term`]; no kind knows a template, a page's address or a file.
//!
//! No method of [`FieldKind`] has a body here: a kind that forgets one does not compile. What a kind must ask of the rest
//! of the register it asks through [`Scope`] (while content is read), [`Names`] (of what was read) and [`Texts`] (the
//! theme's words).

#[macro_use]
mod answers;
#[macro_use]
mod register;

mod about;
mod address;
mod area;
mod attached;
mod audience;
mod boolean;
mod cell;
mod choice;
mod choices;
mod context;
mod date;
mod decimal;
mod definition;
mod email;
mod envelope;
mod file;
mod group;
mod image;
mod integer;
pub mod items;
mod limits;
mod link;
mod markdown;
mod money;
mod opening_hours;
mod pattern;
mod phone;
mod position;
mod postal_code;
mod reference;
mod role;
pub mod schemas;
mod service_area;
mod shown;
mod sorting;
mod status;
mod term;
mod text;
mod tidying;
mod url;
mod vocabulary;

use std::borrow::Cow;
use std::fmt::Debug;

use crate::diagnostic::Text;
use crate::model::{Country, Localized};
use crate::reading::{Fields, Reading};
use crate::search;
use crate::yaml::{self, Node};

pub use about::{About, Multiplicity, Part, Refers, SearchField, Terms, WHOLE};
pub use address::AddressField;
pub use area::AreaField;
pub use audience::Audience;
pub use boolean::BooleanField;
pub use cell::{Cell, Cells};
pub use choice::{Choice, ChoiceField};
pub use choices::Word;
pub use context::{AreaName, Names, RecordName, Scope, Showing, Sorting, Speech, Texts};
pub use date::DateField;
pub use decimal::DecimalField;
pub use definition::{Field, RECORD_KEYS, read_field};
pub use email::{EmailField, Personal};
pub use envelope::Address;
pub use file::{Document, FileField};
pub use group::{Block, GroupField};
pub use image::{Image, ImageField};
pub use integer::IntegerField;
pub use limits::Limits;
pub use link::{Link, LinkField};
pub use markdown::MarkdownField;
pub use money::MoneyField;
pub use opening_hours::OpeningHoursField;
pub use phone::{PhoneField, schema_org as phone_schema_org};
pub use position::{Point, PositionField, Precision, swapped};
pub use postal_code::PostalCodeField;
pub use reference::ReferenceField;
pub use role::{Role, Roles};
pub use schemas::Form;
pub use service_area::{Basis, ServiceArea, ServiceAreaField};
pub use shown::{HoursRow, Shown, ShownField, Target};
pub use status::{ServiceStatus, Status, StatusChoice, StatusField};
pub use term::{Label, Term, TermId};
pub use text::TextField;
pub use tidying::{Better, single_spaced};
pub use url::UrlField;
pub use vocabulary::{Thing, check_property, read_type};

/// A JSON value.
pub type Json = serde_json::Value;

/// A kind of field: what a schema may say of it, and what its values can do.
///
/// The implementing type *is* the kind's options, as one field of a schema declares them.
pub trait FieldKind: Sized + Clone + Debug {
    /// One value; a list of the kind holds several.
    type Value: Clone + Debug + PartialEq;

    /// What schemas call it.
    const NAME: &'static str;

    /// Definitions of fields of this kind without their `type` and `label`, in YAML: for documents, forms and tests.
    /// **Shape**: never empty; every option stands in one of them.
    const EXAMPLES: &'static [&'static str];

    /// Reads the kind's own keys of a field's definition; keys that nobody asks for are refused afterwards.
    ///
    /// **Errors**: reported to the keys' reading; then there is no field.
    fn options(keys: &Fields<'_, '_>) -> Option<Self>;

    /// What holds for all values of the field.
    fn about(&self) -> About<'_>;

    /// The fields that a value is made of, each with its place as number; none where a value is one thing.
    fn fields(&self) -> &[Field];

    /// Reads one value.
    ///
    /// **Errors**: reported to `reading`.
    fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Self::Value>;

    /// What to write instead of a value in another shape, such as one line in place of parts or parts in place of one line;
    /// nothing for a value in its own shape, and where it is not clear what is meant.
    fn reshaped(&self, node: &Node, country: Option<&Country>) -> Option<Text>;

    /// The texts of a value that could be written in a better form that says the same.
    fn tidy(&self, node: &Node, country: Option<&Country>) -> Vec<Better>;

    /// Whether a value may be handed to an audience. Those who put a record into an output ask the [`Field`], which leaves
    /// the others out.
    fn is_open(&self, value: &Self::Value, audience: Audience) -> bool;

    /// The value as it is written in a record: what [`read`](Self::read) reads to the same value.
    fn write(&self, value: &Self::Value, names: &dyn Names) -> yaml::Value;

    /// Values that a record could hold, the most usual first; none where the register has nothing to refer to.
    fn examples(&self, names: &dyn Names) -> Vec<yaml::Value>;

    /// One part of a value as the cell of a table.
    fn cell(&self, value: &Self::Value, part: Part, names: &dyn Names) -> Cell;

    /// A value as it is written in a record, from the cells of its parts; its texts are in one language.
    fn tree(&self, cells: &Cells<'_>) -> yaml::Value;

    /// The value in open data.
    fn json(&self, value: &Self::Value, names: &dyn Names) -> Json;

    /// What a value looks like, as a JSON Schema. **Source**: JSON Schema 2020-12.
    fn json_schema(&self, form: Form) -> Json;

    /// The value of a property of schema.org, in the readers' language; none where that vocabulary has no word for such values.
    fn schema_org(&self, value: &Self::Value, property: &str, showing: &Showing<'_>) -> Option<Json>;

    /// Bytes that sort as the value does, or as a part of it does.
    fn sort_key(&self, value: &Self::Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8>;

    /// What no two records may share where the field is `unique`.
    fn unique_key(&self, value: &Self::Value) -> String;

    /// The value, or a part of it, as a piece of a record's title; none where [`About::titles`] says no.
    fn title<'v>(
        &'v self,
        value: &'v Self::Value,
        part: Part,
        speech: &Speech<'_>,
        scope: &'v dyn Scope,
    ) -> Option<Cow<'v, str>>;

    /// Texts with links in them that must lead somewhere.
    fn prose<'v>(&'v self, value: &'v Self::Value) -> Vec<&'v Localized>;

    /// Learns the terms that are found in records alone, from all values of the field; called once, after all were read and
    /// only where records are chosen or grouped by the field.
    fn gather(&mut self, values: &mut dyn Iterator<Item = &Self::Value>);

    /// The term that the value counts to; none where [`About::terms`] has none.
    fn term(&self, value: &Self::Value) -> Option<TermId>;

    /// The term that a term lies in, where terms have a hierarchy: a record that counts to the one counts to the other too.
    /// **Shape**: no term lies in itself, however far up.
    fn above(&self, term: TermId) -> Option<TermId>;

    /// The words that the schema defines, in the order of their terms; none where the terms are not the schema's.
    fn words(&self) -> Vec<&Word>;

    /// The word for a term in data: a choice's key, an area's code, `yes` or `no`. **Panics**: as [`describe`](Self::describe).
    fn term_key<'n>(&'n self, term: TermId, names: &'n dyn Names) -> Cow<'n, str>;

    /// What a term of the field is. **Panics**: for a term that [`term`](Self::term) did not give and that is not below the
    /// number of own terms.
    fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term;

    /// The words by which a record with the value is found. `field` is the part of a document that the schema says.
    fn search(
        &self,
        value: &Self::Value,
        field: search::Field,
        speech: &Speech<'_>,
        names: &dyn Names,
        into: &mut Vec<(search::Field, String)>,
    );

    /// How readers see the value.
    fn show<'v>(&'v self, value: &'v Self::Value, showing: &Showing<'v>) -> Shown<'v>;
}

/// A kind that is registered: how to ask whether a field or value is of just this kind.
pub trait Registered: FieldKind {
    /// The kind's options, if it is this one.
    fn of_kind(kind: &Kind) -> Option<&Self>;
    /// The value, if it is of this kind.
    fn of_value(value: &Value) -> Option<&Self::Value>;
}

impl Kind {
    /// The options of a kind, if it is this one: for rules that are about one kind only.
    pub fn get<K: Registered>(&self) -> Option<&K> {
        K::of_kind(self)
    }
}

impl Value {
    /// The value, if it is of a kind: for rules that are about one kind only.
    pub fn get<K: Registered>(&self) -> Option<&K::Value> {
        K::of_value(self)
    }
}

register! {
    Text: TextField,
    Markdown: MarkdownField,
    Integer: IntegerField,
    Decimal: DecimalField,
    Money: MoneyField,
    Date: DateField,
    Boolean: BooleanField,
    Choice: ChoiceField,
    Phone: PhoneField,
    Email: EmailField,
    Url: UrlField,
    Link: LinkField,
    Image: ImageField,
    File: FileField,
    PostalCode: PostalCodeField,
    OpeningHours: OpeningHoursField,
    Address: AddressField,
    Position: PositionField,
    Area: AreaField,
    Reference: ReferenceField,
    Status: StatusField,
    ServiceArea: ServiceAreaField,
    Group: GroupField,
}
