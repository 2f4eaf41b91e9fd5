/// For whom an output is made: what of a record it may say.
///
/// Every output of values takes them through [`Field`](super::Field) and says its audience there, so that none can forget
/// what is held back: a mailbox that names a person, where the schema says `personal: page`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Whoever looks at just this record: its own page in each language, and the printed tables of all records.
    OwnPage,
    /// Anybody and any program: lists, search, open data, feeds, the words of search engines.
    Everyone,
    /// Those who keep the register, on their own machine.
    Office,
}
