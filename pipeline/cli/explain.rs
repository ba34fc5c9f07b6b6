//! `figlift explain`: why one numeral came out as it did.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::bail;
use figlift_extract::{Explanation, Fate, Figure};
use figlift_text::{Document, Position, Span};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::args::{ExplainArgs, ExplainFormat};
use super::{exit, extract, print};

/// A numeral of a text: `FILE:LINE:COL` or `FILE@BYTE`.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub file: PathBuf,
    place: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Position(Position),
    Byte(usize),
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Target, String> {
        let number = |text: &str| text.parse::<usize>().ok();
        if let Some((file, byte)) = text.rsplit_once('@')
            && let Some(byte) = number(byte)
        {
            return Ok(Target { file: file.into(), place: Place::Byte(byte) });
        }
        let parts: Vec<&str> = text.rsplitn(3, ':').collect();
        if let [column, line, file] = parts[..]
            && let Some((line, column)) = number(line).zip(number(column))
        {
            return Ok(Target {
                file: file.into(),
                place: Place::Position(Position { line, column }),
            });
        }
        Err("write FILE:LINE:COL, both from 1, or FILE@BYTE".to_owned())
    }
}

pub(super) fn explain(args: &ExplainArgs) -> anyhow::Result<u8> {
    let text = args.text();
    let (rules, document) = (extract::rules(&text)?, extract::read(&text)?);
    let byte = match args.target.place {
        Place::Byte(byte) => Some(byte).filter(|&byte| byte < document.text().len()),
        Place::Position(position) => document.byte_at(position),
    };
    let Some(byte) = byte else { bail!("{} has no such place", args.target.file.display()) };
    let Some(explained) = rules.explain(&document, byte) else {
        bail!(
            "no numeral stands there (`figlift numerals {}` lists them)",
            args.target.file.display()
        )
    };
    match args.format {
        ExplainFormat::Text => people(&document, &explained)?,
        ExplainFormat::Json => writeln!(stdout().lock(), "{:#}", as_json(&document, &explained))?,
    }
    Ok(exit::CLEAN)
}

fn people(document: &Document, explained: &Explanation) -> anyhow::Result<()> {
    let text = |span: Span| &document.text()[span.range()];
    let mut out = stdout().lock();
    writeln!(out, "{}", text(explained.sentence))?;
    let before = &document.text()[explained.sentence.start..explained.numeral.span.start];
    let width = text(explained.numeral.span).width();
    writeln!(
        out,
        "{}{} {}\n",
        " ".repeat(before.width()),
        "^".repeat(width.max(1)),
        explained.numeral.class
    )?;
    writeln!(out, "words")?;
    let near = explained.words.iter().filter(|word| {
        word.span.start < explained.numeral.span.end + 60
            && explained.numeral.span.start < word.span.end + 90
    });
    let rows =
        near.map(|word| vec![format!("  {}", text(word.span)), word.classes.join(" ")]).collect();
    print::columns(&mut out, rows)?;
    writeln!(out, "\nrules that claim numerals")?;
    let rows = explained.tried.iter().map(|tried| {
        vec![
            format!("  {}", tried.rule),
            tried.priority.to_string(),
            text(tried.span).to_owned(),
            fate(&tried.fate, &text),
        ]
    });
    print::columns(&mut out, rows.collect())?;
    if explained.tried.is_empty() {
        let rule = explained.numeral.rule.as_deref().unwrap_or("none");
        writeln!(out, "  {rule}")?;
    }
    if !explained.heard.is_empty() {
        writeln!(out, "\nrules that set fields by what stands around")?;
        let rows = explained.heard.iter().map(|heard| {
            let fields = if heard.fields.is_empty() {
                "nothing: others had set its fields".to_owned()
            } else {
                heard.fields.join(", ")
            };
            vec![format!("  {}", heard.rule), text(heard.span).to_owned(), fields]
        });
        print::columns(&mut out, rows.collect())?;
    }
    if let Some(figure) = &explained.figure {
        writeln!(out, "\nfigure")?;
        let rows = fields(document, figure)
            .into_iter()
            .map(|(name, value, from)| vec![format!("  {name}"), value, from]);
        print::columns(&mut out, rows.collect())?;
    }
    Ok(())
}

