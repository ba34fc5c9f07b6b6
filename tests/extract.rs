//! `figlift extract` and `figlift numerals`: one text, printed for people and programs.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;

use figlift_schema::{FIGURES, FillStage, NUMERALS};

use crate::support::{Project, Row, command, number, text};

const TEXT: &str =
    "2021年，全市研发经费从12亿元增加到15.6亿元。\n一是新建“5G”基站320座，“近”邻\"好\"。\n";

fn figures(project: &Project, args: &[&str]) -> Vec<Row> {
    let args = [&["extract", "--format", "jsonl"], args].concat();
    project.figlift(&args).exits(0).is_quiet().json_lines()
}

figtest!(a_table_for_people, |project| {
    project.write("city.txt", TEXT);
    let run = project.figlift(&["extract", "city.txt"]);
    run.exits(0).is_quiet();
    let stdout = run.stdout();
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 4, "{run}");
    assert!(lines[0].starts_with("surface") && lines[0].contains("indicator_text"), "{run}");
    assert!(lines[1].starts_with("12亿元") && lines[1].contains("from"), "{run}");
    assert!(lines[1].contains(" 1200000000 ") && lines[2].contains(" 1560000000 "), "{run}");
    assert!(lines[3].starts_with("320座") && lines[3].contains("基站"), "{run}");
    let run = project.figlift(&["numerals", "city.txt"]);
    for (surface, class) in
        [("2021年", "period"), ("15.6亿元", "figure"), ("一是", "enumerator"), ("5G", "label")]
    {
        let is_shown = |line: &str| line.contains(surface) && line.contains(class);
        assert!(run.exits(0).stdout().lines().any(is_shown), "{surface} {class}\n{run}");
    }
});

// The keys are the columns of the published table, but for those that catalogues add; each is there.
figtest!(json_lines_have_the_columns_of_the_table, |project| {
    project.write("city.txt", TEXT);
    let rows = figures(project, &["city.txt"]);
    assert_eq!(rows.len(), 3);
    let extracted = FIGURES.columns.iter().filter(|column| column.stage == FillStage::Extract);
    let columns: BTreeSet<&str> = extracted.map(|column| column.name).collect();
    for row in &rows {
        assert_eq!(row.keys().map(String::as_str).collect::<BTreeSet<_>>(), columns);
    }
    let added = ["std_value", "std_unit", "indicator", "flow_stock", "ref_period"];
    assert!(added.iter().all(|name| FIGURES.column(name).is_some() && !columns.contains(name)));
    assert_eq!(number(&rows[1], "obs_value"), Some(1.56e9));
    assert_eq!((text(&rows[1], "surface"), text(&rows[1], "change_end")), ("15.6亿元", "to"));
    assert!(rows[1]["classifier"].is_null(), "what a row lacks is null, not absent");
    assert_eq!(rows[1]["low_closed"], true);
    let numerals = project.figlift(&["numerals", "city.txt", "--format", "jsonl"]).json_lines();
    let columns: BTreeSet<&str> = NUMERALS.columns.iter().map(|column| column.name).collect();
    assert_eq!(numerals.len(), 6);
    assert!(
        numerals
            .iter()
            .all(|row| row.keys().map(String::as_str).collect::<BTreeSet<_>>() == columns)
    );
});

figtest!(csv_has_a_header_and_quotes_cells, |project| {
    let run =
        project.figlift_reading("“好,\"好\"”企业320家。", &["extract", "-", "--format", "csv"]);
    let stdout = run.exits(0).is_quiet().stdout();
    let mut lines = stdout.lines();
    let extracted = FIGURES.columns.iter().filter(|column| column.stage == FillStage::Extract);
    let header: Vec<&str> = extracted.map(|column| column.name).collect();
    assert_eq!(lines.next(), Some(header.join(",").as_str()));
    let row = lines.next().expect("one figure");
    assert!(row.contains(",320家,") && row.contains("\"“好,\"\"好\"\"”企业320家。\""), "{run}");
    assert_eq!(lines.next(), None);
    project.figlift(&["numerals", "-", "--format", "csv"]).exits(2);
});

