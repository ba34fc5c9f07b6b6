//! Which rows a chart shows, in which panels and order, and the note about the rest.

use super::{chart, ids, project_with, words};
use crate::support::{Project, text};

const CITIES: &str = "2021年，全省企业320家，医院15所，学校2.1万所，财政收入128.6亿元，同比增长5.2%。\
    其中，高新技术企业由12家增至超30家。全省创新指数居全国第9位，由第12位升至第9位。";

fn draw(project: &Project, spec: &str) -> String {
    project_with(project, &[("2022", CITIES)]);
    project.write("config/charts/one.toml", spec);
    project.figlift(&["run"]).exits(0);
    chart(project, "one")
}

/// The surfaces of the figures that a chart shows, in the order of its marks.
fn surfaces(project: &Project, svg: &str) -> Vec<String> {
    let figures = project.table("figures");
    let surface = |id: &String| {
        let row = figures.iter().find(|row| text(row, "figure_id") == id).expect("a row");
        text(row, "surface").to_owned()
    };
    ids(svg, "data-figure-id").iter().map(surface).collect()
}

figtest!(values_are_sorted_limited_and_the_rest_counted, |project| {
    let svg = draw(
        project,
        "mark = \"bar\"\nsort = \"value\"\nlimit = 2\n\
        [title]\nzh = \"前{count}项，{area}，{period}年\"\nen = \"Top {count} of {area}\"\n\
        [note]\nen = \"By {publisher}.\"\n\
        [select]\nrole = \"level\"\nunit = \"1\"\n",
    );
    assert_eq!(surfaces(project, &svg), ["2.1万所", "320家"]);
    let shown = words(&svg);
    assert!(shown.contains(&"前2项，江西省，2021年".to_owned()), "{shown:?}");
    assert!(shown.contains(&"Top 2 of Jiangxi".to_owned()), "{shown:?}");
    let note = "另有3项未列出。 By 统计局. 3 more not shown.";
    assert!(shown.contains(&note.to_owned()), "{shown:?}");
});

figtest!(units_have_panels_of_their_own, |project| {
    let svg =
        draw(project, "mark = \"bar\"\ntitle = { zh = \"图\" }\n[select]\nchange_end = \"none\"\n");
    let shown = words(&svg);
    for head in ["数量 Counts", "金额 Money", "增长 Growth", "亿元 (10亿元 = CNY 1 bn)"] {
        assert!(shown.contains(&head.to_owned()), "{head} in {shown:?}");
    }
    assert!(
        !surfaces(project, &svg).iter().any(|surface| surface.contains('位')),
        "ranks are none"
    );
});

figtest!(what_words_and_qualifiers_select, |project| {
    let select = |select: &str| {
        format!("mark = \"interval\"\ntitle = {{ zh = \"图\" }}\n[select]\n{select}\n")
    };
    let svg = draw(project, &select("words = [\"医院\", \"学校\"]"));
    assert_eq!(surfaces(project, &svg), ["15所", "2.1万所"]);
    let svg = draw(project, &select("qualifiers = [\"over\"]"));
    assert_eq!(surfaces(project, &svg), ["30家"]);
    let svg = draw(project, &select("change_end = \"from\""));
    assert_eq!(surfaces(project, &svg), ["12家", "第12位"]);
});

figtest!(of_a_change_the_last_value_is_the_latest, |project| {
    let spec = |mark: &str| {
        let select = "latest = true\nwords = [\"高新技术企业\", \"创新指数\"]";
        format!("mark = \"{mark}\"\ntitle = {{ zh = \"{{count}}\" }}\n[select]\n{select}\n")
    };
    let svg = draw(project, &spec("interval"));
    assert!(
        !surfaces(project, &svg).iter().any(|surface| surface == "12家" || surface == "第12位")
    );
    let svg = draw(project, &spec("ladder"));
    assert_eq!(surfaces(project, &svg), ["第9位", "第12位", "第9位"]);
    assert!(words(&svg).contains(&"2".to_owned()), "a rank, and two ends that are one move");
});

figtest!(a_ladder_joins_the_ends_of_a_move, |project| {
    let svg = draw(project, "mark = \"ladder\"\ntitle = { zh = \"图\" }\n");
    assert_eq!(surfaces(project, &svg), ["第9位", "第12位", "第9位"]);
    assert!(words(&svg).contains(&"前移3位".to_owned()));
});

figtest!(areas_part_panels_in_the_order_of_the_selection, |project| {
    project.write("raw/a.txt", "2021年，江西省财政收入128.6亿元。湖南省财政收入130.5亿元。");
    project.write(
        "config/charts/one.toml",
        "mark = \"bar\"\ngroup = \"area\"\ntitle = { zh = \"图\" }\n\
        [select]\nareas = [\"CN-HN\", \"CN-JX\"]\n",
    );
    project.figlift(&["run"]).exits(0);
    let svg = chart(project, "one");
    assert_eq!(surfaces(project, &svg), ["130.5亿元", "128.6亿元"]);
    let shown = words(&svg);
    assert!(shown.contains(&"湖南省 Hunan".to_owned()), "{shown:?}");
});

