//! From one value to another: the difference or the multiple, as far as the wording settles it.

use figlift_number::{Exact, Interval};

use crate::estimate::Estimate;
use crate::number::{decimals, grouped, multiple, signed};
use crate::{Bilingual, ChartError, ChartRow, Scale};

/// What is known of both ends of a change.
pub(crate) fn estimates(row: &ChartRow) -> Result<[Estimate; 2], ChartError> {
    let [from, to] = row.ends();
    Ok([Estimate::of(from)?, Estimate::of(to)?])
}

/// How many times the second value is the first. `None` where nothing can be said: a negative or
/// zero value, or two wordings that leave every multiple possible.
pub(crate) fn ratio(from: &Estimate, to: &Estimate) -> Option<Estimate> {
    if from.numbers().chain(to.numbers()).any(Exact::is_negative) {
        return None;
    }
    // No level is below zero, and nothing is a multiple of zero.
    let divisor = from.interval.and(&Interval::more_than(Exact::ZERO))?;
    let multiples = to.interval.and(&Interval::at_least(Exact::ZERO))?.over(&divisor)?;
    // That a multiple is no less than zero says nothing, and zero is any multiple of zero.
    let has_least = multiples.low.as_ref().is_some_and(|low| low.value.is_positive());
    let has_most = multiples.high.is_some() && !from.interval.contains(&Exact::ZERO);
    (has_least || has_most).then(|| Estimate::of_interval(multiples, from.about || to.about))
}

/// The second value less the first.
fn difference(from: &Estimate, to: &Estimate) -> Estimate {
    Estimate::of_interval(to.interval.minus(&from.interval), from.about || to.about)
}

/// What a change comes to, in words; both empty where the wordings do not settle it.
pub(crate) fn words(scale: Scale, from: &Estimate, to: &Estimate) -> Bilingual {
    match scale {
        Scale::Level => match ratio(from, to) {
            Some(r) => Bilingual::of(&multiple(r.low().unwrap_or(0.0), r.high(), r.about), ""),
            None => Bilingual::of("倍数不定", "multiple undetermined"),
        },
        Scale::Percent => points(from, to),
        Scale::Rank => places(from, to),
    }
}

/// The decimals that a difference of two values has.
fn precision(from: &Estimate, to: &Estimate) -> usize {
    from.known().chain(to.known()).map(decimals).max().unwrap_or(0)
}

fn points(from: &Estimate, to: &Estimate) -> Bilingual {
    let (change, digits) = (difference(from, to), precision(from, to));
    let show = |value: f64| signed(value, digits);
    let about = if change.about { "约" } else { "" };
    let amount = match (change.low(), change.high()) {
        (Some(low), Some(high)) if low == high && show(low) == show(0.0) && !change.about => {
            return Bilingual::of("持平", "unchanged");
        }
        (Some(low), Some(high)) if low == high => show(low),
        (Some(low), Some(high)) => format!("{}至{}", show(low), show(high)),
        (Some(low), None) => format!("≥{}", show(low)),
        (None, Some(high)) => format!("≤{}", show(high)),
        (None, None) => return Bilingual::default(),
    };
    Bilingual::of(&format!("{about}{amount}个百分点"), "pp")
}

fn places(from: &Estimate, to: &Estimate) -> Bilingual {
    // Positive is towards the first place.
    let (shift, digits) = (difference(to, from), precision(from, to));
    let show = |value: f64| grouped(value.abs(), digits);
    let (zh, en) =
        if shift.known().all(|v| v >= 0.0) { ("前移", "up") } else { ("后移", "down") };
    let about = if shift.about { ("约", "about ") } else { ("", "") };
    let one_way = shift.known().all(|v| v >= 0.0) || shift.known().all(|v| v <= 0.0);
    let (amount_zh, amount_en) = match (shift.low(), shift.high()) {
        (Some(0.0), Some(0.0)) => return Bilingual::of("持平", "unchanged"),
        (Some(low), Some(high)) if low == high => (show(low), show(low)),
        (Some(low), Some(high)) if one_way => {
            let (least, most) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
            (format!("{}至{}", show(least), show(most)), format!("{}–{}", show(least), show(most)))
        }
        (Some(least), None) if least > 0.0 => least_places(&show(least)),
        (None, Some(least)) if least < 0.0 => least_places(&show(least)),
        _ => return Bilingual::default(),
    };
    Bilingual::of(&format!("{}{zh}{amount_zh}位", about.0), &format!("{en} {}{amount_en}", about.1))
}

