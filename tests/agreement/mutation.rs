//! Changes each digit of each related number: the checks must notice every change that rounding
//! cannot explain.

use std::collections::{BTreeMap, BTreeSet};

use figlift::{Progress, Texts};
use figlift_check::Finding;
use figlift_extract::Extraction;
use figlift_model::CheckStatus;
use figlift_read::{Links, SizeLimit};
use figlift_text::Document;

use super::relation::{Relation, Term, digits, like, number, range, value};
use super::{checked, document, own};
use crate::support::{RULES, repository};

/// Added to a digit: a slip by one, and a gross error.
const SLIPS: [u32; 2] = [1, 5];

/// A text with its extraction.
type Read = (Document, Extraction);

fn read(document: Document) -> Read {
    let extraction = RULES.extract(&document);
    (document, extraction)
}

/// The failed checks: their ids, and the surfaces of the figures involved.
fn failing(texts: &[&Read]) -> BTreeMap<String, Vec<String>> {
    let extracted: Vec<_> = texts.iter().map(|(document, read)| (document, read)).collect();
    let failed = checked(&extracted).into_iter().filter(|one| one.status == CheckStatus::Fail);
    let surfaces =
        |one: &Finding| one.figures.iter().map(|figure| figure.surface.clone()).collect();
    failed.map(|one| (one.check_id.clone(), surfaces(&one))).collect()
}

/// The checks that fail if the words of a term are replaced.
fn failing_with(texts: &[Read], term: Term, words: &str) -> BTreeMap<String, Vec<String>> {
    let is_of_term = |(document, _): &&Read| document.id() == term.document;
    let (document, _) = texts.iter().find(is_of_term).expect("the text is there");
    let text = document.text().replacen(term.words, words, 1);
    let altered = read(Document::new(document.id(), &text, document.metadata().clone()));
    let all: Vec<&Read> =
        texts.iter().map(|text| if is_of_term(&text) { &altered } else { text }).collect();
    failing(&all)
}

/// Words with one digit altered, for each digit and slip.
fn slips(words: &str) -> Vec<String> {
    let places = digits(words);
    let mut slips = Vec::new();
    for (number, at) in places.iter().enumerate() {
        let digit = words[at.clone()].chars().next().expect("a digit");
        for slip in SLIPS {
            let altered = (value(digit) + slip) % 10;
            // A number that begins with a zero is another kind of number.
            if number > 0 || altered > 0 {
                let digit = like(digit, altered);
                slips.push(format!("{}{digit}{}", &words[..at.start], &words[at.end..]));
            }
        }
    }
    slips
}

/// Altered and noticed, by kind of relation.
type Count = BTreeMap<&'static str, (usize, usize)>;

/// Changes every digit of every term, and counts the noticed changes that rounding cannot explain.
fn count(documents: Vec<Document>, relations: &[Relation]) -> (Count, Vec<String>) {
    let texts: Vec<Read> = documents.into_iter().map(read).collect();
    let before = failing(&texts.iter().collect::<Vec<_>>());
    let stated = |term: Term| range(term.words);
    for relation in relations {
        assert!(!relation.is_broken(&stated), "{} holds: {:?}", relation.name(), relation.terms());
    }
    let terms: BTreeSet<Term> = relations.iter().flat_map(Relation::terms).collect();
    let (mut count, mut missed) = (Count::new(), Vec::new());
    for term in terms {
        let of_term = texts.iter().find(|(document, _)| document.id() == term.document);
        let text = of_term.expect("the text is there").0.text();
        assert_eq!(text.matches(term.words).count(), 1, "{term:?} occurs once");
        for altered in slips(term.words) {
            let of = |other: Term| range(if other == term { &altered } else { other.words });
            let broken: Vec<&Relation> =
                relations.iter().filter(|relation| relation.is_broken(&of)).collect();
            let Some(first) = broken.first() else { continue };
            let number = number(&altered);
            let of_it = |surfaces: &[String]| surfaces.iter().any(|one| one.starts_with(number));
            let after = failing_with(&texts, term, &altered);
            let noticed =
                after.iter().any(|(id, surfaces)| !before.contains_key(id) && of_it(surfaces));
            let (all, caught) = count.entry(first.name()).or_default();
            (*all, *caught) = (*all + 1, *caught + usize::from(noticed));
            if !noticed {
                missed.push(format!("{}: {} to {altered}", first.name(), term.words));
            }
        }
    }
    (count, missed)
}

