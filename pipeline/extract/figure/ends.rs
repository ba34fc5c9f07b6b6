//! The years between the two ends of a change: 由1997年的5160元增加到2002年的7703元，年均增长8.6%.

use figlift_model::{Basis, ChangeEnd, PeriodSource};
use figlift_text::{Freq, Period};

use crate::figure::Figure;

/// The years of the last change of a paragraph that states both of its own.
#[derive(Debug, Default)]
pub(crate) struct Ends(Option<(Period, Period)>);

impl Ends {
    /// Gives the figures of the next sentence what its changes, and those before them, say of years: a
    /// change that states none is between those of the one before (用户由8354万户增加到4.2亿户, behind
    /// 由1997年的…增加到2002年的…), and a mean is of the years that lie between the ends.
    pub(crate) fn date(&mut self, figures: &mut [(usize, Figure)]) {
        let mut ends = None;
        for at in 0..figures.len() {
            let figure = &figures[at].1;
            match &figure.change {
                Some((_, ChangeEnd::From)) => {}
                Some((id, ChangeEnd::To)) => {
                    let begins = |(_, one): &(usize, Figure)| {
                        one.change.as_ref().is_some_and(|(a, _)| a == id)
                    };
                    let from = figures[..at].iter().position(begins);
                    ends = from.and_then(|from| self.between(figures, from, at));
                }
                None if figure.basis == Some(Basis::Avg) => {
                    let years = ends.and_then(|ends| behind(ends, figure));
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

    /// The years of a change, given those of its ends that state none.
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

/// The years that follow the first end of a change and end with its last, of a mean that has the period
/// of the last.
fn behind((from, to): (Period, Period), mean: &Figure) -> Option<Period> {
    let first = from.shift_years(1).filter(|first| first.first() < to.first())?;
    year(mean).filter(|&(period, _)| period == to)?;
    first.to(to)
}

/// The year that a figure is of, and where in the text it comes from.
fn year(figure: &Figure) -> Option<(Period, PeriodSource)> {
    let (period, source) = figure.period?;
    Some((period, source?)).filter(|(period, _)| period.freq() == Some(Freq::Annual))
}

/// The year that is stated of a figure itself.
fn stated(figure: &Figure) -> Option<Period> {
    year(figure).filter(|&(_, source)| source == PeriodSource::Stated).map(|(year, _)| year)
}
