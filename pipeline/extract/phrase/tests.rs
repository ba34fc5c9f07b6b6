//! What phrases tell of values, by kinds of sentences.

use figlift_config::PhraseClass;
use figlift_text::{Document, Metadata};

use crate::sample::rules;

/// Whether a word is known to phrases in that class.
fn is_of(word: &str, class: PhraseClass) -> bool {
    let cut = crate::sample::rules().segmenter.cut(word);
    matches!(cut.as_slice(), [only] if only.meaning.is(class))
}

/// What each figure of a text measures, the verb of what was done, and a mark for sums.
fn named(text: &str) -> Vec<String> {
    let document = Document::new("case", text, Metadata::default());
    let figures = rules().extract(&document).figures;
    let show = |figure: &crate::Figure| {
        let noun = figure.indicator.as_ref().map_or("", |measured| &measured.words);
        let deed = figure.action.as_ref().map(|deed| &document.text()[deed.words.range()]);
        let sum = if figure.is_cumulative { "+" } else { "" };
        format!("{noun}|{}{sum}", deed.unwrap_or_default())
    };
    figures.iter().map(show).collect()
}

fn hold(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(named(text), *expected, "{text}");
    }
}

#[test]
fn every_word_of_the_pack_is_cut_as_one() {
    assert!(is_of("率先", PhraseClass::Adverb));
    assert!(is_of("项目", PhraseClass::Bearer));
    assert!(!is_of("项目", PhraseClass::Rate));
}

#[test]
fn a_list_shares_its_verb() {
    hold(&[
        ("建成学校12所、幼儿园3所", &["学校|建成", "幼儿园|建成"]),
        ("建成学校12所，幼儿园达到30所", &["学校|建成", "幼儿园|"]),
        ("累计发布技术榜单18项、需求榜单5项", &["技术榜单|发布+", "需求榜单|发布+"]),
        ("建成学校12所、完成投资3亿元", &["学校|建成", "投资|"]),
    ]);
}

#[test]
fn what_goes_on_keeps_the_verb_and_a_level_does_not() {
    hold(&[
        ("新引育领军人才35名，增长8%", &["领军人才|新引育"; 2]),
        ("新增航线16条、达到54条", &["航线|新增", "航线|"]),
        ("接待入境游客增长19%", &["入境游客|接待"]),
    ]);
}

#[test]
fn the_noun_may_follow_its_value() {
    hold(&[
        ("实施167项重点攻关", &["重点攻关|实施"]),
        ("推进首批12项改革", &["改革|推进"]),
        ("布局的24个联合体", &["联合体|"]),
        ("25项经验获全国推广", &["经验|"]),
    ]);
}

#[test]
fn an_amount_may_be_given_for_what_follows_it() {
    hold(&[
        ("县财政每年安排2亿元支持园区建设", &["园区建设|安排"]),
        ("海警扣押约14万吨原油", &["原油|扣押"]),
        ("发放补贴3亿元支持企业", &["补贴|发放"]),
    ]);
}

#[test]
fn those_to_whom_something_is_done_are_no_part_of_it() {
    hold(&[
        ("为当事人节省佣金5300万元", &["佣金|节省"]),
        ("为农民工追回工资86万元", &["工资|追回"]),
        ("对2名被告人宣告无罪", &["被告人|"]),
        ("对37名被告人依法宣告缓刑", &["被告人|"]),
        ("对3起粮食购销典型案例进行通报", &["粮食购销典型案例|通报"]),
        ("为12家科技孵化机构授牌", &["科技孵化机构|"]),
    ]);
}

#[test]
fn a_list_of_unlike_things_shares_its_verb() {
    hold(&[
        ("盘活土地1420亩、厂房3座", &["土地|盘活", "厂房|盘活"]),
        ("新建学校3所、投资2亿元", &["学校|新建", "投资|"]),
    ]);
}

#[test]
fn an_amount_without_a_noun_is_of_what_was_measured() {
    hold(&[
        ("项目总投资12亿元，累计投入7亿元", &["项目总投资|", "项目总投资|投入+"]),
        ("项目总投资12亿元，参会800人", &["项目总投资|", "参会|"]),
    ]);
}

#[test]
fn words_do_not_stop_within_a_word() {
    hold(&[("电子送达31万次", &["电子送达|"]), ("产值达31万元", &["产值|"])]);
}