figtest!(csv_is_written_as_figures_csv_is, |project| {
    // A text that a spreadsheet would read as a formula, and a whole number.
    let text = "=1+1利润减少3.2亿元。\n";
    let args = ["extract", "-", "--format", "csv"];
    let stdout = project.figlift_reading(text, &args).exits(0).stdout();
    let row = stdout.lines().nth(1).expect("one figure");
    let cells: Vec<&str> = row.split(',').collect();
    assert!(cells.contains(&"-320000000"), "{row}");
    assert!(cells.contains(&"'=1+1利润减少3.2亿元。"), "{row}");
    assert!(!cells.iter().any(|cell| cell.starts_with('=') || cell.ends_with(".0")), "{row}");

    project.write("raw/city.txt", text);
    project.create("config").figlift(&["run"]);
    let published = project.text("output/figures.csv");
    let published = published.lines().nth(1).expect("one figure");
    for cell in ["-320000000", "'=1+1利润减少3.2亿元。"] {
        assert!(published.split(',').any(|one| one == cell), "{published}");
    }
});

figtest!(a_text_without_figures, |project| {
    for format in ["table", "jsonl", "csv"] {
        let run = project.figlift_reading("", &["extract", "-", "--format", format]);
        let lines = run.exits(0).is_quiet().stdout().lines().count();
        assert_eq!(lines, usize::from(format != "jsonl"), "a header where there is one\n{run}");
    }
});

figtest!(standard_input_has_no_name_unless_one_is_given, |project| {
    let rows = |args: &[&str]| {
        let args = [&["extract", "-", "--format", "jsonl"], args].concat();
        project.figlift_reading("有企业320家。", &args).exits(0).json_lines()
    };
    let row = &rows(&[])[0];
    assert_eq!(text(row, "doc_id"), "-");
    assert!(text(row, "figure_id").starts_with("-#"));
    let row = &rows(&["--doc-id", "city/2021"])[0];
    assert_eq!(text(row, "doc_id"), "city/2021");
    assert!(text(row, "figure_id").starts_with("city/2021#"));
});

figtest!(the_whole_of_a_share_sets_no_area, |project| {
    let stated = "全国销量9亿件；本县销量3亿件。出口5亿元，占全国出口的2%；进口4亿元，占比1%。";
    project.write("in/county.txt", stated);
    let rows = figures(project, &["in/county.txt", "--area", "CN-GD"]);
    let areas: Vec<_> = rows.iter().map(|row| text(row, "ref_area").to_owned()).collect();
    assert_eq!(areas[0], "CN");
    assert_eq!(areas[2..], ["CN-GD", "CN-GD", "CN-GD", "CN-GD"]);
});

// In the report of a province 全国 is mostly the modifier of an honour or a market.
figtest!(an_area_around_the_current_one_applies_only_at_the_start_of_a_contrast, |project| {
    let areas = |sentence: &str, of_text: &[&str]| {
        project.write("report.txt", sentence);
        let rows = figures(project, &[&["report.txt"], of_text].concat());
        rows.iter().map(|row| text(row, "ref_area").to_owned()).collect::<Vec<_>>()
    };
    let of_jiangxi = ["--area", "CN-JX"];
    assert_eq!(areas("全国文明村镇达到40个，水电站2座。", &of_jiangxi), ["CN-JX", "CN-JX"]);
    assert_eq!(areas("做法向全国推广，培训3万人。", &of_jiangxi), ["CN-JX"]);
    assert_eq!(areas("全国增长5%，我省增长6%。", &of_jiangxi), ["CN", "CN-JX"]);
    assert_eq!(areas("湖南是全国13个粮食主产省之一，水库2座。", &[]), ["CN-HN", "CN-HN"]);
    assert_eq!(areas("湖南有水库2座，全国水库9座。", &[]), ["CN-HN", "CN"]);
    let each = "全国出口增长3%，其中江苏、浙江分别增长5%、6%。";
    assert_eq!(areas(each, &[]), ["CN", "CN-JS", "CN-ZJ"]);
});

// If items are marked (##), a line of targets between them is a title within its item; in a report
// without marks the same line begins a section.
figtest!(the_scope_of_a_heading_without_a_mark_is_its_item, |project| {
    let aims = "五年行动方案发布\n全市新建泵站30座。\n";
    let statuses = |digest: &str| {
        project.write("digest.txt", digest);
        let rows = figures(project, &["digest.txt"]);
        rows.iter().map(|row| text(row, "obs_status").to_owned()).collect::<Vec<_>>()
    };
    let items = ["## 港口\n集装箱吞吐量20万标箱。\n", "## 公路\n新修公路12公里。\n"];
    assert_eq!(statuses(&format!("{}{aims}{}", items[0], items[1])), ["A", "T", "A"]);
    assert_eq!(statuses(&format!("{aims}新修公路12公里。\n")), ["T", "T"]);
    // The year of one title is not carried over to the next.
    project.write(
        "digest.txt",
        format!("{}2025年港口吞吐量\n吞吐量9亿吨。\n截至9月底装机\n装机4万千瓦。\n", items[0]),
    );
    let rows = figures(project, &["digest.txt"]);
    assert_eq!((text(&rows[1], "time_period"), rows[2]["time_period"].is_null()), ("2025", true));
});

