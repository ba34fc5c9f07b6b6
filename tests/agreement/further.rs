//! Levels and growth in other clauses, lists, periods, means and flows.

use figlift_model::CheckStatus;

use super::{fails, found, passes};

#[test]
fn a_mean_growth_joins_levels_of_two_clauses() {
    let text = |later: &str, years: &str| {
        format!("2015年，全县营业收入100.0亿元；2020年，营业收入达到{later}，{years}年均增长9.0%。")
    };
    passes(&text("153.9亿元", "五年"), &["change pass 153.9亿元 100.0亿元 9.0%"]);
    fails(&text("900.0亿元", "五年"), &["change fail 900.0亿元 100.0亿元 9.0%"]);
    fails(&text("900.0亿元", "5年间"), &["change fail 900.0亿元 100.0亿元 9.0%"]);
    // Without the years, it is over those between the levels; other years are another mean.
    fails(&text("900.0亿元", ""), &["change fail 900.0亿元 100.0亿元 9.0%"]);
    passes(&text("900.0亿元", "三年"), &[]);
    let text = "2015年，全县生产总值100.0亿元；2020年，生产总值达到900.0亿元，五年年均增长9.0%。";
    assert_eq!(found(text, &[CheckStatus::Fail, CheckStatus::Pass]), [""; 0], "constant prices");
}

#[test]
fn a_former_level_may_stand_in_another_clause() {
    let text = |growth: &str| {
        format!("2021年，全市接待游客300.0万人次，比上年增长{growth}，2020年接待量为200.0万人次。")
    };
    passes(&text("50.0%"), &["change pass 50.0% 200.0万人次 300.0万人次"]);
    fails(&text("60.0%"), &["change fail 60.0% 200.0万人次 300.0万人次"]);
    fails(
        "2021年末企业负债率为57.3%，比上年末回落0.9个百分点。2020年末，该指标为56.1%。",
        &["change fail 0.9个百分点 56.1% 57.3%"],
    );
    // The end of the year before, and two values with the change right after them.
    fails(
        "2021年末，全市金融机构各项存款余额120.0亿元，比年初增长30.0%。2020年末，存款余额为100.0亿元。",
        &["change fail 30.0% 100.0亿元 120.0亿元"],
    );
    fails(
        "全市快递业务量2020年为10.0亿件，2021年为12.0亿件，增长25.0%。",
        &["change fail 25.0% 10.0亿件 12.0亿件"],
    );
    // 存款余额 may be that of either.
    passes(
        "2021年末，外币存款余额12.0亿元，比上年增长30.0%，本币存款余额50.0亿元。2020年末，存款余额为10.0亿元。",
        &[],
    );
}

#[test]
fn the_growth_of_a_whole_lies_between_those_of_its_parts() {
    let text =
        |whole: &str| format!("2021年，全市进出口增长{whole}，其中出口增长11.2%，进口下降8.6%。");
    passes(&text("3.0%"), &["range pass 3.0% 11.2% 8.6%"]);
    fails(&text("11.9%"), &["range fail 11.9% 11.2% 8.6%"]);
    // At constant prices, too, but not if only some of them are.
    fails(
        "2021年，全市生产总值增长8.0%，第一产业增加值增长4.0%，第二产业增加值增长5.0%，第三产业增加值增长6.0%。",
        &["range fail 8.0% 4.0% 5.0% 6.0%"],
    );
    passes("2021年，全市进出口增长15.0%，其中出口按美元计价增长11.2%，进口增长8.6%。", &[]);
    // People who move from country to town raise the mean of all.
    passes(
        "2021年，居民人均可支配收入增长8.0%，城镇居民人均可支配收入增长5.0%，农村居民人均可支配收入增长7.0%。",
        &[],
    );
}

#[test]
fn listed_things_come_to_no_more_than_all() {
    let text = |union: &str| {
        format!(
            "2021年，全市进出口总额100.0亿元。从贸易伙伴看，对东盟进出口60.0亿元，增长5%；对{union}进出口50.0亿元。"
        )
    };
    fails(&text("欧盟"), &["listed fail 100.0亿元 60.0亿元 50.0亿元"]);
    // Vietnam is a part of ASEAN.
    passes(&text("越南"), &[]);
    fails(
        "2021年，旅客吞吐量100.0万人次，其中国内航线90.0万人次，国际航线20.0万人次。",
        &["listed fail 100.0万人次 90.0万人次 20.0万人次"],
    );
    // Nothing says that these are parts of the value before them.
    passes("2021年，发放稻谷收购贷款30.0亿元、小麦收购贷款40.0亿元、玉米收购贷款20.0亿元。", &[]);
}

#[test]
fn what_is_added_up_is_the_sum_of_its_periods() {
    let text =
        |sum: &str| format!("2021年1—4月全县出口10.0亿元；5月出口3.0亿元；1—5月累计出口{sum}。");
    passes(&text("13.0亿元"), &["periods pass 13.0亿元 10.0亿元 3.0亿元"]);
    fails(&text("13.9亿元"), &["periods fail 13.9亿元 10.0亿元 3.0亿元"]);
    // A quarter is missing.
    passes(
        "2021年用电量一季度10亿千瓦时，二季度12亿千瓦时，四季度9亿千瓦时，全年累计43亿千瓦时。",
        &[],
    );
    fails(
        "截至2021年6月末，全市累计接种疫苗180.0万剂次；截至9月末累计接种160.0万剂次。",
        &["periods fail 160.0万剂次 180.0万剂次"],
    );
}

