use super::{DAY, HOLIDAYS, Opening, OpeningHours, Span};

/// The days' words in OpenStreetMap.
const DAYS: [&str; 8] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"];
const APPOINTMENT: &str = "\"by appointment\"";

/// **Source**: the `opening_hours` tag of OpenStreetMap: weekdays, public holidays, times, `off` and the comment
/// "by appointment". What else that language can say (seasons, weeks, sunrise) is no usual week and is not read.
impl OpeningHours {
    /// Reads the days of an `opening_hours` tag; nothing where it says more than a usual week.
    pub fn from_osm(text: &str) -> Option<Self> {
        let mut hours = Self::default();
        for rule in text.split(';').map(str::trim).filter(|rule| !rule.is_empty()) {
            let (days, opening) = read_rule(rule)?;
            for day in days {
                hours.days[day] = Some(opening.clone());
            }
        }
        hours.days.iter().any(Option::is_some).then_some(hours)
    }

    /// The days as an `opening_hours` tag.
    pub fn to_osm(&self) -> String {
        let rule = |(first, last, opening): (usize, usize, &Opening)| {
            let days = if first == last { DAYS[first].to_owned() } else { format!("{}-{}", DAYS[first], DAYS[last]) };
            format!("{days} {}", times(opening))
        };
        self.runs().into_iter().map(rule).collect::<Vec<_>>().join("; ")
    }
}

fn times(opening: &Opening) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match opening {
        Opening::Closed => "off".to_owned(),
        Opening::Appointment => APPOINTMENT.to_owned(),
        Opening::Spans(spans) => {
            let span = |span: &Span| format!("{}-{}", clock(span.from), clock(span.to));
            spans.iter().map(span).collect::<Vec<_>>().join(",")
        }
    }
}

fn read_rule(rule: &str) -> Option<(Vec<usize>, Opening)> {
    let week = || (0..HOLIDAYS).collect::<Vec<_>>();
    if rule == "24/7" {
        return Some((week(), Opening::Spans(vec![Span { from: 0, to: DAY }])));
    }
    if !rule.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Some((week(), read_times(rule)?));
    }
    let ends = rule.find(|c: char| c.is_ascii_digit() || c == '"').or(rule.find(" off")).or(rule.find(" closed"))?;
    let (days, times) = rule.split_at(ends);
    Some((read_days(days.trim())?, read_times(times.trim())?))
}

fn read_days(text: &str) -> Option<Vec<usize>> {
    let day = |word: &str| DAYS.iter().position(|name| *name == word.trim());
    let days = |part: &str| match part.split_once('-') {
        None => Some(vec![day(part)?]),
        Some((first, last)) => super::range(day(first)?, day(last)?),
    };
    Some(text.split(',').map(days).collect::<Option<Vec<_>>>()?.concat())
}

fn read_times(text: &str) -> Option<Opening> {
    match text {
        "off" | "closed" => Some(Opening::Closed),
        APPOINTMENT => Some(Opening::Appointment),
        times => Opening::spans(times.split(',').map(|span| Span::parse(span.trim())).collect::<Option<_>>()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_week_goes_both_ways() {
        for (text, same) in [
            ("Mo-Fr 08:00-16:00,17:00-19:00; Sa off; PH off", None),
            ("Mo 08:00-16:00; We,Fr 10:00-18:00", Some("Mo 08:00-16:00; We 10:00-18:00; Fr 10:00-18:00")),
            ("Mo-Su 09:00-17:00; Su closed", Some("Mo-Sa 09:00-17:00; Su off")),
            ("24/7", Some("Mo-Su 00:00-24:00")),
            ("08:00-20:00; PH off", Some("Mo-Su 08:00-20:00; PH off")),
            ("Fr-Sa 22:00-02:00", None),
            ("Sa \"by appointment\"", None),
            ("Mo-Fr,PH 8:00-16:00", Some("Mo-Fr 08:00-16:00; PH 08:00-16:00")),
            ("Sa-Mo 08:00-12:00", Some("Mo 08:00-12:00; Sa-Su 08:00-12:00")),
        ] {
            let written = OpeningHours::from_osm(text).map(|hours| hours.to_osm());
            assert_eq!(written.as_deref(), Some(same.unwrap_or(text)), "{text}");
        }
    }

    #[test]
    fn what_is_no_usual_week_is_not_read() {
        for text in [
            "",
            "Mo-Fr",
            "Jan-Mar 08:00-16:00",
            "Mo[1] 10:00-12:00",
            "sunrise-sunset",
            "Mo-Fr 08:00-16:00 || off",
            "Mo 8:00+",
            "week 1-20 Mo 10:00-12:00",
            "Mo-Fr 08:00-16:00 \"ring twice\"",
            "pon. 8-16",
        ] {
            assert_eq!(OpeningHours::from_osm(text), None, "{text}");
        }
    }
}
