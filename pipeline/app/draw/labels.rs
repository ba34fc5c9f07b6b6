//! What indicators, areas and roles are called in charts.

use figlift_chart::Words;
use figlift_config::Pack;
use figlift_model::Role;

use super::shown::ShownFigure;

/// The label that the catalogue has for what a row measures, else the words of the text.
pub(super) fn indicator(row: &ShownFigure, pack: &Pack) -> Words {
    match row.indicator.as_ref().and_then(|id| pack.indicators.get(id)) {
        Some(indicator) => Words { zh: indicator.zh.clone(), en: indicator.en.clone() },
        None => Words { zh: row.words.clone(), en: String::new() },
    }
}

/// The name of the area that a row is about.
pub(super) fn area(row: &ShownFigure, pack: &Pack) -> Words {
    let code = row.area.clone().unwrap_or_default();
    match pack.areas.get(&code) {
        Some(area) => Words { zh: area.zh.clone(), en: area.en.clone() },
        None => Words { zh: code, en: String::new() },
    }
}

/// The same, short: 全国, 江西.
pub(super) fn short_area(row: &ShownFigure, pack: &Pack) -> Words {
    let mut words = area(row, pack);
    let short = row.area.as_ref().and_then(|code| pack.areas.get(code)?.short.first());
    words.zh = short.cloned().unwrap_or(words.zh);
    words
}

/// A label with the area and with what the value is of what it measures, where these are to be said.
pub(super) fn named(label: Words, area: Option<&Words>, role: Option<&Words>) -> Words {
    let join = |one: &str, other: &str, between: &str| match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}{between}{other}"),
        _ => format!("{one}{other}"),
    };
    let Words { mut zh, mut en } = label;
    if let Some(area) = area {
        zh = join(&area.zh, &zh, "：");
        en = join(&area.en, &en, ": ");
    }
    if let Some(role) = role {
        zh.push_str(&role.zh);
        en = join(&en, &role.en, ", ");
    }
    Words { zh, en }
}

/// What a value is of what it measures; nothing is said of a level.
pub(super) fn role(role: Role) -> Words {
    let (zh, en) = match role {
        Role::Change => ("增减", "change"),
        Role::Growth => ("增长", "growth"),
        Role::Multiple => ("倍数", "multiple"),
        Role::Rank => ("位次", "rank"),
        Role::Level => ("", ""),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}
