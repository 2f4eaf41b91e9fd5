use std::fmt;

/// The way from a record, or another mapping of a file, to a value in it: `hours`, `phones[1].extension`,
/// `description.en`. It means the same value in every state of the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Vec<Step>);

/// One step of a way into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key. **Shape**: not empty.
    Key(Box<str>),
    /// To an item of a list, counted from zero.
    Item(usize),
}

impl FieldPath {
    /// The way to a field.
    pub fn new(field: &str) -> Self {
        Self(vec![Step::Key(field.into())])
    }

    /// One step further: to a part, or to the text in a language.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// One step further: to an item of a list, counted from zero.
    #[must_use]
    pub fn item(mut self, item: usize) -> Self {
        self.0.push(Step::Item(item));
        self
    }

    /// The way of some steps; nothing where they do not begin with a key.
    pub fn from_steps(steps: Vec<Step>) -> Option<Self> {
        matches!(steps.first(), Some(Step::Key(_))).then_some(Self(steps))
    }

    /// Reads a way as it is written: keys after full stops, items in square brackets.
    pub fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (key, items) = part.split_once('[').map_or((part, None), |(key, items)| (key, Some(items)));
            if key.is_empty() || key.contains(']') {
                return None;
            }
            steps.push(Step::Key(key.into()));
            for item in items.into_iter().flat_map(|items| items.split('[')) {
                let number = item.strip_suffix(']')?;
                let plain = number.bytes().all(|byte| byte.is_ascii_digit());
                steps.push(Step::Item(number.parse().ok().filter(|_| plain)?));
            }
        }
        Some(Self(steps))
    }

    /// Whether another way is a part of this one, from its start.
    pub fn starts_with(&self, other: &FieldPath) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The same way past lists: to any of their items.
    #[must_use]
    pub fn without_items(&self) -> Self {
        Self(self.0.iter().filter(|step| matches!(step, Step::Key(_))).cloned().collect())
    }

    /// The steps. **Shape**: never empty, the first is a key.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => formatter.write_str(key)?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Item(item) => write!(formatter, "[{item}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_written_as_it_is_read() {
        for text in ["hours", "emails[0]", "address.street", "phones[1].extension", "status.note.en", "a[0][2].b"] {
            assert_eq!(FieldPath::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(FieldPath::parse("phones[1].extension"), Some(FieldPath::new("phones").item(1).key("extension")));
        for bad in
            ["", "[0]", "a[", "a[a]", "a[-1]", "a[+1]", "a[0", "a.", ".a", "a]", "a[0]b", "a[99999999999999999999]"]
        {
            assert_eq!(FieldPath::parse(bad), None, "{bad}");
        }
    }
}
