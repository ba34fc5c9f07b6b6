use num_traits::Zero;
use proptest::prelude::*;

use super::*;

/// Numerators and denominators on either side of where numbers leave the small form.
fn number() -> impl Strategy<Value = (i128, i128)> {
    let edges = prop::sample::select(vec![
        0,
        1,
        -1,
        i64::MAX.into(),
        i64::MIN.into(),
        i128::from(i64::MIN) + 1,
        i128::from(i64::MAX) + 1,
        1_000_000_007,
    ]);
    let any = || prop_oneof![edges.clone(), -100_i128..100, any::<i64>().prop_map_into()];
    (any(), any().prop_filter("no denominator is zero", |&under| under != 0))
}

fn big((over, under): (i128, i128)) -> BigRational {
    BigRational::new(over.into(), under.into())
}

proptest! {
    #[test]
    fn operations_give_what_big_numbers_give(a in number(), b in number()) {
        let [x, y] = [a, b].map(|(over, under)| Exact::fraction(over, under).unwrap());
        prop_assert_eq!((&x + &y).to_big(), big(a) + big(b));
        prop_assert_eq!((&x - &y).to_big(), big(a) - big(b));
        prop_assert_eq!((&x * &y).to_big(), big(a) * big(b));
        prop_assert_eq!((-&x).to_big(), -big(a));
        prop_assert_eq!(x.cmp(&y), big(a).cmp(&big(b)));
        prop_assert_eq!(x == y, big(a) == big(b));
        let quotient = (!big(b).is_zero()).then(|| big(a) / big(b));
        prop_assert_eq!(x.over(&y).map(|quotient| quotient.to_big()), quotient);
    }

    #[test]
    fn what_is_done_can_be_undone(a in number(), b in number(), power in 0_i32..40) {
        let [x, y] = [a, b].map(|(over, under)| Exact::fraction(over, under).unwrap());
        prop_assert_eq!(&(&x + &y) - &y, x.clone());
        prop_assert_eq!(&x.times_ten_to(power).times_ten_to(-power), &x);
        let cube = &(&x * &x) * &x;
        prop_assert_eq!(x.powi(3), cube);
    }

    #[test]
    fn a_number_that_is_stored_is_the_same(a in number()) {
        let exact = Exact::fraction(a.0, a.1).unwrap();
        prop_assert_eq!(Exact::try_from(Fraction::from(exact.clone())), Ok(exact));
    }

    #[test]
    fn a_double_is_read_and_written_back(number in prop::num::f64::NORMAL) {
        prop_assert_eq!(Exact::of_f64(number).unwrap().to_f64(), number);
    }
}

#[test]
fn doubles_are_the_nearest() {
    for text in ["25691.5", "0.1", "1.28", "19677.9", "9007199254740993", "0.000123456789"] {
        assert_eq!(Exact::decimal(text).unwrap().to_f64(), text.parse::<f64>().unwrap(), "{text}");
    }
}

#[test]
fn no_number_is_too_long() {
    let digits = "9".repeat(400);
    let long = Exact::decimal(&digits).unwrap();
    assert_eq!(&long + &Exact::ONE, Exact::ONE.times_ten_to(400));
    assert_eq!(long.to_f64(), f64::INFINITY);
    assert_eq!(long.to_i64(), None);
}

#[test]
fn what_is_no_number_is_none() {
    assert_eq!(Exact::decimal("1.2.3"), None);
    assert_eq!(Exact::decimal(""), None);
    assert_eq!(Exact::decimal("-1"), None);
    assert_eq!(Exact::of_f64(f64::NAN), None);
    assert_eq!(Exact::of_f64(f64::NEG_INFINITY), None);
    assert_eq!(Exact::fraction(1, 0), None);
}
