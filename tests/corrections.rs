//! The ledger of known errors: its effect on figures.

mod digits;
mod guards;
mod mistakes;

use crate::support::{Project, Row, number, repository, text};

const LEDGER: &str = "config/corrections.toml";
const RAW: &str = "raw/county/2021.txt";
const TEXT: &str = "2021年，全县财政收入128.6亿元，比上年增长8.1%。\n\
    新增耕地250余亩，合6.7万平方米。粮食产量由3.2万吨增加到3.6万吨。\n\
    修缮12条大厅。建校舍6790公顷(10.2万亩)。\n\
    预计今年新增企业30家。2020年新增企业30家，超10亿元。\n";

/// A project of one county and a ledger.
fn county<'a>(project: &'a Project, ledger: &str) -> &'a Project {
    project
        .write(RAW, TEXT)
        .write("raw/county/2021.toml", "date = \"2022\"\nref_area = \"CN-JX\"\n")
        .write(LEDGER, ledger)
}

/// An entry whose keys are its lines; `stands` is the fifth, `now` and `meant` follow it.
fn entry(kind: &str, stands: &str, now: &str, meant: &str) -> String {
    format!(
        "[[correction]]\ndocument = \"county/2021\"\nkind = \"{kind}\"\nwhy = \"the table\"\n\
         stands = \"{stands}\"\nnow = {{ {now} }}\nmeant = {{ {meant} }}\n"
    )
}

/// The figures of the county with a valid ledger. An implausible corrected value is still a
/// warning.
fn figures(ledger: &str) -> Vec<Row> {
    let project = Project::new();
    county(&project, ledger).figlift(&["run"]).exits(0);
    project.table("figures")
}

#[track_caller]
fn one<'a>(rows: &'a [Row], surface: &str) -> &'a Row {
    let found: Vec<&Row> = rows.iter().filter(|row| text(row, "surface") == surface).collect();
    assert_eq!(found.len(), 1, "{surface}");
    found[0]
}

fn income() -> String {
    entry("source", "财政收入128.6亿元", "obs_value = 12860000000", "obs_value = 128260000000")
}

figtest!(an_error_of_a_source_is_corrected_and_the_text_stays, |project| {
    let run = county(project, &income()).figlift(&["run"]);
    run.exits(0).is_quiet().prints("corrections 1 applied\n");
    let figures = project.table("figures");
    let income = one(&figures, "128.6亿元");
    for column in ["obs_value", "value_low", "value_high", "std_value"] {
        assert_eq!(number(income, column), Some(128_260_000_000.0), "{column}");
    }
    assert_eq!(number(income, "resolution"), Some(5_000_000.0), "the digits stated stay");
    assert_eq!(text(income, "correction"), "source: the table");
    let others = figures.iter().filter(|row| row["correction"].is_null()).count();
    assert_eq!(others, figures.len() - 1);
    let documents = project.table("documents");
    assert_eq!(text(&documents[0], "text"), TEXT);
    assert_eq!(project.text(RAW), TEXT);
    for row in &figures {
        let byte = |column| number(row, column).unwrap() as usize;
        assert_eq!(&TEXT[byte("byte_start")..byte("byte_end")], text(row, "surface"));
    }
});

/// The words, the reading, the correction, and the column afterwards.
const FIELDS: &[(&str, &str, &str, &str, Option<&str>)] = &[
    ("增长8.1%", "role = \"growth\"", "role = \"change\"", "role", Some("change")),
    ("增长8.1%", "basis = \"yoy\"", "basis = \"plan\"", "basis", Some("plan")),
    ("增长8.1%", "basis = \"yoy\"", "basis = \"\"", "basis", None),
    ("增长8.1%", "base_period = \"2020\"", "base_period = \"2019\"", "base_period", Some("2019")),
    ("增长8.1%", "base_period = \"2020\"", "base_period = \"\"", "base_period", None),
    ("增长8.1%", "per = \"\"", "per = \"person\"", "per", Some("person")),
    ("修缮12条", "classifier = \"条\"", "classifier = \"\"", "classifier", None),
    ("修缮12条", "ref_area = \"CN-JX\"", "ref_area = \"CN\"", "ref_area", Some("CN")),
    ("修缮12条", "ref_area = \"CN-JX\"", "ref_area = \"\"", "ref_area", None),
    ("修缮12条", "obs_status = \"A\"", "obs_status = \"T\"", "obs_status", Some("T")),
    (
        "财政收入128.6亿元",
        "indicator_text = \"财政收入\"",
        "indicator_text = \"全县财政收入\"",
        "indicator_text",
        Some("全县财政收入"),
    ),
    (
        "财政收入128.6亿元",
        "time_period = \"2021\"",
        "time_period = \"2021-S1\"",
        "time_period",
        Some("2021-S1"),
    ),
];

#[test]
fn each_field_is_corrected() {
    for (stands, now, meant, column, expected) in FIELDS {
        let figures = figures(&entry("extraction", stands, now, meant));
        let row = figures.iter().find(|row| !row["correction"].is_null()).expect("corrected");
        assert_eq!(row[*column].as_str(), *expected, "{meant}");
        assert_eq!(text(row, "correction"), "extraction: the table");
    }
}

