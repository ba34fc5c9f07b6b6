//! Labels of indicators, areas and roles in charts.

use figlift_chart::Bilingual;
use figlift_config::Pack;
use figlift_model::Role;

use super::shown::ShownFigure;

/// The area that provinces and cities are compared with.
pub(super) const NATION: &str = "CN";

/// The label of the indicator of a row in the catalogue, else the words of the text.
pub(super) fn indicator(row: &ShownFigure, pack: &Pack) -> Bilingual {
    match row.indicator.as_ref().and_then(|id| pack.indicators.get(id)) {
        Some(indicator) => Bilingual { zh: indicator.zh.clone(), en: indicator.en.clone() },
        None => Bilingual { zh: row.words.clone(), en: String::new() },
    }
}

/// The name of the area of a row.
pub(super) fn area(row: &ShownFigure, pack: &Pack) -> Bilingual {
    let code = row.area.clone().unwrap_or_default();
    match pack.areas.get(&code) {
        Some(area) => Bilingual { zh: area.zh.clone(), en: area.en.clone() },
        None => Bilingual { zh: code, en: String::new() },
    }
}

/// The short name: 全国, 江西.
pub(super) fn short_area(row: &ShownFigure, pack: &Pack) -> Bilingual {
    let mut words = area(row, pack);
    let short = |code: &String| pack.areas.get(code)?.short.first().cloned();
    words.zh = row.area.as_ref().and_then(short).unwrap_or(words.zh);
    words
}

/// A label with the area and the role, if these are to be shown.
pub(super) fn named(
    label: Bilingual,
    area: Option<&Bilingual>,
    role: Option<&Bilingual>,
) -> Bilingual {
    let join = |one: &str, other: &str, between: &str| match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}{between}{other}"),
        _ => format!("{one}{other}"),
    };
    let Bilingual { mut zh, mut en } = label;
    if let Some(area) = area {
        zh = join(&area.zh, &zh, "：");
        en = join(&area.en, &en, ": ");
    }
    if let Some(role) = role {
        zh.push_str(&role.zh);
        en = join(&en, &role.en, ", ");
    }
    Bilingual { zh, en }
}

/// The label of a role; empty for a level.
pub(super) fn role(role: Role) -> Bilingual {
    let (zh, en) = match role {
        Role::Change => ("增减", "change"),
        Role::Growth => ("增长", "growth"),
        Role::Multiple => ("倍数", "multiple"),
        Role::Rank => ("位次", "rank"),
        Role::Level => ("", ""),
    };
    Bilingual { zh: zh.to_owned(), en: en.to_owned() }
}