/// Requires that nearly all changes of each kind are noticed, and prints the share (`--nocapture`).
#[track_caller]
fn notices(documents: Vec<Document>, relations: &[Relation]) {
    let (count, missed) = count(documents, relations);
    assert!(!count.is_empty(), "something was altered");
    for (name, (all, noticed)) in &count {
        println!("{name}: {noticed} of {all} alterations noticed");
        assert!(100 * noticed >= 95 * all, "{name}: {noticed} of {all}\n{}", missed.join("\n"));
    }
}

fn terms(document: &'static str, words: &[&'static str]) -> Vec<Term> {
    words.iter().map(|words| Term { document, words }).collect()
}

fn fixture(name: &'static str) -> Vec<Document> {
    vec![document(name, &own(&format!("tests/cases/{name}.txt")))]
}

#[test]
fn parts_of_investment() {
    let name = "investment";
    let [whole, parts @ ..] =
        &terms(name, &["投资529971万元", "投资40666万元", "投资209415万元", "投资279890万元"])[..]
    else {
        unreachable!("four terms");
    };
    notices(fixture(name), &[Relation::Sum { whole: *whole, parts: parts.to_vec() }]);
}

/// Whole, parts and the shares of these.
fn whole_and_shares(whole: Term, parts: &[Term], shares: &[Term]) -> Vec<Relation> {
    let share =
        |(part, share): (&Term, &Term)| Relation::Share { share: *share, part: *part, whole };
    let mut relations: Vec<Relation> = parts.iter().zip(shares).map(share).collect();
    relations.push(Relation::Sum { whole, parts: parts.to_vec() });
    relations.push(Relation::Hundred(shares.to_vec()));
    relations
}

const INDUSTRIES: [&str; 3] = ["增加值262.96亿元", "增加值440.98亿元", "增加值518.68亿元"];

#[test]
fn parts_and_shares_of_the_product() {
    for (name, shares) in [
        ("product", ["为21.5", "：36.1", "：42.4"]),
        ("product-shares", ["占比21.5%", "占比36.1%", "占比42.4%"]),
    ] {
        let whole = Term { document: name, words: "生产总值1222.62亿元" };
        let relations = whole_and_shares(whole, &terms(name, &INDUSTRIES), &terms(name, &shares));
        notices(fixture(name), &relations);
    }
}

#[test]
fn change_and_growth_of_grain() {
    let name = "summer-grain";
    let [level, change, growth] =
        terms(name, &["产量13926万吨", "减少162万吨", "下降1.2%"]).try_into().expect("three");
    notices(fixture(name), &[Relation::Growth { growth, level, change }]);
}

#[test]
fn levels_and_growth_of_revenue() {
    let name = "revenue";
    let of = |words: [&'static str; 2]| {
        let [level, growth] = terms(name, &words).try_into().expect("two");
        (level, growth)
    };
    let whole = of(["总收入70.46亿元", "增长6.8%"]);
    let parts = vec![of(["税收收入52.96亿元", "增长12.4%"]), of(["非税收入17.50亿元", "下降7.4%"])];
    let levels = parts.iter().map(|(level, _)| *level).collect();
    notices(
        fixture(name),
        &[
            Relation::Sum { whole: whole.0, parts: levels },
            Relation::GrowthOfParts { whole, parts },
        ],
    );
}

/// Expenditure, its change and growth, intensity and its change, as each bulletin words them.
const NATIONAL: [(&str, [&str; 5]); 6] = [
    (
        "national-rd/2018",
        ["经费为19677.9亿元", "增加2071.8亿元", "增长11.8%", "为2.19%", "提高0.04个"],
    ),
    (
        "national-rd/2019",
        ["经费22143.6亿元", "增加2465.7亿元", "增长12.5%", "为2.23%", "提高0.09个"],
    ),
    ("national-rd/2020", ["24393.1亿元", "2249.5亿元", "10.2%", "2.40%", "0.16个"]),
    ("national-rd/2021", ["27956.3亿元", "3563.2亿元", "14.6%", "2.44%", "0.03个"]),
    (
        "national-rd/2022",
        ["经费30782.9亿元", "增加2826.6亿元", "增长10.1%", "为2.54%", "提高0.11个"],
    ),
    (
        "national-rd/2023",
        ["经费达33357.1亿元", "增加2574.2亿元", "增长8.4%", "为2.65%", "提高0.09个"],
    ),
];

