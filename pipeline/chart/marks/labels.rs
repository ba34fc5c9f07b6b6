//! Where value labels go beside the points of a line: close to their point, clear of each other,
//! of other points and, where it can be had, of the line.

use crate::canvas::PagePoint;

/// An upright rectangle, in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LabelBox {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl LabelBox {
    pub(crate) fn around(at: PagePoint, reach: f64) -> LabelBox {
        let (x, y) = at;
        LabelBox { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    fn overlaps(&self, other: &LabelBox) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn within(&self, other: &LabelBox) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }

    /// Whether a straight line passes through: the part of it inside is not empty.
    fn is_crossed(&self, from: PagePoint, to: PagePoint) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let spans = [(from.0, to.0, self.left, self.right), (from.1, to.1, self.top, self.bottom)];
        for (start, end, low, high) in spans {
            let way = end - start;
            if way == 0.0 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (one, other) = ((low - start) / way, (high - start) / way);
            enter = enter.max(one.min(other));
            leave = leave.min(one.max(other));
        }
        enter < leave
    }
}

/// What labels have to keep clear of.
pub(crate) struct Surroundings {
    /// Where labels may be.
    pub(crate) bounds: LabelBox,
    /// Marks and labels that must not be covered.
    pub(crate) taken: Vec<LabelBox>,
    /// The line, corner by corner; gaps part it.
    pub(crate) lines: Vec<Vec<PagePoint>>,
}

/// A label that wants a place.
pub(crate) struct Wanted {
    /// Where the value stands.
    pub(crate) x: f64,
    pub(crate) width: f64,
    /// What the marks of the value cover.
    pub(crate) mark: LabelBox,
    /// A valley of the line, where there is more room below.
    pub(crate) valley: bool,
    /// The label is to be shown even where it covers a part of the line.
    pub(crate) must: bool,
}

/// The height of a label, and its distance from the mark, in px.
const HEIGHT: f64 = 13.0;
const CLEAR: f64 = 2.0;

impl Surroundings {
    /// Finds a place and takes it. `None` where there is none.
    pub(crate) fn settle(&mut self, wanted: &Wanted) -> Option<LabelBox> {
        let (cost, area) = candidates(wanted)
            .into_iter()
            .filter(|(_, area)| self.is_free(area))
            .map(|(cost, area)| (cost + 10 * self.crossings(&area), area))
            .min_by_key(|(cost, _)| *cost)?;
        if cost >= 10 && !wanted.must {
            return None;
        }
        self.taken.push(area);
        Some(area)
    }

    fn is_free(&self, area: &LabelBox) -> bool {
        area.within(&self.bounds) && !self.taken.iter().any(|taken| taken.overlaps(area))
    }

    fn crossings(&self, area: &LabelBox) -> usize {
        let pieces = self.lines.iter().flat_map(|line| line.windows(2));
        pieces.filter(|piece| area.is_crossed(piece[0], piece[1])).count()
    }
}

/// Above and below, centred or to a side, and beside the mark, each with what it costs to be there.
fn candidates(wanted: &Wanted) -> Vec<(usize, LabelBox)> {
    let shift = (wanted.width / 2.0 - 2.0).max(0.0);
    let mut found = Vec::with_capacity(8);
    for above in [true, false] {
        let top = if above { wanted.mark.top - CLEAR - HEIGHT } else { wanted.mark.bottom + CLEAR };
        for (aside, dx) in [(0, 0.0), (1, -shift), (2, shift)] {
            let left = wanted.x + dx - wanted.width / 2.0;
            let cost = aside + if above == wanted.valley { 4 } else { 0 };
            let (right, bottom) = (left + wanted.width, top + HEIGHT);
            found.push((cost, LabelBox { left, top, right, bottom }));
        }
    }
    let top = (wanted.mark.top + wanted.mark.bottom - HEIGHT) / 2.0;
    let lefts = [wanted.mark.right + 2.0 * CLEAR, wanted.mark.left - 2.0 * CLEAR - wanted.width];
    for (cost, left) in [7, 8].into_iter().zip(lefts) {
        let (right, bottom) = (left + wanted.width, top + HEIGHT);
        found.push((cost, LabelBox { left, top, right, bottom }));
    }
    found
}

/// Which of some labels along an axis are shown, so that none touches another: the last, every
/// n-th before it, and the first where it fits. `spans` are their left and right ends, in order.
pub(crate) fn thin(spans: &[(f64, f64)], gap: f64) -> Vec<bool> {
    let count = spans.len();
    for step in 1..=count.max(1) {
        let chosen: Vec<usize> = (0..count).rev().step_by(step).collect();
        let clear = |pair: &[usize]| spans[pair[1]].1 + gap <= spans[pair[0]].0;
        if !chosen.windows(2).all(clear) {
            continue;
        }
        let mut shown = vec![false; count];
        chosen.iter().for_each(|n| shown[*n] = true);
        let least = chosen.last().copied().unwrap_or(0);
        if least > 0 && spans[0].1 + gap <= spans[least].0 {
            shown[0] = true;
        }
        return shown;
    }
    vec![false; count]
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: LabelBox = LabelBox { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 };

    fn wanted(at: PagePoint, must: bool) -> Wanted {
        let mark = LabelBox::around(at, 6.0);
        Wanted { x: at.0, width: 40.0, mark, valley: false, must }
    }

    #[test]
    fn labels_evade_each_other_and_the_edges() {
        let mut around = Surroundings { bounds: BOUNDS, taken: Vec::new(), lines: Vec::new() };
        let first = around.settle(&wanted((50.0, 50.0), false));
        assert_eq!(first.map(|area| area.bottom), Some(42.0));
        let second = around.settle(&wanted((55.0, 50.0), false));
        assert_eq!(second.map(|area| area.top), Some(58.0));
        let corner = around.settle(&wanted((3.0, 1.0), false));
        assert_eq!(corner.map(|area| (area.left >= 0.0, area.top)), Some((true, 9.0)));
    }

    #[test]
    fn a_label_that_must_be_shown_may_cover_the_line() {
        let lines = vec![vec![(0.0, 0.0), (100.0, 100.0)], vec![(0.0, 100.0), (100.0, 0.0)]];
        let mut around = Surroundings { bounds: BOUNDS, taken: Vec::new(), lines };
        let wide = |must| Wanted { width: 90.0, ..wanted((50.0, 50.0), must) };
        assert_eq!(around.settle(&wide(false)), None);
        assert!(around.settle(&wide(true)).is_some());
    }

    #[test]
    fn ticks_are_thinned_evenly() {
        let spans: Vec<_> =
            (0..10).map(|n| (f64::from(n) * 20.0, f64::from(n) * 20.0 + 30.0)).collect();
        let shown: Vec<usize> =
            thin(&spans, 4.0).iter().enumerate().filter(|(_, s)| **s).map(|(n, _)| n).collect();
        assert_eq!(shown, [1, 3, 5, 7, 9]);
        assert_eq!(thin(&[], 4.0), [] as [bool; 0]);
        assert_eq!(thin(&[(0.0, 9.0)], 4.0), [true]);
    }
}
