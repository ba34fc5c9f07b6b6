//! The years between the two ends of a change: 由1997年的5160元增加到2002年的7703元，年均增长8.6%.

use figlift_model::{Basis, ChangeEnd, PeriodSource};
use figlift_text::{Freq, Period};
use rustc_hash::FxHashMap;

use crate::figure::Figure;

/// The years of the last change of a paragraph that states both years.
#[derive(Debug, Default)]
pub(crate) struct Ends(Option<(Period, Period)>);

impl Ends {
    /// Gives the figures of the next sentence the years of its changes and of those before: a
    /// change without years has those of the change before (用户由8354万户增加到4.2亿户, after
    /// 由1997年的…增加到2002年的…), and a mean is over the years between the ends.
    pub(crate) fn date(&mut self, figures: &mut [(usize, Figure)]) {
        let mut ends = None;
        // The first ends of changes so far, by the id of the change.
        let mut begun: FxHashMap<String, usize> = FxHashMap::default();
        for at in 0..figures.len() {
            let figure = &figures[at].1;
            match &figure.change {
                Some((id, ChangeEnd::From)) => {
                    begun.insert(id.clone(), at);
                }
                Some((id, ChangeEnd::To)) => {
                    let from = begun.get(id).copied();
                    ends = from.and_then(|from| self.between(figures, from, at));
                }
                None if figure.basis == Some(Basis::Avg) => {
                    let years = ends.and_then(|ends| after(ends, figure));
                    let figure = &mut figures[at].1;
                    figure.period =
                        years.map(|years| (years, Some(PeriodSource::Carried))).or(figure.period);
                }
                None => {
                    self.0 = self.0.filter(|ends| stated(figure).is_none_or(|own| own == ends.1));
                }
            }
        }
    }

    /// The years of a change, given default years for its ends.
    fn between(
        &mut self,
        figures: &mut [(usize, Figure)],
        from: usize,
        to: usize,
    ) -> Option<(Period, Period)> {
        let (first, last) = (&figures[from].1, &figures[to].1);
        if let Some(own) = stated(first) {
            let ends = year(last).map(|(last, _)| (own, last));
            self.0 = ends.filter(|_| stated(last).is_some());
            return ends;
        }
        let ends = self.0.filter(|ends| {
            let carried = Some((ends.1, PeriodSource::Carried));
            year(first) == carried && year(last) == carried
        })?;
        figures[from].1.period = Some((ends.0, Some(PeriodSource::Carried)));
        Some(ends)
    }
}

/// The years after the first end of a change to its last end, for a mean whose period is that of
/// the last end.
fn after((from, to): (Period, Period), mean: &Figure) -> Option<Period> {
    let first = from.shift_years(1).filter(|first| first.first() < to.first())?;
    year(mean).filter(|&(period, _)| period == to)?;
    first.to(to)
}

/// The year of a figure, and its source in the text.
fn year(figure: &Figure) -> Option<(Period, PeriodSource)> {
    let (period, source) = figure.period?;
    Some((period, source?)).filter(|(period, _)| period.freq() == Some(Freq::Annual))
}

/// The stated year of a figure.
fn stated(figure: &Figure) -> Option<Period> {
    year(figure).filter(|&(_, source)| source == PeriodSource::Stated).map(|(year, _)| year)
}
