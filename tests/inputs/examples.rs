//! The examples of the README: the command of each input is run on a file of that name, and prints what it says.

use std::process::Command;

use figlift_read::INPUTS;

use crate::made::pdf::{lines, pdf};
use crate::made::{book, document, gzipped, old_book, parquet, rows, zstandard};
use crate::support::{Project, repository};

const SENTENCE: &str = "2021年，全市研发经费为15.6亿元。";
const TABLE: &[&[&str]] = &[&["指标", "2021年（亿元）"], &["研发经费", "15.6"]];

/// Command and output of each example, as the table of a text states them.
fn stated(readme: &str) -> Vec<(String, String)> {
    let (_, rest) =
        readme.split_once("| input | command | prints |\n|---|---|---|\n").expect("a table");
    let rows = rest.lines().take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let code = |cell: &str| cell.trim_matches('`').to_owned();
    cells.map(|cells| (code(cells[2]), code(cells[3]))).collect()
}

/// Writes the files that the examples name.
fn write_files(project: &Project) {
    let page = format!("<p>{}</p>", SENTENCE.replace("15.6", "15.<b>6</b>"));
    let paragraph = format!("<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>");
    let table: String = TABLE.iter().map(|row| row.join(",") + "\n").collect();
    let record = format!("{{\"id\": \"n1\", \"content\": \"{SENTENCE}\"}}\n");
    let columns: [(&str, &[&str]); 2] = [("id", &["n1"]), ("content", &[SENTENCE])];
    project
        .write("report.txt", SENTENCE)
        .write("report.md", SENTENCE.replace("15.6", "**15.6**"))
        .write("page.html", &page)
        .write("report.docx", document(&paragraph))
        .write("table.csv", &table)
        .write("table.tsv", table.replace(',', "\t"))
        .write("book.xlsx", book(&[("R&amp;D", &rows(TABLE))]))
        .write("book.xls", old_book(TABLE))
        .write("bulletin.pdf", pdf(&[lines(100.0, 100.0, 10.0, &[SENTENCE])]))
        .write("news.jsonl", &record)
        .write("news.csv", format!("id,content\nn1,{SENTENCE}\n"))
        .write("news.parquet", parquet(&columns))
        .write("report.txt.gz", gzipped(SENTENCE))
        .write("page.html.zst", zstandard(&page))
        .write("news.jsonl.gz", gzipped(&record))
        .write("2021.txt", SENTENCE)
        .write("more/2022.docx", document(&paragraph.replace("15.6", "17.2")));
}

figtest!(each_command_of_the_readme_prints_what_it_says, |project| {
    project.with_repository();
    write_files(project);
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("it is there");
    let examples = stated(&readme);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_figlift"));
    let folders = program.parent().into_iter().map(Into::into);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&path))).expect("folders");
    for (command, prints) in &examples {
        if cfg!(not(feature = "pdf")) && command.contains(".pdf") {
            continue;
        }
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(project.path(".")).env("PATH", &path);
        shell.env("XDG_CACHE_HOME", project.caches());
        let output = shell.output().expect("a shell");
        let [printed, said] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        assert!(output.status.success() && said.is_empty(), "{command}: {said}");
        let has = |words: &str| {
            printed.lines().any(|line| words.split(" … ").all(|one| line.contains(one)))
        };
        assert!(has(prints), "{command} does not print {prints}:\n{printed}");
    }
    for input in INPUTS {
        let names =
            |command: &str| input.extensions.iter().any(|one| command.contains(&format!(".{one}")));
        assert!(
            examples.iter().any(|(command, _)| names(command)),
            "no example of {}",
            input.name()
        );
    }
});
