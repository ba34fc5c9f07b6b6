//! Whose values are, by kinds of sentences.

use figlift_text::{Document, Metadata, Period};

use crate::sample::rules;

/// The area of each value of a text, and the words that name it.
fn areas(text: &str, home: Option<&str>, year: i32) -> Vec<(Option<String>, String)> {
    let metadata = Metadata {
        ref_area: home.map(str::to_owned),
        date: Period::year(year),
        ..Metadata::default()
    };
    let document = Document::new("test", text, metadata);
    let extraction = rules().extract(&document);
    let words = |span: Option<figlift_text::Span>| {
        span.map_or(String::new(), |span| document.text()[span.range()].to_owned())
    };
    let figures = extraction.figures.iter();
    figures.map(|figure| (figure.area.clone(), words(figure.area_words))).collect()
}

/// The codes of the values of a text.
fn codes(text: &str, home: Option<&str>) -> Vec<String> {
    let all = areas(text, home, 2024).into_iter();
    all.map(|(code, _)| code.unwrap_or_default()).collect()
}

#[test]
fn an_area_at_the_head_of_its_clause_has_the_values_behind_it() {
    assert_eq!(codes("岳阳市粮食产量30万吨，增长2%。", Some("CN-HN")), ["430600", "430600"]);
    assert_eq!(codes("在成都市青羊区，新增商户120家。", None), ["510105"]);
    assert_eq!(codes("2023年，浙江义乌快递业务量增长8%。", None), ["330782"]);
    assert_eq!(codes("其中杭州出口增长5%。", Some("CN-ZJ")), ["330100"]);
    assert_eq!(codes("凉山州投资增长6%。", Some("CN-SC")), ["513400"]);
    assert_eq!(codes("法国失业率为7.4%。", None), ["FR"]);
}

#[test]
fn an_area_within_a_clause_is_none_of_the_value() {
    assert_eq!(codes("支持株洲建设实验室2个。", Some("CN-HN")), ["CN-HN"]);
    assert_eq!(codes("向越南出口设备30台。", Some("CN-GX")), ["CN-GX"]);
    assert_eq!(
        codes("打造的株洲动力、衡阳输变电两大集群产值增长5%。", Some("CN-HN")),
        ["CN-HN", "CN-HN"]
    );
    assert_eq!(codes("适宜春播面积30万亩。", Some("CN-JX")), ["CN-JX"]);
    assert_eq!(codes("重庆大学获专利30件。", None), [""]);
}

#[test]
fn what_bears_the_name_of_a_place_is_not_the_place() {
    assert_eq!(codes("广州白云机场旅客吞吐量8千万人次。", Some("CN-GD")), ["CN-GD"]);
    assert_eq!(codes("厦门综合改革试点形成成果80项。", Some("CN-FJ")), ["CN-FJ"]);
    assert_eq!(codes("肇庆等7个产业集聚区产值增长5%。", Some("CN-GD")), ["CN-GD"; 2]);
    assert_eq!(codes("广州旅客吞吐量8千万人次。", Some("CN-GD")), ["440100"]);
    assert_eq!(codes("广州机场3座。", Some("CN-GD")), ["440100"]);
    assert_eq!(codes("世界排名由第十位上升到第五位。", Some("CN")), ["CN", "CN"]);
}

#[test]
fn a_zone_has_no_code() {
    assert_eq!(codes("2021年，农高区实现产值147亿元。", Some("CN-JX")), [""]);
    assert_eq!(codes("全省高新区增至12个。", Some("CN-JX")), ["CN-JX"]);
    assert_eq!(codes("支持农高区建设5亿元。", Some("CN-JX")), ["CN-JX"]);
}

#[test]
fn behind_an_area_of_its_own_the_former_one_holds_again() {
    let text = "全省进出口增长5%，岳阳市出口增长9%，同比加快2个百分点，规模工业增加值增长6%。";
    assert_eq!(codes(text, Some("CN-HN")), ["CN-HN", "430600", "430600", "CN-HN"]);
}

#[test]
fn several_areas_together_have_no_code() {
    let together = areas("浙江、福建、湖南3省的贷款余额合计860亿元。", Some("CN"), 2024);
    assert!(together.iter().all(|(code, words)| code.is_none() && words == "浙江、福建、湖南"));
    assert_eq!(codes("长三角铁路投资120亿元，全省投资18亿元。", Some("CN-AH")), ["", "CN-AH"]);
    assert_eq!(codes("东盟大米出口量170万吨；世界大米贸易量520万吨。", Some("CN")), ["", ""]);
    assert_eq!(codes("全国快递业务量76亿件，其中中西部地区占28%。", Some("CN")), ["CN", ""]);
}

#[test]
fn areas_of_a_list_have_a_value_each() {
    let each = ["420100", "420500", "420600"];
    assert_eq!(codes("新增上市公司分布为：武汉4家、宜昌3家、襄阳2家。", Some("CN-HB")), each);
    let paired = "武汉市、宜昌市、襄阳市高新技术企业分别为400家、200家和100家。";
    assert_eq!(codes(paired, Some("CN-HB")), each);
}

#[test]
fn a_name_of_several_places_is_told_by_what_it_lies_in() {
    assert_eq!(codes("鼓楼区出口增长5%。", Some("320100")), ["320106"]);
    assert_eq!(codes("福州市鼓楼区出口增长5%。", None), ["350102"]);
    let [(code, words)] = &areas("鼓楼区出口增长5%。", None, 2024)[..] else { panic!() };
    assert_eq!((code.as_deref(), words.as_str()), (None, "鼓楼区"));
    assert_eq!(codes("杭州市场销售额增长5%。", None), ["330100"]);
}

#[test]
fn a_code_is_the_one_valid_at_the_date() {
    let code = |text: &str, year| areas(text, None, year)[0].0.clone().unwrap_or_default();
    assert_eq!(code("毕节市出口增长5%。", 2008), "522401");
    assert_eq!(code("毕节市出口增长5%。", 2020), "520500");
    assert_eq!(code("襄樊市出口增长5%。", 2009), "420600");
}
