//! Figures: quantities with all their fields.

pub(crate) mod context;
pub(crate) mod ends;
#[cfg(test)]
mod tests;
mod ties;

use figlift_model::{Action, Basis, ChangeEnd, ObsStatus, PeriodSource, Qualifier, Role};
use figlift_number::{Exact, Interval};
use figlift_text::{Period, Span};
use serde::{Deserialize, Serialize};

use crate::attach::AttachmentName;
use crate::reach::ReachOrigins;
use crate::scan::list_place::ListPlace;

/// One stated value. Spans are of the document's text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// Id, which does not change with edits elsewhere in the document.
    pub id: String,
    /// Span of number, multiplier, unit and the bounding marks attached to them.
    pub span: Span,
    /// The stated number, in `unit`; `None` for a range or an indefinite number.
    pub value: Option<Exact>,
    /// Qualifier.
    pub qualifier: Qualifier,
    /// The values that the wording allows.
    pub bounds: Interval,
    /// Half a unit of the last stated digit.
    pub resolution: Option<Exact>,
    /// Canonical unit.
    pub unit: String,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Measure word of a count.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// Role of the value.
    pub role: Role,
    /// The change of which it is one end: the id of the change, and the end.
    pub change: Option<(String, ChangeEnd)>,
    /// The figure that it restates in another unit.
    pub alt_of: Option<String>,
    /// The figure that it repeats, where the text tells a paragraph twice.
    pub repeat_of: Option<String>,
    /// What a change is compared with.
    pub basis: Option<Basis>,
    /// The period compared with.
    pub base_period: Option<Period>,
    /// The words for the indicator.
    pub indicator: Option<Measured>,
    /// Code of the area observed.
    pub area: Option<String>,
    /// The words that name the area.
    pub area_words: Option<Span>,
    /// What was done to what is counted or paid.
    pub action: Option<Deed>,
    /// Whether the value is added up from a start (累计), and not of the period alone.
    pub is_cumulative: bool,
    /// Its place in a list of values.
    pub list: Option<ListPlace>,
    /// The observed period, and its source in the text, unless it was corrected.
    pub period: Option<(Period, Option<PeriodSource>)>,
    /// SDMX observation status.
    pub status: ObsStatus,
    /// The words that state its fields.
    pub evidence: Evidence,
    /// Heading above the sentence.
    pub section: Option<Span>,
    /// The sentence.
    pub sentence: Span,
    /// Number of the sentence in the document, from zero.
    pub sentence_number: usize,
    /// Number of the paragraph in the document, from zero.
    pub paragraph: usize,
    /// End of the bracket right after it, or else of its clause, without the closing mark.
    pub clause_end: usize,
    /// Id of the rule that read it.
    pub rule: String,
    /// Whose error was corrected in it, and why. The extractor itself makes no corrections.
    pub correction: Option<String>,
}

/// The words that state fields. The evidence of fields that rules set without such a word is the
/// match of the rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The attachment that found the words for the indicator, by name.
    #[serde(deserialize_with = "crate::attach::named")]
    pub attachment: Option<AttachmentName>,
    /// The words that name the period.
    pub period: Option<Span>,
    /// The words that state the basis.
    pub basis: Option<Span>,
    /// The words that state the status.
    pub status: Option<Span>,
    /// The words that name the denominator.
    pub per: Option<Span>,
    /// The word that states the qualifier: 超, 余, 左右. It may be within the value.
    pub bound: Option<Span>,
    /// The unit or measure word, within the value.
    pub unit: Option<Span>,
    /// The verb that says that it has come to the value in the end: 达到, 提高到.
    pub arrival: Option<Span>,
    /// Whether its clause has no verb: what is measured is all that leads to the value.
    pub is_bare: bool,
    /// Where that stands which reaches it.
    pub(crate) origins: ReachOrigins,
}

impl Evidence {
    /// Where that stands which says its period, basis, status, area and denominator, each with the column
    /// that it fills, as `figlift explain` names it; `None` where nothing further off says it.
    ///
    /// ```
    /// assert_eq!(figlift_extract::Evidence::default().origins()[3], ("ref_area", None));
    /// ```
    pub fn origins(&self) -> [(&'static str, Option<&'static str>); 5] {
        self.origins.named()
    }
}

/// What was done: 新增, 建成, 发放.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The verb.
    pub words: Span,
    /// Its class; none for verbs that tell no series from another (投入研发经费).
    pub class: Option<Action>,
}

/// The words for the indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The words.
    pub words: String,
    /// Their span, if they are contiguous.
    pub span: Option<Span>,
}
