//! The names of prefectures, counties and countries as words. There are too many of them, with too many
//! meanings, for the words of the lexicon: which place a name is of depends on what stands before it, and on
//! the area and the date of the document.

use figlift_config::{Gazetteer, PlaceName};
use figlift_text::Document;

use crate::compile::ruleset::RuleSet;

/// Length of the code of the nation.
const NATION: usize = 2;

/// Names that the area of a text is told from, and when it is dated.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AreaContext<'d> {
    pub area: Option<&'d str>,
    pub year: Option<i32>,
}

impl<'d> AreaContext<'d> {
    /// That of a document.
    pub(crate) fn of(document: &'d Document) -> AreaContext<'d> {
        let metadata = document.metadata();
        AreaContext {
            area: metadata.ref_area.as_deref(),
            year: metadata.date.map(|date| date.start_year()),
        }
    }

    /// The names that are valid in the year of the document, or now if it has none; else all.
    fn valid<'p>(self, names: &[&'p PlaceName]) -> Vec<&'p PlaceName> {
        let is_valid = |name: &&PlaceName| {
            let place = Gazetteer::get().place(name.place);
            match self.year {
                Some(year) => {
                    let begun = place.from.is_none_or(|from| from <= year);
                    begun && place.to.is_none_or(|to| year <= to)
                }
                None => place.to.is_none(),
            }
        };
        let valid: Vec<&PlaceName> = names.iter().copied().filter(is_valid).collect();
        if valid.is_empty() { names.to_vec() } else { valid }
    }
}

impl RuleSet {
    /// The longest name of a place that a text begins with: the number of its word in the gazetteer, and
    /// its length in bytes. `before` is the area whose name ends there. A name that is also something else
    /// counts only behind that of an area that it lies in, or alone as the name of a source.
    pub(crate) fn place_at(
        &self,
        text: &str,
        before: Option<&str>,
        home: AreaContext,
    ) -> Option<(usize, usize)> {
        let names = Gazetteer::get().names_at(text);
        let mut rest = &names[..];
        while let Some(first) = rest.first() {
            let length = first.text.len();
            let same = rest.iter().take_while(|name| name.text == first.text).count();
            let is_broken = first.full && self.begins("breaks-area-name", &text[length..]);
            if !is_broken && let Some(number) = self.place_of(&rest[..same], before, home) {
                return Some((number, length));
            }
            rest = &rest[same..];
        }
        None
    }

    /// The longest name in full of a place that a text begins with, if no other place has it.
    pub(crate) fn full_place_at(&self, text: &str, home: AreaContext) -> Option<(usize, usize)> {
        let places = Gazetteer::get();
        let names = places.names_at(text);
        let full = names.iter().find(|name| name.full && name.text.chars().nth(2).is_none())?;
        let same: Vec<&PlaceName> =
            names.iter().filter(|name| name.text == full.text).copied().collect();
        let valid = home.valid(&same);
        let code = |name: &PlaceName| places.place(name.place).code;
        let is_one = valid.iter().all(|name| code(name) == code(valid[0]));
        let number = places.number_of(valid.first()?)?;
        is_one.then_some((2 * number, full.text.len()))
    }

    /// The word of a name that several places may have.
    fn place_of(
        &self,
        names: &[&PlaceName],
        before: Option<&str>,
        home: AreaContext,
    ) -> Option<usize> {
        let places = Gazetteer::get();
        let names = home.valid(names);
        let names: Vec<&PlaceName> = names.into_iter().filter(|name| self.is_name(name)).collect();
        let names = &names[..];
        let code = |name: &PlaceName| places.place(name.place).code;
        let number = |name: &PlaceName| places.number_of(name).map(|number| 2 * number);
        let within = |wider: &str| names.iter().find(|name| self.lies_within(code(name), wider));
        // Not behind that of the nation: 全国港口.
        if let Some(name) = before.filter(|wider| wider.len() > NATION).and_then(within) {
            return number(name);
        }
        if names.iter().all(|name| self.is_bound(name)) {
            return None;
        }
        let own = home.area.and_then(|area| {
            let is_own = |name: &&&PlaceName| code(name) == area;
            names.iter().find(is_own).or_else(|| within(area))
        });
        if let Some(name) = own {
            return number(name);
        }
        let first = names.iter().find(|name| !self.is_bound(name))?;
        let is_one = names.iter().all(|name| code(name) == code(first) || self.is_bound(name));
        Some(number(first)? + usize::from(!is_one))
    }

    /// Whether a name is one in a text at all: the short one of a district (新建, of 新建区) is none, nor is
    /// that of a county which is a common word (江西万年).
    fn is_name(&self, name: &PlaceName) -> bool {
        let place = Gazetteer::get().place(name.place);
        let is_prefecture = place.code.ends_with("00");
        let is_common = || self.common_names.contains(name.text);
        name.full || is_prefecture || !place.zh.ends_with('区') && !is_common()
    }

    /// Whether a name counts only behind that of an area that it lies in.
    fn is_bound(&self, name: &PlaceName) -> bool {
        let place = Gazetteer::get().place(name.place);
        let is_county = place.code.len() == 6 && !place.code.ends_with("00");
        let is_long = name.text.chars().nth(2).is_some();
        is_county && !(name.full && is_long) || self.common_names.contains(name.text)
    }
}