figtest!(the_sidecar_is_read_and_flags_override_it, |project| {
    project.write("in/city.txt", "今年，全市有企业320家。\n全省有医院12所。\n");
    let context = |args: &[&str]| {
        let rows = figures(project, &[&["in/city.txt"], args].concat());
        let of = |column: &str| text(&rows[0], column).to_owned();
        [of("doc_id"), of("time_period"), of("ref_area")]
    };
    assert_eq!(context(&[]), ["city", "", ""]);
    project.write("in/city.toml", "date = \"2020-05\"\nref_area = \"CN-JX\"\n");
    assert_eq!(context(&[]), ["city", "2020", "CN-JX"]);
    assert_eq!(context(&["--date", "2023-01-15"]), ["city", "2023", "CN-JX"]);
    assert_eq!(context(&["--area", "CN-GD"]), ["city", "2020", "CN-GD"]);
    assert_eq!(context(&["--doc-id", "x"]), ["x", "2020", "CN-JX"]);
    project.figlift(&["extract", "in/city.txt", "--date", "yesterday"]).exits(2).says("--date");
    project.write("in/city.toml", "datum = \"2020\"\n");
    let run = project.figlift(&["numerals", "in/city.txt"]);
    run.exits(2).says("--> in/city.toml:1:1").says("`datum`").says("^");
});

figtest!(a_text_without_a_sidecar_is_dated_by_its_dateline, |project| {
    let report = "政府工作报告\n——2019年1月9日在清河县第九届人民代表大会第三次会议上\n去年，新建学校12所。\n";
    project.write("in/county.txt", report);
    let year = |args: &[&str]| {
        let rows = figures(project, &[&["in/county.txt"], args].concat());
        text(&rows[0], "time_period").to_owned()
    };
    assert_eq!(year(&[]), "2018");
    assert_eq!(year(&["--date", "2011"]), "2010");
    project.write("in/county.toml", "date = \"2015\"\n");
    assert_eq!(year(&[]), "2014");
});

figtest!(a_text_without_a_sidecar_is_of_the_area_of_its_source, |project| {
    project.write("in/news.txt", "海关总署今天公布，出口增长5%。\n机电产品占58.1%。\n");
    let area = |args: &[&str]| {
        let rows = figures(project, &[&["in/news.txt"], args].concat());
        text(&rows[1], "ref_area").to_owned()
    };
    assert_eq!(area(&[]), "CN");
    assert_eq!(area(&["--area", "CN-GD"]), "CN-GD");
    project.write("in/news.toml", "publisher = \"福建省商务厅\"\n");
    assert_eq!(area(&[]), "CN-FJ");
});

// As in a sidecar, the date of a document is not a span.
figtest!(a_date_must_not_be_a_span, |project| {
    project.write("city.txt", TEXT);
    project.figlift(&["extract", "city.txt", "--date", "2021/2022"]).exits(2).says("--date");
});

figtest!(raw_files_of_any_encoding_are_extracted, |project| {
    project.with_repository();
    let run = project.figlift(&["extract", "raw/national-rd/2020.txt", "--format", "jsonl"]);
    let rows = run.exits(0).json_lines();
    assert!(rows.iter().any(|row| text(row, "surface") == "24393.1亿元"), "{run}");
    project.write("damaged.txt", b"12 and\n\xff\xff");
    project.figlift(&["extract", "damaged.txt"]).exits(2).says("damaged.txt:2:1: ");
});

figtest!(a_missing_file, |project| {
    for args in [&["extract", "nothing.txt"][..], &["numerals", "nothing.txt"], &["extract", "raw"]]
    {
        let run = project.figlift(args);
        run.exits(2).says(args[1]);
        assert_eq!(run.stdout(), "");
    }
    project.write("city.txt", TEXT);
    project.figlift(&["extract", "city.txt", "--config", "nowhere"]).exits(2).says("nowhere");
    project.figlift(&["extract", "city.txt", "--format", "xml"]).exits(2).says("xml");
    project.figlift(&["extract"]).exits(2);
});

