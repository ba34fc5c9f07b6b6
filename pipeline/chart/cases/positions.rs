//! Each mark stands where its value belongs: the scale is read back from the tick labels.

use roxmltree::{Document, Node};

use super::{changes, many_points, national, wording_series};
use crate::{Chart, Mark, Panel, Point, Scale, svg};

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

fn panels(chart: &Chart) -> &[Panel] {
    match &chart.mark {
        Mark::Dumbbell(panels) => panels,
        Mark::Line(_) => &[],
    }
}

#[test]
fn dots_and_bars_invert_to_their_values() {
    let chart = changes();
    let text = svg(&chart).unwrap();
    let document = Document::parse(&text).unwrap();
    let groups: Vec<_> = document.descendants().filter(|node| has_class(node, "panel")).collect();
    assert_eq!(groups.len(), 3);
    for (group, panel) in groups.iter().zip(panels(&chart)) {
        let scale = ReadScale::of(ticks(group, false));
        for row in &panel.rows {
            let (from, to) = (row.from.value.unwrap(), row.to.value.unwrap());
            if panel.scale == Scale::Multiple {
                let bars: Vec<_> = mark(group, &row.to)
                    .children()
                    .filter(|node| node.has_tag_name("rect"))
                    .map(|bar| (number(&bar, "x"), number(&bar, "width")))
                    .collect();
                let low = row.to.low.unwrap() / row.from.high.unwrap();
                let high = row.to.high.unwrap() / row.from.low.unwrap();
                assert!(scale.off_by_px(bars[0].0, 0.0) < 0.5);
                assert!(scale.off_by_px(bars[0].0 + bars[0].1, low) < 0.5, "{bars:?} {low}");
                let last = bars[bars.len() - 1];
                assert!(scale.off_by_px(last.0 + last.1, high) < 0.5, "{bars:?} {high}");
                continue;
            }
            for (point, value) in [(&row.from, from), (&row.to, to)] {
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
        let Mark::Line(all) = &chart.mark else { panic!("a line chart") };
        assert_eq!(groups.len(), all.len());
        for (group, series) in groups.iter().zip(all) {
            let upright = ReadScale::of(ticks(group, true));
            for (.., point) in &series.points {
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
            .children()
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
