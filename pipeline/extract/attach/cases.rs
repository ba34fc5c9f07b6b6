//! Each attachment has cases that need it: without it, these measure something else.

use figlift_text::{Document, Metadata};

use super::{ATTACHMENTS, Attachment};
use crate::sample::rules;

/// An attachment, a text, and what each of its figures measures.
type Case = (&'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    ("change-end", "门店从120家增加到150家经营网点", &["门店"; 2]),
    ("change-end", "床位由3000张扩至4500张", &["床位"; 2]),
    ("list-of-heads", "彩电、冰箱产量分别增长4%、3%", &["彩电产量", "冰箱产量"]),
    (
        "list-of-heads",
        "城镇居民收入5万元，农村居民收入2万元，分别增长4%和6%",
        &["城镇居民收入", "农村居民收入", "城镇居民收入", "农村居民收入"],
    ),
    (
        "list-of-heads",
        "基础经费3亿元，应用经费5亿元。两者所占比重分别为38%和62%。",
        &["基础经费", "应用经费", "基础经费所占比重", "应用经费所占比重"],
    ),
    ("counted-noun", "水利部门管护14座水库", &["水库"]),
    ("described-noun", "市场每天有来自全省的10吨蔬果", &["蔬果"]),
    ("ranked-noun", "东盟是我市第一大贸易伙伴", &["贸易伙伴"]),
    ("share-of-noun", "贡献了50%以上的税收", &["税收"]),
    ("object-of-verb", "每年向邻市提供4亿度清洁电能", &["清洁电能"]),
    ("noun-of-deed", "银行批复了250万元的信用贷款", &["信用贷款"]),
    ("kept-rate", "收入31亿元，以8%的增速领先", &["收入"; 2]),
    ("aimed-rate", "确定5%左右的增长目标", &["增长目标"]),
    ("subject", "产值147亿元", &["产值"]),
    ("noun-behind-of", "65岁的村民", &["村民"]),
    ("noun-behind", "完成20万平方米旧住房成套改造", &["旧住房成套改造"]),
    ("bracket-host", "汽车（增长8%）、电子（下降3%）", &["汽车", "电子"]),
    ("clause-before", "服务器出口势头良好，增长5%", &["服务器出口势头良好"]),
    ("topic", "出口增长5%。经营主体稳中培优。总量达14万户。", &["出口", "经营主体稳中培优总量"]),
    ("carried", "产值147亿元，增长12%", &["产值"; 2]),
    ("aspect-alone", "总量达14万户。", &["总量"]),
];

/// The words for what each figure of a text measures, by some attachments.
fn measured(attachments: &[Attachment], text: &str) -> Vec<String> {
    let document = Document::new("case", text, Metadata::default());
    let figures = rules().extract_watched(&document, attachments, |_| {}).figures;
    let words = figures.into_iter().map(|figure| figure.indicator);
    words.map(|measured| measured.map_or(String::new(), |it| it.words)).collect()
}

#[test]
fn cases_hold() {
    let fails = CASES.iter().filter(|(_, text, words)| measured(ATTACHMENTS, text) != *words);
    let found = fails.map(|(name, text, _)| (name, text, measured(ATTACHMENTS, text)));
    assert_eq!(found.collect::<Vec<_>>(), []);
}

#[test]
fn cases_need_their_attachment() {
    let needless = CASES.iter().filter(|(name, text, words)| {
        let others = ATTACHMENTS.iter().copied().filter(|one| one.name != *name);
        measured(&others.collect::<Vec<Attachment>>(), text) == *words
    });
    assert_eq!(needless.collect::<Vec<_>>(), [] as [&Case; 0]);
}

#[test]
fn each_attachment_has_a_case() {
    for attachment in ATTACHMENTS {
        let name = attachment.name;
        assert!(CASES.iter().any(|(of, ..)| *of == name), "{name} has no case");
    }
}

#[test]
fn the_table_of_the_documentation_is_that_of_the_code() {
    let text = include_str!("../../../config/README.md");
    for attachment in ATTACHMENTS {
        let case = CASES.iter().find(|(of, ..)| *of == attachment.name);
        let example = case.map_or("", |(_, text, _)| text);
        let row = format!("| `{}` | {} | {example} |\n", attachment.name, attachment.why);
        assert!(text.contains(&row), "config/README.md lacks the row\n{row}");
    }
}
