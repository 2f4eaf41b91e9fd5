//! The proven words of the domain: a value of one of these types is what its name says.
//!
//! In: text. Out: the word, or the reason why it is none; who asked puts the fault into a diagnostic.

mod address;
mod attachment;
mod contact;
mod country;
mod date;
mod decimal;
mod field_path;
mod handles;
mod hours;
mod language;
pub mod limits;
mod mailbox;
mod partial_date;
mod phone;
mod position;
mod record_key;
mod record_ref;
mod slug;
mod tone;
mod when;
mod unfit;

pub use address::{OutputPath, RecordId, UrlPath, is_slug};
pub use attachment::{Attachment, Dimensions, is_picture_name};
pub use contact::{Email, EmailFault, PostalCode, WebAddress};
pub use country::Country;
pub use date::{Date, DateFault, guess_date, is_over_a_year_before, parse_date, swapped_date};
pub use decimal::Decimal;
pub use field_path::{FieldPath, Step};
pub use handles::{AreaIx, CollectionIx, DatasetIx, LevelIx, PageIx};
pub use hours::{DAYS, HOLIDAYS, Opening, OpeningHours, Span};
pub use language::{LanguageTag, Localized, Phrase};
pub use mailbox::Mailbox;
pub use partial_date::{DatePrecision, PartialDate};
pub use phone::{
    EXTENSION_DIGITS, Phone, PhoneFault, PhoneKind, SHORT_DIGITS, example as phone_example, national_digits,
};
pub use position::Position;
pub use record_key::RecordKey;
pub use record_ref::RecordRef;
pub use slug::{Slug, slugify};
pub use tone::Tone;
pub use unfit::{Unfit, unfit};
pub use when::When;
