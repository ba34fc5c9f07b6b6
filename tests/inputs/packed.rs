//! Packed files: `.gz`, `.zst`.

use crate::made::{gzipped, zstandard};
use crate::support::{Row, text};

const CITY: &str = "今年，全市研发经费从12亿元增加到15.6亿元。\n";

figtest!(packed_files_give_the_rows_of_what_they_hold, |project| {
    let page = "<p>今年，全市研发经费为15.6亿元。</p>";
    let table = "指标,2023年（亿元）\n研发经费,15.6\n";
    let files: [(&str, &str); 3] = [("city.txt", CITY), ("page.html", page), ("table.csv", table)];
    let named = |row: &Row| (text(row, "doc_id").to_owned(), row.clone());
    let mut rows = Vec::new();
    for packing in ["", ".gz", ".zst"] {
        for (name, content) in files {
            let bytes = match packing {
                ".gz" => gzipped(content),
                ".zst" => zstandard(content),
                _ => content.into(),
            };
            project.write(&format!("raw/{name}{packing}"), bytes);
        }
        project.write("raw/city.toml", "date = \"2023\"\nref_area = \"CN-JX\"");
        let run = project.figlift(&["run"]);
        run.exits(0).prints("documents   3\n");
        rows.push(project.table("figures").iter().map(named).collect::<Vec<_>>());
        let extracted = project.figlift(&["extract", &format!("raw/city.txt{packing}")]);
        extracted.exits(0).prints("CN-JX");
        for (name, _) in files {
            project.remove(&format!("raw/{name}{packing}"));
        }
    }
    assert!(rows[0].len() > 3 && rows[0] == rows[1] && rows[0] == rows[2]);
});

figtest!(the_sidecar_nearest_to_the_name_is_that_of_a_packed_file, |project| {
    project.write("raw/city.txt.gz", gzipped(CITY));
    let nearest = [("city", "2021"), ("city.txt", "2022"), ("city.txt.gz", "2023")];
    for (name, year) in nearest {
        project.write(&format!("raw/{name}.toml"), format!("date = \"{year}\""));
        project.figlift(&["run"]).exits(0);
        let document = &project.table("documents")[0];
        assert_eq!((text(document, "doc_id"), text(document, "date")), ("city", year));
        assert_eq!(text(document, "path"), "city.txt.gz");
        project.figlift(&["extract", "raw/city.txt.gz"]).exits(0).prints(&format!(" {year} "));
    }
});

figtest!(packed_files_that_cannot_be_unpacked_are_refused_by_name, |project| {
    let packed = gzipped(CITY.repeat(50));
    project.write("raw/a.txt.gz", &packed[..packed.len() - 9]).write("raw/b.txt.zst", CITY);
    project.write("raw/c.txt.gz", gzipped(gzipped(CITY))).write("raw/d.gz", &packed);
    project.write("raw/e.doc.gz", &packed).write("raw/f.txt.zst", zstandard(vec![b' '; 4 << 20]));
    project.write("raw/city.txt", CITY);
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.txt.gz: ", &["its end is missing", "get it again"]);
    run.says_at("raw/b.txt.zst: ", &["neither gzip nor zstd"]);
    run.says_at("raw/c.txt.gz: ", &["packed twice", "gzip -d"]);
    run.says_at("raw/d.gz: ", &["does not say of what kind", "report.txt.gz"]);
    run.says_at("raw/e.doc.gz: ", &["a Word 97 document"]);
    run.says_at("raw/f.txt.zst: ", &["more than 1000 times"]);
    run.prints("documents   5, 4 unreadable\nnot read    2 refused-kind\n");
    let run = project.figlift(&["extract", "raw/a.txt.gz"]);
    run.exits(2).says("raw/a.txt.gz: its end is missing");
});

figtest!(standard_input_may_be_packed, |project| {
    let run = project.figlift_reading(gzipped(CITY), &["extract", "-", "--date", "2023"]);
    run.exits(0).prints("15.6亿元");
    let packed = zstandard(CITY);
    let run = project.figlift_reading(&packed[..packed.len() - 4], &["extract", "-"]);
    run.exits(2).says("-: its end is missing");
});

figtest!(what_is_packed_anew_under_another_name_is_read_anew, |project| {
    let page = gzipped("<p>全市有企业320家。</p>");
    project.write("raw/a.txt.gz", &page).figlift(&["run"]).exits(0);
    assert!(text(&project.table("documents")[0], "text").starts_with("<p>"));
    project.rename("raw/a.txt.gz", "raw/a.html.gz").figlift(&["run"]).exits(0);
    assert!(text(&project.table("documents")[0], "text").starts_with("全市"));
    let sentence = text(&project.table("figures")[0], "sentence").to_owned();
    assert_eq!(sentence, "全市有企业320家。");
});
