//! The input of all checks: the figures of a group of documents, document by document, and the words of
//! checks.

use std::sync::Arc;

use figlift_config::{CheckWords, Checks, Config, Pack, Price};
use figlift_model::Role;
use figlift_normalize::Catalogue;

use crate::figure::CheckedFigure;
use crate::record::Records;
use crate::whole::NamedWhole;
use crate::{CheckedDocument, CheckedGroup};

/// The figures of some documents of a run, with the data of catalogue and `checks.toml`.
pub struct Run<'a> {
    records: Records<'a>,
    catalogue: Arc<Catalogue<'a>>,
    wholes: Arc<Vec<NamedWhole<'a>>>,
}

/// The figures of one document.
#[derive(Clone, Copy)]
pub struct CheckedText<'r> {
    /// The document.
    pub document: &'r CheckedDocument<'r>,
    /// Its figures that repeat no other, in order of the text.
    pub figures: &'r [CheckedFigure<'r>],
}

impl<'a> Run<'a> {
    pub(crate) fn of(group: CheckedGroup<'a>, config: &'a Config) -> Run<'a> {
        let catalogue = Catalogue::new(&config.pack);
        let records = Records::of(group, config, &catalogue);
        let wholes = config.pack.checks.wholes.values();
        let wholes = wholes.map(|whole| NamedWhole::of(whole, &records.names)).collect();
        Run { records, catalogue: Arc::new(catalogue), wholes: Arc::new(wholes) }
    }

    /// A run of other documents.
    pub(crate) fn apart<'b>(&self, documents: &'b [CheckedDocument<'b>]) -> Run<'b>
    where
        'a: 'b,
    {
        let group = CheckedGroup { documents, indicators: self.records.group.indicators };
        let records = Records::of(group, self.config(), &self.catalogue);
        let wholes = self.checks().wholes.values();
        let wholes = wholes.map(|whole| NamedWhole::of(whole, &records.names)).collect();
        Run { records, catalogue: self.catalogue.clone(), wholes: Arc::new(wholes) }
    }

    /// The same with other documents, of which no figure has words or an indicator that the run does not have.
    pub(crate) fn again<'b>(&self, documents: &'b [CheckedDocument<'b>]) -> Run<'b>
    where
        'a: 'b,
    {
        let group = CheckedGroup { documents, indicators: self.records.group.indicators };
        let records = Records::like(group, &self.records, &self.catalogue);
        Run { records, catalogue: self.catalogue.clone(), wholes: self.wholes.clone() }
    }

    /// Expectations, and the configuration of checks.
    pub(crate) fn config(&self) -> &'a Config {
        self.records.config
    }

    /// All figures that repeat no other, in order of documents and of the text.
    pub(crate) fn figures(&self) -> Vec<CheckedFigure<'_>> {
        let records = &self.records;
        records.all.iter().map(|record| CheckedFigure::new(records, record)).collect()
    }

    /// The documents with their figures, in order; `figures` are those of all documents.
    pub(crate) fn documents<'r>(
        &'r self,
        figures: &'r [CheckedFigure<'r>],
    ) -> Vec<CheckedText<'r>> {
        let mut rest = figures;
        let of_document = |document: &'r CheckedDocument<'r>| {
            let own;
            (own, rest) = rest.split_at(document.told_once().count());
            CheckedText { document, figures: own }
        };
        self.records.group.documents.iter().map(of_document).collect()
    }

    pub(crate) fn pack(&self) -> &'a Pack {
        &self.records.config.pack
    }

    pub(crate) fn checks(&self) -> &'a Checks {
        &self.pack().checks
    }

    /// The wholes whose parts add up to them.
    pub(crate) fn wholes(&self) -> &[NamedWhole<'a>] {
        &self.wholes
    }

    /// The words that checks look for.
    pub(crate) fn words(&self) -> &'a CheckWords {
        &self.checks().words
    }

    /// Words without areas, times and 全部 before the name.
    pub(crate) fn core(&self, plain: &str) -> String {
        let core = self.catalogue.core(plain);
        let all = self.words().in_all.iter();
        let rest =
            all.filter_map(|word| core.strip_prefix(word.as_str())).find(|rest| !rest.is_empty());
        rest.unwrap_or(core).to_owned()
    }

    /// Whether growth of the indicator of a figure is at constant prices or has another scope.
    pub(crate) fn is_at_constant_prices(&self, figure: &CheckedFigure<'_>) -> bool {
        let known = figure.indicator().and_then(|id| self.pack().indicators.get(id));
        known.is_some_and(|indicator| indicator.price == Some(Price::Constant))
            || holds(figure.name(), &self.words().not_comparable)
    }
}

