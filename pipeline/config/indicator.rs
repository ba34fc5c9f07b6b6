use std::collections::BTreeMap;

use figlift_model::{FlowStock, Role, Unknown};
use serde::Deserialize;

use crate::agreement::Need;
use crate::entries::Entries;
use crate::{ConfigError, Source, Unit, Units};

/// One indicator of the catalogue.
///
/// ```
/// let config = figlift_config::Config::built_in()?;
/// let output = &config.pack.indicators["gdp"];
/// assert!(output.words().any(|word| word == "国内生产总值"));
/// assert_eq!(output.price, Some(figlift_config::Price::Constant));
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// Other words for it. The labels of both languages need not be repeated.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Dimension of its levels: money, share, count …
    pub dimension: String,
    /// Whether it is a stock or a flow; `None` if its words have to tell.
    pub flow_stock: Option<FlowStock>,
    /// The prices at which its growth is stated; `None` if prices play no part.
    pub price: Option<Price>,
    /// The better direction; `None` if neither is.
    pub better: Option<Better>,
}

/// The prices at which the growth of an indicator is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Price {
    /// Growth at constant prices, levels at current ones: the stated growth is not that of the
    /// levels.
    Constant,
    /// Growth and levels at current prices.
    Current,
}

/// The better direction of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// The more the better.
    Up,
    /// The less the better.
    Down,
}

impl Indicator {
    /// All its Chinese words, the label first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.zh.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a value of that role and unit can be one of this indicator: money is not counted,
    /// and a share changes by points.
    pub fn takes(&self, role: Role, unit: &Unit) -> bool {
        Need::of(role, unit, Some(&self.dimension)).is_none_or(|need| need.is_met_by(unit))
    }

    /// Words as catalogues compare them: without blanks and parentheses.
    ///
    /// ```
    /// use figlift_config::Indicator;
    /// assert_eq!(Indicator::plain("研究与试验发展（R&D） 经费"), "研究与试验发展经费");
    /// ```
    pub fn plain(words: &str) -> String {
        let mut depth = 0_usize;
        let mut plain = String::with_capacity(words.len());
        for c in figlift_text::plain_words(words).chars() {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 && !c.is_whitespace() => plain.push(c),
                _ => {}
            }
        }
        plain
    }
}

pub(crate) fn overlay(
    known: &mut BTreeMap<String, Indicator>,
    source: &Source,
) -> Result<(), ConfigError> {
    known.extend(source.parse::<BTreeMap<String, Indicator>>()?);
    Ok(())
}

/// Checks what depends on the whole catalogue and on the units.
pub(crate) fn check(
    indicators: &BTreeMap<String, Indicator>,
    units: &Units,
    files: &[Source],
) -> Result<(), ConfigError> {
    let entries = Entries::of(files, "indicators.toml");
    let dimensions = units.dimensions();
    for (id, indicator) in indicators {
        refuse_empty(id, indicator, entries)?;
        let dimension = indicator.dimension.as_str();
        if !dimensions.contains(dimension) {
            let unknown = Unknown::of("dimension", dimension, dimensions);
            return Err(entries.error(id, dimension, unknown.message()).help(unknown.help()));
        }
    }
    refuse_shared(indicators, entries)
}

fn refuse_empty(id: &str, indicator: &Indicator, entries: Entries) -> Result<(), ConfigError> {
    let mut labels = indicator.words().chain([indicator.en.as_str()]);
    let Some(label) = labels.find(|label| Indicator::plain(label).is_empty()) else {
        return Ok(());
    };
    let message = format!("a label of `{id}` is empty");
    let help = "write a name; parentheses are ignored";
    Err(entries.error(id, label, message).help(help))
}

/// Words of two indicators identify neither, unless the unit of the value does.
fn refuse_shared(
    indicators: &BTreeMap<String, Indicator>,
    entries: Entries,
) -> Result<(), ConfigError> {
    let mut first: BTreeMap<(String, &str), &str> = BTreeMap::new();
    for (id, indicator) in indicators {
        for words in indicator.words() {
            let key = (Indicator::plain(words), indicator.dimension.as_str());
            let other = *first.entry(key).or_insert(id);
            if other == id {
                continue;
            }
            let (later, earlier) = entries.in_order(id, other);
            let plain = Indicator::plain(words);
            let own = indicators[later].words().find(|own| Indicator::plain(own) == plain);
            let message = format!("`{words}` is already a word for `{earlier}`");
            let help = "remove it from one of the two; one that is also measured in another \
                        dimension may share it";
            return Err(entries.error(later, own.unwrap_or(words), message).help(help));
        }
    }
    Ok(())
}
