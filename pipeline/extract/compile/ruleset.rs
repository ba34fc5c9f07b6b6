//! Rules and words, compiled once and used for all documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use figlift_config::Pack;
use figlift_text::Span;
use rustc_hash::FxHashSet;

use crate::compile::classes::{ClassSet, Classes};
use crate::compile::policy::Policy;
use crate::compile::scratch::ScratchPool;
use crate::compile::shape::Shapes;
use crate::compile::stage::Stage;
use crate::compile::vocabulary::Vocabulary;
use crate::phrase::segmenter::Segmenter;

/// The compiled rules and words of a pack.
///
/// ```
/// use figlift_config::Config;
/// use figlift_extract::RuleSet;
/// let rules = RuleSet::compile(&Config::built_in()?.pack)?;
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
#[derive(Debug)]
pub struct RuleSet {
    pub(crate) pack: Arc<Pack>,
    /// The words of each class and of its narrower classes.
    pub(crate) words: BTreeMap<String, Vec<String>>,
    /// Names of places that count only behind that of an area that they lie in.
    pub(crate) common_names: FxHashSet<String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) shapes: Shapes,
    /// Rules that claim numerals, and rules that relate nodes.
    pub(crate) claiming: Stage,
    pub(crate) relating: Stage,
    pub(crate) policy: Policy,
    /// Cuts phrases into words.
    pub(crate) segmenter: Segmenter,
    pub(crate) number: ClassSet,
    /// The classes of each lone magnitude, by its value.
    pub(crate) magnitudes: [(i64, ClassSet); 4],
    pub(crate) part_of_whole: ClassSet,
    pub(crate) text: ClassSet,
    /// Those of what has a shape, until a rule claims it.
    pub(crate) no_classes: ClassSet,
    pub(crate) classes: Classes,
    pub(crate) scratch: ScratchPool,
}

impl RuleSet {
    /// Whether an area lies in another one, by the catalogue. No area lies in itself.
    pub(crate) fn lies_within(&self, area: &str, wider: &str) -> bool {
        self.pack.areas.lies_within(area, wider)
    }

    /// The name of the dimension of a unit.
    pub(crate) fn dimension(&self, unit: &str) -> Option<&str> {
        self.pack.units.get(unit).map(|unit| unit.dimension.name.as_str())
    }

    /// The words of a class and of its narrower classes.
    pub(crate) fn words(&self, class: &str) -> impl Iterator<Item = &str> {
        self.words.get(class).into_iter().flatten().map(String::as_str)
    }

    /// Whether a text contains a word of a class.
    pub(crate) fn holds(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.contains(word))
    }

    /// Whether the words before a time make it the start of a period: 从2004年起.
    pub(crate) fn leads_onward(&self, reading: &str, time: Span) -> bool {
        self.ends("onward-from", &reading[..time.start])
    }

    /// Whether a text ends with a word of a class.
    pub(crate) fn ends(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.ends_with(word))
    }

    /// Whether a text begins with a word of a class.
    pub(crate) fn begins(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.starts_with(word))
    }

    /// The classes of a quantity in that unit: `q` and `q.<dimension>`.
    pub(crate) fn quantity_classes(&self, unit: &str) -> ClassSet {
        let dimension = self.dimension(unit).map(|name| format!("q.{name}"));
        let of_dimension = dimension.and_then(|name| self.classes.get(&name));
        std::iter::once(self.policy.q).chain(of_dimension).collect()
    }
}
