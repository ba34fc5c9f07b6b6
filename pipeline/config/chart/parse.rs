//! A file below `charts/` to a chart, or to what is wrong with it.

use figlift_text::Period;
use globset::{Glob, GlobMatcher};
use serde::Deserialize;

use super::{ChartMark, ChartSpec, Grouping, Select, Sort, Template, Words};
use crate::{ConfigError, Pack, Source, Spanned, names};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartFile {
    mark: ChartMark,
    #[serde(default)]
    group: Grouping,
    sort: Option<Spanned<Sort>>,
    limit: Option<Spanned<usize>>,
    title: WordsFile,
    #[serde(default)]
    subtitle: WordsFile,
    note: Option<WordsFile>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    select: SelectFile,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordsFile {
    zh: Option<Spanned<String>>,
    en: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SelectFile {
    documents: Option<Spanned<String>>,
    indicators: Vec<Spanned<String>>,
    words: Vec<String>,
    areas: Vec<Spanned<String>>,
    role: Option<Spanned<String>>,
    unit: Option<Spanned<String>>,
    basis: Option<Spanned<String>>,
    status: Option<Spanned<String>>,
    qualifiers: Vec<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    change_end: Option<Spanned<String>>,
    latest: Option<Spanned<bool>>,
    least_periods: Option<Spanned<usize>>,
}

/// Whether a value stands for an end of a change.
const CHANGE_ENDS: &[&str] = &["from", "to", "none"];

impl ChartSpec {
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<ChartSpec, ConfigError> {
        let file: ChartFile = source.parse()?;
        refuse_unknown(source, pack, &file.select)?;
        refuse_mark(source, &file)?;
        refuse_units(source, &file.select)?;
        let template = |text: &Option<Spanned<String>>| match text {
            Some(text) => Template::parse(source, text.span(), text.get_ref()),
            None => Ok(Template::default()),
        };
        let words = |words: &WordsFile| -> Result<Words, ConfigError> {
            Ok(Words { zh: template(&words.zh)?, en: template(&words.en)? })
        };
        Ok(ChartSpec {
            id: source.stem().to_owned(),
            mark: file.mark,
            group: file.group,
            sort: file.sort.as_ref().map_or(Sort::Text, |sort| *sort.get_ref()),
            limit: file.limit.as_ref().map(|limit| *limit.get_ref()),
            title: words(&file.title)?,
            subtitle: words(&file.subtitle)?,
            note: file.note.as_ref().map(words).transpose()?,
            source: template(&file.source)?,
            select: select(source, file.select)?,
        })
    }
}

fn select(source: &Source, file: SelectFile) -> Result<Select, ConfigError> {
    let (from, to) = (period(source, &file.from)?, period(source, &file.to)?);
    if let (Some(from), Some(to), Some(place)) = (from, to, &file.to)
        && to.last() < from.first()
    {
        let message = format!("nothing lies between {from} and {to}");
        return Err(source
            .error(place.span(), message)
            .help("state a period that ends after `from` begins"));
    }
    let own = |name: Option<Spanned<String>>| name.map(Spanned::into_inner);
    let all = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner).collect();
    Ok(Select {
        documents: documents(source, &file.documents)?,
        indicators: all(file.indicators),
        words: file.words,
        areas: all(file.areas),
        role: own(file.role),
        unit: own(file.unit),
        basis: own(file.basis),
        status: own(file.status),
        qualifiers: all(file.qualifiers),
        from,
        to,
        change_end: own(file.change_end),
        latest: file.latest.is_some_and(Spanned::into_inner),
        least_periods: file.least_periods.map_or(1, Spanned::into_inner),
    })
}

fn documents(
    source: &Source,
    pattern: &Option<Spanned<String>>,
) -> Result<Option<GlobMatcher>, ConfigError> {
    let Some(pattern) = pattern else { return Ok(None) };
    let wrong = |error: globset::Error| {
        source
            .error(pattern.span(), format!("is no glob: {}", error.kind()))
            .help("write document ids with * for any run and ** for any folders")
    };
    Ok(Some(Glob::new(pattern.get_ref()).map_err(wrong)?.compile_matcher()))
}

fn period(
    source: &Source,
    stated: &Option<Spanned<String>>,
) -> Result<Option<Period>, ConfigError> {
    let Some(stated) = stated else { return Ok(None) };
    let wrong = |_| {
        source
            .error(stated.span(), format!("`{}` is no period", stated.get_ref()))
            .help("write it as 2021, 2021-S1, 2021-Q3 or 2021-09")
    };
    stated.get_ref().parse().map(Some).map_err(wrong)
}

/// Refuses names that the catalogues and the figure model do not know.
fn refuse_unknown(source: &Source, pack: &Pack, select: &SelectFile) -> Result<(), ConfigError> {
    let unknown = |name: &Spanned<String>, what: &str, help: &str| {
        let message = format!("the catalogue has no {what} `{}`", name.get_ref());
        Err(source.error(name.span(), message).help(help.to_owned()))
    };
    for name in &select.indicators {
        if !pack.indicators.contains_key(name.get_ref()) {
            return unknown(name, "indicator", "add it to pack/indicators.toml");
        }
    }
    for name in &select.areas {
        if !pack.areas.contains_key(name.get_ref()) {
            return unknown(name, "area", "add it to pack/areas.toml, or mend its code");
        }
    }
    if let Some(name) = &select.unit
        && pack.units.get(name.get_ref()).is_none()
    {
        return unknown(name, "unit", "add it to pack/units.toml, or mend its code");
    }
    let named = [
        ("role", select.role.iter().collect::<Vec<_>>(), names::ROLES),
        ("basis", select.basis.iter().collect(), names::BASES),
        ("status", select.status.iter().collect(), names::STATUSES),
        ("qualifiers", select.qualifiers.iter().collect(), names::QUALIFIERS),
        ("change_end", select.change_end.iter().collect(), CHANGE_ENDS),
    ];
    for (key, stated, allowed) in named {
        for name in stated {
            names::check(source, name.span(), key, Some(name.get_ref()), allowed)?;
        }
    }
    Ok(())
}

/// Refuses what the kind of mark cannot show.
fn refuse_mark(source: &Source, file: &ChartFile) -> Result<(), ConfigError> {
    let (mark, select) = (file.mark, &file.select);
    let wrong =
        |span, message: &str, help: &str| Err(source.error(span, message).help(help.to_owned()));
    let of = |name: &Option<Spanned<String>>, is: &str| {
        name.as_ref().filter(|name| name.get_ref() == is).map(Spanned::span)
    };
    let ranks = of(&select.role, "rank").or_else(|| of(&select.unit, "rank"));
    if let Some(span) = ranks.filter(|_| matches!(mark, ChartMark::Line | ChartMark::Bar)) {
        let message = "the first place would be the lowest point, or the shortest bar";
        return wrong(span, message, "draw ranks as ladder, slope, dumbbell or interval");
    }
    for name in [&select.role, &select.unit].into_iter().flatten() {
        if mark == ChartMark::Ladder && name.get_ref() != "rank" {
            return wrong(name.span(), "a ladder shows ranks", "take it out, or use another mark");
        }
    }
    if let Some(end) = select.change_end.as_ref().filter(|_| mark.is_of_changes()) {
        let message = "this mark shows both ends of each change";
        return wrong(end.span(), message, "take it out, or draw a bar or an interval");
    }
    if let Some(sort) = file.sort.as_ref().filter(|_| mark == ChartMark::Line)
        && matches!(sort.get_ref(), Sort::Value | Sort::Period)
    {
        let message = "a line runs by period; this is the order of its panels";
        return wrong(sort.span(), message, "write \"text\" or \"label\", or take it out");
    }
    if let Some(least) = select.least_periods.as_ref().filter(|_| mark != ChartMark::Line) {
        let message = "only a line runs over periods";
        return wrong(least.span(), message, "take it out, or draw a line");
    }
    let single = matches!(mark, ChartMark::Bar | ChartMark::Interval | ChartMark::Ladder);
    if let Some(latest) = select.latest.as_ref().filter(|_| !single) {
        let message = "this mark shows values of several periods";
        return wrong(
            latest.span(),
            message,
            "take it out, or draw a bar, an interval or a ladder",
        );
    }
    if let Some(limit) = file.limit.as_ref().filter(|limit| *limit.get_ref() == 0) {
        return wrong(limit.span(), "leaves nothing to show", "state how many are shown, from 1");
    }
    Ok(())
}

/// Refuses a unit that values of that role never have.
fn refuse_units(source: &Source, select: &SelectFile) -> Result<(), ConfigError> {
    let (Some(role), Some(unit)) = (&select.role, &select.unit) else { return Ok(()) };
    let needed = match role.get_ref().as_str() {
        "rank" => "rank",
        "growth" => "%",
        "multiple" => "1",
        _ => return Ok(()),
    };
    if unit.get_ref() == needed {
        return Ok(());
    }
    let message = format!("no {} is stated in `{}`", role.get_ref(), unit.get_ref());
    Err(source.error(unit.span(), message).help(format!("write \"{needed}\", or take it out")))
}
