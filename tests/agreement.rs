//! Checks of agreement on hand-written texts, with and without wrong digits.

mod further;
mod growth;
mod mutation;
mod parts;
mod relation;
mod repair;

use std::sync::LazyLock;

use figlift_check::{
    CHECKS, Check, CheckedDocument, CheckedFigure, CheckedGroup, Checker, Finding, Scope, Terms,
};
use figlift_config::Config;
use figlift_extract::{Batches, Extraction};
use figlift_model::{CheckStatus, Severity};
use figlift_text::{Document, Metadata};

use crate::support::{RULES, repository, text};

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::built_in().expect("the built-in pack is right"));

/// The findings of some documents, with no expectations.
fn findings(documents: &[Document]) -> Vec<Finding> {
    let extractions: Vec<Extraction> =
        documents.iter().map(|document| RULES.extract(document)).collect();
    checked(&documents.iter().zip(&extractions).collect::<Vec<_>>())
}

/// The findings of extractions.
fn checked(extracted: &[(&Document, &Extraction)]) -> Vec<Finding> {
    checked_by(CHECKS, extracted)
}

/// The findings of these checks on extractions.
fn checked_by(checks: &[Check], extracted: &[(&Document, &Extraction)]) -> Vec<Finding> {
    let config = &*CONFIG;
    let batches = Batches::of(extracted).expect("rows fit their schema");
    let figures =
        figlift_normalize::figures(&batches.figures, extracted, &config.pack).expect("a frame");
    let documents: Vec<CheckedDocument<'_>> = extracted
        .iter()
        .map(|(document, extraction)| CheckedDocument {
            doc_id: document.id(),
            document: Some(document),
            date: document.metadata().date,
            figures: &extraction.figures,
        })
        .collect();
    let indicators = &figlift_normalize::indicators(&figures).expect("the frame has its columns");
    let mut checker = Checker::new(checks, Terms { config, require_all: false });
    checker.observe(CheckedGroup { documents: &documents, indicators });
    checker.finish().findings
}

/// A text of 2022 about the nation.
fn document(doc_id: &str, text: &str) -> Document {
    let date = Some("2022".parse().expect("a year"));
    let ref_area = Some("CN".to_owned());
    Document::new(doc_id, text, Metadata { date, ref_area, ..Metadata::default() })
}

/// Kind, status and surfaces of each finding of a text with one of these statuses.
fn found(text: &str, statuses: &[CheckStatus]) -> Vec<String> {
    let findings = findings(&[document("text", text)]);
    let shown = |finding: &Finding| {
        let surfaces: Vec<&str> =
            finding.figures.iter().map(|figure| figure.surface.as_str()).collect();
        format!("{} {} {}", finding.kind, finding.status.as_str(), surfaces.join(" "))
    };
    findings.iter().filter(|finding| statuses.contains(&finding.status)).map(shown).collect()
}

/// A text and its failures.
#[track_caller]
fn fails(text: &str, expected: &[&str]) {
    assert_eq!(found(text, &[CheckStatus::Fail]), expected, "{text}");
}

#[track_caller]
fn passes(text: &str, expected: &[&str]) {
    assert_eq!(found(text, &[CheckStatus::Pass, CheckStatus::Fail]), expected, "{text}");
}

#[test]
fn a_change_must_meet_its_growth() {
    passes(
        "2016年夏粮产量13926万吨，比上年减少162万吨，下降1.2%。",
        &["change pass 1.2% 13926万吨 162万吨"],
    );
    fails(
        "2016年夏粮产量13926万吨，比上年减少162万吨，下降1.3%。",
        &["change fail 1.3% 13926万吨 162万吨"],
    );
    // Another unit of the same dimension, and growth stated first.
    passes(
        "2016年夏粮产量13926万吨，比上年下降1.2%，减少32.4亿斤。",
        &["change pass 1.2% 13926万吨 32.4亿斤"],
    );
    // Other bases.
    passes("2016年夏粮产量13926万吨，比上年减少162万吨，年均增长3.3%。", &[]);
    passes("2016年夏粮产量13926万吨，比计划减少162万吨，同比增长3.3%。", &[]);
}

#[test]
fn the_two_ends_of_a_change_must_agree_with_it() {
    passes(
        "粮食产量由2015年的2000万吨增加到2016年的2100万吨，增长5%，增加100万吨。",
        &[
            "change pass 5% 2100万吨 100万吨",
            "change pass 5% 2000万吨 2100万吨",
            "change pass 100万吨 2000万吨 2100万吨",
            "direction pass 2100万吨 2000万吨",
        ],
    );
    fails(
        "粮食产量由2015年的2000万吨增加到2016年的2100万吨，增长6%。",
        &["change fail 6% 2000万吨 2100万吨"],
    );
    fails("森林覆盖率由60.1%提高到63.1%，提高2个百分点。", &["change fail 2个百分点 60.1% 63.1%"]);
}

