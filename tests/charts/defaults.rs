//! The charts of a project without any.

use std::collections::{BTreeMap, BTreeSet};

use super::{chart, ids, words};
use crate::shared::shared;
use crate::support::{Project, Row, text};

/// What three provinces say of a year that is over, of the next, and of five years.
const PROVINCES: [(&str, &str, &str); 3] = [
    (
        "jiangxi",
        "CN-JX",
        "2025年，全省地区生产总值3.6万亿元，增长5.2%，城镇新增就业45万人。“十四五”期间，城镇新增就业超过220万人。2026年的预期目标是：地区生产总值增长5%左右，城镇新增就业40万人以上。",
    ),
    (
        "hunan",
        "CN-HN",
        "2025年，全省地区生产总值5.5万亿元，增长4.8%，城镇新增就业83万人。2026年的预期目标是：地区生产总值增长5%以上，城镇新增就业70万人。",
    ),
    (
        "hubei",
        "CN-HB",
        "2025年，全省地区生产总值突破6万亿元，增长5.5%，城镇新增就业92万人。2026年的预期目标是：地区生产总值增长4.5%—5%，城镇新增就业80万人。",
    ),
];

fn provinces(project: &Project) {
    for (name, area, words) in PROVINCES {
        project.write(&format!("raw/{name}.txt"), format!("{words}\n"));
        let sidecar =
            format!("date = \"2026-01-20\"\nref_area = \"{area}\"\npublisher = \"{name}\"\n");
        project.write(&format!("raw/{name}.toml"), sidecar);
    }
    project.figlift(&["run"]).exits(0);
}

/// The rows of figures by their ids.
fn by_id(figures: &[Row]) -> BTreeMap<&str, &Row> {
    figures.iter().map(|row| (text(row, "figure_id"), row)).collect()
}

fn shown(svg: &str, figures: &BTreeMap<&str, &Row>, column: &str) -> BTreeSet<String> {
    let ids = ids(svg, "data-figure-id");
    ids.iter().map(|id| text(figures[id.as_str()], column).to_owned()).collect()
}

figtest!(areas_are_compared_and_targets_stand_apart, |project| {
    provinces(project);
    let figures = project.table("figures");
    let figures = by_id(&figures);
    let charts: Vec<String> = project.files("output/charts").into_keys().collect();
    let expected = ["areas-gdp", "areas-new-jobs", "targets-gdp", "targets-new-jobs"];
    assert!(expected.iter().all(|name| charts.contains(&format!("{name}.svg"))), "{charts:?}");
    for name in ["areas-gdp", "areas-new-jobs"] {
        let svg = chart(project, name);
        assert_eq!(shown(&svg, &figures, "ref_period"), BTreeSet::from(["2025".to_owned()]));
        assert_eq!(shown(&svg, &figures, "obs_status"), BTreeSet::from(["A".to_owned()]));
        assert_eq!(shown(&svg, &figures, "ref_area").len(), 3, "{name}");
    }
    let svg = chart(project, "areas-gdp");
    assert_eq!(shown(&svg, &figures, "role"), ["growth", "level"].map(str::to_owned).into());
    let said = words(&svg);
    assert!(said.iter().any(|line| line == "地区生产总值，2025年：3个地区"), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("来源 Source: hubei；")), "{said:?}");
    let svg = chart(project, "targets-gdp");
    assert_eq!(shown(&svg, &figures, "ref_period"), ["2025", "2026"].map(str::to_owned).into());
    assert_eq!(ids(&svg, "data-figure-id").len(), 6);
});

/// What is wrong with a default chart, given the figures of its run.
fn faults(name: &str, svg: &str, figures: &BTreeMap<&str, &Row>) -> Vec<String> {
    let ids = ids(svg, "data-figure-id");
    let mut found = Vec::new();
    let mut fault = |what: &str| found.push(format!("{name}: {what}"));
    if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
        fault("a figure stands twice");
    }
    let height = svg.split("height=\"").nth(1).and_then(|rest| rest.split('"').next());
    if height.and_then(|height| height.parse::<f64>().ok()).is_none_or(|height| height > 1200.0) {
        fault("higher than 1,200 px");
    }
    let rows: Vec<&Row> = ids.iter().map(|id| figures[id.as_str()]).collect();
    let is_ahead = |row: &&Row| ["T", "F"].contains(&text(row, "obs_status"));
    let (compares, runs) = (name.starts_with("areas-"), name.starts_with("time-"));
    if (compares || name == "bounds") && rows.iter().any(is_ahead) {
        fault("a target stands among outcomes");
    }
    if compares || runs || name.starts_with("targets") {
        if rows
            .iter()
            .any(|row| text(row, "ref_period").contains('/') || text(row, "ref_period").is_empty())
        {
            fault("a span stands among single periods");
        }
        let key = ["indicator", "role", "unit_measure", "per", "ref_area", "ref_period"];
        let keys: BTreeSet<Vec<&str>> =
            rows.iter().map(|row| key.map(|name| text(row, name)).to_vec()).collect();
        if keys.len() != rows.len() {
            fault("an indicator of an area and period stands twice");
        }
    }
    let said = words(svg);
    if !said
        .iter()
        .any(|line| line.starts_with("来源 Source: ") && line.len() > "来源 Source: ".len())
    {
        fault("no source");
    }
    found
}

// No chart of any corpus mixes spans with years, or targets with outcomes.
figtest!(default_charts_of_all_corpora_keep_their_rules, |project| {
    let Some(shared) = shared().map(|folder| folder.join("corpus")) else { return };
    let mut found = Vec::new();
    for corpus in ["reports-2026", "bulletins", "gb18030", "inputs/xls", "xwlb"] {
        let raw = shared.join(corpus).display().to_string();
        let run = project.figlift(&["run", "--raw", &raw, "--output", "output"]);
        let figures = project.table("figures");
        let figures = by_id(&figures);
        let charts = project.files("output/charts");
        let count = charts.keys().filter(|file| file.ends_with(".svg")).count();
        assert!((1..=12).contains(&count), "{corpus}: {count} charts\n{run}");
        for name in charts.keys().filter_map(|file| file.strip_suffix(".svg")) {
            let of = |fault: String| format!("{corpus}: {fault}");
            found.extend(faults(name, &chart(project, name), &figures).into_iter().map(of));
        }
        // No series mixes spans with years, or targets with outcomes.
        for row in project.table("series") {
            let is_span = text(&row, "time_period").contains('/');
            assert_eq!(text(&row, "freq").is_empty(), is_span, "{row:?}");
            assert!(["A", "P"].contains(&text(&row, "obs_status")), "{row:?}");
        }
    }
    assert!(found.is_empty(), "{found:#?}");
});
