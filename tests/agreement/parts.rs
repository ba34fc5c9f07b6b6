//! Parts and their whole, and shares of it.

use figlift_model::CheckStatus;

use super::{fails, found, passes};

#[test]
fn parts_make_up_their_whole() {
    let text = "2021年全市完成投资60.0亿元，其中第一产业投资10.0亿元，第二产业投资20.0亿元，第三产业投资31.0亿元。";
    fails(text, &["parts fail 60.0亿元 10.0亿元 20.0亿元 31.0亿元"]);
    // Averages are not parts.
    passes(
        "2021年居民人均可支配收入3万元，城镇居民人均可支配收入4万元，农村居民人均可支配收入2万元。",
        &[],
    );
    // 2021 and its first half are not parts of one whole.
    passes("2021年进出口总额100亿元。上半年出口30亿元，进口20亿元。", &[]);
    fails("三次产业结构为9.4:38.5:53.1。", &["parts fail 9.4 38.5 53.1"]);
}

#[test]
fn parts_may_stand_in_any_order_and_be_balanced() {
    let trade = |rest: &str| format!("2021年进出口总额100.0亿元，其中进口30.0亿元，出口{rest}。");
    passes(
        &trade("70.0亿元，贸易顺差40.0亿元"),
        &[
            "parts pass 100.0亿元 70.0亿元 30.0亿元",
            "parts pass 40.0亿元 70.0亿元 30.0亿元",
            "part pass 30.0亿元 100.0亿元",
        ],
    );
    fails(&trade("80.0亿元"), &["parts fail 100.0亿元 80.0亿元 30.0亿元"]);
    // A surplus is not a deficit.
    fails(&trade("70.0亿元，贸易逆差40.0亿元"), &["parts fail 40.0亿元 70.0亿元 30.0亿元"]);
    // With rounding, the balance may be on either side of zero.
    let text = "2021年进出口总额100亿元，其中出口50.0亿元，进口50.04亿元，逆差0.05亿元。";
    assert_eq!(found(text, &[CheckStatus::Fail]), [""; 0]);
}

#[test]
fn figures_between_whole_and_parts_are_nearer() {
    let text =
        |partner: &str| format!("2021年进出口总额900.0亿元。{partner}出口60.0亿元，进口40.0亿元。");
    fails(&text("其中，"), &["parts fail 900.0亿元 60.0亿元 40.0亿元"]);
    // Their whole is not configured.
    passes(&text("对东盟进出口额150.0亿元，其中"), &["part pass 60.0亿元 150.0亿元"]);
    passes(&text("对东盟"), &[]);
    passes(
        "2021年末全省常住人口6000.0万人，其中农村人口2000.0万人。男性人口3100.0万人，女性人口2900.0万人。",
        &["part pass 2000.0万人 6000.0万人"],
    );
    // Households also use power.
    passes(
        "2021年全社会用电量100.0亿千瓦时。第一产业用电量10.0亿千瓦时，第二产业用电量20.0亿千瓦时，第三产业用电量30.0亿千瓦时。",
        &[],
    );
}

#[test]
fn shares_of_another_whole_are_ignored() {
    passes(
        "2021年进出口总额100.0亿元，其中出口60.0亿元，占全省出口的6.6%；进口40.0亿元，占全省进口的8.2%。",
        &["parts pass 100.0亿元 60.0亿元 40.0亿元", "part pass 60.0亿元 100.0亿元"],
    );
    let text = |share: &str| {
        format!(
            "2021年一般公共预算收入86.00亿元，其中税收收入71.40亿元，占一般公共预算收入的{share}。"
        )
    };
    passes(
        &text("83.0%"),
        &["share pass 83.0% 71.40亿元 86.00亿元", "part pass 71.40亿元 86.00亿元"],
    );
    fails(&text("84.0%"), &["share fail 84.0% 71.40亿元 86.00亿元"]);
}

#[test]
fn a_part_of_a_balance_or_in_parentheses_may_be_more() {
    passes("2021年经常账户顺差178.0亿美元，其中，货物贸易顺差418.0亿美元。", &[]);
    passes(
        "2021年末汽车保有量3300万辆（含三轮汽车70万辆），其中私人汽车2900万辆。",
        &["part pass 2900万辆 3300万辆"],
    );
}

#[test]
fn a_share_is_that_of_its_part_in_its_whole() {
    let text = |share: &str| {
        format!(
            "2021年高技术产业产值30.0亿元，全部工业产值120.0亿元，高技术产业产值占全部工业产值的比重为{share}。"
        )
    };
    passes(&text("25%"), &["share pass 25% 30.0亿元 120.0亿元"]);
    fails(&text("26%"), &["share fail 26% 30.0亿元 120.0亿元"]);
    let text = |second: &str| {
        format!(
            "2021年企业经费支出60.0亿元，所占比重为60%；高校经费支出20.0亿元，所占比重为{second}。"
        )
    };
    passes(&text("20%"), &["share pass 20% 20.0亿元 60.0亿元 60%"]);
    fails(&text("21.5%"), &["share fail 21.5% 20.0亿元 60.0亿元 60%"]);
}

#[test]
fn a_part_is_at_most_its_whole() {
    let text = |part: &str| format!("全市接待游客110万人次，其中入境游客{part}。");
    passes(&text("3万人次"), &["part pass 3万人次 110万人次"]);
    fails(&text("300万人次"), &["part fail 300万人次 110万人次"]);
    // A figure far before is not the whole.
    passes("全市有企业20家。质量提升。园区建成。其中学校30家。", &[]);
}
