use serde::{Deserialize, Serialize};

use crate::Exact;

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct End {
    /// Where it ends.
    pub value: Exact,
    /// Whether the end itself is inside.
    pub closed: bool,
}

impl End {
    /// An end that is inside.
    pub fn closed(value: Exact) -> End {
        End { value, closed: true }
    }

    /// An end that is not inside.
    pub fn open(value: Exact) -> End {
        End { value, closed: false }
    }
}

/// An end of an interval, or what is beyond all numbers where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Corner {
    at: Extended,
    closed: bool,
}

/// A number, or what is beyond all numbers on either side; in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extended {
    Below,
    Number(Exact),
    Above,
}

impl Corner {
    /// The lower end of an interval, or what is below all numbers.
    pub(crate) fn low(end: Option<&End>) -> Corner {
        Corner::of(end, Extended::Below)
    }

    /// The upper end of an interval, or what is above all numbers.
    pub(crate) fn high(end: Option<&End>) -> Corner {
        Corner::of(end, Extended::Above)
    }

    fn of(end: Option<&End>, beyond: Extended) -> Corner {
        match end {
            Some(end) => Corner { at: Extended::Number(end.value.clone()), closed: end.closed },
            None => Corner { at: beyond, closed: false },
        }
    }

    /// The ends of the least interval that holds these corners.
    pub(crate) fn spanned(corners: impl IntoIterator<Item = Corner>) -> (Option<End>, Option<End>) {
        let mut corners: Vec<Corner> = corners.into_iter().collect();
        corners.sort_by(|a, b| a.at.cmp(&b.at));
        // A number that one of several corners reaches is reached.
        let end = |outmost: Option<&Corner>| match outmost.map(|corner| &corner.at) {
            Some(Extended::Number(value)) => {
                let alike = |corner: &&Corner| Some(&corner.at) == outmost.map(|one| &one.at);
                let closed = corners.iter().filter(alike).any(|corner| corner.closed);
                Some(End { value: value.clone(), closed })
            }
            _ => None,
        };
        (end(corners.first()), end(corners.last()))
    }

    fn is_zero(&self) -> bool {
        matches!(&self.at, Extended::Number(value) if value.is_zero())
    }

    fn is_negative(&self) -> bool {
        match &self.at {
            Extended::Below => true,
            Extended::Number(value) => value.is_negative(),
            Extended::Above => false,
        }
    }

    /// The product. Zero times anything is zero, beyond all numbers, too: no product of numbers near to
    /// these corners is beyond zero and the other corners.
    pub(crate) fn times(&self, other: &Corner) -> Corner {
        match (&self.at, &other.at) {
            (Extended::Number(a), Extended::Number(b)) => {
                let reached = |zero: &Corner| zero.is_zero() && zero.closed;
                let closed = self.closed && other.closed || reached(self) || reached(other);
                Corner { at: Extended::Number(a * b), closed }
            }
            _ if self.is_zero() => self.clone(),
            _ if other.is_zero() => other.clone(),
            _ if self.is_negative() != other.is_negative() => {
                Corner { at: Extended::Below, closed: false }
            }
            _ => Corner { at: Extended::Above, closed: false },
        }
    }

    /// One over it, of an interval on one side of zero.
    pub(crate) fn inverse(&self, is_positive: bool) -> Corner {
        let beyond = if is_positive { Extended::Above } else { Extended::Below };
        let at = match &self.at {
            Extended::Number(value) => Exact::ONE.over(value).map_or(beyond, Extended::Number),
            _ => Extended::Number(Exact::ZERO),
        };
        Corner { at, closed: self.closed }
    }
}
