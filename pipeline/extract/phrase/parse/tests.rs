use super::*;
use crate::sample::rules;

/// What is measured, and the verb of what was done to it.
fn told_apart(phrase: &str) -> (String, String) {
    let parsed = parse(&rules().segmenter, phrase);
    let text = |span: Span| &phrase[span.range()];
    let noun = parsed.noun.iter().map(|&span| text(span)).collect::<Vec<_>>().join("+");
    (noun, parsed.deed.map_or(String::new(), |(span, _)| text(span).to_owned()))
}

fn hold(cases: &[(&str, &str, &str)]) {
    for &(phrase, noun, deed) in cases {
        assert_eq!(told_apart(phrase), (noun.to_owned(), deed.to_owned()), "{phrase}");
    }
}

#[test]
fn a_deed_is_told_from_its_object() {
    hold(&[
        ("遴选实施重点研发专项", "重点研发专项", "遴选实施"),
        ("累计发布企业需求清单", "企业需求清单", "发布"),
        ("新引育领军人才", "领军人才", "新引育"),
        ("梳理出群众反映的问题", "群众反映的问题", "梳理出"),
        ("优化支出结构、清收各类欠款", "各类欠款", "清收"),
        ("服务平台促成技术交易", "技术交易", "促成"),
        ("改造城镇老旧小区", "城镇老旧小区", "改造"),
        ("新（改）建高标准农田", "高标准农田", "新（改）建"),
    ]);
}

#[test]
fn a_verb_within_a_name_is_no_deed() {
    hold(&[
        ("建设项目", "建设项目", ""),
        ("服务机构", "服务机构", ""),
        ("国家生态建设示范区", "国家生态建设示范区", ""),
        ("新发放贷款加权平均利率", "新发放贷款加权平均利率", ""),
        ("研发投入强度", "研发投入强度", ""),
        ("种植面积", "种植面积", ""),
    ]);
}

#[test]
fn a_link_joins_a_thing_and_its_measure() {
    hold(&[
        ("第一产业实现增加值", "第一产业+增加值", ""),
        ("公路建设完成投资", "公路建设+投资", ""),
    ]);
}

#[test]
fn a_deed_may_stand_behind_its_object_or_alone() {
    hold(&[
        ("中欧班列累计开行", "中欧班列", "开行"),
        ("航线新增", "航线", "新增"),
        ("基本建成", "", "建成"),
        ("办结", "", "办结"),
    ]);
}

#[test]
fn adverbs_are_no_part_of_what_is_measured() {
    hold(&[
        ("累计产值", "产值", ""),
        ("平板电脑产量率先", "平板电脑产量", ""),
        ("产值", "产值", ""),
    ]);
    assert_eq!(parse(&rules().segmenter, "").noun, []);
}
