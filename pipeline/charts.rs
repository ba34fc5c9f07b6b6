//! Frames to the values that charts are drawn from: the one place where this is done.

use figlift_chart::{Chart, ChartError, Mark, Panel, Point, Row, Scale, Series, Words};
use figlift_config::{ChartMark, ChartSpec, Config, Pack};
use figlift_text::Period;
use polars::prelude::*;

use crate::RunError;
use crate::documents::ReadDocument;

/// The charts of a run.
pub(crate) struct Drawn {
    /// SVG by name.
    pub charts: Vec<(String, String)>,
    /// What is said of the charts that show nothing.
    pub empty: Vec<String>,
}

/// Draws the charts that the config asks for.
pub(crate) fn draw(
    config: &Config,
    figures: &DataFrame,
    documents: &[ReadDocument],
) -> Result<Drawn, RunError> {
    let mut drawn = Drawn { charts: Vec::new(), empty: Vec::new() };
    for spec in &config.charts {
        let rows = select(figures, spec)?;
        let mark = match spec.mark {
            ChartMark::Dumbbell => Mark::Dumbbell(panels(&rows, &config.pack)),
            ChartMark::Line => Mark::Line(lines(&rows, spec, &config.pack)),
        };
        let chart = Chart {
            id: spec.id.clone(),
            title: words(&spec.title),
            subtitle: words(&spec.subtitle),
            note: spec.note.as_ref().map(words),
            source: source(spec, &rows, documents),
            mark,
        };
        match figlift_chart::svg(&chart) {
            Ok(svg) => drawn.charts.push((spec.id.clone(), svg)),
            Err(error @ ChartError::Empty { .. }) => {
                drawn.empty.push(format!("{}: {error}", spec.id));
            }
            Err(error) => return Err(RunError::Chart(spec.id.clone(), error)),
        }
    }
    Ok(drawn)
}

fn words(words: &figlift_config::Words) -> Words {
    Words { zh: words.zh.clone(), en: words.en.clone() }
}

/// A figure, as far as charts look at it.
#[derive(Clone, Debug)]
struct Shown {
    doc_id: String,
    indicator: Option<String>,
    label: String,
    change: Option<(String, String)>,
    unit: String,
    unit_mult: i16,
    period: Option<String>,
    point: Point,
}

/// The rows that a chart selects, in order of the texts.
fn select(figures: &DataFrame, spec: &ChartSpec) -> Result<Vec<Shown>, RunError> {
    let select = &spec.select;
    let mut kept = figures.clone().lazy();
    if let Some(area) = &select.area {
        kept = kept.filter(col("ref_area").eq(lit(area.as_str())));
    }
    if let Some(role) = &select.role {
        kept = kept.filter(col("role").eq(lit(role.as_str())));
    }
    if spec.mark == ChartMark::Dumbbell {
        kept = kept.filter(col("change_end").is_not_null());
    }
    let rows = shown(&kept.collect()?)?;
    let wanted = |row: &Shown| {
        let document = select.documents.as_ref().is_none_or(|glob| glob.is_match(&row.doc_id));
        let known =
            row.indicator.as_ref().is_some_and(|indicator| select.indicators.contains(indicator));
        document && (known || select.indicators.is_empty())
    };
    Ok(rows.into_iter().filter(wanted).collect())
}

fn shown(frame: &DataFrame) -> PolarsResult<Vec<Shown>> {
    let text = |name: &str, row: usize| -> PolarsResult<Option<String>> {
        Ok(frame.column(name)?.str()?.get(row).map(str::to_owned))
    };
    let number = |name: &str, row: usize| -> PolarsResult<Option<f64>> {
        Ok(frame.column(name)?.f64()?.get(row))
    };
    let row = |row: usize| -> PolarsResult<Shown> {
        let point = Point {
            figure_id: text("figure_id", row)?.unwrap_or_default(),
            surface: text("surface", row)?.unwrap_or_default(),
            period: text("time_period", row)?,
            value: number("obs_value", row)?,
            low: number("value_low", row)?,
            high: number("value_high", row)?,
            sentence: text("sentence", row)?.unwrap_or_default(),
        };
        Ok(Shown {
            doc_id: text("doc_id", row)?.unwrap_or_default(),
            indicator: text("indicator", row)?,
            label: text("indicator_text", row)?.unwrap_or_default(),
            change: text("change_id", row)?.zip(text("change_end", row)?),
            unit: text("unit_measure", row)?.unwrap_or_default(),
            unit_mult: frame.column("unit_mult")?.i16()?.get(row).unwrap_or_default(),
            period: point.period.clone(),
            point,
        })
    };
    (0..frame.height()).map(row).collect()
}

/// The labels of the catalogue, else the words of the text.
fn label(row: &Shown, pack: &Pack) -> Words {
    match row.indicator.as_ref().and_then(|id| pack.indicators.get(id)) {
        Some(indicator) => Words { zh: indicator.zh.clone(), en: indicator.en.clone() },
        None => Words { zh: row.label.clone(), en: String::new() },
    }
}

