//! Corpora: files of records, each of which is a document.

use serde_json::json;

use crate::made::{gzipped, parquet};
use crate::support::{Project, Row, number, text};

/// Texts with a date and an area.
const TEXTS: [[&str; 3]; 3] = [
    ["今年，全市研发经费从12亿元增加到15.6亿元。\n企业320家。", "2022-03-04", "CN-JX"],
    ["去年，全省“利润”减少3.2亿元，\"下降\"8.1%。", "2021", "CN-ZJ"],
    ["近五年来，全国粮食产量超过6.5亿吨。", "2024-01", "CN"],
];

const SIDECAR: &str =
    "licence = \"CC0\"\n[corpus]\ntext = \"content\"\ndate = \"published\"\nref_area = \"area\"\n";

fn in_lines() -> String {
    let line = |[text, date, area]: &[&str; 3]| {
        json!({ "n": 1, "content": text, "published": date, "area": area }).to_string() + "\n"
    };
    TEXTS.iter().map(line).collect()
}

fn in_csv() -> String {
    let quoted = |[text, date, area]: &[&str; 3]| {
        format!("\"{}\",{date},{area}\r\n", text.replace('"', "\"\""))
    };
    "content,published,area\r\n".to_owned() + &TEXTS.iter().map(quoted).collect::<String>()
}

fn in_parquet() -> Vec<u8> {
    let column = |at: usize| TEXTS.map(|row| row[at]);
    parquet(&[("content", &column(0)), ("published", &column(1)), ("area", &column(2))])
}

/// The rows of a table, without what names their documents and places.
fn without_places(project: &Project, table: &str) -> Vec<Row> {
    let mut rows = project.table(table);
    for row in &mut rows {
        row.retain(|name, _| {
            !matches!(&**name, "doc_id" | "place" | "line" | "column") && !name.ends_with("_id")
        });
        row.retain(|name, _| {
            !matches!(&**name, "path" | "sha256" | "encoding" | "kind" | "parent")
        });
        row.retain(|name, _| !matches!(&**name, "change" | "alt_of" | "repeat_of"));
    }
    rows
}