/// Fields that follow from a corrected field are updated, and obsolete evidence is removed.
#[test]
fn dependent_fields_are_updated() {
    let meant = "time_period = \"2021-S1\", indicator_text = \"全县财政收入\"";
    let now = "time_period = \"2021\", indicator_text = \"财政收入\"";
    let rows = figures(&entry("source", "财政收入128.6亿元", now, meant));
    let income = one(&rows, "128.6亿元");
    assert_eq!((text(income, "freq"), text(income, "period_end")), ("S", "2021-06-30"));
    assert!(income["period_source"].is_null());
    let byte = |column| number(income, column).unwrap() as usize;
    assert_eq!(&TEXT[byte("indicator_start")..byte("indicator_end")], "全县财政收入");
    let meant = "indicator_text = \"一般预算\"";
    let rows =
        figures(&entry("source", "财政收入128.6亿元", "indicator_text = \"财政收入\"", meant));
    assert!(one(&rows, "128.6亿元")["indicator_start"].is_null(), "the text does not say so");
    let unit = entry("source", "6790公顷", "unit_measure = \"har\"", "unit_measure = \"mu\"");
    let rows = figures(&unit.replace("now", "surface = \"6790公顷\"\nnow"));
    let area = one(&rows, "6790公顷");
    assert_eq!((text(area, "unit_measure"), text(area, "std_unit")), ("mu", "m2"));
    let expected = 6790.0 * 2000.0 / 3.0;
    assert!((number(area, "std_value").unwrap() - expected).abs() < 1e-6);
}

const TWELVE: &str = "obs_value = 12";
const OVER: &str = "qualifier = \"over\", obs_value = 250, value_low = 250, value_high = 260";

/// The figure, the reading, the correction, and qualifier, value and bounds afterwards.
const SETTLED: &[(&str, &str, &str, &str)] = &[
    ("12条", TWELVE, "qualifier = \"at_least\", value_low = 12", "at_least 12 [12 -"),
    ("12条", TWELVE, "qualifier = \"over\", value_low = 12", "over 12 (12 -"),
    ("12条", TWELVE, "qualifier = \"at_most\", value_high = 12", "at_most 12 - 12]"),
    ("12条", TWELVE, "qualifier = \"under\", value_high = 12", "under 12 - 12)"),
    ("12条", TWELVE, "qualifier = \"about\"", "about 12 - -"),
    ("12条", TWELVE, "obs_value = -1.5", "exact -1.5 [-1.5 -1.5]"),
    (
        "12条",
        TWELVE,
        "qualifier = \"at_least\", obs_value = -3, value_high = -3",
        "at_least -3 - -3]",
    ),
    (
        "12条",
        TWELVE,
        "qualifier = \"between\", obs_value = \"\", value_low = 10, value_high = 12",
        "between - [10 12]",
    ),
    ("250余亩", OVER, "qualifier = \"exact\"", "exact 250 [250 250]"),
    ("250余亩", OVER, "value_high = 300", "over 250 (250 300)"),
    ("250余亩", OVER, "value_high = \"\"", "over 250 (250 -"),
    ("250余亩", OVER, "obs_value = 350, value_low = 350, value_high = 360", "over 350 (350 360)"),
];

#[test]
fn value_qualifier_and_bounds_are_settled_together() {
    for (surface, now, meant, expected) in SETTLED {
        let rows = figures(&entry("extraction", surface, now, meant));
        let row = one(&rows, surface);
        assert_eq!(settled(row), *expected, "{meant}");
        assert_eq!(row["resolution"].is_null(), row["obs_value"].is_null(), "{meant}");
    }
}

/// Qualifier, value and bounds; `[` is an included end, `(` an excluded one.
fn settled(row: &Row) -> String {
    let show = |column| number(row, column).map_or("-".to_owned(), |number| number.to_string());
    let mark = |column, closed, open| match row[column].as_bool() {
        Some(true) => closed,
        Some(false) => open,
        None => "",
    };
    format!(
        "{} {} {}{} {}{}",
        text(row, "qualifier"),
        show("obs_value"),
        mark("low_closed", "[", "("),
        show("value_low"),
        show("value_high"),
        mark("high_closed", "]", ")"),
    )
}

fn label(words: &str) -> String {
    entry("extraction", words, "class = \"figure\"", "class = \"label\"")
}

figtest!(a_corrected_non_figure_remains_a_numeral, |project| {
    county(project, "").figlift(&["run"]).exits(0);
    let before = (project.table("figures").len(), project.table("numerals").len());
    county(project, &label("修缮12条")).figlift(&["run"]).exits(0);
    let (figures, numerals) = (project.table("figures"), project.table("numerals"));
    assert_eq!((figures.len(), numerals.len()), (before.0 - 1, before.1));
    let row = one(&numerals, "12条");
    assert_eq!((text(row, "class"), text(row, "rule")), ("label", "corrections"));
    assert!(row["figure_id"].is_null());
    assert_eq!(number(&project.table("documents")[0], "figures"), Some(figures.len() as f64));
});

