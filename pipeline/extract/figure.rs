//! Figures: quantities with all that was found out about them.

pub(crate) mod context;
pub(crate) mod ends;
#[cfg(test)]
mod tests;
mod ties;

use figlift_model::{Basis, ChangeEnd, ObsStatus, PeriodSource, Qualifier, Role};
use figlift_number::{Exact, Interval};
use figlift_text::{Period, Span};

use crate::scan::list_place::ListPlace;

/// One value stated in a text. Spans are of the document's text.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Name, which an edit elsewhere in the document does not change.
    pub id: String,
    /// Number, multiplier, unit and the marks grown onto them.
    pub span: Span,
    /// The number stated, in `unit`; `None` for a range or an indefinite number.
    pub value: Option<Exact>,
    /// What the wording makes of it.
    pub qualifier: Qualifier,
    /// The values that the wording allows.
    pub bounds: Interval,
    /// Half a unit of the last digit stated.
    pub resolution: Option<Exact>,
    /// Canonical unit.
    pub unit: String,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Measure word of a count.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// What the value is.
    pub role: Role,
    /// The change that it is one end of: its id, and which end.
    pub change: Option<(String, ChangeEnd)>,
    /// The figure that it restates in another unit.
    pub alt_of: Option<String>,
    /// What a change is compared with.
    pub basis: Option<Basis>,
    /// The period compared with.
    pub base_period: Option<Period>,
    /// The words that say what is measured.
    pub indicator: Option<Measured>,
    /// Code of the area observed.
    pub area: Option<String>,
    /// The words that name the area.
    pub area_words: Option<Span>,
    /// The word that says that what is measured is new (新增): right before the words for it, their
    /// first, or right before the value.
    pub action: Option<Span>,
    /// The list of values that it stands in.
    pub list: Option<ListPlace>,
    /// The period observed, and where in the text it comes from; a corrected one does not.
    pub period: Option<(Period, Option<PeriodSource>)>,
    /// SDMX observation status.
    pub status: ObsStatus,
    /// The words that some fields come from.
    pub evidence: Evidence,
    /// Heading above the sentence.
    pub section: Option<Span>,
    /// The sentence.
    pub sentence: Span,
    /// Number of the sentence in the document, from zero.
    pub sentence_number: usize,
    /// Number of the paragraph in the document, from zero.
    pub paragraph: usize,
    /// Where the bracket right behind it ends, or else its clause, before the mark that ends it.
    pub clause_end: usize,
    /// Id of the rule that read it.
    pub rule: String,
    /// Whose error was corrected in it, and why. The extractor itself corrects nothing.
    pub correction: Option<String>,
}

/// The words that fields come from. Fields that rules set without a word of their own have their
/// evidence in the match of the rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The words that name the period.
    pub period: Option<Span>,
    /// The words that state the basis.
    pub basis: Option<Span>,
    /// The words that make it a forecast, a target or provisional.
    pub status: Option<Span>,
    /// The words that name the denominator.
    pub per: Option<Span>,
    /// The word that states the qualifier: 超, 余, 左右. It may lie within the value.
    pub bound: Option<Span>,
    /// The unit or measure word, within the value.
    pub unit: Option<Span>,
}

/// The words that say what is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The words.
    pub words: String,
    /// Where they stand, where they are one run of the text.
    pub span: Option<Span>,
}
