//! A run stops at an entry of the ledger that no longer applies.

use super::{LEDGER, RAW, county, entry, income, label, one};
use crate::support::{Project, Row, number, text};

/// Requires that a run stops at that line and column of the ledger, and keeps the former output.
#[track_caller]
fn stops(project: &Project, place: &str, words: &[&str]) {
    let before = project.files("output");
    assert!(!before.is_empty(), "something was published before");
    let run = project.figlift(&["run"]);
    run.exits(2).says(&format!("--> {LEDGER}:{place}\n")).says("^").says("help: ");
    for word in words {
        run.says(word);
    }
    assert!(project.files("output") == before, "nothing is published");
    project.figlift(&["run", "--check"]).exits(2);
}

const CHANGED: &str = "remove this correction or update it";

figtest!(an_entry_whose_words_are_gone_stops_the_run, |project| {
    county(project, &income()).figlift(&["run"]).exits(0);
    project.edit(RAW, "128.6", "1282.6");
    stops(project, "5:10", &["do not occur in county/2021", "the text has changed", CHANGED]);
    project.edit(RAW, "1282.6", "128.6").edit(RAW, "修缮12条大厅", "财政收入128.6亿元");
    stops(project, "5:10", &["occur in county/2021 2 times", "occurrence = 2"]);
});

figtest!(an_entry_whose_reading_changed_stops_the_run, |project| {
    county(project, &income()).figlift(&["run"]).exits(0);
    county(project, &income().replace("12860000000", "1286000000"));
    stops(project, "6:21", &["obs_value is 12860000000, expected 1286000000", CHANGED]);
    // Defaults of the entry are also compared.
    county(project, &entry("source", "超10亿元", "obs_value = 1e9", "obs_value = 2e9"));
    stops(project, "6:7", &["qualifier is \"over\", expected \"exact\"", CHANGED]);
    let now = "qualifier = \"over\", obs_value = 250, value_low = 250";
    county(project, &entry("source", "250余亩", now, "qualifier = \"exact\""));
    stops(project, "6:7", &["value_high is 260, expected \"\"", CHANGED]);
    county(project, &entry("extraction", "修缮", "role = \"level\"", "role = \"change\""));
    stops(project, "5:10", &["these words contain no complete figure", CHANGED]);
    // A class is also compared.
    let fields = "class = \"figure\", classifier = \"条\"";
    let ledger = label("12条").replace("class = \"figure\"", fields);
    county(project, &ledger).figlift(&["run"]).exits(0);
    county(project, &ledger.replace("\"条\"", "\"项\""));
    stops(project, "6:40", &["classifier is \"条\", expected \"项\"", CHANGED]);
});

figtest!(an_entry_identifies_one_of_several_figures, |project| {
    let ledger = |lines: &str| {
        let meant = entry("extraction", "新增企业30家", "obs_value = 30", "obs_value = 31");
        meant.replace("stands", &format!("{lines}stands"))
    };
    county(project, &ledger("occurrence = 2\n")).figlift(&["run"]).exits(0);
    let firms: Vec<Row> = project.table("figures");
    let firms: Vec<_> = firms.iter().filter(|row| text(row, "surface") == "30家").collect();
    let values: Vec<_> = firms.iter().map(|row| number(row, "obs_value")).collect();
    assert_eq!(values, [Some(30.0), Some(31.0)]);
    county(project, &ledger(""));
    stops(project, "5:10", &["occur in county/2021 2 times", "occurrence = 2"]);
    county(project, &ledger("occurrence = 3\n"));
    stops(project, "6:10", &["occur in county/2021 2 times", "the text has changed", CHANGED]);
    let two = |lines: &str| {
        let two =
            entry("source", "由3.2万吨增加到3.6万吨", "obs_value = 36000", "obs_value = 35000");
        two.replace("now", &format!("{lines}now"))
    };
    county(project, &two(""));
    stops(project, "5:10", &["contain 2 figures: 3.2万吨, 3.6万吨", "`surface`"]);
    county(project, &two("surface = \"3.6万\"\n"));
    stops(project, "5:10", &["no figure 3.6万 in these words, only 3.2万吨, 3.6万吨", CHANGED]);
    county(project, &two("surface = \"3.6万吨\"\n")).figlift(&["run"]).exits(0);
    assert_eq!(number(one(&project.table("figures"), "3.6万吨"), "obs_value"), Some(35_000.0));
    let twice = "30家。2020年新增企业30家";
    let ledger = entry("source", twice, "obs_value = 30", "obs_value = 31")
        .replace("now", "surface = \"30家\"\nnow");
    county(project, &ledger);
    stops(project, "5:10", &["these words contain 30家 2 times", "state fewer words"]);
});

figtest!(two_corrections_of_one_figure_stop_the_run, |project| {
    county(project, &income()).figlift(&["run"]).exits(0);
    let other = entry("extraction", "128.6亿元", "role = \"level\"", "role = \"change\"");
    county(project, &(income() + &other));
    stops(
        project,
        "12:10",
        &["the entry at line 5 also corrects this figure", "merge the two entries"],
    );
});
