//! Writing SVG: escaped text, short numbers, paths in relative steps.

use std::fmt::Write;

use geo::Coord;

use super::text::wrap;
use crate::markdown::escaped;

/// Writes text so that it can stand in an element or a quoted attribute of a drawing, on one line.
pub fn escape(text: &str) -> String {
    // XML 1.0 §2.2 has no control characters but those of white space.
    let plain = text.chars().filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'));
    escaped(&plain.map(|c| if c < ' ' { ' ' } else { c }).collect::<String>())
}

/// A length in tenths of a unit, the smallest step that is drawn.
#[expect(clippy::cast_possible_truncation, reason = "drawings are some thousand units wide")]
pub(super) fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

/// A length as short as SVG reads it: `12`, `-.3`, `4.5`.
pub(super) fn number(length: f64) -> String {
    short(tenths(length))
}

fn short(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    match (whole, part) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, part) => format!("{sign}.{part}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// The `d` of a path that closes each ring, in steps from point to point; points that fall together are drawn once, and
/// rings that fall together to a line or a point not at all.
pub(super) fn path(rings: impl IntoIterator<Item = impl IntoIterator<Item = Coord<f64>>>) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut points: Vec<(i64, i64)> = ring.into_iter().map(|at| (tenths(at.x), tenths(at.y))).collect();
        // Steps go between rounded points: steps rounded by themselves would add up their errors along the ring.
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        if points.len() < 3 {
            continue;
        }
        push_pair(&mut path, 'M', points[0]);
        for (number, step) in points.windows(2).enumerate() {
            let command = if number == 0 { 'l' } else { ' ' };
            push_pair(&mut path, command, (step[1].0 - step[0].0, step[1].1 - step[0].1));
        }
        path.push('z');
    }
    path
}

/// Appends two numbers after a command.
fn push_pair(path: &mut String, command: char, (x, y): (i64, i64)) {
    if command != ' ' {
        path.push(command);
    }
    push_number(path, &short(x));
    push_number(path, &short(y));
}

/// Appends a number with a space where nothing else tells it from the one before: a sign does, and so does a second point.
fn push_number(path: &mut String, number: &str) {
    let before = path.rfind(|character: char| !character.is_ascii_digit() && character != '.').map_or(0, |at| at + 1);
    let follows_number = before < path.len();
    let told_apart = number.starts_with('-') || (number.starts_with('.') && path[before..].contains('.'));
    if follows_number && !told_apart {
        path.push(' ');
    }
    path.push_str(number);
}

/// The start of an `<svg>` with its name and description for those who do not see it.
pub(super) struct Opening<'a> {
    pub class: &'a str,
    /// Begins the ids of title and description.
    pub id: &'a str,
    pub width: f64,
    pub height: f64,
    /// Whether there are links inside: then it is a group, else one picture.
    pub has_links: bool,
    pub title: &'a str,
    pub description: &'a str,
}

impl Opening<'_> {
    pub fn write(&self) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let (class, id, role) = (self.class, escape(self.id), if self.has_links { "group" } else { "img" });
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{id}-title\""
        );
        if !self.description.is_empty() {
            write!(svg, " aria-describedby=\"{id}-desc\"").expect("a string takes any text");
        }
        write!(svg, ">\n<title id=\"{id}-title\">{}</title>\n", escape(self.title)).expect("a string takes any text");
        if !self.description.is_empty() {
            writeln!(svg, "<desc id=\"{id}-desc\">{}</desc>", escape(self.description))
                .expect("a string takes any text");
        }
        svg
    }
}

/// The size of the credit's text, and from line to line. **Units**: drawing units.
const CREDIT: (f64, f64) = (11.0, 15.0);

/// An SVG that keeps its looks in a file of its own: the style rules are put into it, without those for dark screens, as
/// it will stand on white; below the drawing stands the credit, which may be empty.
pub fn standalone(svg: &str, style: &str, credit: &str) -> String {
    let svg = with_credit(svg, credit).unwrap_or_else(|| svg.to_owned());
    let inside = svg.find('>').map_or(0, |end| end + 1);
    // These signs would end the section that the style stands in.
    let style = style.replace("]]>", "").replace("(prefers-color-scheme: dark)", "not all");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}<style><![CDATA[{style}]]></style>{}",
        &svg[..inside],
        &svg[inside..]
    )
}

/// The drawing made higher by the lines of its credit; nothing where it has no size or the credit no words.
fn with_credit(svg: &str, credit: &str) -> Option<String> {
    let (before, rest) = svg.split_once("viewBox=\"0 0 ")?;
    let (size, after) = rest.split_once('"')?;
    let (width, height) = size.split_once(' ')?;
    let (wide, mut bottom): (f64, f64) = (width.parse().ok()?, height.parse().ok()?);
    let body = after.strip_suffix("</svg>").filter(|_| !credit.is_empty())?;
    let mut lines = String::new();
    for line in wrap(credit, CREDIT.0, wide - 8.0) {
        bottom += CREDIT.1;
        let text = escape(&line);
        writeln!(lines, "<text x=\"4\" y=\"{}\" font-size=\"{}\">{text}</text>", number(bottom), number(CREDIT.0))
            .expect("a string takes any text");
    }
    let height = number(bottom + 5.0);
    Some(format!("{before}viewBox=\"0 0 {width} {height}\"{body}\n{lines}</svg>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.0, -0.04, 0.25, -0.3, 12.0, 4.56].map(number), ["0", "0", ".3", "-.3", "12", "4.6"]);
    }

    #[test]
    fn paths_step_without_drift_and_skip_what_vanishes() {
        let ring = |points: &[(f64, f64)]| points.iter().map(|(x, y)| Coord { x: *x, y: *y }).collect::<Vec<_>>();
        let square = ring(&[(1.0, 1.0), (1.04, 1.0), (2.06, 1.0), (2.0, 0.5), (1.0, 1.0)]);
        let speck = ring(&[(1.0, 1.0), (1.01, 1.0), (1.0, 1.01), (1.0, 1.0)]);
        assert_eq!(path([square, speck]), "M1 1l1.1 0-.1-.5z");
    }

    #[test]
    fn a_file_names_its_source_below_the_drawing_and_stays_light() {
        let svg = "<svg viewBox=\"0 0 90 40\"><g/></svg>";
        let file = standalone(svg, "@media (prefers-color-scheme: dark) { a {} }", "Source: a & b of c");
        assert!(file.contains("viewBox=\"0 0 90 75\""), "{file}");
        assert!(file.contains(">Source: a &amp;</text>") && file.contains(">b of c</text>\n</svg>"), "{file}");
        assert!(file.contains("@media not all"), "{file}");
        assert!(standalone(svg, "", "").ends_with("<svg viewBox=\"0 0 90 40\"><style><![CDATA[]]></style><g/></svg>"));
    }

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escape("<a href=\"x\">&\u{1}"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
