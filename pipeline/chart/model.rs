//! What a chart is made of.

/// A chart to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Names the chart; the ids of its title and description are made from it, so it should
    /// differ between charts that stand on one page.
    pub id: String,
    /// The one message of the chart.
    pub title: Words,
    /// What is drawn, and in which unit.
    pub subtitle: Words,
    /// What a reader has to know besides; how special marks are to be read is said without it.
    pub note: Option<Words>,
    /// Who says so, and when. Empty where nothing is to be said.
    pub source: String,
    /// What is drawn.
    pub mark: Mark,
}

/// A text in Chinese and in English. Chinese comes first and larger; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The Chinese words.
    pub zh: String,
    /// The English words.
    pub en: String,
}

/// The kind of a chart, with its values.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Changes between two values, a row each, in one panel a scale.
    Dumbbell(Vec<Panel>),
    /// Changes between two values as lines from a left column to a right one, a panel a group.
    Slope(Vec<Group<Row>>),
    /// Values over time, a panel each. Series of the same unit share their vertical scale, and
    /// all share the horizontal one.
    Line(Vec<Series>),
    /// Single values as bars from zero, those below zero to the left; a panel a group.
    Bar(Vec<Group<Item>>),
    /// What each wording allows, on one axis; a panel a group.
    Interval(Vec<Group<Item>>),
    /// Ranks on rungs, the first on the right, moves as arrows; a panel a group.
    Ladder(Vec<Group<Move>>),
}

/// Values of one unit that are compared on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<T> {
    /// What the values have in common.
    pub title: Words,
    /// The unit that they are in.
    pub unit: Words,
    /// Whether they are ranks: the least is the best, and the axis runs backwards.
    pub ranks: bool,
    /// The values, in the order in which they are drawn.
    pub rows: Vec<T>,
}

/// One value with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What the value measures.
    pub label: Words,
    /// The value.
    pub point: Point,
}

/// A rank, and what it was before, where that is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// What is ranked.
    pub label: Words,
    /// The former rank, drawn hollow.
    pub from: Option<Point>,
    /// The latter rank, drawn filled.
    pub to: Point,
}

/// Rows that are compared on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What the rows have in common.
    pub title: Words,
    /// What they are compared on.
    pub scale: Scale,
    /// The rows, in the order in which they are drawn.
    pub rows: Vec<Row>,
}

/// What the rows of a panel are compared on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How many times the second value is the first: levels of different units. Bars from zero.
    Multiple,
    /// Shares, in percent, on one axis that includes zero.
    Percent,
    /// Ranks, with the first place on the right.
    Rank,
}

/// One change: a value and what it became.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the values measure.
    pub label: Words,
    /// The former value, drawn hollow.
    pub from: Point,
    /// The latter value, drawn filled.
    pub to: Point,
}

/// One figure, and what its wording allows: the columns `obs_value`, `value_low` and `value_high`
/// of the figure model, in the unit in which it is drawn.
///
/// | value | low | high | drawn as |
/// |---|---|---|---|
/// | 120 | 120 | 120 | an exact value |
/// | 250 | 250 | 260 | a value with the interval that the wording allows |
/// | none | 3 | 5 | an interval |
/// | 10 | 10 | none | a value with an arrow upwards: no upper limit is stated |
/// | 3000 | none | 3000 | a value with an arrow downwards |
/// | 50 | none | none | an approximate value, with a soft edge |
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Names the figure; its mark carries it as `data-figure-id`. Of an implied value, which no text
    /// states, the name of the revision; carried as `data-revision-id`.
    pub figure_id: String,
    /// The value in the words of the text, `250余亿元`; shown as label.
    pub surface: String,
    /// The period that the value is of.
    pub period: Option<String>,
    /// The number stated.
    pub value: Option<f64>,
    /// The least value that the wording allows; none where it sets no limit.
    pub low: Option<f64>,
    /// The greatest value that the wording allows; none where it sets no limit.
    pub high: Option<f64>,
    /// The sentence that states it; shown when the mark is pointed at.
    pub sentence: String,
    /// Where the sentence is shown in its text: the address that the mark leads to.
    pub link: Option<String>,
    /// No text states the value: it follows from a later one and its change. Drawn hollow.
    pub implied: bool,
}

/// Values of one indicator over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What the values measure.
    pub label: Words,
    /// The unit that they are in.
    pub unit: Words,
    /// Position on the horizontal axis (for instance the year), the words for it, and the value.
    ///
    /// Any order will do. Where several values share a position, the last of them that is stated is
    /// drawn filled and on the line; former and implied ones are hollow.
    pub points: Vec<(f64, String, Point)>,
}

impl Words {
    /// Both on one line, Chinese first.
    pub(crate) fn joined(&self) -> String {
        let both = [self.zh.trim(), self.en.trim()];
        both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn of(zh: &str, en: &str) -> Words {
        Words { zh: zh.to_owned(), en: en.to_owned() }
    }
}
