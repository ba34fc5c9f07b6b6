//! Charts: their selection, and that marks and rows correspond one to one.

mod defaults;
mod selection;
mod specs;

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::support::{Project, Row, number, repository, text};

/// The ids of the marks of a chart, in the order in which they are drawn; each has one mark.
fn ids(svg: &str, attribute: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("well-formed XML");
    let ids = document.descendants().filter_map(|node| node.attribute(attribute));
    let ids: Vec<String> = ids.map(str::to_owned).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "a mark each: {ids:?}");
    ids
}

/// The visible texts, without tooltips.
fn words(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("well-formed XML");
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|node| node.text().map(str::to_owned)).collect()
}

fn chart(project: &Project, name: &str) -> String {
    project.text(&format!("output/charts/{name}.svg"))
}

/// A project with these texts, published a year each, of one province.
fn project_with(project: &Project, texts: &[(&str, &str)]) {
    for (name, text) in texts {
        project.write(&format!("raw/{name}.txt"), text);
        let sidecar = format!("date = \"{name}\"\npublisher = \"统计局\"\nref_area = \"CN-JX\"\n");
        project.write(&format!("raw/{name}.toml"), sidecar);
    }
}

/// The link and the tooltip of a mark.
fn link_and_title<'a>(mark: &Node<'a, 'a>) -> (&'a str, &'a str) {
    let link = mark.parent().and_then(|link| link.attribute("href")).expect("a link");
    (link, mark.first_element_child().and_then(|title| title.text()).expect("a title"))
}

/// The figures that each chart of the repository must show, by the table alone.
fn wanted(chart: &str, row: &Row) -> bool {
    let is = |column: &str, value: &str| text(row, column) == value;
    let bulletin = is("doc_id", "jiangxi/innovation");
    let national = text(row, "doc_id").starts_with("national-rd/");
    let (indicator, role) = (text(row, "indicator"), text(row, "role"));
    match chart {
        "jiangxi-bounds" => bulletin && !is("qualifier", "exact"),
        "jiangxi-changes" => bulletin && !is("change_end", ""),
        "jiangxi-ranks" => bulletin && role == "rank",
        "national-rd" => {
            national && role == "level" && ["rd-expenditure", "rd-intensity"].contains(&indicator)
        }
        "national-rd-growth" => national && role == "growth" && indicator == "rd-expenditure",
        "national-rd-by-kind" => {
            let kinds = ["basic-research", "applied-research", "experimental-development"];
            let performers = ["rd-business", "rd-government", "rd-universities"];
            is("time_period", "2023")
                && (kinds.contains(&indicator) || performers.contains(&indicator))
        }
        other => panic!("which figures does {other} show?"),
    }
}

figtest!(marks_and_rows_join_one_to_one, |project| {
    project.with_repository().figlift(&["run"]).exits(0);
    let figures = project.table("figures");
    let by_id: BTreeMap<&str, &Row> =
        figures.iter().map(|row| (text(row, "figure_id"), row)).collect();
    let revisions = project.table("revisions");
    let charts = project.files("output/charts");
    let charts: BTreeMap<String, Vec<u8>> =
        charts.into_iter().filter(|(name, _)| name.ends_with(".svg")).collect();
    assert_eq!(charts.len(), 9);
    // Those of the provinces show one of several statements of an area, as default charts do.
    let charts = charts.into_iter().filter(|(name, _)| !name.starts_with("provinces-"));
    for (name, svg) in charts {
        let (name, svg) = (name.strip_suffix(".svg").unwrap(), String::from_utf8(svg).unwrap());
        let shown: BTreeSet<String> = ids(&svg, "data-figure-id").into_iter().collect();
        // What a table repeats of a bulletin is drawn once.
        let first = |row: &&Row| text(row, "rule") != "table.cell";
        let wanted = figures.iter().filter(first).filter(|row| wanted(name, row));
        let wanted: BTreeSet<String> =
            wanted.map(|row| text(row, "figure_id").to_owned()).collect();
        assert_eq!(shown, wanted, "{name}");
        let document = Document::parse(&svg).unwrap();
        for mark in document.descendants().filter(|node| node.has_attribute("data-figure-id")) {
            let row = by_id[mark.attribute("data-figure-id").unwrap()];
            let (link, title) = link_and_title(&mark);
            let anchor = figlift_publish::anchor(text(row, "figure_id"));
            assert_eq!(link, format!("../review.html#{anchor}"));
            let period = text(row, "ref_period");
            assert!(title.contains(period) && title.ends_with(text(row, "sentence")), "{title}");
        }
        let implied = ids(&svg, "data-revision-id");
        assert_eq!(implied.len(), if name == "national-rd" { revisions.len() } else { 0 });
        assert!(
            implied.iter().all(|id| revisions.iter().any(|row| text(row, "revision_id") == id))
        );
    }
});