figtest!(records_give_the_rows_of_texts_with_sidecars, |project| {
    for (number, [text, date, area]) in TEXTS.iter().enumerate() {
        let sidecar = format!("date = \"{date}\"\nref_area = \"{area}\"\nlicence = \"CC0\"");
        project.write(&format!("raw/{}.txt", number + 1), text);
        project.write(&format!("raw/{}.toml", number + 1), sidecar);
    }
    project.figlift(&["run"]).exits(0);
    let tables = ["figures", "numerals", "documents", "diagnostics"];
    let expected = tables.map(|table| without_places(project, table));
    assert!(expected[0].len() > 5);
    project.remove("raw").create("raw").write("raw/news.toml", SIDECAR);
    let files: [(&str, &str, Vec<u8>); 6] = [
        ("news.jsonl", "jsonl", in_lines().into()),
        ("news.csv", "csv", in_csv().into()),
        ("news.parquet", "parquet", in_parquet()),
        ("news.ndjson.gz", "jsonl", gzipped(in_lines())),
        ("news.csv.gz", "csv", gzipped(in_csv())),
        ("news.parquet.gz", "parquet", gzipped(in_parquet())),
    ];
    for (name, kind, bytes) in files {
        let file = format!("raw/{name}");
        project.write(&file, bytes).figlift(&["run"]).exits(0).prints("documents   3\n");
        assert_eq!(tables.map(|table| without_places(project, table)), expected, "{name}");
        let ids = project.table("documents");
        assert_eq!([0, 1, 2].map(|at| text(&ids[at], "doc_id")), ["news/1", "news/2", "news/3"]);
        assert_eq!((text(&ids[0], "kind"), text(&ids[0], "parent")), (kind, "news"));
        let figures = project.table("figures");
        let places: Vec<&str> = figures.iter().map(|row| text(row, "place")).collect();
        assert_eq!(places[..3], ["1:11", "1:18", "1:28"], "{name}");
        project.figlift(&["run", "--check"]).exits(0);
        let rows = project.figlift(&["extract", &file, "--format", "jsonl"]).exits(0).json_lines();
        let of = |rows: &[Row], name: &str| {
            rows.iter().map(|row| text(row, name).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of(&rows, "figure_id"), of(&figures, "figure_id"));
        project.figlift(&["explain", &format!("{file}:1:18")]).exits(0).prints("15.6亿元");
        project.figlift(&["explain", &format!("{file}:3:14")]).exits(0).prints("6.5亿吨");
        project.figlift(&["explain", &format!("{file}:9:1")]).exits(2).says("no such place");
        project.remove(&file);
    }
});

const MIXED: &str = "{\"id\": \"b 1\", \"content\": \"企业320家。\"}
{\"id\": \"c\", \"content\": null}
{\"id\": \"a\", \"content\": \"企业12家。\", \"published\": \"上周\"}
{\"id\": \"d\", \"content\"
{\"content\": \"企业7家。\", \"area\": null}
";

figtest!(records_that_cannot_be_read_do_not_stop_the_others, |project| {
    let sidecar = SIDECAR.to_owned() + "id = \"id\"";
    project.write("raw/news.jsonl", MIXED).write("raw/news.toml", sidecar);
    let run = project.figlift(&["run", "--report", "junit=junit.xml"]);
    run.exits(1).prints("documents   5, 2 unreadable\n");
    run.says_at("raw/news.jsonl:2:1: ", &["content of this record is null"]);
    run.says_at("raw/news.jsonl:4:", &["no valid JSON"]);
    run.says_at("raw/news.jsonl:3:1: warning: ", &["`上周`", "2021-09-05"]);
    let documents = project.table("documents");
    let ids: Vec<&str> = documents.iter().map(|row| text(row, "doc_id")).collect();
    assert_eq!(ids, ["news/a", "news/b%201", "news/c", "news/record-4", "news/record-5"]);
    let diagnostics = project.table("diagnostics");
    let of = |row: &Row| ["doc_id", "code"].map(|name| text(row, name).to_owned());
    let expected =
        [["news/a", "invalid-metadata"], ["news/c", "unreadable"], ["news/record-4", "unreadable"]];
    assert_eq!(diagnostics.iter().map(of).collect::<Vec<_>>(), expected);
    assert_eq!(number(&diagnostics[1], "line"), Some(2.0));
    let run = project.figlift(&["extract", "raw/news.jsonl", "--format", "jsonl"]);
    run.exits(1).says("raw/news.jsonl:2:1: content of this record is null");
    run.says("2 of 5 documents cannot be read");
    let rows = run.json_lines();
    let surfaces: Vec<&str> = rows.iter().map(|row| text(row, "surface")).collect();
    assert_eq!(surfaces, ["320家", "12家", "7家"]);
    project.figlift(&["run", "--fail-on", "never"]).exits(0);
});

figtest!(a_corpus_needs_the_name_of_a_column, |project| {
    project.write("raw/a.jsonl", MIXED).write("raw/b.parquet", in_parquet());
    project.write("raw/c.txt", "企业5家。").write("raw/c.toml", "[corpus]\ntext = \"content\"");
    project.write("raw/d.csv", in_csv()).write("raw/d.toml", "[corpus]\ntext = \"text\"");
    let run = project.figlift(&["run"]);
    for name in ["a.jsonl", "b.parquet"] {
        run.exits(1).says_at(&format!("raw/{name}: "), &["[corpus]", "--text-column"]);
    }
    run.says_at("raw/c.txt: ", &["only .jsonl, .csv, .tsv and .parquet"]);
    run.says_at("raw/d.csv: ", &["no column text, but content, published, area"]);
    project.write("raw/d.toml", "[corpus]\ntext = \"content\"\nkind = \"x\"");
    project.figlift(&["run"]).exits(2).says("raw/d.toml:3:1").says("kind");
    project.write("raw/d.toml", "[corpus]\nid = \"content\"");
    project.figlift(&["run"]).exits(2).says("raw/d.toml").says("missing field `text`");
    // Without a column, a table is a table.
    project.remove("raw/d.toml").figlift(&["extract", "raw/d.csv"]).exits(0);
    let args = ["extract", "raw/d.csv", "--text-column", "content", "--format", "jsonl"];
    let rows = project.figlift(&args).exits(0).json_lines();
    assert_eq!(text(&rows[0], "doc_id"), "d/1");
    let args = ["extract", "raw/c.txt", "--text-column", "content"];
    project.figlift(&args).exits(2).says("only .jsonl");
    let args = ["extract", "-", "--text-column", "content", "--doc-id", "x"];
    let run = project.figlift_reading(gzipped(in_lines()), &args);
    run.exits(0).prints("x/1").prints("x/3");
});

figtest!(two_documents_with_one_id_are_named, |project| {
    let lines = "{\"id\": \"a\", \"content\": \"\"}\n".repeat(2);
    project.write("raw/news.jsonl", lines);
    project.write("raw/news.toml", "[corpus]\ntext = \"content\"\nid = \"id\"");
    let run = project.figlift(&["run"]);
    run.exits(2).says("record 1 of raw/news.jsonl and record 2 of raw/news.jsonl").says("news/a");
    let run = project.figlift(&["extract", "raw/news.jsonl"]);
    run.exits(2).says("records 1 and 2 of raw/news.jsonl have the same id, a");
    project.write("raw/news.jsonl", "{\"id\": \"a\", \"content\": \"\"}\n");
    project
        .write("raw/news/a.txt", "")
        .figlift(&["run"])
        .exits(2)
        .says("record 1 of raw/news.jsonl and raw/news/a.txt have");
});

figtest!(only_records_that_changed_are_extracted_again, |project| {
    project.write("raw/news.jsonl", in_lines()).write("raw/news.toml", SIDECAR);
    project.write("raw/city.txt", "企业320家。");
    let lookups = |expected: [&str; 3]| {
        let run = project.figlift(&["run", "--explain-cache", "--quiet"]);
        for (number, expected) in expected.iter().enumerate() {
            run.exits(0).prints(&format!("raw/news.jsonl:{}: {expected}", number + 1));
        }
    };
    lookups(["extracted, since it was not"; 3]);
    lookups(["unchanged"; 3]);
    project.edit("raw/news.jsonl", "3.2亿元", "3.4亿元");
    lookups(["unchanged", "extracted, since its text changed", "unchanged"]);
    assert!(project.table("figures").iter().any(|row| text(row, "surface") == "3.4亿元"));
    project.edit("raw/news.toml", "CC0", "CC BY 4.0");
    lookups(["extracted, since its text and its sidecar"; 3]);
    project.edit("raw/news.toml", "date = \"published\"\n", "");
    lookups(["extracted, since"; 3]);
    assert!(project.table("documents")[1]["date"].is_null());
    project.edit("raw/news.jsonl", "2022-03-04", "2022-03-05");
    // Nothing reads the dates any more, so no record is another.
    lookups(["unchanged"; 3]);
});

figtest!(what_is_missing_of_a_corpus_is_told_beside_its_records, |project| {
    let line = |n: usize| format!("{{\"content\": \"企业{}家。\"}}\n", n * 7919 % 10_007);
    let packed = gzipped((0..300).map(line).collect::<String>());
    project.write("raw/news.jsonl.gz", &packed[..packed.len() - 5]);
    project.write("raw/news.toml", SIDECAR);
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/news.jsonl.gz: ", &["its end is missing"]);
    let documents = project.table("documents");
    assert_eq!(
        (text(&documents[0], "doc_id"), text(&documents[0], "state")),
        ("news", "unreadable")
    );
    assert!(documents[0]["parent"].is_null() && documents.len() > 100);
    assert!(documents[1..].iter().all(|row| text(row, "parent") == "news"));
    project.figlift(&["run"]).exits(1).says_at("raw/news.jsonl.gz: ", &["its end is missing"]);
    let run = project.figlift(&["extract", "raw/news.jsonl.gz", "--format", "csv"]);
    run.exits(1).says("raw/news.jsonl.gz: its end is missing");
    project.figlift(&["indicators", "--raw", "raw"]).exits(0).prints("企业");
});

figtest!(ids_of_documents_have_neither_blanks_nor_marks, |project| {
    project.write("raw/a b/c#1.txt", "企业12家。").write("raw/d\u{3000}.txt", "企业7家。");
    project.figlift(&["run"]).exits(0);
    let documents = project.table("documents");
    let ids: Vec<&str> = documents.iter().map(|row| text(row, "doc_id")).collect();
    assert_eq!(ids, ["a%20b/c%231", "d%E3%80%80"]);
    assert_eq!(text(&documents[0], "path"), "a b/c#1.txt");
    project.figlift(&["run", "--check"]).exits(0);
    project.figlift(&["review", "a%20b/c%231"]).exits(0);
    project.figlift(&["extract", "raw/a b/c#1.txt", "--format", "csv"]).prints(",c%231,");
});