figtest!(only_the_latest_and_within_periods, |project| {
    let text = |year: u16, value: &str| format!("{year}年，全省地区生产总值{value}亿元。");
    let texts = [
        ("2020", text(2019, "24667.3")),
        ("2021", text(2020, "25691.5")),
        ("2022", text(2021, "29619.7")),
    ];
    let texts: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    project_with(project, &texts);
    let spec = |mark: &str, select: &str| {
        format!("mark = \"{mark}\"\ntitle = {{ zh = \"图\" }}\n[select]\n{select}\n")
    };
    project
        .write("config/charts/latest.toml", spec("bar", "latest = true"))
        .write("config/charts/until.toml", spec("line", "to = \"2020\""))
        .write("config/charts/three.toml", spec("line", "least_periods = 3"))
        .write("config/charts/four.toml", spec("line", "least_periods = 4"));
    let run = project.figlift(&["run"]);
    run.exits(0).prints("no chart    four: chart `four`: nothing to draw");
    let shown = |name: &str| surfaces(project, &chart(project, name));
    assert_eq!(shown("latest"), ["29619.7亿元"]);
    assert_eq!(shown("until"), ["24667.3亿元", "25691.5亿元"]);
    assert_eq!(shown("three").len(), 3);
    assert!(!project.files("output/charts").contains_key("four.svg"));
});

figtest!(panels_by_indicator_and_by_document, |project| {
    let texts = [
        ("2021", "2020年，全省地区生产总值25691.5亿元。"),
        ("2022", "2021年，全省地区生产总值29619.7亿元。2019年，全省地区生产总值24667.3亿元。"),
    ];
    project_with(project, &texts);
    let spec = |group: &str, sort: &str| {
        let head = format!("mark = \"bar\"\ngroup = \"{group}\"\nsort = \"{sort}\"\n");
        head + "title = { zh = \"图\" }\n[select]\nindicators = [\"gdp\"]\n"
    };
    project
        .write("config/charts/indicator.toml", spec("indicator", "period"))
        .write("config/charts/document.toml", spec("document", "value"))
        .write("config/charts/text.toml", spec("unit", "text"));
    project.figlift(&["run"]).exits(0);
    let shown = |name: &str| surfaces(project, &chart(project, name));
    assert_eq!(shown("indicator"), ["24667.3亿元", "25691.5亿元", "29619.7亿元"]);
    assert_eq!(shown("document"), ["25691.5亿元", "29619.7亿元", "24667.3亿元"]);
    assert_eq!(shown("text"), ["25691.5亿元", "29619.7亿元", "24667.3亿元"]);
    let heads = words(&chart(project, "document"));
    assert!(["2021", "2022"].iter().all(|head| heads.contains(&(*head).to_owned())), "{heads:?}");
    assert!(
        words(&chart(project, "indicator")).iter().any(|text| text.starts_with("地区生产总值 "))
    );
});

figtest!(labels_sort_rows, |project| {
    let svg = draw(
        project,
        "mark = \"bar\"\nsort = \"label\"\ntitle = { zh = \"图\" }\n[select]\nwords = [\"医院\", \"学校\", \"企业\"]\nchange_end = \"none\"\n",
    );
    assert_eq!(surfaces(project, &svg), ["320家", "15所", "2.1万所"], "企, 医, 学 by code points");
});

// A project without charts gets default charts, without messages about missing rows.
figtest!(a_project_without_charts_has_a_sensible_set, |project| {
    project_with(project, &[("2022", CITIES)]);
    let run = project.figlift(&["run"]);
    assert!(!run.exits(0).stdout().contains("no chart"), "{run}");
    let charts: Vec<String> = project.files("output/charts").into_keys().collect();
    assert_eq!(charts, ["changes.svg", "index.html"]);
    assert_eq!(ids(&chart(project, "changes"), "data-figure-id").len(), 4);
    let years = [
        ("2019", "2018年，全省地区生产总值100亿元。"),
        ("2020", "2019年，全省地区生产总值110亿元。"),
        ("2021", "2020年，全省地区生产总值120亿元。"),
    ];
    project_with(project, &years);
    project.figlift(&["run"]).exits(0);
    assert_eq!(surfaces(project, &chart(project, "time-years")), ["100亿元", "110亿元", "120亿元"]);
});

figtest!(texts_without_figures_have_no_default_charts, |project| {
    project.write("raw/a.txt", "没有数字的一句话。");
    let run = project.figlift(&["run"]);
    assert!(!run.exits(0).stdout().contains("no chart"), "{run}");
    assert!(project.files("output/charts").is_empty());
});
