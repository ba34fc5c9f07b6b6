//! Where the noun of a value begins and ends.

use super::hold;

#[test]
fn what_is_told_of_counted_things_is_no_part_of_them() {
    hold(&[
        ("从6个维度设置了29项指标", &["维度|", "指标|设置"]),
        ("23个产业园建设扎实推进", &["产业园|"]),
        ("63个省重点实验室重组完成", &["省重点实验室|"]),
    ]);
}

#[test]
fn what_the_things_are_like_leads_to_their_noun() {
    hold(&[("为5万名生活困难的残疾人提供服务", &["残疾人|"])]);
}

#[test]
fn what_somebody_has_is_what_is_counted() {
    hold(&[("公司拥有境内发明专利86项", &["境内发明专利|"])]);
}

#[test]
fn two_verbs_in_one_stand_behind_what_was_built() {
    hold(&[(
        "新建铁路投入运营557公里，高速公路新建通车471公里",
        &["铁路|投入运营", "高速公路|新建通车"],
    )]);
}

#[test]
fn a_verb_of_change_before_its_object_is_no_part_of_it() {
    hold(&[
        ("央行下调存款准备金率0.5个百分点", &["存款准备金率|"]),
        ("引导贷款利率下降0.3个百分点", &["贷款利率|"]),
        ("以旧换新带动销售额762亿元", &["销售额|带动"]),
    ]);
}

#[test]
fn a_share_of_a_former_time_is_one_of_what_stands_before() {
    hold(&[("国内客运规模恢复至2019年同期水平的九成左右", &["国内客运规模|"])]);
}

#[test]
fn things_numbered_together_have_a_name_each() {
    let names = ["一产增加值|", "二产增加值|", "三产增加值|"];
    hold(&[("一二三产增加值分别增长3.5%、6%、5%", &names)]);
}

#[test]
fn a_blank_parts_two_statements() {
    hold(&[("国内出游人次达7.65亿 出入境人次1309万", &["国内出游人次|", "出入境人次|"])]);
}

#[test]
fn words_around_a_time_an_aim_or_a_value_kept_to_are_no_part_of_a_name() {
    hold(&[
        ("地区生产总值在“十四五”期间突破3万亿元", &["地区生产总值|"]),
        ("地区生产总值“十四五”期间突破3万亿元", &["地区生产总值|"]),
        ("地区生产总值在2025年突破3万亿元", &["地区生产总值|"]),
        ("国债于2022年2月初突破30万亿元", &["国债|"]),
        ("粮食产量在1300万吨以上", &["粮食产量|"]),
        ("今年全省的主要目标是经济增长5%左右", &["经济|"]),
        ("城镇新增就业目标为85万人", &["城镇新增就业|"]),
        ("计划把常住人口城镇化率提高到75%", &["常住人口城镇化率|"]),
    ]);
}
