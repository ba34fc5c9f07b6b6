//! Of which period a value is that is stated of several years, and whether it is a stock or a flow.

use crate::support::{Project, text};

/// What a text of a plan of five years states, and for each value its kind and the period that it is of.
const VALUES: &[(&str, &[[&str; 2]])] = &[
    ("地区生产总值突破3万亿元", &[["flow-of-period", "2025"]]),
    ("地区生产总值跨上3万亿元台阶", &[["flow-of-period", "2025"]]),
    ("地区生产总值达2.9万亿元", &[["flow-of-period", "2025"]]),
    // No verb: how large it has become.
    (
        "地区生产总值2.9万亿元，财政总收入4000亿元",
        &[["flow-of-period", "2025"], ["flow-of-period", "2025"]],
    ),
    (
        "地区生产总值从2万亿元增加到3万亿元",
        &[["flow-of-period", "2020"], ["flow-of-period", "2025"]],
    ),
    ("地区生产总值年均增长5%", &[["flow-of-period", "2021/2025"]]),
    ("进出口总额居全国第9位", &[["flow-of-period", "2025"]]),
    // What the years come to, or one of them: the words leave it open.
    ("完成固定资产投资5万亿元", &[["flow-of-period", ""]]),
    ("固定资产投资累计5万亿元", &[["flow", "2021/2025"]]),
    ("城镇新增就业突破200万人", &[["flow", "2021/2025"]]),
    ("新建高速公路600公里", &[["flow", "2021/2025"]]),
    ("高速公路通车里程6000公里", &[["stock", "2025"]]),
    ("常住人口城镇化率提高到65%", &[["stock", "2025"]]),
    // The catalogue does not know these.
    ("涉农贷款余额超过1万亿元", &[["stock", "2025"]]),
    ("快递包裹处理能力达到每天900万件", &[["stock", "2025"]]),
    ("茶叶全产业链产值突破500亿元", &[["flow-of-period", "2025"]]),
    ("志愿服务队3000支", &[["", ""]]),
];

#[test]
fn values_of_several_years_are_of_one_or_of_all() {
    for (words, expected) in VALUES {
        let project = Project::new();
        project.write("raw/a.txt", format!("“十四五”期间，全省{words}。\n"));
        project.write("raw/a.toml", "date = \"2026-01-20\"\nref_area = \"CN-JX\"\n");
        project.figlift(&["run"]).exits(0);
        let figures = project.table("figures");
        let found: Vec<[&str; 2]> = figures
            .iter()
            .map(|row| ["flow_stock", "ref_period"].map(|name| text(row, name)))
            .collect();
        assert_eq!(found, *expected, "{words}");
        assert!(figures.iter().all(|row| text(row, "time_period") == "2021/2025"), "{words}");
    }
}

// A value that was stated of five years is compared with one of the year that it is of.
figtest!(series_and_changes_run_by_the_period_that_values_are_of, |project| {
    let words = "“十四五”期间，全省地区生产总值从2万亿元增加到2.9万亿元，城镇新增就业220万人。\n2025年，城镇新增就业45万人。\n";
    project.write("raw/a.txt", words);
    project.write("raw/a.toml", "date = \"2026-01-20\"\nref_area = \"CN-JX\"\n");
    project.figlift(&["run"]).exits(0);
    let series: Vec<String> = project
        .table("series")
        .iter()
        .map(|row| {
            ["indicator", "freq", "time_period", "period_start"]
                .map(|name| text(row, name))
                .join(" ")
        })
        .collect();
    let expected = [
        "gdp A 2020 2020-01-01",
        "gdp A 2025 2025-01-01",
        "new-jobs  2021/2025 2021-01-01",
        "new-jobs A 2025 2025-01-01",
    ];
    assert_eq!(series, expected);
    let changes = project.table("changes");
    assert_eq!(
        (text(&changes[0], "from_period"), text(&changes[0], "to_period")),
        ("2020", "2025")
    );
});
