//! Which units fit a value, by its role and its indicator.

use std::fmt;

use figlift_model::Role;

use crate::Unit;

/// What the unit of a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need<'a> {
    /// `%`: a rate of growth.
    Percent,
    /// `1`: a multiple.
    One,
    /// `rank`: a place in a ranking.
    Rank,
    /// Points: the change of a share.
    Points,
    /// A unit of that dimension.
    Dimension(&'a str),
}

impl Need<'_> {
    /// What a value of that role needs where levels have that dimension; `None` where any unit
    /// fits.
    pub(crate) fn of<'a>(role: Role, unit: &Unit, dimension: Option<&'a str>) -> Option<Need<'a>> {
        match (role, dimension) {
            (Role::Growth, _) => Some(Need::Percent),
            (Role::Multiple, _) => Some(Need::One),
            (Role::Rank, _) => Some(Need::Rank),
            // 前移4位 is a change of rank, which any indicator may have.
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
            // Each currency is a dimension of its own, and each measures money.
            Need::Dimension("money") => own == "money" || own.starts_with("money-"),
            // ‰ is one unit, whether it states a share or the points by which one changed.
            Need::Dimension("share") => own == "share" || unit.code == "permille",
            Need::Dimension(dimension) => own == dimension,
        }
    }
}

impl fmt::Display for Need<'_> {
    /// The help for a unit that does not meet the need.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Need::Percent => write!(f, "a growth is stated in %"),
            Need::One => write!(f, "a multiple is stated in 1"),
            Need::Rank => write!(f, "a rank is stated in rank"),
            Need::Points => {
                write!(f, "a change of a share is stated in points: pp, permille or bp")
            }
            Need::Dimension(name) => {
                write!(
                    f,
                    "use a unit of the dimension `{name}`, or correct the indicator's dimension"
                )
            }
        }
    }
}