/// Whether both have units of one dimension and the same measure word.
pub(crate) fn is_alike(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    a.dimension() == b.dimension() && a.classifier == b.classifier
}

/// Whether a change fits a level: in its dimension, or in points for a share.
pub(crate) fn is_change_of(moved: &CheckedFigure<'_>, level: &CheckedFigure<'_>) -> bool {
    level.is_in_percent() && moved.dimension() == "points" || is_alike(moved, level)
}

/// Whether a role is that of a change, growth or multiple.
pub(crate) fn is_moved(role: Role) -> bool {
    matches!(role, Role::Change | Role::Growth | Role::Multiple)
}

/// Whether the sentence of a figure says before it that it is of some days of its period: 2024年元旦假期.
pub(crate) fn is_of_days(run: &Run<'_>, text: CheckedText<'_>, figure: &CheckedFigure<'_>) -> bool {
    let start = figure.extracted().sentence.start;
    let before = text.document.text().get(start..figure.span().start).unwrap_or_default();
    holds(before, &run.words().days)
}

/// Whether a text contains one of the words.
pub(crate) fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}

/// The one that there is; `None` if there are several.
pub(crate) fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

impl<'r> CheckedText<'r> {
    /// The text between two figures, in either order.
    pub(crate) fn between(&self, a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> &'r str {
        let (a, b) = (a.span(), b.span());
        let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
        let text = self.document.text();
        text.get(first.end..second.start).unwrap_or_default()
    }

    /// The words of the clause right before a figure that belong to no figure: 欧洲 of 亚洲148亿元，欧洲67亿元.
    pub(crate) fn lead(&self, at: usize) -> &'r str {
        let figure = &self.figures[at];
        let before = at.checked_sub(1).map_or(0, |before| self.figures[before].span().end);
        let start = figure.extracted().sentence.start.max(before);
        let text = self.document.text().get(start..figure.span().start).unwrap_or_default();
        let marks = ['，', '；', '。', '：', '、', ',', ';', ':', '（', '(', '—'];
        text.rsplit(marks).next().unwrap_or_default()
    }

    /// The text right after a figure: to the end of the bracket that begins there, or else of its
    /// clause.
    pub(crate) fn remark(&self, figure: &CheckedFigure<'_>) -> &'r str {
        let text = self.document.text();
        text.get(figure.span().end..figure.extracted().clause_end).unwrap_or_default()
    }

    /// The other end of the change of a figure.
    pub(crate) fn partner(&self, figure: &CheckedFigure<'_>) -> Option<&'r CheckedFigure<'r>> {
        self.figures.get(figure.partner?.get() as usize - 1)
    }

    /// Number of the first figure that starts at or after that byte.
    pub(crate) fn first_from(&self, byte: usize) -> usize {
        self.figures.partition_point(|one| one.span().start < byte)
    }

    /// A figure with `reach` figures on either side.
    pub(crate) fn around(&self, at: usize, reach: usize) -> &'r [CheckedFigure<'r>] {
        let to = (at + reach + 1).min(self.figures.len());
        &self.figures[at.saturating_sub(reach)..to]
    }
}
