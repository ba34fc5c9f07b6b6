use std::borrow::Cow;
use std::collections::BTreeMap;

use figlift_model::Unknown;
use figlift_text::Period;
use serde::Deserialize;

use crate::entries::Entries;
use crate::{ConfigError, Gazetteer, Place, Source, Units};

/// One area of the catalogue, by its code: `CN`, ISO 3166-2 for provinces, GB/T 2260 below.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Chinese name in full.
    pub zh: String,
    /// English name; the Chinese one where none is known.
    pub en: String,
    /// Short names that stand for it in running text.
    #[serde(default)]
    pub short: Vec<String>,
    /// Code of the area that contains it.
    pub parent: Option<String>,
    /// The list of codes that the areas within it are taken from, and its date: `GB/T 2260, 2007`.
    /// It applies to all areas within, except those in an area with a list of its own.
    pub list: Option<String>,
    /// The unit that texts of it call 元, if that is not the yuan.
    pub yuan: Option<String>,
    /// The year before the first of the years that its texts count: 1911 for those of the Republic.
    pub era: Option<i32>,
}

impl Area {
    /// All its Chinese names, the full name first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.zh.as_str()).chain(self.short.iter().map(String::as_str))
    }
}

/// The areas of `areas.toml`, and the places that come with figlift.
///
/// ```
/// let config = figlift_config::Config::built_in()?;
/// let areas = &config.pack.areas;
/// let city = areas.get("360100").unwrap();
/// assert_eq!((city.zh.as_str(), city.parent.as_deref()), ("南昌市", Some("CN-JX")));
/// assert!(areas.lies_within("360103", "CN-JX"));
/// assert!(areas.get("999999").is_none());
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    stated: BTreeMap<String, Area>,
}

impl Areas {
    /// The area of a code.
    pub fn get(&self, code: &str) -> Option<Cow<'_, Area>> {
        let place = || Some(Cow::Owned(Area::of(Gazetteer::get().of_code(code)?)));
        self.stated.get(code).map(Cow::Borrowed).or_else(place)
    }

    /// Whether a code is one of an area.
    pub fn contains(&self, code: &str) -> bool {
        self.stated.contains_key(code) || Gazetteer::get().of_code(code).is_some()
    }

    /// The areas of `areas.toml`, by code.
    pub fn stated(&self) -> impl Iterator<Item = (&str, &Area)> {
        self.stated.iter().map(|(code, area)| (code.as_str(), area))
    }

    /// The area that `areas.toml` states for a code.
    pub fn stated_as(&self, code: &str) -> Option<&Area> {
        self.stated.get(code)
    }

    /// All codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let places = Gazetteer::get().newest().map(|place| place.code);
        let stated = self.stated.keys().map(String::as_str);
        stated.chain(places.filter(|&code| !self.stated.contains_key(code)))
    }

    /// Whether an area lies in another one. No area lies in itself.
    pub fn lies_within(&self, area: &str, wider: &str) -> bool {
        let mut at = self.parent(area);
        while let Some(parent) = at {
            if parent == wider {
                return true;
            }
            at = self.parent(parent);
        }
        false
    }

    /// The code of the area that contains one.
    pub fn parent(&self, code: &str) -> Option<&str> {
        match self.stated.get(code) {
            Some(area) => area.parent.as_deref(),
            None => Gazetteer::get().of_code(code)?.parent,
        }
    }
}

impl Area {
    fn of(place: &Place) -> Area {
        Area {
            zh: place.zh.to_owned(),
            en: place.en.unwrap_or(place.zh).to_owned(),
            short: Vec::new(),
            parent: place.parent.map(str::to_owned),
            list: None,
            yuan: None,
            era: None,
        }
    }
}

pub(crate) fn overlay(known: &mut Areas, source: &Source) -> Result<(), ConfigError> {
    known.stated.extend(source.parse::<BTreeMap<String, Area>>()?);
    Ok(())
}

/// Checks what depends on the whole catalogue.
pub(crate) fn check(areas: &Areas, units: &Units, files: &[Source]) -> Result<(), ConfigError> {
    let entries = Entries::of(files, "areas.toml");
    let mut names: BTreeMap<(usize, &str), &str> = BTreeMap::new();
    for (code, area) in &areas.stated {
        refuse_empty(code, area, entries)?;
        refuse_list(code, area, entries)?;
        if let Some(unit) = area.yuan.as_deref().filter(|unit| units.get(unit).is_none()) {
            let unknown = Unknown::of("unit", unit, units.iter().map(|unit| unit.code.as_str()));
            let help = unknown.help_to_add("pack/units.toml");
            return Err(entries.error(code, unit, unknown.message()).help(help));
        }
        let level = level(code, areas, entries)?;
        for name in area.names() {
            let other = *names.entry((level, name)).or_insert(code);
            if other != code {
                let (later, earlier) = entries.in_order(code, other);
                let message = format!("`{name}` is already a name of `{earlier}`");
                let help = "names are unique within one level: use the longer names";
                return Err(entries.error(later, name, message).help(help));
            }
        }
    }
    Ok(())
}

fn refuse_empty(code: &str, area: &Area, entries: Entries) -> Result<(), ConfigError> {
    match area.names().chain([area.en.as_str()]).find(|name| name.trim().is_empty()) {
        Some(name) => {
            let message = format!("a name of `{code}` is empty");
            Err(entries.error(code, name, message).help("write a name, or remove it"))
        }
        None => Ok(()),
    }
}

fn refuse_list(code: &str, area: &Area, entries: Entries) -> Result<(), ConfigError> {
    let Some(list) = &area.list else {
        return Ok(());
    };
    let is_dated = list.rsplit_once(',').is_some_and(|(name, date)| {
        let date = date.trim().parse::<Period>();
        !name.trim().is_empty() && date.is_ok_and(|date| date.freq().is_some())
    });
    if is_dated {
        return Ok(());
    }
    let message = format!("invalid list `{list}`");
    Err(entries
        .error(code, list, message)
        .help("write its name and date, as in \"GB/T 2260, 2007\""))
}

/// More than the areas that contain one that comes with figlift.
const DEEPEST: usize = 8;

/// The number of areas that contain it.
fn level(code: &str, areas: &Areas, entries: Entries) -> Result<usize, ConfigError> {
    let mut at = code;
    let mut level = 0;
    while let Some(parent) = areas.parent(at) {
        if !areas.contains(parent) {
            let unknown = Unknown::of("area", parent, areas.codes());
            let help = unknown.help_to_add("pack/areas.toml");
            return Err(entries.error(at, parent, unknown.message()).help(help));
        }
        level += 1;
        if level > areas.stated.len() + DEEPEST {
            let message = format!("`{at}` contains itself");
            return Err(entries
                .error(at, parent, message)
                .help("correct `parent` of one of these areas"));
        }
        at = parent;
    }
    Ok(level)
}
