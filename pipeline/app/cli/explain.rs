//! `figlift explain`: how a numeral was read.

use std::io::{Write, stdout};

use anyhow::bail;
use figlift_extract::{Explanation, Fate, Figure, RuleSet, SeenClause, Tried, TriedAttachment};
use figlift_number::{End, Exact};
use figlift_text::{Document, SourcePlace, Span};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::args::{ExplainArgs, ExplainFormat};
use super::target::TextPlace;
use super::{exit, extract, print};

pub(super) fn explain(args: &ExplainArgs) -> anyhow::Result<u8> {
    let rules = extract::rules(&args.about)?;
    let line = match &args.target.place {
        TextPlace::Original(place) => place.position().map(|position| position.line),
        TextPlace::Byte(_) => None,
    };
    let document = extract::read(&args.target.file, &args.about, line, rules)?;
    let byte = match &args.target.place {
        TextPlace::Byte(byte) => Some(*byte).filter(|&byte| byte < document.text().len()),
        TextPlace::Original(place) if place.position().is_some() => document.byte_at(place),
        TextPlace::Original(place) => only_numeral(args, &document, rules, place)?,
    };
    let Some(byte) = byte else { bail!("no such place in {}", args.target.file.display()) };
    let Some(explained) = rules.explain(&document, byte) else {
        let file = args.target.file.display();
        let numerals = rules.extract(&document).numerals;
        let nearest = numerals.iter().min_by_key(|numeral| numeral.span.start.abs_diff(byte));
        let Some(nearest) = nearest else { bail!("no numeral in {file}") };
        let (words, at) =
            (&document.text()[nearest.span.range()], document.place(nearest.span.start));
        bail!("no numeral at this place; the nearest is {words} at {file}:{at}")
    };
    let explained = if args.all { explained } else { without_failed(explained) };
    let read = explained.line.as_deref().unwrap_or(&document);
    match args.format {
        ExplainFormat::Text => people(read, &explained)?,
        ExplainFormat::Json => writeln!(stdout().lock(), "{:#}", as_json(read, &explained))?,
    }
    Ok(exit::CLEAN)
}

/// The first byte of the only numeral of a paragraph or cell; that of the place if there is none.
fn only_numeral(
    args: &ExplainArgs,
    document: &Document,
    rules: &RuleSet,
    place: &SourcePlace,
) -> anyhow::Result<Option<usize>> {
    let mut numerals = rules.extract(document).numerals;
    numerals.retain(|numeral| document.place(numeral.span.start) == *place);
    match numerals.as_slice() {
        [] => Ok(document.byte_at(place)),
        [one] => Ok(Some(one.span.start)),
        several => {
            let file = args.target.file.display();
            let mut message = "several numerals stand at this place; name one of".to_owned();
            for numeral in several {
                let (words, byte) = (&document.text()[numeral.span.range()], numeral.span.start);
                message += &format!("\n  {file}@{byte}  {words}");
            }
            bail!(message)
        }
    }
}

/// Without the rules that only began to match.
fn without_failed(explained: Explanation) -> Explanation {
    let matched = |tried: &Tried| !matches!(tried.fate, Fate::Failed(_));
    Explanation { tried: explained.tried.into_iter().filter(matched).collect(), ..explained }
}

fn people(document: &Document, explained: &Explanation) -> anyhow::Result<()> {
    let text = |span: Span| &document.text()[span.range()];
    let mut out = stdout().lock();
    if explained.line.is_some() {
        writeln!(out, "The cell is read as the sentence that its heads make with it:\n")?;
    }
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
            tried.band.as_str().to_owned(),
            text(tried.span).to_owned(),
            fate(&tried.fate, &text),
        ]
    });
    print::columns(&mut out, rows.collect())?;
    if explained.tried.is_empty() {
        let rule = explained.numeral.rule.as_deref().unwrap_or("none");
        writeln!(out, "  {rule}")?;
    }
    heard(&mut out, document, explained)?;
    clauses(&mut out, document, explained)?;
    if let Some(figure) = &explained.figure {
        writeln!(out, "\nfigure")?;
        let rows = fields(document, explained, figure).into_iter().map(|(name, value, from)| {
            let from = if from.is_empty() { from } else { format!("from {from}") };
            let origins = &explained.meaning.origins;
            let origin = origins.iter().find(|(field, _)| *field == name);
            let stands = origin.map(|(_, origin)| format!("stands in: {origin}"));
            vec![format!("  {name}"), value, from, stands.unwrap_or_default()]
        });
        print::columns(&mut out, rows.collect())?;
    }
    Ok(())
}