/// The stated changes in small multiples: levels, shares, ranks.
fn panels(rows: &[Shown], pack: &Pack) -> Vec<Panel> {
    let mut panels = [
        ("水平", "Levels", Scale::Multiple, Vec::new()),
        ("比重", "Shares", Scale::Percent, Vec::new()),
        ("位次", "Ranks", Scale::Rank, Vec::new()),
    ];
    let ends = |which: &'static str| {
        rows.iter().filter(move |row| row.change.as_ref().is_some_and(|(_, end)| end == which))
    };
    for from in ends("from") {
        let same = |to: &&Shown| {
            to.change.as_ref().map(|(id, _)| id) == from.change.as_ref().map(|(id, _)| id)
        };
        let Some(to) = ends("to").find(same).filter(|to| to.unit == from.unit) else { continue };
        let panel = match from.unit.as_str() {
            "%" => &mut panels[1].3,
            "rank" => &mut panels[2].3,
            _ => &mut panels[0].3,
        };
        panel.push(Row {
            label: label(from, pack),
            from: from.point.clone(),
            to: to.point.clone(),
        });
    }
    panels
        .into_iter()
        .filter(|(.., rows)| !rows.is_empty())
        .map(|(zh, en, scale, rows)| Panel {
            title: Words { zh: zh.to_owned(), en: en.to_owned() },
            scale,
            rows,
        })
        .collect()
}

/// A panel for each indicator, its values over time.
fn lines(rows: &[Shown], spec: &ChartSpec, pack: &Pack) -> Vec<Series> {
    let mut ids: Vec<&String> = spec.select.indicators.iter().collect();
    for row in rows {
        ids.extend(row.indicator.as_ref().filter(|id| !ids.contains(id)));
    }
    ids.into_iter()
        .filter_map(|id| {
            line(
                &rows.iter().filter(|row| row.indicator.as_ref() == Some(id)).collect::<Vec<_>>(),
                pack,
            )
        })
        .collect()
}

fn line(rows: &[&Shown], pack: &Pack) -> Option<Series> {
    let first = rows.first()?;
    // One unit and one power of ten for the whole panel: the largest that all values are stated in.
    let rows: Vec<&Shown> = rows.iter().copied().filter(|row| row.unit == first.unit).collect();
    let mult = rows.iter().map(|row| row.unit_mult).min()?;
    let scaled = |value: Option<f64>| {
        value.map(|value| {
            figlift_extract::Exact::of_f64(value)
                .and_then(|exact| exact.times_ten_to(-i32::from(mult)))
                .map_or(value, figlift_extract::Exact::to_f64)
        })
    };
    let mut points: Vec<(f64, String, Point)> = Vec::new();
    for row in rows {
        let Some((name, period)) =
            row.period.as_ref().and_then(|name| Some((name, name.parse::<Period>().ok()?)))
        else {
            continue;
        };
        let point = Point {
            value: scaled(row.point.value),
            low: scaled(row.point.low),
            high: scaled(row.point.high),
            ..row.point.clone()
        };
        points.push((position(period), name.clone(), point));
    }
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    (!points.is_empty()).then(|| Series {
        label: label(first, pack),
        unit: unit(&first.unit, mult, pack),
        points,
    })
}

/// Where a period stands on the axis, in years.
fn position(period: Period) -> f64 {
    f64::from(period.first().year()) + f64::from(period.first().month() - 1) / 12.0
}

/// A unit with its power of ten, as either language writes it: 亿元, 100 million CNY.
fn unit(code: &str, mult: i16, pack: &Pack) -> Words {
    let (zh, en) = match mult {
        4 => ("万", "10,000 "),
        8 => ("亿", "100 million "),
        12 => ("万亿", "trillion "),
        _ => ("", ""),
    };
    let surfaces = pack.units.get(code).map_or(&[][..], |unit| &unit.surfaces);
    let surface =
        surfaces.iter().min_by_key(|surface| surface.chars().count()).map_or(code, String::as_str);
    let (zh, en) = (format!("{zh}{surface}"), format!("{en}{code}"));
    // What both languages write alike is written once: %.
    Words { en: if zh == en { String::new() } else { en }, zh }
}

/// The source line, its fields filled from the sidecars of the documents shown.
fn source(spec: &ChartSpec, rows: &[Shown], documents: &[ReadDocument]) -> String {
    let shown: Vec<&ReadDocument> = documents
        .iter()
        .filter(|document| rows.iter().any(|row| row.doc_id == document.file.doc_id))
        .collect();
    let distinct = |of: &dyn Fn(&ReadDocument) -> Option<String>| {
        let mut values: Vec<String> = shown.iter().filter_map(|document| of(document)).collect();
        values.dedup();
        values
    };
    let publishers = distinct(&|document| document.metadata().publisher.clone()).join("；");
    let titles = distinct(&|document| document.metadata().title.clone()).join("；");
    let mut dates = distinct(&|document| document.metadata().date.map(|date| date.to_string()));
    dates.sort();
    let date = match &dates[..] {
        [first, .., last] => format!("{first} – {last}"),
        _ => dates.concat(),
    };
    spec.source
        .replace("{publisher}", &publishers)
        .replace("{title}", &titles)
        .replace("{date}", &date)
}
