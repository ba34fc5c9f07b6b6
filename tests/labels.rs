//! Names with numerals: label rules read them, and the figures next to them are still found.

use figlift_config::Config;
use figlift_read::{Links, RawState, SizeLimit};

use crate::support::{RULES, Row, extract, repository, text};

/// A sentence with `{}` for the name, and the surfaces of its figures.
const AROUND: &[(&str, &[&str])] = &[
    ("全省加快{}建设。", &[]),
    ("“{}”试点已启动，完成投资3.2亿元。", &["3.2亿元"]),
    ("新建{}基站3.2万个，增长12%。", &["3.2万个", "12%"]),
    ("2021年，{}、乡村振兴等投入15亿元。", &["15亿元"]),
    ("建成项目18个，{}稳步推进。", &["18个"]),
];

/// Requires that each name is one label in every sentence, and that the figures are the stated
/// ones.
#[track_caller]
fn are_labels(names: &[&str]) {
    let mut wrong = Vec::new();
    for name in names {
        for (pattern, figures) in AROUND {
            let sentence = pattern.replace("{}", name);
            let (found, numerals) = extract(&RULES, &sentence);
            let label = numerals.iter().find(|row| text(row, "surface") == *name);
            let class = label.map_or("no numeral", |row| text(row, "class"));
            let surfaces = surfaces(&found);
            if class != "label" || surfaces != *figures {
                wrong.push(format!("{sentence}: {name} is {class}, figures {surfaces:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn surfaces(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| text(row, "surface")).collect()
}

#[test]
fn digits_and_letters() {
    are_labels(&["6G", "7G", "4K", "8K", "3D", "5.5G", "2B"]);
}

#[test]
fn letters_and_digits() {
    are_labels(&["C929", "B737", "PM10", "G318", "H7N9", "IPv6", "CJ-1000A"]);
}

#[test]
fn sums() {
    are_labels(&["3+4+X", "1+N", "1+8+N", "N+3", "8+10", "3+2+1"]);
}

#[test]
fn codes() {
    are_labels(&["05专项", "02专项", "07工程", "001行动"]);
}

#[test]
fn layouts() {
    are_labels(&[
        "一轴三带五区",
        "两廊一圈多点",
        "一湖两翼",
        "五横六纵",
        "两核四带百园",
        "三廊五港",
    ]);
}

#[test]
fn bandwidths() {
    are_labels(&["百兆", "万兆"]);
}

#[test]
fn ordinals() {
    are_labels(&["第十二届", "第九届", "第二十一次", "第3期", "第二产业", "第四代", "第12卷"]);
}

#[test]
fn a_name_of_letters_has_no_numeral() {
    for sentence in ["南昌VR产业。", "推进NB-IoT建设。", "加入WTO。"] {
        let (figures, numerals) = extract(&RULES, sentence);
        assert_eq!((surfaces(&figures), surfaces(&numerals)), (vec![], vec![]), "{sentence}");
    }
}

/// Stated values that look like labels are figures.
#[test]
fn measured_numbers_are_not_labels() {
    for (sentence, figures) in [
        ("建成5G基站3.2万个。", &["3.2万个"][..]),
        ("装机12GW，供电30kWh，重5kg。", &["12GW", "30kWh", "5kg"]),
        ("全长88km。", &["88km"]),
        ("共有六位院士和八家院所。", &["六位", "八家"]),
        ("居全国第9位，列全国第五。", &["第9位", "第五"]),
        ("增长0.3%。", &["0.3%"]),
        ("三次产业投资10亿元，第三产业投资8亿元。", &["10亿元", "8亿元"]),
    ] {
        assert_eq!(surfaces(&extract(&RULES, sentence).0), figures, "{sentence}");
    }
}

/// The names above must be new: none is in the texts of the repository, and few are in the rules.
#[test]
fn the_names_are_new() {
    let new = [
        "7G",
        "8K",
        "C929",
        "B737",
        "H7N9",
        "3+4+X",
        "8+10",
        "05专项",
        "07工程",
        "一轴三带五区",
        "两廊一圈多点",
        "五横六纵",
        "两核四带百园",
        "万兆",
        "第十二届",
        "第四代",
    ];
    let mut known = String::new();
    for file in figlift_read::find(&repository().join("raw"), figlift_read::INPUTS, Links::Inside)
        .expect("the raw folder")
        .files
    {
        let raw = figlift_read::load(&file, SizeLimit::default()).expect("a raw file");
        if let RawState::Read { document, .. } = figlift_read::read(&file.doc_id, &raw).unwrap() {
            known.push_str(document.text());
        }
    }
    for file in &Config::built_in().expect("the built-in pack").pack.files {
        known.push_str(&file.text);
    }
    let old: Vec<&str> = new.into_iter().filter(|name| known.contains(name)).collect();
    assert_eq!(old, [""; 0]);
}