#[test]
fn growth_at_constant_prices_is_not_compared_with_levels() {
    let text = "2021年地区生产总值110亿元，比上年增加10亿元，增长8.1%。";
    assert_eq!(
        found(text, &[CheckStatus::Pass, CheckStatus::Fail, CheckStatus::NotComparable]),
        ["change not_comparable 8.1% 110亿元 10亿元"]
    );
    let text = "2021年企业利润110亿元，比上年增加10亿元，按可比口径增长8.1%。";
    assert_eq!(
        found(text, &[CheckStatus::Pass, CheckStatus::Fail, CheckStatus::NotComparable]),
        ["change not_comparable 8.1% 110亿元 10亿元"]
    );
}

#[test]
fn a_value_changes_in_the_direction_of_its_verb() {
    fails("失业率从8.2%下降到10.6%。", &["direction fail 10.6% 8.2%"]);
    passes("失业率从10.6%下降到8.2%。", &["direction pass 8.2% 10.6%"]);
    fails("综合排名由第12位上升到第15位。", &["direction fail 第15位 第12位"]);
    passes("综合排名由第15位上升到第12位。", &["direction pass 第12位 第15位"]);
    // Open ends that allow both directions; verbs within the values; no verb.
    passes("企业由近300家增加到超过280家。", &[]);
    passes("价格由上月上涨1.6%转为下降1.2%。", &[]);
    passes("库存由12万吨变为15万吨。", &[]);
}

#[test]
fn growth_over_several_years_and_multiples_are_computed() {
    let text = |rest: &str| format!("企业数由2018年的300家增加到2020年的{rest}。");
    passes(
        &text("363家，年均增长10.0%"),
        &["change pass 363家 300家 10.0%", "direction pass 363家 300家"],
    );
    fails(&text("400家，年均增长10.0%"), &["change fail 400家 300家 10.0%"]);
    fails(&text("500家，翻了一番"), &["change fail 翻了一番 300家 500家"]);
}

#[test]
fn a_target_is_not_a_former_level() {
    passes("2020年力争研发经费投入达到10.0亿元。2021年研发经费投入15.0亿元，比上年增长25%。", &[]);
}

#[test]
fn scope_is_also_read_after_a_growth() {
    let text = "2021年企业利润由上年的100.0亿元增加到110.0亿元，增长12.1%（按可比口径计算）。";
    assert_eq!(found(text, &[CheckStatus::Fail]), [""; 0]);
}

#[test]
fn a_value_stated_twice_is_the_same() {
    let text = |again: &str| {
        format!(
            "2021年研发经费投入12.56亿元。\n全年企业很多。\n2021年研发经费投入{again}，创历史新高。"
        )
    };
    passes(&text("12.6亿元"), &["twice pass 12.6亿元 12.56亿元"]);
    passes(&text("超12亿元"), &["twice pass 12亿元 12.56亿元"]);
    fails(&text("12.8亿元"), &["twice fail 12.8亿元 12.56亿元"]);
    // Two bases are two facts.
    passes("2021年研发经费投入比2015年增长60%。\n2021年研发经费投入比2010年增长150%。", &[]);
}

#[test]
fn impossible_values() {
    fails("企业占比达到120%。", &["plausible fail 120%"]);
    passes("完成计划的118.2%，拨备覆盖率210%。", &[]);
}

/// Documents of two years about the nation.
fn releases(texts: [&str; 2]) -> Vec<Document> {
    let release = |(year, text): (i32, &str)| {
        let date = Some(format!("{}-03-01", year + 1).parse().expect("a day"));
        let period = Some(year.to_string().parse().expect("a year"));
        let metadata =
            Metadata { date, period, ref_area: Some("CN".to_owned()), ..Metadata::default() };
        Document::new(format!("release-{year}"), text, metadata)
    };
    [2020, 2021].into_iter().zip(texts).map(release).collect()
}

