//! Opening hours of a usual week, and their form in OpenStreetMap.

mod osm;

use super::{Localized, PartialDate};

/// When a place is open in a usual week and on public holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningHours {
    /// Monday to Sunday, then public holidays; nothing for a day of which nothing is said.
    pub days: [Option<Opening>; 8],
    /// What else there is to say.
    pub note: Option<Localized>,
    /// Of which day the hours are known.
    pub as_of: Option<PartialDate>,
}

/// When a place is open on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Not at all.
    Closed,
    /// By appointment only.
    Appointment,
    /// In these spans. **Shape**: not empty; in order, none begins before the one before it ends.
    Spans(Vec<Span>),
}

/// From when until when a place is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// **Units**: minutes after midnight, below 1440.
    pub from: u16,
    /// **Units**: as `from`, up to 1440; not after `from` where it ends on the next day.
    pub to: u16,
}

/// Where the public holidays stand among the days.
pub const HOLIDAYS: usize = 7;

/// **Units**: minutes.
const DAY: u16 = 24 * 60;

/// The days' words in records.
pub const DAYS: [&str; 8] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays"];

impl Span {
    /// Reads a span as people write it: `8:00–16:00`, `8.00 - 16.00`, `8-16`.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['–', '—', '-'])?;
        let (from, to) = (minutes(from.trim())?, minutes(to.trim())?);
        (from < DAY && from != to).then_some(Self { from, to })
    }

    /// Its two ends as `8:00` and `16:00`.
    pub fn ends(self) -> (String, String) {
        let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
        (clock(self.from), clock(self.to))
    }

    /// When it ends, counted on over midnight. **Units**: minutes.
    fn end(self) -> u16 {
        if self.to <= self.from { self.to + DAY } else { self.to }
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= DAY).then_some(all)
}

impl Opening {
    /// Puts spans of one day in their order; nothing where two of them overlap.
    pub fn spans(mut spans: Vec<Span>) -> Option<Self> {
        spans.sort_by_key(|span| span.from);
        let apart = spans.windows(2).all(|pair| pair[0].end() <= pair[1].from);
        (apart && !spans.is_empty()).then_some(Self::Spans(spans))
    }
}

impl OpeningHours {
    /// Neighbouring days with the same hours: the first, the last, and when it is open then. Holidays stand alone.
    pub fn runs(&self) -> Vec<(usize, usize, &Opening)> {
        let mut runs: Vec<(usize, usize, &Opening)> = Vec::new();
        for (day, opening) in self.days.iter().enumerate() {
            let Some(opening) = opening else { continue };
            match runs.last_mut() {
                Some((_, last, same)) if *last + 1 == day && day != HOLIDAYS && *same == opening => *last = day,
                _ => runs.push((day, day, opening)),
            }
        }
        runs
    }

    /// The days that a word or a range of words names: `mon`, `sat-sun`, `mon, wed`.
    pub fn days_of(text: &str) -> Option<Vec<usize>> {
        let day = |word: &str| DAYS.iter().position(|name| *name == word.trim());
        let days = |part: &str| match part.split_once(['-', '–']) {
            None => Some(vec![day(part)?]),
            Some((first, last)) => range(day(first)?, day(last)?),
        };
        Some(text.split(',').map(days).collect::<Option<Vec<_>>>()?.concat())
    }
}

/// The days from one to another, over the end of the week too.
fn range(first: usize, last: usize) -> Option<Vec<usize>> {
    let within = first < HOLIDAYS && last < HOLIDAYS && first != last;
    within.then(|| (0..=(last + 7 - first) % 7).map(|step| (first + step) % 7).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_write_them() {
        for text in ["8:00–16:30", "08:00-16:30", "8.00 – 16.30", "8-16:30", "8:00—16:30"] {
            assert_eq!(Span::parse(text), Some(Span { from: 480, to: 990 }), "{text}");
        }
        assert_eq!(Span::parse("22:00–2:00"), Some(Span { from: 1320, to: 120 }));
        assert_eq!(Span::parse("0:00–24:00"), Some(Span { from: 0, to: 1440 }));
        for text in [
            "8:00",
            "8:00–",
            "8:0–16:00",
            "8:60–9:00",
            "8:00–25:00",
            "24:00–2:00",
            "8–8",
            "od 8 do 16",
            "8:00-16:00-17:00",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_named_alone_in_ranges_and_in_lists() {
        assert_eq!(OpeningHours::days_of("mon-wed"), Some(vec![0, 1, 2]));
        assert_eq!(OpeningHours::days_of("sat–mon"), Some(vec![5, 6, 0]));
        assert_eq!(OpeningHours::days_of("mon, wed, holidays"), Some(vec![0, 2, 7]));
        for text in ["", "monday", "mon-", "fri-holidays", "mon-mon", "pon"] {
            assert_eq!(OpeningHours::days_of(text), None, "{text}");
        }
    }

    #[test]
    fn spans_of_a_day_lie_apart() {
        let span = |text| Span::parse(text).expect("a span");
        assert!(Opening::spans(vec![span("17–19"), span("8–16")]).is_some());
        assert_eq!(Opening::spans(vec![span("8–16"), span("15–19")]), None);
        assert_eq!(Opening::spans(vec![span("22–2"), span("23–24")]), None);
    }
}