// `figlift extract big.txt | head -1` prints no error, in any format.
figtest!(a_closed_pipe_is_not_an_error, |project| {
    project.write("big.txt", TEXT.repeat(2_000));
    for args in [
        &["extract", "big.txt", "--format", "jsonl"][..],
        &["extract", "big.txt", "--format", "csv"],
        &["extract", "big.txt", "--format", "table"],
        &["numerals", "big.txt", "--format", "jsonl"],
    ] {
        let mut command = command(&project.path("."), args);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut first = [0; 10];
        child.stdout.take().expect("piped").read_exact(&mut first).expect("it prints");
        let output = child.wait_with_output().expect("it ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{args:?}");
    }
});

figtest!(several_files_are_printed_in_their_order, |project| {
    project.write("in/b.txt", "企业1家。").write("in/a.html", "<p>企业2家。</p>");
    project.write("in/c.txt", "企业3家。").write("in/c.toml", "ref_area = \"CN-JX\"");
    let surfaces = |args: &[&str]| -> Vec<String> {
        let rows = figures(project, args);
        rows.iter().map(|row| text(row, "doc_id").to_owned() + text(row, "surface")).collect()
    };
    assert_eq!(surfaces(&["in/b.txt", "in/a.html"]), ["b1家", "a2家"]);
    assert_eq!(surfaces(&["in/*.txt", "in/a.html"]), ["b1家", "c3家", "a2家"]);
    // The sidecar is one of those that a shell gives.
    assert_eq!(surfaces(&["in/c.toml", "in/c.txt", "in/b.txt"]), ["c3家", "b1家"]);
    for format in ["table", "csv"] {
        let run = project.figlift(&["extract", "in/c.txt", "in/b.txt", "--format", format]);
        let stdout = run.exits(0).is_quiet().stdout();
        let lines: Vec<&str> = stdout.lines().collect();
        assert_eq!(lines.len(), 3, "{run}");
        assert!(lines[0].contains("doc_id") && lines[1].contains("CN-JX"), "{run}");
    }
    let run = project.figlift_reading("企业4家。", &["numerals", "in/b.txt", "-"]);
    assert_eq!(run.exits(0).stdout().lines().filter(|line| line.contains("家")).count(), 2);
});

figtest!(files_that_cannot_be_told_apart_or_read_are_named, |project| {
    project.write("b.txt", "企业1家。").write("x/b.md", "企业2家。").write("c.txt", b"\0");
    let run = project.figlift(&["extract", "b.txt", "x/b.md"]);
    run.exits(2).says("b.txt and x/b.md have the same document id, b").prints("");
    project.figlift(&["extract", "b.txt", "none.txt"]).exits(2).says("cannot read `none.txt`");
    project.figlift(&["extract", "none*.txt"]).exits(2).says("no file matches `none*.txt`");
    project.figlift(&["extract", "b.txt", "c.txt", "--doc-id", "x"]).exits(2).says("--doc-id");
    let run = project.figlift(&["extract", "c.txt", "b.txt"]);
    run.exits(1).says("c.txt:1:1: ").says("1 of 2 documents cannot be read").prints("1家");
    project.figlift(&["extract", "c.txt"]).exits(2).says("error: c.txt:1:1: ");
    // What is a name is no glob.
    project.write("[b].txt", "企业5家。").figlift(&["extract", "[b].txt"]).exits(0).prints("5家");
});

// Rows of one group follow those of another, below one header.
figtest!(a_corpus_is_printed_group_by_group, |project| {
    let line = |n: usize| format!("{{\"text\": \"企业{n}家。\"}}\n");
    project.write("a.jsonl", (1..=600).map(line).collect::<String>());
    for format in ["table", "csv", "jsonl"] {
        let args = ["extract", "a.jsonl", "--text-column", "text", "--format", format];
        let stdout = project.figlift(&args).exits(0).is_quiet().stdout();
        let rows: Vec<&str> = stdout.lines().filter(|line| line.contains("家")).collect();
        assert_eq!(rows.len(), 600, "{format}");
        assert_eq!(stdout.lines().count(), 600 + usize::from(format != "jsonl"));
        assert!(rows[599].contains("a/600") && rows[599].contains("600家"), "{}", rows[599]);
    }
});
