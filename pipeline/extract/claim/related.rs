//! The fields that rules set on a node.

use figlift_config::Reach;
use figlift_model::{Basis, ChangeEnd, ObsStatus, Qualifier, Role, Sign};
use figlift_text::Span;

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
    /// The node of the area that is paired with this quantity in a list.
    pub area: Option<usize>,
    /// Whether it is such an area.
    pub is_listed_area: bool,
    pub change: Option<(ChangeEnd, usize)>,
    /// The node of the quantity that it restates in another unit.
    pub restates: Option<usize>,
}
