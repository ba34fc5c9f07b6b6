//! The fields that rules set on a node.

use std::ops::{Index, IndexMut};

use figlift_config::Reach;
use figlift_model::{Basis, ChangeEnd, ObsStatus, Qualifier, Role, Sign};
use figlift_text::Span;

use crate::claim::quantity::Quantity;
use crate::compile::ruleset::RuleSet;

/// The fields that rules set on a node by its context.
#[derive(Clone, Debug, Default)]
pub(crate) struct Related {
    pub role: Option<Role>,
    pub sign: Option<Sign>,
    pub qualifier: Option<Qualifier>,
    /// The word that states the qualifier.
    pub bound: Option<Span>,
    pub per: Option<String>,
    /// For a period: the basis, if values are compared with it.
    pub basis: Option<Basis>,
    pub status: Option<ObsStatus>,
    /// The scope of a status or basis that is set on a word.
    pub reach: Option<Reach>,
    /// For a period: whether it sets no field.
    pub aside: bool,
    /// Whether the words name an unknown period.
    pub untold: bool,
    /// The node of the period that applies to this quantity only.
    pub period: Option<usize>,
    /// The node of the period with which this quantity is compared.
    pub base: Option<usize>,
    /// The node of the area that is paired with this quantity in a list.
    pub area: Option<usize>,
    /// Whether it is such an area.
    pub is_listed_area: bool,
    pub change: Option<(ChangeEnd, usize)>,
    /// The node of the quantity that it restates in another unit.
    pub restates: Option<usize>,
}

/// What a quantity is: what it says itself, else what rules set, else what its unit tells.
pub(crate) fn role(rules: &RuleSet, quantity: &Quantity, related: &Related) -> Role {
    quantity.own.role.or(related.role).unwrap_or_else(|| match rules.dimension(&quantity.unit) {
        _ if quantity.is_rank() => Role::Rank,
        Some("points") => Role::Change,
        Some("times") => Role::Multiple,
        _ => Role::Level,
    })
}

/// What rules set on the nodes of a sentence, by node. On most they set nothing: these share one entry.
#[derive(Clone, Debug)]
pub(crate) struct Relations {
    /// The number of the entry of each node.
    entry_of: Vec<u32>,
    /// The first is that of nodes on which nothing is set.
    entries: Vec<Related>,
}

impl Relations {
    /// Nothing is set on any of so many nodes.
    pub(crate) fn new(nodes: usize) -> Relations {
        Relations { entry_of: vec![0; nodes], entries: vec![Related::default()] }
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.entry_of.len()
    }

    /// What is set on a node; `None` if there is no such node.
    pub(crate) fn get(&self, node: usize) -> Option<&Related> {
        self.entry_of.get(node).map(|&entry| &self.entries[entry as usize])
    }

    /// What is set on each node, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Related> {
        self.entry_of.iter().map(|&entry| &self.entries[entry as usize])
    }
}

impl Index<usize> for Relations {
    type Output = Related;

    fn index(&self, node: usize) -> &Related {
        &self.entries[self.entry_of[node] as usize]
    }
}

impl IndexMut<usize> for Relations {
    fn index_mut(&mut self, node: usize) -> &mut Related {
        let entry = &mut self.entry_of[node];
        if *entry == 0 {
            *entry = self.entries.len() as u32;
            self.entries.push(Related::default());
        }
        &mut self.entries[*entry as usize]
    }
}
