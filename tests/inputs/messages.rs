//! What is said of files that cannot be read, and that others are read nevertheless.

use crate::made::gzipped;

const CITY: &str = "2021年，全市研发经费为15.6亿元。\n";

figtest!(an_empty_file_is_named, |project| {
    for name in ["a.txt", "b.md", "c.html", "d.docx", "e.csv", "f.xlsx", "g.jsonl"] {
        project.write(&format!("raw/{name}"), "");
        let run = project.figlift(&["extract", &format!("raw/{name}")]);
        run.exits(2).says(&format!("error: raw/{name}: it is empty; get it again, or remove it"));
    }
    project.write("raw/h.txt.gz", gzipped("")).write("raw/city.txt", CITY);
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.txt: ", &["it is empty"]);
    run.says_at("raw/h.txt.gz: ", &["it is empty"]).prints("9, 8 unreadable");
    // What a command did not print is no file.
    project.figlift_reading("", &["extract", "-"]).exits(0).is_quiet();
});

figtest!(a_file_of_another_kind_that_is_called_a_text_is_named, |project| {
    let kinds: [(&[u8], &str); 4] = [
        (b"%PDF-1.4\n1 0 obj\n", "a PDF document (.pdf)"),
        (b"PK\x03\x04\x14\0", "a zip archive, as .docx and .xlsx files are"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office 97 document"),
        (b"\x89PNG\r\n", "a picture"),
    ];
    for (bytes, what) in kinds {
        for name in ["a.txt", "a.md", "a.html", "a.csv"] {
            project.write(name, bytes);
            let run = project.figlift(&["extract", name]);
            run.exits(2).says(&format!("{name}:1:1: this is {what}"));
            run.says("not a text; give it the extension of what it is");
        }
    }
});

figtest!(what_is_there_is_printed_though_another_file_is_missing, |project| {
    project.write("a.txt", CITY).write("b.txt", "企业7家。").write("c.txt", "企业8家。");
    project.write("c.toml", "datum = 1").create("folder");
    for missing in ["none.txt", "none*.txt", "folder", "c.txt"] {
        let run = project.figlift(&["extract", "a.txt", missing, "b.txt"]);
        run.exits(2).prints("15.6亿元").prints("7家").says(missing.trim_end_matches("xt"));
        run.says("1 of 3 documents cannot be read");
        let alone = project.figlift(&["extract", missing, "--format", "csv"]);
        assert_eq!(alone.exits(2).stdout(), "");
    }
    let run = project.figlift(&["extract", "a.txt", "none.txt"]);
    run.says("error: cannot read `none.txt`: No such file");
    let run = project.figlift(&["numerals", "none.txt", "none2.txt"]);
    run.exits(2).says("`none.txt`").says("`none2.txt`");
    assert_eq!(run.stdout(), "");
});

figtest!(records_before_one_with_a_known_id_are_printed, |project| {
    let line = |id: usize| format!("{{\"id\": \"n{id}\", \"text\": \"企业{id}家。\"}}\n");
    let lines: String = (1..=300).chain([7]).chain(301..310).map(line).collect();
    project.write("news.jsonl", lines).write("a.txt", CITY);
    project.write("news.toml", "[corpus]\ntext = \"text\"\nid = \"id\"");
    let run = project.figlift(&["extract", "news.jsonl", "a.txt"]);
    run.exits(2).says("records 7 and 301 of news.jsonl have the same id, n7").prints("15.6亿元");
    assert_eq!(run.stdout().lines().filter(|line| line.contains("家")).count(), 300);
});

figtest!(a_column_that_no_line_has_is_named_with_the_line_of_the_sidecar, |project| {
    project.write("raw/news.jsonl", "{\"text\": \"企业7家。\", \"day\": \"2021\"}\n".repeat(3));
    project.write("raw/news.toml", "[corpus]\ntext = \"text\"\ndate = \"date\"");
    let message = "it has no column date, but text, day; correct the name in raw/news.toml:3";
    for command in [&["run"][..], &["extract", "raw/news.jsonl"]] {
        project.figlift(command).exits(1).says_at("raw/news.jsonl: ", &[message]);
    }
    assert_eq!(project.table("figures").len(), 3);
    project.write("raw/news.toml", "[corpus]\ntext = \"body\"");
    let run = project.figlift(&["extract", "raw/news.jsonl"]);
    run.exits(2).says("no column body, but text, day; correct the name in raw/news.toml:2");
    assert!(!run.stderr().contains("this record"), "{run}");
    let args = ["extract", "raw/news.jsonl", "--text-column", "x"];
    project.figlift(&args).exits(2).says("correct the name in [corpus] or --text-column");
});

figtest!(a_list_of_json_called_lines_is_one_error, |project| {
    project.write("a.jsonl", "[\n{\"text\": \"企业7家。\"},\n{\"text\": \"企业8家。\"}\n]\n");
    let run = project.figlift(&["extract", "a.jsonl", "--text-column", "text"]);
    run.exits(2).says("a.jsonl: it is one JSON list or object").says("jq -c '.[]'");
    assert_eq!(run.stderr().lines().count(), 2, "{run}");
});

figtest!(a_corpus_in_gb18030_is_read, |project| {
    let lines = "{\"正文\": \"企业7家。\"}\n{\"正文\": \"利润15.6亿元。\"}\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(lines);
    project.write("raw/a.jsonl", &bytes[..]).write("raw/a.toml", "[corpus]\ntext = \"正文\"");
    project.figlift(&["run"]).exits(0);
    let figures = project.table("figures");
    let sentences: Vec<_> =
        figures.iter().map(|row| crate::support::text(row, "sentence")).collect();
    assert_eq!(sentences, ["企业7家。", "利润15.6亿元。"]);
});

figtest!(what_stands_behind_a_packed_text_is_named, |project| {
    let packed = gzipped(CITY);
    project.write("a.txt.gz", [&packed[..], b"\n--boundary--\n"].concat());
    let from =
        format!("other bytes follow behind what is packed in it (from byte {})", packed.len());
    project.figlift(&["extract", "a.txt.gz"]).exits(2).says(&from);
});

figtest!(refused_kinds_are_refused_by_extract_as_by_run, |project| {
    project.write("city.txt", CITY);
    for (name, what) in [
        ("a.doc", "a Word 97 document"),
        ("b.PPTX", "a presentation"),
        ("c.json", "a file of records"),
        ("d.doc.gz", "a Word 97 document"),
    ] {
        project.write(name, "企业7家。").write(&format!("raw/{name}"), "企业7家。");
        let reason = format!("this is {what}, which figlift does not read; ");
        let run = project.figlift(&["extract", name]);
        run.exits(2).says(&format!("error: {name}: {reason}"));
        let run = project.figlift(&["extract", name, "city.txt"]);
        run.exits(1).says_at(&format!("{name}: "), &[&reason]).prints("15.6亿元");
        project.figlift(&["explain", &format!("{name}:1:3")]).exits(2).says(&reason);
        project.write("raw/city.txt", CITY);
        project.figlift(&["run"]).exits(1).says_at(&format!("raw/{name}: "), &[&reason]);
    }
    // Whoever names any other file says that it is a text.
    project.write("e.log", "企业7家。").figlift(&["extract", "e.log"]).exits(0).prints("7家");
});
