//! Documents above the limit of their size.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Project, command, text};

const CITY: &str = "2021年，全市研发经费从12亿元增加到15.6亿元。\n";

/// A readable text, and one of a byte more than 200.
fn project_with_a_large_text(project: &Project) {
    project.write("raw/city.txt", CITY);
    let width = CITY.chars().count() + 201 - CITY.len();
    project.write("raw/large.txt", format!("{CITY:x<width$}"));
    project.write("raw/large.toml", "title = \"汇编\"\n");
}

figtest!(a_document_that_is_too_large_is_published_as_unreadable, |project| {
    project_with_a_large_text(project);
    let args = ["run", "--max-document-size", "200", "--report", "junit=junit.xml"];
    let run = project.figlift(&args);
    let message = "the text has 201 bytes, more than the limit of 200 bytes; split it into several \
                   documents, or raise the limit with --max-document-size";
    run.exits(1).says_at("raw/large.txt: the text has", &[message]);
    run.prints("documents   2, 1 unreadable").prints("figures     2 ");
    let documents = project.table("documents");
    let states: Vec<_> =
        documents.iter().map(|row| (text(row, "doc_id"), text(row, "state"))).collect();
    assert_eq!(states, [("city", "read"), ("large", "unreadable")]);
    assert!(documents[1]["text"].is_null() && documents[1]["encoding"].is_null());
    assert_eq!(text(&documents[1], "title"), "汇编");
    let hash = figlift_publish::sha256_hex(&project.bytes("raw/large.txt"));
    assert_eq!(text(&documents[1], "sha256"), hash);
    let [problem] = &project.table("diagnostics")[..] else { panic!("one problem\n{run}") };
    let column = |name: &str| text(problem, name).to_owned();
    assert_eq!(column("code"), "too-large");
    assert_eq!([column("severity"), column("message")], ["error", message]);
    assert_eq!(
        ["line", "column", "byte_start", "byte_end"].map(|name| &problem[name]),
        [&Value::Null, &Value::Null, &0.into(), &201.into()]
    );
    assert!(project.text("junit.xml").contains("type=\"too-large\""));
    assert!(project.text("output/review.html").contains(message));
    project.figlift(&["run", "--check", "--max-document-size", "200"]).exits(1);
    project.figlift(&["run", "--fail-on", "never", "--max-document-size", "200"]).exits(0);
    project.figlift(&["run", "--max-document-size", "0.2kB"]).exits(1);
    project.figlift(&["run", "--max-document-size", "201"]).exits(0).prints("documents   2\n");
});

figtest!(the_limit_is_64_mib_unless_it_is_set, |project| {
    project.write("raw/city.txt", CITY);
    let large = project.path("raw/large.txt");
    File::create(&large).and_then(|file| file.set_len((64 << 20) + 1)).expect("a sparse file");
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/large.txt: ", &["64.0 MiB (67108865 bytes)", "(67108864 bytes)"]);
    // Within the limit, its zero bytes are read.
    File::create(&large).and_then(|file| file.set_len(64 << 20)).expect("a sparse file");
    project.figlift(&["run"]).exits(1).says_at("raw/large.txt:1:1: ", &["a zero byte"]);
});

figtest!(one_text_that_is_too_large_is_an_error, |project| {
    project_with_a_large_text(project);
    let limit = ["--max-document-size", "200B"];
    let too_large = "the text has 201 bytes, more than the limit of 200 bytes";
    for command in [
        &["extract", "raw/large.txt"][..],
        &["numerals", "raw/large.txt"],
        &["explain", "raw/large.txt:1:1"],
    ] {
        let run = project.figlift(&[command, &limit].concat());
        run.exits(2).says(&format!("error: raw/large.txt: {too_large}"));
        assert_eq!(run.stdout(), "");
    }
    let read = ["extract", "-", "--max-document-size", "76"];
    project.figlift_reading(CITY.trim_end(), &read[..2]).exits(0).prints("15.6亿元");
    let run = project.figlift_reading(CITY.repeat(2), &read);
    run.exits(2).says("error: -: the text has more than the limit of 76 bytes; split it");
});

// Only so much of an endless input is read that its length is known to exceed the limit.
#[cfg(unix)]
figtest!(an_endless_standard_input_is_an_error, |project| {
    let mut command = command(&project.path("."), &["numerals", "-", "--max-document-size", "1MB"]);
    let endless = File::open("/dev/zero").expect("a system with /dev/zero");
    let mut child =
        command.stdin(endless).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("UTF-8");
    assert_eq!(child.wait().expect("it ends").code(), Some(2), "{said}");
    assert!(said.contains("more than the limit of 976.6 KiB (1000000 bytes)"), "{said}");
});

figtest!(commands_over_a_folder_name_the_texts_that_they_leave_out, |project| {
    project_with_a_large_text(project);
    project.write("raw/scan.txt", b"table 1\r\nab\xff\xff and more\r\n");
    let limit = ["--raw", "raw", "--max-document-size", "200"];
    for command in ["indicators", "rules"] {
        let run = project.figlift(&[&[command][..], &limit].concat());
        run.exits(0).says_at("raw/large.txt: ", &["more than the limit of 200 bytes"]);
        run.says_at("raw/scan.txt:2:3: ", &["FF"]);
        assert!(run.stdout().lines().count() > 1, "the other text is read\n{run}");
    }
});

figtest!(a_wrong_limit_is_refused, |project| {
    project.write("raw/city.txt", CITY);
    for wrong in ["0", "-5", "2GiB", "many", "64 MiBs", ""] {
        let run = project.figlift(&["run", &format!("--max-document-size={wrong}")]);
        run.exits(2).says("write a size from 1 byte to 1.0 GiB, such as 64MiB, 500kB or 1048576");
    }
    project.figlift(&["run", "--help"]).exits(0).prints("[default: \"64.0 MiB\"]");
});
