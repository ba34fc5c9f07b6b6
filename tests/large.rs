//! Runs with more text than is kept in memory: the same is shown as in small ones.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

use figlift::{CacheUse, Job, Progress, Registries, RunError};
use figlift_read::{INPUTS, Input, Links, PLAIN, SizeLimit};

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

/// The file that grows whenever an input reads one.
static GROWING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Plain text, after which a file is another.
const DISTURBED: Input = Input {
    extensions: &["log"],
    about: "a text of which something changes while it is read",
    read: |bytes, options| {
        if let Some(path) = &*GROWING.lock().expect("no test failed") {
            let file = fs::OpenOptions::new().append(true).open(path);
            file.and_then(|mut file| file.write_all(b"\n")).expect("written");
        }
        (PLAIN.read)(bytes, options)
    },
};

/// Runs figlift in this process while a file of the project grows.
fn disturbed(project: &Project, growing: &str) -> Result<(), RunError> {
    *GROWING.lock().expect("no test failed") = Some(project.path(growing));
    let inputs = Box::leak([INPUTS, &[DISTURBED]].concat().into_boxed_slice());
    let job = Job {
        raw: project.path("raw"),
        config: project.path("config"),
        max_document_size: SizeLimit::default(),
        links: Links::Inside,
        require_all: false,
        review: None,
        output: None,
        cache: CacheUse::Without,
        registries: Registries { inputs, ..Registries::default() },
    };
    job.run(job.folder()?, &Progress::hidden()).map(drop)
}

figtest!(a_file_that_changes_between_two_readings_stops_the_run, |project| {
    county(project);
    project.rename("raw/county.txt", "raw/county.log");
    disturbed(project, "raw/county.log").expect("a small run reads its texts once");
    fill(project);
    for growing in ["raw/county.log", "raw/county.toml"] {
        let error = disturbed(project, growing).expect_err(growing);
        let RunError::Changed(path) = &error else { panic!("{error}") };
        assert_eq!(path, project.path("raw/county.log").to_str().expect("UTF-8"));
        assert!(error.to_string().ends_with("was changed during the run; run again"));
    }
});