/// The rules that set fields of the numeral by its context.
fn heard(out: &mut impl Write, document: &Document, explained: &Explanation) -> anyhow::Result<()> {
    let text = |span: Span| &document.text()[span.range()];
    if explained.heard.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nrules that set fields by context")?;
    let rows = explained.heard.iter().map(|heard| {
        let fields = if heard.fields.is_empty() {
            "nothing: other rules had already set its fields".to_owned()
        } else {
            heard.fields.join(", ")
        };
        vec![format!("  {}", heard.rule), text(heard.span).to_owned(), fields]
    });
    print::columns(out, rows.collect())
}

/// The clauses of the sentence, and the attachments that were tried for the value.
fn clauses(
    out: &mut impl Write,
    document: &Document,
    explained: &Explanation,
) -> anyhow::Result<()> {
    let text = |span: Span| &document.text()[span.range()];
    let meaning = &explained.meaning;
    if meaning.clauses.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nclauses")?;
    let rows = meaning.clauses.iter().map(|clause| {
        let mark = if clause.value == explained.numeral.span { ">" } else { " " };
        let says = match clause.subject {
            Some(words) if clause.is_new => format!("names {}", text(words)),
            Some(words) => format!("says of what was measured before: {}", text(words)),
            None => "names nothing".to_owned(),
        };
        let (number, count) = clause.list;
        let list = if count > 1 { format!("{number} of {count}") } else { String::new() };
        vec![format!("{mark} {}", text(clause.span)), says, list]
    });
    print::columns(out, rows.collect())?;
    writeln!(out, "\nattachments")?;
    let rows = meaning.attachments.iter().map(|attachment| {
        let words = attachment.words.iter().map(|&run| text(run)).collect::<String>();
        let answer = if words.is_empty() { "declined".to_owned() } else { words };
        vec![format!("  {}", attachment.name), answer, attachment.why.to_owned()]
    });
    print::columns(out, rows.collect())
}

fn fate<'d>(fate: &Fate, text: &dyn Fn(Span) -> &'d str) -> String {
    match fate {
        Fate::Won => "won".to_owned(),
        Fate::LostTo(winner) => format!("lost to {winner}"),
        Fate::Failed(Some(word)) => format!("did not match: {} does not fit", text(*word)),
        Fate::Failed(None) => "did not match: the sentence ends".to_owned(),
    }
}