#[test]
fn a_later_release_that_implies_another_value_revises_it() {
    let first = "研发经费投入100.0亿元。";
    let of = |second: &str| {
        let findings = findings(&releases([first, second]));
        let shown = |one: &Finding| (one.status, one.severity.to_string(), one.message.clone());
        let [only] = &findings
            .iter()
            .filter(|one| one.kind == "revision")
            .map(shown)
            .collect::<Vec<_>>()[..]
        else {
            panic!("one comparison: {findings:?}");
        };
        only.clone()
    };
    assert_eq!(of("研发经费投入110.0亿元，比上年增加10亿元。").0, CheckStatus::Pass);
    assert_eq!(of("研发经费投入110.0亿元，比上年增长10%。").0, CheckStatus::Pass);
    let (status, severity, message) = of("研发经费投入110.0亿元，比上年增加12.0亿元。");
    assert_eq!((status, severity.as_str()), (CheckStatus::Fail, "warning"));
    assert!(message.contains("implies 97.9 to 98.1亿元"), "{message}");
    assert!(message.contains("a silent revision, or another scope"), "{message}");
    let (status, severity, message) =
        of("研发经费投入110.0亿元，比上年增加12.0亿元。注：上年数已修订。");
    assert_eq!((status, severity.as_str()), (CheckStatus::Fail, "info"));
    assert!(message.contains("an announced revision"), "{message}");
    let (_, severity, _) = of("修订科技进步条例。\n研发经费投入110.0亿元，比上年增加12.0亿元。");
    assert_eq!(severity, "warning", "a regulation is no value");
    let (status, ..) = of("2020年研发经费投入98亿元，2021年研发经费投入110亿元。");
    assert_eq!(status, CheckStatus::Fail);
}

#[test]
fn a_series_that_jumps_is_reported() {
    let jump = |text: &str| {
        let findings = findings(&releases(["研发经费投入100亿元。", text]));
        findings.iter().filter(|one| one.kind == "plausible").count()
    };
    assert_eq!(jump("研发经费投入110万元。"), 1);
    assert_eq!(jump("研发经费投入310亿元。"), 0);
    assert_eq!(jump("2021年一季度研发经费投入20万元。2021年研发经费投入110万元。"), 1);
}

figtest!(a_failed_check_names_all_figures_with_their_places, |project| {
    project.write(
        "raw/a.txt",
        "2016年夏粮产量13926万吨，比上年减少\n162万吨，下降1.2%。\n\n失业率从8.2%下降到10.6%。",
    );
    let run = project.figlift(&["run"]);
    run.exits(1)
        .says_at("raw/a.txt:4:12: ", &["check direction/a#", "fail", "[10.6% 4:12, 8.2% 4:5]"]);
    run.prints("1 failed");
    let checks = project.table("checks");
    let failed = checks.iter().find(|row| text(row, "status") == "fail").expect("a failed check");
    assert_eq!((&failed["line"], &failed["column"]), (&4.into(), &12.into()));
    assert_eq!(text(failed, "figure_ids").split(' ').count(), 2);
});

figtest!(severities_are_configured, |project| {
    project.write("raw/a.txt", "失业率从8.2%下降到10.6%。");
    let severity = |severity: &str| format!("[kind.direction]\nseverity = \"{severity}\"\n");
    let checks = "config/pack/checks.toml";
    project.figlift(&["run"]).exits(1).prints("0 passed, 1 failed");
    project.figlift(&["run", "--fail-on", "never"]).exits(0).says("direction");
    project.write(checks, severity("warning"));
    project.figlift(&["run"]).exits(0).prints("1 warned of").says("warning");
    project.figlift(&["run", "--fail-on", "warning"]).exits(1);
    project.write(checks, severity("info"));
    project.figlift(&["run", "--fail-on", "warning"]).exits(0).prints("1 noted");
    project.write(checks, severity("off"));
    let run = project.figlift(&["run"]);
    run.exits(0).is_quiet();
    assert!(!run.stdout().contains("agreement"), "{run}");
});

figtest!(an_invalid_checks_file_is_refused_with_its_place, |project| {
    let checks = "config/pack/checks.toml";
    project.write("raw/a.txt", "有企业12家。");
    for (toml, place, words) in [
        ("[kind.directions]\nseverity = \"error\"", "1:7", "use one of: expected, change"),
        ("[kind.direction]\nseverity = \"fatal\"", "2:12", "use one of: error, warning"),
        ("about = 1.5", "1:9", "a share from 0 to 1"),
        ("jump = 0.5", "1:8", "write 1 or more"),
        ("[whole.x]\nparts = [[\"甲\"], [\"乙\"]]", "1:1", "missing key `why`"),
        ("[whole.x]\nwhy = \"so\"\nparts = [[\"甲\"]]", "1:1", "at least two parts"),
        ("colour = 1", "1:1", "unknown field"),
    ] {
        let run = project.write(checks, toml).figlift(&["run"]);
        run.exits(2).says(&format!("checks.toml:{place}")).says(words);
    }
});