// The hollow points are at the values of the `revisions` table.
figtest!(an_implied_value_is_drawn_at_the_value_of_its_row, |project| {
    project.with_repository().figlift(&["run"]).exits(0);
    let svg = chart(project, "national-rd");
    let revisions = project.table("revisions");
    let shown = words(&svg);
    for row in &revisions {
        let value = number(row, "value").expect("implied").to_string();
        assert!(shown.contains(&value), "{value} in {shown:?}");
    }
    assert_eq!(revisions.len(), 2);
    assert!(svg.contains("implied by the next release"));
});

figtest!(a_label_contains_the_bounding_word, |project| {
    project.with_repository().figlift(&["run"]).exits(0);
    let shown = words(&chart(project, "jiangxi-bounds"));
    for label in ["250余亿元", "超10亿元", "突破200万亩", "突破1,200公斤", "60多个"]
    {
        assert!(shown.contains(&label.to_owned()), "{label} in {shown:?}");
    }
});

figtest!(the_former_value_of_a_revised_one_is_hollow, |project| {
    let texts = [
        ("2021", "2020年，全省地区生产总值25691.5亿元。"),
        ("2022", "2020年，全省地区生产总值25782.0亿元。2021年，全省地区生产总值29619.7亿元。"),
    ];
    project_with(project, &texts);
    project.write(
        "config/charts/gdp.toml",
        "mark = \"line\"\ntitle = { zh = \"生产总值\" }\n[select]\nindicators = [\"gdp\"]\n",
    );
    project.figlift(&["run"]).exits(0);
    let svg = chart(project, "gdp");
    let document = Document::parse(&svg).unwrap();
    let marks: Vec<_> =
        document.descendants().filter(|n| n.has_attribute("data-figure-id")).collect();
    let hollow =
        |node: &&Node<'_, '_>| node.children().any(|n| n.attribute("class") == Some("hollow"));
    assert_eq!(marks.len(), 3);
    let former: Vec<_> = marks.iter().copied().filter(|mark| hollow(&mark)).collect();
    assert_eq!(former.len(), 1);
    assert!(link_and_title(&former[0]).1.contains("25691.5亿元"));
    assert!(words(&svg).iter().any(|text| text.contains("as stated formerly")));
});

const HOSTILE: &str = "2021年，<script>alert(1)</script>“]]>'&\u{202e}企业🚀由12家增至超30家，全市有<b onload=x>专利320件。";

figtest!(a_hostile_text_changes_nothing_but_text, |project| {
    project_with(project, &[("2022", HOSTILE)]);
    for mark in ["dumbbell", "slope", "bar", "interval"] {
        let evil = "</title><script>&{title}";
        let spec = format!("mark = \"{mark}\"\n[title]\nzh = '{evil}'\nen = '{evil}'\n");
        project.write(&format!("config/charts/{mark}.toml"), spec);
    }
    project.figlift(&["run"]).exits(0);
    let mut charts = project.files("output/charts");
    let page = charts.remove("index.html").expect("the page of all charts");
    assert!(!String::from_utf8(page).unwrap().contains("<script>&"));
    assert_eq!(charts.len(), 4);
    for (name, svg) in charts {
        let svg = String::from_utf8(svg).unwrap();
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        let known = [
            "svg", "title", "desc", "style", "g", "a", "text", "rect", "line", "circle", "polygon",
            "polyline",
        ];
        for node in document.descendants().filter(Node::is_element) {
            assert!(known.contains(&node.tag_name().name()), "{name}: {node:?}");
            assert!(node.attributes().all(|a| !a.name().starts_with("on")), "{name}: {node:?}");
        }
        assert!(!svg.contains("]]>") && ids(&svg, "data-figure-id").len() > 1, "{name}");
    }
});

#[test]
fn the_repository_shows_its_charts() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("UTF-8");
    for entry in std::fs::read_dir(repository().join("config/charts")).expect("the charts") {
        let name = entry.expect("a file").file_name().into_string().expect("our own name");
        let chart = format!("](output/charts/{}.svg)", name.trim_end_matches(".toml"));
        assert!(readme.contains(&chart), "README.md does not show {name}");
    }
}
