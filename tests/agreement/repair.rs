//! What repairs a failed check, where exactly one edit does.

use figlift_model::CheckStatus;

use super::{document, findings};

/// What repairs the failed checks of a text.
fn repairs(text: &str) -> Vec<String> {
    let findings = findings(&[document("text", text)]);
    let failed = findings.iter().filter(|finding| finding.status == CheckStatus::Fail);
    let repairs: Vec<Option<&String>> = failed.map(|finding| finding.repair.as_ref()).collect();
    assert!(!repairs.is_empty(), "{text}");
    assert!(findings.iter().all(|one| one.repair.is_none() || one.status == CheckStatus::Fail));
    let mut repairs: Vec<String> = repairs.into_iter().flatten().cloned().collect();
    repairs.dedup();
    repairs
}

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(repairs(text), [expected], "{text}");
}

#[track_caller]
fn is_open(text: &str) {
    assert_eq!(repairs(text), [""; 0], "{text}");
}

#[test]
fn one_digit_is_wrong() {
    reads(
        "2021年，全市新登记企业5.83万户，注销1.27万户，净增4.96万户。",
        "`4.96万户` reads right as `4.56万户`",
    );
    // The whole and the balance agree on the import.
    reads(
        "2021年，全市进出口总额864.3亿元，其中出口612.8亿元，进口271.5亿元，贸易顺差361.3亿元。",
        "`271.5亿元` reads right as `251.5亿元`",
    );
}

#[test]
fn two_digits_are_exchanged() {
    reads(
        "2021年，全市进出口总额864.3亿元，其中出口612.8亿元，进口215.5亿元，贸易顺差361.3亿元。",
        "`215.5亿元` reads right as `251.5亿元`",
    );
}

#[test]
fn a_direction_is_wrong() {
    reads(
        "粮食产量由2015年的2000.0万吨变为2016年的2100.0万吨，下降5.0%。",
        "`5.0%` reads right as a rise",
    );
}

#[test]
fn a_unit_is_wrong() {
    reads(
        "2021年，全市进出口总额864.3亿元，其中出口612.8万元，进口251.5亿元，贸易顺差361.3亿元。",
        "`612.8万元` reads right as `612.8亿元`",
    );
}

#[test]
fn several_edits_are_no_hint() {
    // Any of them may be wrong by one.
    is_open(
        "2021年全市完成投资60.0亿元，其中第一产业投资10.0亿元，第二产业投资20.0亿元，第三产业投资31.0亿元。",
    );
    // A number in words may be wrong, too.
    is_open("全市存款余额由2010年的412亿元增加到2020年的886亿元，翻了两番。");
    // 8.0 may have been 0.8, or 1.0.
    is_open(
        "2021年，全市进出口6.18万亿元，下降8.0%；出口3.5万亿元，增长0.9%；进口2.68万亿元，下降2.9%。",
    );
}
