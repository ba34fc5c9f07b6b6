//! Indicators and areas: invalid catalogues, and the indicators of rows.

use crate::config::{Mistake, refuses};
use crate::support::{Project, text};

const INDICATORS: &str = "config/pack/indicators.toml";
const AREAS: &str = "config/pack/areas.toml";
const EXPECTED: &str = "config/expected/a.toml";

/// An indicator of three lines below its head, and more.
fn bridges(zh: &str, en: &str, dimension: &str, more: &str) -> String {
    format!("[bridges]\nzh = \"{zh}\"\nen = \"{en}\"\ndimension = \"{dimension}\"\n{more}\n")
}

#[test]
fn keys_of_an_indicator() {
    let with = |more: &str| bridges("桥梁长度", "Bridges", "length", more);
    refuses(&[
        (INDICATORS, bridges("桥梁长度", "Bridges", "lenght", ""), "4:13", "dimension `lenght`"),
        (INDICATORS, bridges("", "Bridges", "length", ""), "2:6", "`bridges` is empty"),
        (INDICATORS, bridges("（全长）", "Bridges", "length", ""), "2:6", "`bridges` is empty"),
        (INDICATORS, bridges("桥梁长度", " ", "length", ""), "3:6", "`bridges` is empty"),
        (INDICATORS, with("aliases = [\"桥长\", \"\"]"), "5:18", "`bridges` is empty"),
        (INDICATORS, with("price = \"fixed\""), "5:9", "`fixed`, expected `constant` or `current`"),
        (INDICATORS, with("better = \"more\""), "5:10", "`more`, expected `up` or `down`"),
    ]);
}

#[test]
fn words_of_two_indicators() {
    let alias = |words: &str| {
        bridges("桥梁造价", "Bridges", "money", &format!("aliases = [\"造价\", \"{words}\"]"))
    };
    let twice = bridges("桥梁长度", "Bridges", "length", "")
        + &bridges("桥长", "Spans", "length", "aliases = [\"桥梁长度\"]")
            .replace("bridges", "arches");
    refuses(&[
        (INDICATORS, alias("国内生产总值"), "5:18", "a word for `gdp`"),
        (INDICATORS, alias("国内 生产总值（GDP）"), "5:18", "a word for `gdp`"),
        // The second one in a file is reported, whatever their order by id.
        (INDICATORS, twice, "10:12", "`桥梁长度` is already a word for `bridges`"),
    ]);
}

/// A county of the given code, with more lines.
fn county(code: &str, zh: &str, more: &str) -> String {
    format!("[\"{code}\"]\nzh = \"{zh}\"\nen = \"A county\"\n{more}\n")
}

#[test]
fn areas_within_areas() {
    let parent = |code: &str| format!("parent = \"{code}\"");
    let ring = county("A1", "甲县", &parent("A2")) + &county("A2", "乙县", &parent("A1"));
    let twins = county("A1", "甲县", &parent("360100")) + &county("A2", "甲县", &parent("360200"));
    refuses(&[
        (AREAS, county("A1", "甲县", &parent("CN-XX")), "4:10", "unknown area `CN-XX`"),
        (AREAS, county("A1", "甲县", &parent("A1")), "4:10", "`A1` contains itself"),
        (AREAS, ring, "8:10", "`A2` contains itself"),
        (AREAS, twins, "6:6", "`甲县` is already a name of `A1`"),
    ]);
}

#[test]
fn names_and_lists_of_areas() {
    refuses(&[
        (AREAS, county("A1", " ", ""), "2:6", "`A1` is empty"),
        (AREAS, county("A1", "甲县", "short = [\"甲\", \"\"]"), "4:15", "`A1` is empty"),
        (AREAS, county("A1", "甲县", "list = \"GB/T 2260\""), "4:8", "invalid list"),
        (AREAS, county("A1", "甲县", "list = \"GB/T 2260, lately\""), "4:8", "invalid list"),
        (AREAS, county("A1", "甲县", "list = \", 2007\""), "4:8", "invalid list"),
    ]);
}

figtest!(areas_of_two_levels_may_share_a_name, |project| {
    project.write("raw/city.txt", "吉林生产总值1万亿元。");
    project.write(AREAS, county("220200", "吉林市", "short = [\"吉林\"]\nparent = \"CN-JL\""));
    project.figlift(&["run"]).exits(0);
    assert_eq!(text(&project.table("figures")[0], "ref_area"), "CN-JL", "the wider one");
});

/// An expectation of one value, with its unit on line 6.
fn expectation(measured: &str, role: &str, unit: &str) -> String {
    format!(
        "documents = [\"city\"]\n[[expect]]\nid = \"one\"\n{measured}\nrole = \"{role}\"\nunit = \"{unit}\"\nvalue = 1\n"
    )
}

fn series(indicator: &str, role: &str, unit: &str) -> String {
    format!(
        "documents = [\"city\"]\n[[series]]\nid = \"one\"\nindicator = \"{indicator}\"\nrole = \"{role}\"\n\
         unit = \"{unit}\"\ndocument = \"city\"\nvalues = {{ \"2021\" = 1.0 }}\n"
    )
}

