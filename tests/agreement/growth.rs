//! Mean growth over many years: correct levels pass, and wrong rates fail.

use figlift_check::Finding;
use figlift_model::CheckStatus;
use figlift_text::{Document, Metadata};
use proptest::prelude::*;

use super::findings;

/// The year that every text ends with.
const LAST: i32 = 2025;

/// A text of a level that grows to another by a mean rate, as decimals.
fn text(years: u32, former: &str, later: &str, rate: &str) -> String {
    let first = LAST - years as i32;
    format!("全县营业收入由{first}年的{former}亿元增加到{LAST}年的{later}亿元，年均增长{rate}%。")
}

/// The result of the check of mean growth for each text, which has exactly one such finding.
fn statuses(texts: &[String]) -> Vec<CheckStatus> {
    let metadata = Metadata { date: Some("2026".parse().expect("a year")), ..Metadata::default() };
    let document =
        |(number, text)| Document::new(format!("{number:04}"), text, Metadata::clone(&metadata));
    let documents: Vec<Document> = texts.iter().enumerate().map(document).collect();
    let found = findings(&documents);
    let of_document = |document: &Document| -> CheckStatus {
        let is_its =
            |one: &&Finding| one.kind == "change" && one.doc_id.as_deref() == Some(document.id());
        match found.iter().filter(is_its).collect::<Vec<_>>()[..] {
            [only] => only.status,
            ref others => panic!("{}: {others:?}", document.text()),
        }
    };
    documents.iter().map(of_document).collect()
}

/// A mean growth, in hundredths of a percent, over years, from a level in hundredths.
#[derive(Clone, Copy, Debug)]
struct Growth {
    years: u32,
    rate: u32,
    former: u32,
}

impl Growth {
    /// The later level, rounded to hundredths.
    fn later(self) -> f64 {
        let yearly = 1.0 + f64::from(self.rate) / 10_000.0;
        (f64::from(self.former) * yearly.powi(self.years as i32)).round() / 100.0
    }

    fn text(self, rate: f64) -> String {
        let former = f64::from(self.former) / 100.0;
        text(
            self.years,
            &format!("{former:.2}"),
            &format!("{:.2}", self.later()),
            &format!("{rate:.2}"),
        )
    }

    /// How far apart the rates are, in percent, that the levels leave before they were rounded.
    fn width(self) -> f64 {
        let former = f64::from(self.former) / 100.0;
        let rate = |later: f64, former: f64| {
            100.0 * ((later / former).powf(1.0 / f64::from(self.years)) - 1.0)
        };
        rate(self.later() + 0.005, former - 0.005) - rate(self.later() - 0.005, former + 0.005)
    }
}

#[test]
fn growth_of_each_rate_over_each_number_of_years_is_checked() {
    let grid: Vec<Growth> = (2..=30)
        .flat_map(|years| (500..=1500).step_by(25).map(move |rate| (years, rate)))
        .map(|(years, rate)| Growth { years, rate, former: 10_000 })
        .collect();
    let stated = |growth: &Growth| f64::from(growth.rate) / 100.0;
    let right: Vec<String> = grid.iter().map(|one| one.text(stated(one))).collect();
    let off = |one: &Growth| one.width() + 0.01 + 0.1 + 0.005;
    let high: Vec<String> = grid.iter().map(|one| one.text(stated(one) + off(one))).collect();
    let low: Vec<String> = grid.iter().map(|one| one.text(stated(one) - off(one))).collect();
    for (texts, expected) in
        [(right, CheckStatus::Pass), (high, CheckStatus::Fail), (low, CheckStatus::Fail)]
    {
        for (text, status) in texts.iter().zip(statuses(&texts)) {
            assert_eq!(status, expected, "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn growth_of_any_rate_is_checked(
        years in 2_u32..=30,
        rate in 500_u32..=1500,
        former in 1_000_u32..=10_000_000,
        is_high: bool,
    ) {
        let growth = Growth { years, rate, former };
        let stated = f64::from(rate) / 100.0;
        let off = growth.width() + 0.01 + 0.1 + 0.005;
        let wrong = if is_high { stated + off } else { stated - off };
        let texts = [growth.text(stated), growth.text(wrong)];
        prop_assert_eq!(statuses(&texts), [CheckStatus::Pass, CheckStatus::Fail], "{:?}", texts);
    }
}

#[test]
fn growth_over_many_years_is_not_lost() {
    for (years, later, rate) in
        [(16, "397.03", "9"), (11, "247.81", "8.6"), (9, "210.29", "8.61"), (25, "786.58", "8.6")]
    {
        let right = text(years, "100.00", later, rate);
        assert_eq!(statuses(&[right]), [CheckStatus::Pass], "{rate}% over {years} years");
        let wrong = text(years, "100.00", later, "12.5");
        assert_eq!(statuses(&[wrong]), [CheckStatus::Fail], "12.5% over {years} years");
    }
}

#[test]
fn growth_that_cannot_be_checked_is_a_finding_with_its_reason() {
    let at_constant_prices = "某产业增加值由2000年的100亿元增加到2025年的786.6亿元，年均增长8.6%。";
    let too_long = text(45, "100.00", "4095.83", "8.6");
    for text in [at_constant_prices.to_owned(), too_long] {
        assert_eq!(statuses(&[text]), [CheckStatus::NotComparable]);
    }
}
