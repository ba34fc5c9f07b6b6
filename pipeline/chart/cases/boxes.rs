//! Labels: none overlaps another, none leaves the page, none is struck by a mark.

use roxmltree::{Document, Node};

use super::{all_charts, svg};
use crate::backend::TextBox;
use crate::page::WIDTH;
use crate::{Chart, compose};

#[test]
fn no_label_overlaps_another_or_leaves_the_page() {
    for (name, chart) in all_charts() {
        assert!(check_boxes(name, &chart) > 5, "{name}");
    }
}

/// Fails where labels overlap or leave the page; returns how many there are.
pub(super) fn check_boxes(name: &str, chart: &Chart) -> usize {
    let drawing = compose(chart).unwrap();
    let boxes = drawing.canvas.boxes();
    for (n, one) in boxes.iter().enumerate() {
        let inside =
            one.left >= 0.0 && one.right <= WIDTH && one.top >= 0.0 && one.bottom <= drawing.height;
        assert!(inside, "{name}: `{}` leaves the page: {one:?}", one.text);
        for other in &boxes[n + 1..] {
            assert!(!overlap(one, other), "{name}: {one:?} and {other:?}");
        }
    }
    boxes.len()
}

fn overlap(one: &TextBox, other: &TextBox) -> bool {
    // Line boxes may touch by a hair; glyphs do not fill them.
    const HAIR: f64 = 0.75;
    one.left + HAIR < other.right
        && other.left + HAIR < one.right
        && one.top + HAIR < other.bottom
        && other.top + HAIR < one.bottom
}

#[test]
fn no_mark_strikes_a_label() {
    for (name, chart) in all_charts() {
        let boxes = compose(&chart).unwrap().canvas.boxes();
        let text = svg(&chart).unwrap();
        let document = Document::parse(&text).unwrap();
        for shape in document.descendants().filter_map(|node| area(&node)) {
            for label in &boxes {
                assert!(!overlap(label, &shape), "{name}: {label:?} and {shape:?}");
            }
        }
    }
}

/// What a filled shape covers; `None` for other elements and for the ground of the chart.
fn area(node: &Node<'_, '_>) -> Option<TextBox> {
    let number = |name: &str| node.attribute(name)?.parse::<f64>().ok();
    let (left, right, top, bottom) = match node.tag_name().name() {
        "circle" => {
            let (x, y, r) = (number("cx")?, number("cy")?, number("r")?);
            (x - r, x + r, y - r, y + r)
        }
        "rect" => {
            let (x, y) = (number("x")?, number("y")?);
            (x, x + number("width")?, y, y + number("height")?)
        }
        _ => return None,
    };
    Some(TextBox { text: node.tag_name().name().to_owned(), left, right, top, bottom })
}