#[test]
fn units_of_expectations() {
    let of = |id: &str, role: &str, unit: &str| {
        expectation(&format!("indicator = \"{id}\""), role, unit)
    };
    let words = |role: &str, unit: &str| expectation("words = \"企业\"", role, unit);
    let wrong: Vec<Mistake> = vec![
        (EXPECTED, of("gdp", "level", "1"), "6:8", "dimension `money`"),
        (EXPECTED, of("gdp", "change", "pp"), "6:8", "dimension `money`"),
        (EXPECTED, of("forest-cover", "level", "pp"), "6:8", "dimension `share`"),
        (
            EXPECTED,
            of("forest-cover", "change", "%"),
            "6:8",
            "a change of a share is stated in points",
        ),
        (EXPECTED, of("gdp", "growth", "pp"), "6:8", "a growth is stated in %"),
        (EXPECTED, words("growth", "bp"), "6:8", "a growth is stated in %"),
        (EXPECTED, words("rank", "1"), "6:8", "a rank is stated in rank"),
        (EXPECTED, words("multiple", "%"), "6:8", "a multiple is stated in 1"),
        (EXPECTED, series("gdp", "level", "%"), "6:8", "dimension `money`"),
        (EXPECTED, series("gdp", "growth", "CNY"), "6:8", "a growth is stated in %"),
    ];
    refuses(&wrong);
}

figtest!(expectations_whose_units_fit, |project| {
    project.write("raw/city.txt", "全市有企业320家。");
    for (id, role, unit) in [
        ("gdp", "level", "USD"),
        ("gdp", "growth", "%"),
        ("gdp", "multiple", "1"),
        ("gdp", "rank", "rank"),
        ("gdp", "change", "rank"),
        ("forest-cover", "change", "pp"),
        ("natural-growth", "level", "permille"),
    ] {
        let measured = format!("indicator = \"{id}\"");
        project.write(EXPECTED, expectation(&measured, role, unit));
        // The text does not state it: the check fails, the config does not.
        project.figlift(&["run"]).exits(1);
    }
});

/// The indicators of the figures of a text, in reading order; "" for none.
fn indicators(project: &Project, line: &str) -> Vec<String> {
    project.write("raw/city.txt", line);
    project.figlift(&["run"]).exits(0);
    project.table("figures").iter().map(|row| text(row, "indicator").to_owned()).collect()
}

figtest!(an_indicator_is_given_where_the_unit_agrees, |project| {
    for (line, wanted) in [
        ("地区生产总值达3万亿元，增长5%，居全国第3位。", &["gdp", "gdp", "gdp"][..]),
        ("全市地区生产总值500亿美元。", &["gdp"]),
        ("地区生产总值核算培训班3期。", &[""]),
        ("地区生产总值3个。", &[""]),
        ("森林覆盖率63%，提高0.5个百分点。", &["forest-cover", "forest-cover"]),
        ("人口自然增长率为5.2‰。", &["natural-growth"]),
        ("地区生产总值高于全国0.5个百分点。", &[""]),
    ] {
        assert_eq!(indicators(project, line), wanted, "{line}");
    }
});

figtest!(a_rate_noun_is_ignored_only_for_a_growth, |project| {
    for (line, wanted) in [
        ("居民消费价格涨幅2%左右。", &["cpi"][..]),
        ("地区生产总值年均增速5.5%。", &["gdp"]),
        ("规模以上工业增加值增速居全国第三位。", &[""]),
        ("人民币贷款余额5万亿元。", &["loans-cny"]),
    ] {
        assert_eq!(indicators(project, line), wanted, "{line}");
    }
});

figtest!(newly_added_things_are_not_the_stock, |project| {
    for (line, wanted) in [
        ("高新技术企业6669家。", &["high-tech-firms"][..]),
        ("净增高新技术企业300家。", &["high-tech-firms"]),
        ("新增高新技术企业600家、增长10%。", &["", ""]),
        ("新增600家高新技术企业。", &[""]),
        ("新增城镇就业12万人。", &["new-jobs"]),
        ("高新技术企业达600家，建设项目新增600家。", &["high-tech-firms", ""]),
        ("高新技术企业达600家，建设项目新增601家。", &["high-tech-firms", ""]),
        ("新增高新技术企业60家，总数600家。", &["", "high-tech-firms"]),
    ] {
        assert_eq!(indicators(project, line), wanted, "{line}");
    }
});

figtest!(a_word_of_two_indicators_is_resolved_by_its_unit, |project| {
    let of = |id: &str, dimension: &str| {
        bridges("桥梁", "Bridges", dimension, "").replace("bridges", id)
    };
    project.write(INDICATORS, of("bridges", "count") + &of("bridge-length", "length"));
    for (line, wanted) in
        [("桥梁120座。", "bridges"), ("桥梁35公里。", "bridge-length"), ("桥梁增长5%。", "")]
    {
        assert_eq!(indicators(project, line), [wanted], "{line}");
    }
});

figtest!(a_value_of_a_row_is_the_share_of_its_part, |project| {
    let shares = ["primary-share", "secondary-share", "tertiary-share"];
    let twice = [shares, shares].concat();
    for (line, wanted) in [
        ("全市三次产业结构为9.1:36.8:54.1。", &shares[..]),
        ("三次产业增加值比例由9.0∶40.0∶51.0调整为8.5∶39.5∶52.0。", &twice),
        // Two values are not three parts, and no catalogue has these two.
        ("三次产业结构为9.1:90.9。", &["", ""]),
        ("城乡结构为60.0:40.0。", &["", ""]),
    ] {
        assert_eq!(indicators(project, line), wanted, "{line}");
    }
});
