//! Registries: longer lists work, and documentation lists all entries.

use figlift::{REPORTS, Registries, Report, ReportTo};
use figlift_chart::{MARKS, Mark, mark_named};
use figlift_check::CHECKS;
use figlift_publish::{FORMATS, File, Format, no_table};
use figlift_read::{INPUTS, Input, PLAIN, REFUSED, ReadText};

use crate::support::{Project, repository};

/// A text without its tags.
const TAGGED: Input = Input {
    extensions: &["tag"],
    about: "text with tags",
    read: |bytes, options| {
        let read = (PLAIN.read)(bytes, options)?;
        let parts = read.text.split('<').map(|part| part.rsplit('>').next().unwrap_or_default());
        Ok(ReadText { text: parts.collect(), encoding: read.encoding, ..ReadText::default() })
    },
};

/// The names of the charts.
const NAMES: Format = Format {
    name: "names",
    listed: || Ok(vec![["`names.txt`".to_owned(), "The names of the charts.".to_owned()]]),
    table: no_table,
    files: |contents| {
        let names: Vec<&str> = contents.charts.iter().map(|(name, _)| name.as_str()).collect();
        Ok(vec![File::new("names.txt".to_owned(), names.join("\n").into_bytes())])
    },
};

/// The number of documents and of problems.
const COUNT: Report = Report {
    name: "count",
    about: "two numbers",
    to: ReportTo::File,
    text: |input| Ok(format!("{} {}\n", input.outcome.documents.len(), input.problems.len())),
};

/// A static list.
fn more<T: Clone>(list: &[T], one: T) -> &'static [T] {
    Box::leak([list, &[one]].concat().into_boxed_slice())
}

fn registries() -> Registries {
    let bar = *mark_named(MARKS, "bar").expect("a mark of figlift");
    Registries {
        inputs: more(INPUTS, TAGGED),
        checks: CHECKS,
        marks: more(MARKS, Mark { name: "stalk", ..bar }),
        formats: more(FORMATS, NAMES),
        reports: more(REPORTS, COUNT),
    }
}

fn tagged(project: &Project) {
    project.write("raw/city.tag", "<p>2021年，<b>建成学校12所</b>，建成医院3所。</p>\n");
    project.write("config/charts/built.toml", "mark = \"stalk\"\ntitle = { zh = \"图\" }\n");
}

figtest!(a_run_uses_longer_lists, |project| {
    tagged(project);
    let path = |name: &str| project.path(name).display().to_string();
    let report = format!("count={}", path("count.txt"));
    let args = ["--raw", &path("raw"), "--config", &path("config"), "--output", &path("output")]
        .map(str::to_owned);
    let args = ["figlift", "run", "--report", &report].map(str::to_owned).into_iter().chain(args);
    let code = figlift::cli::main_with(args.map(Into::into), registries());
    assert_eq!(format!("{code:?}"), format!("{:?}", std::process::ExitCode::SUCCESS));
    let svg = project.text("output/charts/built.svg");
    assert_eq!(svg.matches(" data-figure-id=").count(), 2, "{svg}");
    assert_eq!(project.text("output/names.txt"), "built");
    assert!(
        project.text("output/README.md").contains("| `names.txt` | The names of the charts. |")
    );
    assert_eq!(project.text("count.txt"), "1 0\n");
});

// Without the longer lists, each is unknown.
figtest!(entries_outside_of_the_lists_are_unknown, |project| {
    tagged(project);
    project
        .figlift(&["run"])
        .exits(2)
        .says("no file in raw that figlift reads (.txt .md .markdown .html");
    project.write("raw/city.txt", "建成学校12所。\n");
    project.figlift(&["run"]).exits(2).says("unknown mark `stalk`");
    project.figlift(&["run", "--report", "count=x"]).exits(2).says("unknown report `count`");
});

/// The table of marks in the documentation of the configuration, from the list of marks itself.
#[test]
fn the_documentation_lists_each_mark() {
    let text = std::fs::read_to_string(repository().join("config/README.md")).expect("it is there");
    let row = |mark: &Mark| format!("| `{}` | {} |\n", mark.name, mark.shows);
    let table: String = MARKS.iter().map(row).collect();
    assert!(text.contains(&format!("| mark | shows |\n|---|---|\n{table}\n")), "write:\n{table}");
}

figtest!(the_help_lists_each_report, |project| {
    let run = project.figlift(&["run", "--help"]);
    let help = run.exits(0).stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    for report in REPORTS {
        let about = report.about.replace('`', "");
        assert!(help.contains(&format!("{} ({about})", report.form())), "{help}");
    }
});

#[test]
fn the_readme_lists_each_report_and_input() {
    let text = std::fs::read_to_string(repository().join("README.md")).expect("it is there");
    let row = |report: &Report| format!("| `{}` | {} |\n", report.form(), report.about);
    let table: String = REPORTS.iter().map(row).collect();
    assert!(
        text.contains(&format!("| report | content |\n|---|---|\n{table}\n")),
        "write:\n{table}"
    );
    let row = |extensions: &[&str], what: &str| {
        let extensions = extensions.iter().map(|extension| format!("`.{extension}` "));
        format!("| {}| {what} |\n", extensions.collect::<String>())
    };
    let read: String = INPUTS.iter().map(|input| row(input.extensions, input.about)).collect();
    let refused: String = REFUSED.iter().map(|kind| row(kind.extensions, kind.what)).collect();
    for (head, table) in [("what is read", read), ("what it is", refused)] {
        let head = format!("| extensions | {head} |\n|---|---|\n");
        assert!(text.contains(&format!("{head}{table}\n")), "write:\n{head}{table}");
    }
}
