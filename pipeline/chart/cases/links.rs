//! From a mark to its sentence.

use roxmltree::Document;

use super::{all_charts, chart, exact, panel, row, svg};
use crate::{Chart, Scale};

fn linked() -> Chart {
    let point = |id: &str, link: &str| {
        let mut point = exact(id, "1%", 1.0);
        point.link = Some(link.to_owned());
        point
    };
    let (from, to) = (point("a", "../review.html#f-a"), point("b", "x?a=\"&b=<'>"));
    chart("dumbbell", vec![panel("甲", "A", Scale::Percent, vec![row("乙", "B", from, to)])])
}

#[test]
fn a_mark_leads_to_its_sentence() {
    let text = svg(&linked()).unwrap();
    let document = Document::parse(&text).unwrap();
    let links: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a")))
        .map(|link| {
            let mark = link.first_element_child().unwrap();
            assert_eq!(mark.attribute("role"), Some("img"));
            (link.attribute("href").unwrap(), mark.attribute("data-figure-id").unwrap())
        })
        .collect();
    let expected = [("../review.html#f-a", "sample#a"), ("x?a=\"&b=<'>", "sample#b")];
    assert_eq!(links, expected);
}

/// Assistive technology does not look for links within an image.
#[test]
fn only_a_chart_without_links_is_one_image() {
    let root = |chart: &Chart| {
        let text = svg(chart).unwrap();
        let document = Document::parse(&text).unwrap();
        document.root_element().attribute("role").unwrap().to_owned()
    };
    assert_eq!(root(&linked()), "graphics-document document");
    for (name, chart) in all_charts() {
        assert_eq!(root(&chart), "img", "{name}");
    }
}
