//! Annotations, parsed by the rules of GitHub for the output of a step.

use super::*;
use crate::support::Run;

/// One workflow command.
#[derive(Debug, PartialEq)]
pub(super) struct Annotation {
    pub command: String,
    pub properties: BTreeMap<String, String>,
    pub message: String,
}

/// The workflow commands in the output of a run; every line that looks like one must be valid.
pub(super) fn annotations(run: &Run) -> Vec<Annotation> {
    let stdout = run.stdout();
    stdout.lines().filter_map(|line| line.strip_prefix("::")).map(annotation).collect()
}

/// `error file=a,line=1::message`, without the colons before it.
fn annotation(line: &str) -> Annotation {
    let (head, message) = line.split_once("::").expect("two colons before the message");
    let (command, properties) = head.split_once(' ').expect("properties");
    assert!(["error", "warning", "notice"].contains(&command), "{line}");
    let property = |pair: &str| {
        let (name, value) = pair.split_once('=').expect("a value");
        assert!(["file", "line", "col", "title"].contains(&name), "{line}");
        (name.to_owned(), unescaped(value, &["%3A", "%2C"]))
    };
    let pairs: Vec<(String, String)> = properties.split(',').map(property).collect();
    let number = pairs.len();
    let properties: BTreeMap<String, String> = pairs.into_iter().collect();
    assert_eq!(properties.len(), number, "each property once: {line}");
    Annotation { command: command.to_owned(), properties, message: unescaped(message, &[]) }
}

/// Decodes escapes. A percent sign without a known escape is an error.
fn unescaped(text: &str, more: &[&str]) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let escape = format!("%{}", part.get(..2).unwrap_or_default());
        assert!(["%25", "%0D", "%0A"].contains(&&*escape) || more.contains(&&*escape), "{text}");
        let code = u8::from_str_radix(&escape[1..], 16).expect("two hex digits");
        plain.push(char::from(code));
        plain += &part[2..];
    }
    plain
}

/// The text at a line and column of a file, which is decoded here as a whole.
fn standing_at(bytes: &[u8], encoding: &'static Encoding, line: &str, column: &str) -> String {
    let (text, _, malformed) = encoding.decode(bytes);
    assert!(!malformed);
    let (line, column): (usize, usize) = (line.parse().unwrap(), column.parse().unwrap());
    let text = text.replace("\r\n", "\n");
    let line = text.split('\n').nth(line - 1).expect("the file has that line");
    line.chars().skip(column - 1).collect()
}

/// The place of an annotation is that of the numeral in the raw file, whatever its encoding.
#[test]
fn annotations_point_at_the_numeral_in_every_encoding() {
    let cases = [
        ("2018", UTF_8, "19677.9", "19677.8"),
        ("2019", UTF_8, "22143.6", "２２１４３．７"),
        ("2020", GB18030, "24393.1", "24394.1"),
        ("2021", UTF_8, "27956.3", "27965.3"), // byte order mark, CRLF
        ("2022", UTF_16LE, "30782.9", "30782.8"),
    ];
    for (year, encoding, from, to) in cases {
        let project = Project::new();
        let file = format!("raw/national-rd/{year}.txt");
        project.with_repository().edit(&file, from, to);
        if encoding == UTF_16LE {
            let text = format!("\u{feff}{}", project.text(&file));
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            project.write(&file, bytes);
        }
        let annotations = annotations(project.figlift(&["run", "--report", "github"]).exits(1));
        let about = |one: &&Annotation| one.message.contains(&format!("expected {from}"));
        let found: Vec<&Annotation> = annotations.iter().filter(about).collect();
        let [annotation] = found[..] else { panic!("{year}: {annotations:?}") };
        let property = |name: &str| annotation.properties[name].as_str();
        assert_eq!((&*annotation.command, property("file")), ("error", &*file));
        let there = standing_at(&project.bytes(&file), encoding, property("line"), property("col"));
        assert!(there.starts_with(to), "{year}: {there}");
    }
}