fn fate<'d>(fate: &Fate, text: &dyn Fn(Span) -> &'d str) -> String {
    match fate {
        Fate::Won => "won".to_owned(),
        Fate::LostTo(winner) => format!("lost to {winner}"),
        Fate::Failed(Some(word)) => format!("did not match: {} does not fit", text(*word)),
        Fate::Failed(None) => "did not match: the sentence ends".to_owned(),
    }
}

/// Fields of a figure, their values, and the words that they come from.
fn fields(document: &Document, figure: &Figure) -> Vec<(&'static str, String, String)> {
    let text = |span: Span| document.text()[span.range()].to_owned();
    let exact = |value: Option<figlift_extract::Exact>| {
        value.map_or("none".to_owned(), |value| value.to_f64().to_string())
    };
    let words =
        |span: Option<Span>| span.map_or(String::new(), |span| format!("from {}", text(span)));
    let end = |end: Option<(figlift_extract::Exact, bool)>| {
        exact(end.map(|(value, _)| value)).replace("none", "open")
    };
    let mut rows = vec![
        ("obs_value", exact(figure.value), words(Some(figure.span))),
        ("unit_measure", figure.unit.clone(), String::new()),
        (
            "qualifier",
            figure.qualifier.as_str().to_owned(),
            format!("{} to {}", end(figure.bounds.low), end(figure.bounds.high)),
        ),
        ("role", figure.role.as_str().to_owned(), String::new()),
        (
            "indicator_text",
            figure.indicator.as_ref().map_or("none".to_owned(), |measured| measured.words.clone()),
            String::new(),
        ),
        (
            "ref_area",
            figure.area.clone().unwrap_or_else(|| "none".to_owned()),
            words(figure.area_words),
        ),
    ];
    if let Some((period, source)) = figure.period {
        rows.push(("time_period", period.to_string(), source.as_str().to_owned()));
    }
    let optional = [
        ("classifier", &figure.classifier),
        ("per", &figure.per),
        ("basis", &figure.basis),
        ("alt_of", &figure.alt_of),
    ];
    rows.extend(
        optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.clone()?, String::new()))),
    );
    rows.push(("obs_status", figure.status.clone(), String::new()));
    rows
}

fn as_json(document: &Document, explained: &Explanation) -> serde_json::Value {
    let text = |span: Span| document.text()[span.range()].to_owned();
    let place =
        |span: Span| json!({ "text": text(span), "byte_start": span.start, "byte_end": span.end });
    let tried = |tried: &figlift_extract::Tried| {
        let (fate, other) = match &tried.fate {
            Fate::Won => ("won", None),
            Fate::LostTo(winner) => ("lost", Some(winner.clone())),
            Fate::Failed(word) => ("failed", word.map(text)),
        };
        json!({ "rule": tried.rule, "priority": tried.priority, "match": place(tried.span), "fate": fate, "by": other })
    };
    let heard = |heard: &figlift_extract::Heard| json!({ "rule": heard.rule, "match": place(heard.span), "fields": heard.fields });
    let figure = explained.figure.as_ref().map(|figure| {
        let pairs = fields(document, figure)
            .into_iter()
            .map(|(name, value, from)| (name.to_owned(), json!({ "value": value, "from": from })));
        serde_json::Value::Object(pairs.collect())
    });
    json!({
        "sentence": place(explained.sentence),
        "numeral": place(explained.numeral.span),
        "class": explained.numeral.class,
        "rule": explained.numeral.rule,
        "words": explained.words.iter().map(|word| json!({ "word": place(word.span), "classes": word.classes })).collect::<Vec<_>>(),
        "tried": explained.tried.iter().map(tried).collect::<Vec<_>>(),
        "heard": explained.heard.iter().map(heard).collect::<Vec<_>>(),
        "figure": figure,
    })
}