/// Fields of a figure, their values, and the words that state them; for a field that a rule set,
/// its match and its id.
fn fields(
    document: &Document,
    explained: &Explanation,
    figure: &Figure,
) -> Vec<(&'static str, String, String)> {
    let text = |span: Span| document.text()[span.range()].to_owned();
    let exact = |value: &Exact| value.to_f64().to_string();
    let end = |end: &Option<End>| end.as_ref().map_or("open".to_owned(), |end| exact(&end.value));
    let by_rule = |field: &str| {
        let heard = explained.heard.iter().find(|heard| heard.fields.contains(&field))?;
        Some(format!("{} ({})", text(heard.span), heard.rule))
    };
    let from =
        |field: &str, words: Option<Span>| by_rule(field).or(words.map(text)).unwrap_or_default();
    let evidence = figure.evidence;
    let own = Some(figure.span);
    let bounds = format!(
        "{} ({} to {})",
        figure.qualifier.as_str(),
        end(&figure.bounds.low),
        end(&figure.bounds.high)
    );
    let (measured, deed) = (figure.indicator.as_ref(), figure.action);
    let said = deed.map(|deed| deed.words);
    let basis = figure.basis.map(|basis| basis.as_str().to_owned());
    let (period, source) = figure.period.unzip();
    let source = source.flatten().map(|source| format!("{} ", source.as_str())).unwrap_or_default();
    let all = [
        ("obs_value", figure.value.as_ref().map(exact), from("sign", own)),
        ("unit_measure", Some(figure.unit.clone()), text(figure.span)),
        ("classifier", figure.classifier.clone(), text(figure.span)),
        ("qualifier", Some(bounds), from("qualifier", own)),
        ("role", Some(figure.role.as_str().to_owned()), from("role", own)),
        (
            "change_end",
            figure.change.as_ref().map(|(_, end)| end.as_str().to_owned()),
            from("change_end", None),
        ),
        ("alt_of", figure.alt_of.clone(), from("alt_of", None)),
        ("repeat_of", figure.repeat_of.clone(), "its paragraph is told twice".to_owned()),
        (
            "indicator_text",
            measured.map(|it| it.words.clone()),
            from("", measured.and_then(|it| it.span)),
        ),
        ("action_text", said.map(text), from("", said)),
        ("action", deed.and_then(|deed| deed.class).map(|it| it.to_string()), from("", said)),
        ("is_cumulative", figure.is_cumulative.then(|| "true".to_owned()), from("", None)),
        ("per", figure.per.clone(), from("per", evidence.per)),
        ("basis", basis, from("basis", evidence.basis)),
        (
            "time_period",
            period.map(|period| period.to_string()),
            source + &from("time_period", evidence.period),
        ),
        ("ref_area", figure.area.clone(), from("", figure.area_words)),
        ("obs_status", Some(figure.status.to_string()), from("obs_status", evidence.status)),
    ];
    all.into_iter().filter_map(|(name, value, from)| Some((name, value?, from))).collect()
}

fn as_json(document: &Document, explained: &Explanation) -> serde_json::Value {
    let text = |span: Span| document.text()[span.range()].to_owned();
    let place =
        |span: Span| json!({ "text": text(span), "byte_start": span.start, "byte_end": span.end });
    let tried = |tried: &Tried| {
        let (fate, other) = match &tried.fate {
            Fate::Won => ("won", None),
            Fate::LostTo(winner) => ("lost", Some(winner.clone())),
            Fate::Failed(word) => ("failed", word.map(text)),
        };
        json!({ "rule": tried.rule, "band": tried.band.as_str(), "match": place(tried.span), "fate": fate, "by": other })
    };
    let heard = |heard: &figlift_extract::Heard| json!({ "rule": heard.rule, "match": place(heard.span), "fields": heard.fields });
    let figure = explained.figure.as_ref().map(|figure| {
        let pairs = fields(document, explained, figure)
            .into_iter()
            .map(|(name, value, from)| (name.to_owned(), json!({ "value": value, "from": from })));
        serde_json::Value::Object(pairs.collect())
    });
    let clause = |clause: &SeenClause| json!({ "clause": place(clause.span), "value": place(clause.value), "subject": clause.subject.map(place), "is_new": clause.is_new, "list": clause.list });
    let attachment = |tried: &TriedAttachment| {
        let words = tried.words.iter().copied().map(place).collect::<Vec<_>>();
        json!({ "name": tried.name, "why": tried.why, "words": words })
    };
    let meaning = &explained.meaning;
    let origins =
        meaning.origins.iter().map(|(field, origin)| ((*field).to_owned(), json!(origin)));
    json!({
        "of_cell": explained.line.is_some(),
        "sentence": place(explained.sentence),
        "numeral": place(explained.numeral.span),
        "class": explained.numeral.class.as_str(),
        "rule": explained.numeral.rule,
        "words": explained.words.iter().map(|word| json!({ "word": place(word.span), "classes": word.classes })).collect::<Vec<_>>(),
        "tried": explained.tried.iter().map(tried).collect::<Vec<_>>(),
        "heard": explained.heard.iter().map(heard).collect::<Vec<_>>(),
        "clauses": meaning.clauses.iter().map(clause).collect::<Vec<_>>(),
        "attachments": meaning.attachments.iter().map(attachment).collect::<Vec<_>>(),
        "origins": serde_json::Value::Object(origins.collect()),
        "figure": figure,
    })
}
