//! Texts that tell their paragraphs twice: each figure counts once.

use crate::support::{Project, Row, number, text};

const BULLETIN: &str = "2021年，全省地区生产总值32200亿元，比上年增长4.1%。其中第一产业2450亿元，增长4.0%。\n\
    2021年，全省高新技术企业由2138家增加到6669家，新增耕地面积10.2万亩（6790公顷）。\n";

/// A project with a bulletin of a province.
fn bulletin<'a>(project: &'a Project, words: &str) -> &'a Project {
    project
        .write("raw/bulletin.txt", words)
        .write("raw/bulletin.toml", "date = \"2022\"\nref_area = \"CN-JX\"\n")
}

fn twice() -> String {
    format!("{BULLETIN}为方便读者查阅，现将公报的全文附在下面，请以此为准。\n{BULLETIN}")
}

/// What each figure repeats, by its words.
fn repeats(figures: &[Row]) -> Vec<(&str, &str)> {
    figures.iter().map(|row| (text(row, "surface"), text(row, "repeat_of"))).collect()
}

figtest!(what_is_told_twice_counts_once, |project| {
    let once = Project::new();
    bulletin(&once, BULLETIN).figlift(&["run"]).exits(0);
    bulletin(project, &twice()).figlift(&["run"]).exits(0).says("4:1: info: ");
    let (first, both) = (once.table("figures"), project.table("figures"));
    assert_eq!(both.len(), 2 * first.len());
    let told = repeats(&first).into_iter();
    let told_again = first.iter().map(|row| (text(row, "surface"), text(row, "figure_id")));
    assert_eq!(repeats(&both), told.chain(told_again).collect::<Vec<_>>());
    for name in ["series", "changes", "checks", "revisions"] {
        assert_eq!(once.table(name), project.table(name), "{name}");
        assert!(name == "revisions" || !once.table(name).is_empty(), "{name}");
    }
    let chart = "output/charts/changes.svg";
    assert_eq!(once.text(chart), project.text(chart));
    let reports = project.table("diagnostics");
    let shown = reports.iter().map(|row| ["code", "severity", "place"].map(|name| text(row, name)));
    assert_eq!(shown.collect::<Vec<_>>(), [["repeated-text", "info", "4:1"]]);
    let message =
        "2 paragraphs repeat earlier ones, the first the one at 1:1: 8 figures count once";
    assert_eq!(text(&reports[0], "message"), message);
    project.figlift(&["run", "--check"]).exits(0);
    let explained = project.figlift(&["explain", "raw/bulletin.txt:4:15"]);
    let id = text(&first[0], "figure_id");
    explained.exits(0).prints("repeat_of").prints(id).prints("its paragraph is told twice");
});

// Cells are often equal, and what stands around a page says nothing of it.
figtest!(cells_and_short_lines_are_not_told_twice, |project| {
    let told = "2021年，全省规模以上工业企业累计实现利润总额12亿元";
    let row = format!("<tr><td>{told}</td><td>12亿元</td></tr>");
    let table = format!("<table><tr><th>内容</th><th>数额</th></tr>{row}{row}</table>");
    let (words, short) = (format!("<p>{told}。</p>"), "<p>利润12亿元。</p>");
    let main = format!("<div id=main>{short}{words}{short}{table}{table}{words}</div>");
    let page = format!("<!doctype html><meta charset=utf-8><body>{words}{main}{words}");
    project.write("raw/a.html", page).write("raw/a.toml", "[html]\nmain = \"#main\"\n");
    project.figlift(&["run"]).exits(0);
    let figures = project.table("figures");
    let repeated: Vec<_> = figures.iter().filter(|row| !row["repeat_of"].is_null()).collect();
    assert_eq!((repeated.len(), figures.len() > 4), (1, true));
    let first = figures.iter().find(|row| row["figure_id"] == repeated[0]["repeat_of"]);
    let sentence = |row: &Row| text(row, "sentence").to_owned();
    assert_eq!(first.map(sentence), Some(sentence(repeated[0])));
});

/// The figure of an entry, by the occurrence of its words, and what it should be.
fn entry(occurrence: usize, kind: &str, now: &str, meant: &str) -> String {
    format!(
        "[[correction]]\ndocument = \"bulletin\"\nkind = \"{kind}\"\nwhy = \"the table\"\n\
         stands = \"第一产业2450亿元\"\noccurrence = {occurrence}\nnow = {{ {now} }}\nmeant = {{ {meant} }}\n"
    )
}

fn value(occurrence: usize, meant: &str) -> String {
    entry(occurrence, "source", "obs_value = 245000000000", &format!("obs_value = {meant}"))
}

// The value of a copy that was not corrected is that of the first before its correction, and counts
// nowhere.
figtest!(a_figure_that_is_told_twice_may_be_corrected, |project| {
    let thrice =
        format!("{}下面的内容与上文完全相同，供各单位存档时使用，请勿外传。\n{BULLETIN}", twice());
    let [right, wrong] = ["246000000000", "247000000000"];
    let label = |nth| entry(nth, "extraction", "class = \"figure\"", "class = \"label\"");
    // The ledger, and which of the three figures repeats which.
    let cases: [(String, &[Option<usize>]); 6] = [
        (String::new(), &[None, Some(0), Some(0)]),
        (value(1, right), &[None, Some(0), Some(0)]),
        (value(1, right) + &value(2, right), &[None, Some(0), Some(0)]),
        (value(1, right) + &value(2, wrong), &[None, None, Some(0)]),
        (value(3, wrong), &[None, Some(0), None]),
        (label(1), &[None, Some(0)]),
    ];
    for (ledger, expected) in cases {
        bulletin(project, &thrice).write("config/corrections.toml", &ledger);
        project.figlift(&["run"]).exits(0);
        let figures = project.table("figures");
        let told: Vec<_> =
            figures.iter().filter(|row| text(row, "surface") == "2450亿元").collect();
        let number = |id: &str| told.iter().position(|row| text(row, "figure_id") == id);
        let found: Vec<_> = told.iter().map(|row| number(text(row, "repeat_of"))).collect();
        assert_eq!(found, expected, "{ledger}");
    }
});

// Both ends of a change count, or none does.
figtest!(a_corrected_end_of_a_copy_is_one_of_another_change, |project| {
    let ledger = value(2, "247000000000").replace("第一产业2450亿元", "增加到6669家");
    let ledger = ledger.replace("245000000000", "6669").replace("247000000000", "6696");
    bulletin(project, &twice()).write("config/corrections.toml", &ledger);
    project.figlift(&["run"]).exits(0);
    let changes = project.table("changes");
    let ends = |row: &Row| ["from_value", "to_value"].map(|name| number(row, name));
    let mut stated: Vec<_> = changes.iter().map(ends).collect();
    stated.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    let to = |value: f64| [Some(2138.0), Some(value)];
    assert_eq!(stated, [to(6669.0), to(6696.0)]);
});
