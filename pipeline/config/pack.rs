//! The pack: what figlift knows of the language and the field.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{
    Areas, Checks, ConfigError, FlowStockWords, Indicator, Lexicon, PhraseWords, Rule, Source,
    TableWords, Units, area, indicator, rule,
};

/// The embedded files of the built-in pack, by their path in `config/pack/`.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pack.rs"));

/// Words, rules, units and catalogues.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// Words by class.
    pub lexicon: Lexicon,
    /// Words by which phrases are told apart.
    pub phrase: PhraseWords,
    /// Words by which the heads of tables are read.
    pub tables: TableWords,
    /// Rules by id.
    pub rules: BTreeMap<String, Arc<Rule>>,
    /// Units by code.
    pub units: Units,
    /// Indicators by id.
    pub indicators: BTreeMap<String, Indicator>,
    /// Words by which stocks and flows are told apart.
    pub flow_stock: FlowStockWords,
    /// Areas by code.
    pub areas: Areas,
    /// What is checked.
    pub checks: Checks,
    /// Its files, in the order of overlaying.
    pub files: Vec<Source>,
}

impl Pack {
    /// The built-in pack, overlaid with the files of a project (names start with `pack/`).
    ///
    /// # Errors
    /// If a file is invalid or misplaced.
    pub fn load(overlay: &[&Source]) -> Result<Pack, ConfigError> {
        let mut pack = Pack::default();
        let mut stated = rule::StatedIds::new();
        for (name, text) in BUILT_IN {
            let mut source = Source::new(&format!("pack/{name}"), text);
            source.path = format!("built-in pack/{name}").into();
            pack.overlay(&source, &mut stated)?;
        }
        stated.clear();
        for source in overlay {
            pack.overlay(source, &mut stated)?;
        }
        // Classes may refer to classes of later files.
        let last = pack.files.iter().rev().find(|file| file.name.contains("lexicon/"));
        if let Some(file) = last {
            pack.lexicon.check_wider(file)?;
        }
        pack.lexicon.check_meanings(&pack.files)?;
        pack.lexicon.check_units(&pack.units, &pack.files)?;
        indicator::check(&pack.indicators, &pack.units, &pack.files)?;
        area::check(&pack.areas, &pack.units, &pack.files)?;
        Ok(pack)
    }

    fn overlay(
        &mut self,
        source: &Source,
        stated: &mut rule::StatedIds,
    ) -> Result<(), ConfigError> {
        match source.name.strip_prefix("pack/").unwrap_or(&source.name) {
            "units.toml" => self.units.overlay(source)?,
            "indicators.toml" => indicator::overlay(&mut self.indicators, source)?,
            "areas.toml" => area::overlay(&mut self.areas, source)?,
            "flow-stock.toml" => self.flow_stock.overlay(source)?,
            "checks.toml" => self.checks.overlay(source)?,
            "phrase.toml" => self.phrase.overlay(source)?,
            "tables.toml" => self.tables.overlay(source)?,
            name if name.starts_with("lexicon/") => {
                self.lexicon.overlay(source)?;
            }
            name if name.starts_with("rules/") => {
                rule::overlay(&mut self.rules, source, stated)?;
            }
            _ => {
                let help = "the pack has rules/, lexicon/, phrase.toml, tables.toml, units.toml, indicators.toml, flow-stock.toml, areas.toml and checks.toml";
                return Err(ConfigError::misplaced(&source.path).help(help));
            }
        }
        self.files.push(source.clone());
        Ok(())
    }
}
