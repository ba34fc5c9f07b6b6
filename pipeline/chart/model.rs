//! The values of a chart.

/// A text in Chinese and in English. Chinese comes first and larger; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Bilingual {
    /// The Chinese words.
    pub zh: String,
    /// The English words.
    pub en: String,
}

/// Values that are compared on one axis; of a line, the values of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What the values have in common.
    pub title: Bilingual,
    /// The unit that they are in; empty where they are of several, or of none.
    pub unit: Bilingual,
    /// What the values are.
    pub scale: Scale,
    /// The values, in the order in which they are drawn. A line runs by their positions, in any
    /// order; where several share a position, the last of them that is stated is drawn filled and on
    /// the line; former and implied ones are hollow.
    pub rows: Vec<ChartRow>,
}

/// What the values of a panel are, and so what a change of them comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Levels. A change is a multiple: how many times the second value is the first.
    Level,
    /// Shares and growth, in percent. A change is a difference in percentage points.
    Percent,
    /// Ranks: the least is the best, so axes run backwards. A change is a number of places.
    Rank,
}

/// One value, and what it was before where the mark shows that too.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRow {
    /// What the value measures; of a line, the words for the position.
    pub label: Bilingual,
    /// Position on the horizontal axis of a line, for instance the year. Other marks ignore it.
    pub at: f64,
    /// The former value, drawn hollow. Where it is not stated, marks of changes draw `to` as both.
    pub from: Option<Point>,
    /// The value, or the latter of two.
    pub to: Point,
    /// Whether others are compared with it, as provinces are with the nation.
    pub is_reference: bool,
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
    /// How the value stands to what is over and stated.
    pub standing: PointStanding,
}

/// How a value stands to what is over and stated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PointStanding {
    /// A text states it of what is over. Drawn filled.
    #[default]
    Stated,
    /// The same, but provisionally. Drawn hollow on a line.
    Provisional,
    /// A forecast or target: it lies ahead of its text. Drawn apart from a line.
    Ahead,
    /// No text states it: it follows from a later value and its change. Drawn hollow.
    Implied,
}

impl Point {
    /// Whether no text states it.
    pub(crate) fn is_implied(&self) -> bool {
        self.standing == PointStanding::Implied
    }
}

impl Panel {
    /// Whether the values are ranks.
    pub(crate) fn is_ranked(&self) -> bool {
        self.scale == Scale::Rank
    }
}

impl ChartRow {
    /// The former and the latter value.
    pub(crate) fn ends(&self) -> [&Point; 2] {
        [self.from.as_ref().unwrap_or(&self.to), &self.to]
    }

    /// How many marks it has.
    pub(crate) fn marks(&self) -> usize {
        1 + usize::from(self.from.is_some())
    }
}

impl Bilingual {
    /// Both on one line, Chinese first.
    pub(crate) fn joined(&self) -> String {
        let both = [self.zh.trim(), self.en.trim()];
        both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn of(zh: &str, en: &str) -> Bilingual {
        Bilingual { zh: zh.to_owned(), en: en.to_owned() }
    }
}
