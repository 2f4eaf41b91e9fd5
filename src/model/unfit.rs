/// Why a character is no part of a text that people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It steers a device.
    Control,
    /// It turns the text after it around, or ends that.
    Direction,
    /// It stands for a character that could not be read.
    Lost,
}

/// Whether a character is no part of a text. Tabs and line ends are, and so are the marks of one letter's direction,
/// which right-to-left scripts need beside digits.
///
/// **Source**: Unicode 16, general category Cc; UAX #9 explicit directional formatting; replacement characters; noncharacters.
pub fn unfit(character: char) -> Option<Unfit> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Unfit::Control),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Unfit::Direction),
        '\u{fffc}' | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' => Some(Unfit::Lost),
        other if u32::from(other) & 0xfffe == 0xfffe => Some(Unfit::Lost),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_read_is_fit() {
        assert!("Żółć\tΩ\r\n „tak” – 1\u{a0}000 \u{200f}עברית 漢字 👩🏽‍🦽".chars().all(|c| unfit(c).is_none()));
        for (character, why) in [
            ('\u{7}', Unfit::Control),
            ('\u{85}', Unfit::Control),
            ('\u{202e}', Unfit::Direction),
            ('\u{2066}', Unfit::Direction),
            ('\u{fffd}', Unfit::Lost),
            ('\u{ffff}', Unfit::Lost),
            ('\u{1fffe}', Unfit::Lost),
        ] {
            assert_eq!(unfit(character), Some(why), "{:04X}", u32::from(character));
        }
    }
}
