use super::scope::Register;
use crate::config::Schema;
use crate::field::Value as FieldValue;
use crate::model::UrlPath;
use crate::reading::Languages;

/// What is the same for all records of a collection.
pub struct Context<'a> {
    /// The collection's schema.
    pub schema: &'a Schema,
    /// Where the collection's pages lie.
    pub path: &'a UrlPath,
    /// The site's languages.
    pub languages: &'a Languages,
    /// What values may refer to.
    pub scope: &'a Register<'a>,
    /// The values of fields that a record does not have.
    pub defaults: &'a [Box<[FieldValue]>],
}
