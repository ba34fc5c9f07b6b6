//! The areas that come with figlift besides those of `areas.toml`: prefectures and counties of
//! GB/T 2260 with their former names and codes, and the countries. Their tables are generated, and
//! read when a text first asks for them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The generated tables: code, parent, first year, last year, full names, short names, English name.
const TABLES: [&str; 2] =
    [include_str!("pack/generated/areas.tsv"), include_str!("pack/generated/countries.tsv")];

/// A code and the names that it had for some years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// GB/T 2260, or ISO 3166-1 of a country.
    pub code: &'static str,
    /// Code of the area that contains it; `None` for a country.
    pub parent: Option<&'static str>,
    /// The first year in which the code had this name; `None` if the oldest list has it.
    pub from: Option<i32>,
    /// The last one; `None` if the newest list has it.
    pub to: Option<i32>,
    /// Chinese name in full.
    pub zh: &'static str,
    /// English name, where it is known.
    pub en: Option<&'static str>,
}

/// A name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceName {
    /// The name.
    pub text: &'static str,
    /// Whether it is one in full, as 南昌市 and 凉山州 are, but not 南昌.
    pub full: bool,
    /// Number of its place.
    pub place: usize,
}

/// All places and their names.
///
/// ```
/// use figlift_config::Gazetteer;
/// let places = Gazetteer::get();
/// let names = places.names_at("深圳市高新技术企业");
/// assert_eq!(names.iter().map(|name| name.text).collect::<Vec<_>>(), ["深圳市", "深圳"]);
/// assert_eq!(places.place(names[0].place).code, "440300");
/// assert_eq!(places.of_code("FR").map(|place| place.zh), Some("法国"));
/// ```
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    /// In order of their first two characters, the longest first.
    names: Vec<PlaceName>,
    /// The names that begin with two characters.
    beginning: HashMap<(char, char), std::ops::Range<usize>>,
    /// The newest name of each code.
    by_code: HashMap<&'static str, usize>,
}

impl Gazetteer {
    /// The places that come with figlift.
    pub fn get() -> &'static Gazetteer {
        static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(&TABLES));
        &PLACES
    }

    fn read(tables: &[&'static str]) -> Gazetteer {
        let mut places = Vec::new();
        let mut names = Vec::new();
        let mut by_code = HashMap::new();
        let rows = tables.iter().flat_map(|table| table.lines());
        for row in rows.filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (code, parent, from, to) = (cell(), cell(), cell(), cell());
            let (full, short, en) = (cell(), cell(), cell());
            let stated = |text: &'static str| Some(text).filter(|text| !text.is_empty());
            let number = places.len();
            let name = |text, full| PlaceName { text, full, place: number };
            names.extend(full.split_whitespace().map(|text| name(text, true)));
            names.extend(short.split_whitespace().map(|text| name(text, false)));
            let zh = full.split_whitespace().next().unwrap_or_default();
            let (from, to) = (from.parse().ok(), to.parse().ok());
            places.push(Place { code, parent: stated(parent), from, to, zh, en: stated(en) });
            let newest = by_code.entry(code).or_insert(number);
            if to.is_none() {
                *newest = number;
            }
        }
        names.sort_by_cached_key(|name: &PlaceName| {
            (pair(name.text), std::cmp::Reverse(name.text.len()), name.text)
        });
        let mut beginning: HashMap<(char, char), std::ops::Range<usize>> = HashMap::new();
        for (number, name) in names.iter().enumerate() {
            if let Some(pair) = pair(name.text) {
                let range = beginning.entry(pair).or_insert(number..number);
                range.end = number + 1;
            }
        }
        Gazetteer { places, names, beginning, by_code }
    }

    /// The names that begin with the first two characters of a text and that it begins with, the
    /// longest first.
    pub fn names_at(&self, text: &str) -> Vec<&PlaceName> {
        let Some(range) = pair(text).and_then(|pair| self.beginning.get(&pair)) else {
            return Vec::new();
        };
        self.names[range.clone()].iter().filter(|name| text.starts_with(name.text)).collect()
    }

    /// Whether a name begins with these two characters.
    pub fn begin_with(&self, first: char, second: char) -> bool {
        self.beginning.contains_key(&(first, second))
    }

    /// The first two characters of all names.
    pub fn beginnings(&self) -> impl Iterator<Item = (char, char)> {
        self.beginning.keys().copied()
    }

    /// The place of a number.
    pub fn place(&self, number: usize) -> &Place {
        &self.places[number]
    }

    /// The number of a name among all names.
    pub fn number_of(&self, name: &PlaceName) -> Option<usize> {
        let range = self.beginning.get(&pair(name.text)?)?;
        self.names[range.clone()].iter().position(|one| one == name).map(|at| range.start + at)
    }

    /// The name of a number.
    pub fn name(&self, number: usize) -> &PlaceName {
        &self.names[number]
    }

    /// The number of names.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The place of a code, by its newest name.
    pub fn of_code(&self, code: &str) -> Option<&Place> {
        self.by_code.get(code).map(|&number| &self.places[number])
    }

    /// All places, the newest name of each code.
    pub fn newest(&self) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .enumerate()
            .filter(|(number, place)| self.by_code.get(place.code) == Some(number))
            .map(|(_, place)| place)
    }
}

/// The first two characters of a name.
fn pair(text: &str) -> Option<(char, char)> {
    let mut characters = text.chars();
    Some((characters.next()?, characters.next()?))
}
