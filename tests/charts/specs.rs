//! Chart files: each mistake is reported with its place.

use crate::config::refuses;

const NAME: &str = "config/charts/a.toml";

fn chart(mark: &str, select: &str) -> String {
    format!("mark = \"{mark}\"\n[title]\nzh = \"图\"\n[select]\n{select}\n")
}

#[test]
fn unknown_names() {
    refuses(&[
        (NAME, chart("pie", ""), "1:8", "unknown mark `pie`"),
        (NAME, chart("lines", ""), "1:8", "did you mean `line`?"),
        (NAME, chart("line", "colour = 1"), "5:1", "`colour`"),
        (NAME, chart("line", "indicators = [\"rd-expense\"]"), "5:15", "`rd-expense`"),
        (NAME, chart("line", "documents = \"a[\""), "5:13", "glob"),
        (NAME, chart("bar", "role = \"sum\""), "5:8", "unknown role `sum`"),
        (NAME, chart("bar", "areas = [\"CN\", \"CN-XX\"]"), "5:16", "CN-XX"),
        (NAME, chart("bar", "unit = \"ell\""), "5:8", "unknown unit `ell`"),
        (NAME, chart("bar", "basis = \"mom\""), "5:9", "unknown basis `mom`"),
        (NAME, chart("bar", "status = \"X\""), "5:10", "unknown status `X`"),
        (NAME, chart("bar", "qualifiers = [\"near\"]"), "5:15", "near"),
        (NAME, chart("bar", "change_end = \"both\""), "5:14", "both"),
        (NAME, chart("bar", "from = \"last year\""), "5:8", "invalid period"),
    ]);
}

#[test]
fn contradictions() {
    let head = "mark = \"line\"\nsort = \"value\"\ntitle = { zh = \"图\" }\n";
    let none = "mark = \"bar\"\nlimit = 0\ntitle = { zh = \"图\" }\n";
    refuses(&[
        (NAME, chart("line", "role = \"rank\""), "5:8", "lowest point"),
        (NAME, chart("bar", "unit = \"rank\""), "5:8", "shortest bar"),
        (NAME, chart("ladder", "role = \"level\""), "5:8", "`ladder` shows only ranks"),
        (NAME, chart("dumbbell", "change_end = \"to\""), "5:14", "both ends"),
        (NAME, chart("slope", "latest = true"), "5:10", "several periods"),
        (NAME, chart("bar", "least_periods = 3"), "5:17", "`bar` does not run over periods"),
        (
            NAME,
            chart("bar", "role = \"growth\"\nunit = \"CNY\""),
            "6:8",
            "a growth is never in `CNY`",
        ),
        (
            NAME,
            chart("bar", "from = \"2022\"\nto = \"2021\""),
            "6:6",
            "ends before `from` (2022) begins",
        ),
        (NAME, head.to_owned(), "2:8", "`line` runs by period"),
        (NAME, none.to_owned(), "2:9", "the limit is 0"),
    ]);
}

#[test]
fn unknown_fields() {
    let titled = |title: &str| format!("mark = \"bar\"\n[title]\nzh = \"{title}\"\n");
    refuses(&[
        (NAME, titled("数值{plase}"), "3:9", "unknown field `plase`"),
        (NAME, titled("{area}{}"), "3:13", "unknown field ``"),
        (NAME, titled("{area}与{unit"), "3:7", "unclosed field"),
        (NAME, "mark = \"bar\"\nsource = \"{who}\"\ntitle = {}\n".into(), "2:11", "`who`"),
        (NAME, "mark = \"bar\"\ntitle = {}\nnote = { en = \"{n}\" }\n".into(), "3:16", "`n`"),
    ]);
}