fn least_places(amount: &str) -> (String, String) {
    (format!("至少{amount}"), format!("at least {amount}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::bounded;

    fn known(
        value: impl Into<Option<f64>>,
        low: impl Into<Option<f64>>,
        high: impl Into<Option<f64>>,
    ) -> Estimate {
        Estimate::of(&bounded("1", "", value.into(), low.into(), high.into())).unwrap()
    }

    fn exact(value: f64) -> Estimate {
        known(value, value, value)
    }

    #[test]
    fn a_multiple_keeps_what_the_wording_leaves_open() {
        let say = |from, to| words(Scale::Level, &from, &to).zh;
        assert_eq!(say(exact(464.0), exact(9415.0)), "20.3×");
        assert_eq!(say(known(250.0, 250.0, 260.0), known(500.0, 500.0, 600.0)), "1.9–2.4×");
        assert_eq!(say(exact(10.0), known(35.0, 35.0, None)), "≥3.5×");
        assert_eq!(say(known(10.0, 10.0, None), exact(35.0)), "≤3.5×");
        assert_eq!(say(exact(10.0), known(43.0, None, None)), "≈4.3×");
        assert_eq!(say(known(10.0, 10.0, None), known(35.0, 35.0, None)), "倍数不定");
        assert_eq!(say(exact(0.0), exact(3.0)), "倍数不定");
        assert_eq!(say(exact(30.0), exact(0.0)), "0×");
        assert_eq!(say(known(30.0, None, 30.0), exact(0.0)), "倍数不定");
        assert_eq!(say(exact(-2.0), exact(-4.0)), "倍数不定");
        assert_eq!(say(exact(1e-300), exact(1e100)), "倍数不定");
    }

    #[test]
    fn nothing_is_lost_between_the_values_and_the_change() {
        let point = |number: f64| Interval::point(Exact::of_f64(number).unwrap());
        assert_eq!(difference(&exact(30.9), &exact(40.2)).interval, point(9.3));
        assert_eq!(ratio(&exact(0.3), &exact(0.9)).unwrap().interval, point(3.0));
    }

    #[test]
    fn shares_differ_by_points_in_the_precision_stated() {
        let say = |from, to| words(Scale::Percent, &from, &to).zh;
        assert_eq!(say(exact(30.9), exact(40.2)), "+9.3个百分点");
        assert_eq!(say(exact(1.28), exact(1.7)), "+0.42个百分点");
        assert_eq!(say(exact(5.0), exact(3.0)), "−2个百分点");
        assert_eq!(say(exact(5.0), exact(5.0)), "持平");
        assert_eq!(say(exact(5.0), known(None, 6.0, 8.0)), "+1至+3个百分点");
        assert_eq!(say(exact(5.0), known(6.0, 6.0, None)), "≥+1个百分点");
        assert_eq!(say(exact(5.0), known(6.0, None, None)), "约+1个百分点");
    }

    #[test]
    fn ranks_move_towards_the_first_or_away() {
        let say = |from, to| words(Scale::Rank, &from, &to).joined();
        assert_eq!(say(exact(20.0), exact(16.0)), "前移4位 up 4");
        assert_eq!(say(exact(3.0), exact(5.0)), "后移2位 down 2");
        assert_eq!(say(exact(3.0), exact(3.0)), "持平 unchanged");
        assert_eq!(say(exact(30.0), known(25.0, None, 25.0)), "前移至少5位 up at least 5");
        assert_eq!(say(exact(20.0), known(25.0, None, 25.0)), "");
    }
}