#[test]
fn parts_take_the_end_of_their_whole() {
    hold(&[
        (
            "粮食总产量25万吨，其中夏粮3万吨，秋粮22万吨",
            &["粮食总产量|", "夏粮总产量|", "秋粮总产量|"],
        ),
        ("铁路营业里程58公里，其中高铁21公里", &["铁路营业里程|", "高铁营业里程|"]),
        ("财政收入9亿元，完成预算的71%", &["财政收入|", "财政收入|"]),
        ("财政收入9亿元，完成率71%", &["财政收入|", "完成率|"]),
    ]);
}

#[test]
fn names_are_whole() {
    hold(&[
        ("全市38个国、省控断面达标", &["国、省控断面|"]),
        ("沿线12座水库、湖泊", &["水库、湖泊|"]),
        ("有出口实绩的企业4372家", &["有出口实绩的企业|"]),
        ("城区有学校12所", &["学校|"]),
        ("下达处罚决定书318份", &["处罚决定书|下达"]),
        ("教育经费256亿元，占地区生产总值的2.94%", &["教育经费|", "教育经费占地区生产总值|"]),
        ("园区占地300亩", &["园区占地|"]),
        ("引进亿元以上项目13个，其中百亿级2个", &["亿元以上项目|引进", "百亿级项目|"]),
    ]);
}

#[test]
fn a_noun_ends_where_it_is_told() {
    hold(&[
        ("14所职业院校划转为部门主管", &["职业院校|"]),
        ("12家企业现场签约", &["企业|"]),
        ("30万监测对象稳定消除返贫风险", &["监测对象|"]),
        ("56个部件全覆盖", &["部件|"]),
        ("32所优质高中对县中结对帮扶", &["优质高中|"]),
        ("村级寄递物流服务点3万个", &["村级寄递物流服务点|"]),
    ]);
}

#[test]
fn a_list_of_nouns_is_counted_as_one() {
    hold(&[
        ("新建200个智能车间、智能工厂，产值增长", &["智能车间、智能工厂|新建"]),
        ("新建200个智能车间、改造厂房", &["智能车间|新建"]),
    ]);
}

#[test]
fn parts_and_what_things_have_share_the_verb() {
    hold(&[
        ("惠及80个乡镇近3万群众", &["乡镇|惠及", "群众|惠及"]),
        ("建成新线59公里，复线46公里", &["新线|建成", "复线|建成"]),
        ("建成新线59公里，铺轨达到46公里", &["新线|建成", "铺轨|"]),
        ("累计发送旅客70万人次，其中跨境旅客18万人次", &["旅客|发送+", "跨境旅客|发送+"]),
    ]);
}

#[test]
fn verbs_may_be_joined() {
    hold(&[
        ("累计引进和培育150家生态企业", &["生态企业|引进和培育+"]),
        ("制定并实施规划9项", &["规划|制定并实施"]),
        ("不批捕14人", &["不批捕|"]),
        ("批捕嫌疑人20人，不批捕14人", &["嫌疑人|批捕", "嫌疑人|不批捕"]),
        ("对756件行政法规进行全面清理", &["行政法规|清理"]),
    ]);
}

#[test]
fn what_was_done_so_often_stands_behind_its_verb() {
    hold(&[
        ("两次召开工作会议", &["工作会议|召开"]),
        ("质量考核连续10次获评优秀", &["质量考核|"]),
        ("实施3次集中整治", &["集中整治|实施"]),
    ]);
}

#[test]
fn a_share_without_its_whole_is_of_the_part() {
    hold(&[
        ("民生支出39亿元，占79%", &["民生支出|", "民生支出|"]),
        ("民生支出占财政支出79%", &["民生支出占财政支出|"]),
        ("招聘数量等在内的扩张指数达到49", &["扩张指数|"]),
    ]);
}

#[test]
fn the_end_of_a_period_before_a_noun_is_a_time() {
    hold(&[
        ("年末规模以上企业132家", &["规模以上企业|"]),
        ("年初预算数6亿元", &["年初预算数|"]),
        ("截至2024年底累计投入7亿元", &["投入|+"]),
    ]);
}

#[test]
fn words_that_only_limit_are_no_noun() {
    hold(&[
        ("全县12条产业链中，产值超100亿元的3条", &["产业链|", "产值|", "产业链|"]),
        ("城镇居民收入5万元，农村居民2万元", &["城镇居民收入|", "农村居民收入|"]),
        ("教育支出14亿元，其中省本级2亿元", &["教育支出|", "省本级教育支出|"]),
        ("税收收入完成年度预算的97%", &["税收收入|"]),
    ]);
}

#[test]
fn a_rate_that_is_stated_is_no_part_of_the_noun() {
    hold(&[
        ("快递业务量同比增速约为23.7%", &["快递业务量|"]),
        ("产值增速回落0.3个百分点", &["产值增速|"]),
    ]);
}