#[test]
fn a_mean_is_the_ratio_of_amount_and_number() {
    let text = |mean: &str| {
        format!("2021年，全县生产总值200.0亿元，按年平均常住人口50.0万人计算，人均生产总值{mean}。")
    };
    passes(&text("40000元"), &["ratio pass 40000元 200.0亿元 50.0万人"]);
    fails(&text("41000元"), &["ratio fail 41000元 200.0亿元 50.0万人"]);
    // The number at the end of a year is not that of the year.
    let text = |mean: &str| {
        format!("2021年，全县生产总值200.0亿元，年末常住人口50.0万人，人均生产总值{mean}。")
    };
    passes(&text("41000元"), &["ratio pass 41000元 200.0亿元 50.0万人"]);
    fails(&text("51000元"), &["ratio fail 51000元 200.0亿元 50.0万人"]);
    let text = |mean: &str| format!("2021年，全市发放助学贷款500笔、金额900万元，平均每笔{mean}。");
    passes(&text("1.8万元"), &["ratio pass 1.8万元 900万元 500笔"]);
    fails(&text("2.8万元"), &["ratio fail 2.8万元 900万元 500笔"]);
    let text =
        |mean: &str| format!("2021年，小麦种植面积10.0万亩，小麦总产量4.0万吨，小麦单产{mean}。");
    passes(&text("400公斤/亩"), &["ratio pass 400公斤/亩 4.0万吨 10.0万亩"]);
    fails(&text("300公斤/亩"), &["ratio fail 300公斤/亩 4.0万吨 10.0万亩"]);
}

#[test]
fn what_was_added_and_removed_is_the_net_growth() {
    let text = |net: &str| format!("2021年，全市新登记企业3.8万户，注销1.4万户，净增{net}。");
    passes(&text("2.4万户"), &["net pass 2.4万户 3.8万户 1.4万户"]);
    fails(&text("2.9万户"), &["net fail 2.9万户 3.8万户 1.4万户"]);
    fails(
        "2021年，人口出生率为6.2‰，死亡率为8.0‰，自然增长率为-2.8‰。",
        &["parts fail -2.8‰ 6.2‰ 8.0‰"],
    );
}

#[test]
fn shares_of_all_ages_are_all() {
    let text = |old: &str| {
        format!(
            "2021年，0—14岁人口占17.3%，15—59岁人口占62.5%，60岁及以上人口占{old}，其中65岁及以上人口占14.1%。"
        )
    };
    passes(&text("20.2%"), &["parts pass 17.3% 62.5% 20.2%"]);
    fails(&text("22.2%"), &["parts fail 17.3% 62.5% 22.2%"]);
}

#[test]
fn a_share_may_follow_its_whole_or_precede_it() {
    fails(
        "2021年，高技术产品出口180.0亿元，占全市出口720.0亿元的26.0%。",
        &["share fail 26.0% 180.0亿元 720.0亿元"],
    );
    passes(
        "2021年，高技术产品出口180.0亿元，占全市出口720.0亿元的25.0%。",
        &["share pass 25.0% 180.0亿元 720.0亿元"],
    );
    fails(
        "2021年，教育支出10.0亿元，占公共预算支出的18.4%。当年公共预算支出62.5亿元。",
        &["share fail 18.4% 10.0亿元 62.5亿元"],
    );
    fails(
        "2021年，对东盟进出口30.0亿元，占30.0%；对欧盟进出口20.0亿元，占25.0%。",
        &["share fail 25.0% 20.0亿元 30.0亿元 30.0%"],
    );
}

#[test]
fn what_only_looks_like_a_contradiction_passes() {
    // The finer, the better; a time of hours and minutes; what a plan states; passengers and crew.
    passes("定位精度从30米提高至15米。", &[]);
    passes("通行时间从现在1小时44分钟缩短至50分钟。", &[]);
    passes("近日，5部门联合印发要点，其中明确到2023年底宽带用户超过1.9亿。", &[]);
    passes("机上载有68名乘客和4名机组人员，其中包括15名外国公民。", &["part pass 15名 4名"]);
    passes("2022年元旦假期实现国内旅游收入700亿元。\n2022年实现国内旅游收入4万亿元。", &[]);
    // 其中 hands down what was done: the line is new.
    passes(
        "2021年，铁路新增运营里程3637公里，其中高铁运营里程2776公里。\n2021年末，高铁运营里程4.0万公里。",
        &["part pass 2776公里 3637公里"],
    );
}

#[test]
fn words_may_be_bare_where_the_clause_tells_of_what() {
    fails(
        "2021年小麦播种面积48.6万亩，总产量20.41万吨，平均亩产395.2公斤。",
        &["ratio fail 395.2公斤 20.41万吨 48.6万亩"],
    );
    // The output is that of maize.
    passes(
        "2021年小麦播种面积48.6万亩，玉米播种面积10.0万亩，总产量20.41万吨，平均亩产395.2公斤。",
        &[],
    );
    fails(
        "2021年，全市出生人口4.12万人，死亡人口3.35万人，自然增加人口0.97万人。",
        &["parts fail 0.97万人 4.12万人 3.35万人"],
    );
    fails(
        "从2016年到2021年，全县公路里程从1800公里延伸至2400公里，增加520余公里。",
        &["change fail 520余公里 1800公里 2400公里"],
    );
}
