//! Which units a value can have by its role and by what is measured.

use std::fmt;

use figlift_model::Role;

use crate::Unit;

/// What the unit of a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need<'a> {
    /// `%`: how fast something grew.
    Percent,
    /// `1`: how many times as much.
    One,
    /// `rank`: which place.
    Rank,
    /// Points: by how much a share changed.
    Points,
    /// A unit of that dimension.
    Dimension(&'a str),
}

impl Need<'_> {
    /// What a value of that role needs where levels have that dimension; none where any unit will do.
    pub(crate) fn of<'a>(role: Role, unit: &Unit, dimension: Option<&'a str>) -> Option<Need<'a>> {
        match (role, dimension) {
            (Role::Growth, _) => Some(Need::Percent),
            (Role::Multiple, _) => Some(Need::One),
            (Role::Rank, _) => Some(Need::Rank),
            // 前移4位 is a change of the place that anything may have.
            (Role::Change, _) if unit.code == "rank" => None,
            (Role::Change, Some("share")) => Some(Need::Points),
            (_, dimension) => dimension.map(Need::Dimension),
        }
    }

    pub(crate) fn is_met_by(self, unit: &Unit) -> bool {
        let own = unit.dimension.name.as_str();
        match self {
            Need::Percent => unit.code == "%",
            Need::One => unit.code == "1",
            Need::Rank => unit.code == "rank",
            Need::Points => own == "points",
            // Each currency is a dimension, and any of them states a sum of money.
            Need::Dimension("money") => own == "money" || own.starts_with("money-"),
            // ‰ is one unit, whether it states a share or the points by which one changed.
            Need::Dimension("share") => own == "share" || unit.code == "permille",
            Need::Dimension(dimension) => own == dimension,
        }
    }
}

impl fmt::Display for Need<'_> {
    /// How to mend a unit that does not meet the need.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Need::Percent => write!(f, "a growth is stated in %"),
            Need::One => write!(f, "a multiple is stated in 1"),
            Need::Rank => write!(f, "a rank is stated in rank"),
            Need::Points => write!(f, "a share changes by points: pp, permille or bp"),
            Need::Dimension(name) => {
                write!(
                    f,
                    "use a unit of the dimension `{name}`, or correct the indicator's dimension"
                )
            }
        }
    }
}
