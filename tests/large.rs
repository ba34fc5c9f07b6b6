//! Runs with more text than is kept in memory: the same is shown as in small ones.

use crate::support::Project;

const COUNTY: &str = "2021年，全县财政收入128.6亿元。\n粮食产量由3.2万吨增加到３．６万吨左右。\n受益农户由12户下降到30户。\n";
/// The page of the county in a large run.
const PAGE: &str = "review/county-50f5d3a011.html";
const LEDGER: &str = "[[correction]]\ndocument = \"county\"\nkind = \"source\"\nwhy = \"the table\"\n\
    stands = \"财政收入128.6亿元\"\nnow = { obs_value = 12860000000 }\n\
    meant = { obs_value = 128260000000 }\n";

fn county(project: &Project) {
    project
        .write("raw/county.txt", COUNTY)
        .write("raw/county.toml", "date = \"2022\"\nref_area = \"CN-JX\"\n")
        .write("config/corrections.toml", LEDGER);
}

/// Texts without figures, each small enough for a page, and together more than is kept.
fn fill(project: &Project) {
    let line = "春风化雨，润物无声。\n";
    for number in 0..20 {
        project.write(&format!("raw/filling/{number:02}.txt"), line.repeat(900_000 / line.len()));
    }
}

/// The charts of the output, whatever page shows the text that they lead to.
fn charts(project: &Project) -> Vec<(String, String)> {
    let files = project.files("output").into_iter();
    let charts = files.filter(|(path, _)| path.starts_with("charts/"));
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    charts.map(|(path, svg)| (path, text(svg).replace(PAGE, "review.html"))).collect()
}

figtest!(a_large_run_shows_what_a_small_one_shows, |project| {
    county(project);
    let small = project.figlift(&["run", "--no-cache"]);
    small.exits(1).says_at("raw/county.txt:3:", &["30户 3:12", "12户"]);
    let drawn = charts(project);
    assert!(drawn.iter().any(|(_, svg)| svg.contains("3.6万吨左右")));
    let rows = project.table("figures");
    fill(project);
    for options in [&["run", "--no-cache"][..], &["run"], &["run"]] {
        // Else there is nothing to do the second time.
        project.remove("output");
        let large = project.figlift(options);
        large.exits(1).prints("documents   21\n").prints("corrections 1 applied\n");
        assert_eq!(large.stderr(), small.stderr(), "{options:?}");
        assert!(charts(project) == drawn, "{options:?}");
        assert_eq!(project.table("figures"), rows, "{options:?}");
        // The failed document has a page, with its numerals and the corrected value.
        let page = project.text(&format!("output/{PAGE}"));
        for shown in ["３．６万吨左右", "12户", "128260000000", "source: the table"] {
            assert!(page.contains(shown), "{options:?}: {shown}");
        }
    }
});
