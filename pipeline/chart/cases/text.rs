//! The SVG as text: well-formed, escaped, the same twice.

use roxmltree::Document;

use super::{all_charts, changes, chart, exact, panel, row, svg};
use crate::{Bilingual, Scale, draw};

#[test]
fn every_chart_is_well_formed_and_the_same_twice() {
    for (name, chart) in all_charts() {
        let (one, two) = (svg(&chart), svg(&chart));
        assert_eq!(one, two, "{name}");
        let text = one.unwrap_or_default();
        let document = Document::parse(&text);
        assert!(document.is_ok(), "{name}: {document:?}");
        assert!(!text.contains("\"-0\"") && !text.contains("NaN") && !text.contains("inf\""));
    }
}

/// What is handed over beside the SVG is what stands in it.
#[test]
fn a_drawing_names_its_figures_and_its_title() {
    for (name, chart) in all_charts() {
        let drawing = draw(&chart).unwrap();
        let document = Document::parse(&drawing.svg).unwrap();
        let marks = document.descendants();
        let ids: Vec<_> = marks.filter_map(|mark| mark.attribute("data-figure-id")).collect();
        assert_eq!(drawing.figure_ids, ids, "{name}");
        assert!(!ids.is_empty(), "{name}");
        let title = document.root_element().first_element_child().and_then(|title| title.text());
        assert_eq!(title, Some(drawing.title.joined().as_str()), "{name}");
    }
}

#[test]
fn a_chart_says_what_it_is() {
    let text = svg(&changes()).unwrap_or_default();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.attribute("aria-labelledby"), Some("changes-title changes-desc"));
    let by_id = |id: &str| root.children().find(|n| n.attribute("id") == Some(id));
    assert!(by_id("changes-title").and_then(|n| n.text()).unwrap_or("").starts_with("江西"));
    let description = by_id("changes-desc").and_then(|n| n.text()).unwrap_or("");
    assert!(description.contains("8 changes"), "{description}");
    assert!(description.contains("ranks 20 to 16"), "{description}");
    assert!(description.contains("1.28 to 40.2 %"), "{description}");
    assert!(!text.contains("<script"));
}

#[test]
fn each_figure_has_its_mark_and_title() {
    let text = svg(&changes()).unwrap_or_default();
    let document = Document::parse(&text).unwrap();
    let marks: Vec<_> =
        document.descendants().filter(|n| n.has_attribute("data-figure-id")).collect();
    assert_eq!(marks.len(), 16);
    let mark = marks.iter().find(|n| n.attribute("data-figure-id") == Some("sample#rdb")).unwrap();
    let title = mark.first_element_child().and_then(|n| n.text());
    assert_eq!(title, Some("500余亿元, 这句话里写着500余亿元。"));
    let words: Vec<_> = mark.descendants().filter(|n| n.has_tag_name("text")).collect();
    assert_eq!(words[0].text(), Some("500余亿元"));
}

#[test]
fn all_text_is_escaped() {
    let evil = "]]><script>alert(\"1\")</script>&'\u{0}\u{1f}\u{ffff}";
    let mut point = exact("p", evil, 2.0);
    point.figure_id = evil.to_owned();
    point.sentence = evil.to_owned();
    point.period = Some(evil.to_owned());
    let rows = vec![row(evil, evil, point.clone(), point)];
    let mut chart = chart("dumbbell", vec![panel(evil, evil, Scale::Percent, rows)]);
    chart.id = evil.to_owned();
    chart.title = Bilingual::of(evil, evil);
    chart.source = evil.to_owned();
    chart.note = Some(Bilingual::of(evil, evil));
    let text = svg(&chart).unwrap_or_default();
    let document = Document::parse(&text).unwrap();
    assert!(document.descendants().all(|n| !n.has_tag_name("script")));
    let mark = document.descendants().find(|n| n.has_attribute("data-figure-id"));
    let id = mark.and_then(|n| n.attribute("data-figure-id"));
    assert_eq!(id, Some("]]><script>alert(\"1\")</script>&'"));
    assert!(!text.contains("]]>"));
}

#[test]
fn cut_labels_keep_their_words_in_a_title() {
    let long = "规模以上工业企业研究与试验发展活动".repeat(6);
    let rows = vec![row(&long, "", exact("a", "1", 1.0), exact("b", "2", 2.0))];
    let text = svg(&chart("dumbbell", vec![panel("甲", "", Scale::Percent, rows)]));
    let text = text.unwrap_or_default();
    assert!(text.contains('…') && text.contains(&format!("<title>{long}</title>")));
}
