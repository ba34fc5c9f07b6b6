//! Axes: the values at both ends, and ticks at round numbers.

use crate::measure::Face;
use crate::number::grouped;

/// A value axis. `start` is the value at its left or lower end, so ranks may run backwards.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    pub(crate) start: f64,
    pub(crate) end: f64,
    pub(crate) ticks: Vec<Tick>,
}

/// A value with the words that stand for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

/// The least and the greatest of some numbers; 0 and 0 for none.
pub(crate) fn span(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.map(|n| (n, n)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0.0, 0.0))
}

/// The face of tick labels.
pub(crate) const TICK: Face = Face { size: 11.0, bold: false };

/// A distance between ticks: 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
struct TickStep {
    digit: f64,
    power: i32,
}

impl TickStep {
    /// The finest step that a span holds at most `most` times.
    fn fit(span: f64, most: usize) -> TickStep {
        let least = span / most.max(1) as f64;
        let mut power = least.log10().floor() as i32;
        loop {
            for digit in [1.0, 2.0, 5.0] {
                let step = TickStep { digit, power };
                // A hair of slack: three steps of 0.1 are to fit into 0.3.
                if step.times(1.0) >= least * (1.0 - 1e-9) {
                    return step;
                }
            }
            power += 1;
        }
    }

    /// A number of steps. Dividing by a power of ten rounds once; 3 × 0.1 would give 0.30000000000000004.
    fn times(self, n: f64) -> f64 {
        match self.power {
            power if power < 0 => n * self.digit / 10f64.powi(-power),
            power => n * self.digit * 10f64.powi(power),
        }
    }

    fn decimals(self) -> usize {
        usize::try_from(-self.power).unwrap_or(0)
    }

    fn below(self, value: f64) -> f64 {
        (value / self.times(1.0) + 1e-9).floor()
    }

    fn above(self, value: f64) -> f64 {
        (value / self.times(1.0) - 1e-9).ceil()
    }

    fn ticks(self, low: f64, high: f64, unit: &str) -> Vec<Tick> {
        let (first, last) = (self.above(low), self.below(high));
        let count = (last - first).clamp(0.0, 50.0) as usize;
        (0..=count).map(|n| self.tick(first + n as f64, unit)).collect()
    }

    fn tick(self, n: f64, unit: &str) -> Tick {
        // `+ 0.0` turns a negative zero into zero.
        let value = self.times(n) + 0.0;
        let unit = if value == 0.0 { "" } else { unit };
        let label = match self.power {
            _ if value == 0.0 => "0".to_owned(),
            ..=-10 => format!("{value:.1e}{unit}"),
            _ => format!("{}{unit}", grouped(value, self.decimals())),
        };
        Tick { value, label }
    }
}

/// Ticks so far apart that their labels, side by side, do not touch.
fn roomy(low: f64, high: f64, px: f64, unit: &str) -> (TickStep, Vec<Tick>) {
    let span = high - low;
    let mut most = ((px / 60.0) as usize).clamp(1, 10);
    loop {
        let step = TickStep::fit(span, most);
        let ticks = step.ticks(low, high, unit);
        let widest = ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max);
        if most == 1 || widest + 14.0 <= step.times(1.0) / span * px {
            return (step, ticks);
        }
        most -= 1;
    }
}

/// Leaves away ticks whose labels would touch the one before.
fn part(ticks: &mut Vec<Tick>, px: f64) {
    let mut end = f64::NEG_INFINITY;
    ticks.retain(|tick| {
        let (at, half) = (tick.value * px, TICK.width(&tick.label) / 2.0);
        let free = at - half >= end;
        end = if free { at + half + 8.0 } else { end };
        free
    });
}

