//! Of which period a value is that is stated of several years, and what kind of flow or stock it is.

use figlift_config::Pack;
use figlift_extract::Figure;
use figlift_model::{ChangeEnd, FlowStock, Role};
use figlift_text::Period;
use polars::prelude::*;

/// How a value belongs to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whether it is a stock or a flow; `None` if unknown.
    pub flow_stock: Option<FlowStock>,
    /// The period that the value is of; `None` if it has none, or may be of a whole span of years or of the
    /// last of them.
    pub period: Option<Period>,
}

impl Reference {
    /// How a figure belongs to its time, given its indicator in the catalogue.
    ///
    /// ```
    /// use figlift_extract::Extractor;
    /// use figlift_model::FlowStock;
    /// use figlift_normalize::Reference;
    /// use figlift_text::{Document, Metadata};
    /// let config = figlift_config::Config::built_in()?;
    /// let text = "2021—2025年，全省地区生产总值突破3万亿元，城镇新增就业突破200万人。";
    /// let document = Document::new("a", text, Metadata::default());
    /// let found = Extractor::new(&config.pack).extract(&document);
    /// let of = |at: usize, id| Reference::of(&found.figures[at], Some(id), &config.pack);
    /// assert_eq!(of(0, "gdp").period, Some("2025".parse()?));
    /// assert_eq!(of(1, "new-jobs").period, Some("2021/2025".parse()?));
    /// assert_eq!(of(1, "new-jobs").flow_stock, Some(FlowStock::Flow));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(figure: &Figure, indicator: Option<&str>, pack: &Pack) -> Reference {
        let flow_stock = flow_stock(figure, indicator, pack);
        let period = figure.period.map(|(period, _)| period);
        let period = period.and_then(|period| reference(figure, flow_stock, period));
        Reference { flow_stock, period }
    }
}

/// What a figure says of its kind: that it is added up or was done, else its indicator, else the end of
/// its words.
fn flow_stock(figure: &Figure, indicator: Option<&str>, pack: &Pack) -> Option<FlowStock> {
    let was_done = figure.action.is_some_and(|deed| deed.class.is_some());
    let stated = indicator.and_then(|id| pack.indicators.get(id)?.flow_stock);
    // A growth or a rank of what is added up is not added up itself.
    let adds_up = figure.role == Role::Level && (figure.is_cumulative || was_done);
    if adds_up {
        return Some(FlowStock::Flow);
    }
    let words = || pack.flow_stock.of(&figure.indicator.as_ref()?.words);
    stated.or_else(words)
}

fn reference(figure: &Figure, kind: Option<FlowStock>, period: Period) -> Option<Period> {
    let is_state = matches!(figure.role, Role::Level | Role::Rank);
    if !is_state || !is_of_years(period) {
        return Some(period);
    }
    match figure.change {
        // Both ends of a change are of single years.
        Some((_, ChangeEnd::From)) => Period::year(period.start_year() - 1),
        Some((_, ChangeEnd::To)) => period.last_part(),
        None if kind == Some(FlowStock::Flow) && figure.role == Role::Level => Some(period),
        // A stock or a rank is there at one time, whatever the verb.
        None if kind == Some(FlowStock::Stock) || figure.role == Role::Rank => period.last_part(),
        None if kind.is_some() && is_reached(figure) => period.last_part(),
        None => None,
    }
}

/// Whether it has come to the value in the end: a verb says so, or the clause has no verb at all, and only
/// says how large it is. 完成投资6.6万亿元 may as well say what the years come to.
fn is_reached(figure: &Figure) -> bool {
    let bare = figure.evidence.is_bare && figure.action.is_none();
    figure.evidence.arrival.is_some() || bare
}

/// Whether a period is a span of more than a year.
fn is_of_years(period: Period) -> bool {
    let next = period.shift_years(1);
    period.freq().is_none() && next.is_some_and(|next| next.first() < period.last())
}

/// The rows of `figures` with the period that each value is of, where one is known, in the place of the
/// period that it is stated for.
pub(crate) fn by_reference(figures: &DataFrame) -> PolarsResult<LazyFrame> {
    let periods = periods(figures)?;
    let moved =
        col("ref_period").neq_missing(col("time_period")).and(col("ref_period").is_not_null());
    let referred = |name: &str| {
        let own = col(format!("ref_{name}"));
        when(moved.clone()).then(own).otherwise(col(name)).alias(name)
    };
    let joined = figures.clone().lazy().join(
        periods.lazy(),
        [col("ref_period")],
        [col("ref_period")],
        JoinArgs::new(JoinType::Left),
    );
    let time = when(moved.clone()).then(col("ref_period")).otherwise(col("time_period"));
    let columns = [
        time.alias("time_period"),
        referred("period_start"),
        referred("period_end"),
        referred("freq"),
    ];
    Ok(joined.with_columns(columns))
}

/// The periods that values are of, each once, with their days and frequency.
fn periods(figures: &DataFrame) -> PolarsResult<DataFrame> {
    let names = figures.column("ref_period")?.unique()?.drop_nulls();
    let names = names.str()?;
    let parsed: Vec<Option<Period>> = names.iter().map(|name| name?.parse().ok()).collect();
    let days =
        |day: fn(Period) -> i32| parsed.iter().map(|period| period.map(day)).collect::<Vec<_>>();
    let freqs: Vec<Option<&str>> =
        parsed.iter().map(|period| Some((*period)?.freq()?.code())).collect();
    let frame = df!(
        "ref_period" => names.clone().into_series(),
        "ref_period_start" => days(Period::first_day),
        "ref_period_end" => days(Period::last_day),
        "ref_freq" => freqs,
    )?;
    let date = |name: &str| col(name).cast(DataType::Date);
    frame.lazy().with_columns([date("ref_period_start"), date("ref_period_end")]).collect()
}
