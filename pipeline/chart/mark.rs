//! What a mark is.

use crate::canvas::Canvas;
use crate::key::Drawn;
use crate::{ChartError, Panel};

/// How the values of a chart are drawn, with all that is to be known of it by those who choose values
/// for it.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Its name in the key `mark` of a chart file, unique in a list: `bar`.
    pub name: &'static str,
    /// What it shows, in Markdown of one line, for the tables of marks in the documentation.
    pub shows: &'static str,
    /// What a row of it is.
    pub takes: Takes,
    /// Whether it shows ranks.
    pub ranks: Ranks,
    /// Whether levels of any unit share one panel, where they are compared by their multiples. Else
    /// each unit has panels of its own.
    pub mixes_units: bool,
    /// Draws it.
    pub draw: Draw,
}

/// What a row of a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One value.
    Values,
    /// Both ends of a change.
    Changes,
    /// One value; where it is an end of a change, both ends.
    Moves,
    /// A target or forecast, with what was reached the year before.
    Targets,
    /// One value of a series, which is a panel of its own and runs by period.
    Series,
}

/// Whether a mark shows ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranks {
    /// It does not; the reason, as messages give it.
    No(&'static str),
    /// It does, beside other values.
    Also,
    /// It shows nothing else.
    Only,
}

/// Draws the panels of a chart below a px, and returns what is known of the marks then.
type DrawMarks = fn(&Canvas, &[Panel], f64) -> Result<Drawn, ChartError>;

/// Draws a mark. Only this crate can make one; a mark may have that of another mark.
#[derive(Debug, Clone, Copy)]
pub struct Draw(pub(crate) DrawMarks);
