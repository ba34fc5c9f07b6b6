//! The words and places of figures.

use figlift_text::{Document, Metadata, Span};

use super::Figure;
use crate::sample::rules;
use crate::scan::list_place::ListKind;

/// The results of a function for each figure of a text.
fn each<T>(text: &str, of: impl Fn(&str, &Figure) -> T) -> Vec<T> {
    let document = Document::new("case", text, Metadata::default());
    let figures = rules().extract(&document).figures;
    figures.iter().map(|figure| of(document.text(), figure)).collect()
}

#[test]
fn figures_know_their_lists() {
    let list = |text: &str, figure: &Figure| {
        figure
            .list
            .map(|list| (list.kind, &text[list.start..][..1] == "9", list.number, list.count))
    };
    let of = |kind, number| Some((kind, true, number, 3));
    let text = "三次产业结构为9.1:36.8:54.1，投资增长8%。";
    let (shares, values) = (ListKind::Shares, ListKind::Values);
    assert_eq!(each(text, list), [of(shares, 0), of(shares, 1), of(shares, 2), None]);
    let text = "产值、收入和利润分别增长9%、6%和5%，投资增长8%。";
    assert_eq!(each(text, list), [of(values, 0), of(values, 1), of(values, 2), None]);
}

#[test]
fn figures_know_the_words_that_bound_and_name_them() {
    let words = |text: &str, span: Option<Span>| {
        span.map_or(String::new(), |span| text[span.range()].to_owned())
    };
    let evidence = |text: &str, figure: &Figure| {
        [figure.evidence.bound, figure.evidence.unit, figure.action.map(|deed| deed.words)]
            .map(|it| words(text, it))
    };
    let text =
        "\n新增企业超过10余家，学校近3所，出口额5亿元左右，游客250余万人次，项目新增数百个。";
    let expected = [
        ["超过", "家", "新增"],
        ["近", "所", ""],
        ["左右", "元", ""],
        ["余", "人次", ""],
        ["数", "个", "新增"],
    ];
    assert_eq!(each(text, evidence), expected);
}

#[test]
fn figures_know_their_sentence_and_the_end_of_their_clause() {
    let place = |text: &str, figure: &Figure| {
        let after = &text[figure.span.end..figure.clause_end];
        (figure.paragraph, figure.sentence_number, after.to_owned())
    };
    let text = "总结\n企业12家。产值增长5%以上（按可比价格，不含税），利润9亿元左右的水平";
    let expected = [(1, 1, ""), (1, 2, "（按可比价格，不含税"), (1, 2, "的水平")];
    assert_eq!(each(text, place), expected.map(|(p, s, after)| (p, s, after.to_owned())));
}
