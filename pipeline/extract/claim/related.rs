//! What rules that relate say of a node.

use figlift_config::Reach;
use figlift_model::{Basis, ChangeEnd, ObsStatus, Qualifier, Role, Sign};
use figlift_text::Span;

/// What rules say of one node by what stands around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Related {
    pub role: Option<Role>,
    pub sign: Option<Sign>,
    pub qualifier: Option<Qualifier>,
    /// The word that states the qualifier.
    pub bound: Option<Span>,
    pub per: Option<String>,
    /// Of a period: that it is compared with.
    pub basis: Option<Basis>,
    pub status: Option<ObsStatus>,
    /// How far a status or basis reaches that stands on a word.
    pub reach: Option<Reach>,
    /// Whether a period sets nothing.
    pub aside: bool,
    /// Whether the words speak of a time that cannot be told.
    pub untold: bool,
    /// The node of the period that belongs to this quantity alone.
    pub period: Option<usize>,
    /// The node of the area that a list names for this quantity.
    pub area: Option<usize>,
    /// Whether it is such an area.
    pub is_listed_area: bool,
    pub change: Option<(ChangeEnd, usize)>,
    /// The node that it restates in another unit.
    pub restates: Option<usize>,
}
