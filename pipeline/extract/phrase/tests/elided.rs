//! Clauses that leave out the things they tell of.

use super::hold;

#[test]
fn verbs_alone_are_done_to_the_things_named_before() {
    hold(&[
        ("新开工亿元以上项目86个，竣工投产52个", &["亿元以上项目|新开工", "亿元以上项目|竣工投产"]),
        ("新建高标准农田60万亩，累计建成800万亩", &["高标准农田|新建", "高标准农田|建成+"]),
        ("审结民事案件6200件，市中级法院受理300件", &["民事案件|审结", "民事案件|受理"]),
        ("查处违法案件320起，移送公安机关15起", &["违法案件|查处", "违法案件|移送"]),
        ("贷款余额255亿元，增长7%，全年新增18亿元", &["贷款余额|", "贷款余额|", "贷款余额|新增"]),
    ]);
}

#[test]
fn a_state_alone_is_one_of_the_things_named_before() {
    hold(&[("建成泵站4座、在建8座", &["泵站|建成", "在建泵站|"])]);
}

#[test]
fn a_part_shares_what_stands_behind_its_kind() {
    hold(&[
        (
            "规模以上工业增加值增长7%，其中铝加工业增长9%",
            &["规模以上工业增加值|", "铝加工业增加值|"],
        ),
        ("境内公路总里程2300公里，其中高速公路89公里", &["境内公路总里程|", "高速公路总里程|"]),
    ]);
}

#[test]
fn some_of_a_whole_are_told_by_what_they_did() {
    hold(&[("全国31个省区市中，有27个粮食增产", &["省区市|"; 2])]);
}