/// The years whose intensity the next bulletin revised silently.
const REVISED: [&str; 2] = ["national-rd/2018", "national-rd/2022"];

#[test]
fn the_national_series() {
    let (raw, progress) = (repository().join("raw"), Progress::hidden());
    let texts =
        Texts::of(&raw, SizeLimit::default(), Links::Inside, &progress, "Reading", |text| text);
    let mut documents = texts.expect("our own texts").made;
    documents.retain(|document| document.id().starts_with("national-rd/"));
    let mut relations = Vec::new();
    let mut former: Option<[Term; 5]> = None;
    for (name, words) in NATIONAL {
        let now: [Term; 5] = terms(name, &words).try_into().expect("five");
        let [level, change, growth, intensity, points] = now;
        relations.push(Relation::Growth { growth, level, change });
        if let Some([before, _, _, intensity_before, _]) = former {
            relations.push(Relation::Former { former: before, level, change });
            relations.push(Relation::FormerByGrowth { former: before, level, growth });
            if !REVISED.contains(&before.document) {
                let (former, level, change) = (intensity_before, intensity, points);
                relations.push(Relation::Former { former, level, change });
            }
        }
        former = Some(now);
    }
    relations.extend(by_activity());
    relations.extend(by_performer());
    relations.extend(by_budget());
    notices(documents, &relations);
}

fn by_activity() -> Vec<Relation> {
    let years = [
        (
            "national-rd/2022",
            "经费30782.9亿元",
            ["经费2023.5亿元", "经费3482.5亿元", "经费25276.9亿元"],
            ["为6.57%", "、11.3%", "和82.1%"],
        ),
        (
            "national-rd/2023",
            "经费达33357.1亿元",
            ["经费2259.1亿元", "经费3661.5亿元", "经费27436.5亿元"],
            ["占比为6.77%", "占比为11.0%", "占比为82.2%"],
        ),
    ];
    let of_year = |(name, whole, parts, shares): (&'static str, &'static str, [_; 3], [_; 3])| {
        let whole = Term { document: name, words: whole };
        whole_and_shares(whole, &terms(name, &parts), &terms(name, &shares))
    };
    years.into_iter().flat_map(of_year).collect()
}

/// Enterprises, institutes and universities spent these sums, which are these shares of all.
fn by_performer() -> Vec<Relation> {
    let of = |part, share| {
        let name = "national-rd/2019";
        (Term { document: name, words: part }, Term { document: name, words: share })
    };
    let enterprises = of("支出１６９２１．８亿元", "为７６．４％");
    let institutes = of("支出３０８０．８亿元", "为１３．９％");
    let universities = of("支出１７９６．６亿元", "为８．１％");
    vec![
        Relation::OneWhole([enterprises, institutes]),
        Relation::OneWhole([institutes, universities]),
    ]
}

/// What the centre and the localities spent makes up what the state spent.
fn by_budget() -> Vec<Relation> {
    let name = "national-rd/2018";
    let term = |words| Term { document: name, words };
    let whole = term("支出9518.2亿元");
    let (change, growth) = (term("增加1134.6亿元"), term("增长13.5%"));
    let parts = terms(name, &["为3738.5亿元", "和5779.7亿元"]);
    let growths = terms(name, &["增长9.3%", "和16.5%"]);
    let both = parts.iter().copied().zip(growths).collect();
    let mut relations = whole_and_shares(whole, &parts, &terms(name, &["为39.3%", "和60.7%"]));
    relations.push(Relation::Growth { growth, level: whole, change });
    relations.push(Relation::GrowthOfParts { whole: (whole, growth), parts: both });
    relations
}