impl Axis {
    /// A horizontal axis that includes zero, `px` long.
    pub(crate) fn from_zero(low: f64, high: f64, px: f64, unit: &str) -> Axis {
        let (low, high) = (low.min(0.0), high.max(0.0));
        let high = if high == low { 1.0 } else { high };
        let (step, _) = roomy(low, high, px, unit);
        let start = step.times(step.below(low)) + 0.0;
        // Beginning at a round number takes room from the labels.
        let (step, _) = roomy(start, high, px, unit);
        let start = step.times(step.below(start)) + 0.0;
        let mut ticks = step.ticks(start, high, unit);
        part(&mut ticks, px / (high - start));
        Axis { start, end: high, ticks }
    }

    /// A horizontal axis of ranks, the first place at its right end.
    pub(crate) fn ranks(best: f64, worst: f64, px: f64) -> Axis {
        let best = best.min(1.0);
        let worst = worst.max(best + 1.0);
        let (step, _) = roomy(best, worst, px, "");
        let step = if step.power < 0 { TickStep { digit: 1.0, power: 0 } } else { step };
        let worst = step.times(step.above(worst));
        let mut ticks = step.ticks(best + 0.6 * step.times(1.0), worst, "");
        ticks.insert(0, Tick { value: best, label: grouped(best, 0) });
        part(&mut ticks, px / (worst - best));
        Axis { start: worst, end: best, ticks }
    }

    /// A vertical axis. It begins at zero where the values differ by much of their size; else it
    /// begins near the least of them.
    pub(crate) fn upright(low: f64, high: f64, px: f64) -> Axis {
        let size = low.abs().max(high.abs());
        let (mut low, mut high) = (low, high);
        if high - low <= size * 1e-9 {
            let pad = if size == 0.0 { 1.0 } else { size * 0.1 };
            (low, high) = (low - pad, high + pad);
        }
        if low >= 0.0 && high - low > 0.35 * high {
            low = 0.0;
        } else if high <= 0.0 && high - low > 0.35 * -low {
            high = 0.0;
        }
        let step = TickStep::fit(high - low, ((px / 55.0) as usize).max(1));
        let mut first = step.below(low);
        // The least value does not lie on the edge of the panel, unless that is zero.
        if low != 0.0 && low - step.times(first) < 0.2 * step.times(1.0) {
            first -= 1.0;
        }
        let start = step.times(first) + 0.0;
        Axis { start, end: high, ticks: step.ticks(start, high, "") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        let axis = Axis::from_zero(0.0, 20.29, 400.0, "×");
        assert_eq!(labels(&axis), ["0", "5×", "10×", "15×", "20×"]);
        assert_eq!((axis.start, axis.end), (0.0, 20.29));
        let axis = Axis::upright(2.19, 2.65, 300.0);
        assert_eq!(labels(&axis), ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]);
        let axis = Axis::upright(19677.9, 33357.1, 300.0);
        assert_eq!(labels(&axis), ["0", "10,000", "20,000", "30,000"]);
    }

    #[test]
    fn the_first_place_is_on_the_right() {
        let axis = Axis::ranks(16.0, 20.0, 350.0);
        assert_eq!((axis.start, axis.end), (20.0, 1.0));
        assert_eq!(labels(&axis), ["1", "5", "10", "15", "20"]);
        assert_eq!(labels(&Axis::ranks(1.0, 1.0, 350.0)), ["1", "2"]);
    }

    #[test]
    fn odd_ranges_have_ticks_too() {
        for (low, high) in [
            (0.0, 0.0),
            (-3.0, -1.0),
            (1e15, 1e15 + 1.0),
            (-1e100, 1e100),
            (1e-90, 2e-90),
            (5.0, 5.0),
        ] {
            for axis in [
                Axis::from_zero(low, high, 200.0, "%"),
                Axis::upright(low, high, 200.0),
                Axis::ranks(low, high, 200.0),
            ] {
                assert!(axis.start != axis.end && !axis.ticks.is_empty(), "{low} {high} {axis:?}");
                assert!(axis.ticks.len() < 20, "{axis:?}");
            }
        }
    }
}
