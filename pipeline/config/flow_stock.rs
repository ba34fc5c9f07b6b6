//! Words by which stocks and flows are told apart.

use std::collections::BTreeMap;

use figlift_model::FlowStock;
use serde::Deserialize;

use crate::word_classes::{ClassEntry, WordClasses};
use crate::{ConfigError, Source};

/// The words of `flow-stock.toml`.
#[derive(Clone, Debug, Default)]
pub struct FlowStockWords {
    ends: WordClasses<FlowStock>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FlowStockFile {
    ends: BTreeMap<FlowStock, ClassEntry>,
}

impl FlowStockWords {
    /// What a value is, by the longest end of the words for what is measured; `None` where no end is
    /// known, or two kinds have the same.
    ///
    /// ```
    /// use figlift_model::FlowStock;
    /// let config = figlift_config::Config::built_in()?;
    /// let words = &config.pack.flow_stock;
    /// assert_eq!(words.of("普惠小微贷款余额"), Some(FlowStock::Stock));
    /// assert_eq!(words.of("软件业务收入"), Some(FlowStock::FlowOfPeriod));
    /// assert_eq!(words.of("企业"), None);
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn of(&self, measured: &str) -> Option<FlowStock> {
        let ends = self.ends.all().filter(|(end, _)| measured.ends_with(end));
        let (end, kind) = ends.max_by_key(|(end, _)| end.len())?;
        let mut alike = self.ends.all().filter(|(other, _)| *other == end);
        alike.all(|(_, other)| other == kind).then_some(kind)
    }

    /// Lays a file over the words: those of a known kind are added to it.
    ///
    /// # Errors
    /// If the file has another shape, or a word is empty.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: FlowStockFile = source.parse()?;
        self.ends.overlay(source, "ends", file.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_end_counts() {
        let mut words = FlowStockWords::default();
        let file = "[ends.stock]\nwords = [\"贷款\", \"量\"]\n[ends.flow]\nwords = [\"新增贷款\", \"量\"]\n";
        words.overlay(&Source::new("pack/flow-stock.toml", file)).unwrap();
        assert_eq!(words.of("制造业贷款"), Some(FlowStock::Stock));
        assert_eq!(words.of("全年新增贷款"), Some(FlowStock::Flow));
        assert_eq!(words.of("发行量"), None, "two kinds have the end");
        let wrong = Source::new("pack/flow-stock.toml", "[ends.flows]\nwords = []\n");
        assert!(words.overlay(&wrong).is_err());
    }
}
