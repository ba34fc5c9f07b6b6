use figlift_text::Document;

use super::*;
use crate::sample::rules;

#[test]
fn a_day_or_week_counts_from_the_day_of_the_document() {
    let period = |text: &str, date: &str| {
        let metadata = Metadata { date: date.parse().ok(), ..Metadata::default() };
        let extraction = rules().extract(&Document::new("test", text, metadata));
        extraction.figures[0].period.map(|(period, _)| period.to_string())
    };
    let resolved = |text| period(text, "2026-03-02");
    assert_eq!(resolved("昨日，成交9宗。").as_deref(), Some("2026-03-01"));
    assert_eq!(resolved("前天，成交9宗。").as_deref(), Some("2026-02-28"));
    assert_eq!(resolved("上周，成交9宗。").as_deref(), Some("2026-02-23/2026-03-01"));
    assert_eq!(resolved("本周，成交9宗。").as_deref(), Some("2026-03-02/2026-03-08"));
    assert_eq!(period("昨日，成交9宗。", "2026-03"), None);
}