figtest!(annotations_have_the_messages_of_the_checks, |project| {
    faulty(project);
    let annotations = annotations(project.figlift(&["run", "--report", "github"]).exits(1));
    let failed = failed(project);
    assert_eq!(annotations.len(), failed.len() + 2, "the unreadable document and the numeral too");
    for check in &failed {
        let id = text(check, "check_id");
        let titled = annotations.iter().find(|one| one.properties["title"] == id);
        let annotation = titled.unwrap_or_else(|| panic!("no annotation of {id}"));
        // Control characters are replaced by visible ones.
        let message = text(check, "message").replace(['\u{1b}', '\u{1}'], "\u{fffd}");
        assert_eq!(annotation.message, message);
        assert_eq!(annotation.command, text(check, "severity"));
        for (name, column) in [("line", "line"), ("col", "column")] {
            let expected = check[column].as_i64().map(|number| number.to_string());
            assert_eq!(annotation.properties.get(name), expected.as_ref(), "{id}");
        }
    }
    let odd = "=医院\n,%|\u{fffd}[31m\u{fffd}\u{fffe}: expected 7 1, found no similar figure";
    assert!(annotations.iter().any(|one| one.message == odd), "{annotations:?}");
    let commands: Vec<&str> = annotations.iter().map(|one| &*one.command).collect();
    assert!(commands.is_sorted() && commands.ends_with(&["warning", "warning"]), "{commands:?}");
    let place = |one: &Annotation| ["file", "line", "col"].map(|name| one.properties[name].clone());
    assert_eq!(place(&annotations[0]), ["raw/scan.txt", "2", "3"]);
    assert_eq!(place(&annotations[annotations.len() - 1]), ["raw/city.txt", "1", "13"]);
});

figtest!(a_finding_of_severity_info_is_a_notice, |project| {
    faulty(project);
    let severity = "[kind.direction]\nwhy = \"a try\"\nseverity = \"info\"\n";
    project.write("config/pack/checks.toml", severity);
    let annotations = annotations(project.figlift(&["run", "--report", "github"]).exits(1));
    let last = annotations.last().expect("some");
    assert_eq!(last.command, "notice");
    assert!(last.properties["title"].starts_with("direction/city#"), "{last:?}");
});

#[cfg(unix)]
figtest!(names_of_files_are_escaped, |project| {
    let name = "raw/a,b:%25=50%.txt";
    project.write(name, "占比120%。\n");
    let annotations = annotations(project.figlift(&["run", "--report", "github"]).exits(0));
    let [annotation] = &annotations[..] else { panic!("{annotations:?}") };
    assert_eq!(annotation.properties["file"], name);
    assert!(annotation.properties["title"].starts_with("plausible/a,b:%25=50%#"));
});

const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

figtest!(at_most_ten_annotations_and_the_rest_is_counted, |project| {
    many(project, 12);
    project.write("step.md", "# Before\n\nNo end of line");
    let run = project.figlift_where((SUMMARY, "step.md"), &["run", "--report", "github"]);
    let annotations = annotations(run.exits(1));
    assert_eq!(annotations.len(), 10);
    assert!(annotations.iter().all(|one| one.command == "error"), "the warning is not the worst");
    let page = project.text("step.md");
    assert!(
        page.starts_with("# Before\n\nNo end of line\n## figlift: 12 errors, 1 warning\n"),
        "{page}"
    );
    assert_eq!(table(&page, FAILURES).len(), 13);
    assert!(page.ends_with("The worst 10 problems are annotated, 3 more are not.\n"), "{page}");
});

figtest!(the_step_summary_is_written_only_on_request, |project| {
    many(project, 2);
    let run = project.figlift_where((SUMMARY, "step.md"), &["run", "--report", "csv=failed.csv"]);
    assert!(annotations(run.exits(1)).is_empty());
    project.figlift_where((SUMMARY, ""), &["run", "--report", "github"]).exits(1);
    let alone = project.figlift(&["run", "--report", "github"]);
    assert_eq!(project.names(), ["config", "failed.csv", "output", "raw"]);
    let run = project.figlift_where((SUMMARY, "step.md"), &["run", "--report", "github"]);
    assert_eq!(annotations(&run), annotations(&alone));
    assert!(!project.text("step.md").contains(" more are not"), "all are annotated");
});
