/// Makes of the kinds one enum of their options, one of their values, and for each method of the trait one `match`.
///
/// An enum and not `dyn`: with `dyn` every method of every kind would take any value and refuse those of all others. Here each
/// kind sees its own values, and the one wrong pair stands in this file.
macro_rules! register {
    ($($name:ident: $kind:ident,)*) => {
        /// A kind of field with its options. **Shape**: one variant for each registered kind.
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "each kind is described in its own file")]
        pub enum Kind {
            $($name($kind),)*
        }

        /// A value of a field. **Shape**: one variant for each registered kind.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "each kind is described in its own file")]
        pub enum Value {
            $($name(<$kind as FieldKind>::Value),)*
        }

        $(impl Registered for $kind {
            fn of_kind(kind: &Kind) -> Option<&Self> {
                #[allow(unreachable_patterns, reason = "there could be one kind only")]
                match kind {
                    Kind::$name(kind) => Some(kind),
                    _ => None,
                }
            }

            fn of_value(value: &Value) -> Option<&Self::Value> {
                #[allow(unreachable_patterns, reason = "there could be one kind only")]
                match value {
                    Value::$name(value) => Some(value),
                    _ => None,
                }
            }
        })*

        impl Kind {
            /// What schemas call the kinds, in the order in which they are registered.
            pub const NAMES: &[&str] = &[$(<$kind as FieldKind>::NAME),*];

            /// For each kind its name and example definitions, as [`FieldKind::EXAMPLES`].
            pub const EXAMPLES: &[(&str, &[&str])] = &[$((<$kind as FieldKind>::NAME, <$kind as FieldKind>::EXAMPLES)),*];

            /// Reads the options of the kind that a schema calls `name`, as [`FieldKind::options`].
            pub fn options(name: &str, keys: &Fields<'_, '_>) -> Option<Self> {
                $(if name == <$kind as FieldKind>::NAME {
                    return $kind::options(keys).map(Self::$name);
                })*
                None
            }

            /// What schemas call it.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => <$kind as FieldKind>::NAME,)* }
            }

            /// What holds for all values of the field.
            pub fn about(&self) -> About<'_> {
                match self { $(Self::$name(kind) => kind.about(),)* }
            }

            /// Reads one value, as [`FieldKind::read`].
            pub fn read(&self, reading: &Reading<'_>, node: &Node, scope: &dyn Scope) -> Option<Value> {
                match self { $(Self::$name(kind) => kind.read(reading, node, scope).map(Value::$name),)* }
            }

            /// What to write instead of a value in another shape, as [`FieldKind::reshaped`].
            pub fn reshaped(&self, node: &Node, country: Option<&Country>) -> Option<Text> {
                match self { $(Self::$name(kind) => kind.reshaped(node, country),)* }
            }

            /// The texts of a value that have a better form, as [`FieldKind::tidy`].
            pub fn tidy(&self, node: &Node, country: Option<&Country>) -> Vec<Better> {
                match self { $(Self::$name(kind) => kind.tidy(node, country),)* }
            }

            /// Whether an audience may have the value, as [`FieldKind::is_open`].
            pub fn is_open(&self, value: &Value, audience: Audience) -> bool {
                match_pair!(self, value, |kind, value| kind.is_open(value, audience); $($name,)*)
            }

            /// The value as it is written in a record, as [`FieldKind::write`].
            pub fn write(&self, value: &Value, names: &dyn Names) -> yaml::Value {
                match_pair!(self, value, |kind, value| kind.write(value, names); $($name,)*)
            }

            /// Values that a record could hold, as [`FieldKind::examples`].
            pub fn examples(&self, names: &dyn Names) -> Vec<yaml::Value> {
                match self { $(Self::$name(kind) => kind.examples(names),)* }
            }

            /// One part of a value as the cell of a table, as [`FieldKind::cell`].
            pub fn cell(&self, value: &Value, part: Part, names: &dyn Names) -> Cell {
                match_pair!(self, value, |kind, value| kind.cell(value, part, names); $($name,)*)
            }

            /// A value from the cells of its parts, as [`FieldKind::tree`].
            pub fn tree(&self, cells: &Cells<'_>) -> yaml::Value {
                match self { $(Self::$name(kind) => kind.tree(cells),)* }
            }

            /// The value in open data, as [`FieldKind::json`].
            pub fn json(&self, value: &Value, names: &dyn Names) -> Json {
                match_pair!(self, value, |kind, value| kind.json(value, names); $($name,)*)
            }

            /// What a value looks like, as [`FieldKind::json_schema`].
            pub fn json_schema(&self, form: Form) -> Json {
                match self { $(Self::$name(kind) => kind.json_schema(form),)* }
            }

            /// The value of a property of schema.org, as [`FieldKind::schema_org`].
            pub fn schema_org(&self, value: &Value, property: &str, showing: &Showing<'_>) -> Option<Json> {
                match_pair!(self, value, |kind, value| kind.schema_org(value, property, showing); $($name,)*)
            }

            /// Bytes that sort as the value does, as [`FieldKind::sort_key`].
            pub fn sort_key(&self, value: &Value, part: Part, sorting: &Sorting<'_>) -> Vec<u8> {
                match_pair!(self, value, |kind, value| kind.sort_key(value, part, sorting); $($name,)*)
            }

            /// What no two records may share, as [`FieldKind::unique_key`].
            pub fn unique_key(&self, value: &Value) -> String {
                match_pair!(self, value, |kind, value| kind.unique_key(value); $($name,)*)
            }

            /// The value as a piece of a title, as [`FieldKind::title`].
            pub fn title<'v>(
                &'v self,
                value: &'v Value,
                part: Part,
                speech: &Speech<'_>,
                scope: &'v dyn Scope,
            ) -> Option<Cow<'v, str>> {
                match_pair!(self, value, |kind, value| kind.title(value, part, speech, scope); $($name,)*)
            }

            /// The fields that a value is made of, as [`FieldKind::fields`].
            pub fn fields(&self) -> &[Field] {
                match self { $(Self::$name(kind) => kind.fields(),)* }
            }

            /// Texts with links in them, as [`FieldKind::prose`].
            pub fn prose<'v>(&'v self, value: &'v Value) -> Vec<&'v Localized> {
                match_pair!(self, value, |kind, value| kind.prose(value); $($name,)*)
            }

            /// Learns the terms that are found in records alone, as [`FieldKind::gather`].
            pub fn gather(&mut self, values: &mut dyn Iterator<Item = &Value>) {
                match self {
                    $(Self::$name(kind) => kind.gather(&mut values.filter_map(<$kind as Registered>::of_value)),)*
                }
            }

            /// The term that the value counts to, as [`FieldKind::term`].
            pub fn term(&self, value: &Value) -> Option<TermId> {
                match_pair!(self, value, |kind, value| kind.term(value); $($name,)*)
            }

            /// The term that a term lies in, as [`FieldKind::above`].
            pub fn above(&self, term: TermId) -> Option<TermId> {
                match self { $(Self::$name(kind) => kind.above(term),)* }
            }

            /// The words that the schema defines, as [`FieldKind::words`].
            pub fn words(&self) -> Vec<&Word> {
                match self { $(Self::$name(kind) => kind.words(),)* }
            }

            /// The word for a term in data, as [`FieldKind::term_key`].
            pub fn term_key<'n>(&'n self, term: TermId, names: &'n dyn Names) -> Cow<'n, str> {
                match self { $(Self::$name(kind) => kind.term_key(term, names),)* }
            }

            /// What a term of the field is, as [`FieldKind::describe`].
            pub fn describe(&self, term: TermId, sorting: &Sorting<'_>) -> Term {
                match self { $(Self::$name(kind) => kind.describe(term, sorting),)* }
            }

            /// The words by which a record is found, as [`FieldKind::search`].
            pub fn search(
                &self,
                value: &Value,
                field: search::Field,
                speech: &Speech<'_>,
                names: &dyn Names,
                into: &mut Vec<(search::Field, String)>,
            ) {
                match_pair!(self, value, |kind, value| kind.search(value, field, speech, names, into); $($name,)*)
            }

            /// How readers see the value, as [`FieldKind::show`].
            pub fn show<'v>(&'v self, value: &'v Value, showing: &Showing<'v>) -> Shown<'v> {
                match_pair!(self, value, |kind, value| kind.show(value, showing); $($name,)*)
            }
        }
    };
}

/// Calls a method of a kind with a value of the same kind.
macro_rules! match_pair {
    ($self:ident, $given:ident, |$kind:ident, $value:ident| $call:expr; $($name:ident,)*) => {
        match ($self, $given) {
            $((Self::$name($kind), Value::$name($value)) => $call,)*
            // A record's values are read by the fields of its own schema, and nothing changes either afterwards.
            (kind, value) => unreachable!("a field of the kind {} never holds {value:?}", kind.name()),
        }
    };
}
