//! What can not be drawn is refused by name.

use super::{bounded, chart, exact, panel, row, series, svg};
use crate::{Chart, ChartError, Point, Scale};

fn one(point: Point) -> Chart {
    let rows = vec![row("甲", "A", exact("x", "1", 1.0), point)];
    chart("dumbbell", vec![panel("乙", "B", Scale::Percent, rows)])
}

fn message(chart: &Chart) -> String {
    svg(chart).map_or_else(|error| error.to_string(), |_| "drawn".to_owned())
}

#[test]
fn an_empty_selection_is_never_a_blank_picture() {
    let empty = [
        ("dumbbell", vec![], ""),
        ("line", vec![], ""),
        ("dumbbell", vec![panel("比重", "Shares", Scale::Rank, vec![])], "比重 Shares"),
        ("line", vec![series("经费", "", ("", ""), vec![])], "经费"),
    ];
    for (mark, panels, part) in empty {
        let error = ChartError::Empty { chart: "sample".to_owned(), part: part.to_owned() };
        assert_eq!(svg(&chart(mark, panels)), Err(error));
    }
}

#[test]
fn numbers_without_a_place_are_named() {
    for (value, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
        let text = message(&one(bounded("bad", "坏", Some(value), None, None)));
        assert_eq!(
            text,
            format!("figure `sample#bad`: value {shown} can not be placed on an axis")
        );
        let text = message(&one(bounded("bad", "坏", None, Some(1.0), Some(value))));
        assert!(text.contains("upper limit") || text.contains("sample#bad"), "{text}");
        let points = vec![(value, "年".to_owned(), exact("bad", "1", 1.0))];
        let text = message(&chart("line", vec![series("甲", "", ("", ""), points)]));
        assert_eq!(
            text,
            format!("figure `sample#bad`: position {shown} can not be placed on an axis")
        );
    }
    assert_ne!(message(&one(exact("huge", "大", 1e101))), "drawn");
    assert_eq!(message(&one(exact("large", "大", 1e99))), "drawn");
}

#[test]
fn contradictions_and_gaps_are_named() {
    let text = message(&one(bounded("gap", "无", None, None, None)));
    assert_eq!(text, "figure `sample#gap`: neither a value nor a limit to draw");
    let text = message(&one(bounded("odd", "反", None, Some(5.0), Some(3.0))));
    assert!(text.starts_with("figure `sample#odd`: value and limits contradict"), "{text}");
    let text = message(&one(bounded("out", "外", Some(9.0), Some(3.0), Some(5.0))));
    assert!(text.contains("value 9, low 3, high 5"), "{text}");
}

#[test]
fn too_many_marks_are_refused() {
    let rows = vec![row("甲", "A", exact("x", "1", 1.0), exact("y", "2", 2.0)); 5_001];
    let text = message(&chart("dumbbell", vec![panel("乙", "B", Scale::Percent, rows)]));
    assert_eq!(text, "chart `sample`: 10002 marks, at most 10000 can be drawn");
}