#[test]
fn links_to_a_removed_figure_are_removed() {
    let project = Project::new();
    let both = label("由3.2万吨") + &label("6790公顷").replace("stands", "occurrence = 1\nstands");
    county(&project, "").figlift(&["run"]).exits(0);
    assert_eq!(project.table("changes").len(), 1);
    let tied = project.table("figures");
    assert_eq!(text(one(&tied, "3.6万吨"), "change_end"), "to");
    assert!(!one(&tied, "10.2万亩")["alt_of"].is_null());
    county(&project, &both).figlift(&["run"]).exits(0).prints("corrections 2 applied\n");
    let figures = project.table("figures");
    assert_eq!(figures.len(), tied.len() - 2);
    let to = one(&figures, "3.6万吨");
    assert!(to["change_id"].is_null() && to["change_end"].is_null());
    assert!(one(&figures, "10.2万亩")["alt_of"].is_null());
    assert_eq!(project.table("changes").len(), 0);
}

// Corrected values are those of changes.
figtest!(changes_are_of_corrected_values, |project| {
    let ledger = entry("source", "由3.2万吨", "obs_value = 32000", "obs_value = 30000");
    county(project, &ledger).figlift(&["run"]).exits(0);
    let changes = project.table("changes");
    assert_eq!(number(&changes[0], "from_value"), Some(30_000.0));
    assert_eq!(number(&changes[0], "relative_percent"), Some(20.0));
});

figtest!(an_entry_of_a_document_outside_the_run_is_ignored, |project| {
    let elsewhere = income().replace("county/2021", "county/2020");
    county(project, &elsewhere).figlift(&["run"]).exits(0).is_quiet().prints("0 applied, 1 of");
    let ledger = elsewhere + &income();
    county(project, &ledger).figlift(&["run"]).exits(0).prints("1 applied, 1 of documents");
    county(project, "# none\n").figlift(&["run"]).exits(0);
    let run = project.figlift(&["run", "--check"]);
    assert!(!run.stdout().contains("corrections"), "{run}");
    // An unreadable document cannot be compared with the ledger, and is reported as unreadable.
    county(project, &income()).write(RAW, b"128.6\xff\xff").figlift(&["run"]).exits(1);
});

// Words of the ledger are UTF-8, whatever the encoding of the text.
figtest!(a_text_in_another_encoding_is_corrected, |project| {
    let raw = project.with_repository().bytes("raw/national-rd/2020.txt");
    assert!(std::str::from_utf8(&raw).is_err(), "the text is not in UTF-8");
    let ledger = entry("source", "24393.1亿元", "obs_value = 2.43931e12", "obs_value = 2.43932e12");
    project.write(LEDGER, ledger.replace("county/2021", "national-rd/2020"));
    project.figlift(&["run"]).exits(1).says("expected 24393.1").prints("corrections 1 applied");
    assert_eq!(project.bytes("raw/national-rd/2020.txt"), raw);
    let figures = project.table("figures");
    let corrected: Vec<_> = figures.iter().filter(|row| !row["correction"].is_null()).collect();
    assert_eq!(corrected.len(), 1);
    assert_eq!(text(corrected[0], "surface"), "24393.1亿元");
    assert_eq!(number(corrected[0], "obs_value"), Some(2_439_320_000_000.0));
});

figtest!(the_example_of_the_handbook_is_applied, |project| {
    let handbook = std::fs::read_to_string(repository().join("config/README.md")).expect("UTF-8");
    let block = handbook.split("# file: corrections.toml\n").nth(1).expect("the handbook shows it");
    county(project, block.split("```").next().unwrap());
    project.figlift(&["run"]).exits(0).prints("corrections 2 applied\n");
    let figures = project.table("figures");
    assert_eq!(number(one(&figures, "128.6亿元"), "obs_value"), Some(128_260_000_000.0));
    assert_eq!(text(one(&project.table("numerals"), "12条"), "class"), "label");
});

// The ledger of the repository has an example in its comments.
figtest!(the_example_in_the_comments_is_valid, |project| {
    let own = std::fs::read_to_string(repository().join(LEDGER)).expect("the ledger is there");
    let entry = own.split_once("#\n").expect("an entry follows").1.lines();
    let entry: Vec<&str> = entry.map(|line| line.strip_prefix("# ").expect("a comment")).collect();
    assert_eq!(entry[0], "[[correction]]");
    county(project, &entry.join("\n")).figlift(&["run"]).exits(0).prints("corrections 1 applied");
});

figtest!(extract_shows_the_uncorrected_text, |project| {
    county(project, &income());
    let args = ["extract", RAW, "--config", "config", "--format", "jsonl"];
    let rows = project.figlift(&args).json_lines();
    assert_eq!(number(one(&rows, "128.6亿元"), "obs_value"), Some(12_860_000_000.0));
    assert!(rows.iter().all(|row| row["correction"].is_null()));
});
