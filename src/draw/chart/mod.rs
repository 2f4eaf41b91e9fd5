//! Charts: bars, columns, lines and parts of a whole, with every value written beside its mark.
//!
//! In: a [`ChartRequest`]. Out: an `<svg>` of 360 units' width, made for a telephone; shown wider it only grows, so what
//! does not overlap here overlaps nowhere.
//!
//! The figures must stand in a table near the chart; the drawing is one picture to those who hear the page.

mod bars;
mod canvas;
mod columns;
mod lines;
mod scale;
mod stacked;

use canvas::Canvas;

/// What a chart shall show. **Shape**: texts as they will stand on the page, unescaped.
pub struct ChartRequest<'a> {
    /// Begins the ids inside the SVG: unique on its page, ASCII letters, digits and hyphens.
    pub id: &'a str,
    /// The chart's name, for those who do not see it: the page shows it beside the chart.
    pub title: &'a str,
    /// What it shows, in a sentence or two, for those who do not see it; may be empty.
    pub description: &'a str,
    /// How the values are drawn.
    pub kind: ChartKind,
    /// What the values count, written above the chart; may be empty.
    pub unit: &'a str,
    /// The names of the rows, in order; years for lines.
    pub categories: Vec<&'a str>,
    /// The values of each column.
    pub series: Vec<Series<'a>>,
    /// Writes a value or a tick in the page's language.
    pub format: &'a dyn Fn(f64) -> String,
    /// What stands where a value is missing, such as "no data".
    pub missing: &'a str,
}

/// One value for each category.
#[derive(Clone, Debug, Default)]
pub struct Series<'a> {
    /// What the values are; shown in the legend where there are several series.
    pub name: &'a str,
    /// **Shape**: as many as there are categories; those beyond are not drawn, those that lack are missing.
    pub values: Vec<Option<f64>>,
    /// Which of the values the source contradicts: they are hatched, and a sign follows the number.
    ///
    /// **Shape**: as the values; those that lack are not contradicted.
    pub contested: Vec<bool>,
}

/// How values are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each value, below the name of its category: names may be as long as they like.
    #[default]
    Bars,
    /// A column for each value; bars where the names or values are too long to stand side by side.
    Columns,
    /// A line for each series, from zero.
    Lines,
    /// For each category one bar of full width, divided among the series; only for values that are not negative.
    Stacked,
}

/// The number of series that are told apart by colour and pattern; more begin again.
pub const DISTINCT_SERIES: usize = 6;

/// Draws a chart. Values that are no finite number count as missing.
pub fn draw_chart(request: &ChartRequest<'_>) -> String {
    let mut canvas = Canvas::new(request);
    match request.kind {
        ChartKind::Columns if columns::fit(request) => columns::draw(&mut canvas, request),
        ChartKind::Bars | ChartKind::Columns => bars::draw(&mut canvas, request),
        ChartKind::Lines => lines::draw(&mut canvas, request),
        ChartKind::Stacked => stacked::draw(&mut canvas, request),
    }
    canvas.finish(request)
}

impl ChartRequest<'_> {
    /// A value that can be drawn.
    fn value(&self, series: usize, category: usize) -> Option<f64> {
        let value = self.series[series].values.get(category).copied().flatten();
        value.filter(|value| value.is_finite())
    }

    /// A value as it is written, or what stands for a missing one.
    fn written(&self, series: usize, category: usize) -> String {
        self.value(series, category).map_or_else(|| self.missing.to_owned(), |value| (self.format)(value))
    }

    /// Whether the source contradicts a value.
    fn is_contested(&self, series: usize, category: usize) -> bool {
        self.series[series].contested.get(category).copied().unwrap_or_default()
    }

    /// The width of a value as it is written, with its sign. **Units**: drawing units.
    fn written_width(&self, series: usize, category: usize) -> f64 {
        let sign = if self.is_contested(series, category) { canvas::SIGN } else { 0.0 };
        canvas::value_width(&self.written(series, category)) + sign
    }

    /// Every value that can be drawn.
    fn values(&self) -> impl Iterator<Item = f64> {
        self.places().filter_map(|(series, category)| self.value(series, category))
    }

    /// Series and category of every value, one series after the other.
    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let categories = self.categories.len();
        (0..self.series.len()).flat_map(move |series| (0..categories).map(move |category| (series, category)))
    }
}
