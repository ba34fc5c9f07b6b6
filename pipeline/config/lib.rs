//! The configuration of figlift: words, rules, units, catalogues, expectations, corrections and
//! charts.
//!
//! The *pack* is what figlift knows of the language and the field. It is embedded in the program,
//! and a project's `config/pack/` is overlaid on it entry by entry. All of it is strict TOML: an
//! unknown key is an error that names file, line and column.
//!
//! ```
//! use figlift_config::Config;
//! let config = Config::built_in()?;
//! assert!(config.pack.units.get("CNY").is_some());
//! # Ok::<(), figlift_config::ConfigError>(())
//! ```

mod agreement;
mod area;
mod chart;
mod check;
mod correction;
pub mod dictionary;
mod entries;
mod error;
mod expectation;
mod flow_stock;
mod indicator;
mod lexicon;
pub mod names;
mod one_or_more;
mod pack;
mod phrase;
mod place;
mod rule;
mod source;
mod table;
mod unit;
mod walk;
mod word_classes;

use std::path::Path;
use std::sync::Arc;

pub use area::{Area, Areas};
pub use chart::{
    CHART_FIELDS, ChartKey, ChartSpec, ChartWords, Grouping, Select, SelectEnd, Sort, Template,
};
pub use check::{CheckWords, Checks, Disjoint, Ratio, Whole};
pub use correction::{Correction, Field, FieldValue, Meant, Stated, UNIT_MULTS, Values};
pub use error::ConfigError;
pub use expectation::{Expectation, Expected, Series};
pub use flow_stock::FlowStockWords;
pub use indicator::{Better, Indicator, Price};
pub use lexicon::{Lexicon, Reach, WordClass};
pub use pack::Pack;
pub use phrase::{DeedVerb, PhraseClass, PhraseWords};
pub use place::{Gazetteer, Place, PlaceName};
pub use rule::{Band, Carried, Case, CaseNumeral, Matcher, PeriodKind, Rule, RuleClass, SetFields};
pub use source::{Source, Spanned, TomlValue};
pub use table::{HeadClass, SaidWords, TableWords};
pub use unit::{Dimension, Unit, Units};

/// The words of `config/pack/generated/words.tsv` with their packed [entries](dictionary::LexicalEntry), as a
/// serialized trie of the crate crawdad.
pub static DICTIONARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.trie"));

/// A validated configuration.
#[derive(Debug)]
pub struct Config {
    /// Words, rules, units and catalogues. They are shared with the compiled rules.
    pub pack: Arc<Pack>,
    /// Values that the texts must state.
    pub expected: Vec<Expected>,
    /// Known errors of texts and of readings, in the order of the ledger.
    pub corrections: Vec<Correction>,
    /// The charts to draw.
    pub charts: Vec<ChartSpec>,
    /// The project's own files, in order of their paths.
    pub files: Vec<Source>,
}

impl Config {
    /// The built-in pack alone: no expectations, no corrections, no charts.
    ///
    /// # Errors
    /// If the built-in pack is invalid, which its tests rule out.
    pub fn built_in() -> Result<Config, ConfigError> {
        let pack = Pack::load(&[])?;
        Ok(Config {
            pack: Arc::new(pack),
            expected: Vec::new(),
            corrections: Vec::new(),
            charts: Vec::new(),
            files: Vec::new(),
        })
    }

    /// The built-in pack, overlaid with the files of a folder: `pack/`, `expected/`, `charts/`
    /// and `corrections.toml`.
    ///
    /// # Errors
    /// If the folder cannot be read or has a misplaced TOML file, or if a file is not valid TOML,
    /// or has an unknown key or an invalid value.
    pub fn load(folder: &Path) -> Result<Config, ConfigError> {
        let files = source::read_folder(folder)?;
        for file in &files {
            let is_below = ["pack", "expected", "charts"].iter().any(|part| file.is_below(part));
            if !is_below && &*file.name != correction::LEDGER {
                return Err(ConfigError::misplaced(&file.path));
            }
        }
        refuse_same_names(&files)?;
        let below =
            |part: &str| files.iter().filter(|file| file.is_below(part)).collect::<Vec<_>>();
        let pack = Arc::new(Pack::load(&below("pack"))?);
        let parse_expected = |file| Expected::parse(file, &pack);
        let expected =
            below("expected").into_iter().map(parse_expected).collect::<Result<_, _>>()?;
        let ledger = files.iter().find(|file| &*file.name == correction::LEDGER);
        let parse_ledger = |file| Correction::parse(file, &pack);
        let corrections = ledger.map(parse_ledger).transpose()?.unwrap_or_default();
        let parse_chart = |file| ChartSpec::parse(file, &pack);
        let charts = below("charts").into_iter().map(parse_chart).collect::<Result<_, _>>()?;
        Ok(Config { pack, expected, corrections, charts, files })
    }
}

/// Files are identified by their names alone, so two of one name in one part would be one.
fn refuse_same_names(files: &[Source]) -> Result<(), ConfigError> {
    let part = |file: &Source| {
        let parts: Vec<&str> = file.name.split('/').collect();
        let named = matches!(parts[..], ["charts" | "expected", ..]);
        named.then(|| (parts[0].to_owned(), file.stem().to_owned()))
    };
    let mut known = std::collections::BTreeMap::new();
    for file in files {
        let Some(key) = part(file) else { continue };
        if let Some(other) = known.insert(key, file.path.clone()) {
            let message = format!("{other} has the same name");
            return Err(file
                .error(0..0, message)
                .help("rename one of them: file names identify charts and expectations"));
        }
    }
    Ok(())
}