figtest!(a_project_may_state_the_parts_of_a_whole, |project| {
    project.write("raw/a.txt", "2021年全县用水量90万吨，其中灌溉用水量50万吨，生活用水量30万吨。");
    project.figlift(&["run"]).exits(0);
    let whole = "[whole.water]\nwhy = \"Water is for fields or for people.\"\nparts = [[\"灌溉\"], [\"生活\"]]\n";
    project.write("config/pack/checks.toml", whole);
    project
        .figlift(&["run"])
        .exits(1)
        .says_at("raw/a.txt:1:", &["check parts/", "50万吨", "30万吨"]);
    let built_in = repository().join("config/pack/checks.toml");
    let toml = std::fs::read_to_string(built_in).expect("the built-in checks");
    let first =
        toml.split("[whole.").nth(1).and_then(|rest| rest.split(']').next()).expect("a whole");
    project.write("config/pack/checks.toml", format!("[whole.{first}]\noff = true\n"));
    project.figlift(&["run"]).exits(0);
});

#[test]
fn every_check_is_described() {
    let described = figlift_schema::CHECKS.column("kind").expect("a column").description;
    let readme = own("README.md");
    for Check { name, .. } in CHECKS {
        assert!(described.contains(name) && readme.contains(&format!("| `{name}` |")), "{name}");
    }
    let is_warning = |check: &&Check| check.severity == Severity::Warning;
    let names: Vec<_> =
        CHECKS.iter().filter(is_warning).map(|it| format!("`{}`", it.name)).collect();
    let (last, names) = names.split_last().expect("a check whose failures are warnings");
    let warnings = format!("By default {} and {last} are `warning`", names.join(", "));
    assert!(own("config/README.md").contains(&warnings), "{warnings}");
}

/// A third-party check: no figure is 13.
const NO_THIRTEEN: Check = Check {
    name: "no-thirteen",
    what: "No figure is 13.",
    severity: Severity::Info,
    scope: Scope::Document(|_, text| {
        let is_thirteen = |figure: &&CheckedFigure<'_>| figure.surface().starts_with("13");
        let fails = |figure: &CheckedFigure<'_>| {
            Finding::of("no-thirteen", CheckStatus::Fail, figure, &[], "unlucky".to_owned())
        };
        text.figures.iter().filter(is_thirteen).map(fails).collect()
    }),
};

#[test]
fn a_check_can_be_added() {
    let text = document("a", "2021年有企业13家、学校12所，企业占比120%。");
    let extraction = RULES.extract(&text);
    let checks = [CHECKS, &[NO_THIRTEEN]].concat();
    let found = checked_by(&checks, &[(&text, &extraction)]);
    let of_kind = |kind| found.iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
    let [unlucky] = of_kind("no-thirteen")[..] else { panic!("{found:?}") };
    assert_eq!(unlucky.severity, Severity::Info);
    assert_eq!(unlucky.figures[0].surface, "13家");
    assert_eq!(of_kind("plausible").len(), 1);
}

#[test]
fn a_configuration_must_name_a_known_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pack/checks.toml");
    std::fs::create_dir(folder.path().join("pack")).expect("a folder");
    std::fs::write(file, "[kind.no-thirteen]\nseverity = \"off\"\n").expect("a file");
    let config = Config::load(folder.path()).expect("a configuration that can be read");
    let checks = &config.pack.checks;
    let error = figlift_check::refuse_unknown(checks, CHECKS).expect_err("it names none");
    assert!(error.to_string().contains("no-thirteen"), "{error}");
    let with_toy = [CHECKS, &[NO_THIRTEEN]].concat();
    figlift_check::refuse_unknown(checks, &with_toy).expect("it names one");
    assert_eq!(checks.severity("no-thirteen", Severity::Error), None);
    assert_eq!(checks.severity("twice", Severity::Warning), Some(Severity::Warning));
}

figtest!(the_national_intensity_was_silently_revised_twice, |project| {
    project.with_repository().figlift(&["run"]).exits(0);
    let revisions = project.table("revisions");
    let silent: Vec<_> = revisions
        .iter()
        .map(|row| (text(row, "indicator"), text(row, "time_period"), row["announced"] == false))
        .collect();
    assert_eq!(silent, [("rd-intensity", "2018", true), ("rd-intensity", "2022", true)]);
    assert_eq!(text(&revisions[0], "kind"), "implied");
});

/// A text of the repository's own.
fn own(name: &str) -> String {
    let path = repository().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_fixtures_agree() {
    for name in ["investment", "product", "product-shares", "summer-grain", "revenue"] {
        let text = own(&format!("tests/cases/{name}.txt"));
        let findings = found(&text, &[CheckStatus::Pass, CheckStatus::Fail]);
        assert!(!findings.is_empty(), "{name}");
        assert!(findings.iter().all(|finding| finding.contains(" pass ")), "{name}: {findings:?}");
    }
}
