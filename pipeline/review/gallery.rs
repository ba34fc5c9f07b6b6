//! The page of all charts: thumbnails, which a reader may filter by indicator and area.

use std::collections::BTreeSet;

use askama::Template;

use crate::model::{Review, ReviewChart};
use crate::page::STYLE;
use crate::policy::policy;

/// Where it is in the output folder.
pub(crate) const GALLERY: &str = "charts/index.html";

pub(crate) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("templates/script/language.js"),
    include_str!("templates/script/gallery.js"),
    "})();\n",
);

/// A code, and what it is called in both languages.
type NamedCode<'a> = (&'a str, (&'a str, &'a str));

#[derive(Template)]
#[template(path = "gallery.html")]
struct GalleryPage<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    program: &'a str,
    charts: &'a [ReviewChart],
    indicators: Vec<NamedCode<'a>>,
    areas: Vec<NamedCode<'a>>,
}

/// The page of the charts of a review.
pub(crate) fn gallery(review: &Review<'_>) -> Result<String, askama::Error> {
    let charts = &review.charts;
    let codes = |of: fn(&ReviewChart) -> &Vec<String>| -> BTreeSet<&str> {
        charts.iter().flat_map(of).map(String::as_str).collect()
    };
    let labels = &review.labels;
    let indicators = codes(|chart| &chart.indicators);
    let areas = codes(|chart| &chart.areas);
    GalleryPage {
        policy: policy(SCRIPT, STYLE),
        style: STYLE,
        script: SCRIPT,
        program: &review.program,
        charts,
        indicators: indicators.iter().map(|id| choice(id, labels.indicators.get(*id))).collect(),
        areas: areas.iter().map(|code| choice(code, labels.areas.get(*code))).collect(),
    }
    .render()
}

fn choice<'a>(code: &'a str, names: Option<&'a (String, String)>) -> NamedCode<'a> {
    (code, names.map_or((code, code), |(zh, en)| (zh.as_str(), en.as_str())))
}
