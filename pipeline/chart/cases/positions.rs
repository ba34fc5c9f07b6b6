//! Each mark stands where its value belongs: the scale is read back from the tick labels.

use roxmltree::{Document, Node};

use super::marks::{bars, intervals, ladder, slopes};
use super::{changes, many_points, national, svg, wording_series};
use crate::{Chart, ChartRow, Panel, Point, Scale};

fn number(node: &Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)
}

fn has_class<'a, 'b>(node: &Node<'a, 'b>, class: &str) -> bool {
    node.attribute("class") == Some(class)
}

/// A scale read from two ticks: the value at a px.
struct ReadScale {
    px: f64,
    value: f64,
    per_px: f64,
}

impl ReadScale {
    /// From the ticks of an axis: pairs of px and label.
    fn of(mut ticks: Vec<(f64, f64)>) -> ReadScale {
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let ((a, from), (b, to)) = (ticks[0], ticks[ticks.len() - 1]);
        ReadScale { px: a, value: from, per_px: (to - from) / (b - a) }
    }

    fn off_by_px(&self, px: f64, value: f64) -> f64 {
        let read = self.value + (px - self.px) * self.per_px;
        ((read - value) / self.per_px).abs()
    }
}

fn ticks(panel: &Node<'_, '_>, end_anchored: bool) -> Vec<(f64, f64)> {
    let anchor = if end_anchored { "end" } else { "middle" };
    let axis = panel.children().find(|node| has_class(node, "axis")).unwrap();
    axis.children()
        .filter(|node| node.has_tag_name("text") && node.attribute("text-anchor") == Some(anchor))
        .filter_map(|node| {
            let text = node.text()?.replace(['×', ','], "").replace('−', "-");
            let px = if end_anchored { number(&node, "y") - 4.0 } else { number(&node, "x") };
            Some((px, text.parse().ok()?))
        })
        .collect()
}

fn mark<'a, 'b>(root: &Node<'a, 'b>, point: &Point) -> Node<'a, 'b> {
    let id = Some(point.figure_id.as_str());
    root.descendants().find(|node| node.attribute("data-figure-id") == id).unwrap()
}

fn dot(mark: &Node<'_, '_>) -> (f64, f64) {
    let circle = mark.children().rfind(|node| node.has_tag_name("circle")).unwrap();
    (number(&circle, "cx"), number(&circle, "cy"))
}

#[test]
fn dots_and_bars_invert_to_their_values() {
    let chart = changes();
    let text = svg(&chart).unwrap();
    let document = Document::parse(&text).unwrap();
    let groups: Vec<_> = document.descendants().filter(|node| has_class(node, "panel")).collect();
    assert_eq!(groups.len(), 3);
    for (group, panel) in groups.iter().zip(&chart.panels) {
        let scale = ReadScale::of(ticks(group, false));
        for row in &panel.rows {
            let [first, last] = row.ends();
            let (from, to) = (first.value.unwrap(), last.value.unwrap());
            if panel.scale == Scale::Level {
                let bars: Vec<_> = mark(group, last)
                    .children()
                    .filter(|node| node.has_tag_name("rect"))
                    .map(|bar| (number(&bar, "x"), number(&bar, "width")))
                    .collect();
                let low = last.low.unwrap() / first.high.unwrap();
                let high = last.high.unwrap() / first.low.unwrap();
                assert!(scale.off_by_px(bars[0].0, 0.0) < 0.5);
                assert!(scale.off_by_px(bars[0].0 + bars[0].1, low) < 0.5, "{bars:?} {low}");
                let end = bars[bars.len() - 1];
                assert!(scale.off_by_px(end.0 + end.1, high) < 0.5, "{bars:?} {high}");
                continue;
            }
            for (point, value) in [(first, from), (last, to)] {
                let (x, _) = dot(&mark(group, point));
                assert!(scale.off_by_px(x, value) < 0.5, "{} at {x}", point.surface);
            }
        }
    }
}

#[test]
fn points_of_a_line_invert_to_their_values() {
    for chart in [national(), many_points(12), wording_series()] {
        let text = svg(&chart).unwrap();
        let document = Document::parse(&text).unwrap();
        let groups: Vec<_> = document.descendants().filter(|n| has_class(n, "panel")).collect();
        assert_eq!(groups.len(), chart.panels.len());
        for (group, series) in groups.iter().zip(&chart.panels) {
            let upright = ReadScale::of(ticks(group, true));
            for ChartRow { to: point, .. } in &series.rows {
                let Some(value) = point.value else { continue };
                let (_, y) = dot(&mark(group, point));
                assert!(upright.off_by_px(y, value) < 0.5, "{} at {y}", point.surface);
            }
        }
    }
}

#[test]
fn the_line_passes_through_its_points() {
    let text = svg(&national()).unwrap();
    let document = Document::parse(&text).unwrap();
    for group in document.descendants().filter(|node| has_class(node, "panel")) {
        let line = group.children().find(|node| node.has_tag_name("polyline")).unwrap();
        let corners: Vec<String> =
            line.attribute("points").unwrap().split(' ').map(str::to_owned).collect();
        let dots: Vec<String> = group
            .descendants()
            .filter(|node| node.has_attribute("data-figure-id"))
            .map(|mark| dot(&mark))
            .map(|(x, y)| format!("{x},{y}"))
            .collect();
        assert_eq!(corners, dots);
        let years = ReadScale::of(ticks(&group, false));
        for (n, corner) in corners.iter().enumerate() {
            let x: f64 = corner.split(',').next().unwrap().parse().unwrap();
            assert!(years.off_by_px(x, 2018.0 + n as f64) < 0.5);
        }
    }
}

