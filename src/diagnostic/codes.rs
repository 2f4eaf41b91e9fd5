//! Every kind of fault that the content can have: one stable name and one severity each.

use std::fmt;

use super::Severity;

/// The stable name of a kind of fault, such as `reference/dangling`, and how bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `group/name`, lower-case ASCII with hyphens.
    pub name: &'static str,
    /// How bad every fault of this kind is.
    pub severity: Severity,
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])+ $constant:ident = $severity:ident $name:literal;)+) => {
        $($(#[$doc])+ pub const $constant: Code = Code { name: $name, severity: Severity::$severity };)+

        /// All codes, in the order of this file. **Shape**: names are unique.
        pub const ALL: &[Code] = &[$($constant),+];
    };
}

codes! {
    /// The file is not UTF-8.
    FILE_NOT_UTF8 = Error "file/not-utf8";
    /// The file is larger than what is read.
    FILE_TOO_LARGE = Error "file/too-large";
    /// A file that must be there is not.
    FILE_MISSING = Error "file/missing";
    /// The file holds two versions that git could not merge.
    FILE_CONFLICT = Error "file/conflict";
    /// A file or folder that nothing reads.
    FILE_UNEXPECTED = Warning "file/unexpected";
    /// A file that is not read because its name ends nearly as it should.
    FILE_ENDING = Error "file/ending";
    /// A link to a file outside of the site's folder.
    FILE_OUTSIDE = Error "file/outside";
    /// A link that leads nowhere.
    FILE_LINK = Error "file/link";
    /// A pipe, a socket or a device.
    FILE_SPECIAL = Error "file/special";
    /// A file that is long and dear to load on a phone.
    FILE_HEAVY = Warning "file/heavy";
    /// More of something than a site may have.
    LIMIT_EXCEEDED = Error "limit/exceeded";
    /// A file name that cannot be an address.
    FILE_NAME = Error "file/name";

    /// The YAML cannot be read.
    YAML_SYNTAX = Error "yaml/syntax";
    /// A tab stands where YAML wants spaces.
    YAML_TAB = Error "yaml/tab";
    /// A line is indented by the wrong number of spaces.
    YAML_INDENTATION = Error "yaml/indentation";
    /// A key stands twice in one mapping.
    YAML_DUPLICATE_KEY = Error "yaml/duplicate-key";
    /// An anchor, alias, tag or merge key.
    YAML_ANCHOR = Error "yaml/anchor";
    /// A character without any width.
    YAML_INVISIBLE = Warning "yaml/invisible";
    /// A character that no text has: one that steers, turns the text around or stands for a lost letter.
    TEXT_CHARACTER = Error "text/character";
    /// Nesting deeper than allowed.
    YAML_NESTING = Error "yaml/nesting";
    /// More values in one file than allowed.
    YAML_SIZE = Error "yaml/size";

    /// A key that the schema does not know.
    KEY_UNKNOWN = Error "key/unknown";
    /// A required key or value is missing.
    KEY_MISSING = Error "key/missing";
    /// A mapping stands where text belongs, or the like.
    VALUE_TYPE = Error "value/type";
    /// A value that is empty.
    VALUE_EMPTY = Error "value/empty";
    /// A choice that the schema does not list.
    VALUE_CHOICE = Error "value/choice";
    /// A value that does not match the schema's pattern.
    VALUE_PATTERN = Error "value/pattern";
    /// A number, date or list outside the schema's limits.
    VALUE_RANGE = Error "value/range";
    /// A value that must be unique stands in two records.
    VALUE_NOT_UNIQUE = Error "value/not-unique";
    /// Not a whole number.
    VALUE_INTEGER = Error "value/integer";
    /// Not a number.
    VALUE_NUMBER = Error "value/number";
    /// Not an amount of money.
    VALUE_MONEY = Error "value/money";
    /// Neither yes nor no.
    VALUE_BOOLEAN = Error "value/boolean";
    /// A text so long that it is hardly one line.
    VALUE_LONG = Warning "value/long";
    /// A required field that no page shows.
    SCHEMA_NOT_SHOWN = Warning "schema/not-shown";
    /// A street that is glued to its number.
    ADDRESS_STREET = Warning "address/street";
    /// A town that is one letter from a known place.
    ADDRESS_TOWN = Warning "address/town";
    /// Not a date of the calendar.
    VALUE_DATE = Error "value/date";
    /// No opening hours of a usual week.
    VALUE_HOURS = Error "value/hours";
    /// Not the name of a time zone.
    VALUE_TIMEZONE = Error "value/timezone";
    /// Not a telephone number.
    VALUE_PHONE = Error "value/phone";
    /// A telephone number that nobody has.
    PHONE_UNASSIGNED = Warning "phone/unassigned";
    /// Not an e-mail address.
    VALUE_EMAIL = Error "value/email";
    /// Not a web address.
    VALUE_URL = Error "value/url";
    /// Not a postal code.
    VALUE_POSTAL_CODE = Error "value/postal-code";
    /// Not a language code, or a language that the site does not have.
    VALUE_LANGUAGE = Error "value/language";
    /// A word form that the language's plurals need is missing.
    VALUE_PLURAL = Error "value/plural";

    /// A field's definition in a schema contradicts itself.
    SCHEMA_FIELD = Error "schema/field";
    /// A schema names a field that it does not define.
    SCHEMA_UNKNOWN_FIELD = Error "schema/unknown-field";

    /// A record's identifier is not a permanent, plain address.
    RECORD_ID = Error "record/id";
    /// Two records would have the same title; they are told apart.
    RECORD_TITLE_NOT_UNIQUE = Warning "record/title-not-unique";
    /// A correction or doubt about a field that the record does not have.
    RECORD_NOTE_FIELD = Error "record/note-field";
    /// A record has not been verified for longer than the schema allows.
    RECORD_UNVERIFIED = Warning "record/unverified";
    /// Something is said to have been checked on a day after the build date.
    RECORD_FUTURE = Warning "record/future";
    /// A term has run out at the build date.
    RECORD_EXPIRED = Warning "record/expired";
    /// A record whose address was published is gone.
    RECORD_VANISHED = Error "record/vanished";
    /// A record has another identifier and does not keep its published address.
    RECORD_MOVED = Error "record/moved";
    /// One e-mail or telephone stands in several records.
    RECORD_SHARED_CONTACT = Warning "record/shared-contact";

    /// A reference to a record that does not exist.
    REFERENCE_DANGLING = Error "reference/dangling";
    /// An area code that does not exist.
    AREA_UNKNOWN = Error "area/unknown";
    /// An area of the wrong level.
    AREA_LEVEL = Error "area/level";
    /// Two areas have one code, one slug, or one outline.
    AREA_DUPLICATE = Error "area/duplicate";
    /// A property or column of an area file that none of its areas has.
    AREA_PROPERTY = Error "area/property";
    /// A projection that nobody knows.
    AREA_PROJECTION = Error "area/projection";
    /// An area whose parent does not exist.
    AREA_PARENT = Error "area/parent";
    /// Two fields of a record that name areas which do not lie in one another.
    AREA_CONTRADICTION = Warning "area/contradiction";
    /// A record whose area neither its fields nor its position tell.
    AREA_UNPLACED = Warning "area/unplaced";
    /// A position that is not inside its area by more than the tolerance.
    POSITION_OUTSIDE_AREA = Error "position/outside-area";
    /// A position outside its area, but within the outline's tolerance.
    POSITION_NEAR_BORDER = Warning "position/near-border";
    /// A position outside every area of the register.
    POSITION_OUTSIDE_REGION = Error "position/outside-region";
    /// Latitude and longitude stand in each other's place.
    POSITION_SWAPPED = Error "position/swapped";
    /// Not a latitude or longitude.
    POSITION_RANGE = Error "position/range";

    /// An e-mail domain one edit away from a known one.
    EMAIL_DOMAIN = Warning "email/domain";
    /// A mailbox named after a person.
    EMAIL_PERSONAL = Warning "email/personal";

    /// A GeoJSON file that cannot be read.
    GEOJSON_SYNTAX = Error "geojson/syntax";
    /// A GeoJSON object of the wrong type.
    GEOJSON_TYPE = Error "geojson/type";
    /// A feature without a code or name, or with one that stands twice.
    GEOJSON_PROPERTY = Error "geojson/property";
    /// A ring whose last position is not its first, or with too few positions.
    GEOJSON_RING = Error "geojson/ring";
    /// A ring that crosses itself.
    GEOJSON_CROSSING = Error "geojson/crossing";
    /// A ring wound the wrong way round; it is turned.
    GEOJSON_WINDING = Warning "geojson/winding";
    /// Rings that went back on themselves or touched themselves.
    GEOJSON_MENDED = Warning "geojson/mended";
    /// Coordinates that are no longitude and latitude.
    GEOJSON_COORDINATES = Error "geojson/coordinates";
    /// A file without features.
    GEOJSON_EMPTY = Error "geojson/empty";
    /// A row of a CSV file that cannot be read.
    CSV_ROW = Error "csv/row";

    /// Front matter is missing or never closed.
    PAGE_FRONT_MATTER = Error "page/front-matter";
    /// A link to a page of this site that does not exist.
    LINK_BROKEN = Error "link/broken";
    /// A link to a heading that does not exist.
    LINK_ANCHOR = Error "link/anchor";
    /// An image or file that does not exist.
    LINK_FILE = Error "link/file";
    /// A link of a kind that no page has: `javascript:` and the like.
    LINK_SCHEME = Error "link/scheme";
    /// An image, style sheet, script, font, frame or form of another server.
    LINK_FOREIGN = Error "link/foreign";
    /// A picture without a description for people who do not see it.
    IMAGE_DESCRIPTION = Error "image/description";
    /// A file that is no picture, or one that not every browser shows.
    IMAGE_TYPE = Error "image/type";
    /// A heading that leaves a level out.
    HEADING_LEVEL = Warning "heading/level";
    /// Raw HTML that would not reach the page.
    HTML_ELEMENT = Error "html/element";
    /// An attribute of raw HTML that would not reach the page.
    HTML_ATTRIBUTE = Error "html/attribute";
    /// Raw HTML whose elements do not begin and end in order.
    HTML_STRUCTURE = Error "html/structure";
    /// An id that stands on the page twice.
    HTML_ID = Error "html/id";
    /// A footnote that is never defined.
    FOOTNOTE_UNDEFINED = Error "footnote/undefined";

    /// A directive that cannot be read or is never closed.
    DIRECTIVE_SYNTAX = Error "directive/syntax";
    /// A directive of an unknown name.
    DIRECTIVE_UNKNOWN = Error "directive/unknown";
    /// A directive with a wrong argument.
    DIRECTIVE_ARGUMENT = Error "directive/argument";

    /// A row of a dataset with the wrong number of cells.
    DATASET_ROW = Error "dataset/row";
    /// A figure that does not agree with what the dataset declares.
    DATASET_CHECK = Error "dataset/check";
    /// A check, total or conflict that names what is not there.
    DATASET_REFERENCE = Error "dataset/reference";

    /// A collection or dataset that a portal is not given, although it gathers this register.
    OPEN_DATA_UNLISTED = Warning "open-data/unlisted";

    /// Two sources for one address or output file.
    OUTPUT_CONFLICT = Error "output/conflict";
    /// A name that makes no address, or that some disk cannot hold.
    OUTPUT_NAME = Error "output/name";
    /// A template that cannot be read or fails.
    TEMPLATE = Error "template/error";
    /// A text that the theme does not have in a language of the site.
    TRANSLATION_MISSING = Error "translation/missing";

    /// An acceptance of a warning that there is not.
    CHECKS_UNUSED = Warning "checks/unused";
    /// An accessibility statement that nobody reviewed for over a year.
    SITE_ACCESSIBILITY_REVIEW = Warning "site/accessibility-review";
    /// The site says neither who publishes it nor how to reach them.
    SITE_DEMONSTRATION = Warning "site/demonstration";
}