/// The ends of the filled rectangles of a mark, from left to right.
fn rects(mark: &Node<'_, '_>) -> Vec<(f64, f64)> {
    let rects = mark.children().filter(|node| node.has_tag_name("rect"));
    rects.map(|r| (number(&r, "x"), number(&r, "x") + number(&r, "width"))).collect()
}

fn each_item(chart: &Chart, mut test: impl FnMut(&ReadScale, &Node<'_, '_>, &Panel, &ChartRow)) {
    let text = svg(chart).unwrap();
    let document = Document::parse(&text).unwrap();
    let panels: Vec<_> = document.descendants().filter(|node| has_class(node, "panel")).collect();
    assert_eq!(panels.len(), chart.panels.len());
    for (panel, group) in panels.iter().zip(&chart.panels) {
        let scale = ReadScale::of(ticks(panel, false));
        for item in &group.rows {
            test(&scale, &mark(panel, &item.to), group, item);
        }
    }
}

#[test]
fn bars_begin_at_zero_and_end_at_their_values() {
    let mut seen = 0;
    each_item(&bars(), |scale, mark, _, item| {
        let ends = rects(mark);
        let zero =
            ends.iter().any(|(a, b)| scale.off_by_px(*a, 0.0).min(scale.off_by_px(*b, 0.0)) < 0.5);
        assert!(zero, "{} does not touch zero: {ends:?}", item.to.surface);
        let known = [item.to.value, item.to.low, item.to.high];
        for value in known.into_iter().flatten() {
            let near = |at: f64| scale.off_by_px(at, value) < 0.5;
            assert!(ends.iter().any(|(a, b)| near(*a) || near(*b)), "{value} {ends:?}");
            seen += 1;
        }
    });
    assert!(seen > 20, "{seen}");
}

#[test]
fn intervals_reach_from_limit_to_limit() {
    let mut seen = 0;
    each_item(&intervals(), |scale, mark, _, item| {
        let Point { value, low, high, .. } = item.to;
        if let (Some(low), Some(high)) = (low, high)
            && low < high
        {
            let (left, right) = rects(mark)[0];
            let (left, right) = if scale.per_px < 0.0 { (right, left) } else { (left, right) };
            assert!(scale.off_by_px(left, low) < 0.5 && scale.off_by_px(right, high) < 0.5);
            seen += 1;
        }
        if let Some(value) = value {
            assert!(scale.off_by_px(dot(mark).0, value) < 0.5, "{}", item.to.surface);
            seen += 1;
        }
        let open = low.is_some() != high.is_some();
        assert_eq!(mark.children().any(|node| node.has_tag_name("polygon")), open);
    });
    assert!(seen > 8, "{seen}");
}

#[test]
fn ranks_and_slopes_invert_to_their_values() {
    for (chart, upright) in [(ladder(), false), (slopes(), true)] {
        let text = svg(&chart).unwrap();
        let document = Document::parse(&text).unwrap();
        let panels: Vec<_> = document.descendants().filter(|n| has_class(n, "panel")).collect();
        let points = |panel: &Panel| -> Vec<Point> {
            panel.rows.iter().flat_map(|row| row.from.iter().chain([&row.to])).cloned().collect()
        };
        let points: Vec<Vec<Point>> = chart.panels.iter().map(points).collect();
        assert_eq!(panels.len(), points.len());
        for (panel, points) in panels.iter().zip(points) {
            let scale = ReadScale::of(ticks(panel, upright));
            for point in points.iter().filter(|point| point.value.is_some()) {
                let (x, y) = dot(&mark(panel, point));
                let at = if upright { y } else { x };
                assert!(scale.off_by_px(at, point.value.unwrap()) < 0.5, "{}", point.surface);
            }
        }
    }
}

/// An implied value is hollow and not on the line, the stated one of the same period filled.
#[test]
fn an_implied_value_is_hollow_beside_the_line() {
    let chart = super::marks::revised();
    let text = svg(&chart).unwrap();
    let document = Document::parse(&text).unwrap();
    let implied = document.descendants().find(|n| n.has_attribute("data-revision-id")).unwrap();
    let hollow = |node: &Node<'_, '_>| node.children().any(|n| has_class(&n, "hollow"));
    assert!(hollow(&implied) && !implied.has_attribute("data-figure-id"));
    let marks: Vec<_> =
        document.descendants().filter(|node| node.has_attribute("data-figure-id")).collect();
    assert_eq!(marks.iter().filter(|mark| hollow(mark)).count(), 1, "the value stated formerly");
    let line = document.descendants().find(|node| node.has_tag_name("polyline")).unwrap();
    let corners: Vec<&str> = line.attribute("points").unwrap().split(' ').collect();
    assert_eq!(corners.len(), 3);
    let (x, y) = dot(&implied);
    assert!(!corners.contains(&format!("{x},{y}").as_str()));
    let scale = ReadScale::of(ticks(
        &document.descendants().find(|n| has_class(n, "panel")).unwrap(),
        true,
    ));
    assert!(scale.off_by_px(y, 2.43) < 0.5);
    assert!(text.contains("implied by the next release") && text.contains("as stated formerly"));
}
